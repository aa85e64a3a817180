"""Readers of times that are counted from elsewhere: weekdays, "yesterday", "last month", "two weeks ago", "the next day".

They are counted from the anchor of the text or, where they point back ("that year", "two days later"),
from the date that the text gave before; without one they stay open and say why.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from briefgen.language.expressions import Expression
from briefgen.language.times.context import WITHOUT_DATE, Context
from briefgen.language.times.grammar import EDGE, NUMBER, PART, UNIT, WEEKDAY, Pattern, edge_reason
from briefgen.language.times.values import WEEKDAYS, number, of_date, shifted, unresolved
from briefgen.model import Time

_ANY = Expression(r"\b(?:on|for|by) an?\s+$", re.IGNORECASE)  # "we meet on a Monday": on any
_FINE = ("day", "week", "month", "year", "quarter", "decade", "century")
_COUNTED_FROM_EVENT = "counted from another event, not from publication"


def _unit(match: re.Match[str]) -> str:
    unit = match.group("u").lower()
    return {"night": "day", "evening": "day", "centurie": "century"}.get(unit, unit)


def _open(unit: str, reason: str = WITHOUT_DATE) -> Time:
    unit = "week" if unit == "weekend" else unit
    return unresolved(reason, precision=unit if unit in _FINE else "none")


def _read_weekday(match: re.Match[str], context: Context) -> Time | None:
    if _ANY.search(context.before):
        return None
    name, which = match.group("wd").lower(), (match.group("w") or "").lower()
    if context.anchor is None:
        return unresolved("weekday without a publication date", precision="day")
    base = context.anchor.date
    back = (base.weekday() - WEEKDAYS.index(name)) % 7
    date = base - dt.timedelta(days=back)
    if which in ("next", "the coming", "this coming") or (
        which in ("", "this") and back and context.direction == "future"
    ):
        date += dt.timedelta(days=7)
    elif which in ("last", "this past") and back == 0:
        date -= dt.timedelta(days=7)
    return context.derived(of_date(date), edge_reason(match))


def _read_weekday_of_week(match: re.Match[str], context: Context) -> Time | None:
    """ "Monday of last week", "next week on Friday"."""
    if context.anchor is None:
        return unresolved("weekday without a publication date", precision="day")
    monday = context.anchor.date - dt.timedelta(days=context.anchor.date.weekday())
    weeks = {"last": -1, "next": 1}.get(match.group("w").lower(), 0)
    return context.derived(of_date(monday + dt.timedelta(days=7 * weeks + WEEKDAYS.index(match.group("wd").lower()))))


_NAMED = Expression(r"\b(?:[A-Z][A-Za-z]*|the)\s$")
_DEICTIC = {
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "last night": -1,
    "tomorrow night": 1,
}


def _read_deictic(match: re.Match[str], context: Context) -> Time | None:
    if match.group("word")[0].isupper() and _NAMED.search(context.before):
        return None  # "USA Today", "The Tonight Show"
    if context.anchor is None:
        return unresolved(WITHOUT_DATE, precision="day")
    step = _DEICTIC.get(re.sub(r"\s+", " ", match.group("word").lower()), 0)
    return context.derived(of_date(context.anchor.date + dt.timedelta(days=step)))


_STEPS = {
    "last": -1,
    "past": -1,
    "this past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "the coming": 1,
}


def _read_unit(match: re.Match[str], context: Context) -> Time | None:
    """ "Last month", "the end of the year", "this weekend"."""
    unit, which = _unit(match), re.sub(r"\s+", " ", match.group("w").lower())
    if context.anchor is None:
        return _open(unit)
    base, step = context.anchor.date, _STEPS[which]
    if unit == "weekend" and step == 0 and base.weekday() < 3 and context.direction != "future":
        step = -1  # on a Monday, "this weekend" is the one just past
    time = shifted(base, unit, step)
    note = "a calendar quarter is taken" if unit == "quarter" else edge_reason(match)
    return context.derived(time, note) if time else None


def _read_year_end(match: re.Match[str], context: Context) -> Time | None:
    if context.anchor is None:
        return _open("year")
    time = shifted(context.anchor.date, "year", 0)
    return context.derived(time, f"“{match.group('x')}”: how much of it is not said") if time else None


def _read_ago(match: re.Match[str], context: Context) -> Time | None:
    unit, count = _unit(match), number(match.group("n"))
    if match.group("half") or match.group("n").lower().startswith("half"):
        return _vague(context, "too fine to be counted back")
    if count is None or "couple" in match.group("n").lower():
        return _vague(context, "a vague number")
    if context.anchor is None:
        return _open(unit)
    sign = 1 if match.group("dir").lower() == "from now" else -1
    base = context.anchor.date
    if unit in ("minute", "second"):
        return context.derived(of_date(base))
    if unit == "hour":
        return context.derived(of_date(base + sign * dt.timedelta(days=round(count / 24))))
    step = {"decade": 10, "century": 100}.get(unit, 1) * count
    time = shifted(
        base,
        {"decade": "year", "century": "year", "week": "day"}.get(unit, unit),
        sign * step * (7 if unit == "week" else 1),
    )
    if time is None:
        return None
    return context.derived(replace(time, precision="week") if unit == "week" else time)


def _vague(context: Context, reason: str) -> Time:
    """Some time before the anchor: only that bound is known."""
    time = unresolved(reason, precision="vague")
    return context.derived(replace(time, latest=context.anchor.date)) if context.anchor else time


# Counted from a date of the text ---------------------------------------------------------------


def _read_later(match: re.Match[str], context: Context) -> Time | None:
    """ "Two days later", "several days earlier", "a year before": from the date that the text gave before."""
    unit, count = _unit(match), number(match.group("n"))
    back = match.group("dir").lower() in ("earlier", "before", "previously", "prior")
    vague = count is None or bool(match.group("half"))
    near = context.near
    if not vague and count is not None and near is not None and near.earliest is not None and _reaches(near, unit):
        time = shifted(near.earliest, unit, -count if back else count)
        if time is not None:
            return context.derived_nearby(time)
    reason = f"{_COUNTED_FROM_EVENT}{'; the number is vague' if vague else ''}"
    if back and context.anchor is not None:
        latest = context.anchor.date - dt.timedelta(days=1)
        return Time("", "date", None, None, latest, "vague", "an event of the text", "derived", reason)
    return unresolved(reason, precision="vague")


def _read_same(match: re.Match[str], context: Context) -> Time | None:
    """ "That year", "the next day", "the previous month": beside the date that the text gave before."""
    unit, which = _unit(match), re.sub(r"\s+", " ", match.group("w").lower())
    if context.near is None or context.near.earliest is None or not _reaches(context.near, unit):
        return unresolved(_COUNTED_FROM_EVENT, precision=unit if unit in _FINE else "vague")
    before, after = ("previous", "before"), ("next", "following", "after")
    step = -1 if any(w in which for w in before) else 1 if any(w in which for w in after) else 0
    time = shifted(context.near.earliest, unit, step)
    return context.derived_nearby(time) if time else None


def _reaches(near: Time, unit: str) -> bool:
    """Whether a date is precise enough to count such units from it."""
    order = ("day", "week", "month", "quarter", "season", "year")
    fine = {"weekend": "week", "decade": "year", "century": "year"}.get(unit, unit)
    return near.precision in order and fine in order and order.index(near.precision) <= order.index(fine)


_UNITS = r"(?P<u>(?i:week|weekend|month|quarter|year|decade|century))"
_POINTING = r"(?P<u>(?i:day|night|week|weekend|month|year|decade))"
_LATER = r"(?:(?i:earlier|later)(?: in)? )?"

RELATIVE: tuple[Pattern, ...] = (
    Pattern("weekday", rf"\b(?P<x>{WEEKDAY}(?: of)? (?P<w>(?i:last|this|next)) (?i:week))\b", _read_weekday_of_week),
    Pattern("deictic", r"\b(?P<x>(?P<word>(?i:the day before yesterday|the day after tomorrow)))\b", _read_deictic),
    Pattern("deictic", rf"\b(?P<x>(?P<word>(?i:yesterday|today|tonight|tomorrow)){PART})\b(?![’']s (?:world|society|youth))", _read_deictic),
    Pattern("deictic", r"\b(?P<x>(?P<word>(?i:this|earlier this|late this|early this) (?i:morning|afternoon|evening)|(?i:last night)))\b", _read_deictic),
    Pattern("unit", rf"\b(?P<x>{NUMBER}(?: |-){UNIT}s? (?P<dir>(?i:ago|back|from now)))\b", _read_ago),
    Pattern("unit", rf"\b(?P<x>{NUMBER} {UNIT}s? (?P<dir>(?i:earlier|later|previously)))\b(?! than\b)", _read_later),
    Pattern("unit", rf"\b(?P<x>{NUMBER} {UNIT}s? (?P<dir>(?i:before|after)))(?=\s{{0,3}}(?:[.,;)]|$))", _read_later),
    Pattern("unit", r"\b(?P<x>(?P<e>(?i:(?:the )?(?:very )?(?:end|beginning|start|middle|close|rest|remainder) of ))(?P<w>(?i:the|this|last|next))(?i: )(?P<u>(?i:year|month|week|decade|century|quarter)))\b", _read_unit),
    Pattern("unit", r"\b(?P<x>(?i:year|month)(?: |-)(?i:end)|(?i:mid-?year))\b", _read_year_end),
    Pattern("unit", rf"\b(?P<x>{_LATER}(?P<w>(?i:that same|that|the same|the following|the previous)) {_POINTING})\b", _read_same),
    Pattern("unit", r"\b(?P<x>(?P<w>(?i:later|earlier)) (?i:in the) (?P<u>(?i:day|evening|night)))\b(?! of\b)", _read_same),
    Pattern("unit", r"\b(?P<x>(?i:later|earlier) (?i:in) (?P<w>(?i:the)) (?P<u>(?i:week|month|year))(?P<e>))\b(?! of\b)", _read_unit),
    Pattern("unit", r"\b(?P<x>(?P<w>(?i:the next|next)) (?P<u>(?i:day|night)))\b", _read_same),
    Pattern("unit", rf"\b(?P<x>(?i:the) {_POINTING} (?P<w>(?i:before|after)))(?=\s{{0,3}}(?:[.,;)]|$))", _read_same),
    Pattern("unit", rf"\b(?P<x>{_LATER}{EDGE}(?P<w>(?i:this past|last|this|next|past|previous|current|the coming)) {_UNITS}(?:(?<=his.year)s(?= [a-z]))?)\b", _read_unit),
    Pattern("unit", r"\b(?i:over|during|throughout|at|on|for) (?P<x>(?P<w>(?i:the)) (?P<u>(?i:weekend))(?P<e>))\b", _read_unit),
    Pattern("weekday", rf"\b(?P<x>(?P<e>(?i:early |late )(?i:on )?)?(?:(?P<w>(?i:this past|this coming|the coming|last|this|next)) )?{WEEKDAY}(?! (?:Morning|Afternoon|Evening|Night) [A-Z]){PART})\b(?!s)", _read_weekday),
)  # fmt: skip
