"""Events over documents: each once, with the date that is best supported, and those that differ beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from briefgen.joining.corroboration import Witness, speaker_of, support
from briefgen.joining.referents import Referents
from briefgen.joining.reports import Told, cut, day_of_common, differ_in_date_only, is_same, may_be_of_one_time, told
from briefgen.joining.texts import Texts, texts_of
from briefgen.language.expressions import Expression
from briefgen.model import Conflict, Dating, Event, Facts, Side, Time

RULE = "joining.dates"
_CONFIDENCE = 0.85
_PRECISIONS = ("time", "day", "week", "month", "season", "quarter", "year", "decade", "century", "vague", "none")


def join(facts: Facts) -> Facts:
    """The facts with each event once, and a conflict where its dates cannot all be true.

    Two reports are of one event when they tell the same act of the same party at the same time. What is done once only
    is one event at different times, too, where no document tells both.
    """
    texts = texts_of(facts.documents)
    referents = Referents(facts, texts)
    reports = [told(texts, referents, event) for event in facts.events]
    merged: dict[str, Event] = {}
    conflicts: list[Conflict] = []
    for its in _events(texts, reports):
        event = _one(texts, facts, its)
        merged.update((t.event.id, event) for t in its)
        conflict = _conflict(texts, its)
        conflicts.extend([conflict] if conflict else [])
    conflicts.sort(key=lambda c: texts.order(c.sides[0].span))
    events = dict.fromkeys(merged[event.id] for event in facts.events)
    return replace(facts, events=tuple(events), conflicts=(*facts.conflicts, *conflicts))


# Which reports are of one event ----------------------------------------------------------------


def _events(texts: Texts, reports: Iterable[Told]) -> list[list[Told]]:
    """The reports by event, in a steady order: first those of one time, then those of one act at different times."""
    shelves: dict[tuple[str, bool, bool, str], list[list[Told]]] = {}
    exact_first = sorted(reports, key=lambda t: (_PRECISIONS.index(t.event.time.precision), texts.steady(t.event.what)))
    for one in exact_first:
        shelf = shelves.setdefault((one.act.verb, one.act.negated, one.act.planned, day_of_common(one)), [])
        its = next((its for its in shelf if is_same(one, its)), None)
        if its is None:
            shelf.append([one])
        else:
            its.append(one)
    return [its for shelf in shelves.values() for its in _dated_otherwise(texts, shelf)]


# Dates that differ -----------------------------------------------------------------------------


def _dated_otherwise(texts: Texts, shelf: Sequence[list[Told]]) -> list[list[Told]]:
    """The events of one act, those that only their dates tell apart as one."""
    kept: list[list[Told]] = []
    for its in sorted(shelf, key=lambda its: min(texts.steady(t.event.what) for t in its)):
        other = next((k for k in kept if differ_in_date_only(its, k)), None)
        if other is None:
            kept.append(list(its))
        else:
            other.extend(its)
    return kept


def _conflict(texts: Texts, its: Sequence[Told]) -> Conflict | None:
    """The dates of one event that cannot all be true, a side for each; None where they can, or one origin gives all."""
    sides: list[Told] = []
    for one in sorted(its, key=lambda t: texts.order(t.event.what)):
        if not any(may_be_of_one_time(one.event.time, side.event.time) for side in sides) and _is_fixed(one.event.time):
            sides.append(one)
    if len(sides) < 2 or len({texts.origin(t.document_id) for t in sides}) < 2:
        return None
    days = [texts.day(t.document_id) for t in sides]
    later = all(a is not None and b is not None and a < b for a, b in pairwise(days))
    return Conflict(
        spans=tuple(dict.fromkeys(t.event.what for t in sorted(its, key=lambda t: texts.order(t.event.what)))),
        basis="derived",
        rule=RULE,
        confidence=_CONFIDENCE,
        kind="date",
        subject=_subject(texts, sides[0]),
        sides=tuple(_side(texts, t) for t in sides),
        updated=later and sides[0].act.planned,
    )


_OPENER = Expression(r"^(?:that|after|before|when|while|since|as|and|but|because|which|who),? ", re.IGNORECASE)


def _subject(texts: Texts, one: Told) -> str:
    """The clause that tells what is dated, as it stands in the first document; a time that ends it is left to the sides."""
    when, end = one.event.time_span, one.act.end
    if when is not None and when.start > one.act.start and when.end >= end:
        end = when.start
    clause = texts.documents[one.document_id].text[one.act.start : end]
    return _OPENER.sub("", " ".join(clause.split()))


def _is_fixed(time: Time) -> bool:
    return time.earliest is not None and time.latest is not None


def _side(texts: Texts, one: Told) -> Side:
    return Side(
        value=one.event.time.as_stated,
        span=one.event.what,
        speaker=one.event.attribution.speaker,
        period=one.event.time.value,
        published=texts.day(one.document_id),
    )


# One event out of several ----------------------------------------------------------------------


def _one(texts: Texts, facts: Facts, its: Sequence[Told]) -> Event:
    """One event with all its citations; it has the time that most origins give, the others stand beside it."""
    ordered = sorted(its, key=lambda t: texts.order(t.event.what))
    by_time: dict[str, list[Told]] = {}
    for one in ordered:
        by_time.setdefault(cut(one.event.time), []).append(one)
    best, *others = sorted(by_time.values(), key=lambda same: _rank(texts, facts, same))
    event = min(best, key=lambda t: bool(t.act.pronoun)).event  # the first whose words stand on their own
    spans = dict.fromkeys((*event.spans, *(span for t in ordered for span in t.event.spans)))
    also = [Dating(o[0].event.time, o[0].event.time_span or o[0].event.what) for o in others]
    return replace(
        event,
        spans=tuple(spans),
        actors=tuple(dict.fromkeys((*event.actors, *(name for t in ordered for name in _taking_part(t))))),
        place=event.place or next((t.event.place for t in ordered if t.event.place), None),
        also_dated=tuple(also),
        support=support([_witness(t.event) for t in its], facts.documents),
    )


def _taking_part(one: Told) -> Iterable[str]:
    """Those actors of an event who are named in the clause that is dated, not only around it."""
    return (name for name in one.event.actors if name.split()[-1].lower() in one.act.names)


def _rank(texts: Texts, facts: Facts, same: Sequence[Told]) -> tuple[int, int, dt.date, int]:
    """Sorts times: most independent origins first, then the most exact, then that of the earliest document."""
    backed = support([_witness(t.event) for t in same], facts.documents).independent
    day, number, _ = texts.order(same[0].event.what)
    return (-backed, min(_PRECISIONS.index(t.event.time.precision) for t in same), day, number)


def _witness(event: Event) -> Witness:
    return Witness(event.what.document_id, speaker_of(event.attribution))
