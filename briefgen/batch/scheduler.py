"""The loop: look at the clock, take what is due, give each run its turn, wait. What a turn is, is in execution.

Nothing is kept in memory that matters: the loop can be killed at any moment, and the next one, here or
elsewhere, goes on from the record.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import select
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.batch import execution, logs, planning, schedules
from briefgen.batch.agenda import Agenda
from briefgen.batch.execution import Actions, Clock
from briefgen.batch.planning import Due
from briefgen.batch.runs import claims, enrolling, queries
from briefgen.batch.runs.opening import Store, opened
from briefgen.batch.runs.owners import Owner, this_process
from briefgen.batch.runs.records import Claim, LostClaimError, NewRun, Run
from briefgen.errors import BriefgenError, InputError, Problem

LONGEST_WAIT = dt.timedelta(seconds=30)
_SHORTEST_WAIT_S = 0.02


def system_clock() -> dt.datetime:
    """The time of this machine, in UTC."""
    return dt.datetime.now(dt.UTC)


class Alarm:
    """Ends a wait: rung by threads and by signal handlers, which may not touch locks."""

    def __init__(self) -> None:
        self._hear, self._ring = os.pipe()
        os.set_blocking(self._hear, False)
        os.set_blocking(self._ring, False)

    def ring(self) -> None:
        """End the wait that is on, or the next one."""
        with contextlib.suppress(BlockingIOError):  # rung often enough
            os.write(self._ring, b".")

    def wait(self, seconds: float) -> None:
        """Wait until it is rung, so many seconds at most."""
        select.select([self._hear], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            while os.read(self._hear, 4096):
                pass

    def close(self) -> None:
        """Give its two descriptors back."""
        os.close(self._hear)
        os.close(self._ring)


@dataclass(slots=True)
class Wishes:
    """What signals ask of the loop."""

    stop: bool = False
    reload: bool = False


@contextlib.contextmanager
def heeding(wishes: Wishes, alarm: Alarm) -> Iterator[None]:
    """SIGTERM and SIGINT ask to stop, SIGHUP to read briefs.yaml again. A second SIGTERM or SIGINT ends the process at once."""

    def stop(number: int, _: object) -> None:
        wishes.stop = True
        signal.signal(number, signal.SIG_DFL)
        alarm.ring()

    def reload(_: int, __: object) -> None:
        wishes.reload = True
        alarm.ring()

    wanted = {signal.SIGTERM: stop, signal.SIGINT: stop, signal.SIGHUP: reload}
    before = {number: signal.signal(number, handler) for number, handler in wanted.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(slots=True)
class Scheduler:
    """The runs that this process has under way, on threads of their own; each thread has its own connection."""

    store: Store
    agenda: Agenda
    actions: Actions
    now: Clock
    workers: int
    alarm: Alarm
    owner: Owner = field(default_factory=this_process)
    touched: dict[str, None] = field(default_factory=dict)
    _running: dict[Future[None], Claim] = field(default_factory=dict)
    _pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Scheduler:
        self._pool = ThreadPoolExecutor(self.workers, thread_name_prefix="run")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._pool is not None
        self._pool.shutdown(wait=True)
        self._collect()

    def look(self) -> tuple[Due, ...]:
        """Take back what dead processes held, and write down what the clock brings."""
        for run_id in claims.recover(self.store, self.owner, self.now()):
            run = queries.find(self.store, run_id)
            assert run is not None
            self.actions.say(run, "recovered", "the process that ran it is gone")
        return planning.tick(self.store, self.agenda, self.now())

    def start_due(self) -> bool:
        """Start what is due, as long as there are hands; whether anything is under way."""
        self._collect()
        while len(self._running) < self.workers:
            held = claims.claim_next(self.store, self.owner, self.now(), self.agenda.terms)
            if held is None:
                break
            self._start(held)
        return bool(self._running)

    def wait(self, *, at_most: dt.timedelta = LONGEST_WAIT) -> None:
        """Wait until the next slot or attempt is due, a run ends, or a signal comes."""
        now = self.now()
        soon = now + at_most
        slots = (next(schedules.slots(entry.schedule, now, soon), None) for entry in self.agenda.entries)
        times = [slot.utc for slot in slots if slot] + [queries.next_attempt(self.store, now) or soon, soon]
        self.alarm.wait(max((min(times) - now).total_seconds(), _SHORTEST_WAIT_S))

    def _start(self, held: Claim) -> None:
        assert self._pool is not None
        self.touched[held.run.id] = None
        future = self._pool.submit(self._take_turn, held, self.agenda)
        self._running[future] = held
        future.add_done_callback(lambda _: self.alarm.ring())

    def _take_turn(self, held: Claim, agenda: Agenda) -> None:
        with self.store.another() as store:
            _take_turn(store, held, agenda, self.actions, self.now)

    def _collect(self) -> None:
        """Forget the runs that have ended; what crashed one of them crashes the loop."""
        for future in [future for future in self._running if future.done()]:
            del self._running[future]
            future.result()


def _take_turn(store: Store, held: Claim, agenda: Agenda, actions: Actions, now: Clock) -> None:
    with logs.bind(held.run.id, held.run.brief, held.run.slot):
        try:
            execution.take_turn(store, held, agenda, actions, now)
        except LostClaimError:
            actions.say(held.run, "lost", "another process took it meanwhile; nothing more is done here")


@contextlib.contextmanager
def _renewing(store: Store, owner: Owner, now: Clock) -> Iterator[None]:
    """Keep the leases of this process alive, on a thread of its own, however long a build takes."""
    done = threading.Event()

    def renew() -> None:
        with store.another() as own:
            while not done.wait(claims.LEASE.total_seconds() / 3):
                with contextlib.suppress(InputError):  # a lease that lapses is taken back, and its claim is refused
                    claims.renew(own, owner, now())

    thread = threading.Thread(target=renew, name="leases", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@contextlib.contextmanager
def at_work(
    path: Path, agenda: Agenda, actions: Actions, *, now: Clock, workers: int, alarm: Alarm | None = None
) -> Iterator[Scheduler]:
    """A scheduler with its record open and its leases renewed; at the end, what is under way is finished."""
    bell = alarm or Alarm()
    try:
        with opened(path) as store:
            scheduler = Scheduler(store, agenda, actions, now, workers, bell)
            with _renewing(store, scheduler.owner, now), scheduler:
                yield scheduler
    finally:
        if alarm is None:
            bell.close()


def run_due(
    path: Path, agenda: Agenda, actions: Actions, *, now: Clock = system_clock, workers: int = 1,
    wishes: Wishes | None = None, alarm: Alarm | None = None,
) -> tuple[tuple[Run, ...], tuple[Problem, ...]]:  # fmt: skip
    """One look at the clock, and everything that is due then; the runs that had a turn, as they are after it."""
    wishes = wishes or Wishes()
    with at_work(path, agenda, actions, now=now, workers=workers, alarm=alarm) as scheduler:
        problems = tuple(problem for due in scheduler.look() for problem in due.problems)
        while not wishes.stop and scheduler.start_due():
            scheduler.wait()
        store = scheduler.store
        scheduler.__exit__()
        runs = [queries.find(store, run_id) for run_id in scheduler.touched]
    return tuple(run for run in runs if run is not None), problems


@dataclass(frozen=True, slots=True)
class Voice:
    """How the daemon speaks of itself: of problems, of briefs.yaml read again, and of a new one that it cannot use."""

    problems: Callable[[tuple[Problem, ...]], None]
    reloaded: Callable[[], None]
    refused: Callable[[InputError, Agenda], None]


def serve(
    path: Path, load: Callable[[], Agenda], actions: Actions, voice: Voice, *, wishes: Wishes, alarm: Alarm,
    now: Clock = system_clock, workers: int = 1, daily: Callable[[Store, Agenda], None] = lambda *_: None,
) -> None:  # fmt: skip
    """Run what is due until a signal says stop; then finish what is under way and leave the rest queued.

    daily is done at the start and each day after. A briefs.yaml that turns out faulty on SIGHUP is
    refused loudly, and the one that was read before stays in force.
    """
    said: tuple[Problem, ...] = ()
    next_daily = now()
    with at_work(path, load(), actions, now=now, workers=workers, alarm=alarm) as scheduler:
        while not wishes.stop:
            if wishes.reload:
                wishes.reload = False
                _reload(scheduler, load, voice)
            problems = tuple(problem for due in scheduler.look() for problem in due.problems)
            if problems != said:
                voice.problems(problems)
                said = problems
            if now() >= next_daily:
                next_daily = now() + dt.timedelta(days=1)
                daily(scheduler.store, scheduler.agenda)
            scheduler.start_due()
            scheduler.wait()


def _reload(scheduler: Scheduler, load: Callable[[], Agenda], voice: Voice) -> None:
    try:
        agenda = load()
    except InputError as error:
        voice.refused(error, scheduler.agenda)
        return
    scheduler.agenda = agenda
    voice.reloaded()


def run_by_hand(
    path: Path, agenda: Agenda, actions: Actions, brief: str, slot: dt.datetime, *, now: Clock = system_clock
) -> Run:
    """Run one brief for one slot here and now, through the same row as the scheduler would; the run after its turn.

    A slot that was skipped or given up is taken up again; one that is delivered already is left so.
    Raises BriefgenError while another process has it, or has the brief under way.
    """
    terms = agenda.terms[brief]
    local = slot.astimezone(terms.zone)
    schedule = terms.schedule.name if terms.schedule else ""
    wanted = NewRun(brief, slot, schedule, local.isoformat(), local.date(), origin="hand")
    with at_work(path, agenda, actions, now=now, workers=1) as scheduler:
        store = scheduler.store
        claims.recover(store, scheduler.owner, now())
        enrolling.enrol(store, [wanted], now())
        _revive(store, wanted.id, now())
        if (queries.find(store, wanted.id) or _absent(wanted.id)).state != "delivered":
            held = claims.claim(store, wanted.id, scheduler.owner, now())
            if held is None:
                raise BriefgenError(_why_not(store, wanted))
            _take_turn(store, held, agenda, actions, now)
        run = queries.find(store, wanted.id) or _absent(wanted.id)
        if run.state == "dead" and (held := claims.claim(store, run.id, scheduler.owner, now())):
            _take_turn(store, held, agenda, actions, now)
        return queries.find(store, wanted.id) or _absent(wanted.id)


def _revive(store: Store, run_id: str, now: dt.datetime) -> None:
    run = queries.find(store, run_id)
    if run is not None and run.state in ("skipped", "dead"):
        claims.revive(store, run, now)


def _why_not(store: Store, wanted: NewRun) -> str:
    run = queries.find(store, wanted.id) or _absent(wanted.id)
    if run.owner is not None:
        return f"The run {run.id} of {run.brief} is held by {run.owner}; nothing was done."
    return f"Another run of {run.brief} is under way; try again when it is done."


def _absent(run_id: str) -> Run:
    raise BriefgenError(f"The run {run_id} was pruned meanwhile; nothing was done.")
