"""What a run sends: a row for each channel and notice, each with its own attempts. When a run is claimed is in claims."""

from __future__ import annotations

import datetime as dt
import sqlite3

from briefgen.batch.runs.enrolling import note
from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.records import Claim, Delivery, Kind, LostClaimError, decode_delivery, instant
from briefgen.batch.runs.states import DELIVERY_TRANSITIONS, Status, require


def post(connection: sqlite3.Connection, run_id: str, channel: str, kind: Kind, key: str, now: dt.datetime) -> None:
    """A row for what is to be sent, inside a transaction; one that is there from an earlier attempt stays as it is."""
    connection.execute(
        "INSERT OR IGNORE INTO deliveries (run_id, channel, kind, key, status, updated_at) VALUES (?, ?, ?, ?, 'pending', ?)",
        (run_id, channel, kind, key, instant(now)),
    )


def announce(store: Store, held: Claim, notices: tuple[tuple[str, str], ...], now: dt.datetime) -> None:
    """Write down, once, who is to be told that a run is dead: pairs of channel and idempotency key."""
    with store.writing() as connection:
        require_held(connection, held)
        for channel, key in notices:
            post(connection, held.run.id, channel, "notice", key, now)
        connection.execute("UPDATE runs SET told = 1 WHERE id = ?", (held.run.id,))


def due(store: Store, held: Claim, kind: Kind, now: dt.datetime) -> tuple[Delivery, ...]:
    """What is to be sent now."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM deliveries WHERE run_id = ? AND kind = ? AND status = 'pending'"
            " AND (next_attempt_at IS NULL OR next_attempt_at <= ?) ORDER BY channel",
            (held.run.id, kind, instant(now)),
        )
        return tuple(decode_delivery(row) for row in rows)


def sending(store: Store, held: Claim, delivery: Delivery, now: dt.datetime) -> None:
    """Write down that it is being sent, before it is: who finds this row later knows that it may have arrived."""
    with store.writing() as connection:
        require_held(connection, held)
        _change(connection, held, delivery, "pending", "sending", now, attempts=delivery.attempts + 1)


def sent(
    store: Store, held: Claim, delivery: Delivery, now: dt.datetime, *, detail: str, receipt: str | None = None
) -> None:
    """It has arrived."""
    with store.writing() as connection:
        require_held(connection, held)
        _change(connection, held, delivery, "sending", "delivered", now, detail=detail, receipt=receipt)
        note(connection, held.run.id, now, "sent", f"{delivery.channel}: {detail}")


def not_sent(
    store: Store, held: Claim, delivery: Delivery, now: dt.datetime, *, detail: str, again_at: dt.datetime | None,
    receipt: str | None = None, tried: bool = True,
) -> None:  # fmt: skip
    """It has not arrived: it is sent again at that time, or, without one, never on its own."""
    new: Status = "pending" if again_at else "failed"
    with store.writing() as connection:
        require_held(connection, held)
        old: Status = "sending" if tried else "pending"
        _change(connection, held, delivery, old, new, now, detail=detail, again_at=again_at, receipt=receipt)
        when = f"; again at {instant(again_at)}" if again_at else ""
        note(connection, held.run.id, now, "not sent", f"{delivery.channel}: {detail}{when}")


def _change(
    connection: sqlite3.Connection, held: Claim, delivery: Delivery, old: Status, new: Status, now: dt.datetime, *,
    detail: str = "", attempts: int | None = None, again_at: dt.datetime | None = None, receipt: str | None = None,
) -> None:  # fmt: skip
    require(DELIVERY_TRANSITIONS, old, new)
    changed = connection.execute(
        "UPDATE deliveries SET status = ?, detail = ?, attempts = COALESCE(?, attempts), next_attempt_at = ?,"
        " receipt = COALESCE(?, receipt), updated_at = ? WHERE run_id = ? AND kind = ? AND channel = ? AND status = ?",
        (new, detail, attempts, instant(again_at) if again_at else None, receipt, instant(now),
         held.run.id, delivery.kind, delivery.channel, old),
    ).rowcount  # fmt: skip
    assert changed == 1, "only the holder of a run changes its deliveries"


def require_held(connection: sqlite3.Connection, held: Claim) -> None:
    """Raise LostClaimError unless the claim holds, inside a transaction."""
    row = connection.execute("SELECT 1 FROM runs WHERE id = ? AND owner = ? AND claim = ?", held.key).fetchone()
    if row is None:
        raise LostClaimError(f"{held.run.id} is no longer held by {held.owner}")
