"""Many briefs at once: what one of them does to itself it does to nobody else."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil
import pytest
from many_briefs import EATS, LOOPS, write_project

from briefgen.batch.guard import Limits
from briefgen.batch.workers import build_guarded, build_many
from briefgen.errors import BriefgenError, InputError
from briefgen.pipeline import build


def outcomes(results) -> list[tuple[str, str, list[str]]]:
    return [(r.name, r.status, [p.rule for p in r.problems]) for r in results]


def children() -> set[int]:
    """The processes under this one: the fork server, the tracker beside it, and any worker."""
    return {child.pid for child in psutil.Process().children(recursive=True)}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A briefs.yaml with three good briefs."""
    return write_project(tmp_path, 3)


def test_many_briefs_come_in_the_order_of_the_file_with_the_bytes_of_one_after_the_other(project, tmp_path):
    results = build_many(project, workers=2)
    assert outcomes(results) == [("b0", "built", []), ("b1", "built", []), ("b2", "built", [])]
    alone = build(project, out=tmp_path / "alone")
    assert [p.read_bytes() for r in results for p in r.paths] == [p.read_bytes() for r in alone for p in r.paths]
    assert all(r.manifest is not None and r.manifest.is_file() for r in results)


@pytest.mark.parametrize(("share", "at_work"), [(1, [0, 0, 0]), (2, [1, 0, 1]), (9, [1, 1, 1])])
def test_a_worker_that_has_built_its_share_gives_way_to_a_fresh_one(project, share, at_work):
    build_many(project, workers=1, force=True)  # starts the fork server
    idle, seen = len(children()), []
    results = build_many(
        project,
        workers=1,
        force=True,
        limits=Limits(share=share),
        on_done=lambda _: seen.append(len(children()) - idle),
    )
    assert outcomes(results) == [("b0", "built", []), ("b1", "built", []), ("b2", "built", [])]
    assert seen == at_work


def test_a_template_that_loops_for_ever_is_stopped_by_the_clock_and_loses_only_itself(tmp_path):
    config = write_project(tmp_path, 3, bad=LOOPS)
    results = build_many(config, workers=1, limits=Limits(timeout_s=3))
    assert outcomes(results) == [("b0", "built", []), ("bad", "failed", ["BG601"]), ("b2", "built", [])]
    assert "was not done after 3 seconds" in results[1].problems[0].message
    assert not (tmp_path / "build/bad").exists()


def test_a_brief_that_takes_4_gb_is_stopped_and_loses_only_itself(tmp_path):
    config = write_project(tmp_path, 3, bad=EATS)
    results = build_many(config, workers=1, limits=Limits(timeout_s=60, memory_mb=200))
    assert outcomes(results) == [("b0", "built", []), ("bad", "failed", ["BG602"]), ("b2", "built", [])]


def test_one_huge_allocation_is_refused_before_it_is_made(tmp_path):
    config = write_project(tmp_path, 1, bad="{{ 'a' * 4000000000 }}")
    assert outcomes([build_guarded(config, "bad", timeout_s=60, memory_mb=200)]) == [("bad", "failed", ["BG602"])]


def test_a_worker_killed_with_9_loses_only_the_brief_it_was_at(tmp_path):
    config = write_project(tmp_path, 5, bad=LOOPS)
    before = children()
    built: list[str] = []

    def kill_the_last_one_at_work(result):
        built.append(result.name)
        if len(built) == 4:
            new = [child for child in psutil.Process().children(recursive=True) if child.pid not in before]
            spent = {child: child.cpu_times().user for child in new}
            time.sleep(0.5)
            os.kill(max(new, key=lambda child: child.cpu_times().user - spent[child]).pid, signal.SIGKILL)

    results = build_many(config, workers=2, limits=Limits(timeout_s=60), on_done=kill_the_last_one_at_work)
    assert [r.status for r in results] == ["built", "built", "failed", "built", "built"]
    assert [p.rule for p in results[2].problems] == ["BG603"]
    assert "signal 9, SIGKILL" in results[2].problems[0].message


def test_guarded_alone_says_what_became_of_the_brief_and_never_raises_for_it(tmp_path):
    config = write_project(tmp_path, 1, bad=LOOPS)
    assert outcomes([build_guarded(config, "bad", timeout_s=1.5, memory_mb=None)]) == [("bad", "failed", ["BG601"])]
    (tmp_path / "bad.txt").unlink()
    assert outcomes([build_guarded(config, "bad", timeout_s=60, memory_mb=None)]) == [("bad", "failed", ["BG201"])]


def test_what_the_caller_gets_wrong_raises(project):
    with pytest.raises(BriefgenError, match="found: b0, b1, b2"):
        build_guarded(project, "b9", timeout_s=9, memory_mb=None)
    with pytest.raises(InputError, match="BG101"):
        build_guarded(project.with_name("none.yaml"), "b0", timeout_s=9, memory_mb=None)


def test_no_worker_and_no_temporary_folder_is_left(project, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    build_many(project, workers=2)
    pids = children()
    build_many(project, workers=2, force=True)
    assert children() == pids
    assert list(scratch.iterdir()) == []


def test_a_brief_made_from_the_same_is_left_as_it_is_and_force_builds_it(project):
    build_many(project, workers=1)
    assert {r.status for r in build_many(project, workers=1)} == {"unchanged"}
    heard: list[str] = []
    again = build_many(project, workers=1, force=True, on_done=lambda r: heard.append(r.name))
    assert {r.status for r in again} == {"built"}
    assert sorted(heard) == ["b0", "b1", "b2"]


def test_only_what_changed_is_built(project, tmp_path: Path):
    build_many(project, workers=1)
    (tmp_path / "b1.txt").write_text("The bridge was closed on Friday, the police said.")
    assert [r.status for r in build_many(project, workers=1)] == ["unchanged", "built", "unchanged"]
