"""Expressions of time and what they fix: dates, ranges, weekdays, seasons, durations, sets. Events are not found here.

An expression is resolved only as far as the text and its date allow; the rest is left open with the
reason. finding puts the parts together: the readers (dates, relative, durations, clock), what they count
from (context, dateline, tense), and what belongs together (joining). Values are EDTF; timex writes them
as the annotation schemes do.
"""

from briefgen.language.times.dateline import behind_dateline, find_dateline
from briefgen.language.times.finding import find_times
from briefgen.language.times.mentions import Role, TimeMention, iter_dated, iter_single, names_a_thing
from briefgen.language.times.timex import tei_value, timex_value

__all__ = [
    "Role",
    "TimeMention",
    "behind_dateline",
    "find_dateline",
    "find_times",
    "iter_dated",
    "iter_single",
    "names_a_thing",
    "tei_value",
    "timex_value",
]
