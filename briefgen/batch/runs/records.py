"""What the rows of the record say, as values, and how instants are written in them. SQL is in the files beside it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from dataclasses import dataclass
from typing import Literal, cast

from briefgen import wire
from briefgen.batch.runs.owners import Owner
from briefgen.batch.runs.states import State, Status
from briefgen.errors import Problem

Origin = Literal["schedule", "hand", "rebuilt"]
Kind = Literal["delivery", "notice"]


def instant(moment: dt.datetime) -> str:
    """An instant as UTC text that sorts by time: 2026-11-24T06:00:00.000Z."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def slot_text(moment: dt.datetime) -> str:
    """A slot as UTC text, in whole seconds: 2026-11-24T06:00:00Z."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def moment(text: str | None) -> dt.datetime | None:
    """The instant that such a text names."""
    return dt.datetime.fromisoformat(text) if text else None


def run_id(brief: str, slot: dt.datetime) -> str:
    """The id of the one run of a brief for a slot; the same in every process."""
    return hashlib.sha256(json.dumps([brief, slot_text(slot)]).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class NewRun:
    """A slot that the record does not know yet. A reason makes it a skipped one.

    schedule is "" for a run by hand of a brief without one; local is the slot on its schedule's clock,
    day the day there that it stands for.
    """

    brief: str
    slot: dt.datetime
    schedule: str = ""
    local: str = ""
    day: dt.date | None = None
    note: str = ""
    origin: Origin = "schedule"
    reason: str = ""

    @property
    def id(self) -> str:
        """The id of its row."""
        return run_id(self.brief, self.slot)


@dataclass(frozen=True, slots=True)
class Run:
    """One row: a brief at a slot, its state, its history in counts and instants (all UTC)."""

    id: str
    brief: str
    slot: dt.datetime
    schedule: str
    local: str
    day: dt.date | None
    note: str
    origin: Origin
    state: State
    reason: str
    attempts: int  # builds begun that were not lost to a dead process
    losses: int  # builds lost to one
    claim: int  # counts who has held it; what a former holder writes is refused
    owner: Owner | None
    lease_until: dt.datetime | None
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    next_attempt_at: dt.datetime | None
    problems: tuple[Problem, ...]
    manifest: str | None
    told: bool  # of a dead one: its notices are written


@dataclass(frozen=True, slots=True)
class Claim:
    """A run that a process holds, as it was when it was taken."""

    run: Run
    owner: Owner

    @property
    def key(self) -> tuple[str, str, int]:
        """What must still be in the row, whenever the holder writes: id, owner, number of the claim."""
        return self.run.id, self.owner.to_text(), self.run.claim


class LostClaimError(Exception):
    """A run was taken by another since: what its former holder did is not written, and that one must stop."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One file of a run: its path below the output folder, and what it held when it was made."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One channel of a run, or the notice that tells a person of its failure; each is retried on its own."""

    channel: str
    kind: Kind
    key: str  # the same at every attempt, so that the far side can drop a second copy
    status: Status
    attempts: int
    next_attempt_at: dt.datetime | None
    detail: str
    receipt: str | None  # what the far side answered last, as the sender of it wrote it down
    updated_at: dt.datetime


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that happened to a run."""

    at: dt.datetime
    event: str
    detail: str


def decode_run(row: sqlite3.Row) -> Run:
    """A row of the table runs as a Run."""
    return Run(
        id=row["id"],
        brief=row["brief"],
        slot=_known(row["slot"]),
        schedule=row["schedule"],
        local=row["local"],
        day=dt.date.fromisoformat(row["day"]) if row["day"] else None,
        note=row["note"],
        origin=cast(Origin, row["origin"]),
        state=cast(State, row["state"]),
        reason=row["reason"],
        attempts=row["attempts"],
        losses=row["losses"],
        claim=row["claim"],
        owner=Owner.from_text(row["owner"]) if row["owner"] else None,
        lease_until=moment(row["lease_until"]),
        created_at=_known(row["created_at"]),
        started_at=moment(row["started_at"]),
        finished_at=moment(row["finished_at"]),
        next_attempt_at=moment(row["next_attempt_at"]),
        problems=decode_problems(row["problems"]),
        manifest=row["manifest"],
        told=bool(row["told"]),
    )


def decode_delivery(row: sqlite3.Row) -> Delivery:
    """A row of the table deliveries as a Delivery."""
    return Delivery(
        channel=row["channel"],
        kind=cast(Kind, row["kind"]),
        key=row["key"],
        status=cast(Status, row["status"]),
        attempts=row["attempts"],
        next_attempt_at=moment(row["next_attempt_at"]),
        detail=row["detail"],
        receipt=row["receipt"],
        updated_at=_known(row["updated_at"]),
    )


def decode_line(row: sqlite3.Row) -> LogLine:
    """A row of the table log as a LogLine."""
    return LogLine(_known(row["at"]), row["event"], row["detail"])


def encode_problems(problems: tuple[Problem, ...]) -> str:
    """Problems as JSON text."""
    return json.dumps([wire.encode(problem) for problem in problems], ensure_ascii=False)


def decode_problems(text: str) -> tuple[Problem, ...]:
    """The problems of such a text."""
    return tuple(Problem(**fields) for fields in json.loads(text))


def _known(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
