"""Rows for slots: queued, or skipped with a reason, each slot once. What happens to a row later is in claims."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence

from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.records import Edition, NewRun, Run, encode_problems, instant, slot_text
from briefgen.batch.runs.states import TRANSITIONS, require
from briefgen.errors import Problem


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


def note(connection: sqlite3.Connection, run_id: str, now: dt.datetime, event: str, detail: str = "") -> None:
    """One line in the log of a run, inside a transaction."""
    connection.execute(
        "INSERT INTO log (run_id, at, event, detail) VALUES (?, ?, ?, ?)", (run_id, instant(now), event, detail)
    )


def abandon(connection: sqlite3.Connection, run: Run, reason: str, now: dt.datetime) -> None:
    """End a run that nobody holds and nobody will do, inside a transaction: skipped, or dead when its edition is there."""
    new = "dead" if run.state == "rendered" else "skipped"
    require(TRANSITIONS, run.state, new)
    changed = connection.execute(
        "UPDATE runs SET state = ?, reason = ?, finished_at = ?, next_attempt_at = NULL, told = 1"
        " WHERE id = ? AND state = ? AND claim = ? AND owner IS NULL",
        (new, reason, instant(now), run.id, run.state, run.claim),
    ).rowcount
    if changed:
        note(connection, run.id, now, new, reason)


def reinstate(
    connection: sqlite3.Connection, run: NewRun, files: Sequence[Edition], manifest: str,
    problems: tuple[Problem, ...], reason: str, now: dt.datetime,
) -> bool:  # fmt: skip
    """A row for an edition that is known by its manifest, inside a transaction; False when its slot has one."""
    if not insert(connection, run, now):
        return False
    connection.execute(
        "UPDATE runs SET state = 'delivered', reason = ?, problems = ?, manifest = ?, finished_at = ?, attempts = 1 WHERE id = ?",
        (reason, encode_problems(problems), manifest, instant(now), run.id),
    )
    connection.executemany(
        "INSERT INTO files (run_id, path, sha256, bytes) VALUES (?, ?, ?, ?)",
        [(run.id, file.path, file.sha256, file.bytes) for file in files],
    )
    note(connection, run.id, now, "rebuilt", reason)
    return True
