"""The order of key points over documents: what weighs most and says most that is new comes first."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefgen.joining.corroboration import origin
from briefgen.joining.points.likeness import DOUBT
from briefgen.language.stems import repeated, stems_of
from briefgen.model import Facts, KeyPoint, ScorePart

SPREAD_WEIGHT = 4.0  # for what all sources speak of
REPEAT_WEIGHT = 2.0  # off for what has been told already, as among the points of one document
CROWD_WEIGHT = 1.0  # off a third silence or dispute
_MANY_OF_A_KIND = 2
_REPEATS = 0.85  # a point that shares this much with those before it comes behind all others


def ranked(points: Iterable[KeyPoint], facts: Facts) -> Iterator[KeyPoint]:
    """The points, best first, each with its rank: the next is the one that weighs most once what has been told is off.

    What happened comes before what is not known of it, and what only repeats comes behind all. What a point
    adds only shrinks, so the top of the heap is looked at again, and nothing else.
    """
    spread = _spread(facts)
    left = [_weighed(point, spread) for point in points]
    left.sort(key=lambda p: (-_weight(p), p.text, p.spans[0].document_id))
    choice = _Choice()
    first = next((n for n, point in enumerate(left) if point.kind not in DOUBT), 0)
    heap = [(-math.inf if number == first else -1e9, number) for number in range(len(left))]
    while heap:
        stale, number = heapq.heappop(heap)
        fresh = stale if stale == -math.inf else choice.cost(left[number])
        if fresh > stale:
            heapq.heappush(heap, (fresh, number))
            continue
        choice.tell(left[number])
        yield replace(left[number], rank=choice.rank)


class _Choice:
    """What has been told so far."""

    def __init__(self) -> None:
        self.rank = 0
        self._told: set[str] = set()
        self._kinds: Counter[str] = Counter()

    def cost(self, point: KeyPoint) -> float:
        """The less, the sooner a point is told."""
        repeats = repeated(stems_of(point.text), self._told)
        if self.rank and repeats > _REPEATS:
            return math.inf
        crowd = CROWD_WEIGHT if point.kind in DOUBT and self._kinds[point.kind] >= _MANY_OF_A_KIND else 0.0
        return -math.fsum((_weight(point), -REPEAT_WEIGHT * repeats, -crowd))

    def tell(self, point: KeyPoint) -> None:
        """Note that a point is told next."""
        self.rank += 1
        self._told |= stems_of(point.text)
        self._kinds[point.kind] += 1


def _spread(facts: Facts) -> Mapping[str, float]:
    """For each word of content of the points the share of the origins whose points have it, of more than one."""
    origins = {document.id: origin(document) for document in facts.documents}
    heard: dict[str, set[str]] = {}
    for point in facts.key_points:
        for stem in stems_of(point.text):
            heard.setdefault(stem, set()).add(origins[point.spans[0].document_id])
    most = len(set(origins.values()))
    return {stem: len(its) / most for stem, its in heard.items() if len(its) > 1}


def _weighed(point: KeyPoint, spread: Mapping[str, float]) -> KeyPoint:
    """The point with what it weighs that other sources speak of the same things."""
    its = stems_of(point.text)
    share = math.fsum(sorted(spread.get(stem, 0.0) for stem in its)) / (len(its) + 4)
    return replace(point, score=(*point.score, ScorePart("spread", round(SPREAD_WEIGHT * share, 4))))


def _weight(point: KeyPoint) -> float:
    return math.fsum(part.value for part in point.score)
