"""Faults that take long to provoke: schedulers killed at random, racing for 500 slots, on a disk that fills up.

Each line says what was done and what came of it; a wrong end state ends the run with a traceback.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "batch")]

import shift  # noqa: E402
from runs_at_hand import agenda_of  # noqa: E402

from briefgen.batch.runs import queries  # noqa: E402
from briefgen.batch.runs.enrolling import enrol  # noqa: E402
from briefgen.batch.runs.opening import opened  # noqa: E402
from briefgen.batch.runs.records import NewRun  # noqa: E402

SEED = 20261124
PAST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_FORK = multiprocessing.get_context("fork")


def queue(folder: Path, slots: int, briefs: tuple[str, ...] = ("one",)) -> None:
    """So many slots that are due, evenly among the briefs."""
    wanted = [
        NewRun(briefs[n % len(briefs)], PAST + dt.timedelta(seconds=n), "hourly", origin="hand") for n in range(slots)
    ]
    with opened(folder / "runs.sqlite") as store:
        enrol(store, wanted, PAST)


def begun(folder: Path, **options: object) -> BaseProcess:
    """A scheduler in a process of its own, at work on what is due."""
    process = _FORK.Process(target=shift.once, args=(folder,), kwargs=options)
    process.start()
    return process


def states(folder: Path) -> Counter[str]:
    """How many runs are in which state."""
    with opened(folder / "runs.sqlite") as store:
        return Counter(run.state for run in queries.history(store))


def journal(folder: Path) -> list[str]:
    """What the schedulers did, in order."""
    return (folder / "journal").read_text(encoding="utf-8").splitlines()


def kills(folder: Path, *, slots: int, most: int) -> None:
    """One scheduler after the other is killed at a random moment, until all slots are done."""
    chance = random.Random(SEED)
    agenda_of(folder, "deliver: [archive, desk]\noverlap: queue")
    queue(folder, slots)
    killed = 0
    while killed < most:
        process = begun(folder, workers=2, pause_s=0.002)
        process.join(chance.uniform(0.03, 0.2))
        if process.exitcode is not None:
            break
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        killed += 1
    process = begun(folder)
    process.join()
    assert process.exitcode == 0, process.exitcode
    found = states(folder)
    assert found["delivered"] + found["dead"] == slots, found
    assert found["dead"] == 0 or killed > slots / 4, found
    sent = Counter(line for line in journal(folder) if line.startswith("send"))
    twice = sum(count - 1 for count in sent.values())
    assert len(sent) == 2 * found["delivered"], (len(sent), found)
    assert twice <= killed, (twice, killed)
    print(
        f"{killed} kills at random over {slots} slots: {dict(found)}; sent again under the same key: {twice}",
        flush=True,
    )


def race(folder: Path, *, slots: int) -> None:
    """Three schedulers at once: every slot is run by one of them."""
    agenda_of(folder, "deliver: [desk]\noverlap: queue")
    queue(folder, slots, ("one", "two"))
    begin = time.perf_counter()
    racing = [begun(folder, workers=2) for _ in range(3)]
    for process in racing:
        process.join()
    assert [process.exitcode for process in racing] == [0, 0, 0]
    builds = Counter(line for line in journal(folder) if line.startswith("build "))
    sent = Counter(line for line in journal(folder) if line.startswith("send "))
    assert (len(builds), max(builds.values())) == (slots, 1)
    assert (len(sent), max(sent.values())) == (slots / 2, 1)  # only one of the two briefs goes anywhere
    assert states(folder) == {"delivered": slots}
    print(
        f"3 schedulers racing on {slots} slots: {sum(builds.values())} runs, {time.perf_counter() - begin:.1f} s",
        flush=True,
    )


@contextlib.contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A file system of that size; only root may make one."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "briefgen-bench", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def full_disk(folder: Path) -> None:
    """The output on a disk that is full: the row is written, the earlier edition stands, and later all is made up for."""
    agenda_of(folder, "overlap: queue\nretries: {attempts: 3, backoff: 1s, jitter: 0}")
    with small_disk(folder / "build", 1):
        queue(folder, 1)
        begun(folder).join()
        (earlier,) = (folder / "build").rglob("*.md")
        before = earlier.read_bytes()
        with opened(folder / "runs.sqlite") as store:
            enrol(store, [NewRun("one", PAST + dt.timedelta(days=1), origin="hand")], PAST)
        begun(folder, size=2_000_000).join()
        with opened(folder / "runs.sqlite") as store:
            (failed,) = queries.history(store, states=["failed"])
        assert [problem.message for problem in failed.problems] == ["cannot be written: No space left on device"]
        assert [path.read_bytes() for path in (folder / "build").rglob("*") if path.is_file()] == [before]
        time.sleep(1.1)
        begun(folder).join()
        assert states(folder) == {"delivered": 2}
    print("output on a full disk: row written, earlier edition intact, made up for once there was room", flush=True)


def full_record(folder: Path) -> None:
    """The record itself on a disk that is full: the scheduler ends and says why; nothing is lost."""
    with small_disk(folder / "disk", 16) as disk:
        agenda_of(folder, "overlap: queue")
        (folder / "runs.sqlite").symlink_to(disk / "runs.sqlite")
        queue(folder, 50)
        ballast = disk / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
            while file.write(b"\0" * 4096):
                pass
        process = begun(folder)
        process.join()
        assert (process.exitcode, journal(folder)[-1]) == (1, "refused ['BG612']")
        ballast.unlink()
        begun(folder).join()
        assert states(folder) == {"delivered": 50}
    print("record on a full disk: refused with BG612, gone on with once there was room", flush=True)


def main() -> None:
    """All of them, each in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="briefgen-faults-") as name:
        root = Path(name)
        kills(root / "kills", slots=1_500, most=60)
        race(root / "race", slots=500)
        if os.geteuid() == 0:
            full_disk(root / "full-disk")
            (root / "full-record").mkdir()
            full_record(root / "full-record")


if __name__ == "__main__":
    main()
