"""Days, weeks, months, years and longer stretches as Time values with their bounds. No text is read here.

Values are EDTF (ISO 8601-2): "2004-11", "199X", "19XX", "2006-36" for a fourth quarter, "2006-41" for a
second half-year, an interval for a week.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from typing import Literal

from briefgen.model import Time

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {
    "spring": ("21", 3, 5),
    "summer": ("22", 6, 8),
    "autumn": ("23", 9, 11),
    "fall": ("23", 9, 11),
    "winter": ("24", 12, 2),
}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "last": -1,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
FIRST_YEAR, LAST_YEAR = dt.MINYEAR + 1, dt.MAXYEAR - 1

Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]


def number(word: str) -> int | None:
    """The whole number that a word or numeral names ("12", "twenty-one", "a", "a dozen"); None for "several"."""
    word = word.lower().strip()
    if word.isascii() and word.isdigit():
        return int(word)
    if word in _UNITS:
        return _UNITS.index(word)
    if word in ("a", "an"):
        return 1
    if word in ("a dozen", "dozen"):
        return 12
    if word in ("a couple of", "a couple", "couple of"):
        return 2
    tens, _, ones = word.partition("-")
    if tens in _TENS and (not ones or ones in _UNITS[1:10]):
        return 20 + 10 * _TENS.index(tens) + (_UNITS.index(ones) if ones else 0)
    return None


def month_number(name: str) -> int:
    """1 to 12 for "November", "NOV." or "Sept"."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def day(year: int, month: int, day_of_month: int) -> Time | None:
    """One day, None when the calendar has no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    if not 1 <= day_of_month <= calendar.monthrange(year, month)[1]:
        return None
    return of_date(dt.date(year, month, day_of_month))


def of_date(date: dt.date) -> Time:
    """One day."""
    return Time("", "date", date.isoformat(), date, date, "day")


def month(year: int, number_of_month: int) -> Time:
    """One month."""
    return _between(f"{year:04d}-{number_of_month:02d}", (year, number_of_month), (year, number_of_month), "month")


def quarter(year: int, which: int) -> Time:
    """One quarter of a calendar year; EDTF counts quarters 33 to 36."""
    return _between(f"{year:04d}-{32 + which}", (year, which * 3 - 2), (year, which * 3), "quarter")


def half(year: int, which: int) -> Time:
    """One half of a calendar year; EDTF counts half-years 40 and 41."""
    return _between(f"{year:04d}-{39 + which}", (year, which * 6 - 5), (year, which * 6), "season")


def year(number_of_year: int) -> Time:
    """One calendar year."""
    return _between(f"{number_of_year:04d}", (number_of_year, 1), (number_of_year, 12), "year")


def decade(first: int) -> Time:
    """The ten years from first, which ends in 0."""
    return _between(f"{first // 10:03d}X", (first, 1), (first + 9, 12), "decade")


def century(ordinal: int) -> Time:
    """A century by its ordinal: the 20th runs, as it is commonly counted, from 1900 to 1999."""
    first = (ordinal - 1) * 100
    return _between(f"{ordinal - 1:02d}XX", (max(first, 1), 1), (first + 99, 12), "century")


def season(first_year: int, name: str) -> Time:
    """A northern season that begins in first_year; a winter ends in the year after."""
    code, first, last = SEASONS[name]
    return _between(f"{first_year:04d}-{code}", (first_year, first), (first_year + (last < first), last), "season")


def week(date: dt.date) -> Time:
    """The week, Monday to Sunday, in which a date lies."""
    monday = date - dt.timedelta(days=date.weekday())
    return interval(monday, monday + dt.timedelta(days=6), "week")


def weekend(date: dt.date) -> Time:
    """Saturday and Sunday of the week in which a date lies."""
    saturday = date - dt.timedelta(days=date.weekday()) + dt.timedelta(days=5)
    return interval(saturday, saturday + dt.timedelta(days=1), "week")


def interval(first: dt.date, last: dt.date, precision: Literal["day", "week"]) -> Time:
    """The days from first to last, both included."""
    return Time("", "date", f"{first.isoformat()}/{last.isoformat()}", first, last, precision)


def _between(value: str, first: tuple[int, int], last: tuple[int, int], precision: str) -> Time:
    begin = dt.date(*first, 1)
    end = dt.date(*last, calendar.monthrange(*last)[1])
    return Time("", "date", value, begin, end, precision)  # type: ignore[arg-type]


def shifted(date: dt.date, unit: str, step: int) -> Time | None:
    """The day, week, month … that lies step units after the one in which date lies; None beyond the calendar."""
    reach = {
        "day": 1,
        "week": 7,
        "weekend": 7,
        "month": 31,
        "quarter": 92,
        "year": 366,
        "decade": 3660,
        "century": 36600,
    }
    if not FIRST_YEAR + 200 < date.year + step * reach[unit] / 365 < LAST_YEAR - 200:
        return None
    if unit in ("day", "week", "weekend"):
        then = date + dt.timedelta(days=step * (1 if unit == "day" else 7))
        return {"day": of_date, "week": week, "weekend": weekend}[unit](then)
    if unit == "month":
        index = date.year * 12 + date.month - 1 + step
        return month(index // 12, index % 12 + 1)
    if unit == "quarter":
        index = date.year * 4 + (date.month - 1) // 3 + step
        return quarter(index // 4, index % 4 + 1)
    if unit == "year":
        return year(date.year + step)
    if unit == "decade":
        return decade(date.year // 10 * 10 + 10 * step)
    return century(date.year // 100 + 1 + step)


NO_SUCH_DAY = "there is no such day"  # "31 February": as stated; what was meant is not guessed


def unresolved(reason: str, *, value: str | None = None, precision: str = "none") -> Time:
    """A date that cannot be fixed, or only in part, and why."""
    return Time("", "date", value, precision=precision, reason=reason)  # type: ignore[arg-type]


def derived(time: Time, anchor: str, reason: str | None = None) -> Time:
    """The same time, marked as counted from an anchor."""
    return replace(time, anchor=anchor, basis="derived", reason=reason or time.reason)
