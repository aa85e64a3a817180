"""A worker seen from outside: one warm child process, the brief it is at, and the limits that it is stopped at.

Limits are watched from here, since a brief that hangs in C code or eats memory cannot be trusted to
watch itself: the wall clock, and the memory in RAM beyond what the worker had when it took the brief.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess

from briefgen.batch import machine
from briefgen.batch.serving import Answer, Job, out_of_memory, serve
from briefgen.errors import EnvironmentFault, Problem, how_it_ended
from briefgen.pipeline import BuildResult

POLL_S = 0.05
_MB = 1024 * 1024
_START_S = 120.0
# A worker grows by some 30 kB a brief (what it and its libraries remember); a fresh one costs a third of a second.
SHARE = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """What one brief may take: seconds of the clock, and MB of memory beyond a warm worker's own; None is no limit.

    share is how many briefs a worker builds before a fresh one takes its place.
    """

    timeout_s: float | None = None
    memory_mb: int | None = None
    share: int = SHARE


class Worker:
    """A child process that builds one brief at a time, and is killed with -9 when the brief goes too far."""

    def __init__(self, context: ForkServerContext, scratch: str, limits_: Limits) -> None:
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=serve, args=(theirs, scratch, limits_.share), daemon=True)
        self.process.start()
        theirs.close()
        self.limits = limits_
        self.ready = False
        self.gone = False
        self.job: Job | None = None
        self._since = time.monotonic()
        self._own_bytes = 0

    @property
    def idle(self) -> bool:
        """True when it can take a brief."""
        return self.ready and self.job is None

    def give(self, job: Job) -> bool:
        """Let it build a brief; False when it has died meanwhile and the brief is untouched."""
        self._own_bytes = machine.resident_bytes(self.process.pid or 0) if self.limits.memory_mb else 0
        try:
            self.connection.send(job)
        except OSError:
            self.kill()
            return False
        self.job, self._since = job, time.monotonic()
        return True

    def seconds_left(self) -> float | None:
        """How long the watcher may sleep before it must look at this worker again; None for as long as it likes."""
        if self.job is not None and self.limits.memory_mb is not None:
            return POLL_S
        end = self._end()
        return None if end is None else max(0.0, end - time.monotonic())

    def take(self) -> Answer | None:
        """What it has to say, when it has said something or has died; None when it only says that it is ready."""
        try:
            answer: Answer | None = self.connection.recv()
        except (EOFError, OSError):
            return self._lost()
        if answer is None:
            self.ready = True
            return None
        self.job = None
        if answer.spent:
            self.kill()
        return answer

    def overdue(self) -> Answer | None:
        """The answer for a brief that has gone too far, which kills the worker; None while all is well."""
        end, memory = self._end(), self.limits.memory_mb
        if end is not None and time.monotonic() >= end:
            if self.job is None:
                self.kill()
                raise EnvironmentFault(
                    f"A worker was not ready after {_START_S:.0f} seconds; is the machine overloaded?"
                )
            return self._stopped(timed_out(self.job.brief.name, self.limits.timeout_s or 0))
        if self.job is not None and memory is not None:
            taken = machine.resident_bytes(self.process.pid or 0) - self._own_bytes
            if taken > memory * _MB:
                return self._stopped(out_of_memory(self.job.brief.name, memory))
        return None

    def dismiss(self) -> None:
        """Let it end by itself, which it does as soon as nobody can give it anything."""
        self.connection.close()

    def kill(self) -> None:
        """End it now, whatever it is doing."""
        self.gone = True
        self.connection.close()
        self.process.kill()
        self.process.join()

    def _end(self) -> float | None:
        """The moment at which it has taken too long, to start or for its brief."""
        if not self.ready:
            return self._since + _START_S
        if self.job is None or self.limits.timeout_s is None:
            return None
        return self._since + self.limits.timeout_s

    def _stopped(self, problem: Problem) -> Answer:
        assert self.job is not None
        self.kill()
        return _spent(self.job, problem)

    def _lost(self) -> Answer | None:
        self.process.join()
        code = self.process.exitcode or 0
        self.kill()
        if not self.ready:
            raise EnvironmentFault(f"A worker ended before it could be given a brief ({how_it_ended(code)}).")
        return None if self.job is None else _spent(self.job, died(self.job.brief.name, code))


def _spent(job: Job, problem: Problem) -> Answer:
    return Answer(BuildResult(job.brief.name, (), (problem,), "failed"), spent=True)


def timed_out(name: str, timeout_s: float) -> Problem:
    """The Problem of a brief that was stopped by the clock."""
    hint = "allow more with --timeout, or look for a loop in its template"
    return Problem("BG601", f"was not done after {timeout_s:g} seconds, and was stopped", file=name, hint=hint)


def died(name: str, exit_code: int) -> Problem:
    """The Problem of a brief whose worker ended on its own or was killed by somebody else."""
    hint = "the system kills what takes too much memory: try --memory or fewer --jobs" if exit_code == -9 else None
    return Problem("BG603", f"its worker died ({how_it_ended(exit_code)})", file=name, hint=hint)
