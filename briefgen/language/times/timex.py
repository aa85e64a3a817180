"""A Time as the annotation schemes of the field write it: TIMEX3 (ISO-TimeML) and TEI. Nothing is resolved here.

These forms are for scoring and for export; the facts keep their EDTF value. Where a Time is open, its
TIMEX3 value has X for what is not known ("XXXX-WXX-3" for a Wednesday).
"""

from __future__ import annotations

import datetime as dt
import re

from briefgen.language.times.values import WEEKDAYS
from briefgen.model import Time

_VAGUE = (
    (re.compile(r"\b(?:now|currently|presently|nowadays|these days|present|moment)\b", re.IGNORECASE), "PRESENT_REF"),
    (re.compile(r"\b(?:recent(?:ly)?|lately)\b", re.IGNORECASE), "PAST_REF"),
    (re.compile(r"\b(?:future|coming)\b", re.IGNORECASE), "FUTURE_REF"),
)
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
_UNITS = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
    "season": "XXXX",
    "quarter": "XXXX-QX",
}


def timex_value(time: Time) -> str | None:
    """The TIMEX3 value: "2004-W47", "1990s" as "199", "2010-07-16TMO", "PRESENT_REF", "P3Y"; None where it has none."""
    if time.kind in ("duration", "set"):
        return time.value
    if time.kind == "time":
        return time.value if time.value and time.value[0] != "T" else f"XXXX-XX-XX{time.value}"
    words = time.as_stated.lower()
    if time.value is None:
        return _open_value(time, words)
    value = _without_open_ends(time.value)
    if time.precision == "week" and time.earliest and time.latest:
        of_month = (time.latest - time.earliest).days == 6 and time.earliest.weekday() != 0
        return value[:7] if of_month else _week(time.earliest, weekend="weekend" in words)
    if time.precision == "day" and "/" not in value:
        part = _PARTS.get("".join(words.split()[-1:]))
        return f"{value}T{part}" if part else value
    return _coarse(value)


def _without_open_ends(value: str) -> str:
    return value.removesuffix("/..").removeprefix("../")


def _week(first: dt.date, *, weekend: bool) -> str:
    iso = first.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}{'-WE' if weekend else ''}"


def _coarse(value: str) -> str:
    """Decades, centuries, seasons, quarters and half-years, which EDTF and TIMEX3 write differently."""
    match = re.fullmatch(r"(\d{4})-(\d\d)", value)
    if match:
        year, code = match.group(1), match.group(2)
        if code in _SEASONS:
            return f"{year}-{_SEASONS[code]}"
        if 33 <= int(code) <= 36:
            return f"{year}-Q{int(code) - 32}"
        if 40 <= int(code) <= 41:
            return f"{year}-H{int(code) - 39}"
    return value.rstrip("X~") if re.fullmatch(r"\d+X+|\d{4}~", value) else value


def _open_value(time: Time, words: str) -> str | None:
    fiscal = re.search(
        r"\b(?:fiscal|financial|fy)\b.*?((?:1\d|20)\d\d)|((?:1\d|20)\d\d).*\b(?:fiscal|financial)\b|\bfy ?((?:20|19)?\d\d)",
        words,
    )
    if fiscal:
        return f"FY{next(group for group in fiscal.groups() if group)}"
    if time.precision == "none":
        return next((value for pattern, value in _VAGUE if pattern.search(words)), None)
    for i, name in enumerate(WEEKDAYS, start=1):
        if name in words:
            return f"XXXX-WXX-{i}"
    return _UNITS.get(time.precision)


def tei_value(time: Time) -> str | None:
    """The value of a TEI date: a day, month, year or time as in ISO 8601, a stretch as its first and last day.

    "/2008-01-19" is a time not after that day, which is all that "a few days ago" fixes. None for what
    TEI does not mark as a date: lengths, sets and the vague.
    """
    if time.kind == "set" or (time.kind == "duration" and time.anchor is None):
        return None
    if time.kind == "time" and time.value:
        day, _, clock = time.value.partition("T")
        clock = f"{clock[:5]}:00"
        return f"{day}T{clock}" if day else clock
    if time.latest and (time.precision == "vague" or (time.value or "").startswith("../") and "ago" in time.as_stated):
        return f"/{time.latest.isoformat()[: 7 if 'month' in time.as_stated.lower() else 10]}"
    return _tei_date(time)


def _tei_date(time: Time) -> str | None:
    value = _without_open_ends(time.value or "")
    first, last = time.earliest, time.latest
    if re.search(r"\b(?:end of|(?:year|month)[ -]end)\b", time.as_stated.lower()) and last:
        return last.isoformat()
    if time.kind == "duration" and first and last:
        return f"{first.year}/{last.year}" if first.year != last.year else f"{first.isoformat()}/{last.isoformat()}"
    if time.precision in ("week", "decade", "century", "season", "quarter"):
        return _stretch(time, value)
    return value or None


def _stretch(time: Time, value: str) -> str | None:
    if re.fullmatch(r"\d{4}/\d{4}|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", value):
        return value
    first, last = time.earliest, time.latest
    if first is None or last is None:
        digits = value.rstrip("X")
        if value.endswith("X") and digits.isdigit():
            width = 4 - len(digits)
            return f"{digits}{'0' * width}-01-01/{digits}{'9' * width}-12-31"
        return value or None
    return f"{first.isoformat()}/{last.isoformat()}"
