"""The timeline: events in their order, each with its time, and with the other times that sources give it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefgen.composition import bluf
from briefgen.composition.desk import Desk, on_one_line, starting
from briefgen.language.times.values import NO_SUCH_DAY
from briefgen.model import Dating, DatingEntry, Event, Facts, Line, TimelineEntry

_FAR = dt.date(9999, 12, 31)


def timeline(desk: Desk, events: Sequence[Event], most: int) -> tuple[TimelineEntry, ...]:
    """The first so many events in order: resolved ones by date, the others behind them in the order of the source."""
    shown = sorted(events, key=_when)[:most]
    made = (_entry(desk, event, f"t{i}") for i, event in enumerate(shown, start=1))
    return tuple(entry for entry in made if entry is not None)


def _when(event: Event) -> tuple[dt.date, int]:
    fixed = event.time.earliest or (event.time.latest if event.time.value else None)
    return (fixed or _FAR, event.what.start)


def _entry(desk: Desk, event: Event, anchor: str) -> TimelineEntry | None:
    text = starting(bluf.without_tail(on_one_line(event.what)))
    line = desk.line(text, (event.what,), anchor, event, support=event.support)
    if line is None:
        return None
    time = event.time
    others = (_dating(desk, event, dating, f"{anchor}d{k}") for k, dating in enumerate(event.also_dated, start=1))
    return TimelineEntry(
        as_stated=time.as_stated,
        value=time.value,
        reason=time.reason,
        precision=time.precision,
        basis=time.basis,
        earliest=time.earliest,
        latest=time.latest,
        line=line,
        notes=event.notes,
        also_dated=tuple(other for other in others if other is not None),
    )


def _dating(desk: Desk, event: Event, dating: Dating, anchor: str) -> DatingEntry | None:
    line = desk.line(on_one_line(dating.span), (dating.span,), anchor, event)
    return DatingEntry(as_stated=dating.time.as_stated, value=dating.time.value, line=line) if line else None


def undated(entries: Sequence[TimelineEntry], facts: Facts) -> tuple[Line, ...]:
    """The events that would firm up with the publication date of their source."""
    without = {d.id for d in facts.documents if d.published.date is None}
    return tuple(entry.line for entry in entries if _would_firm_up(entry, without))


def _would_firm_up(entry: TimelineEntry, without: set[str]) -> bool:
    if entry.reason == NO_SUCH_DAY:
        return False
    return entry.line.spans[0].document_id in without and entry.earliest is None and entry.latest is None
