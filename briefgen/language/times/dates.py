"""Readers of calendar dates: days, months, quarters, half-years, seasons, years, decades, centuries, feasts.

What a date leaves out (the year of "3 March") comes from the anchor and the tense, or stays open.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from briefgen.language.times.context import Context
from briefgen.language.times.grammar import (
    DAY,
    DIGITS_OF_YEAR,
    EDGE,
    MONTH,
    MONTH_NAME,
    WEEKDAY_LEAD,
    YEAR,
    Pattern,
    edge_reason,
)
from briefgen.language.times.values import (
    NO_SUCH_DAY,
    ORDINALS,
    WEEKDAYS,
    century,
    day,
    decade,
    half,
    interval,
    month,
    month_number,
    of_date,
    quarter,
    season,
    shifted,
    unresolved,
    year,
)
from briefgen.model import Time

_FAR, _CLOSE = 270, 45  # days
_DAYS_AFTER = 1  # a report may be filed the evening before its date


def _read_full(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    return day(int(match.group("y")), month_number(match.group("m")), int(match.group("d"))) or _no_such_day(match)


def _no_such_day(match: re.Match[str]) -> Time | None:
    """A day of a month that has no such day; nothing for numbers that are no days at all."""
    return unresolved(NO_SUCH_DAY, precision="day") if 1 <= int(match.group("d")) <= 31 else None


def _read_iso(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    return day(int(match.group("y")), int(match.group("m")), int(match.group("d")))


def _read_numeric(match: re.Match[str], context: Context) -> Time | None:
    first, second, digits = int(match.group("a")), int(match.group("b")), match.group("y")
    its_year = int(digits) if len(digits) == 4 else (2000 if int(digits) < 50 else 1900) + int(digits)
    if first > 12:
        return day(its_year, second, first)
    if second > 12 or first == second:
        return day(its_year, first, second)
    if not first or not second:
        return None
    readings = (day(its_year, second, first), day(its_year, first, second))
    past = [time for time in readings if time is not None and _is_over(time, context)]
    if len(past) == 1:
        return context.derived(past[0], "the other order of day and month lies after the anchor")
    return unresolved("day and month could be either way round", value=f"{its_year}", precision="year")


def _is_over(time: Time, context: Context) -> bool:
    """Whether a day may be meant by a clause about the past; never without an anchor."""
    if time.earliest is None or context.anchor is None or context.direction == "future":
        return False
    return time.earliest <= context.anchor.date + dt.timedelta(days=_DAYS_AFTER)


# Days and months without a year ----------------------------------------------------------------


def _read_month_day(match: re.Match[str], context: Context) -> Time | None:
    its_month, its_day = month_number(match.group("m")), int(match.group("d"))
    if day(2000, its_month, its_day) is None:
        return _no_such_day(match)
    name = (match.groupdict().get("wd") or "").lower()[:3]
    return month_day(its_month, its_day, context, weekday=name)


def month_day(its_month: int, its_day: int, context: Context, *, weekday: str = "") -> Time:
    """A day without its year: the nearest one in the direction of the tense, and on its weekday where one is named."""
    stated = f"XXXX-{its_month:02d}-{its_day:02d}"
    if context.anchor is None:
        return _in_year_of_near(its_month, its_day, context) or unresolved(
            "day and month stated, year not", value=stated, precision="day"
        )
    base = context.anchor.date
    around = [day(base.year + step, its_month, its_day) for step in range(-6, 3)]
    days = [time.earliest for time in around if time is not None and time.earliest is not None]
    on_weekday = [d for d in days if weekday and WEEKDAYS[d.weekday()].startswith(weekday)]
    chosen = _toward(on_weekday, base, context.direction) or _toward(days, base, context.direction) or days
    if not chosen:
        return unresolved("day and month stated, year not", value=stated, precision="day")
    return context.derived(of_date(min(chosen, key=lambda d: (abs(d - base), d))))


def _toward(days: list[dt.date], base: dt.date, direction: str) -> list[dt.date]:
    """The days on the side that the tense asks for; all when the nearest of them is far off and another is close.

    "It is to run from 23 January", said on 28 January, speaks of five days ago.
    """
    if direction == "past":
        wanted = [d for d in days if d <= base + dt.timedelta(days=_DAYS_AFTER)]
    else:
        wanted = [d for d in days if d >= base] if direction == "future" else days
    nearest = min((abs(d - base).days for d in wanted), default=_FAR)
    return days if wanted and nearest >= _FAR and any(abs(d - base).days <= _CLOSE for d in days) else wanted


def _in_year_of_near(its_month: int, its_day: int | None, context: Context) -> Time | None:
    """The year of the date told just before, when the story goes on from there ("on 1 June 2009 … in July")."""
    near = context.near
    if near is None or near.earliest is None or near.precision not in ("day", "month") or context.direction == "future":
        return None
    if (its_month, its_day or 31) < (near.earliest.month, near.earliest.day):
        return None
    time = month(near.earliest.year, its_month) if its_day is None else day(near.earliest.year, its_month, its_day)
    return context.derived_nearby(time, "the year is that of the date told before") if time else None


def _read_days(match: re.Match[str], context: Context) -> Time | None:
    """Some days of one month: "5-6 April 2016"."""
    its_month, first, last = month_number(match.group("m")), int(match.group("d")), int(match.group("d2"))
    if not first < last or day(2000, its_month, last) is None:
        return None
    its_year = match.group("y")
    end = day(int(its_year), its_month, last) if its_year else month_day(its_month, last, context)
    if end is None or end.earliest is None:
        return end and unresolved(
            "days and month stated, year not",
            value=f"XXXX-{its_month:02d}-{first:02d}/XXXX-{its_month:02d}-{last:02d}",
            precision="day",
        )
    return replace(interval(end.earliest.replace(day=first), end.earliest, "day"), anchor=end.anchor, basis=end.basis)


def _read_month_year(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    time = month(int(match.group("y")), month_number(match.group("m")))
    return replace(time, reason=edge_reason(match))


def _read_month(match: re.Match[str], context: Context) -> Time | None:
    its_month, which = month_number(match.group("m")), (match.group("w") or "").lower()
    if context.anchor is None:
        return _in_year_of_near(its_month, None, context) or unresolved(
            "month stated, year not", value=f"XXXX-{its_month:02d}", precision="month"
        )
    base = context.anchor.date
    ahead = (its_month - base.month) % 12
    behind = (base.month - its_month) % 12
    direction = context.direction
    if which == "next":
        steps = ahead or 12
    elif "last" in which or "past" in which:
        steps = -(behind or 12)
    elif direction == "future":
        steps = ahead
    elif direction == "past" or behind <= ahead:
        steps = -behind
    else:
        steps = ahead
    time = shifted(base, "month", steps)
    return context.derived(time, edge_reason(match)) if time else None


_ORDINAL = rf"(?P<o>(?i:{'|'.join(ORDINALS)}))"


def _read_week_of_month(match: re.Match[str], context: Context) -> Time | None:
    """ "The third week of March": the third seven days of the month."""
    which = ORDINALS[match.group("o").lower()]
    whole = _read_month_year(match, context) if match.group("y") else _read_month(match, context)
    if whole is None or whole.earliest is None or whole.latest is None:
        return whole and replace(whole, reason=f"{whole.reason}; a week of it")
    first = whole.latest - dt.timedelta(days=6) if which < 0 else whole.earliest + dt.timedelta(days=7 * which - 7)
    if which == 5:
        return None
    time = interval(first, first + dt.timedelta(days=6), "week")
    return replace(
        time,
        basis="derived",
        anchor=whole.anchor or f"{whole.value}",
        reason="weeks counted from the first of the month",
    )


def _read_weekday_of_month(match: re.Match[str], context: Context) -> Time | None:
    """ "The second Monday in May 2010"."""
    which, name = ORDINALS[match.group("o").lower()], match.group("wd").lower()
    whole = _read_month_year(match, context) if match.group("y") else _read_month(match, context)
    if whole is None or whole.earliest is None or whole.latest is None:
        return whole
    days = [whole.earliest + dt.timedelta(days=i) for i in range((whole.latest - whole.earliest).days + 1)]
    its = [d for d in days if WEEKDAYS[d.weekday()] == name]
    if which > len(its):
        return None
    time = of_date(its[which if which < 0 else which - 1])
    return replace(time, basis="derived", anchor=whole.anchor or f"{whole.value}")


# Years and longer ------------------------------------------------------------------------------


def _read_year(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    return replace(year(int(match.group("y"))), reason=edge_reason(match))


def _read_short_range(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    """ "2009–10", "1977-1979"."""
    first, second = int(match.group("y")), match.group("z")
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if last <= first:
        return None
    return Time("", "date", f"{first}/{last}", dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


def _read_decade(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    digits = match.group("y")
    return replace(decade(int(digits) if len(digits) == 4 else 1900 + int(digits)), reason=edge_reason(match))


def _read_decade_name(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    note = "the century is not stated; the 20th is taken"
    return replace(decade(1900 + _DECADES[match.group("y").lower()]), basis="derived", anchor="common use", reason=note)


_CENTURIES = {name: i for i, name in enumerate(
    "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first".split(), 11)}  # fmt: skip


def _read_century(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    word = match.group("c").lower()
    ordinal = _CENTURIES.get(word) or int(re.sub(r"\D", "", word))
    return replace(century(ordinal), reason=edge_reason(match)) if 1 <= ordinal <= 30 else None


def _read_quarter(match: re.Match[str], context: Context) -> Time | None:
    which = ORDINALS.get(match.group("q").lower()) or int(match.group("q")[-1])
    if which not in (1, 2, 3, 4):
        return None
    its_year = _year_of(match, context)
    if its_year is None:
        return unresolved("quarter stated, year not", value=None, precision="quarter")
    time = quarter(its_year, which)
    return time if match.group("y") else context.derived(time)


def _read_half(match: re.Match[str], context: Context) -> Time | None:
    which = {"first": 1, "second": 2, "1": 1, "2": 2}[match.group("h").lower().lstrip("h")]
    its_year = _year_of(match, context)
    if its_year is None:
        return unresolved("half of a year stated, year not", precision="year")
    time = half(its_year, which)
    return time if match.group("y") else context.derived(time)


def _year_of(match: re.Match[str], context: Context) -> int | None:
    """The year that an expression names, or points to ("of last year")."""
    if match.group("y"):
        return int(match.group("y"))
    which = (match.groupdict().get("rel") or "").lower().split(" ")[0]
    if context.anchor is None or not which:
        return None
    return context.anchor.date.year + {"last": -1, "next": 1}.get(which, 0)


def _read_fiscal(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    return unresolved("a fiscal year; its months are not stated", precision="year")


def _read_season(match: re.Match[str], context: Context) -> Time | None:
    name, which = match.group("s").lower(), (match.group("w") or "").lower()
    if match.group("y"):
        its_year = int(match.group("y"))
        return replace(
            season(its_year, name), earliest=None, latest=None, reason="season; the hemisphere decides the months"
        )
    if context.anchor is None:
        return unresolved("relative season without a publication date; hemisphere not stated", precision="season")
    base = context.anchor.date
    around = [season(base.year + step, name) for step in (-2, -1, 0, 1)]
    over = [t for t in around if t.latest and t.latest < base]
    begun = [t for t in around if t.earliest and t.earliest <= base]
    ahead = [t for t in around if t.earliest and t.earliest > base]
    if which == "last":
        time = over[-1]
    elif which == "next" or (context.direction == "future" and begun == over):
        time = ahead[0]
    else:
        time = begun[-1]
    return context.derived(time, "season without a hemisphere; northern months taken")


# Feasts ----------------------------------------------------------------------------------------

_FIXED_FEASTS = {
    "new year’s eve": (12, 31), "new year’s day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26), "valentine’s day": (2, 14), "st patrick’s day": (3, 17), "st. patrick’s day": (3, 17), "may day": (5, 1),
    "bastille day": (7, 14), "halloween": (10, 31), "armistice day": (11, 11), "veterans day": (11, 11), "epiphany": (1, 6),
    "juneteenth": (6, 19), "fourth of july": (7, 4), "4th of july": (7, 4),
}  # fmt: skip
_MOVABLE = {
    "ramadan": "month",
    "eid al-fitr": "day",
    "eid al-adha": "day",
    "passover": "week",
    "hanukkah": "week",
    "diwali": "day",
    "thanksgiving": "day",
}
_EASTER = {"good friday": -2, "easter sunday": 0, "easter monday": 1}


def _read_feast(match: re.Match[str], context: Context) -> Time | None:
    name = re.sub(r"\s+", " ", match.group("f").lower().replace("'", "’"))
    if name in _MOVABLE:
        return unresolved("a feast whose day is another each year", precision=_MOVABLE[name])
    if name in _EASTER:
        its_year = int(match.group("y")) if match.group("y") else context.anchor.date.year if context.anchor else None
        if its_year is None or not 1600 < its_year < 3000:
            return unresolved("a movable feast, year not stated", precision="day")
        time = of_date(_easter(its_year) + dt.timedelta(days=_EASTER[name]))
        return time if match.group("y") else context.derived(time)
    its_month, its_day = _FIXED_FEASTS[name]
    if match.group("y"):
        return day(int(match.group("y")), its_month, its_day)
    return month_day(its_month, its_day, context)


def _easter(its_year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, Meeus/Jones/Butcher)."""
    a, b, c = its_year % 19, its_year // 100, its_year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(its_year, f // 31, f % 31 + 1)


# Patterns --------------------------------------------------------------------------------------

_LEAD = r"(?:(?P<w>(?i:this past|last|this|next|past|the coming)) )?"
_COUNTED = (
    r"(?![\d%]|,\d| ?%|-(?:[a-z]|\d)|s\b| (?i:people|troops|men|women|soldiers|votes|jobs|children|km|kg|miles|met(?:re|er)s|feet|"
    r"years?|dollars|euros|pounds|percent|per cent|million|billion|GMT|UTC|hours)\b)"
)
_FISCAL_EDGE = r"(?i:the )?(?:(?:very )?(?:end|beginning|start) of )?(?i:the )?(?:last |this |next |current )?"
_UNLIKE_A_YEAR = r"(?<![\w$€£.,#/:–-])" + "".join(
    rf"(?<!{re.escape(word)}\x20)"
    for word in ("Flight", "Resolution", "Highway", "Route", "No.", "page", "Article", "Room")
)
_THINGS = r"(?! (?:[a-z]+ )?[a-z]{3,}(?<!ss)s (?!of the year))(?! [a-z]+(?:children|men|women|people)\b)"
_AFTER_PREPOSITION = r"(?i:\b(?:in|since|until|till|during|by|late|early|mid|the(?! (?:very |end |beginning |start |middle |close ))|of the|(?:1\d|20)\d\d (?:to|and|until|through)) (?:the year )?)"
_NOT_A_THING = r"(?! [a-z]+)(?<!\w-)|(?= (?:of|in|and|or|to|at|on|by|with|as|after|before|when|while|that|which|was|is|were|has|had|have|will|for|from|but|because|since|it|he|she|they|the|a|an|amid|through|until)\b)"

DATES: tuple[Pattern, ...] = (
    Pattern("month", rf"\b(?P<x>{DAY} ?[-–] ?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? {YEAR})?)", _read_days),
    Pattern("month", rf"\b(?P<x>{MONTH} {DAY} ?[-–] ?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:,? {YEAR})?)", _read_days),
    Pattern("month", rf"\b(?i:between|from) (?P<x>{DAY} (?:and|to|until|through) (?P<d2>[0-3]?\d)(?:st|nd|rd|th)? {MONTH}(?:,? {YEAR})?)", _read_days),
    Pattern("month", rf"(?<!\d)(?<!\d[.,])\b(?P<x>{WEEKDAY_LEAD}(?i:the )?{DAY}(?: of)?(?: |-){MONTH}(?:,? (?:of )?|-){YEAR})\b", _read_full),
    Pattern("month", rf"\b(?P<x>{WEEKDAY_LEAD}(?i:the )?{MONTH} (?i:the )?{DAY},? {YEAR})\b", _read_full),
    Pattern("year", rf"\b(?P<x>{YEAR}-(?P<m>[01]\d)-(?P<d>[0-3]\d))(?!\d)", _read_iso),
    Pattern("digit", r"(?<![\d/.])(?P<x>(?P<a>[0-3]?\d)(?P<sep>[/.])(?P<b>[0-3]?\d)(?P=sep)(?P<y>(?:1\d|20)\d\d))(?![\d/])", _read_numeric),
    Pattern("digit", r"(?<![\d/.])(?P<x>(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>\d\d))(?![\d/])", _read_numeric),
    Pattern("month", rf"\b(?P<x>(?i:the )?{_ORDINAL} week (?:of|in) {MONTH}(?:,? {YEAR})?(?P<w>)(?P<e>))\b", _read_week_of_month),
    Pattern("month", rf"\b(?P<x>(?i:the )?{_ORDINAL} (?P<wd>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) (?:of|in) {MONTH}(?:,? {YEAR})?(?P<w>)(?P<e>))\b", _read_weekday_of_month),
    Pattern("month", rf"\b(?P<x>{EDGE}{MONTH},? (?:of )?{YEAR})\b", _read_month_year),
    Pattern("month", rf"\b(?P<x>{WEEKDAY_LEAD}{MONTH}(?: |(?<=\.)){DAY})(?!,\d|\s?%|\s(?:percent|million|billion))", _read_month_day),
    Pattern("month", rf"(?<![\d.,])\b(?P<x>{WEEKDAY_LEAD}(?i:the )?{DAY}(?: of)? {MONTH})(?!\w)", _read_month_day),
    Pattern("unit", rf"\b(?P<x>(?i:the )?(?P<q>(?i:first|second|third|fourth|final))[ -]quarter(?:(?: of)? (?:{YEAR}|(?P<rel>(?i:last year|this year|next year|the year))))?)\b", _read_quarter),
    Pattern("year", rf"\b(?P<x>(?P<q>Q[1-4])(?: of)? {YEAR})\b", _read_quarter),
    Pattern("unit", rf"\b(?P<x>(?i:the )?(?P<h>(?i:first|second)) half of (?:{YEAR}|(?P<rel>(?i:last year|this year|next year|the year))))\b", _read_half),
    Pattern("year", rf"\b(?P<x>(?i:the )?(?P<h>(?i:first|second)) half of {YEAR})\b", _read_half),
    Pattern("year", rf"\b(?P<x>(?P<h>H[12])(?: of)? {YEAR})\b", _read_half),
    Pattern("fiscal", rf"\b(?P<x>FY ?(?:\d\d)?\d\d|(?i:{_FISCAL_EDGE}(?:fiscal|financial)(?: year)? (?:1\d|20)\d\d(?:[-–/]\d\d)?|{_FISCAL_EDGE}(?:(?:1\d|20)\d\d(?:[-–/]\d\d)? )?(?:fiscal|financial) year))\b", _read_fiscal),
    Pattern("season", rf"\b(?P<x>{EDGE}{_LEAD}(?i:the )?(?P<s>(?i:spring|summer|autumn|winter))(?: of|,)? {YEAR})\b", _read_season),
    Pattern("season", rf"\b(?P<x>{EDGE}(?i:the )?(?P<s>fall)(?P<w>)(?: of|,)? {YEAR})\b", _read_season),
    Pattern("season", r"\b(?P<x>(?P<w>(?i:this past|last|this|next|the coming)) (?P<s>spring|summer|autumn|winter|fall)(?P<y>))\b", _read_season),
    Pattern("season", rf"\b(?i:in|during|since|by|until|over|early|late|mid-?) ?(?i:the )?(?P<x>(?P<s>spring|summer|autumn|winter)(?P<y>)(?P<w>))\b(?:{_NOT_A_THING})", _read_season),
    Pattern("year", rf"{_UNLIKE_A_YEAR}(?P<x>{DIGITS_OF_YEAR}[–-](?P<z>(?:1\d|20)\d\d|\d\d))\b(?![-–]\d)", _read_short_range),
    Pattern("decade", rf"\b(?P<x>(?i:the )?{EDGE}(?P<y>(?:1[5-9]|20)\d0)[’']?s)\b", _read_decade),
    Pattern("decade", rf"\b(?P<x>(?i:the ){EDGE}[’'‘]?(?P<y>[2-9]0)s)\b", _read_decade),
    Pattern("decade", rf"\b(?P<x>(?i:the ){EDGE}(?P<y>(?i:{'|'.join(_DECADES)})))\b", _read_decade_name),
    Pattern("unit", rf"\b(?P<x>(?i:the )?{EDGE}(?P<c>(?i:\d\d?(?:st|nd|rd|th)|{'|'.join(_CENTURIES)}))(?: |-)(?i:century))\b", _read_century),
    Pattern("feast", rf"\b(?P<x>(?P<f>(?i:{'|'.join(f for f in (*_FIXED_FEASTS, *_EASTER, *_MOVABLE) if f != 'christmas')}))(?:,? {YEAR})?)\b".replace("’", "[’']"), _read_feast),
    Pattern("feast", rf"\b(?i:at|by|before|since|until|after|over|on) (?P<x>(?P<f>Christmas)(?: {YEAR})?)\b(?! (?!(?:and|in|when|but|as)\b)[a-zA-Z])", _read_feast),
    Pattern("month", rf"\b(?P<x>{EDGE}{_LEAD}{MONTH_NAME})(?!\w)(?! [A-Z][a-z]|[’'])", _read_month),
    Pattern("month", rf"(?i:\b(?:in|by|of|since|until|till|during|from|through|between|and|to) )(?P<x>{EDGE}{_LEAD}(?P<m>May|March))\b(?! [A-Z0-9])", _read_month),
    Pattern("month", r"\b(?P<x>(?P<e>)(?P<w>(?i:this past|last|this|next)) (?P<m>May|March))\b", _read_month),
    Pattern("month", r"\b(?P<x>(?P<e>(?i:early |late |mid-))(?P<m>May|March)(?P<w>))\b", _read_month),
)  # fmt: skip

# A bare number of four digits is a year only where nothing longer claims it.
YEARS: tuple[Pattern, ...] = (
    Pattern("year", rf"{_AFTER_PREPOSITION}(?P<x>{EDGE}(?P<y>(?:1[5-9]|20)\d\d)){_COUNTED}(?!\w)", _read_year),
    Pattern("year", rf"{_UNLIKE_A_YEAR}(?P<x>{EDGE}(?P<y>(?:1[5-9]|20)\d\d)){_COUNTED}{_THINGS}(?![\w])", _read_year),
)  # fmt: skip
