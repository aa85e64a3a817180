"""The scheduler as real processes: killed at every step, racing, stopped, told to read briefs.yaml again."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
import time
from collections import Counter
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import shift
from runs_at_hand import agenda_of

from briefgen.batch.runs import queries
from briefgen.batch.runs.enrolling import enrol
from briefgen.batch.runs.opening import opened
from briefgen.batch.runs.records import NewRun
from briefgen.batch.scheduler import Alarm

PAST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
DELIVER = "deliver: [archive, desk]\nping: https://switch.example/1\noverlap: queue"
STEPS = (
    "start", "before build", "after build", "said rendered", "while sending", "after sent", "said sent archive",
    "said sent desk", "said delivered", "ping success",
)  # fmt: skip


def begin(work, *arguments, **options) -> BaseProcess:
    """A process that does this work. It is forked: what it would import is there, and a test costs no second."""
    process = multiprocessing.get_context("fork").Process(target=work, args=arguments, kwargs=options)
    process.start()
    return process


def ended(process: BaseProcess, seconds: float = 60.0) -> int | None:
    """Its exit code, minus the signal where one killed it; None when it does not end."""
    process.join(seconds)
    return process.exitcode


def once(folder: Path, **options) -> int | None:
    """A scheduler from its beginning to its end; its exit code."""
    return ended(begin(shift.once, folder, **options))


def queue(folder: Path, slots: int, brief: str = "one") -> None:
    with opened(folder / "runs.sqlite") as store:
        enrol(store, [NewRun(brief, PAST + dt.timedelta(seconds=n), origin="hand") for n in range(slots)], PAST)


def journal(folder: Path) -> list[str]:
    path = folder / "journal"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def wait_for(condition, seconds: float = 30.0) -> bool:
    for _ in range(int(seconds / 0.02)):
        if condition():
            return True
        time.sleep(0.02)
    return False


def states(folder: Path) -> Counter[str]:
    with opened(folder / "runs.sqlite") as store:
        return Counter(run.state for run in queries.history(store))


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_next_one_goes_on_and_nothing_is_lost_or_done_twice(tmp_path, step):
    agenda_of(tmp_path, DELIVER)
    queue(tmp_path, 2)
    assert once(tmp_path, die=step) == -signal.SIGKILL
    assert once(tmp_path) == 0
    assert states(tmp_path) == {"delivered": 2}
    counted = Counter(line.split()[0] for line in journal(tmp_path))
    sent = Counter(line for line in journal(tmp_path) if line.startswith("send"))
    # What was written down is not done again. Only what a process did and could not write down is: a build that
    # was published but not recorded, a delivery that was made but not recorded, the latter under the same key.
    assert counted["build"] == (3 if step == "after build" else 2)
    assert sorted(sent.values()) == ([1, 1, 1, 2] if step == "after sent" else [1, 1, 1, 1])
    assert once(tmp_path) == 0
    assert Counter(line.split()[0] for line in journal(tmp_path)) == counted
    assert sorted(p.name for p in (tmp_path / "build").rglob("*.md")) == ["one.md", "one.md"]


@pytest.mark.parametrize("step", ["before build", "said dead", "ping fail", "while sending", "after sent", "said sent"])
def test_killed_while_a_run_fails_a_person_is_told_all_the_same(tmp_path, step):
    agenda_of(tmp_path, "on_failure: [chief]\nretries: {attempts: 1}\nping: https://switch.example/1")
    queue(tmp_path, 1)
    assert once(tmp_path, die=step, fail=True) == -signal.SIGKILL
    assert once(tmp_path, fail=True) == 0
    assert states(tmp_path) == {"dead": 1}
    told = [line for line in journal(tmp_path) if line.startswith("send chief")]
    assert (len(told), len(set(told))) == (2 if step == "after sent" else 1, 1)
    assert len([line for line in journal(tmp_path) if line.startswith("build ")]) == 1


def test_on_a_full_disk_the_run_fails_in_its_row_and_the_earlier_edition_stands(tmp_path):
    agenda_of(tmp_path, "overlap: queue")
    queue(tmp_path, 1)
    assert once(tmp_path) == 0
    (earlier,) = (tmp_path / "build").rglob("*.md")
    before = earlier.read_bytes()
    with opened(tmp_path / "runs.sqlite") as store:
        enrol(store, [NewRun("one", PAST + dt.timedelta(days=1), origin="hand")], PAST)
    assert ended(begin(shift.once_with_small_files, tmp_path, most_bytes=1_000_000, size=2_000_000)) == 0
    assert states(tmp_path) == {"delivered": 1, "failed": 1}
    with opened(tmp_path / "runs.sqlite") as store:
        ((problem,),) = [run.problems for run in queries.history(store, states=["failed"])]
    assert (problem.rule, problem.message) == ("BG501", "cannot be written: File too large")
    assert [path.read_bytes() for path in (tmp_path / "build").rglob("*") if path.is_file()] == [before]


def test_where_the_record_itself_cannot_grow_the_process_ends_and_the_next_one_goes_on(tmp_path):
    agenda_of(tmp_path, "overlap: queue")
    queue(tmp_path, 3)
    size = (tmp_path / "runs.sqlite").stat().st_size
    assert ended(begin(shift.once_with_small_files, tmp_path, most_bytes=size // 4, size=10)) == 1
    assert journal(tmp_path)[-1] == "refused ['BG612']"
    assert once(tmp_path) == 0
    assert states(tmp_path) == {"delivered": 3}


def test_a_run_that_kills_its_process_every_time_is_given_up_and_lets_the_next_pass(tmp_path):
    agenda_of(tmp_path, "overlap: queue")
    queue(tmp_path, 2)
    for _ in range(3):
        (tmp_path / "die-before build").unlink(missing_ok=True)
        assert once(tmp_path, die="before build") == -signal.SIGKILL
    assert once(tmp_path) == 0
    assert states(tmp_path) == {"dead": 1, "delivered": 1}


def test_three_schedulers_at_once_run_every_slot_once(tmp_path):
    agenda_of(tmp_path, "deliver: [desk]\noverlap: queue")
    for brief in ("one", "two"):
        queue(tmp_path, 30, brief)
    racing = [begin(shift.once, tmp_path, workers=2) for _ in range(3)]
    assert [ended(process) for process in racing] == [0, 0, 0]
    builds = Counter(line for line in journal(tmp_path) if line.startswith("build "))
    assert (len(builds), set(builds.values())) == (60, {1})
    assert states(tmp_path) == {"delivered": 60}


def overlapping(lines: list[str]) -> int:
    """How many builds began while another of the same brief was under way."""
    under_way: Counter[str] = Counter()
    found = 0
    for word, brief, *_ in (line.split() for line in lines if line.startswith(("build ", "built "))):
        found += word == "build" and under_way[brief] > 0
        under_way[brief] += 1 if word == "build" else -1
    return found


def test_a_brief_is_never_built_twice_at_the_same_time(tmp_path):
    agenda_of(tmp_path, "overlap: queue")
    queue(tmp_path, 6)
    queue(tmp_path, 6, "two")
    assert once(tmp_path, workers=4, pause_s=0.02) == 0
    assert states(tmp_path) == {"delivered": 12}
    assert overlapping(journal(tmp_path)) == 0


@pytest.fixture
def serving(tmp_path):
    """A daemon that is serving, in its folder; it does not outlive the test."""
    begun = []

    def serve(*, slots: int = 0, pause_s: float = 0) -> BaseProcess:
        agenda_of(tmp_path, "overlap: queue")
        queue(tmp_path, slots)
        process = begin(shift.serve, tmp_path, pause_s=pause_s)
        begun.append(process)
        assert wait_for(lambda: "serving" in journal(tmp_path))
        return process

    yield serve
    for process in begun:
        process.kill()
        process.join()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_finishes_what_runs_and_leaves_the_rest_queued(serving, tmp_path, number):
    process = serving(slots=3, pause_s=0.5)
    assert wait_for(lambda: any(line.startswith("build ") for line in journal(tmp_path)))
    os.kill(process.pid, number)
    assert ended(process, 30) == 0
    assert states(tmp_path) == {"delivered": 1, "queued": 2}
    assert [line.split()[0] for line in journal(tmp_path)] == ["serving", "build", "built", "ended"]


def test_asked_twice_it_goes_at_once_and_the_next_one_takes_over(serving, tmp_path):
    process = serving(slots=1, pause_s=30)
    assert wait_for(lambda: any(line.startswith("build ") for line in journal(tmp_path)))
    os.kill(process.pid, signal.SIGTERM)
    time.sleep(0.2)
    os.kill(process.pid, signal.SIGTERM)
    assert ended(process, 10) == -signal.SIGTERM
    assert states(tmp_path) == {"running": 1}
    assert once(tmp_path) == 0
    assert states(tmp_path) == {"delivered": 1}


def test_a_faulty_briefs_yaml_is_refused_loudly_and_the_old_one_stays_in_force(serving, tmp_path):
    process = serving()
    good = (tmp_path / "briefs.yaml").read_text(encoding="utf-8")
    (tmp_path / "briefs.yaml").write_text("briefs: 3\n", encoding="utf-8")
    os.kill(process.pid, signal.SIGHUP)
    assert wait_for(lambda: "refused ['BG105']" in journal(tmp_path))
    queue(tmp_path, 1)
    (tmp_path / "briefs.yaml").write_text(good, encoding="utf-8")
    os.kill(process.pid, signal.SIGHUP)
    assert wait_for(lambda: "reloaded" in journal(tmp_path))
    assert wait_for(lambda: states(tmp_path) == {"delivered": 1})
    os.kill(process.pid, signal.SIGTERM)
    assert ended(process, 30) == 0


def test_a_daemon_that_waits_uses_no_processor(serving, tmp_path):
    process = serving()
    time.sleep(0.5)
    stat = Path(f"/proc/{process.pid}/stat")
    used = [sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13])) for _ in range(2) if not time.sleep(0.5)]
    assert used[1] - used[0] <= 2  # hundredths of a second


def test_an_alarm_rung_before_the_wait_ends_it():
    alarm = Alarm()
    try:
        for _ in range(100_000):  # far more than a pipe holds
            alarm.ring()
        begin = time.monotonic()
        alarm.wait(30)
        assert time.monotonic() - begin < 10
    finally:
        alarm.close()
