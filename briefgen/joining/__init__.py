"""From the facts of each document to the facts of all: what is told twice is told once, what differs stands side by side."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.joining import answers, copies, denials, entities, events, figures, points
from briefgen.joining.entities import NO_RULES, NameRules
from briefgen.model import Facts

Step = Callable[[Facts], Facts]

STEPS: tuple[Step, ...] = (figures.join, events.join, denials.join, answers.join, points.join)


def join(facts: Facts, rules: NameRules = NO_RULES) -> Facts:
    """The facts of several documents joined; those of one document as they are, unless rules say who is the same.

    First copies are told, then who is who; every step after that sees what the steps before it joined,
    and keeps each citation: no span is lost, none is made.
    """
    if len(facts.documents) < 2:
        return entities.merge(facts, rules) if rules else facts
    facts = entities.merge(copies.group(facts), rules)
    for step in STEPS:
        facts = step(facts)
    return facts
