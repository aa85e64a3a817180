"""Results of votes: "voted 9 to 4", "by 52 votes to 48", "a 7–2 ruling"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefgen.language.expressions import Expression
from briefgen.language.quantities.numerals import FIRST, numeral_at

_NAMED = Expression(r"\svotes?\b")
_AGAINST = Expression(rf"(?:\sto\s|\sagainst\s|\s?[-‑–—]\s?)(?={FIRST})")
_CAST = Expression(
    r"\b(?:vot(?:e[sd]?|ing)|ballot)(?:\s(?:by|of|was|were|ended|tied|at|in\sfavou?r|for\sit|against\sit|narrowly|a|margin|count)){0,4}\s$"
)
_DECIDED = Expression(r"\s(?:[a-z]+\s)?(?:vote|margin|majority|decision|ruling|verdict|split)\b")
_MOST = Decimal(1_000_000_000)
_BACK = 60


@dataclass(frozen=True, slots=True)
class Vote:
    """A result that stands at start..end, with the number of those in favour."""

    start: int
    end: int
    value: Decimal


def vote_at(text: str, start: int, limit: int) -> Vote | None:
    """The result of a vote that begins at start and ends before limit; None where two numbers are none."""
    first = numeral_at(text, start)
    if first is None or first.value != first.value.to_integral_value():
        return None
    named = _NAMED.match(text, first.end)
    against = _AGAINST.match(text, named.end() if named else first.end)
    second = numeral_at(text, against.end()) if against else None
    if second is None or second.end > limit or max(first.value, second.value) > _MOST:
        return None
    told = named or _NAMED.match(text, second.end) or _CAST.search(text, max(0, start - _BACK), start)
    if not told and not (text[first.end : first.end + 1] in "-‑–—" and _DECIDED.match(text, second.end)):
        return None
    behind = _NAMED.match(text, second.end)
    return Vote(start, behind.end() if behind else second.end, first.value)
