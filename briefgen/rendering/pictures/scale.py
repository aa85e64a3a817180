"""A scale of time: which day stands where on an axis, where the axis is broken, and what its ticks say."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.rendering.pictures.measures import text_width
from briefgen.rendering.speech import ENGLISH, Speech

_MOST_BREAKS = 3
_BREAK_WIDTH = 13.0
_CROWDED = 4.0  # points between two dates that can hardly be told apart
_LEAST_STRETCH = 46.0
_PADDING = 5.0
_LABEL_GAP = 7.0
_LAST_DAY = dt.date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis with one scale: the days start..end (end exclusive) between x1 and x2."""

    start: int
    end: int
    x1: float
    x2: float

    def x(self, day: float) -> float:
        """Where a day stands; days are ordinals, fractions are times of the day."""
        return self.x1 + (day - self.start) * (self.x2 - self.x1) / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis and its label; label_x is the label's left edge."""

    x: float
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis, from one to four stretches; between two of them it is broken."""

    stretches: tuple[Stretch, ...]
    speech: Speech = ENGLISH

    def x(self, day: float) -> float:
        """Where a day stands; what lies outside all stretches stands at the nearest end."""
        for stretch in self.stretches:
            if day <= stretch.end:
                return max(stretch.x(day), stretch.x1)
        return self.stretches[-1].x2

    @property
    def breaks(self) -> tuple[float, ...]:
        """The middle of each break."""
        return tuple((a.x2 + b.x1) / 2 for a, b in itertools.pairwise(self.stretches))

    def ticks(self, size: float) -> tuple[Tick, ...]:
        """Ticks with labels of this size that do not touch; each stretch has the finest unit that fits."""
        return tuple(tick for stretch in self.stretches for tick in _ticks(stretch, size, self.speech))


def fit(spans: Sequence[tuple[int, int]], x1: float, x2: float, speech: Speech = ENGLISH) -> Scale:
    """The scale for some spans of days (half-open ordinals) between x1 and x2.

    One linear stretch where that tells the dates apart; a long empty time is left out where it would
    take most of the axis, or where it squeezes other dates into one place. Each stretch has its own scale.
    """
    groups = [sorted(spans)]
    most = min(_MOST_BREAKS, int((x2 - x1 - _LEAST_STRETCH) // (_LEAST_STRETCH + _BREAK_WIDTH)))
    while len(groups) <= most:
        cut = _best_cut(groups, x2 - x1)
        if cut is None:
            break
        i, k = cut
        groups[i : i + 1] = [groups[i][:k], groups[i][k:]]
    return Scale(tuple(_stretches(groups, x1, x2)), speech)


def _best_cut(groups: Sequence[Sequence[tuple[int, int]]], width: float) -> tuple[int, int] | None:
    """The group and the index within it before which the longest gap worth leaving out ends."""
    found: list[tuple[int, int, int]] = []
    for i, group in enumerate(groups):
        total = max(end for _, end in group) - group[0][0]
        room = width / len(groups)
        for k, gap in _gaps(group):
            rest = total - gap
            wasteful = gap > 2 * rest and len({span[0] for span in group}) > 2
            if wasteful or (4 * gap > total and _is_crowded(group, room / total)):
                found.append((gap, i, k))
    return max(found)[1:] if found else None


def _gaps(group: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The empty times between spans in order: the index of the span behind it, its days."""
    reached = group[0][1]
    for k, (start, end) in enumerate(group):
        if start > reached:
            yield k, start - reached
        reached = max(reached, end)


def _is_crowded(group: Sequence[tuple[int, int]], points_a_day: float) -> bool:
    starts = sorted({start for start, _ in group})
    return any((b - a) * points_a_day < _CROWDED for a, b in itertools.pairwise(starts))


def _stretches(groups: Sequence[Sequence[tuple[int, int]]], x1: float, x2: float) -> Iterator[Stretch]:
    """Width by how much time a group takes and how many dates it has, in equal parts."""
    bounds = [(group[0][0], max(end for _, end in group)) for group in groups]
    room = x2 - x1 - _BREAK_WIDTH * (len(groups) - 1) - _LEAST_STRETCH * len(groups)
    days, dates = sum(end - start for start, end in bounds), sum(map(len, groups))
    x = x1
    for group, (start, end) in zip(groups, bounds, strict=True):
        share = (end - start) / days / 2 + len(group) / dates / 2
        width = _LEAST_STRETCH + max(0.0, room) * share
        yield _padded(start, end, x, x + width)
        x += width + _BREAK_WIDTH


def _padded(start: int, end: int, x1: float, x2: float) -> Stretch:
    """Days added on both sides, so that no mark stands on an end of its stretch."""
    more = max(1, round((end - start) * _PADDING / max(1.0, x2 - x1 - 2 * _PADDING))) if end - start > 1 else 0
    return Stretch(max(1, start - more), min(_LAST_DAY + 1, end + more), x1, x2)


# Ticks -----------------------------------------------------------------------------------------

_UNITS: tuple[tuple[str, int, float], ...] = (  # unit, step, days in a step
    ("day", 1, 1), ("day", 2, 2), ("week", 1, 7), ("month", 1, 30.4), ("month", 3, 91.3), ("month", 6, 182.6),
    ("year", 1, 365.2), ("year", 2, 730.5), ("year", 5, 1826), ("year", 10, 3652), ("year", 20, 7305),
    ("year", 50, 18262), ("year", 100, 36524), ("year", 200, 73048), ("year", 500, 182621), ("year", 1000, 365242),
)  # fmt: skip
_MOST_TICKS = 14


def _ticks(stretch: Stretch, size: float, speech: Speech) -> tuple[Tick, ...]:
    for unit, step, days in _UNITS:
        if (stretch.end - stretch.start) / days > _MOST_TICKS:
            continue
        ticks = _placed(stretch, list(_days(stretch, unit, step)), unit, size, speech)
        if ticks:
            return ticks
    middle = dt.date.fromordinal(min(_LAST_DAY, (stretch.start + stretch.end) // 2))
    return _placed(stretch, [middle.toordinal()], "year", size, speech) or ()


def _days(stretch: Stretch, unit: str, step: int) -> Iterator[int]:
    """The days of a stretch on which a unit begins."""
    first, last = dt.date.fromordinal(stretch.start), dt.date.fromordinal(min(_LAST_DAY, stretch.end - 1))
    if unit == "day":
        yield from range(stretch.start, stretch.end, step)
    elif unit == "week":
        yield from range(stretch.start + (-first.weekday()) % 7, stretch.end, 7)
    else:
        for year in range(first.year, last.year + 1):
            for month in range(1, 13, step) if unit == "month" else (1,) if year % step == 0 else ():
                day = dt.date(year, month, 1).toordinal()
                if stretch.start <= day < stretch.end:
                    yield day


def _placed(stretch: Stretch, days: Sequence[int], unit: str, size: float, speech: Speech) -> tuple[Tick, ...]:
    """The ticks with their labels within the stretch, or () when two labels would touch or there is none."""
    ticks: list[Tick] = []
    free, year = stretch.x1, 0
    for ordinal in days:
        day = dt.date.fromordinal(ordinal)
        label = _label(day, unit, speech, with_year=day.year != year)
        width = text_width(label, size)
        x = stretch.x(ordinal + (0.5 if unit == "day" else 0))
        left = min(max(x - width / 2, free if not ticks else stretch.x1), stretch.x2 - width)
        if left < free - 0.01:
            return ()
        ticks.append(Tick(x, label, left))
        free, year = left + width + _LABEL_GAP, day.year
    return tuple(ticks)


def _label(day: dt.date, unit: str, speech: Speech, *, with_year: bool) -> str:
    if unit == "year":
        return str(day.year)
    calendar, year = speech.calendar, str(day.year)
    if unit == "month":
        return (
            calendar.month_of_year(year, day.month, short=True) if with_year else calendar.month(day.month, short=True)
        )
    if with_year:
        return calendar.full(year, day.month, day.day, short=True)
    return calendar.day_of_month(day.month, day.day, short=True)
