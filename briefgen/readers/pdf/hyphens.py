"""The lines of a paragraph as one text: words that were parted at a line's end put together again.

A hyphen at the end of a line stays where it belongs to the word ("long-/term") and goes where it only
parts it ("govern-/ment"). In this order, the first that applies:

1. a soft hyphen goes, and so does "‐" (U+2010) in a document that writes "-" within its lines; the hyphen
   of a word that does not go on in small letters stays ("Anglo-/American", "2019-/2020"), as does that
   of an address;
2. the document itself: the word as it stands elsewhere within a line, with the hyphen or without;
3. the words that briefgen knows: a known word is put together;
4. two known words of three letters or more keep their hyphen;
5. anything else is put together.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from briefgen.language.weights import load

_SOFT = "\u00ad"
_TRUE_HYPHEN = "‐"
_HYPHENS = "-‐\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_NO_SPACE_AFTER = "—/"

Joined = Callable[[Sequence[str]], str]


def joiner(lines: Iterable[str]) -> Joined:
    """A function that puts lines together, by the words that a document has within its lines."""
    seen: Counter[str] = Counter()
    for line in lines:
        within = line[: _within(line)]
        seen[_TRUE_HYPHEN] += _TRUE_HYPHEN in within
        seen.update(word.lower().replace(_TRUE_HYPHEN, "-") for word in _WORD.findall(within))

    def joined(parts: Sequence[str]) -> str:
        pieces: list[str] = []
        for i, part in enumerate(parts):
            following = parts[i + 1] if i + 1 < len(parts) else ""
            pieces.append(_before(part, following, seen) if following else part.rstrip(_SOFT))
        return "".join(pieces).replace(_SOFT, "")

    return joined


def _within(line: str) -> int:
    """Up to where a line holds whole words: a last one that ends with a hyphen is none."""
    return line.rfind(" ") + 1 if line and line[-1] in _HYPHENS else len(line)


def _before(part: str, following: str, seen: Counter[str]) -> str:
    """A line as it stands before the next: with a space, or, at a parted word, without and perhaps without its hyphen."""
    if _ADDRESS.search(part):
        return part if part[-1] in "-/.?&=_" else part + " "
    if part[-1] in _NO_SPACE_AFTER and part[-2:-1] not in ("", " "):
        return part
    if part[-1] not in _HYPHENS or part[-2:-1] in ("", " "):
        return part + " "
    return part if _stays(part, following, seen) else part[:-1]


def _stays(part: str, following: str, seen: Counter[str]) -> bool:
    if part[-1] == _SOFT or (part[-1] == _TRUE_HYPHEN and not seen[_TRUE_HYPHEN]):
        return False
    last, first = _LAST_PART.search(part), _FIRST_PART.match(following)
    if last is None or first is None or not following[0].islower():
        return True
    left, right = last[1].lower(), first[0].lower()
    together, apart = seen[left + right], seen[f"{left}-{right}"]
    if together != apart:
        return apart > together
    known = _known()
    if left + right in known:
        return False
    return min(len(left), len(right)) >= 3 and left in known and right in known


@functools.cache
def _known() -> frozenset[str]:
    """The words that the shipped models have in groups, in small letters."""
    return frozenset(load("clusters"))
