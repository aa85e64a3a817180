"""Where a text quotes: stretches between quotation marks, over sentences and paragraphs. Scare quotes are left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from briefgen.text import paragraphs

_MARK = re.compile(r"[“”\"«»„]|''|``|(?<!\w)‘(?=\w)|(?<=[\w.,!?…])’(?!\w)|(?<=[.,!?…])'(?![\w'])|(?<![\w'])'(?=[A-Z])")
_CLOSERS = {"“": '”"', '"': '"”', "«": "»", "„": "“”", "‘": "’", "'": "'’", "``": "''", "''": "''"}
_LONGEST = 6_000  # characters; whatever was not closed by then was never meant to be
_LONG = 20  # characters
_FEW = 3  # words, where a comma or a full stop closes the quotation
_MOST_SILENT = 2  # paragraphs on which a quotation may run without a mark


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation; start..end is what stands between the marks, outer_start..outer_end takes the marks along.

    is_long is false for a word or two that the author only sets apart.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    is_long: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in reading order, none overlapping.

    A quotation may run over paragraphs, whether or not each of them opens with a mark again, as newspapers
    print long ones. A mark that is never closed holds to the end of its paragraph when only that can be meant.
    """
    found: list[Quotation] = []
    blocks = paragraphs(text)
    starts = [start for start, _ in blocks]
    opened: re.Match[str] | None = None
    block = 0
    for mark in _MARK.finditer(text):
        sign, here = mark.group(), max(0, bisect_right(starts, mark.start()) - 1)
        if opened is not None and here != block:
            near = mark.start() - opened.end() <= _LONGEST and opened.group() not in "‘'"
            if near and here == block + 1 and mark.start() == starts[here] and sign == opened.group():
                block = here  # the mark that a quotation repeats at the head of its next paragraph
                continue
            if not near or here > block + _MOST_SILENT or not _shuts(text, opened, mark):
                found.extend(_unclosed(text, opened, blocks[block][1]))
                opened = None
        if opened is None:
            if _opens(text, mark):
                opened, block = mark, here
        elif sign in _CLOSERS[opened.group()]:
            found.append(_quotation(text, opened, mark.start(), mark.end()))
            opened = None
    if opened is not None:
        found.extend(_unclosed(text, opened, blocks[block][1]))
    return tuple(q for q in found if q.start < q.end and text[q.start : q.end].strip())


def _quotation(text: str, opened: re.Match[str], end: int, outer_end: int) -> Quotation:
    start = opened.end()
    stops = text[end - 1 : end] in (",", ".", "?", "!", "…") or text[outer_end : outer_end + 1] in (",", ".")
    is_long = end - start >= _LONG or (stops and len(text[start:end].split()) >= _FEW)
    return Quotation(start, end, opened.start(), outer_end, is_long)


def _unclosed(text: str, opened: re.Match[str], end: int) -> tuple[Quotation, ...]:
    """What an opening mark holds that nothing closes: its paragraph. A straight mark alone proves nothing."""
    return (_quotation(text, opened, end, end),) if opened.group() in "“«" else ()


def _opens(text: str, mark: re.Match[str]) -> bool:
    sign = mark.group()
    if sign in ("“", "«", "‘", "„", "``"):
        return True
    if sign not in ('"', "'", "''"):
        return False
    following = text[mark.end() : mark.end() + 2]
    if following[:1].isspace():
        return sign == '"' and _stands_free(text, mark)
    return bool(following) and (following[0] not in ".,;:!?)" or following == "..")


def _stands_free(text: str, mark: re.Match[str]) -> bool:
    """ "said " [He] liked it"": a mark between two spaces opens when a cue’s word or mark stands before it."""
    before = text[max(0, mark.start() - 2) : mark.start()]
    return len(before) == 2 and before[1] == " " and (before[0].isalpha() or before[0] in ",:")


def _shuts(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """True when a mark in a later paragraph is shaped like one that closes: a word before it, none behind."""
    if mark.group() not in _CLOSERS[opened.group()]:
        return False
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return not before.isspace() and not after.isalnum()
