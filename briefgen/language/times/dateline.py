"""The date under which a text says it was filed. It anchors the text when nobody else knows the publication date."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.language.expressions import Expression
from briefgen.language.times.grammar import DAY, MONTH, WEEKDAY_LEAD, YEAR, spaced
from briefgen.language.times.values import day, month_number
from briefgen.text import Sentence

_HEAD = 8  # sentences in which a dateline can stand: a headline, a kicker, a byline, the date
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """A stated date of filing and where it stands."""

    date: dt.date
    start: int
    end: int


@functools.cache
def _forms() -> tuple[re.Pattern[str], ...]:
    dates = (
        rf"{WEEKDAY_LEAD}{MONTH} {DAY},? {YEAR}",
        rf"{WEEKDAY_LEAD}{DAY} {MONTH},? {YEAR}",
        r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)",
    )
    lead = r"(?:(?:(?i:last )?(?i:published|updated|posted|issued|released|dated?|filed)(?i: on)?:? )|By [^\n|.]{3,60}?(?:,| \||\n) ?|[A-Z][^\n|.]{1,40} \| )?"
    time = r"(?:,?(?: at)? \d\d?:\d\d(?: ?[APap]\.?[Mm]\.?)?(?: [A-Z]{2,4})?)?"
    place = r"[A-Z][\w.’' -]{1,40}(?:, [A-Z][\w.’' -]{1,30})?(?:, | \(|,? )"
    alone = (rf"{lead}(?P<x>{date}){time}\.?$" for date in dates)
    before_text = (rf"(?:{place})?(?P<x>{date})\)?(?: \([A-Z][\w /.-]{{1,30}}\))? ?(?:—|–|--|-) " for date in dates)
    return tuple(re.compile(spaced(form)) for form in (*alone, *before_text))


def find_dateline(text: str, sentences: Sequence[Sentence]) -> Dateline | None:
    """The date that stands alone on a line near the top, or before the dash that opens a report; None without one."""
    for sentence in sentences[:_HEAD]:
        stop = min(sentence.end, sentence.start + _LONGEST)
        for form in _forms():
            match = form.match(text, sentence.start, stop)
            if match is None or (match.end() == stop and stop < sentence.end):
                continue
            month = int(match.group("m")) if match.group("m").isdigit() else month_number(match.group("m"))
            time = day(int(match.group("y")), month, int(match.group("d")))
            if time is not None and time.earliest is not None:
                return Dateline(time.earliest, *match.span("x"))
    return None


_DASH = Expression(r"\)?\s{0,3}(?:\([^()\n]{1,40}\)\s{0,3})?(?:—|–|-{1,2})\s{1,3}")


def behind_dateline(text: str, end: int) -> int:
    """Where the report begins behind a dateline that ends at an offset: past its agency and its dash."""
    dash = _DASH.match(text, end)
    return dash.end() if dash else end
