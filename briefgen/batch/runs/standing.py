"""What stands beside the runs: how far each schedule is planned, and which are paused."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.batch.runs.enrolling import insert
from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.records import NewRun, instant, moment, slot_text

ALL = "*"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the slots of a schedule, of a brief, or of all ("*") are skipped; until is None while it lasts."""

    name: str
    since: dt.datetime
    until: dt.datetime | None

    def covers(self, schedule: str, brief: str, slot: dt.datetime) -> bool:
        """Whether a slot falls into it."""
        return self.name in (ALL, schedule, brief) and self.since <= slot and (self.until is None or slot < self.until)


def planned_until(connection: sqlite3.Connection, schedule: str, definition: str, now: dt.datetime) -> dt.datetime:
    """The last slot of a schedule that was thought of, inside a transaction; what is planned next lies after it.

    A schedule that is new, or was changed since, begins now: its earlier slots were never promised. One
    that only the runs know of, since the record was rebuilt, goes on after the last of them.
    """
    row = connection.execute("SELECT definition, planned_until FROM schedules WHERE name = ?", (schedule,)).fetchone()
    if row is not None:
        reached = dt.datetime.fromisoformat(row["planned_until"])
        return reached if row["definition"] == definition else max(reached, now)
    last = moment(
        connection.execute(
            "SELECT MAX(slot) FROM runs WHERE schedule = ? AND origin <> 'hand'", (schedule,)
        ).fetchone()[0]
    )
    return last or now


def plan_written(
    store: Store, schedule: str, definition: str, until: dt.datetime, runs: Sequence[NewRun], now: dt.datetime
) -> tuple[str, ...]:
    """Write the rows of a plan and how far it reaches, in one transaction; the ids of new rows."""
    with store.writing() as connection:
        written = tuple(run.id for run in runs if insert(connection, run, now))
        connection.execute(
            "INSERT INTO schedules (name, definition, planned_until) VALUES (?, ?, ?) ON CONFLICT (name)"
            " DO UPDATE SET definition = excluded.definition, planned_until = MAX(planned_until, excluded.planned_until)",
            (schedule, definition, slot_text(until)),
        )
        return written


def pauses(store: Store) -> tuple[Pause, ...]:
    """All pauses, those that are over too: slots are often looked at later than they were due."""
    with store.reading() as connection:
        rows = connection.execute("SELECT name, since, until FROM pauses ORDER BY number").fetchall()
    return tuple(Pause(row["name"], dt.datetime.fromisoformat(row["since"]), moment(row["until"])) for row in rows)


def pause(store: Store, name: str, now: dt.datetime) -> bool:
    """Begin a pause; False when it is on already."""
    with store.writing() as connection:
        return bool(
            connection.execute(
                "INSERT OR IGNORE INTO pauses (name, since) VALUES (?, ?)", (name, instant(now))
            ).rowcount
        )


def resume(store: Store, name: str, now: dt.datetime) -> bool:
    """End a pause; False when there is none."""
    with store.writing() as connection:
        return bool(
            connection.execute(
                "UPDATE pauses SET until = ? WHERE name = ? AND until IS NULL", (instant(now), name)
            ).rowcount
        )
