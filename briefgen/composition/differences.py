"""What stands side by side: things that do not sit easily together, and where sources differ about the same. Nothing is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.composition.desk import Desk, on_one_line, present
from briefgen.model import Conflict, ConflictEntry, Side, SideEntry, Tension, TensionEntry


def tensions(desk: Desk, found: Sequence[Tension]) -> tuple[TensionEntry, ...]:
    """An entry for each tension of which at least two sides are carried by their citations."""
    entries = []
    for i, tension in enumerate(found, start=1):
        stated = replace(tension, basis="stated")
        sides = present(desk.line(on_one_line(s), (s,), f"x{i}s{k}", stated) for k, s in enumerate(tension.spans, 1))
        if len(sides) > 1:
            entries.append(TensionEntry(title=tension.title, anchor=f"x{i}", rule=tension.rule, sides=sides))
    return tuple(entries)


def conflicts(desk: Desk, found: Sequence[Conflict]) -> tuple[ConflictEntry, ...]:
    """An entry for each conflict with all its sides; one that loses a side to the grounding checks is not shown at all."""
    made = (_entry(desk, conflict, f"c{i}") for i, conflict in enumerate(found, start=1))
    return tuple(entry for entry in made if entry is not None)


def _entry(desk: Desk, conflict: Conflict, anchor: str) -> ConflictEntry | None:
    sides = [_side(desk, conflict, side, f"{anchor}s{k}") for k, side in enumerate(conflict.sides, start=1)]
    shown = tuple(side for side in sides if side is not None)
    if len(shown) < len(conflict.sides):
        return None
    first = shown[0].published
    later = (first is not None and side.published is not None and side.published > first for side in shown)
    shown = tuple(replace(side, is_later=is_later) for side, is_later in zip(shown, later, strict=True))
    return ConflictEntry(
        kind=conflict.kind,
        subject=conflict.subject,
        anchor=anchor,
        rule=conflict.rule,
        sides=shown,
        updated=conflict.updated,
    )


def _side(desk: Desk, conflict: Conflict, side: Side, anchor: str) -> SideEntry | None:
    stated = replace(conflict, basis="stated")
    line = desk.line(on_one_line(side.span), (side.span,), anchor, stated)
    if line is None:
        return None
    return SideEntry(
        value=side.value,
        line=replace(line, fact_id=conflict.id),
        unit=side.unit,
        period=side.period,
        speaker=side.speaker,
        published=side.published,
    )
