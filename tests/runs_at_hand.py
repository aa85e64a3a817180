"""Short ways to fill a record of runs, for tests and for the processes that tests begin."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from briefgen import store
from briefgen.batch import agenda
from briefgen.batch.agenda import Agenda, Terms
from briefgen.batch.delivery import Channel, Parcel, Receipt
from briefgen.batch.execution import Actions, Outcome
from briefgen.batch.runs.enrolling import enrol
from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.owners import Owner, this_process
from briefgen.batch.runs.records import Edition, NewRun, Run
from briefgen.config.delivery import PingConfig
from briefgen.errors import Problem
from briefgen.pipeline import load_config

NINE = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
HERE = this_process()
ELSEWHERE = Owner("another-host", "another boot", 7, 1)


def slot(store: Store, brief: str = "one", *, minutes: int = 0, schedule: str = "daily", reason: str = "") -> str:
    """A row for a slot so many minutes after nine; its id."""
    run = NewRun(brief, NINE + minutes * MINUTE, schedule, reason=reason)
    assert enrol(store, [run], NINE) == (run.id,)
    return run.id


# A scheduler with hands of its own ---------------------------------------------------------------

CONFIG = """\
channels:
  desk: {folder: desk}
  archive: {folder: archive}
  chief: {webhook: {url: "https://chief.example/hook", secret: "${CHIEF}"}}
briefs:
  one: {title: The first, sources: [one.txt]}
  two: {title: The second, sources: [one.txt]}
schedules:
  hourly:
    briefs: [one]
    cron: "0 * * * *"
    timezone: UTC
    %s
"""


def agenda_of(folder: Path, more: str = "", config: str = CONFIG) -> Agenda:
    """The agenda of a briefs.yaml whose schedule says more, written to a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "one.txt").write_text("The council of Leeds approved the road on Monday.\n", encoding="utf-8")
    (folder / "briefs.yaml").write_text(config.replace("%s", more.replace("\n", "\n    ")), encoding="utf-8")
    return agenda.from_config(load_config(folder / "briefs.yaml"))


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, at: dt.datetime = NINE) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += dt.timedelta(**by)


class Hands:
    """Actions that write down what is asked of them and answer as they are told."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []
        self.parcels: list[Parcel] = []
        self.outcomes: list[Outcome] = []  # of the next builds; good when it runs out
        self.receipts: dict[str, list[Receipt]] = {}  # of the next tries over a channel; delivered when they run out
        self.earlier: list[Receipt | None] = []
        self.actions = Actions(self.build, self.deliver, self.ping, lambda *_: None)

    def build(self, agenda: Agenda, terms: Terms, run: Run) -> Outcome:
        self.done.append(("build", f"{run.brief} {run.slot:%H:%M}"))
        if self.outcomes:
            return self.outcomes.pop(0)
        return edition(agenda.output, run)

    def deliver(self, channel: Channel, parcel: Parcel, *, now: dt.datetime, earlier: Receipt | None = None) -> Receipt:
        self.done.append((channel.name, f"{parcel.brief} {parcel.slot:%H:%M}"))
        self.parcels.append(parcel)
        self.earlier.append(earlier)
        waiting = self.receipts.get(channel.name)
        return waiting.pop(0) if waiting else Receipt("delivered", "taken")

    def ping(self, switch: PingConfig, event: str, *, now: dt.datetime, text: str = "") -> None:
        self.done.append(("ping", event))

    def names(self) -> list[str]:
        """What was done, in order, without whose it was."""
        return [name if name != "ping" else f"ping {what}" for name, what in self.done]


def edition(output: Path, run: Run, text: str = "# An edition\n") -> Outcome:
    """A file of a run, published."""
    relative = f"{run.brief}/{run.slot:%Y-%m-%dT%H%M%S}/{run.brief}.md"
    store.publish(output, relative, text.encode())
    return Outcome((Edition(relative, hashlib.sha256(text.encode()).hexdigest(), len(text)),))


def failure(message: str = "no such file") -> Outcome:
    """A build that failed."""
    return Outcome(problems=(Problem("BG201", message, file="one.txt"),), built=False)
