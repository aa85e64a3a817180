"""A scheduler for a process of its own, for tests that kill it: its hands write to a journal, and die where they are told.

The first process to reach the step of its death while FOLDER/die-STEP is not there makes that file and
kills itself with -9.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from runs_at_hand import Hands, edition

from briefgen.batch import agenda, scheduler
from briefgen.batch.execution import Actions
from briefgen.pipeline import load_config


class Mortal(Hands):
    """Hands that note in a journal what they do, take their time, and can be made to die."""

    def __init__(self, folder: Path, die: str, pause_s: float) -> None:
        super().__init__()
        self.folder, self.die, self.pause_s = folder, die, pause_s
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
        outcome = edition(agenda.output, run)
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
        self.step("start" if event == "start" else "after delivered")

    def say(self, run, event, detail):
        self.step(f"after {event}")


def once(folder: Path, die: str = "", pause_s: float = 0, workers: int = 1) -> None:
    """Run what is due."""
    terms = agenda.from_config(load_config(folder / "briefs.yaml"))
    scheduler.run_due(folder / "runs.sqlite", terms, Mortal(folder, die, pause_s).actions, workers=workers)


def serve(folder: Path, pause_s: float = 0, workers: int = 1) -> None:
    """Be the daemon, until a signal says stop."""
    hands = Mortal(folder, "", pause_s)
    wishes, alarm = scheduler.Wishes(), scheduler.Alarm()
    voice = scheduler.Voice(
        lambda problems: hands.journal(f"problems {[p.rule for p in problems]}"),
        lambda: hands.journal("reloaded"),
        lambda error, _: hands.journal(f"refused {[p.rule for p in error.problems]}"),
    )
    with scheduler.heeding(wishes, alarm):
        hands.journal("serving")
        scheduler.serve(
            folder / "runs.sqlite", lambda: agenda.from_config(load_config(folder / "briefs.yaml")), hands.actions, voice,
            wishes=wishes, alarm=alarm, workers=workers,
        )  # fmt: skip
    hands.journal("ended")
