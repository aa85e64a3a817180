"""Readers of lengths of time, of what recurs, and of the vague "now", "recently", "soon". None of them is a date.

Values are ISO 8601 periods ("P3Y", "PT12H", "PXD" for a number of days that is not said); of a set,
the period after which it recurs ("P1W"), or the weekday on which it does ("XXXX-WXX-1").
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from briefgen.language.expressions import Expression
from briefgen.language.times.context import Context
from briefgen.language.times.grammar import NUMBER, UNIT, Pattern
from briefgen.language.times.values import WEEKDAYS, number, shifted, unresolved
from briefgen.model import Time

_CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "Y", "century": "Y", "centurie": "Y", "night": "D", "weekend": "D",
}  # fmt: skip
_OF_A_LIFE = Expression(r"\s{1,3}of\b")  # "the last five months of her life" do not end at the anchor
_YEARS = {"decade": 10, "century": 100, "centurie": 100}


def _period(unit: str, count: int | float | None) -> str:
    code = _CODES[unit]
    if unit == "hour" and isinstance(count, float):
        return f"PT{round(count * 60)}M"
    amount = "X" if count is None else f"{count * _YEARS.get(unit, 1):g}"
    return f"PT{amount}{code[1]}" if code[0] == "T" and len(code) == 2 else f"P{amount}{code}"


def _amount(match: re.Match[str]) -> int | float | None:
    words = re.sub(r"\s+", " ", match.group("n").lower())
    if words.startswith("half a"):
        return 0.5
    if match.group("half"):
        count = number(words.removesuffix(" and a half"))
        return None if count is None else count + 0.5
    return float(words) if re.fullmatch(r"\d+\.\d", words) else number(words)


def _read_duration(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    unit, count = match.group("u").lower(), _amount(match)
    if unit == "second" and not match.group("x").endswith("s"):
        return None  # "a second aircraft"
    if count is None:
        return Time("", "duration", _period(unit, None), precision="vague", reason="a vague number")
    return Time("", "duration", _period(unit, count))


def _read_span(match: re.Match[str], context: Context) -> Time | None:
    """ "The past three years", "the next six months": a length that begins or ends at the anchor."""
    unit = match.group("u").lower()
    count = _amount(match) if match.group("n") else 1
    time = Time("", "duration", _period(unit, count))
    if count is None:
        latest = (
            context.anchor.date if context.anchor and match.group("w").lower() in ("past", "last", "previous") else None
        )
        time = replace(time, precision="vague", reason="a vague number", latest=latest)
    if context.anchor is None or _OF_A_LIFE.match(context.after):
        return time
    base, ahead = context.anchor.date, match.group("w").lower() in ("next", "coming", "following")
    other = _counted(base, unit, count, ahead=ahead)
    first, last = (base, other) if ahead else (other, base)
    return context.derived(replace(time, earliest=first, latest=last))


def _counted(base: dt.date, unit: str, count: int | float | None, *, ahead: bool) -> dt.date | None:
    """The day that lies a length of time before or after another; None when it is not to be known."""
    if count is None or not isinstance(count, int):
        return None
    if unit in ("second", "minute", "hour"):
        return base + dt.timedelta(days=(count // 24 if unit == "hour" else 0) * (1 if ahead else -1))
    factor = {"week": 7, "decade": 10, "century": 100, "centurie": 100}.get(unit, 1)
    whole = {"week": "day", "night": "day", "weekend": "week", "decade": "year", "century": "year", "centurie": "year"}
    then = shifted(base, whole.get(unit, unit), factor * count * (1 if ahead else -1))
    if then is None or then.earliest is None or then.latest is None:
        return None
    wanted = base.replace(year=then.earliest.year, month=then.earliest.month, day=1) + dt.timedelta(days=base.day - 1)
    if then.precision == "year":
        wanted = then.earliest.replace(month=base.month) + dt.timedelta(days=base.day - 1)
    return min(max(wanted, then.earliest), then.latest)


def _read_plural(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    """ "For years", "decades-long": a length without a number."""
    unit = match.group("u").lower().removesuffix("s")
    return Time("", "duration", _period(unit, None), precision="vague", reason="a vague number")


# What recurs -----------------------------------------------------------------------------------

_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annually": "P1Y",
    "yearly": "P1Y",
}


def _read_set(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    return Time("", "set", _set_value(match), reason="recurs")


def _set_value(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    if found.get("adverb"):
        return _ADVERBS[found["adverb"].lower()]
    if found.get("wd"):
        return f"XXXX-WXX-{WEEKDAYS.index(found['wd'].lower().removesuffix('s')) + 1}"
    unit = (found.get("u") or "").lower()
    if unit not in _CODES:
        return None
    count = 2 if (found.get("other") or "").strip() else number(found.get("n") or "one")
    return _period(unit, count)


# Vague references ------------------------------------------------------------------------------


def _read_vague(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    return unresolved("vague: no date is meant")


_NO_MEASURE = r"(?! (?i:of (?:video|footage|audio|music|film|television|programming|content|recordings?|talk time))\b)"
_EACH = r"(?P<u>(?i:hour|day|night|week|weekend|month|quarter|year|decade))"
_AN = r"(?:(?i:an|a|per|each|every))"
_PLURAL = r"(?P<u>(?i:minutes|hours|days|weeks|months|years|decades|centuries))"

SETS: tuple[Pattern, ...] = (
    Pattern("unit", rf"\b(?P<x>(?i:every|each) (?P<other>(?i:other |second ))?(?:{NUMBER} )?{_EACH}s?)\b", _read_set),
    Pattern("weekday", r"\b(?P<x>(?i:every|each) (?i:other )?(?P<wd>(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day))s?)\b", _read_set),
    Pattern("weekday", r"\b(?P<x>(?P<wd>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days))\b", _read_set),
    Pattern("unit", rf"\b(?P<x>(?i:once|twice|three times|four times|\d+ times) {_AN} {_EACH})\b", _read_set),
    Pattern("unit", r"(?:\d|(?i:million|billion|thousand|times|percent|hours|dollars|euros|pounds))[%)]? (?P<x>(?i:a|per) (?P<u>(?i:day|week|month|year|hour)))\b(?! (?i:ago|earlier|later|before|after))", _read_set),
    Pattern("adverb", rf"(?<!\w)(?P<x>(?P<adverb>{'|'.join(_ADVERBS)}))\b(?! [A-Z])", _read_set),
)  # fmt: skip

SPANS: tuple[Pattern, ...] = (
    Pattern("unit", rf"\b(?P<x>(?i:the |these )?(?P<w>(?i:past|last|next|coming|following|previous)) {NUMBER}(?: |-)(?:(?i:more|full) )?{UNIT}s?)\b", _read_span),
    Pattern("unit", r"\b(?i:over|in|within|during|for|throughout) (?P<x>(?i:the )(?P<w>(?i:past|next|coming|last))(?P<n>)(?P<half>) (?P<u>(?i:day|week|month|year|decade|century)))\b(?! of\b)", _read_span),
)  # fmt: skip

LENGTHS: tuple[Pattern, ...] = (
    Pattern("unit", rf"\b(?P<x>{NUMBER}(?: |-)(?:(?i:more|full|straight|consecutive) )?{UNIT}s?)\b{_NO_MEASURE}", _read_duration),
    Pattern("unit", rf"\b(?P<x>(?:(?i:for|in|over|within) )(?:(?i:the|many) )?{_PLURAL})\b(?! (?i:ago|earlier|later|of age|past))", _read_plural),
    Pattern("unit", rf"\b(?P<x>{_PLURAL}-(?:long|old))\b", _read_plural),
    Pattern("vague", r"\b(?P<x>(?i:right now|now|currently|presently|nowadays|these days|at present|at the moment))\b(?!-)", _read_vague),
    Pattern("vague", r"\b(?P<x>(?i:(?:more |most )?recently|lately|in (?:the )?recent (?:days|weeks|months|years|decades|times|past)))\b", _read_vague),
    Pattern("vague", r"\b(?P<x>(?i:in the (?:near |foreseeable )?future|in the (?:coming|next few) (?:days|weeks|months|years)))\b", _read_vague),
)  # fmt: skip
