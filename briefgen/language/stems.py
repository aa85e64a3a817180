"""Words of content without their endings, by which it is told how much one sentence repeats of another."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

_STOP = frozenset(
    "the a an and or but of in on at to for from by with as is are was were be been has have had it its he she they his her "
    "their this that these those which who will would can could may might not also said says more than after about into over "
    "up out when there what all new one two".split()
)
_ENDING = re.compile(r"(?:ies|ing|ed|es|s)$")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str | None:
    """A word in lower case without its ending; None for a word without content."""
    if len(word) < 3 or word in _STOP or not word[0].isalpha():
        return None
    return _ENDING.sub("", word) or word


def stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of words in lower case."""
    return frozenset(found for found in map(stem, words) if found is not None)


def stems_of(text: str) -> frozenset[str]:
    """The stems of a text."""
    return stems(_WORD.findall(text.lower()))


def repeated(its: frozenset[str], told: frozenset[str] | set[str]) -> float:
    """How much of what a sentence says has been told already: 0..1."""
    return len(its & told) / (len(its) or 1)
