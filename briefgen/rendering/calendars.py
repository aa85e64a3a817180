"""How dates are written: what a calendar of any language can do, and the English one."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

_MONTHS = "January February March April May June July August September October November December".split()


class Calendar(Protocol):
    """Dates and numbers of one language; with short, months are written in few letters. A year is text, as stated."""

    def full(self, year: str, month: int, day: int, *, short: bool = False) -> str:
        """A day of a year: "17 December 2025"."""
        ...

    def month_of_year(self, year: str, month: int, *, short: bool = False) -> str:
        """A month of a year: "December 2025"."""
        ...

    def day_of_month(self, month: int, day: int, *, short: bool = False) -> str:
        """A day without its year: "17 December"."""
        ...

    def month(self, month: int, *, short: bool = False) -> str:
        """A month by itself: "December"."""
        ...

    def number(self, number: int) -> str:
        """A whole number."""
        ...


def day(calendar: Calendar, date: dt.date, *, short: bool = False) -> str:
    """A date in the words of a calendar."""
    return calendar.full(str(date.year), date.month, date.day, short=short)


class EnglishCalendar:
    """Day, month, year, without commas or ordinals."""

    def full(self, year: str, month: int, day: int, *, short: bool = False) -> str:
        """17 December 2025."""
        return f"{day} {self.month(month, short=short)} {year}"

    def month_of_year(self, year: str, month: int, *, short: bool = False) -> str:
        """December 2025."""
        return f"{self.month(month, short=short)} {year}"

    def day_of_month(self, month: int, day: int, *, short: bool = False) -> str:
        """17 December."""
        return f"{day} {self.month(month, short=short)}"

    def month(self, month: int, *, short: bool = False) -> str:
        """December, or Dec."""
        return _MONTHS[month - 1][: 3 if short else None]

    def number(self, number: int) -> str:
        """Digits alone."""
        return str(number)
