"""The inside of a worker: take a job, build the brief, answer, and never outlive the one who asked."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import tempfile
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path

from briefgen.batch import machine
from briefgen.config import BriefConfig, Config
from briefgen.errors import Problem
from briefgen.pipeline import BuildResult, build_one
from briefgen.publications import Order

# The watcher outside stops what takes too much memory; this much later the system refuses, should the watcher be slow.
_LATE_BYTES = 256 * 1024 * 1024
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Job:
    """One brief to build, where the asker stands, and what the brief may take beyond what a warm worker has."""

    config: Config
    brief: BriefConfig
    order: Order
    common: str
    folder: str
    memory_mb: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a job. A spent worker takes no more: it has built its share, or run out of memory, or into a fault of ours."""

    result: BuildResult
    spent: bool = False


def serve(connection: Connection, scratch: str, share: int) -> None:
    """Build one brief after the other, at most its share, until the other end closes. Sends None when ready for the first."""
    _die_with_the_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent sees to its workers
    tempfile.tempdir = scratch
    with suppress(EOFError, ConnectionError):  # the other end is closed
        connection.send(None)
        for done in range(1, share + 1):
            answer = _answer(connection.recv())
            spent = answer.spent or done == share
            connection.send(replace(answer, spent=spent))
            if spent:
                break


def _answer(job: Job) -> Answer:
    os.chdir(job.folder)
    _limit_address_space(job.memory_mb)
    try:
        return Answer(build_one(job.config, job.brief, job.order, force=True, common=job.common))
    except MemoryError:
        return Answer(_failed(job, out_of_memory(job.brief.name, job.memory_mb)), spent=True)
    except (
        BaseException
    ) as fault:  # a fault of ours, or one that a library lets through, must not take the others along
        return Answer(_failed(job, _internal(job.brief.name, fault)), spent=True)
    finally:
        _limit_address_space(None)


def _failed(job: Job, problem: Problem) -> BuildResult:
    return BuildResult(job.brief.name, (), (problem,), "failed")


def out_of_memory(name: str, memory_mb: int | None) -> Problem:
    """The Problem of a brief that wanted more memory than it may have."""
    allowed = "than there is" if memory_mb is None else f"than {memory_mb} MB beyond a worker's own"
    return Problem("BG602", f"took more memory {allowed}", file=name, hint="allow more with --memory, or split it")


def _internal(name: str, fault: BaseException) -> Problem:
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    words = f"{type(fault).__name__}: {fault}" if str(fault) else type(fault).__name__
    message = f"an internal fault, please report it: {words} ({Path(frame.filename).name}:{frame.lineno})"
    return Problem("BG604", message, file=name, hint="build it alone to see the traceback")


def _limit_address_space(memory_mb: int | None) -> None:
    """Let the system refuse what the watcher outside should have stopped; None lifts the limit."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = hard
    now = machine.address_space_bytes(os.getpid())
    if memory_mb is not None and now:
        wanted = now + memory_mb * 1024 * 1024 + _LATE_BYTES
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _die_with_the_parent() -> None:
    """End at once when the one who asked is gone, however it went, and whatever a brief is doing.

    The fork server leaves when its master does, and the kernel then kills what it forked; where
    there is no such kernel, a thread waits for the master's end.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_end_with_the_master, name="end-with-the-master", daemon=True).start()


def _end_with_the_master() -> None:
    master = parent_process()
    if master is not None:
        wait([master.sentinel])
        os.kill(os.getpid(), signal.SIGKILL)
