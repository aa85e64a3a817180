"""Quantities with a written unit: money, shares and measures, and what they are of. Counts are read elsewhere."""

from __future__ import annotations

from dataclasses import replace

from briefgen.language.expressions import Expression
from briefgen.language.quantities.amounts import Amount
from briefgen.language.quantities.context import words_before
from briefgen.language.quantities.counted import Counted, counted_after, is_change, moved_by, paid_for, part_of
from briefgen.language.quantities.modifiers import change_of
from briefgen.language.quantities.passage import Passage, bounds_of, rate_of
from briefgen.language.quantities.record import Quantity

_MINUS = Expression(r"(?<![^\s(“\"‘'])(?:[Mm]inus\s|[−-])$")
_SIGNED_UNITS = frozenset(("%", "degrees", "°C", "°F"))
_ONE_THING = frozenset("a an the its their this that his her another our".split())


def sum_of(passage: Passage, amount: Amount) -> Quantity | None:
    """The quantity that an amount with a unit makes; None where the unit is part of a longer word."""
    text = passage.text
    if text[amount.end : amount.end + 1].isalnum():
        return None
    signed = (
        _MINUS.search(text[max(0, amount.start - 7) : amount.start])
        if amount.unit in _SIGNED_UNITS or amount.kind == "money"
        else None
    )
    bounds = bounds_of(passage, amount.start - (len(signed.group()) if signed else 0), amount.end)
    counted = _of_what(passage, amount, bounds.end)
    stop, unit, period = rate_of(passage, counted.end if counted else bounds.end, amount.unit)
    if period is None and unit == amount.unit and counted is not None:
        _, unit, period = rate_of(passage, amount.end, unit)  # "$5 a day in aid"
    quantity = amount.as_quantity(
        f"figures.{amount.kind}",
        passage.sentence.index,
        start=bounds.start,
        end=stop,
        comparator=bounds.comparator,
        unit=unit,
        counts=counted.phrase if counted else None,
        period=period,
        change=change_of(text, bounds.start, amount.end, amount.kind),
    )
    if signed is not None and quantity.value is not None:
        return replace(quantity, value=-quantity.value)
    return quantity


def _of_what(passage: Passage, amount: Amount, end: int) -> Counted | None:
    """ "$15 million in aid", "a $40 billion contract", "a 25% stake", "a 5% increase in prices", "20 tonnes of grain"."""
    text, limit, tags = passage.text, passage.sentence.end, passage.tags
    counted = (paid_for if amount.kind == "money" else part_of)(text, end, limit, tags)
    if counted is not None or amount.kind == "measure":
        return counted
    if is_change(text, end):
        return moved_by(text, end, limit, tags)
    if _ONE_THING.isdisjoint(word.lower() for word in words_before(text, amount.start)[:2]):
        return None
    return counted_after(text, end, limit, tags, singular=True)
