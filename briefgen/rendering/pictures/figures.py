"""The figure chart: quantities that count the same thing in the same unit, side by side, as sure as the source has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefgen.model import Brief, FigureEntry
from briefgen.rendering.pictures.picture import Palette, Picture, more_in_table
from briefgen.rendering.pictures.svg import SIZE, Colour, Sheet, Words, arrow, box, line, number, runs_width
from briefgen.rendering.speech import ENGLISH, Speech
from briefgen.rendering.terms import N_

MOST_GROUPS, MOST_BARS = 4, 10
_ROW, _BAR, _SMALL = 11.0, 6.0, 6.6
_OPEN = 11.0  # how far an open bar goes on: its length says nothing
_SURE = {
    "=": N_("as given"),
    "~": N_("about"),
    ">=": N_("at least"),
    ">": N_("more than"),
    "<=": N_("at most"),
    "<": N_("less than"),
    "range": N_("range"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one unit that count one thing, in the order of the brief."""

    counts: str
    unit: str | None
    figures: tuple[FigureEntry, ...]


_ANYTHING = frozenset("age people persons men women children others".split())  # who live somewhere, who died there


def groups(figures: Sequence[FigureEntry]) -> tuple[Group, ...]:
    """The figures that can be compared: given, of one unit, counting the same in the same words, none a rise or a fall.

    Ages are those of different people and are left out. A group has at least two different values; money,
    shares and counts never share one.
    """
    found: dict[tuple[str, str | None], list[FigureEntry]] = {}
    for figure in figures:
        if figure.counts and figure.counts.lower() not in _ANYTHING and _is_drawable(figure):
            found.setdefault((" ".join(figure.counts.lower().split()), figure.unit), []).append(figure)
    return tuple(
        Group(its[0].counts or counts, unit, tuple(its))
        for (counts, unit), its in found.items()
        if len({(f.value, f.low, f.high) for f in its}) > 1
    )


def figures(brief: Brief, *, width: float, palette: Palette, anchor: str, speech: Speech = ENGLISH) -> Picture | None:
    """Draw the chart; None when no two figures can be compared."""
    found = groups(brief.figures)
    if not found:
        return None
    sheet = Sheet(width, palette, speech)
    y = _legend(sheet, [f for g in found[:MOST_GROUPS] for f in g.figures[:MOST_BARS]])
    sentences = {s.label: s.text for source in brief.sources for s in source.evidence}
    for group in found[:MOST_GROUPS]:
        y = _group(sheet, group, sentences, y)
    more = sum(len(g.figures[MOST_BARS:]) for g in found[:MOST_GROUPS]) + sum(
        len(g.figures) for g in found[MOST_GROUPS:]
    )
    if more:
        sheet.words(0, y + 8, Words(more_in_table(more, speech), colour="muted"))
        y += 11
    alt = _alt(found, speech)
    return Picture(
        name="figures",
        title=speech.gettext("Figures that count the same"),
        alt=alt,
        svg=sheet.element(y, anchor=anchor, alt=alt),
        columns=(
            speech.gettext("What is counted"),
            speech.gettext("Figure"),
            speech.gettext("How sure"),
            speech.gettext("Period"),
            speech.gettext("Source named"),
            speech.gettext("Sentence"),
            speech.gettext("Mark"),
        ),
        rows=tuple(_row(group, figure, sentences, speech) for group in found for figure in group.figures),
    )


def _is_drawable(figure: FigureEntry) -> bool:
    numbers = [n for n in (figure.value, figure.low, figure.high) if n is not None]
    return (
        figure.status == "given"
        and figure.change is None
        and bool(numbers)
        and all(n.is_finite() and n >= 0 for n in numbers)
        and max(numbers) > 0
    )


def _row(group: Group, figure: FigureEntry, sentences: Mapping[str, str], speech: Speech) -> tuple[str, ...]:
    marks = " ".join(figure.line.marks)
    source = figure.source or speech.pgettext("source", "none")
    period = figure.period or speech.pgettext("period", "not stated")
    sentence = " ".join(sentences.get(mark, "") for mark in figure.line.marks[:1])
    return group.counts, figure.as_stated, speech.gettext(_SURE[figure.comparator]), period, source, sentence, marks


def _alt(found: Sequence[Group], speech: Speech) -> str:
    parts = [f"{group.counts}: {', '.join(figure.as_stated for figure in group.figures[:8])}" for group in found[:4]]
    return speech.gettext("Figures that can be compared. %(groups)s.", groups=speech.gettext("; ").join(parts))


# Bars ------------------------------------------------------------------------------------------


def _group(sheet: Sheet, group: Group, sentences: Mapping[str, str], y: float) -> float:
    """A heading and one bar a figure, on a scale from nought of the group's own."""
    y += SIZE + 1
    sheet.words(0, y, Words(group.counts, bold=True), room=sheet.width)
    y += 3
    its = group.figures[:MOST_BARS]
    most = max(_reach(figure) for figure in its)
    said = [_said(figure, sentences, sheet.speech) for figure in its]
    names = min(sheet.width * 0.4, max(map(runs_width, said)))
    values = min(sheet.width * 0.3, max(runs_width(_value(figure)) for figure in its))
    zero, room = names + 8, sheet.width - names - 8 - values - _OPEN - 6
    solid, hollow, heads = [], [], []
    for i, figure in enumerate(its):
        middle = y + _ROW * (i + 0.5)
        sheet.words(0, middle + 2.6, said[i], room=names)
        x = [zero + room * float(n / most) for n in _bounds(figure)]
        if figure.comparator in ("<=", "<"):
            hollow.append(_bar(zero, x[-1], middle))
        elif figure.comparator == "range":
            solid.append(_bar(zero, x[0], middle))
            hollow.append(_bar(x[0], x[-1], middle))
        else:
            solid.append(_bar(zero, x[-1], middle, torn=figure.comparator == "~"))
        end = x[-1]
        if figure.comparator in (">=", ">"):
            heads.append((end, middle))
            end += _OPEN
        sheet.words(end + 4, middle + 2.6, _value(figure), room=values)
    sheet.shape("".join(solid), fill="accent", stroke="accent", weight=0.8)
    sheet.shape("".join(hollow), fill="paper", stroke="accent", weight=0.8)
    sheet.shape("".join(line(x, m, x + _OPEN - 2, m) for x, m in heads), stroke="accent", weight=1.1)
    sheet.shape("".join(arrow(x + _OPEN, m) for x, m in heads), fill="accent")
    bottom = y + _ROW * len(its)
    sheet.shape(line(zero, y, zero, bottom), stroke="ink", weight=0.7)
    return bottom + 3


def _said(figure: FigureEntry, sentences: Mapping[str, str], speech: Speech) -> list[Words]:
    """Who says it and for what time; where the text names nobody, how its sentence begins."""
    period = [Words(figure.period, colour="muted")] if figure.period else []
    if figure.source:
        return [Words(figure.source), *period]
    sentence = " ".join(sentences.get(mark, "") for mark in figure.line.marks[:1])
    return [Words(f"“{sentence}”" if sentence else speech.gettext("no source named"), colour="muted"), *period]


def _value(figure: FigureEntry) -> list[Words]:
    return [Words(figure.as_stated, bold=True), Words(" ".join(figure.line.marks), colour="accent")]


def _bounds(figure: FigureEntry) -> list[Decimal]:
    """The numbers that a bar is drawn to, the greatest last."""
    bounds = [n for n in (figure.low, figure.high) if n is not None] if figure.comparator == "range" else []
    return sorted(bounds or [n for n in (figure.value, figure.high, figure.low) if n is not None][:1])


def _reach(figure: FigureEntry) -> Decimal:
    return _bounds(figure)[-1]


def _bar(x1: float, x2: float, middle: float, *, torn: bool = False) -> str:
    x2 = max(x2, x1 + 0.8)
    if not torn:
        return box(x1, middle - _BAR / 2, x2 - x1, _BAR)
    tooth, quarter = min(3.0, (x2 - x1) / 2), number(_BAR / 4)
    teeth = f"l-{number(tooth)} {quarter}l{number(tooth)} {quarter}" * 2
    return f"M{number(x1)} {number(middle - _BAR / 2)}H{number(x2)}{teeth}H{number(x1)}z"


def _legend(sheet: Sheet, its: Sequence[FigureEntry]) -> float:
    """What is not a plain bar, as far as it occurs; the y below it, 0 where all are plain."""
    kinds = {figure.comparator for figure in its}
    speech = sheet.speech
    samples = [
        ("open", speech.gettext("at least"), kinds & {">=", ">"}),
        ("hollow", speech.gettext("at most; upper part of a range"), kinds & {"<=", "<", "range"}),
        ("torn", speech.gettext("about"), kinds & {"~"}),
    ]
    x, y = 0.0, 5.0
    for kind, words, occurs in samples:
        if not occurs:
            continue
        wide = 15 + runs_width([Words(words)], _SMALL)
        if x and x + wide > sheet.width:
            x, y = 0.0, y + 9
        if kind == "open":
            sheet.shape(line(x + 0.5, y, x + 10, y), stroke="accent", weight=1.1)
            sheet.shape(arrow(x + 12, y), fill="accent")
        else:
            fill: Colour = "paper" if kind == "hollow" else "accent"
            bar = _bar(x + 0.5, x + 11.5, y, torn=kind == "torn")
            sheet.shape(bar, fill=fill, stroke="accent", weight=0.8)
        sheet.words(x + 15, y + 2.2, Words(words, colour="muted"), size=_SMALL, room=sheet.width - x - 15)
        x += wide + 9
    return y + 6 if x else 0.0
