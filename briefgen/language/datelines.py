"""The dateline at the head of a report: place, day, agency, a dash. Where it ends; what it says is read elsewhere."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"[A-Z][\w.’'-]*(?:,? (?:[A-Z][\w.’'-]*|of|and|de))*"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
    r"(?:,? (?:\([^()\n]{2,30}\)|/[^/\n]{2,30}/))?,?(?: ?[—–]| ?--| -) ?(?=[A-Z“\"‘])"
    r"|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:[A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8},? \d{4})\s+(?=[A-Z“\"‘])"
)
_LONGEST = 80  # characters


def dateline_end(text: str, start: int, end: int) -> int:
    """The offset behind the dateline that stands at start; start itself when none does."""
    match = _DATELINE.match(text, start, min(end, start + _LONGEST))
    return match.end() if match else start
