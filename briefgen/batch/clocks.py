"""How the clock of a time zone runs against UTC: stretches of constant offset, and the jumps between them.

Within a stretch every instant has one time on the wall and every time one instant. Gaps and repeated
hours are only at the seams, so nothing else needs to know of them. Schedules are in the file beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_NO_JUMP = dt.timedelta(0)
_MOMENT = dt.timedelta(microseconds=1)
_SECOND = dt.timedelta(seconds=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_STEP = dt.timedelta(days=1)  # no zone has ever changed twice within six days


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time from start on and before end (UTC) through which the offset stays; jump: how far the clock sprang at start."""

    start: dt.datetime
    end: dt.datetime
    offset: dt.timedelta
    jump: dt.timedelta

    @property
    def wall_start(self) -> dt.datetime:
        """What the clock on the wall shows at start, without a zone."""
        return wall(self.start, self.offset)

    @property
    def wall_end(self) -> dt.datetime:
        """What it would show at end, were it not to spring."""
        return wall(self.end, self.offset)


def wall(instant: dt.datetime, offset: dt.timedelta) -> dt.datetime:
    """The time on the wall at an instant, without a zone."""
    return instant.replace(tzinfo=None) + offset


def stretches(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> Iterator[Stretch]:
    """The stretches from start on and before end, both UTC, in order and without a hole."""
    jump = _offset(zone, start) - _offset(zone, start - _MOMENT)
    while start < end:
        offset = _offset(zone, start)
        change = _next_change(zone, start, end)
        yield Stretch(start, change or end, offset, jump)
        if change is None:
            return
        start, jump = change, _offset(zone, change) - offset


def _offset(zone: ZoneInfo, instant: dt.datetime) -> dt.timedelta:
    return instant.astimezone(zone).utcoffset() or _NO_JUMP


def _next_change(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> dt.datetime | None:
    """The first instant after start and not later than end at which the offset is another than at start."""
    offset, low = _offset(zone, start), start
    while low < end:
        # Steps end at the same instants wherever they begin, so that splitting a time never hides a change.
        high = min(end, low + _STEP - (low - _EPOCH) % _STEP)
        if _offset(zone, high) != offset:
            return _bisect(zone, low, high, offset)
        low = high
    return None


def _bisect(zone: ZoneInfo, low: dt.datetime, high: dt.datetime, offset: dt.timedelta) -> dt.datetime:
    """The change between low, where the offset still is the one given, and high, where it no longer is."""
    low, high = low.replace(microsecond=0), high + _SECOND if high.microsecond else high
    high = high.replace(microsecond=0)
    while high - low > _SECOND:
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if _offset(zone, middle) == offset else (low, middle)
    return high
