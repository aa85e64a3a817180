"""Cron expressions: five fields, checked, and the times of a wall clock at which one fires. Time zones are not known here.

The one door to cronsim, which reads the fields as Debian's cron does and knows L, LW and MON#1.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cronsim import CronSim, CronSimError

ALIASES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_FIELDS = (
    ("minute", 0, 59),
    ("hour", 0, 23),
    ("day of the month", 1, 31),
    ("month", 1, 12),
    ("day of the week", 0, 7),
)
_NAMES = {
    "month": "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(),
    "day of the week": "SUN MON TUE WED THU FRI SAT".split(),
}
_LONGEST = 200
_DAY = dt.timedelta(days=1)
# cronsim writes 31th
_ORDINAL = re.compile(r"(?<!1)([123])th\b")
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
_SOME_DAY = dt.datetime(2000, 1, 1)
_CALENDAR_REPEATS_AFTER = 146_097  # days: 400 years, weekdays included


@dataclass(frozen=True, slots=True)
class Cron:
    """A checked expression: on which days it fires, and at which minutes of such a day, counted from midnight."""

    expression: str
    minutes: tuple[int, ...]
    months: frozenset[int]
    day_matches: Callable[[dt.date], bool] = field(repr=False, compare=False)
    either_day: bool  # both day fields are given, and a day that fits one of them is enough
    explained: str

    def falls_on(self, day: dt.date) -> bool:
        """Whether it fires on a day."""
        return day.month in self.months and self.day_matches(day)

    def between(self, start: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
        """The times from start on and before end, in order; start and end are times of a wall clock, without a zone."""
        for midnight in self._days(start, end):
            for minute in self.minutes[_first(self.minutes, start - midnight) : _first(self.minutes, end - midnight)]:
                yield midnight + dt.timedelta(minutes=minute)

    def count(self, start: dt.datetime, end: dt.datetime) -> int:
        """How many times there are from start on and before end; as quick for every minute as for once a day."""
        return sum(
            _first(self.minutes, end - midnight) - _first(self.minutes, start - midnight)
            for midnight in self._days(start, end)
        )

    def _days(self, start: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        while midnight < end:
            if self.falls_on(midnight.date()):
                yield midnight
            midnight += _DAY


def _first(minutes: tuple[int, ...], since_midnight: dt.timedelta) -> int:
    """The index of the first minute of the day that is not before a time since midnight."""
    return bisect.bisect_left(minutes, since_midnight / dt.timedelta(minutes=1))


def parse(text: str) -> Cron:
    """Read an expression of five fields, or an alias such as @daily. Raises ValueError, which says what is wrong where."""
    expression = ALIASES.get(text.strip().lower(), text.strip())
    _check_shape(expression)
    for number, value in enumerate(expression.split()):
        for term in value.split(","):
            _check_term(number, term)
    try:
        sim = CronSim(expression, _SOME_DAY)
    except CronSimError as error:  # each field is right by itself: a day that its months do not have
        raise ValueError(_never(expression)) from error
    minutes = tuple(sorted(60 * hour + minute for hour in sim.hours for minute in sim.minutes))
    months = frozenset(sim.months)
    cron = Cron(expression, minutes, months, sim.match_day, not sim.day_and, _explained(sim))
    if not any(cron.falls_on(_SOME_DAY.date() + n * _DAY) for n in range(_CALENDAR_REPEATS_AFTER)):
        raise ValueError(_never(expression))
    return cron


def _explained(sim: CronSim) -> str:
    return _ORDINAL.sub(lambda match: match[1] + _ENDINGS[match[1]], sim.explain())


def _never(expression: str) -> str:
    return f"{expression!r} never fires: no year has such a day"


def _check_shape(expression: str) -> None:
    if len(expression) > _LONGEST:
        raise ValueError(f"longer than {_LONGEST} characters")
    if expression.startswith("@"):
        raise ValueError(f"{expression!r} is none of {', '.join(ALIASES)}")
    count = len(expression.split())
    if count == len(_FIELDS) + 1:
        raise ValueError(f"{expression!r} has six fields; seconds are not known here, the first field is the minute")
    if count != len(_FIELDS):
        names = ", ".join(name for name, _, _ in _FIELDS)
        raise ValueError(f"{expression!r} has {count} field{'s' * (count != 1)} instead of five: {names}")


def _check_term(number: int, term: str) -> None:
    """Raise ValueError with the reason when one term of a list cannot stand in the field of this number."""
    name, least, most = _FIELDS[number]
    where = f"the {name} {term!r}"
    base, slash, step = term.partition("/")
    if slash and step.isdecimal() and int(step) > most - least:
        raise ValueError(f"{where}: a step of {step} never comes twice; the field goes from {least} to {most}")
    if not _is_read(number, term):
        raise ValueError(f"{where}: {_reason(number, base) if _is_read(number, f'1/{step or 1}') else _step(step)}")


def _is_read(number: int, term: str) -> bool:
    fields = ["*"] * len(_FIELDS)
    fields[number] = term
    try:
        CronSim(" ".join(fields), _SOME_DAY)
    except CronSimError:
        return False
    return True


def _step(step: str) -> str:
    return f"{step!r} is no step; write a whole number from 1 on, as in */5"


def _reason(number: int, base: str) -> str:
    """Why a term without its step cannot be read."""
    name, least, most = _FIELDS[number]
    ends = base.split("-", 1)
    for end in ends:
        if not end:
            return "something is missing"
        if end.isdecimal() and not least <= int(end) <= most:
            return f"{end} is not between {least} and {most}"
    if len(ends) == 2 and all(_is_read(number, end) and "L" not in end.upper().replace("JUL", "") for end in ends):
        return "the range runs backwards; write it as two, separated by a comma"
    names = f", or {_NAMES[name][0]} to {_NAMES[name][-1]}" if name in _NAMES else ""
    return f"not understood; write {least} to {most}{names}"
