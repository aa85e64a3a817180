"""Expressions of time and what they fix: dates, ranges, weekdays, seasons, durations, sets. Events are not found here.

An expression is resolved only as far as the text and a known publication date allow; the rest is
left open with the reason. Values are EDTF, with X for digits that are not stated.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.model import Time
from briefgen.text import Sentence, sentence_at

Role = Literal["at", "since", "until", "before", "after", "during"]

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_SEASONS = {
    "spring": ("21", 3, 5),
    "summer": ("22", 6, 8),
    "autumn": ("23", 9, 11),
    "fall": ("23", 9, 11),
    "winter": ("24", 12, 2),
}
_UNIT_CODE = {
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
_FUTURE = re.compile(
    r"\b(?:will|shall|is to|are to|due|scheduled|plans? to|planned to|expected to|going to|upcoming|set to)\b"
)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One expression of time, start..end without its preposition; role is what the preposition makes of it."""

    start: int
    end: int
    sentence: int
    time: Time
    role: Role


@dataclass(frozen=True, slots=True)
class _Context:
    """What surrounds an expression: the publication date, where known, and the sentence it stands in."""

    published: dt.date | None
    before: str
    sentence: str

    @property
    def future(self) -> bool:
        return _FUTURE.search(self.sentence) is not None


def find_times(text: str, sentences: Sequence[Sentence], published: dt.date | None) -> tuple[TimeMention, ...]:
    """Find the expressions of time in reading order; none overlap.

    published anchors weekdays, bare months and relative expressions; without it they stay open and
    say why. A weekday is the latest one on or before publication, unless the sentence speaks of the
    future. Linear in the text's length.
    """
    found: list[TimeMention] = []
    claimed = bytearray(len(text) + 1)
    for pattern, read in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span("x")
            if claimed[start] or claimed[end - 1]:
                continue
            sentence = sentence_at(sentences, start) if sentences else Sentence(0, 0, len(text), 0)
            around = text[sentence.start : min(sentence.end, sentence.start + 2000)]
            context = _Context(published, text[max(0, start - 24) : start], around)
            time = read(match, context)
            if time is None:
                continue
            role, lead = _role(context.before)
            shown = f"{lead}{match.group('x')}"
            claimed[start:end] = b"\x01" * (end - start)
            found.append(TimeMention(start, end, sentence.index, _shown(time, shown, role), role))
    return tuple(sorted(found, key=lambda m: m.start))


_ROLES: dict[str, Role] = {
    "since": "since", "from": "since", "until": "until", "till": "until", "by": "until", "before": "before", "after": "after",
    "during": "during", "in": "during", "on": "at", "at": "at",
}  # fmt: skip


def _role(before: str) -> tuple[Role, str]:
    """The role that the preposition right before an expression gives it, and the preposition as it is shown."""
    match = re.search(
        r"\b(since|from|until|till|by|before|after|during|in|on|at)\s+(?:the\s+)?$", before, re.IGNORECASE
    )
    if match is None:
        return "at", ""
    return _ROLES[match.group(1).lower()], f"{match.group(1)} " + (
        "the " if match.group().rstrip().endswith("the") else ""
    )


def _shown(time: Time, shown: str, role: Role) -> Time:
    value, latest, earliest = time.value, time.latest, time.earliest
    if time.kind == "date" and role == "since" and value is not None and "/" not in value:
        value, latest = f"{value}/..", None
    elif time.kind == "date" and role == "until" and value is not None and "/" not in value:
        value, earliest = f"../{value}", None
    return Time(shown, time.kind, value, earliest, latest, time.precision, time.anchor, time.basis, time.reason)


# Values ----------------------------------------------------------------------------------------


def _day(year: int, month: int, day: int) -> Time | None:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    date = dt.date(year, month, day)
    return Time("", "date", date.isoformat(), date, date, "day")


def _month(year: int, month: int) -> Time:
    last = calendar.monthrange(year, month)[1]
    return Time("", "date", f"{year:04d}-{month:02d}", dt.date(year, month, 1), dt.date(year, month, last), "month")


def _year(year: int) -> Time:
    return Time("", "date", f"{year:04d}", dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _open(
    reason: str,
    *,
    kind: Literal["date", "time", "duration", "set"] = "date",
    value: str | None = None,
    precision: str = "none",
) -> Time:
    return Time("", kind, value, precision=precision, reason=reason)  # type: ignore[arg-type]


def _derived(time: Time, context: _Context, reason: str | None = None) -> Time:
    """The same time, counted from the publication date and marked so."""
    anchor = f"publication date {context.published}" if context.published else None
    return Time("", time.kind, time.value, time.earliest, time.latest, time.precision, anchor, "derived", reason)


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower())


# Readers of one pattern each -------------------------------------------------------------------


def _read_full(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    return _day(int(match.group("y")), _month_number(match.group("m")), int(match.group("d")))


def _read_iso(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    return _day(int(match.group("y")), int(match.group("m")), int(match.group("d")))


def _read_numeric(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    first, second, year = int(match.group("a")), int(match.group("b")), int(match.group("y"))
    if first > 12:
        return _day(year, second, first)
    if second > 12 or first == second:
        return _day(year, first, second)
    return _open("day and month could be either way round", value=f"{year}", precision="year")


def _read_month_day(match: re.Match[str], context: _Context) -> Time | None:
    month, day = _month_number(match.group("m")), int(match.group("d"))
    if not 1 <= day <= 31:
        return None
    if context.published is None:
        return _open("day and month stated, year not", value=f"XXXX-{month:02d}-{day:02d}", precision="day")
    year = context.published.year
    time = _day(year, month, day)
    if time is None:
        return None
    later = dt.date(year, month, day) > context.published
    if later and not context.future and (dt.date(year, month, day) - context.published).days > 60:
        time = _day(year - 1, month, day)
    elif not later and context.future and (context.published - dt.date(year, month, day)).days > 180:
        time = _day(year + 1, month, day)
    return _derived(time, context) if time else None


def _read_month_year(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    return _month(int(match.group("y")), _month_number(match.group("m")))


def _read_month(match: re.Match[str], context: _Context) -> Time | None:
    month = _month_number(match.group("m"))
    which = (match.group("w") or "").lower()
    if context.published is None:
        return _open("month stated, year not", value=f"XXXX-{month:02d}", precision="month")
    year = context.published.year
    if which == "next" or (context.future and which != "last"):
        year += month < context.published.month
    elif month > context.published.month or (which == "last" and month == context.published.month):
        year -= 1
    return _derived(_month(year, month), context)


def _read_weekday(match: re.Match[str], context: _Context) -> Time | None:
    day = next(i for i, name in enumerate(WEEKDAYS) if name == match.group("wd").lower())
    if context.published is None:
        return _open("weekday without a publication date", precision="day")
    which = (match.group("w") or "").lower()
    back = (context.published.weekday() - day) % 7
    date = context.published - dt.timedelta(days=back)
    if which == "next" or (
        which != "last"
        and context.future
        and back
        and not re.search(r"\b(?:said|announced|told)\b[^.]{0,12}$", context.before)
    ):
        date += dt.timedelta(days=7)
    elif which == "last" and back == 0:
        date -= dt.timedelta(days=7)
    return _derived(Time("", "date", date.isoformat(), date, date, "day"), context)


def _read_year(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    return _year(int(match.group("y")))


def _read_years(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    first, second = int(match.group("y")), match.group("z")
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if last < first:
        return None
    return Time("", "date", f"{first}/{last}", dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


def _read_decade(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    digits = match.group("y")
    start = int(digits) if len(digits) == 4 else (1900 + int(digits))
    return Time("", "date", f"{start // 10}X", dt.date(start, 1, 1), dt.date(start + 9, 12, 31), "decade")


def _read_season(match: re.Match[str], context: _Context) -> Time | None:
    name = match.group("s").lower()
    code, first, last = _SEASONS[name]
    which, year = (match.group("w") or "").lower(), match.group("y")
    note = "season without a hemisphere; northern months taken"
    if year:
        return Time(
            "", "date", f"{year}-{code}", precision="season", reason="season; the hemisphere decides the months"
        )
    if context.published is None:
        return _open("relative season without a publication date; hemisphere not stated", precision="season")
    then = context.published.year
    start, end = dt.date(then, first, 1), dt.date(then + (last < first), last, calendar.monthrange(then, last)[1])
    if (which == "last" and end >= context.published) or start > context.published:
        start, end = _shift_years(start, -1), _shift_years(end, -1)
    end = end.replace(day=22) if name == "summer" and end.month == 9 else end
    time = Time("", "date", f"{start.year}-{code}", start, end, "season")
    return _derived(time, context, note)


def _shift_years(date: dt.date, years: int) -> dt.date:
    day = min(date.day, calendar.monthrange(date.year + years, date.month)[1])
    return date.replace(year=date.year + years, day=day)


_DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _read_deictic(match: re.Match[str], context: _Context) -> Time | None:
    if context.published is None:
        return _open("relative to a publication date that is not given", precision="day")
    word = match.group("word").lower()
    date = context.published + dt.timedelta(days=_DEICTIC.get(word, 0))
    return _derived(Time("", "date", date.isoformat(), date, date, "day"), context)


def _read_relative_unit(match: re.Match[str], context: _Context) -> Time | None:
    unit, which = match.group("u").lower(), match.group("w").lower()
    if context.published is None:
        return _open(
            "relative to a publication date that is not given",
            precision=unit if unit in ("week", "month", "year") else "none",
        )
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[which]
    p = context.published
    if unit == "year":
        return _derived(_year(p.year + step), context)
    if unit == "month":
        index = p.year * 12 + p.month - 1 + step
        return _derived(_month(index // 12, index % 12 + 1), context)
    if unit in ("week", "weekend"):
        monday = p - dt.timedelta(days=p.weekday()) + dt.timedelta(weeks=step)
        iso = monday.isocalendar()
        first = monday + dt.timedelta(days=5 if unit == "weekend" else 0)
        return _derived(
            Time("", "date", f"{iso.year}-W{iso.week:02d}", first, monday + dt.timedelta(days=6), "week"), context
        )
    if unit == "night":
        date = p + dt.timedelta(days=step)
        return _derived(Time("", "date", date.isoformat(), date, date, "day"), context)
    return _open("relative and wide", precision="vague")


def _read_ago(match: re.Match[str], context: _Context) -> Time | None:
    unit, count = match.group("u").lower(), _count(match.group("n").split()[-1])
    direction = match.group("dir").lower()
    vague = count is None or match.group("n").lower().startswith(("several", "a few", "some", "many"))
    if direction in ("earlier", "before", "later", "after"):
        reason = f"counted from another event, not from publication{'; the number is vague' if vague else ''}"
        if context.published is not None and direction in ("earlier", "before"):
            latest = context.published - dt.timedelta(days=1)
            return Time("", "date", None, None, latest, "vague", "an event of the text", "derived", reason)
        return _open(reason, precision="vague")
    if vague or count is None:
        return _open("a vague number", precision="vague")
    if context.published is None:
        return _open(
            "relative to a publication date that is not given",
            precision=unit if unit in ("day", "week", "month", "year") else "none",
        )
    p = context.published
    if unit == "year":
        return _derived(_year(p.year - count), context) if p.year > count else None
    if unit == "month":
        index = p.year * 12 + p.month - 1 - count
        return _derived(_month(index // 12, index % 12 + 1), context) if index >= 12 else None
    if unit == "decade":
        return _derived(_year(p.year - 10 * count), context) if p.year > 10 * count else None
    if unit in ("day", "week") and count < 5000:
        date = p - dt.timedelta(days=count * (7 if unit == "week" else 1))
        return _derived(Time("", "date", date.isoformat(), date, date, "day" if unit == "day" else "week"), context)
    return _open("too fine or too far to be counted back", precision="none")


def _read_duration(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    unit, number = match.group("u").lower(), match.group("n").lower()
    count = _count(number)
    code = _UNIT_CODE[unit]
    iso = f"P{'T' if code[0] == 'T' else ''}{count if count is not None else 'X'}{code.lstrip('T')}"
    if count is None:
        return Time("", "duration", iso, precision="vague", reason="a vague number")
    return Time("", "duration", iso, precision="none")


def _read_set(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    return Time("", "set", None, reason="recurs")


def _read_clock(match: re.Match[str], context: _Context) -> Time | None:  # noqa: ARG001
    hour, minute = int(match.group("h")), int(match.group("min") or 0)
    half = (match.group("ap") or "").lower().replace(".", "")
    if hour > 23 or minute > 59:
        return None
    hour = hour % 12 + 12 if half == "pm" else hour % 12 if half == "am" else hour
    return Time("", "time", f"T{hour:02d}:{minute:02d}", precision="time", reason="time of day, day not stated with it")


def _read_quarter(match: re.Match[str], context: _Context) -> Time | None:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match.group("q").lower()) or int(
        match.group("q")[-1]
    )
    if not match.group("y"):
        return (
            _open("quarter stated, year not", value=None, precision="quarter")
            if context.published is None
            else _open("quarter stated, year not", precision="quarter")
        )
    year = int(match.group("y"))
    last = calendar.monthrange(year, number * 3)[1]
    return Time(
        "", "date", f"{year}-Q{number}", dt.date(year, number * 3 - 2, 1), dt.date(year, number * 3, last), "quarter"
    )


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Context], Time | None]], ...]:
    """The patterns in order of precedence, the most specific first; group x is the expression."""
    long_months = "|".join(m.capitalize() for m in MONTHS)
    m = rf"(?P<m>{long_months}|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
    sure = "|".join(x.capitalize() for x in MONTHS if x not in ("may", "march"))
    wd = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    d = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
    y = r"(?P<y>(?:1[5-9]|20)\d\d)"
    number = r"(?P<n>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|several|a few|some|many|a couple of)"
    unit = r"(?P<u>minute|hour|day|week|month|quarter|year|decade|century)"
    edge = r"(?:early |late |mid-?|the end of |the beginning of )?"
    raw: tuple[tuple[str, Callable[[re.Match[str], _Context], Time | None]], ...] = (
        (rf"\b(?P<x>(?:{wd},? )?{d}(?: of)? {m},? {y})\b", _read_full),
        (rf"\b(?P<x>(?:{wd},? )?{m} {d},? {y})\b", _read_full),
        (rf"\b(?P<x>{y}-(?P<m>[01]\d)-(?P<d>[0-3]\d))(?!\d)", _read_iso),
        (rf"(?<![\d/])(?P<x>(?P<a>[0-3]?\d)[/.](?P<b>[0-3]?\d)[/.]{y})(?![\d/])", _read_numeric),
        (rf"\b(?P<x>{edge}{m},? (?:of )?{y})\b", _read_month_year),
        (rf"\b(?P<x>(?:{wd},? )?{m} {d})(?![\d,]*\d|\s*(?:%|percent|million))", _read_month_day),
        (rf"\b(?P<x>(?:{wd},? )?(?:the )?{d}(?: of)? {m})\b", _read_month_day),
        (r"\b(?P<x>(?P<q>first|second|third|fourth)[ -]quarter(?:(?: of)? (?P<y>20\d\d|19\d\d))?)\b", _read_quarter),
        (r"\b(?P<x>(?P<q>Q[1-4])(?: of)? (?P<y>20\d\d|19\d\d))\b", _read_quarter),
        (rf"\b(?P<x>(?:(?P<w>last|this|next|the|past) )?(?P<s>spring|summer|autumn|winter)(?:(?: of)? {y})?)\b", _read_season),
        (rf"\b(?P<x>(?:(?P<w>last|this|next) )(?P<s>fall)(?:(?: of)? {y})?)\b", _read_season),
        (rf"\b(?:from|between) (?P<x>{y} (?:to|and|until) (?P<z>(?:1[5-9]|20)\d\d))\b", _read_years),
        (rf"\b(?P<x>{y}[–-](?P<z>(?:1[5-9]|20)\d\d|\d\d))\b(?![-–])", _read_years),
        (r"\b(?P<x>(?:the )?(?:early |late |mid-)?(?P<y>(?:1[5-9]|20)\d0)s)\b", _read_decade),
        (rf"\b(?P<x>(?:(?P<w>last|this|next|early|late|mid) )?(?P<m>{sure}))\b(?! [A-Z][a-z])", _read_month),
        (r"(?<=\b[Ii]n |\b[Bb]y |\b[Oo]f )(?P<x>(?:(?P<w>last|this|next|early|late|mid) )?(?P<m>May|March))\b", _read_month),
        (r"(?<=\b[Ss]ince |\b[Uu]ntil )(?P<x>(?:(?P<w>last|this|next|early|late|mid) )?(?P<m>May|March))\b", _read_month),
        (r"\b(?P<x>(?P<w>last|this|next) (?P<m>May|March))\b", _read_month),
        (r"\b(?P<x>[Ee]very (?:other )?(?:day|week|month|year|hour|[A-Z][a-z]+day)|[Ee]ach (?:day|week|month|year)|(?:twice|once) a (?:day|week|month|year)|daily|weekly|monthly|annually|yearly)\b", _read_set),
        (rf"\b(?P<x>(?:(?P<w>last|this|next) )?(?P<wd>{wd})(?: (?:morning|afternoon|evening|night))?)\b", _read_weekday),
        (r"\b(?P<x>(?P<word>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)(?: (?:morning|afternoon|evening|night))?)\b", _read_deictic),
        (r"\b(?P<x>(?P<word>this) (?:morning|afternoon|evening))\b", _read_deictic),
        (rf"\b(?P<x>{number} {unit}s? (?P<dir>ago|earlier|before|later|after))\b", _read_ago),
        (r"\b(?P<x>(?:earlier |later )?(?P<w>last|this|next|past|previous|coming|current) (?P<u>week|weekend|month|year|night|decade|century))\b", _read_relative_unit),
        (r"\b(?P<x>(?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?::\d\d)?\s?(?P<ap>[ap]\.?m\.?)?(?: ?(?:GMT|UTC|EST|EDT|BST|CET|local time))?)(?!\d)", _read_clock),
        (r"\b(?P<x>(?P<h>1[0-2]|[1-9])(?P<min>)\s?(?P<ap>[ap]\.?m\b\.?))", _read_clock),
        (rf"\b(?P<x>{number}[ -]{unit}s?)(?:[- ]old)?\b", _read_duration),
        (rf"(?<![\w$€£.,#-])(?P<x>{edge}{y})(?![\w,]*\d|[\w%]|-\w| (?:people|troops|men|women|soldiers|votes|jobs|km|miles|metres|meters|feet|years|dollars|euros|pounds|cases|deaths|units|points|percent|per cent|[a-z]+s (?:were|are|have|in|of)))\b", _read_year),
    )  # fmt: skip
    return tuple((re.compile(expression), read) for expression, read in raw)


def iter_dated(times: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """The mentions that can date an event: dates and times of day, no durations and no sets."""
    return (mention for mention in times if mention.time.kind in ("date", "time"))
