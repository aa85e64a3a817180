"""The tables of the record, as an ordered tuple of migrations; the number of those done is the user_version of the file."""

from __future__ import annotations

import sqlite3

from briefgen.batch.runs.states import DELIVERY_TRANSITIONS, STATES

APPLICATION_ID = 0x62677275  # "bgru" in the header of the file: nobody else's database is taken for ours


def _listed(names: object) -> str:
    return ", ".join(f"'{name}'" for name in names)  # type: ignore[attr-defined]


_FIRST = f"""
CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    brief TEXT NOT NULL,
    slot TEXT NOT NULL,
    schedule TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL DEFAULT '',
    local TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL CHECK (origin IN ('schedule', 'hand', 'rebuilt')),
    state TEXT NOT NULL CHECK (state IN ({_listed(STATES)})),
    reason TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    losses INTEGER NOT NULL DEFAULT 0,
    claim INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    lease_until TEXT,
    created_at TEXT NOT NULL,
    started_at TEXT,
    finished_at TEXT,
    next_attempt_at TEXT,
    problems TEXT NOT NULL DEFAULT '[]',
    manifest TEXT,
    told INTEGER NOT NULL DEFAULT 0, -- whether the notices of a dead one are written
    UNIQUE (brief, slot),
    CHECK (state <> 'skipped' OR reason <> ''),
    CHECK (state <> 'running' OR owner IS NOT NULL),
    CHECK ((owner IS NULL) = (lease_until IS NULL))
);
CREATE INDEX runs_by_slot ON runs (slot);
CREATE INDEX open_runs ON runs (slot, id) WHERE state IN ('queued', 'failed', 'rendered', 'dead');
CREATE INDEX runs_by_manifest ON runs (manifest) WHERE manifest IS NOT NULL;
CREATE INDEX held_runs ON runs (brief, state) WHERE owner IS NOT NULL;
CREATE INDEX unfinished_runs ON runs (brief, slot) WHERE state IN ('queued', 'running', 'failed');

CREATE TABLE files (
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (run_id, path)
);
CREATE INDEX files_by_path ON files (path);

CREATE TABLE deliveries (
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('delivery', 'notice')),
    key TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL CHECK (status IN ({_listed(DELIVERY_TRANSITIONS)})),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at TEXT,
    detail TEXT NOT NULL DEFAULT '',
    receipt TEXT, -- what the far side answered last, as JSON
    updated_at TEXT NOT NULL,
    PRIMARY KEY (run_id, kind, channel)
);

CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT ''
);
CREATE INDEX log_of_a_run ON log (run_id, number);

-- Up to which slot a schedule has been planned, and what it said then.
CREATE TABLE schedules (
    name TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    planned_until TEXT NOT NULL
);

-- A name is a schedule's or a brief's, '*' all; an open pause has no end.
CREATE TABLE pauses (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT
);
CREATE UNIQUE INDEX open_pauses ON pauses (name) WHERE until IS NULL;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database up to VERSION, all of it or nothing; one that is there already is left alone."""
    if _version(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number, script in enumerate(MIGRATIONS[_version(connection) :], start=_version(connection) + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    """The statements of a script; sqlite3's own executescript would commit before the first."""
    statements, begun = [], ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            statements.append(begun)
            begun = ""
    return statements
