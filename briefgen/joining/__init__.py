"""From the facts of each document to the facts of all: what is told twice is told once, what differs stands side by side."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.joining import copies
from briefgen.model import Facts

Step = Callable[[Facts], Facts]

STEPS: tuple[Step, ...] = (copies.group,)


def join(facts: Facts) -> Facts:
    """The facts of several documents joined; those of one document as they are.

    Every step sees what the steps before it joined, and keeps each citation: no span is lost, none is made.
    """
    if len(facts.documents) < 2:
        return facts
    for step in STEPS:
        facts = step(facts)
    return facts
