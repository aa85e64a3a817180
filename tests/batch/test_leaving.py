"""However a run over many briefs ends, it leaves no process and no half-written file behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from many_briefs import LOOPS, write_project


def started(config: Path, scratch: Path) -> tuple[subprocess.Popen, list[psutil.Process]]:
    """A run in which one brief loops for ever, and the processes under it, once the other brief is built."""
    scratch.mkdir()
    command = [sys.executable, "-m", "briefgen", "build", "--config", str(config), "--jobs", "2", "--timeout", "5m"]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        env={**psutil.Process().environ(), "TMPDIR": str(scratch)},
        preexec_fn=_heed_interrupts,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == b"[1/2] b0\n"
    return process, psutil.Process(process.pid).children(recursive=True)


def _heed_interrupts() -> None:
    """A shell starts what it puts into the background with interrupts ignored; a child would inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_nothing_is_left_whatever_ends_it(tmp_path, sent, code):
    process, family = started(write_project(tmp_path, 2, bad=LOOPS), tmp_path / "scratch")
    assert len(family) >= 3  # the fork server, its tracker, a worker
    with process:
        process.send_signal(sent)
        assert process.wait(timeout=30) == code
    assert psutil.wait_procs(family, timeout=15)[1] == []
    assert [p.name for p in (tmp_path / "build").iterdir() if p.name != ".editions"] == ["b0"]
    if sent != signal.SIGKILL:  # which gives nobody time to tidy up
        assert list((tmp_path / "scratch").iterdir()) == []
