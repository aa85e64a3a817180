"""The bottom line and the key points as lines. Which points there are, and their rank, is in the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from briefgen.composition import bluf
from briefgen.composition.desk import Desk, present
from briefgen.grounding import point_claim
from briefgen.model import KeyPoint, Line, OpenQuestion


def ranked(points: Sequence[KeyPoint], answered: Iterable[OpenQuestion] = ()) -> tuple[KeyPoint, ...]:
    """The points of all sources by rank; what two of them say in the same words once.

    A silence that another source has broken since comes behind all others.
    """
    broken = {(span.document_id, span.sentence) for question in answered for span in question.spans}
    by_text: dict[str, KeyPoint] = {}
    for point in sorted(points, key=lambda p: (_is_broken(p, broken), p.rank)):
        by_text.setdefault(point.text, point)
    return tuple(by_text.values())


def _is_broken(point: KeyPoint, broken: AbstractSet[tuple[str, int]]) -> bool:
    return point.kind == "non-disclosure" and all((s.document_id, s.sentence) in broken for s in point.spans)


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


def bottom_line(desk: Desk, points: Sequence[KeyPoint]) -> tuple[Line, ...]:
    """The sentences of the bottom line, each of one source alone."""
    parts = bluf.choose(points)
    return present(
        desk.line(part.text, part.spans, f"b{i}", part.point, kind=part.point.kind, support=part.point.support)
        for i, part in enumerate(parts, start=1)
    )
