"""Rows for slots: queued, or skipped with a reason, each slot once. What happens to a row later is in claims."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable

from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.records import NewRun, instant, slot_text
from briefgen.batch.runs.states import TRANSITIONS, require


def enrol(store: Store, runs: Iterable[NewRun], now: dt.datetime) -> tuple[str, ...]:
    """Write a row for each slot that has none; the ids of those written."""
    with store.writing() as connection:
        return tuple(run.id for run in runs if insert(connection, run, now))


def insert(connection: sqlite3.Connection, run: NewRun, now: dt.datetime) -> bool:
    """A row for a slot, inside a transaction; False when it has one, which is left as it is."""
    state = "skipped" if run.reason else "queued"
    ended = instant(now) if run.reason else None
    written = connection.execute(
        "INSERT OR IGNORE INTO runs"
        " (id, schedule, brief, slot, local, day, note, origin, state, reason, created_at, finished_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (run.id, run.schedule, run.brief, slot_text(run.slot), run.local,
         run.day.isoformat() if run.day else "", run.note, run.origin, state, run.reason,
         instant(now), ended),
    ).rowcount  # fmt: skip
    if written:
        note(connection, run.id, now, state, run.reason or run.note)
    return bool(written)


def skip(connection: sqlite3.Connection, run_id: str, state: str, reason: str, now: dt.datetime) -> None:
    """A run that nobody holds becomes a skipped one, inside a transaction."""
    require(TRANSITIONS, state, "skipped")
    connection.execute(
        "UPDATE runs SET state = 'skipped', reason = ?, finished_at = ?, next_attempt_at = NULL"
        " WHERE id = ? AND state = ? AND owner IS NULL",
        (reason, instant(now), run_id, state),
    )
    note(connection, run_id, now, "skipped", reason)


def note(connection: sqlite3.Connection, run_id: str, now: dt.datetime, event: str, detail: str = "") -> None:
    """One line in the log of a run, inside a transaction."""
    connection.execute(
        "INSERT INTO log (run_id, at, event, detail) VALUES (?, ?, ?, ?)", (run_id, instant(now), event, detail)
    )
