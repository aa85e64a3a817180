"""The day that a machine-written or plainly written date names; never a guess, so "05/04/2024" names none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d.*)?$|(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? +)?"
_CLOCK = r"(?:,?(?: at| -| \|)? +\d{1,2}[:.]\d\d.*)?$"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)? +([a-z]{{3,9}})\.?,? +(\d{{4}}){_CLOCK}", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.? +(\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}}){_CLOCK}", re.IGNORECASE
)
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,? +\d.*)?$")
_OFFSET = re.compile(r"(?:Z|[+-]00:?00|\b(?:GMT|UTC))$")
_MONTHS = "january february march april may june july august september october november december".split()
_LONGEST = 80  # characters of a date with weekday, clock and zone
_WEST, _EAST = dt.timedelta(hours=12), dt.timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day as somebody wrote it; utc is the instant where it was given in Universal Time, else None."""

    day: dt.date
    utc: dt.datetime | None = None


def read_stamp(text: str) -> Stamp | None:
    """The day that a date names: ISO 8601, RFC 2822, "3 May 2024", "May 3, 2024"; None for all else."""
    text = " ".join(text.split()) if len(text) <= 4 * _LONGEST else ""
    if len(text) > _LONGEST:
        return None
    if (iso := _ISO.match(text)) is not None:
        year, month, day = (int(group) for group in iso.groups() if group)
        return _stamp(year, month, day, text)
    if (written := _DAY_FIRST.match(text)) is not None:
        return _stamp(int(written[3]), _month(written[2]), int(written[1]), text)
    if (written := _MONTH_FIRST.match(text)) is not None:
        return _stamp(int(written[3]), _month(written[1]), int(written[2]), text)
    if (numbers := _NUMBERS.match(text)) is not None:
        first, second = int(numbers[1]), int(numbers[3])
        if first == second or second > 12 or first > 12:
            day, month = max(first, second), min(first, second)
            return _stamp(int(numbers[4]), month, day, "")
    return None


def is_two_ways(text: str) -> bool:
    """True for a date that reads as two days, such as 05/04/2024."""
    return _NUMBERS.match(text.strip()) is not None and read_stamp(text) is None


def without_echoes(stamps: Sequence[tuple[Stamp, str]]) -> tuple[tuple[dt.date, str], ...]:
    """The days with their places, without those in Universal Time that another place gives as a local day.

    2024-05-04T03:40Z and 3 May in New York are one moment, not two publication dates.
    """
    local = [stamp.day for stamp, _ in stamps if stamp.utc is None]
    return tuple((stamp.day, where) for stamp, where in stamps if not _is_echo(stamp, local))


def _is_echo(stamp: Stamp, local: Sequence[dt.date]) -> bool:
    if stamp.utc is None or stamp.day in local:
        return False
    return any((stamp.utc - _WEST).date() <= day <= (stamp.utc + _EAST).date() for day in local)


def _month(name: str) -> int:
    """The number of a month by its English name, long or short; 0 for no month."""
    short = name.lower().removesuffix("t") if name.lower() == "sept" else name.lower()
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(short)), 0)


def _stamp(year: int, month: int, day: int, text: str) -> Stamp | None:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    clock = re.search(r"[T ](\d\d):(\d\d)", text)
    if clock is None or not _OFFSET.search(text):
        return Stamp(date)
    hour, minute = int(clock[1]), int(clock[2])
    if hour > 23 or minute > 59:
        return Stamp(date)
    return Stamp(date, dt.datetime(year, month, day, hour, minute))
