"""The timeline: dated events on one axis, each with its words beside its mark, and below them those without a date."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.model import Brief
from briefgen.rendering.edtf import edtf
from briefgen.rendering.pictures.measures import plain
from briefgen.rendering.pictures.moments import Moment, moment
from briefgen.rendering.pictures.picture import Palette, Picture, more_in_table
from briefgen.rendering.pictures.scale import Scale, fit
from briefgen.rendering.pictures.svg import (
    Colour,
    Sheet,
    Words,
    arrow,
    box,
    diamond,
    disc,
    line,
    number,
    runs_width,
    wave,
)
from briefgen.rendering.speech import ENGLISH, Speech
from briefgen.rendering.terms import N_

MOST_DATED, MOST_UNDATED = 24, 24
_LANE = 11.0
_SMALL = 6.6
_BAR = 5.0
_OPEN = 15.0  # how far an open end is drawn: its length says nothing
_GAP = 4.0
_EDGE = 1.0
_ROW = 9.6
_WIDE = 380.0  # from here on the lane of undated events has their words, not only their marks
_REASONS = 0.62  # of the width, at most
_WIDEST_LABEL, _NARROWEST_LABEL = 0.6, 88.0  # a share of the width; points
_COLUMNS = (N_("As stated"), N_("Fixed to"), N_("Drawn as"), N_("What"), N_("Source"))


def timeline(brief: Brief, *, width: float, palette: Palette, anchor: str, speech: Speech = ENGLISH) -> Picture | None:
    """Draw the timeline; None when fewer than two different times are fixed."""
    moments = [moment(entry) for entry in brief.timeline]
    dated = sorted((m for m in moments if m.kind != "undated"), key=lambda m: (m.start or 0, m.end or 0))
    undated = [m for m in moments if m.kind == "undated"]
    if len({(m.start, m.end) for m in dated}) < 2:
        return None
    sheet = Sheet(width, palette, speech)
    scale = fit([(m.start or 1, m.end or 1) for m in dated[:MOST_DATED]], _EDGE, width - _EDGE, speech)
    y = _legend(sheet, dated[:MOST_DATED], scale)
    y = _dated(sheet, dated[:MOST_DATED], scale, y)
    y = _undated(sheet, undated[:MOST_UNDATED], y)
    y = _left_out(sheet, len(dated[MOST_DATED:]) + len(undated[MOST_UNDATED:]), y)
    alt = _alt(dated, undated, scale, speech)
    return Picture(
        name="timeline",
        title=speech.gettext("When it happened"),
        alt=alt,
        svg=sheet.element(y, anchor=anchor, alt=alt),
        columns=tuple(speech.gettext(column) for column in _COLUMNS),
        rows=tuple(_row(m, speech) for m in moments),
    )


def _row(m: Moment, speech: Speech) -> tuple[str, ...]:
    reason = f" ({m.entry.reason})" if m.entry.reason else ""
    fixed = f"{edtf(m.entry.value, speech=speech)}{reason}"
    return m.entry.as_stated, fixed, m.drawn_as(speech), m.entry.line.text, " ".join(m.entry.line.marks)


def _alt(dated: Sequence[Moment], undated: Sequence[Moment], scale: Scale, speech: Speech) -> str:
    first, last = dated[0], max(dated, key=lambda m: (m.end or 0, m.start or 0))
    parts = [
        speech.ngettext(
            "Timeline of %(num)s event, from %(first)s to %(last)s",
            "Timeline of %(num)s events, from %(first)s to %(last)s",
            len(dated) + len(undated),
            first=first.label(speech),
            last=last.label(speech),
        )
    ]
    if worked_out := sum(m.derived for m in dated):
        parts.append(
            speech.ngettext(
                "%(num)s of the dates is worked out, not stated",
                "%(num)s of the dates are worked out, not stated",
                worked_out,
            )
        )
    if undated:
        parts.append(
            speech.ngettext(
                "%(num)s has no fixed date, with the reason beside it",
                "%(num)s have no fixed date, with the reason beside it",
                len(undated),
            )
        )
    if scale.breaks:
        parts.append(_broken(scale, speech))
    return speech.gettext("; ").join(parts) + "."


def _broken(scale: Scale, speech: Speech) -> str:
    count = len(scale.breaks)
    if count == 1:
        return speech.gettext("axis broken once, each part has its own scale")
    if count == 2:
        return speech.gettext("axis broken twice, each part has its own scale")
    return speech.ngettext(
        "axis broken %(num)s time, each part has its own scale",
        "axis broken %(num)s times, each part has its own scale",
        count,
    )


# Dated -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    """A moment with the ends of its mark, its label, where the label begins, and its lane."""

    moment: Moment
    x1: float
    x2: float
    runs: tuple[Words, ...]
    label_x: float
    room: float
    lane: int
    before: bool = False  # the label ends before the mark, label_x being its end
    above: bool = False  # the label stands in a lane of its own above the mark


def _dated(sheet: Sheet, dated: Sequence[Moment], scale: Scale, y: float) -> float:
    """The axis with its ticks, and the lanes below it; the y where they end."""
    placed = list(_lanes(dated, scale, sheet.width, sheet.speech))
    axis, top = y + 9, y + 15
    bottom = top + _LANE * (1 + max(p.lane + p.above for p in placed))
    ticks = scale.ticks(_SMALL)
    for tick in ticks:
        sheet.words(tick.label_x, axis - 4, Words(tick.label, colour="muted"), size=_SMALL)
    sheet.shape("".join(line(t.x, axis, t.x, bottom - 2) for t in ticks), stroke="grid", weight=0.5)
    sheet.shape("".join(line(s.x1, axis, s.x2, axis) for s in scale.stretches), stroke="ink", weight=0.7)
    sheet.shape(
        "".join(line(x + d - 1.6, axis + 3, x + d + 1.6, axis - 3) for x in scale.breaks for d in (-1.7, 1.7)),
        stroke="ink",
        weight=0.7,
    )
    _marks(sheet, [(p, top + _LANE * (p.lane + p.above + 0.5)) for p in placed])
    for p in placed:
        anchor: Literal["start", "end"] = "end" if p.before else "start"
        sheet.words(p.label_x, top + _LANE * (p.lane + 0.5) + 2.5, p.runs, room=p.room, anchor=anchor)
    return bottom


def _label(m: Moment, speech: Speech) -> tuple[Words, ...]:
    return (
        Words(m.label(speech), bold=True),
        Words(m.entry.line.text),
        Words(" ".join(m.entry.line.marks), colour="accent"),
    )


def _lanes(dated: Sequence[Moment], scale: Scale, width: float, speech: Speech) -> Iterator[_Placed]:
    """Each moment in the first lane where neither its mark nor its label touches another."""
    taken: list[list[tuple[float, float]]] = []
    widest = max(_NARROWEST_LABEL + 12, width * _WIDEST_LABEL)
    for m in dated:
        x1, x2 = _extent(m, scale, width)
        runs = _label(m, speech)
        wanted = min(runs_width(runs), widest)
        right, left = width - x2 - _GAP, x1 - _GAP
        if right >= wanted or right >= max(left, _NARROWEST_LABEL):
            room = min(right, wanted)
            lane = _free(taken, x1, x2 + _GAP + room, 1)
            yield _Placed(m, x1, x2, runs, x2 + _GAP, room, lane)
        elif left >= _NARROWEST_LABEL:
            room = min(left, wanted)
            lane = _free(taken, x1 - _GAP - room, x2, 1)
            yield _Placed(m, x1, x2, runs, x1 - _GAP, room, lane, before=True)
        else:
            label_x = max(0.0, min(x1, width - wanted))
            lane = _free(taken, min(x1, label_x), max(x2, label_x + wanted), 2)
            yield _Placed(m, x1, x2, runs, label_x, wanted, lane, above=True)


def _extent(m: Moment, scale: Scale, width: float) -> tuple[float, float]:
    """The ends of a mark."""
    start, end = m.start or 1, m.end or 1
    if m.kind == "day":
        x = scale.x(start + 0.5)
        return max(0.0, x - 2.6), min(width, x + 2.6)
    if m.kind == "since":
        x = min(scale.x(start), width - _OPEN)
        return x, x + _OPEN
    if m.kind == "until":
        x = max(scale.x(end), _OPEN)
        return x - _OPEN, x
    x1, x2 = scale.x(start), scale.x(end)
    middle = (x1 + x2) / 2
    return (x1, x2) if x2 - x1 >= 6 else (max(0.0, middle - 3), min(width, middle + 3))


def _free(taken: list[list[tuple[float, float]]], x1: float, x2: float, lanes: int) -> int:
    """The first lane that is free from x1 to x2, as are the next ones where more than one is needed; it is taken."""
    for lane in itertools.count():
        taken.extend([] for _ in range(lane + lanes - len(taken)))
        its = taken[lane : lane + lanes]
        if all(x2 + 2 * _GAP <= a or b + 2 * _GAP <= x1 for one in its for a, b in one):
            for one in its:
                one.append((x1, x2))
            return lane
    raise AssertionError("a new lane is always free")


# Marks: how sure a time is, told by form and line, never by colour alone -------------------------


def _marks(sheet: Sheet, placed: Sequence[tuple[_Placed, float]]) -> None:
    for derived in (False, True):
        its = [(p, y) for p, y in placed if p.moment.derived == derived]
        paths: dict[str, list[str]] = {"point": [], "bar": [], "line": [], "head": []}
        for p, y in its:
            for kind, path in _paths(p.moment, p.x1, p.x2, y):
                paths[kind].append(path)
        _draw_marks(sheet, {kind: "".join(its) for kind, its in paths.items()}, derived=derived)


def _draw_marks(sheet: Sheet, paths: dict[str, str], *, derived: bool) -> None:
    """Full and solid where the text states the time, hollow and dashed where it is worked out."""
    fill: Colour = "paper" if derived else "accent"
    sheet.shape(paths["point"], fill=fill, stroke="accent", weight=1)
    sheet.shape(paths["bar"], fill=fill, stroke="accent", weight=1)
    sheet.shape(paths["line"], stroke="accent", weight=1.1, dash="2.2 1.3" if derived else None)
    sheet.shape(paths["head"], fill="accent")


def _paths(m: Moment, x1: float, x2: float, y: float) -> Iterator[tuple[str, str]]:
    """The paths of one mark, with how each is drawn."""
    half = _BAR / 2
    if m.kind == "day":
        yield "point", disc((x1 + x2) / 2, y, 2.2)
    elif m.kind == "throughout":
        yield "bar", _bar(m, x1, x2, y)
    elif m.kind == "within":
        yield "line", line(x1, y - half, x1, y + half) + line(x2, y - half, x2, y + half)
        yield "line", wave(x1, x2, y) if m.about else line(x1, y, x2, y)
    else:
        fixed, far = (x1, x2) if m.kind == "since" else (x2, x1)
        yield "line", line(fixed, y - half, fixed, y + half) + line(fixed, y, far, y)
        yield "head", arrow(far, y, to_the_left=m.kind == "until")


def _bar(m: Moment, x1: float, x2: float, y: float) -> str:
    """A bar; an end that is only about there is torn."""
    value = m.entry.value or ""
    begin, _, end = value.partition("/")
    torn = ("~" in begin, "~" in end) if "~" in value else (m.about, m.about)
    half, tooth = _BAR / 2, min(3.0, (x2 - x1) / 3)
    quarter = number(_BAR / 4)
    left = f"l{number(tooth)} -{quarter}l-{number(tooth)} -{quarter}" * 2 if torn[0] else f"v-{number(_BAR)}"
    right = f"l-{number(tooth)} {quarter}l{number(tooth)} {quarter}" * 2 if torn[1] else f"v{number(_BAR)}"
    return f"M{number(x1)} {number(y + half)}{left}H{number(x2)}{right}z"


_SAMPLES: tuple[tuple[str, str, str], ...] = (
    ("day", N_("a day"), "day"),
    ("within", N_("some time within"), "within"),
    ("throughout", N_("throughout"), "throughout"),
    ("open", N_("open-ended"), "since"),
)


def _legend(sheet: Sheet, dated: Sequence[Moment], scale: Scale) -> float:
    """What the forms mean, as far as they occur; the y below it."""
    kinds = {"open" if m.kind in ("since", "until") else m.kind for m in dated}
    speech = sheet.speech
    samples = [(kind, speech.gettext(words)) for kind, words, _ in _SAMPLES if kind in kinds]
    if any(m.derived for m in dated):
        samples.append(("derived", speech.gettext("hollow or dashed: worked out, not stated")))
    if any(m.about for m in dated):
        samples.append(("about", speech.gettext("wavy or torn: about")))
    if scale.breaks:
        samples.append(("broken", _broken(scale, speech)))
    x, y = 0.0, 5.0
    for kind, words in samples:
        wide = 16 + runs_width([Words(words)], _SMALL)
        if x and x + wide > sheet.width:
            x, y = 0.0, y + 9
        _sample(sheet, kind, x, y)
        sheet.words(x + 15, y + 2.2, Words(words, colour="muted"), size=_SMALL, room=sheet.width - x - 15)
        x += wide + 9
    return y + 8


def _sample(sheet: Sheet, kind: str, x: float, y: float) -> None:
    half = _BAR / 2
    if kind == "day":
        sheet.shape(disc(x + 9, y, 2.2), fill="accent", stroke="accent", weight=1)
    elif kind == "throughout":
        sheet.shape(box(x + 1, y - half, 11, _BAR), fill="accent", stroke="accent", weight=1)
    elif kind == "within":
        sheet.shape(
            line(x + 1, y - half, x + 1, y + half)
            + line(x + 1, y, x + 12, y)
            + line(x + 12, y - half, x + 12, y + half),
            stroke="accent",
            weight=1.1,
        )
    elif kind == "open":
        sheet.shape(line(x + 1, y - half, x + 1, y + half) + line(x + 1, y, x + 12, y), stroke="accent", weight=1.1)
        sheet.shape(arrow(x + 12.5, y), fill="accent")
    elif kind == "derived":
        sheet.shape(disc(x + 3, y, 2.2), fill="paper", stroke="accent", weight=1)
        sheet.shape(line(x + 6.5, y, x + 12.5, y), stroke="accent", weight=1.1, dash="2.2 1.3")
    elif kind == "about":
        sheet.shape(wave(x + 1, x + 12, y), stroke="accent", weight=1.1)
    else:
        sheet.shape("".join(line(x + d - 1.6, y + 3, x + d + 1.6, y - 3) for d in (6, 9.4)), stroke="ink", weight=0.7)


# Undated ---------------------------------------------------------------------------------------


def _undated(sheet: Sheet, undated: Sequence[Moment], y: float) -> float:
    """A lane of their own for times that nothing fixes, by reason, each as stated."""
    if not undated:
        return y
    sheet.shape(line(0, y + 3, sheet.width, y + 3), stroke="line", weight=0.6, dash="1 2")
    y += 11.5
    sheet.words(
        0,
        y,
        [
            Words(sheet.speech.gettext("No date fixed"), bold=True),
            Words(sheet.speech.gettext("and why"), colour="muted"),
        ],
    )
    by_reason: dict[str, list[Moment]] = {}
    for m in undated:
        by_reason.setdefault(m.entry.reason or sheet.speech.gettext("no reason given"), []).append(m)
    reasons = min(sheet.width * _REASONS, max(runs_width([Words(plain(r))], _SMALL) for r in by_reason) + 2 * _GAP)
    diamonds = []
    for reason, its in by_reason.items():
        y += _ROW
        sheet.words(0, y, Words(reason, colour="muted"), room=reasons - 2 * _GAP, size=_SMALL)
        x = reasons
        for m in its:
            runs = _chip(m, wide=sheet.width > _WIDE)
            wide = min(8 + runs_width(runs), sheet.width - reasons)
            if x > reasons and x + wide > sheet.width:
                x, y = reasons, y + _ROW
            diamonds.append(diamond(x + 3, y - 2.4, 2.4))
            sheet.words(x + 8, y, runs, room=wide - 8)
            x += wide + 7
    sheet.shape("".join(diamonds), fill="paper", stroke="line", weight=0.9)
    return y + 3


def _chip(m: Moment, *, wide: bool) -> list[Words]:
    """What stands behind the diamond of an undated event: its mark, and where there is room the words of its time."""
    mark = Words(" ".join(m.entry.line.marks), colour="accent")
    return [Words(f"“{m.entry.as_stated}”"), mark] if wide or not m.entry.line.marks else [mark]


def _left_out(sheet: Sheet, count: int, y: float) -> float:
    if not count:
        return y
    sheet.words(0, y + 9, Words(more_in_table(count, sheet.speech), colour="muted"))
    return y + 13
