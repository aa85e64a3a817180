"""The words right before a number, as far as they bend or name it. What they mean is told by those who ask."""

from __future__ import annotations

_WIDEST = 48  # characters
_MOST = 5


def words_before(text: str, start: int) -> list[str]:
    """The words right before start, nearest first and as they are written; none where no space stands between."""
    before = text[max(0, start - _WIDEST) : start]
    if not before or not before[-1].isspace():
        return []
    return before.split()[: -_MOST - 1 : -1]


def place_of(text: str, start: int, count: int) -> int:
    """Where the count-th word before start begins."""
    for _ in range(count):
        while start and text[start - 1].isspace():
            start -= 1
        while start and not text[start - 1].isspace():
            start -= 1
    return start
