"""Which facts a brief of several documents shows: those that most sources carry and that the key points rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from briefgen.model import Fact, Facts, Support

F = TypeVar("F", bound=Fact)


class Choice:
    """What weighs in some facts. Those of one document come in its order, the first of them are shown."""

    def __init__(self, facts: Facts) -> None:
        self.several = len(facts.documents) > 1
        self._rank: dict[tuple[str, int], int] = {}
        for point in sorted(facts.key_points, key=lambda p: p.rank):
            for span in point.spans:
                self._rank.setdefault(span.place, point.rank)
        self._last = len(facts.key_points) + 1

    def of(self, facts: Iterable[F], most: int) -> tuple[F, ...]:
        """At most so many, in their order: of several documents those that more sources carry, then those of the first points."""
        all_ = tuple(facts)
        places = sorted(range(len(all_)), key=lambda place: (*self.weight(all_[place]), place))
        return tuple(all_[place] for place in sorted(places[:most]))

    def first(self, facts: Iterable[F], most: int) -> tuple[F, ...]:
        """The same, the weightiest first: for what is listed by weight."""
        return tuple(sorted(facts, key=self.weight)[:most])

    def weight(self, fact: Fact) -> tuple[int, int]:
        """The smaller, the sooner a fact is shown; the facts of one document all weigh the same."""
        if not self.several:
            return (0, 0)
        support: Support | None = getattr(fact, "support", None)
        reports = support.independent if support else 1
        ranks = (self._rank.get(s.place, self._last) for s in fact.spans)
        return (-reports, min(ranks, default=self._last))
