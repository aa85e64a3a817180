"""Telling a person that a run failed, and calling a dead-man's switch. Neither ever breaks the run that it tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from briefgen import __version__
from briefgen.batch import logs
from briefgen.batch.delivery import Channel, Parcel, Receipt, deliver, delivery_key, trust, webhook
from briefgen.batch.delivery.parcel import Undeliverable
from briefgen.batch.delivery.secrets import Secret, SecretFault, filled, read_variable, redacted
from briefgen.config.delivery import PingConfig
from briefgen.config.secrets import VARIABLE
from briefgen.errors import Problem, clean

Event = Literal["start", "success", "fail"]

_MOST_PROBLEMS = 20
_MOST_TEXT_BYTES = 10_000  # what healthchecks.io keeps of a call


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that will not be tried again: of which brief and slot, why, and where more is to be found."""

    run_id: str
    brief: str
    title: str
    slot: dt.datetime
    reason: str
    problems: tuple[Problem, ...] = ()
    log: str | None = None


def failure_text(failure: Failure) -> str:
    """What a person is told: what failed, why, where to look and how to try again."""
    shown = [f"  {clean(' '.join(str(problem).split()))}" for problem in failure.problems[:_MOST_PROBLEMS]]
    more = len(failure.problems) - _MOST_PROBLEMS
    lines = [
        f"The brief {failure.brief} ({_one_line(failure.title)}) was not delivered.",
        "",
        f"Slot:    {failure.slot.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC",
        f"Run:     {failure.run_id}",
        f"Reason:  {_one_line(failure.reason)}",
        *(["", "Problems:", *shown] if shown else []),
        *([f"  and {more} more"] if more > 0 else []),
        "",
        *([f"The log is in {failure.log}"] if failure.log else []),
        f"All that is known:  briefgen runs show {failure.run_id}",
        f"Try again:          briefgen retry {failure.run_id}",
    ]
    return "\n".join(lines) + "\n"


def failure_parcel(failure: Failure, channel: Channel) -> Parcel:
    """The notice for one channel, with the key that each try of it has."""
    return Parcel(
        brief=failure.brief,
        title=f"FAILED: {_one_line(failure.title)}",
        slot=failure.slot.astimezone(dt.UTC),
        as_of=None,
        files=(),
        manifest_sha256="",
        key=delivery_key(failure.brief, failure.slot, f"on_failure {channel.name}", failure.run_id),
        text=failure_text(failure),
        kind="failure",
    )


def notify_failure(
    channels: Iterable[Channel], failure: Failure, *, now: dt.datetime
) -> tuple[tuple[Channel, Receipt], ...]:
    """Tell of a failure over each channel, once; what became of each is also in the log."""
    told = tuple((channel, deliver(channel, failure_parcel(failure, channel), now=now)) for channel in channels)
    for channel, receipt in told:
        level: logs.Level = "info" if receipt.status == "delivered" else "error"
        logs.log(level, "failure told" if level == "info" else "failure not told", channel=channel.name,
                 status=receipt.status, detail=receipt.detail)  # fmt: skip
    return told


def ping(switch: PingConfig, event: Event, *, now: dt.datetime, text: str = "") -> Receipt | None:
    """Call the switch once, with a text that it may show; None where it has no address for the event.

    A call that fails is a line in the log and no more: the switch raises the alarm when none comes.
    """
    try:
        receipt = _called(switch, event, now, text)
    except (SecretFault, Undeliverable) as fault:
        receipt = Receipt("permanent", clean(str(fault)))
    if receipt is not None and receipt.status != "delivered":
        logs.log("warning", "ping failed", ping=event, status=receipt.status, detail=receipt.detail)
    return receipt


def _called(switch: PingConfig, event: Event, now: dt.datetime, text: str) -> Receipt | None:
    url = _address(switch, event)
    if url is None:
        return None
    webhook.checked(url)
    data = text.encode(errors="replace")[-_MOST_TEXT_BYTES:]  # the end is what tells
    headers = {"User-Agent": f"briefgen/{__version__}", "Content-Type": "text/plain; charset=utf-8"}
    context = trust.context(None, Path(), url=url.reveal())
    receipt = webhook.post(url, data, headers, context=context, timeout_s=switch.timeout_s, now=now)
    secrets = (url, *(read_variable(name) for name in VARIABLE.findall(getattr(switch, event) or switch.url or "")))
    return replace(receipt, detail=redacted(receipt.detail, secrets))


def _address(switch: PingConfig, event: Event) -> Secret | None:
    """Where to call: the event's own address, or the switch's with /start or /fail at the end of its path."""
    if switch.url is None:
        own: str | None = getattr(switch, event)
        return filled(own) if own else None
    url = filled(switch.url)
    if event == "success":
        return url
    whole, mark, query = url.reveal().partition("?")
    return Secret(f"{whole.rstrip('/')}/{event}{mark}{query}", url.origin)


def _one_line(text: str) -> str:
    return clean(" ".join(text.split()))
