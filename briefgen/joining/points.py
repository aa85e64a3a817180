"""Key points over documents: what several tell is told once, with all its citations, and the rank is that of the whole set."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.joining.corroboration import Witness, origin, speaker_of, support
from briefgen.joining.gists import Gist, Mentions, Place, gist
from briefgen.language.cues import opposites
from briefgen.language.stems import repeated, stems_of
from briefgen.model import Conflict, Facts, KeyPoint, ScorePart

SUPPORT_WEIGHT = 1.0  # for each doubling of the independent sources
REPEAT_WEIGHT = 2.0  # off for what has been told already, as among the points of one document
REPEATS = 0.85  # a point that shares this much with those before it comes behind all others
_ALIKE = 0.55  # share of the words of content of the shorter point that the longer has, too
_CLOSE = 0.35  # share of all their words of content that two points have in common
_DOUBT = frozenset({"non-disclosure", "contested"})


def join(facts: Facts) -> Facts:
    """The facts with each point once, with the citations of all who tell it, ranked over the whole set.

    Two points are one when they tell the same act of the same, with the same numbers and days. One that differs
    in a number or a day only, of which a conflict shows both, is told by the conflict: the better supported text
    stays. A point's text is that of the member whose words most of the others have, too. The order of the
    documents changes nothing.
    """
    if not facts.key_points:
        return facts
    clusters = _clusters(facts)
    told = [_told(facts, cluster) for cluster in clusters]
    return replace(facts, key_points=tuple(_ranked(told)))


# Which points are one --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Member:
    """A point of one document, what it says, and how much it weighs there."""

    point: KeyPoint
    gist: Gist
    words: frozenset[str]
    score: float

    @property
    def document_id(self) -> str:
        return self.point.spans[0].document_id


@dataclass(slots=True)
class _Cluster:
    """Members that tell the same, the one that weighs most first."""

    members: list[_Member] = field(default_factory=list)

    @property
    def leader(self) -> _Member:
        return self.members[0]


def _clusters(facts: Facts) -> list[_Cluster]:
    """The points in the order of their weight, each with the first before it that tells the same."""
    index = _Index.of(_members(facts))
    disputed = _disputed(facts)
    clusters: list[_Cluster] = []
    for number, member in enumerate(index.members):
        near = [clusters[i] for i in index.near(number)]
        same = next((c for c in near if _is_same(member, c)), None)
        if same is not None:
            same.members.append(member)
        elif not any(_is_told_by_conflict(member, c.leader, disputed) for c in near):
            clusters.append(_Cluster([member]))
            index.add(number, len(clusters) - 1)
    return clusters


def _members(facts: Facts) -> list[_Member]:
    mentions = Mentions.of(facts)
    members = []
    for point in facts.key_points:
        its = gist(point, mentions)
        members.append(_Member(point, its, its.stems | its.names, math.fsum(part.value for part in point.score)))
    return sorted(members, key=lambda m: (-m.score, m.point.text, m.document_id))


@dataclass(slots=True)
class _Index:
    """Finds the clusters whose leader may tell the same as a point: they share one of its rarer words."""

    members: Sequence[_Member]
    rarer: Sequence[Sequence[str]]
    holders: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, members: Sequence[_Member]) -> _Index:
        """Two points that have a share of all their words in common share one of the rest of each, rarest first."""
        counts = Counter(word for member in members for word in member.words)
        rarer = []
        for member in members:
            ordered = sorted(member.words, key=lambda word: (counts[word], word))
            rarer.append(ordered[: len(ordered) - math.ceil(_CLOSE * len(ordered)) + 1])
        return cls(members, rarer)

    def near(self, number: int) -> list[int]:
        """The clusters, by number, in the order in which they were made."""
        return sorted({cluster for word in self.rarer[number] for cluster in self.holders.get(word, ())})

    def add(self, number: int, cluster: int) -> None:
        for word in self.rarer[number]:
            self.holders.setdefault(word, []).append(cluster)


def _is_same(member: _Member, cluster: _Cluster) -> bool:
    """Whether a point tells what those of a cluster do, each of another document."""
    if any(other.document_id == member.document_id for other in cluster.members):
        return False
    return all(
        _tell_the_same(member, other) and _count_the_same(member.gist, other.gist) for other in cluster.members[:3]
    )


def _tell_the_same(one: _Member, two: _Member) -> bool:
    """Whether two points tell the same act of the same, as far as numbers and days are left aside."""
    if one.point.text == two.point.text:
        return True
    kinds = {one.point.kind, two.point.kind}
    if len(kinds) > 1 and kinds & _DOUBT or one.gist.denies != two.gist.denies or one.gist.doubts != two.gist.doubts:
        return False
    common = len(one.words & two.words)
    if common < _ALIKE * min(len(one.words), len(two.words)) or common < _CLOSE * len(one.words | two.words):
        return False
    return _share_an_act(one.gist, two.gist) and not _contradict(one, two) and not _differ_in_roles(one.gist, two.gist)


def _share_an_act(one: Gist, two: Gist) -> bool:
    """Whether they tell one act, and none of theirs as done in one and planned or not done in the other."""
    ours = {act.name for act in one.acts} & {act.name for act in two.acts}
    if not ours:
        return False
    return all({a for a in one.acts if a.name == name} & {a for a in two.acts if a.name == name} for name in ours)


def _contradict(one: _Member, two: _Member) -> bool:
    """Whether a word of one is turned round in the other: approved, rejected."""
    ours, theirs = (set(m.point.text.lower().replace(",", " ").replace(".", " ").split()) for m in (one, two))
    return any(opposites().get(word, frozenset()) & (theirs - ours) for word in ours - theirs)


def _differ_in_roles(one: Gist, two: Gist) -> bool:
    """Whether one place in the sentence holds a name in each, and another one: "in Oslo", "in Bergen"."""
    for role in sorted(one.roles.keys() & two.roles.keys()):
        ours, theirs = one.roles[role], two.roles[role]
        if not ours & theirs and (role == "subject" or not (ours & two.names or theirs & one.names)):
            return True
    return False


def _count_the_same(one: Gist, two: Gist) -> bool:
    """Whether numbers and days agree: what one leaves out the other may tell."""
    if one.numbers and two.numbers and not (one.numbers <= two.numbers or two.numbers <= one.numbers):
        return False
    if one.days and two.days:
        return bool(one.days & two.days)
    return not one.weekdays or not two.weekdays or bool(one.weekdays & two.weekdays)


# Points that differ in a number or a day -------------------------------------------------------


def _disputed(facts: Facts) -> dict[Place, frozenset[str]]:
    """The sentences about which sources differ, each with the ids of what differs there."""
    found: dict[Place, set[str]] = {}
    for conflict in facts.conflicts:
        for place in _sides(conflict):
            found.setdefault(place, set()).add(conflict.id)
    for event in facts.events:
        for dating in event.also_dated:
            for span in (event.what, dating.span):
                found.setdefault((span.document_id, span.sentence), set()).add(event.id)
    return {place: frozenset(ids) for place, ids in found.items()}


def _sides(conflict: Conflict) -> Iterator[Place]:
    for span in (*conflict.spans, *(side.span for side in conflict.sides)):
        yield span.document_id, span.sentence


def _is_told_by_conflict(one: _Member, two: _Member, disputed: Mapping[Place, frozenset[str]]) -> bool:
    """Whether a point differs from another in numbers or days only, and the brief sets the two beside each other."""
    if one.document_id == two.document_id or not _disputes(one, disputed) & _disputes(two, disputed):
        return False
    return _tell_the_same(one, two)


def _disputes(member: _Member, disputed: Mapping[Place, frozenset[str]]) -> frozenset[str]:
    its = (disputed.get((s.document_id, s.sentence), frozenset()) for s in member.point.spans)
    return frozenset().union(*its)


# One point out of several ----------------------------------------------------------------------


def _told(facts: Facts, cluster: _Cluster) -> KeyPoint:
    """The point of a cluster: the text of one member, the citations of all, how many carry it, what it weighs."""
    first = _spokesman(facts, cluster.members)
    others = sorted((m for m in cluster.members if m is not first), key=lambda m: (-m.score, m.document_id))
    spans = dict.fromkeys(span for member in (first, *others) for span in member.point.spans)
    witnesses = (Witness(m.document_id, speaker_of(m.point.attribution)) for m in cluster.members)
    carried = support(witnesses, facts.documents)
    weight = ScorePart("support", round(SUPPORT_WEIGHT * math.log2(max(1, carried.independent)), 4))
    score = (*cluster.leader.point.score, weight)
    return replace(first.point, spans=tuple(spans), score=score, support=carried)


def _spokesman(facts: Facts, members: Sequence[_Member]) -> _Member:
    """The member that speaks for all: its numbers are everybody's, and most of its words have others beside it.

    Copies have one voice. Among equals the one that names who says so, then the one that weighs most.
    """
    if len(members) == 1:
        return members[0]
    origins = {document.id: origin(document) for document in facts.documents}
    heard = Counter(word for word, _ in {(word, origins[m.document_id]) for m in members for word in m.words})
    return min(
        members,
        key=lambda m: (
            not all(m.gist.numbers <= other.gist.numbers for other in members),
            sum(1 if heard[word] == 1 else -1 for word in m.words),
            m.point.attribution.speaker is None,
            -m.score,
            m.point.text,
            m.document_id,
        ),
    )


# Rank over the whole set -----------------------------------------------------------------------


def _ranked(points: Iterable[KeyPoint]) -> Iterator[KeyPoint]:
    """The points, best first: each next is the one that weighs most once what has been told is taken off.

    What only repeats comes behind. What a point adds only shrinks, so the top of the heap is looked at again.
    """
    told: set[str] = set()
    left = sorted(points, key=lambda p: (-_weight(p), p.text, p.spans[0].document_id))
    its_stems = [stems_of(point.text) for point in left]
    heap = [(-math.inf, number) for number in range(len(left))]
    rank = 0
    while heap:
        stale, number = heapq.heappop(heap)
        repeats = repeated(its_stems[number], told)
        behind = math.inf if rank and repeats > REPEATS else 0.0
        fresh = -math.fsum((_weight(left[number]), -REPEAT_WEIGHT * repeats)) if not behind else math.inf
        if fresh > stale:
            heapq.heappush(heap, (fresh, number))
            continue
        told |= its_stems[number]
        rank += 1
        yield replace(left[number], rank=rank)


def _weight(point: KeyPoint) -> float:
    return math.fsum(part.value for part in point.score)
