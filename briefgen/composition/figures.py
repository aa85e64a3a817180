"""The figures of a brief: each with what it counts, over what period, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.composition.desk import Desk, on_one_line
from briefgen.grounding import point_claim
from briefgen.model import Figure, FigureEntry


def entries(desk: Desk, figures: Sequence[Figure]) -> tuple[FigureEntry, ...]:
    """An entry for each figure that its citations carry."""
    made = (_entry(desk, figure, f"f{i}") for i, figure in enumerate(figures, start=1))
    return tuple(entry for entry in made if entry is not None)


def _entry(desk: Desk, figure: Figure, anchor: str) -> FigureEntry | None:
    text = on_one_line(figure.spans[0])
    claim = point_claim(text, figure.spans, desk.antecedents)
    line = desk.line(text, figure.spans, anchor, figure, claim=claim, support=figure.support)
    if line is None:
        return None
    return FigureEntry(
        as_stated=figure.as_stated,
        status=figure.status,
        line=line,
        counts=figure.counts,
        period=figure.period,
        source=figure.source,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        comparator=figure.comparator,
        unit=figure.unit,
        change=figure.change,
    )
