"""Whether a text reads as English. No other language is told from another."""

from __future__ import annotations

import re

_COMMON = frozenset(
    "the of and to in a is that for was on with as by at from it be are this have has an which or not were but his its they".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000


def looks_english(text: str) -> bool:
    """True when the commonest English words make up at least an eighth of the words; texts under 12 words pass."""
    found = _WORD.findall(text[:_SAMPLE].lower())
    if len(found) < 12 and text.isascii():
        return True
    return sum(word in _COMMON for word in found) >= 0.125 * max(1, len(found))
