"""From schedules to rows: which slots are due, which of them run, and why the others do not. When slots are is in schedules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.batch import schedules
from briefgen.batch.agenda import Agenda, Entry
from briefgen.batch.runs import enrolling, queries, standing
from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.records import NewRun, Run
from briefgen.batch.runs.standing import Pause
from briefgen.batch.schedules import Plan, Slot
from briefgen.errors import Problem

_BACK = dt.timedelta(hours=1)  # the clock may be set right by less without a word


@dataclass(frozen=True, slots=True)
class Due:
    """What a look at the clock brings: new rows of one schedule, how far they reach, and what is odd."""

    entry: Entry
    rows: tuple[NewRun, ...]
    until: dt.datetime
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A run that nobody will do any more, with the reason."""

    run: Run
    reason: str


def look(store: Store | None, agenda: Agenda, now: dt.datetime) -> tuple[Due, ...]:
    """What is due by now, without a word of it written; store is None where there is no record yet."""
    pauses = standing.pauses(store) if store else ()
    unbuilt = queries.oldest_unbuilt(store) if store else {}
    return tuple(_look(store, entry, pauses, unbuilt, now) for entry in agenda.entries)


def tick(store: Store, agenda: Agenda, now: dt.datetime) -> tuple[Due, ...]:
    """What is due by now, written down: a row for each slot, queued or skipped; and rows that nobody will do are ended."""
    found = look(store, agenda, now)
    for due in found:
        standing.plan_written(store, due.entry.schedule.name, due.entry.definition, due.until, due.rows, now)
    ended = leftovers(store, agenda)
    if ended:
        with store.writing() as connection:
            for left in ended:
                enrolling.abandon(connection, left.run, left.reason, now)
    return found


def leftovers(store: Store, agenda: Agenda) -> tuple[Leftover, ...]:
    """Runs that wait for what briefs.yaml no longer has: their brief, or any schedule for it."""
    at_work = queries.briefs_at_work(store)
    gone = [brief for brief in at_work if brief not in agenda.terms]
    idle = [brief for brief in at_work if brief in agenda.terms and agenda.terms[brief].schedule is None]
    return (
        *(Leftover(run, "the brief is no longer in briefs.yaml") for run in queries.waiting(store, gone)),
        *(
            Leftover(run, "the brief has no schedule any more")
            for run in queries.waiting(store, idle)
            if run.origin == "schedule" and run.state != "rendered"
        ),
    )


def _look(
    store: Store | None, entry: Entry, pauses: Sequence[Pause], unbuilt: Mapping[str, Run], now: dt.datetime
) -> Due:
    last = now
    if store is not None:
        with store.reading() as connection:
            last = standing.planned_until(connection, entry.schedule.name, entry.definition, now)
    plan = schedules.plan(entry.schedule, last, now)
    slots = [slot.utc for slot in plan.run] + [slot.utc for slot, _ in plan.skipped]
    rows = tuple(row for brief in entry.briefs for row in _rows(entry, brief, plan, pauses, unbuilt.get(brief)))
    return Due(entry, rows, max([last, *slots]), _odd(entry, last, now))


def _odd(entry: Entry, last: dt.datetime, now: dt.datetime) -> tuple[Problem, ...]:
    if last - now < _BACK:
        return ()
    message = f"the clock stands before the last slot of {entry.schedule.name} ({last:%Y-%m-%d %H:%M} UTC); no slot runs until then"
    return (Problem("BG614", message, "warning", hint="was the clock set back? 'briefgen run NAME' runs by hand"),)


def _rows(entry: Entry, brief: str, plan: Plan, pauses: Sequence[Pause], earliest: Run | None) -> Iterator[NewRun]:
    """The rows of one brief, oldest slot first."""
    dropped = {slot.utc: reason for slot, reason in plan.skipped}
    for slot in sorted((*plan.run, *(slot for slot, _ in plan.skipped)), key=lambda slot: slot.utc):
        reason = _paused(entry, brief, slot, pauses) or dropped.get(slot.utc) or _overlapping(entry, slot, earliest)
        yield NewRun(
            brief, slot.utc, entry.schedule.name, slot.local.isoformat(), slot.day, slot.note or "", reason=reason
        )


def _paused(entry: Entry, brief: str, slot: Slot, pauses: Sequence[Pause]) -> str:
    pause = next((pause for pause in pauses if pause.covers(entry.schedule.name, brief, slot.utc)), None)
    return f"paused since {pause.since:%Y-%m-%d %H:%M} UTC" if pause else ""


def _overlapping(entry: Entry, slot: Slot, earliest: Run | None) -> str:
    """Why a slot is skipped that comes while an earlier one of its brief is not done; slots of one look wait for each other."""
    if earliest is None or earliest.slot >= slot.utc or entry.queues:
        return ""
    return f"the run of {earliest.slot:%Y-%m-%d %H:%M} UTC ({earliest.id}) is still {earliest.state} (overlap: skip)"
