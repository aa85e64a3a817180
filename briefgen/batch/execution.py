"""One turn of one run that is held: build it, hand it over, or tell that it is dead. Which run, and when, is the scheduler's.

What reaches into the world comes in as functions. Each step is written down before the next is taken,
and what is to leave the house only leaves while the claim holds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from briefgen import wire
from briefgen.batch.agenda import Agenda, Terms
from briefgen.batch.delivery import Channel, Parcel, ParcelFile, Receipt, delivery_key
from briefgen.batch.notices import Event, Failure, failure_parcel
from briefgen.batch.runs import claims, postings, queries
from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.records import Claim, Delivery, Edition, Run
from briefgen.config.delivery import PingConfig
from briefgen.errors import Problem
from briefgen.formats import MEDIA_TYPES

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one build. files are told below the output folder; broken_off: stopped from outside, no fault of the brief."""

    files: tuple[Edition, ...] = ()
    manifest: str | None = None
    problems: tuple[Problem, ...] = ()
    built: bool = True
    detail: str = ""
    broken_off: bool = False

    @property
    def good(self) -> bool:
        """Whether it may go out: a brief with an error is never a success, whatever was written."""
        return self.built and not any(problem.severity == "error" for problem in self.problems)


class Deliver(Protocol):
    """Hands a parcel over once; never raises for what the far side does."""

    def __call__(
        self, channel: Channel, parcel: Parcel, *, now: dt.datetime, earlier: Receipt | None = None
    ) -> Receipt: ...


class Ping(Protocol):
    """Calls a dead-man's switch once; never raises."""

    def __call__(self, switch: PingConfig, event: Event, *, now: dt.datetime, text: str = "") -> Receipt | None: ...


@dataclass(frozen=True, slots=True)
class Actions:
    """What a run does to the world."""

    build: Callable[[Agenda, Terms, Run], Outcome]
    deliver: Deliver
    ping: Ping
    say: Callable[[Run, str, str], None]  # the run, what happened, in which words


@dataclass(frozen=True, slots=True)
class Turn:
    """A run that this process holds, with all that a turn needs."""

    store: Store
    held: Claim
    agenda: Agenda
    terms: Terms
    actions: Actions
    now: Clock

    @property
    def run(self) -> Run:
        """The run as it was when it was taken."""
        return self.held.run


def take_turn(store: Store, held: Claim, agenda: Agenda, actions: Actions, now: Clock) -> None:
    """Do what is due on a run, and give it back. Raises LostClaimError when it was taken by another meanwhile."""
    turn = Turn(store, held, agenda, agenda.terms[held.run.brief], actions, now)
    if held.run.state == "dead":
        _tell(turn)
    elif held.run.state == "rendered" or _build(turn):
        _hand_over(turn)


# Building --------------------------------------------------------------------------------------


def _build(turn: Turn) -> bool:
    """Whether there is an edition to hand over."""
    _ping(turn, "start")
    turn.actions.say(turn.run, "building", f"attempt {turn.run.attempts} of {turn.terms.build_attempts}")
    outcome = turn.actions.build(turn.agenda, turn.terms, turn.run)
    if outcome.broken_off:
        claims.released(turn.store, turn.held, turn.now(), "broken off: the scheduler was stopped")
        turn.actions.say(turn.run, "queued", "broken off: the scheduler was stopped")
        return False
    if not outcome.good:
        _failed(turn, outcome.problems)
        return False
    claims.rendered(
        turn.store,
        turn.held,
        turn.now(),
        files=outcome.files,
        manifest=outcome.manifest,
        problems=outcome.problems,
        channels=[(channel.name, _key(turn, channel, outcome.files)) for channel in turn.terms.deliver],
        detail=outcome.detail,
    )
    turn.actions.say(turn.run, "rendered", outcome.detail or f"{len(outcome.files)} file(s)")
    return True


def _failed(turn: Turn, problems: tuple[Problem, ...]) -> None:
    if not any(problem.severity == "error" for problem in problems):
        problems = (*problems, Problem("BG615", "the build gave no file and no reason", file=turn.run.brief))
    again_at = None
    if turn.run.attempts < turn.terms.build_attempts:
        again_at = turn.now() + turn.terms.pause(turn.run.id, turn.run.attempts)
    claims.failed(turn.store, turn.held, turn.now(), problems=problems, again_at=again_at)
    why = next(str(problem) for problem in problems if problem.severity == "error")
    turn.actions.say(turn.run, "failed" if again_at else "dead", why)


def _key(turn: Turn, channel: Channel, files: tuple[Edition, ...]) -> str:
    return delivery_key(turn.run.brief, turn.run.slot, channel.name, edition_sha256(files))


def edition_sha256(files: tuple[Edition, ...]) -> str:
    """One hash for what all files of an edition hold."""
    listed = json.dumps(sorted([file.path, file.sha256] for file in files))
    return hashlib.sha256(listed.encode(errors="backslashreplace")).hexdigest()


# Handing over ----------------------------------------------------------------------------------


def _hand_over(turn: Turn) -> None:
    """Each channel that is due, on its own: the one that fails keeps no other waiting."""
    parcel_for = _parcels(turn)
    for delivery in postings.due(turn.store, turn.held, "delivery", turn.now()):
        _send(turn, delivery, turn.terms.deliver, parcel_for)
    state = claims.dispatched(turn.store, turn.held, turn.now())
    turn.actions.say(turn.run, state, "more deliveries are due later" if state == "rendered" else "")
    if state == "delivered":
        _ping(turn, "success")


def _parcels(turn: Turn) -> Callable[[Delivery], Parcel]:
    """The edition as a parcel for each delivery, its files with the hashes that they had when they were built."""
    editions = queries.files(turn.store, turn.run.id)
    files = tuple(
        ParcelFile(turn.agenda.output / file.path, MEDIA_TYPES.get(_ending(file.path), "application/octet-stream"), file.sha256)
        for file in editions
        if not file.path.endswith("manifest.json")
    )  # fmt: skip
    text = next((_text(file.path) for file in files if file.format == "md"), turn.terms.brief.title)

    def parcel(delivery: Delivery) -> Parcel:
        return Parcel(
            brief=turn.run.brief,
            title=turn.terms.brief.title,
            slot=turn.run.slot.astimezone(dt.UTC),
            as_of=turn.run.day or turn.terms.brief.as_of,
            files=files,
            manifest_sha256=edition_sha256(editions),
            key=delivery.key,
            text=text,
        )

    return parcel


def _ending(path: str) -> str:
    return path.rpartition(".")[2].lower()


def _text(path: Path) -> str:
    """The Markdown of an edition; that it is still the one that was built, the channel checks by its hash."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _send(
    turn: Turn, delivery: Delivery, channels: tuple[Channel, ...], parcel_for: Callable[[Delivery], Parcel]
) -> None:
    """One try over one channel, written down before and after."""
    channel = next((channel for channel in channels if channel.name == delivery.channel), None)
    if channel is None:
        detail = f"{delivery.channel} is no longer a channel of this brief in briefs.yaml"
        postings.not_sent(turn.store, turn.held, delivery, turn.now(), detail=detail, again_at=None, tried=False)
        return
    postings.sending(turn.store, turn.held, delivery, turn.now())
    earlier = wire.decode(Receipt, json.loads(delivery.receipt), "receipt") if delivery.receipt else None
    receipt = turn.actions.deliver(channel, parcel_for(delivery), now=turn.now(), earlier=earlier)
    _note(turn, delivery, receipt)


def _note(turn: Turn, delivery: Delivery, receipt: Receipt) -> None:
    kept = json.dumps(wire.encode(receipt))
    now, attempt = turn.now(), delivery.attempts + 1
    if receipt.status == "delivered":
        postings.sent(turn.store, turn.held, delivery, now, detail=receipt.detail, receipt=kept)
        turn.actions.say(turn.run, "sent", f"{delivery.channel}: {receipt.detail}")
        return
    again_at = None
    if receipt.status == "temporary" and attempt < turn.terms.delivery_attempts:
        asked = dt.timedelta(seconds=receipt.retry_after_s or 0)
        again_at = now + max(turn.terms.pause(delivery.key, attempt), asked)
    postings.not_sent(turn.store, turn.held, delivery, now, detail=receipt.detail, receipt=kept, again_at=again_at)
    turn.actions.say(turn.run, "not sent", f"{delivery.channel}: {receipt.detail}")


# Telling ---------------------------------------------------------------------------------------


def _tell(turn: Turn) -> None:
    """A run is dead: the switch is called, and whom on_failure names is told, each on its own."""
    if not turn.run.told:
        keys = [(c.name, delivery_key(turn.run.brief, turn.run.slot, f"on_failure/{c.name}", str(turn.run.claim)))
                for c in turn.terms.tell]  # fmt: skip
        postings.announce(turn.store, turn.held, tuple(keys), turn.now())
        _ping(turn, "fail", f"{turn.run.brief} {turn.run.id}: {turn.run.reason}")
    for delivery in postings.due(turn.store, turn.held, "notice", turn.now()):
        _send(turn, delivery, turn.terms.tell, lambda delivery: _notice(turn, delivery))
    claims.told(turn.store, turn.held, turn.now())


def _notice(turn: Turn, delivery: Delivery) -> Parcel:
    """What a person is told of a dead run; under another key each time that it dies, so that no far side drops it."""
    run, title = turn.run, turn.terms.brief.title
    failure = Failure(run.id, run.brief, title, run.slot, run.reason, run.problems)
    channel = next(channel for channel in turn.terms.tell if channel.name == delivery.channel)
    return replace(failure_parcel(failure, channel), key=delivery.key)


def _ping(turn: Turn, event: Event, text: str = "") -> None:
    """Call the switch; what comes of it is in the log at most, for it must not break the run that it watches."""
    if turn.terms.ping is not None:
        turn.actions.ping(turn.terms.ping, event, now=turn.now(), text=text or f"{turn.run.brief} {turn.run.id}")
