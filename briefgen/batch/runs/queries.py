"""Reading the record: one run, the history, what is open, what falls due next. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.records import (
    Delivery,
    Edition,
    LogLine,
    Run,
    decode_delivery,
    decode_line,
    decode_run,
    instant,
    moment,
    slot_text,
)
from briefgen.batch.runs.states import State


def history(
    store: Store,
    *,
    briefs: Sequence[str] = (),
    states: Sequence[State] = (),
    since: dt.datetime | None = None,
    limit: int | None = None,
) -> tuple[Run, ...]:
    """The runs, latest slot first: of these briefs, in these states, since that slot; all where none is given."""
    wanted: list[str] = ["1"]
    values: list[str] = []
    if briefs:
        wanted.append(f"brief IN ({', '.join('?' * len(briefs))})")
        values += briefs
    if states:
        wanted.append(f"state IN ({', '.join('?' * len(states))})")
        values += states
    if since is not None:
        wanted.append("slot >= ?")
        values.append(slot_text(since))
    query = f"SELECT * FROM runs WHERE {' AND '.join(wanted)} ORDER BY slot DESC, id LIMIT ?"
    with store.reading() as connection:
        return tuple(decode_run(row) for row in connection.execute(query, (*values, -1 if limit is None else limit)))


def matching(store: Store, beginning: str) -> tuple[Run, ...]:
    """The runs whose id begins so."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM runs WHERE id >= :beginning AND id < :beginning || '~' ORDER BY id", {"beginning": beginning}
        )
        return tuple(decode_run(row) for row in rows)


def find(store: Store, run_id: str) -> Run | None:
    """The run with an id."""
    with store.reading() as connection:
        row = connection.execute("SELECT * FROM runs WHERE id = ?", (run_id,)).fetchone()
    return decode_run(row) if row is not None else None


def files(store: Store, run_id: str) -> tuple[Edition, ...]:
    """The files of a run."""
    with store.reading() as connection:
        rows = connection.execute("SELECT path, sha256, bytes FROM files WHERE run_id = ? ORDER BY path", (run_id,))
        return tuple(Edition(*row) for row in rows)


def deliveries(store: Store, run_id: str) -> tuple[Delivery, ...]:
    """The deliveries and notices of a run."""
    with store.reading() as connection:
        rows = connection.execute("SELECT * FROM deliveries WHERE run_id = ? ORDER BY kind, channel", (run_id,))
        return tuple(decode_delivery(row) for row in rows)


def log(store: Store, run_id: str) -> tuple[LogLine, ...]:
    """What happened to a run, in order."""
    with store.reading() as connection:
        rows = connection.execute("SELECT at, event, detail FROM log WHERE run_id = ? ORDER BY number", (run_id,))
        return tuple(decode_line(row) for row in rows)


def unfinished(store: Store) -> tuple[Run, ...]:
    """The runs on which something is still to be done, oldest slot first."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM runs WHERE state IN ('queued', 'running', 'failed', 'rendered') ORDER BY slot, id"
        )
        return tuple(decode_run(row) for row in rows)


def waiting(store: Store, briefs: Collection[str]) -> tuple[Run, ...]:
    """The runs of these briefs on which something is to be done, and which nobody holds."""
    listed = ", ".join("?" * len(briefs))
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT * FROM runs WHERE brief IN ({listed}) AND state IN ('queued', 'failed', 'rendered')"
            " AND owner IS NULL ORDER BY slot, id",
            tuple(briefs),
        )
        return tuple(decode_run(row) for row in rows)


def oldest_unbuilt(store: Store) -> dict[str, Run]:
    """Of each brief, the run with the oldest slot that is not built yet."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT *, MIN(slot) FROM runs WHERE state IN ('queued', 'running', 'failed') GROUP BY brief"
        )
        return {row["brief"]: decode_run(row) for row in rows}


def briefs_at_work(store: Store) -> frozenset[str]:
    """The briefs that have a run on which something is still to be done."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT DISTINCT brief FROM runs WHERE state IN ('queued', 'running', 'failed', 'rendered')"
        )
        return frozenset(row["brief"] for row in rows)


def next_attempt(store: Store, now: dt.datetime) -> dt.datetime | None:
    """When the next retry of a build, a delivery or a notice is due, after now."""
    with store.reading() as connection:
        (text,) = connection.execute(
            "SELECT MIN(due) FROM ("
            " SELECT MIN(next_attempt_at) AS due FROM runs WHERE state = 'failed' AND next_attempt_at > :now"
            " UNION ALL SELECT MIN(next_attempt_at) FROM deliveries WHERE status = 'pending' AND next_attempt_at > :now)",
            {"now": instant(now)},
        ).fetchone()
    return moment(text)
