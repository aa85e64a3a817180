"""Joining what belongs together: two dates that bound a range, and a time of day with its day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.language.expressions import Expression
from briefgen.language.times.mentions import TimeMention
from briefgen.language.times.values import day, month
from briefgen.model import Time

_BETWEEN = Expression(
    r"\s{0,3}(?:(?P<dash>[-–—])|(?P<to>to|through|until|till)|(?P<and>and))\s{0,3}(?:the\s)?", re.IGNORECASE
)
_FROM = Expression(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_NARROW = ("day", "week", "month", "season", "quarter", "year")


def join(text: str, mentions: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """The mentions in order, ranges as one mention with two parts, times of day with the day they belong to."""
    dated = _with_days(mentions)
    i = 0
    while i < len(dated):
        joined = _range(text, dated[i], dated[i + 1]) if i + 1 < len(dated) else None
        yield joined or dated[i]
        i += 2 if joined else 1


def _range(text: str, first: TimeMention, second: TimeMention) -> TimeMention | None:
    if first.time.kind != "date" or second.time.kind != "date" or first.sentence != second.sentence:
        return None
    link = _BETWEEN.fullmatch(text, first.end, second.start)
    if link is None or first.time.precision not in _NARROW or "dateline" in (first.role, second.role):
        return None
    lead = _FROM.search(text[max(0, first.start - 16) : first.start])
    if link.group("and") and (lead is None or lead.group(1).lower() != "between"):
        return None
    if link.group("to") and lead is None and first.time.precision != second.time.precision:
        return None
    begin, end = _closed(first), _closed(second)
    begin, end = _one_year(begin, end)
    if begin.time.value is None or end.time.value is None or "/" in begin.time.value + end.time.value:
        return None
    if begin.time.earliest and end.time.latest and begin.time.earliest > end.time.latest:
        return None
    shown = text[lead.start() + max(0, first.start - 16) if lead else first.start : second.end]
    derived = next((t for t in (begin.time, end.time) if t.basis == "derived"), begin.time)
    time = replace(
        derived,
        as_stated=shown,
        value=f"{begin.time.value}/{end.time.value}",
        earliest=begin.time.earliest,
        latest=end.time.latest,
        precision=begin.time.precision,
        reason=begin.time.reason or end.time.reason,
    )
    return TimeMention(first.start, second.end, first.sentence, time, "during", (begin, end))


def _closed(mention: TimeMention) -> TimeMention:
    """An end of a range without the open side that its preposition alone would give it."""
    time = mention.time
    if time.value is None or not (time.value.startswith("../") or time.value.endswith("/..")):
        return mention
    value = time.value.removeprefix("../").removesuffix("/..")
    earliest, latest = _bounds(value, time)
    return replace(mention, time=replace(time, value=value, earliest=earliest, latest=latest))


def _bounds(value: str, time: Time) -> tuple[dt.date | None, dt.date | None]:
    """Both bounds of a value of which an open end had dropped one."""
    numbers = [int(part) for part in value.split("-") if part.isdigit()]
    if len(numbers) == 3:
        whole = day(*numbers)
    elif len(numbers) == 2 and numbers[1] <= 12:
        whole = month(*numbers)
    elif len(numbers) == 1 and len(value) == 4:
        return dt.date(numbers[0], 1, 1), dt.date(numbers[0], 12, 31)
    else:
        return time.earliest, time.latest
    return (whole.earliest, whole.latest) if whole else (time.earliest, time.latest)


def _one_year(first: TimeMention, second: TimeMention) -> tuple[TimeMention, TimeMention]:
    """The year that only one end states holds for the other too: "January 23 through March 9, 2014"."""
    a, b = first.time, second.time
    if second.time.basis == "stated" and b.earliest is not None and _lacks_year(a):
        return _in_year(first, b.earliest, before=True), second
    if first.time.basis == "stated" and a.earliest is not None and _lacks_year(b):
        return first, _in_year(second, a.earliest, before=False)
    return first, second


def _lacks_year(time: Time) -> bool:
    """True for a day or month whose year is open or was counted from an anchor; not for weekdays and their like."""
    open_year = (time.value or "").startswith("XXXX-")
    named = re.search(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", time.as_stated) is not None
    return open_year or (time.basis == "derived" and named and time.precision in ("day", "month"))


def _in_year(mention: TimeMention, other: dt.date, *, before: bool) -> TimeMention:
    """The mention in the year of the other end, or in the one beside it where the order asks for that."""
    numbers = [int(part) for part in (mention.time.value or "").split("-")[1:]]
    if not numbers:
        return mention
    shift = (numbers[0] > other.month) * -1 if before else (numbers[0] < other.month) * 1
    time = day(other.year + shift, *numbers) if len(numbers) == 2 else month(other.year + shift, numbers[0])
    return replace(mention, time=replace(time, as_stated=mention.time.as_stated)) if time else mention


# Times of day ----------------------------------------------------------------------------------


def _with_days(mentions: Sequence[TimeMention]) -> list[TimeMention]:
    """Give each time of day the day named beside it in its sentence, else the one last named before it."""
    found: list[TimeMention] = []
    last: TimeMention | None = None
    for i, mention in enumerate(mentions):
        if mention.time.kind == "time":
            following = mentions[i + 1] if i + 1 < len(mentions) else None
            found.append(_on_day(mention, last, following))
            continue
        if _is_day(mention) and mention.role != "dateline":
            last = mention
        elif last is not None and mention.sentence - last.sentence > 3:
            last = None
        found.append(mention)
    return found


def _is_day(mention: TimeMention) -> bool:
    return mention.time.kind == "date" and mention.time.precision == "day" and mention.time.earliest is not None


def _on_day(clock: TimeMention, last: TimeMention | None, following: TimeMention | None) -> TimeMention:
    if (
        following is not None
        and following.sentence == clock.sentence
        and _is_day(following)
        and following.start - clock.end < 12
    ):
        its_day, beside = following, True
    elif last is not None and clock.sentence - last.sentence <= 2:
        its_day, beside = last, last.sentence == clock.sentence
    else:
        return clock
    date = its_day.time.earliest or its_day.time.latest
    if date is None:
        return clock
    stated = beside and its_day.time.basis == "stated"
    time = replace(
        clock.time,
        value=f"{date.isoformat()}{clock.time.value}",
        earliest=date,
        latest=date,
        basis="stated" if stated else "derived",
        anchor=None if stated else its_day.time.anchor if beside else f"“{its_day.time.as_stated}” in the text",
        reason=None if beside else "the day is the one named before it",
    )
    return replace(clock, time=time)
