"""Where a text quotes: stretches between quotation marks, over sentences and paragraphs. Scare quotes are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.text import paragraphs

_MARK = re.compile(r"[“”\"«»]|(?<!\w)‘(?=\w)|(?<=[\w.,!?])’(?!\w)|(?<=[.,!?])'(?!\w)|(?<!\w)'(?=[A-Z])")
_MIN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation; start..end is what stands between the marks, outer_start..outer_end takes the marks along."""

    start: int
    end: int
    outer_start: int
    outer_end: int

    @property
    def is_long(self) -> bool:
        """False for a word or two that the author only sets apart."""
        return self.end - self.start >= 20


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in reading order, none overlapping.

    A mark that is never closed holds to the end of its paragraph, and on into the next one when that
    opens with a mark again, as newspapers print long quotations.
    """
    found: list[Quotation] = []
    for start, end in paragraphs(text):
        opened: re.Match[str] | None = None
        for mark in _MARK.finditer(text, start, end):
            sign = mark.group()
            if opened is None and _opens(text, mark, sign):
                opened = mark
            elif opened is not None and _closes(opened.group(), sign):
                found.append(Quotation(opened.end(), mark.start(), opened.start(), mark.end()))
                opened = None
        if opened is not None and opened.group() in "“«":
            found.append(Quotation(opened.end(), end, opened.start(), end))
    return tuple(q for q in found if q.start < q.end and text[q.start : q.end].strip())


def _opens(text: str, mark: re.Match[str], sign: str) -> bool:
    following = text[mark.end() : mark.end() + 1]
    return sign in "“«‘" or (sign in "\"'" and not following.isspace() and following != "")


def _closes(opener: str, sign: str) -> bool:
    return {"“": '”"', '"': '"”', "«": "»", "‘": "’", "'": "'’"}[opener].find(sign) >= 0
