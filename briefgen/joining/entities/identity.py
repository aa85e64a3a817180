"""Who is the same as whom so far, and who may never be: what a person ruled out, and whom one document tells apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from briefgen.joining.entities.actors import Actor
from briefgen.joining.sets import DisjointSets


class Identity:
    """The actors in sets of those who are the same. apart holds pairs of numbers that are never of one set."""

    def __init__(self, actors: Sequence[Actor], apart: Iterable[tuple[int, int]] = ()) -> None:
        self._sets = DisjointSets(len(actors))
        self._members = {actor.number: [actor] for actor in actors}
        self._apart: dict[int, set[int]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def of(self, actor: Actor) -> int:
        """The number of the set of an actor."""
        return self._sets.find(actor.number)

    def members(self, number: int) -> Sequence[Actor]:
        """All actors of a set."""
        return self._members[self._sets.find(number)]

    def unite(self, one: int, other: int) -> None:
        """Make one of two sets, unless somebody said that members of them are not the same."""
        first, second = sorted((self._sets.find(one), self._sets.find(other)))
        if first == second or self._are_apart(first, second):
            return
        self._sets.unite(first, second)
        self._members[first] += self._members.pop(second)

    def unite_all(self, actors: Sequence[Actor]) -> None:
        """Make one set of those of some actors, as far as nobody said that they are not the same."""
        for actor in actors[1:]:
            self.unite(actors[0].number, actor.number)

    def unite_loosely(self, one: int, other: int) -> None:
        """The same for names that are only alike: never when one document has an actor of each."""
        if not self.share_a_document(one, other):
            self.unite(one, other)

    def share_a_document(self, one: int, other: int) -> bool:
        """True when some document tells members of two sets apart."""
        documents = {actor.document for actor in self.members(one)}
        return any(actor.document in documents for actor in self.members(other))

    def from_fuller(self, actors: Iterable[Actor]) -> Iterator[Actor]:
        """The fullest name of each set, the fullest first; a set that was joined with a fuller one meanwhile is left out."""
        seen: set[int] = set()
        for actor in sorted(actors, key=lambda actor: (-actor.size, actor.form, actor.number)):
            if self.of(actor) not in seen:
                yield actor
            seen.add(self.of(actor))

    def sets(self) -> tuple[tuple[Actor, ...], ...]:
        """The sets, each in the order of the actors."""
        return tuple(tuple(sorted(its, key=lambda actor: actor.number)) for _, its in sorted(self._members.items()))

    def _are_apart(self, one: int, other: int) -> bool:
        if not self._apart:
            return False
        numbers = {actor.number for actor in self._members[other]}
        return any(self._apart.get(actor.number, set()) & numbers for actor in self._members[one])


def parts(actors: Sequence[Actor], tell: Callable[[Actor], str | None]) -> list[list[Actor]]:
    """Namesakes in parts by what tells them apart: all in one where nothing does.

    Whoever it is not known of belongs to the one part there is, and stands alone beside several.
    """
    known: dict[str, list[Actor]] = {}
    unknown: list[Actor] = []
    for actor in actors:
        value = tell(actor)
        if value is None:
            unknown.append(actor)
        else:
            known.setdefault(value, []).append(actor)
    if len(known) < 2:
        return [list(actors)]
    return [*known.values(), *([actor] for actor in unknown)]


def by_form(actors: Iterable[Actor], form: Callable[[Actor], str]) -> dict[str, list[Actor]]:
    """The actors by something that they are called."""
    buckets: dict[str, list[Actor]] = {}
    for actor in actors:
        buckets.setdefault(form(actor), []).append(actor)
    return buckets
