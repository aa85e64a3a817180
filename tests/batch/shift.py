"""A scheduler for a process of its own, for tests that kill it: its hands write to a journal, and die where they are told.

The first process to reach the step of its death while FOLDER/die-STEP is not there makes that file and
kills itself with -9.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from pathlib import Path

from runs_at_hand import Hands, edition, failure

from briefgen.batch import agenda, scheduler
from briefgen.batch.execution import Actions, Outcome
from briefgen.errors import InputError
from briefgen.pipeline import load_config


class Mortal(Hands):
    """Hands that note in a journal what they do, take their time, fail when they are told to, and can be made to die."""

    def __init__(self, folder: Path, die: str = "", pause_s: float = 0, size: int = 0, *, fail: bool = False) -> None:
        super().__init__()
        self.folder, self.die, self.pause_s, self.size, self.fail = folder, die, pause_s, size, fail
        self.actions = Actions(self.build, self.deliver, self.ping, self.say)

    def step(self, step: str) -> None:
        if step == self.die:
            try:
                os.close(os.open(self.folder / f"die-{step}", os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return
            os.kill(os.getpid(), signal.SIGKILL)

    def journal(self, line: str) -> None:
        with (self.folder / "journal").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def build(self, agenda, terms, run):
        self.step("before build")
        self.journal(f"build {run.brief} {run.id}")
        time.sleep(self.pause_s)
        try:
            outcome = failure() if self.fail else edition(agenda.output, run, "x" * self.size or "# An edition\n")
        except InputError as error:
            outcome = Outcome(problems=error.problems, built=False)
        self.journal(f"built {run.brief} {run.id}")
        self.step("after build")
        return outcome

    def deliver(self, channel, parcel, *, now, earlier=None):
        self.step("while sending")
        self.journal(f"send {channel.name} {parcel.key}")
        receipt = super().deliver(channel, parcel, now=now, earlier=earlier)
        self.step("after sent")
        return receipt

    def ping(self, switch, event, *, now, text=""):
        self.step("start" if event == "start" else f"ping {event}")

    def say(self, run, event, detail):
        self.step(f"said {event}")
        self.step(f"said {event} {detail.partition(':')[0]}")


def once(
    folder: Path, die: str = "", pause_s: float = 0, workers: int = 1, size: int = 0, *, fail: bool = False
) -> None:
    """Run what is due; exit code 1 when the record cannot be used."""
    terms = agenda.from_config(load_config(folder / "briefs.yaml"))
    hands = Mortal(folder, die, pause_s, size, fail=fail)
    try:
        scheduler.run_due(folder / "runs.sqlite", terms, hands.actions, workers=workers)
    except InputError as error:
        hands.journal(f"refused {[problem.rule for problem in error.problems]}")
        sys.exit(1)


def once_with_small_files(folder: Path, most_bytes: int, size: int) -> None:
    """Run what is due where no file can grow beyond so many bytes: what a full disk looks like, without one."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    once(folder, size=size)


def serve(folder: Path, pause_s: float = 0, workers: int = 1) -> None:
    """Be the daemon, until a signal says stop."""
    hands = Mortal(folder, pause_s=pause_s)
    wishes, alarm = scheduler.Wishes(), scheduler.Alarm()
    voice = scheduler.Voice(
        lambda problems: hands.journal(f"problems {[p.rule for p in problems]}"),
        lambda: hands.journal("reloaded"),
        lambda error, _: hands.journal(f"refused {[p.rule for p in error.problems]}"),
    )
    with scheduler.heeding(wishes, alarm):
        scheduler.serve(
            folder / "runs.sqlite", lambda: agenda.from_config(load_config(folder / "briefs.yaml")), hands.actions, voice,
            wishes=wishes, alarm=alarm, workers=workers, daily=lambda *_: hands.journal("serving"),
        )  # fmt: skip
    hands.journal("ended")
