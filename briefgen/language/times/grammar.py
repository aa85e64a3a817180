"""The pieces of which the patterns of times are made, and a pattern with its reader. No pattern is matched here.

A space in a pattern stands for any white space; the group x is the expression itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefgen.language.expressions import Expression
from briefgen.language.times.context import Context
from briefgen.language.times.values import MONTHS, WEEKDAYS
from briefgen.model import Time

Reader = Callable[[re.Match[str], Context], Time | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression, the reader of its matches, and the kind of word without which it cannot match."""

    trigger: str
    expression: str
    read: Reader

    def compiled(self) -> re.Pattern[str]:
        """The expression ready for matching; none is compiled before one is needed."""
        return re.compile(spaced(self.expression))


def spaced(expression: str) -> str:
    """The expression with " " for some white space and " ?" for white space or none."""
    return expression.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")


_LONG = [m.capitalize() for m in MONTHS]
_SHORT = r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
_NAMED = "|".join([*_LONG, *(m.upper() for m in MONTHS)])
MONTH = rf"(?P<m>{_NAMED}|{_SHORT})"
MONTH_NAME = (
    rf"(?P<m>{'|'.join(m for m in _LONG if m not in ('May', 'March'))}|Sept\.?|Oct\.|Nov\.|Dec\.|Jan\.|Feb\.|Aug\.)"
)
_DAYS = [d.capitalize() for d in WEEKDAYS]
WEEKDAY = rf"(?P<wd>{'|'.join([*_DAYS, *(d.upper() for d in _DAYS)])})"
WEEKDAY_LEAD = rf"(?:(?P<wd>{'|'.join([*_DAYS, *(d.upper() for d in _DAYS)])}|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?)(?:, | |,))?"
DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])"
DIGITS_OF_YEAR = r"(?P<y>(?:1\d|20)\d\d)"
YEAR = DIGITS_OF_YEAR + r"(?!\d)"
NUMBER = (
    r"(?P<n>(?i:\d{1,3}(?:\.\d)?|half an?|an?|one|(?:a )?couple(?: of)?|a dozen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|"
    r"three|four|five|six|seven|eight|nine))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|several|a few|few|some|many|dozens of|hundreds of|thousands of)"
    r"(?P<half> and a half)?)"
)
UNIT = r"(?P<u>(?i:second|minute|hour|day|week|month|quarter|year|decade|century|centurie))"
EDGE = r"(?P<e>(?i:early|late|mid|(?:the )?(?:very )?(?:end|beginning|start|middle|close) of)(?: |-|(?<=mid))(?i:the |in the |in )?)?"
PART = r"(?P<part> (?i:morning|afternoon|evening|night))?"

EDGE_WORDS = Expression(r"early|late|mid|end|beginning|start|middle|close", re.IGNORECASE)


def edge_reason(match: re.Match[str]) -> str | None:
    """Why a time with "early", "the end of" … is not exact; None when it has no such word."""
    lead = match.groupdict().get("e")
    word = EDGE_WORDS.search(lead) if lead else None
    return f"“{word.group().lower()}”: how much of it is not said" if word else None
