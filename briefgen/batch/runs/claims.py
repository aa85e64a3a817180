"""Taking a run, keeping it, and ending it: each step is one transaction that only its holder can make.

A claim is compare-and-swap: the row must still be as it was read. It carries a number that every later
step repeats, so a process that was thought dead and wakes up cannot write over its successor's work.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Sequence

from briefgen.batch.runs.enrolling import note
from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.owners import Owner, lives
from briefgen.batch.runs.postings import post
from briefgen.batch.runs.records import Claim, Edition, LostClaimError, Run, decode_run, encode_problems, instant
from briefgen.batch.runs.states import TRANSITIONS, State, require
from briefgen.errors import BriefgenError, Problem

LEASE = dt.timedelta(seconds=90)
MOST_LOSSES = 3  # builds lost to dead processes, before a run is suspected of killing them


def claim_next(store: Store, owner: Owner, now: dt.datetime, briefs: Collection[str]) -> Claim | None:
    """Take the oldest slot on which something is due, if there is one.

    briefs are those that this process knows how to run. A brief runs one slot at a time, and its slots in
    their order; what is paused is left.
    """
    with store.writing() as connection:
        row = _next_due(connection, now, briefs)
        return _take(connection, row, owner, now) if row is not None else None


def claim(store: Store, run_id: str, owner: Owner, now: dt.datetime) -> Claim | None:
    """Take one run, whether or not its time has come; None when it is held, ended, or its brief is being built."""
    with store.writing() as connection:
        row = connection.execute(
            f"SELECT * FROM runs AS r WHERE id = ? AND owner IS NULL AND {_CLAIMABLE} AND {_BRIEF_FREE}",
            (run_id,),
        ).fetchone()
        return _take(connection, row, owner, now) if row is not None else None


_CLAIMABLE = "r.state IN ('queued', 'failed', 'rendered', 'dead')"
_BRIEF_FREE = """
    (r.state IN ('rendered', 'dead') OR NOT EXISTS (
        SELECT 1 FROM runs AS o WHERE o.owner IS NOT NULL AND o.brief = r.brief AND o.state = 'running'))
"""
_POST_DUE = """
    EXISTS (SELECT 1 FROM deliveries AS d WHERE d.run_id = r.id AND d.status = 'pending' AND d.kind = {kind}
        AND (d.next_attempt_at IS NULL OR d.next_attempt_at <= :now))
"""
# All is sent, and whoever sent it died before saying so.
_NOTHING_TO_SEND = """
    NOT EXISTS (SELECT 1 FROM deliveries AS d WHERE d.run_id = r.id AND d.status IN ('pending', 'sending')
        AND d.kind = 'delivery')
"""
_DUE = f"""
    SELECT r.* FROM runs AS r
    WHERE {_CLAIMABLE} AND r.owner IS NULL AND {_BRIEF_FREE}
    AND CASE r.state
        WHEN 'rendered' THEN {_POST_DUE.format(kind="'delivery'")} OR {_NOTHING_TO_SEND}
        WHEN 'dead' THEN r.told = 0 OR {_POST_DUE.format(kind="'notice'")}
        ELSE (r.next_attempt_at IS NULL OR r.next_attempt_at <= :now) AND NOT EXISTS (
            SELECT 1 FROM runs AS o WHERE o.brief = r.brief AND o.slot < r.slot
            AND o.state IN ('queued', 'running', 'failed'))
        END
    AND (r.origin = 'hand' OR NOT EXISTS (
        SELECT 1 FROM pauses AS p WHERE p.until IS NULL AND p.name IN ('*', r.schedule, r.brief)))
    ORDER BY r.slot, r.id
"""


def _next_due(connection: sqlite3.Connection, now: dt.datetime, briefs: Collection[str]) -> sqlite3.Row | None:
    rows = connection.execute(_DUE, {"now": instant(now)})
    return next((row for row in rows if row["brief"] in briefs), None)


def _take(connection: sqlite3.Connection, row: sqlite3.Row, owner: Owner, now: dt.datetime) -> Claim:
    """The row as held by owner: a build begins, or the deliveries of a rendered one, the notices of a dead one go on."""
    builds = row["state"] in ("queued", "failed")
    if builds:
        require(TRANSITIONS, row["state"], "running")
    changed = connection.execute(
        "UPDATE runs SET state = ?, owner = ?, lease_until = ?, claim = claim + 1, attempts = attempts + ?,"
        " started_at = ?, next_attempt_at = NULL"
        " WHERE id = ? AND owner IS NULL AND state = ? AND claim = ?",
        (
            "running" if builds else row["state"],
            owner.to_text(),
            instant(now + LEASE),
            int(builds),
            instant(now) if builds else row["started_at"],
            row["id"],
            row["state"],
            row["claim"],
        ),
    ).rowcount
    assert changed == 1, "a row changed inside the transaction that read it"
    if builds:
        note(connection, row["id"], now, "running", f"attempt {row['attempts'] + 1}, {owner}")
    taken = connection.execute("SELECT * FROM runs WHERE id = ?", (row["id"],)).fetchone()
    return Claim(decode_run(taken), owner)


def renew(store: Store, owner: Owner, now: dt.datetime) -> None:
    """Put off the end of the leases of all that a process holds."""
    with store.writing() as connection:
        connection.execute("UPDATE runs SET lease_until = ? WHERE owner = ?", (instant(now + LEASE), owner.to_text()))


def rendered(
    store: Store, held: Claim, now: dt.datetime, *, files: Sequence[Edition], manifest: str | None,
    problems: tuple[Problem, ...], channels: Sequence[tuple[str, str]], detail: str = "",
) -> None:  # fmt: skip
    """The edition is there. channels are (name, idempotency key) of where it is to go; the claim is kept for that."""
    with store.writing() as connection:
        _end(connection, held, now, "running", "rendered", problems=problems, manifest=manifest, keep=True)
        connection.execute("DELETE FROM files WHERE run_id = ?", (held.run.id,))
        connection.executemany(
            "INSERT INTO files (run_id, path, sha256, bytes) VALUES (?, ?, ?, ?)",
            [(held.run.id, file.path, file.sha256, file.bytes) for file in files],
        )
        for channel, key in channels:
            post(connection, held.run.id, channel, "delivery", key, now)
        note(connection, held.run.id, now, "rendered", detail or f"{len(files)} file(s)")


def failed(
    store: Store, held: Claim, now: dt.datetime, *, problems: tuple[Problem, ...], again_at: dt.datetime | None
) -> None:
    """The build failed: it is tried again at that time, or, without one, the run is dead."""
    why = next((str(problem) for problem in problems if problem.severity == "error"), "no reason was given")
    with store.writing() as connection:
        state: State = "failed" if again_at else "dead"
        _end(connection, held, now, "running", state, problems=problems, next_attempt_at=again_at, reason=why)
        note(connection, held.run.id, now, state, f"{why}; again at {instant(again_at)}" if again_at else why)


def released(store: Store, held: Claim, now: dt.datetime, why: str) -> None:
    """A build that was broken off, through no fault of its own, goes back into the queue and does not count."""
    with store.writing() as connection:
        _end(connection, held, now, "running", "queued")
        connection.execute("UPDATE runs SET attempts = attempts - 1 WHERE id = ?", (held.run.id,))
        note(connection, held.run.id, now, "queued", why)


def dispatched(store: Store, held: Claim, now: dt.datetime) -> State:
    """The deliveries of this turn are made: delivered when all are, dead when some never will be, else to be gone on with."""
    with store.writing() as connection:
        rows = connection.execute(
            "SELECT channel, status FROM deliveries WHERE run_id = ? AND kind = 'delivery' ORDER BY channel",
            (held.run.id,),
        ).fetchall()
        lost = [row["channel"] for row in rows if row["status"] == "failed"]
        if any(row["status"] in ("pending", "sending") for row in rows):
            _end(connection, held, now, "rendered", "rendered")
            return "rendered"
        state: State = "dead" if lost else "delivered"
        reason = f"not delivered: {', '.join(lost)}" if lost else ""
        _end(connection, held, now, "rendered", state, reason=reason)
        note(connection, held.run.id, now, state, reason or f"{len(rows)} channel(s)")
        return state


def told(store: Store, held: Claim, now: dt.datetime) -> None:
    """The notices of this turn about a dead run are sent, or wait for their next attempt."""
    with store.writing() as connection:
        _end(connection, held, now, "dead", "dead", reason=held.run.reason)


def _end(
    connection: sqlite3.Connection, held: Claim, now: dt.datetime, old: State, new: State, *,
    problems: tuple[Problem, ...] | None = None, manifest: str | None = None, reason: str = "",
    next_attempt_at: dt.datetime | None = None, keep: bool = False,
) -> None:  # fmt: skip
    """The swap of a held row from one state to another; the claim ends with it unless it is kept."""
    if old != new:
        require(TRANSITIONS, old, new)
    ended = instant(now) if new in ("delivered", "dead") else None
    changed = connection.execute(
        "UPDATE runs SET state = ?, reason = ?, finished_at = CASE WHEN state = 'dead' THEN finished_at ELSE ? END, next_attempt_at = ?,"
        " problems = COALESCE(?, problems), manifest = COALESCE(?, manifest),"
        " owner = CASE WHEN ? THEN owner END, lease_until = CASE WHEN ? THEN lease_until END"
        " WHERE id = ? AND owner = ? AND claim = ? AND state = ?",
        (
            new,
            reason,
            ended,
            instant(next_attempt_at) if next_attempt_at else None,
            encode_problems(problems) if problems is not None else None,
            manifest,
            keep,
            keep,
            *held.key,
            old,
        ),
    ).rowcount
    if changed != 1:
        raise LostClaimError(f"{held.run.id} is no longer held by {held.owner}")


def revive(store: Store, run: Run, now: dt.datetime) -> State:
    """Bring back, for a person, what was skipped or given up: its deliveries where the edition is there, else the build.

    Counts begin anew; channels that have the edition do not get it again. A run that waits for its
    next attempt need not wait any longer. Raises BriefgenError for a run in any other state.
    """
    if run.state not in ("skipped", "dead", "failed") or run.owner is not None:
        raise BriefgenError(
            f"The run {run.id} is {run.state}; only what failed, died or was skipped can be tried again."
        )
    with store.writing() as connection:
        lost = connection.execute(
            "SELECT 1 FROM deliveries WHERE run_id = ? AND kind = 'delivery' AND status = 'failed'", (run.id,)
        ).fetchone()
        state: State = "rendered" if run.state == "dead" and lost else run.state if run.state == "failed" else "queued"
        if state != run.state:
            require(TRANSITIONS, run.state, state)
        changed = connection.execute(
            "UPDATE runs SET state = ?, reason = '', attempts = 0, losses = 0, told = 0, next_attempt_at = NULL, finished_at = NULL"
            " WHERE id = ? AND state = ? AND claim = ? AND owner IS NULL",
            (state, run.id, run.state, run.claim),
        ).rowcount
        if changed != 1:
            raise BriefgenError(f"The run {run.id} was changed by another process meanwhile; look at it again.")
        connection.execute("DELETE FROM deliveries WHERE run_id = ? AND kind = 'notice'", (run.id,))
        connection.execute(
            "UPDATE deliveries SET status = 'pending', attempts = 0, next_attempt_at = NULL, updated_at = ?"
            " WHERE run_id = ? AND status = 'failed'",
            (instant(now), run.id),
        )
        note(connection, run.id, now, state, "taken up again by hand")
        return state


def recover(store: Store, seen_from: Owner, now: dt.datetime) -> tuple[str, ...]:
    """Take back what dead processes held; the ids. A build begins anew, deliveries go on where they were.

    A process that can be seen from here lives or does not, whatever its lease says; of others the lease decides.
    """
    with store.writing() as connection:
        held = [decode_run(row) for row in connection.execute("SELECT * FROM runs WHERE owner IS NOT NULL")]
        lost = [run for run in held if _is_lost(run, seen_from, now)]
        for run in lost:
            _take_back(connection, run, now)
    return tuple(run.id for run in lost)


def _is_lost(run: Run, seen_from: Owner, now: dt.datetime) -> bool:
    assert run.owner is not None
    assert run.lease_until is not None
    alive = lives(run.owner, seen_from)
    return run.lease_until < now if alive is None else not alive


def _take_back(connection: sqlite3.Connection, run: Run, now: dt.datetime) -> None:
    free = "owner = NULL, lease_until = NULL, claim = claim + 1"
    if run.state in ("rendered", "dead"):
        connection.execute(f"UPDATE runs SET {free} WHERE id = ?", (run.id,))
        connection.execute(
            "UPDATE deliveries SET status = 'pending', detail = 'the process died while sending; it may have arrived', updated_at = ?"
            " WHERE run_id = ? AND status = 'sending'",
            (instant(now), run.id),
        )
        note(connection, run.id, now, "recovered", f"{run.owner} is gone; what was to be sent still is")
        return
    losses = run.losses + 1
    state: State = "dead" if losses >= MOST_LOSSES else "queued"
    require(TRANSITIONS, run.state, state)
    why = f"{run.owner} died while running it" + (f", as {losses - 1} did before" if state == "dead" else "")
    ended = instant(now) if state == "dead" else None
    problems = encode_problems((Problem("BG613", why, file=run.brief),)) if state == "dead" else "[]"
    connection.execute(
        f"UPDATE runs SET state = ?, attempts = attempts - 1, losses = ?, reason = ?, finished_at = ?, problems = ?, {free} WHERE id = ?",
        (state, losses, why if state == "dead" else "", ended, problems, run.id),
    )
    note(connection, run.id, now, state, why)
