"""Ages of people: "aged 55", "a 49-year-old", "Ana Silva, 49, said"."""

from __future__ import annotations

import re

from briefgen.language.expressions import Expression
from briefgen.language.quantities.context import words_before

_BEHIND = Expression(r"[-\s]years?(?:[-\s]olds?|\s+of\s+age)\b", re.IGNORECASE)
_LED = (" aged", " age", " ages", " age of", " ages of", " as young as", " as old as")
_DIED = (" died at", " dies at", " dead at")
_SPAN = frozenset(("between", "from"))
_INFANT = Expression(r"\s(?:month|week|day|hour)s?\b")
_NAME_BEFORE = Expression(r"[A-Z][\w’'-]+(?:,\s|\s\()$")
_CLOSED = Expression(r"(?=,(?!\s?\d)|\))")
_MONTH = Expression(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*,?\s\(?$")


def age_end(text: str, start: int, end: int, value: int, *, in_digits: bool) -> int | None:
    """Where the age ends whose number stands at start..end; None where it is no age."""
    if not 0 < value <= 120:
        return None
    behind = _BEHIND.match(text, end)
    if behind is not None:
        return behind.end()
    words = words_before(text, start)
    words = words[bool(words) and words[0].lower() in _SPAN :]
    led = f" {' '.join(reversed(words)).lower()}"
    if (led.endswith(_LED) or (led.endswith(_DIED) and in_digits and value > 12)) and not _INFANT.match(text, end):
        return end
    if text[end : end + 1] not in (",", ")"):
        return None
    before = text[max(0, start - 32) : start]
    named = in_digits and 9 < value < 110 and _NAME_BEFORE.search(before) and not _MONTH.search(before)
    opened = before.endswith("(")
    if named and _CLOSED.match(text, end) and (text[end] == ")") == opened:
        return end
    return None
