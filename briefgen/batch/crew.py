"""The workers of one run: started from one warm fork server, given briefs, replaced when one dies, none left behind."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext
from types import TracebackType
from typing import Self

from briefgen import publications, store
from briefgen.batch.guard import Limits, Worker
from briefgen.batch.serving import Answer, Job
from briefgen.errors import InputError
from briefgen.pipeline import BuildResult

_JOIN_S = 5.0


class Crew:
    """Some workers side by side. As a context manager: on leaving it, no process and no temporary file of theirs is left."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._size, self._limits = size, limits
        self._workers: list[Worker] = []

    def __enter__(self) -> Self:
        self._context = _context()
        self._scratch = tempfile.TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, trace: TracebackType | None) -> None:
        try:
            for worker in self._workers:
                worker.dismiss()
            for worker in self._workers:
                worker.process.join(_JOIN_S if kind is None else 0)
                worker.kill()
                if worker.job is not None:
                    _sweep(worker.job)
        finally:
            self._scratch.cleanup()

    def work(self, jobs: Iterator[Job], done: Callable[[BuildResult], None]) -> None:
        """Do all jobs; done hears of each result as it comes."""
        waiting = next(jobs, None)
        while waiting is not None or any(worker.job for worker in self._workers):
            waiting = self._hand_out(waiting, jobs)
            for answer in self._answers():
                done(answer.result)

    def _hand_out(self, waiting: Job | None, jobs: Iterator[Job]) -> Job | None:
        """Give every idle worker a job; the job that nobody is free for."""
        while waiting is not None and len(self._workers) < self._size:
            self._workers.append(Worker(self._context, self._scratch.name, self._limits))
        for worker in [worker for worker in self._workers if worker.idle]:
            if waiting is not None and worker.give(waiting):
                waiting = next(jobs, None)
        self._workers = [worker for worker in self._workers if not worker.gone]
        return waiting

    def _answers(self) -> Iterator[Answer]:
        """What the workers say until one of them must be looked at again; what a killed one had in hand is tidied up."""
        pauses = [pause for worker in self._workers if (pause := worker.seconds_left()) is not None]
        heard = wait([worker.connection for worker in self._workers], min(pauses, default=None))
        for worker in self._workers:
            job = worker.job
            answer = worker.take() if worker.connection in heard else worker.overdue()
            if worker.gone and job is not None:
                _sweep(job)
            if answer is not None:
                yield answer
        self._workers = [worker for worker in self._workers if not worker.gone]


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["briefgen.batch.warmth"])
    return context


def _sweep(job: Job) -> None:
    """Remove what a worker that was killed while it wrote has left beside the files of its brief."""
    try:
        where = publications.place(job.config, job.brief, job.order)
    except InputError:
        return
    store.sweep(where.root, where.folder)
