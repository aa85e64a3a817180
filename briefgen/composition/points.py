"""The bottom line and the key points as lines. Which points there are, and their rank, is in the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from briefgen.composition import bluf
from briefgen.composition.desk import Desk, present
from briefgen.grounding import point_claim
from briefgen.model import Conflict, KeyPoint, Line, OpenQuestion


def ranked(
    points: Sequence[KeyPoint], answered: Iterable[OpenQuestion] = (), conflicts: Iterable[Conflict] = ()
) -> tuple[KeyPoint, ...]:
    """The points of all sources by rank; what two of them say in the same words once.

    A silence that another source has broken since comes behind all others. A point with a figure that a later
    report has overtaken comes behind the point with the later one.
    """
    broken = {span.place for question in answered for span in question.spans}
    by_text: dict[str, KeyPoint] = {}
    for point in sorted(points, key=lambda p: (_is_broken(p, broken), p.rank)):
        by_text.setdefault(point.text, point)
    order = list(by_text.values())
    for old, new in _overtaken(order, conflicts):
        if order.index(old) < order.index(new):
            order.remove(new)
            order.insert(order.index(old), new)
    return tuple(order)


def outdated(points: Sequence[KeyPoint], conflicts: Iterable[Conflict]) -> frozenset[str]:
    """The ids of the points with a figure that another point has as a later report gives it."""
    return frozenset(old.id for old, _ in _overtaken(points, conflicts))


def _overtaken(points: Sequence[KeyPoint], conflicts: Iterable[Conflict]) -> list[tuple[KeyPoint, KeyPoint]]:
    """Pairs of points: one with an earlier value of a figure that has changed since, and the first one with the latest."""
    pairs = []
    for conflict in conflicts:
        if conflict.kind != "figure" or not conflict.updated:
            continue
        *earlier, latest = (side.span.place for side in conflict.sides)
        places = [(point, {span.place for span in point.spans}) for point in points]
        new = next((point for point, its in places if latest in its), None)
        if new is not None:
            pairs += [(point, new) for point, its in places if latest not in its and not its.isdisjoint(earlier)]
    return pairs


def _is_broken(point: KeyPoint, broken: AbstractSet[tuple[str, int]]) -> bool:
    return point.kind == "non-disclosure" and all(s.place in broken for s in point.spans)


def key_points(desk: Desk, points: Sequence[KeyPoint]) -> tuple[Line, ...]:
    """A line for each point; it says what its first source says, and cites all that say it."""
    return present(
        desk.line(
            point.text,
            point.spans,
            f"k{i}",
            point,
            claim=point_claim(point.text, point.spans, desk.antecedents),
            kind=point.kind,
            support=point.support,
        )
        for i, point in enumerate(points, start=1)
    )


def bottom_line(desk: Desk, points: Sequence[KeyPoint], conflicts: Iterable[Conflict] = ()) -> tuple[Line, ...]:
    """The sentences of the bottom line, each of one source alone, none with a figure that is no longer the latest."""
    stale = outdated(points, conflicts)
    parts = bluf.choose([point for point in points if point.id not in stale])
    return present(
        desk.line(part.text, part.spans, f"b{i}", part.point, kind=part.point.kind, support=part.point.support)
        for i, part in enumerate(parts, start=1)
    )
