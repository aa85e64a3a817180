"""Ages of people: "aged 55", "a 49-year-old", "Ana Silva, 49, said"."""

from __future__ import annotations

import re

_BEHIND = re.compile(r"[-\s]years?(?:[-\s]olds?|\s+of\s+age)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:aged|ages?|the\s+ages?\s+of|as\s+(?:young|old)\s+as)\s+(?:between\s+|from\s+)?$", re.IGNORECASE)
_INFANT = re.compile(r"\s(?:month|week|day|hour)s?\b")
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]+(?:,\s|\s\()$")
_CLOSED = re.compile(r"(?=,(?!\s?\d)|\))")
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*,?\s\(?$")


def age_end(text: str, start: int, end: int, value: int, *, in_digits: bool) -> int | None:
    """Where the age ends whose number stands at start..end; None where it is no age."""
    if not 0 < value <= 120:
        return None
    behind = _BEHIND.match(text, end)
    if behind is not None:
        return behind.end()
    before = text[max(0, start - 32) : start]
    if _BEFORE.search(before) and not _INFANT.match(text, end):
        return end
    named = in_digits and 9 < value < 110 and _NAME_BEFORE.search(before) and not _MONTH.search(before)
    opened = before.endswith("(")
    if named and _CLOSED.match(text, end) and (text[end] == ")") == opened:
        return end
    return None
