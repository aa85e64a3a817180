"""What changed between two editions of a brief, told by facts and their meaning. Neither reads files nor prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefgen.comparison import kinds, outcomes, pairing
from briefgen.comparison.records import KINDS, Comparison, Difference
from briefgen.model import Facts

__all__ = ["KINDS", "Comparison", "Difference", "compare", "lacking"]


def compare(before: Facts, after: Facts) -> Comparison:
    """The differences from one set of facts to another, by section in the order of a brief.

    Facts with one id are the same. Others are paired by what they are about: equal ones are the same, the others
    have changed. What finds no partner is withdrawn, or new. A new conflict over what stood unopposed is
    "contradicted", a question that the later facts answer is "answered". Near-linear in the number of facts.
    """
    same, found = 0, list[Difference]()
    for section in kinds.SECTIONS:
        paired = pairing.paired(section.of(before), section.of(after), section)
        same += len(paired.same)
        found.extend(_differences(section, paired))
    told = outcomes.told(tuple(found), before, after)
    return Comparison(tuple(sorted(told, key=lambda d: KINDS.index(d.kind))), same)


def lacking(facts: Facts, others: Facts) -> Facts:
    """The facts without those that the others are about as well, whether or not they say the same of it."""
    left: dict[str, Any] = {}
    for section in kinds.SECTIONS:
        paired = pairing.paired(section.of(others), section.of(facts), section)
        gone = {fact.id for _, fact in (*paired.same, *paired.changed)}
        left[section.shelf] = tuple(fact for fact in section.of(facts) if fact.id not in gone)
    return replace(facts, **left)


def _differences(section: kinds.Section, paired: pairing.Pairs) -> Iterator[Difference]:
    for old, new in paired.changed:
        yield Difference("changed", section.name, section.tell(old), section.tell(new), old, new)
    for new in paired.new:
        yield Difference("new", section.name, None, section.tell(new), None, new)
    for old in paired.gone:
        yield Difference("withdrawn", section.name, section.tell(old), None, old, None)
