"""Key points over documents: what several tell is told once, with all its citations, and the rank is that of the whole set."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefgen.joining.corroboration import Witness, origin, speaker_of, support
from briefgen.joining.points.clusters import Cluster, clusters
from briefgen.joining.points.likeness import Member
from briefgen.joining.points.ranking import ranked
from briefgen.model import Facts, KeyPoint, ScorePart

SUPPORT_WEIGHT = 1.0  # for each doubling of the independent sources


def join(facts: Facts) -> Facts:
    """The facts with each point once, with the citations of all who tell it, ranked over the whole set.

    Two points are one when they tell the same act of the same, with the same numbers and days. One that differs
    in a number or a day only, of which a conflict shows both, is told by the conflict: the better supported text
    stays. A point's text is that of the member whose words most of the others have, too. The order of the
    documents changes nothing.
    """
    told = [_told(facts, cluster) for cluster in clusters(facts)]
    return replace(facts, key_points=tuple(ranked(told, facts)))


def _told(facts: Facts, cluster: Cluster) -> KeyPoint:
    """The point of a cluster: the text of one member, the citations of all, how many carry it, what it weighs.

    Those that differ in a number or a day do not carry it; that they tell of the same makes it weigh more.
    """
    first = _spokesman(facts, cluster.members)
    others = sorted((m for m in cluster.members if m is not first), key=lambda m: (-m.score, m.document_id))
    spans = dict.fromkeys(span for member in (first, *others) for span in member.point.spans)
    carried = support(map(_witness, cluster.members), facts.documents)
    told = support(map(_witness, (*cluster.members, *cluster.differing)), facts.documents)
    weight = ScorePart("support", round(SUPPORT_WEIGHT * math.log2(max(1, told.independent)), 4))
    score = (*cluster.leader.point.score, weight)
    return replace(first.point, spans=tuple(spans), score=score, support=carried)


def _witness(member: Member) -> Witness:
    return Witness(member.document_id, speaker_of(member.point.attribution))


def _spokesman(facts: Facts, members: Sequence[Member]) -> Member:
    """The member that speaks for all: its numbers are everybody's, and most of its words have others beside it.

    Copies have one voice. Among equals the one that names who says so, then an original before its copies.
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
            m.document_id != origins[m.document_id],
            -m.score,
            m.point.text,
            m.document_id,
        ),
    )
