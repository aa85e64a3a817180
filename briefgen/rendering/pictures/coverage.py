"""The coverage strip: which sentences of the sources the brief rests on, one cell a sentence, in reading order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.model import Brief, Evidence, SourceEntry
from briefgen.rendering.pictures.measures import text_width
from briefgen.rendering.pictures.picture import Palette, Picture
from briefgen.rendering.pictures.svg import SIZE, Sheet, Words, box, runs_width
from briefgen.rendering.speech import ENGLISH, Speech
from briefgen.rendering.terms import N_

Use = Literal["bottom line", "key points", "elsewhere", "not used"]
USES: tuple[Use, ...] = (N_("bottom line"), N_("key points"), N_("elsewhere"), N_("not used"))
MOST_SOURCES, MOST_CELLS = 12, 1200
_SECTIONS: dict[str, Use] = {"b": "bottom line", "k": "key points"}  # by the first letter of a line's anchor
_FILL: dict[Use, float] = {"bottom line": 1.0, "key points": 0.6, "elsewhere": 0.22, "not used": 0.0}
_HEIGHT, _GAP, _SMALL = 9.0, 1.5, 6.2
_WIDEST, _NARROWEST = 24.0, 6.5


def coverage(brief: Brief, *, width: float, palette: Palette, anchor: str, speech: Speech = ENGLISH) -> Picture | None:
    """Draw the strip; None when the sources have fewer than two sentences together."""
    total = sum(len(source.evidence) for source in brief.sources)
    if total < 2:
        return None
    sheet = Sheet(width, palette, speech)
    several = len(brief.sources) > 1
    shown = brief.sources[:MOST_SOURCES]
    each = math.ceil(sum(len(source.evidence) for source in shown) / MOST_CELLS)
    y = _legend(sheet, brief, each)
    cells: list[_Cell] = []
    for source in shown:
        y = _source(sheet, source, cells, y, each=each, named=several)
    _draw_cells(sheet, cells)
    if len(brief.sources) > MOST_SOURCES:
        y += 9
        count = len(brief.sources) - MOST_SOURCES
        more = speech.ngettext("%(num)s more source in the table", "%(num)s more sources in the table", count)
        sheet.words(0, y, Words(more, colour="muted"))
        y += 3
    alt = _alt(brief, total, speech)
    return Picture(
        name="coverage",
        title=speech.gettext("Which sentences the brief rests on"),
        alt=alt,
        svg=sheet.element(y, anchor=anchor, alt=alt),
        columns=(speech.gettext("Sentence"), speech.gettext("Source"), speech.gettext("Used for")),
        rows=tuple(
            (sentence.label, _title(source), speech.gettext(use(sentence)))
            for source in brief.sources
            for sentence in source.evidence
        ),
    )


def use(sentence: Evidence) -> Use:
    """The most prominent part of the brief that cites a sentence."""
    parts = {_SECTIONS.get(anchor[:1], "elsewhere") for anchor in sentence.cited_by}
    return next((part for part in USES if part in parts), "not used")


def _title(source: SourceEntry) -> str:
    return source.document.called


def _alt(brief: Brief, total: int, speech: Speech) -> str:
    used = sum(source.used for source in brief.sources)
    sources = speech.ngettext("%(num)s source", "%(num)s sources", len(brief.sources))
    first = [s.label for source in brief.sources for s in source.evidence if use(s) == "bottom line"]
    cited = {"used": speech.number(used), "total": speech.number(total), "sources": sources}
    if not first:
        return speech.gettext("The brief cites %(used)s of the %(total)s sentences of %(sources)s.", **cited)
    return speech.gettext(
        "The brief cites %(used)s of the %(total)s sentences of %(sources)s; the bottom line rests on %(marks)s.",
        **cited,
        marks=", ".join(first[:12]),
    )


# Cells -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cell:
    x: float
    y: float
    width: float
    use: Use


def _source(sheet: Sheet, source: SourceEntry, cells: list[_Cell], y: float, *, each: int, named: bool) -> float:
    """The cells of one source, wrapped to the width, with marks below; the y where they end."""
    if not source.evidence:
        return y
    if named:
        y += SIZE + 2
        count, total = (sheet.speech.number(n) for n in (source.used, len(source.evidence)))
        used = Words(sheet.speech.gettext("%(count)s of %(total)s", count=count, total=total), colour="muted")
        sheet.words(0, y, [Words(source.label, bold=True), Words(_title(source)), used], room=sheet.width)
        y += 3
    groups = [source.evidence[i : i + each] for i in range(0, len(source.evidence), each)]
    pitch = min(_WIDEST, max(_NARROWEST, sheet.width / len(groups)))
    in_row = max(1, int((sheet.width + _GAP + 0.01) / pitch))
    for start in range(0, len(groups), in_row):
        row = groups[start : start + in_row]
        for i, group in enumerate(row):
            cells.append(_Cell(i * pitch + 0.5, y + 0.5, pitch - _GAP - 0.5, _most(group)))
        y += _HEIGHT + 7.5
        for x, label in _labels(row, pitch, sheet.width, last=start + in_row >= len(groups)):
            sheet.words(x, y - 0.5, Words(label, colour="muted"), size=_SMALL)
        y += 3
    return y


def _most(group: Sequence[Evidence]) -> Use:
    uses = {use(sentence) for sentence in group}
    return next(part for part in USES if part in uses)


def _labels(
    row: Sequence[Sequence[Evidence]], pitch: float, width: float, *, last: bool
) -> Iterator[tuple[float, str]]:
    """The marks below the cells of a row: each, or every fifth or so where they would touch; the last one always."""
    marks = [group[0].label for group in row]
    wide = max(text_width(mark, _SMALL) for mark in marks) + 3
    step = next(s for s in (1, 2, 5, 10, 20, 50, len(marks) + 50) if s * pitch >= wide)
    final = width if not last else min(width, (len(marks) - 1) * pitch)
    for i in range(0, len(marks), step):
        x = i * pitch + 0.5
        if (i == 0 or not last or x + wide <= final or i == len(marks) - 1) and x + text_width(
            marks[i], _SMALL
        ) <= width:
            yield x, marks[i]
    end = (len(marks) - 1) * pitch + 0.5
    if last and (len(marks) - 1) % step and end >= wide and end + text_width(marks[-1], _SMALL) <= width:
        yield end, marks[-1]


def _draw_cells(sheet: Sheet, cells: Sequence[_Cell]) -> None:
    """The fuller a cell, the nearer to the top of the brief its sentence is used: no colour is needed to tell."""
    height = _HEIGHT - 0.5
    filled = [
        box(c.x, c.y + height * (1 - _FILL[c.use]), c.width, height * _FILL[c.use]) for c in cells if _FILL[c.use]
    ]
    sheet.shape("".join(filled), fill="accent")
    sheet.shape("".join(box(c.x, c.y, c.width, height) for c in cells), stroke="accent", weight=0.6)


def _legend(sheet: Sheet, brief: Brief, each: int) -> float:
    """What the cells mean, as far as they occur, and how many sentences there are of each."""
    counts = dict.fromkeys(USES, 0)
    for source in brief.sources:
        for sentence in source.evidence:
            counts[use(sentence)] += 1
    samples: list[tuple[Use | None, str]] = [
        (part, f"{sheet.speech.gettext(part)} {sheet.speech.number(count)}") for part, count in counts.items() if count
    ]
    if each > 1:
        words = sheet.speech.ngettext(
            "each cell stands for %(num)s sentence", "each cell stands for %(num)s sentences", each
        )
        samples.append((None, words))
    x, y = 0.0, 0.0
    cells = []
    for part, words in samples:
        wide = (12 if part else 0) + runs_width([Words(words)], _SMALL)
        if x and x + wide > sheet.width:
            x, y = 0.0, y + 11
        if part:
            cells.append(_Cell(x + 0.5, y + 0.5, 7, part))
        sheet.words(x + (10 if part else 0), y + 7.2, Words(words, colour="muted"), size=_SMALL)
        x += wide + 9
    _draw_cells(sheet, cells)
    return y + 14
