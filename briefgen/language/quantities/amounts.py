"""A number together with its currency or unit, and two of them as a range. What is counted is read elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from briefgen.language.expressions import Expression
from briefgen.language.quantities.context import place_of, words_before
from briefgen.language.quantities.modifiers import change_to
from briefgen.language.quantities.numerals import Numeral, numeral_at
from briefgen.language.quantities.record import Change, Comparator, Quantity
from briefgen.language.quantities.units import Unit, currency_after, currency_before, unit_after

_JOIN = Expression(r"(?P<dash>\s?[–—−-]\s?)|\s+(?P<word>to|and|or)\s+(?:as\s+(?:many|much|high)\s+as\s+)?")
_ALONE = Expression(r"\s(?:in|for|per|an?|at|and|each|or|on)\b|\s?[.,;)]|\s*$")
_LIKE_A_PHONE = Expression(r"[-–]\d")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number, or two that bound a range, with the unit; start..end covers all of it.

    kind is "money", "share", "measure" or "" where no unit is written. bare tells that nothing but
    a plain run of digits is there. joined is the word or dash between the ends of a range, change
    tells which way it went ("rose from 5% to 7%").
    """

    start: int
    end: int
    value: Decimal
    top: Decimal | None
    unit: str | None
    kind: str
    in_digits: bool
    bare: bool
    joined: str = ""
    change: Change | None = None

    def as_quantity(
        self,
        rule: str,
        sentence: int,
        *,
        start: int,
        end: int,
        comparator: Comparator,
        unit: str | None,
        counts: str | None,
        period: str | None = None,
        change: Change | None = None,
    ) -> Quantity:
        """The quantity of this amount, which stands at start..end with its comparator and its noun."""
        whole = Quantity(
            start, end, sentence, min(start, self.start), self.end, "given", rule,
            unit=unit, counts=counts, period=period, change=change or self.change,
        )  # fmt: skip
        if self.top is not None:
            return replace(whole, low=self.value, high=self.top, comparator="range")
        return replace(whole, value=self.value, comparator=comparator)


def amount_at(text: str, start: int, limit: int) -> Amount | None:
    """The amount that begins at start, a range where two numbers are joined; None where no number begins."""
    first = _single(text, start)
    if first is None or first.end > limit:
        return None
    led = next((word.lower() for word in words_before(text, start)[:1]), "")
    joined = _ranged(text, first, led, limit)
    if joined is None:
        return first
    if led not in ("between", "from"):
        return joined
    begin = place_of(text, start, 1)
    return replace(joined, start=begin, change=change_to(text, begin) if led == "from" else None)


def _single(text: str, start: int) -> Amount | None:
    money = currency_before(text, start)
    number = numeral_at(text, money[0] if money else start, money=money is not None)
    if number is None:
        return None
    unit = _unit(text, number)
    if money is not None:
        end = unit.end if unit and unit.kind == "money" else number.end
        name = unit.name if unit and unit.kind == "money" and money[1] == "$" else money[1]
        return Amount(start, end, number.value, None, name, "money", True, False)
    if unit is not None:
        return Amount(start, unit.end, number.value, None, unit.name, unit.kind, number.in_digits, False)
    return Amount(start, number.end, number.value, None, None, "", number.in_digits, number.bare)


def _unit(text: str, number: Numeral) -> Unit | None:
    unit = currency_after(text, number.end) or unit_after(text, number.end)
    if unit is not None and unit.kind == "measure" and not number.in_digits and text[unit.end - 1 : unit.end].isupper():
        return None  # "one MP" is a person
    return unit


def _ranged(text: str, first: Amount, led: str, limit: int) -> Amount | None:
    """The range that first opens, or None. A dash or "to" joins, "and" only behind "between"."""
    join = _JOIN.match(text, first.end)
    if join is None:
        return None
    word = join.group("word") or "-"
    if (word == "and") != (led == "between"):
        return None
    second = _single(text, join.end())
    if (
        second is None
        or second.end > limit
        or not _agree(first, second, word, alone=_ALONE.match(text, second.end) is not None)
    ):
        return None
    low, top = first.value, second.value
    scale = _scale(text, second)
    if scale > 1 and first.bare and low < top / scale:
        low *= scale
    if low > top and led == "from" and word == "to":
        low, top = top, low
    if low >= top or (word == "-" and _LIKE_A_PHONE.match(text, second.end)):
        return None
    unit, kind = (second.unit, second.kind) if second.unit else (first.unit, first.kind)
    bare = first.bare and second.bare
    return Amount(first.start, second.end, low, top, unit, kind, first.in_digits, bare, word)


def _agree(first: Amount, second: Amount, word: str, *, alone: bool) -> bool:
    """True when two amounts can be the ends of one range: "$5 to 20 people" gave five dollars to twenty.

    alone tells that the second counts nothing.
    """
    if word == "or":
        return first.kind == second.kind == "" and second.value - first.value <= max(Decimal(5), first.value / 2)
    if first.kind == second.kind:
        return first.kind == "money" or not first.unit or first.unit == second.unit
    if not first.kind:
        return True
    return not second.kind and (word == "-" or (first.kind == "money" and (alone or not second.bare)))


def _scale(text: str, amount: Amount) -> int:
    number = numeral_at(text, amount.start, money=amount.kind == "money")
    money = currency_before(text, amount.start)
    if money is not None:
        number = numeral_at(text, money[0], money=True)
    return number.scale if number else 1
