"""Values of EDTF in words, as far as they go, in the language of a page."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.rendering.speech import ENGLISH, Speech

_SEASONS: dict[str, Callable[[Speech, str], str]] = {
    "21": lambda speech, year: speech.gettext("spring %(year)s", year=year),
    "22": lambda speech, year: speech.gettext("summer %(year)s", year=year),
    "23": lambda speech, year: speech.gettext("autumn %(year)s", year=year),
    "24": lambda speech, year: speech.gettext("winter %(year)s", year=year),
    "33": lambda speech, year: speech.gettext("first quarter of %(year)s", year=year),
    "34": lambda speech, year: speech.gettext("second quarter of %(year)s", year=year),
    "35": lambda speech, year: speech.gettext("third quarter of %(year)s", year=year),
    "36": lambda speech, year: speech.gettext("fourth quarter of %(year)s", year=year),
    "40": lambda speech, year: speech.gettext("first half of %(year)s", year=year),
    "41": lambda speech, year: speech.gettext("second half of %(year)s", year=year),
}  # fmt: skip


def edtf(value: str | None, *, speech: Speech = ENGLISH, short: bool = False) -> str:
    """An EDTF value in words, as far as it goes: "XXXX-11" → "November, year not stated". With short, months are cut."""
    if not value:
        return speech.gettext("not fixed")
    if value.startswith("../"):
        return _until(value[3:], edtf(value[3:], speech=speech, short=short), speech)
    if value.endswith("/.."):
        return _since(value[:-3], edtf(value[:-3], speech=speech, short=short), speech)
    if "/" in value:
        return " – ".join(edtf(part, speech=speech, short=short) for part in value.split("/"))
    if "T" in value:
        day, _, clock = value.partition("T")
        words = edtf(day, speech=speech, short=short) if day else ""
        return ", ".join(filter(None, [words, clock.replace("Z", " UTC")]))
    about = value.endswith("~")
    return _date(value.rstrip("~"), speech, about=about, short=short)


def _date(value: str, speech: Speech, *, about: bool, short: bool) -> str:
    """One date without its signs of doubt."""
    year, *rest = value.split("-")
    if len(rest) == 1 and rest[0] in _SEASONS:
        return _SEASONS[rest[0]](speech, year)
    if len(rest) == 1 and _is_month(rest[0]):
        month = int(rest[0])
        if year == "XXXX":
            return speech.gettext("%(date)s, year not stated", date=speech.calendar.month(month, short=short))
        return speech.calendar.month_of_year(year, month, short=short)
    if len(rest) == 2 and rest[0].isdigit() and rest[1].isdigit():
        month, day = int(rest[0]), int(rest[1])
        if year == "XXXX":
            date = speech.calendar.day_of_month(month, day, short=short)
            return speech.gettext("%(date)s, year not stated", date=date)
        return speech.calendar.full(year, month, day, short=short)
    return _year(value, speech, about=about)


def _is_month(part: str) -> bool:
    return part.isdigit() and 1 <= int(part) <= 12


def _year(value: str, speech: Speech, *, about: bool) -> str:
    """A year, a decade, a century; what is none of them stays as it is."""
    if value.endswith("XX") and value[:-2].isdigit():
        return f"{value[:-2]}00–{value[:-2]}99"
    words = speech.gettext("%(decade)ss", decade=value.replace("X", "0")) if value.endswith("X") else value
    return speech.gettext("about %(date)s", date=words) if about else words


def _until(value: str, date: str, speech: Speech) -> str:
    return _bounded(value, {
        "day": lambda: speech.pgettext("a day", "until %(date)s", date=date),
        "part": lambda: speech.pgettext("a season or a part of a year", "until %(date)s", date=date),
        "year": lambda: speech.pgettext("a month or a year", "until %(date)s", date=date),
    })  # fmt: skip


def _since(value: str, date: str, speech: Speech) -> str:
    return _bounded(value, {
        "day": lambda: speech.pgettext("a day", "since %(date)s", date=date),
        "part": lambda: speech.pgettext("a season or a part of a year", "since %(date)s", date=date),
        "year": lambda: speech.pgettext("a month or a year", "since %(date)s", date=date),
    })  # fmt: skip


def _bounded(value: str, words: dict[str, Callable[[], str]]) -> str:
    """The words that suit how exact a date is."""
    rest = value.rstrip("~").split("-")[1:]
    kind = "day" if len(rest) == 2 else "part" if rest and rest[0] in _SEASONS else "year"
    return words[kind]()
