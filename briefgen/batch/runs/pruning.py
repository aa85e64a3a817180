"""Removing rows whose time is over. Which those are is decided in batch.retention."""

from __future__ import annotations

from collections.abc import Collection

from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.records import Run


def named_elsewhere(store: Store, path: str, gone: Collection[str]) -> bool:
    """Whether a run that stays has a file or its manifest at that path."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT run_id AS id FROM files WHERE path = :path UNION SELECT id FROM runs WHERE manifest = :path",
            {"path": path},
        )
        return any(row["id"] not in gone for row in rows)


def forget(store: Store, run: Run) -> bool:
    """Remove the row of an ended run, with its files, deliveries and log; False when it was taken up again meanwhile."""
    with store.writing() as connection:
        return bool(
            connection.execute(
                "DELETE FROM runs WHERE id = ? AND state = ? AND claim = ? AND owner IS NULL",
                (run.id, run.state, run.claim),
            ).rowcount
        )
