"""Whether two key points tell the same: the same act of the same, with the same numbers and days."""

from __future__ import annotations

import math
from dataclasses import dataclass

from briefgen.joining.points.gists import Gist, Mentions, gist
from briefgen.language.cues import opposites
from briefgen.model import Facts, KeyPoint

CLOSE = 0.35  # share of all their words of content that two points have in common
_ALIKE = 0.55  # share of the words of content of the shorter point that the longer has, too
DOUBT = frozenset({"non-disclosure", "contested"})


@dataclass(frozen=True, slots=True)
class Member:
    """A point of one document, what it says, and how much it weighs there."""

    point: KeyPoint
    gist: Gist
    words: frozenset[str]
    score: float

    @property
    def document_id(self) -> str:
        """The document that tells it."""
        return self.point.spans[0].document_id


def members(facts: Facts) -> list[Member]:
    """All points, the one that weighs most first; the order of the documents changes nothing."""
    mentions = Mentions.of(facts)
    made = []
    for point in facts.key_points:
        its = gist(point, mentions)
        made.append(Member(point, its, its.stems | its.names, math.fsum(part.value for part in point.score)))
    return sorted(made, key=lambda m: (-m.score, m.point.text, m.document_id))


def tell_the_same(one: Member, two: Member) -> bool:
    """Whether two points tell the same act of the same, as far as numbers and days are left aside."""
    if one.point.text == two.point.text:
        return True
    kinds = {one.point.kind, two.point.kind}
    if len(kinds) > 1 and kinds & DOUBT or one.gist.denies != two.gist.denies or one.gist.doubts != two.gist.doubts:
        return False
    common = len(one.words & two.words)
    if common < _ALIKE * min(len(one.words), len(two.words)) or common < CLOSE * len(one.words | two.words):
        return False
    return _share_an_act(one.gist, two.gist) and not _contradict(one, two) and not _differ_in_roles(one.gist, two.gist)


def count_the_same(one: Gist, two: Gist) -> bool:
    """Whether numbers and days agree: what one leaves out the other may tell."""
    if one.numbers and two.numbers and not (one.numbers <= two.numbers or two.numbers <= one.numbers):
        return False
    if one.years and two.years and not one.years & two.years:
        return False
    if one.days and two.days:
        return bool(one.days & two.days)
    return not one.weekdays or not two.weekdays or bool(one.weekdays & two.weekdays)


def _share_an_act(one: Gist, two: Gist) -> bool:
    """Whether what each tells first is told by the other, and no act as done in one and planned or not done in the other."""
    ours, theirs = ({act.name for act in its.acts} for its in (one, two))
    both = ours & theirs
    if not both or (one.main or "") not in theirs | {""} or (two.main or "") not in ours | {""}:
        return False
    return all({a for a in one.acts if a.name == name} & {a for a in two.acts if a.name == name} for name in both)


def _contradict(one: Member, two: Member) -> bool:
    """Whether a word of one is turned round in the other: approved, rejected."""
    ours, theirs = (set(m.point.text.lower().replace(",", " ").replace(".", " ").split()) for m in (one, two))
    return any(opposites().get(word, frozenset()) & (theirs - ours) for word in ours - theirs)


def _differ_in_roles(one: Gist, two: Gist) -> bool:
    """Whether one place in the sentence holds a name or a noun in each, and another one: "in Oslo", "in Bergen"."""
    for role in sorted(one.roles.keys() & two.roles.keys()):
        ours, theirs = one.roles[role], two.roles[role]
        swapped = role == "subject" and bool(ours & two.names and theirs & one.names)
        if not ours & theirs and (swapped or not (_occur(ours, two) or _occur(theirs, one))):
            return True
    return any(
        not one.things[role] & two.things[role] and not (one.things[role] & two.stems or two.things[role] & one.stems)
        for role in one.things.keys() & two.things.keys()
    )


def _occur(names: frozenset[str], other: Gist) -> bool:
    """Whether another point has one of these names, or all the words of one."""
    return any(name in other.names or set(name.split()) <= other.stems for name in names)
