"""Which key points are one: each with the first before it that tells the same, and with those that a conflict sets beside it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.joining.points.gists import Place
from briefgen.joining.points.likeness import CLOSE, Member, count_the_same, members, tell_the_same
from briefgen.model import Conflict, Facts

_COMPARED = 3  # of the members of a cluster, those that weigh most


@dataclass(slots=True)
class Cluster:
    """Members that tell the same, the one that weighs most first, and others that differ in a number or a day only."""

    members: list[Member] = field(default_factory=list)
    differing: list[Member] = field(default_factory=list)

    @property
    def leader(self) -> Member:
        """The member that weighs most."""
        return self.members[0]


def clusters(facts: Facts) -> list[Cluster]:
    """The points as clusters, those that weigh most first. Linear but for what the documents have in common."""
    index = _Index.of(members(facts))
    disputed = _disputed(facts)
    made: list[Cluster] = []
    for number, member in enumerate(index.members):
        near = [made[i] for i in index.near(number)]
        if (same := next((c for c in near if _is_same(member, c)), None)) is not None:
            same.members.append(member)
        elif (other := next((c for c in near if _is_beside(member, c.leader, disputed)), None)) is not None:
            other.differing.append(member)
        else:
            made.append(Cluster([member]))
            index.add(number, len(made) - 1)
    return made


@dataclass(slots=True)
class _Index:
    """Finds the clusters whose leader may tell the same as a point: they share one of its rarer words."""

    members: Sequence[Member]
    rarer: Sequence[Sequence[str]]
    holders: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, members: Sequence[Member]) -> _Index:
        """Two points that have a share of all their words in common share one of the rest of each, rarest first."""
        counts = Counter(word for member in members for word in member.words)
        rarer = []
        for member in members:
            ordered = sorted(member.words, key=lambda word: (counts[word], word))
            rarer.append(ordered[: len(ordered) - math.ceil(CLOSE * len(ordered)) + 1])
        return cls(members, rarer)

    def near(self, number: int) -> list[int]:
        """The clusters, by number, in the order in which they were made."""
        return sorted({cluster for word in self.rarer[number] for cluster in self.holders.get(word, ())})

    def add(self, number: int, cluster: int) -> None:
        """Let a cluster be found by the words of its first member."""
        for word in self.rarer[number]:
            self.holders.setdefault(word, []).append(cluster)


def _is_same(member: Member, cluster: Cluster) -> bool:
    """Whether a point tells what those of a cluster do, each of another document."""
    if any(other.document_id == member.document_id for other in cluster.members):
        return False
    compared = cluster.members[:_COMPARED]
    return all(tell_the_same(member, other) and count_the_same(member.gist, other.gist) for other in compared)


def _disputed(facts: Facts) -> dict[Place, frozenset[str]]:
    """The sentences about which sources differ, each with the ids of what differs there."""
    found: dict[Place, set[str]] = {}
    for conflict in facts.conflicts:
        for place in _sides(conflict):
            found.setdefault(place, set()).add(conflict.id)
    for event in facts.events:
        for dating in event.also_dated:
            for span in (event.what, dating.span):
                found.setdefault(span.place, set()).add(event.id)
    return {place: frozenset(ids) for place, ids in found.items()}


def _sides(conflict: Conflict) -> Iterator[Place]:
    for span in (*conflict.spans, *(side.span for side in conflict.sides)):
        yield span.document_id, span.sentence


def _is_beside(one: Member, two: Member, disputed: Mapping[Place, frozenset[str]]) -> bool:
    """Whether a point differs from another in numbers or days only, and the brief sets the two beside each other."""
    if one.document_id == two.document_id or not _disputes(one, disputed) & _disputes(two, disputed):
        return False
    return tell_the_same(one, two)


def _disputes(member: Member, disputed: Mapping[Place, frozenset[str]]) -> frozenset[str]:
    its = (disputed.get(s.place, frozenset()) for s in member.point.spans)
    return frozenset().union(*its)
