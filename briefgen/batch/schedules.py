"""When a schedule fires: its slots as instants, and which of those that were missed still run. Knows no run and no clock.

All comparing is done in UTC. A slot that the clock of the zone skips or repeats is dealt with at the seams
of briefgen.batch.clocks, as the schedule's dst says, and each slot that falls out has its reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from briefgen import cron
from briefgen.batch.clocks import Stretch, stretches
from briefgen.cron import Cron

if TYPE_CHECKING:
    from briefgen.config import ScheduleConfig

MOST_ROWS = 100  # slots that are skipped one by one; older ones share a row
_MOMENT = dt.timedelta(microseconds=1)
_DAY = dt.timedelta(days=1)
_NO_JUMP = dt.timedelta(0)
_FEW = 256
_MOST_LOST = 1440  # the clock takes away a day of minutes at most, one after the other


@dataclass(frozen=True, slots=True)
class Slot:
    """One time at which a schedule fires; utc says which, local is the same instant on the zone's clock.

    planned is the time that the cron expression names, where the clock skips it and the slot comes later.
    note says what is special about it, on days when the clock changes.
    """

    utc: dt.datetime
    local: dt.datetime
    note: str | None = None
    planned: dt.datetime | None = None

    @property
    def day(self) -> dt.date:
        """The local day that the slot stands for."""
        return (self.planned or self.local).date()


@dataclass(frozen=True, slots=True)
class Schedule:
    """What decides when a schedule fires and what becomes of slots that were missed."""

    name: str
    cron: Cron
    zone: ZoneInfo
    gap: Literal["run_after", "skip"] = "run_after"
    fold: Literal["first", "both"] = "first"
    catch_up: Literal["none", "latest", "all"] = "latest"
    max_catch_up: int = 10
    misfire_grace: dt.timedelta = dt.timedelta(minutes=15)
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about the slots that are due: those to run, oldest first, and those to record as skipped, with the reason."""

    run: tuple[Slot, ...] = ()
    skipped: tuple[tuple[Slot, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A slot, or one that the clock takes away, with the reason."""

    slot: Slot
    lost: str | None = None


def from_config(config: ScheduleConfig) -> Schedule:
    """The schedule that a checked entry of briefs.yaml describes."""
    return Schedule(
        name=config.name,
        cron=cron.parse(config.cron),
        zone=ZoneInfo(config.timezone),
        gap=config.dst.gap,
        fold=config.dst.fold,
        catch_up=config.catch_up,
        max_catch_up=config.max_catch_up,
        misfire_grace=config.misfire_grace,
        enabled=config.enabled,
    )


def slots(schedule: Schedule, after: dt.datetime, until: dt.datetime) -> Iterator[Slot]:
    """The slots later than after and not later than until, their instants strictly increasing.

    Splitting the time anywhere gives the same slots. Lazy: until may be far away.
    """
    return (moment.slot for moment in moments(schedule, after, until) if moment.lost is None)


def count(schedule: Schedule, after: dt.datetime, until: dt.datetime) -> int:
    """How many moments there are in that time, without going through them."""
    total = 0
    for stretch in _stretches(schedule, after, until):
        total += schedule.cron.count(stretch.wall_start, stretch.wall_end)
        total += bool(_gone(schedule, stretch)) and not _fires_at(schedule, stretch.wall_start)
    return total


def _stretches(schedule: Schedule, after: dt.datetime, until: dt.datetime) -> Iterator[Stretch]:
    if after.tzinfo is None or until.tzinfo is None:
        raise ValueError("an instant without a zone is no instant")
    return stretches(schedule.zone, after.astimezone(dt.UTC) + _MOMENT, until.astimezone(dt.UTC) + _MOMENT)


def moments(schedule: Schedule, after: dt.datetime, until: dt.datetime) -> Iterator[Moment]:
    """The slots of that time and those that the clock takes away in it, in one strictly increasing row."""
    for stretch in _stretches(schedule, after, until):
        gone = _gone(schedule, stretch)
        if gone and not _fires_at(schedule, stretch.wall_start):
            yield _moved(schedule, stretch, gone)
            gone = ()
        for time in schedule.cron.between(stretch.wall_start, stretch.wall_end):
            yield _regular(schedule, (time - stretch.offset).replace(tzinfo=dt.UTC), gone)
            gone = ()


def _gone(schedule: Schedule, stretch: Stretch) -> tuple[dt.datetime, ...]:
    """The times of the schedule that the clock skips where a stretch begins."""
    if stretch.jump <= _NO_JUMP:
        return ()
    return tuple(schedule.cron.between(stretch.wall_start - stretch.jump, stretch.wall_start))


def _fires_at(schedule: Schedule, time: dt.datetime) -> bool:
    return schedule.cron.count(time, time + _MOMENT) > 0


def _moved(schedule: Schedule, stretch: Stretch, gone: tuple[dt.datetime, ...]) -> Moment:
    """What becomes of times that the clock skips, where no slot is at the first instant after them."""
    slot = Slot(stretch.start, stretch.start.astimezone(schedule.zone), planned=gone[0])
    left = [time for time in gone if not _whole_day_is_gone(time, stretch)]
    if not left:
        return Moment(slot, f"the day {gone[0]:%Y-%m-%d} does not exist in {schedule.zone.key}")
    if schedule.gap == "skip":
        return Moment(slot, f"{_do_not_exist(gone)}, and dst.gap is skip")
    note = f"{_do_not_exist(gone)}; runs at {slot.local:%H:%M} instead"
    return Moment(replace(slot, planned=left[0], note=note))


def _whole_day_is_gone(time: dt.datetime, stretch: Stretch) -> bool:
    midnight = dt.datetime.combine(time.date(), dt.time())
    return stretch.wall_start - stretch.jump <= midnight and midnight + _DAY <= stretch.wall_start


def _do_not_exist(gone: Sequence[dt.datetime]) -> str:
    if len(gone) == 1:
        return f"{gone[0]:%Y-%m-%d %H:%M} does not exist"
    return f"{gone[0]:%Y-%m-%d %H:%M} to {gone[-1]:%H:%M} do not exist"


def _regular(schedule: Schedule, utc: dt.datetime, gone: Sequence[dt.datetime]) -> Moment:
    """A time that exists; gone are those that the clock skipped just before it."""
    local = utc.astimezone(schedule.zone)
    if gone:
        return Moment(Slot(utc, local, f"{_do_not_exist(gone)}; this slot is the first after"))
    if local.fold:
        again = f"{local:%H:%M} comes a second time on this day"
        if schedule.fold == "first":
            return Moment(Slot(utc, local), f"{again}, and dst.fold is first")
        return Moment(Slot(utc, local, again))
    if local.replace(fold=1).utcoffset() != local.utcoffset():
        return Moment(Slot(utc, local, f"{local:%H:%M} comes twice on this day; this is the first time"))
    return Moment(Slot(utc, local))


# What was missed --------------------------------------------------------------------------------


def plan(schedule: Schedule, last: dt.datetime | None, now: dt.datetime) -> Plan:
    """What to do now about the slots since last, the instant up to which slots have been planned already.

    A slot that is found due within misfire_grace is on time and runs. What is older was missed, and catch_up
    decides: "none" leaves it, "latest" runs the newest where no slot is on time, "all" runs the newest
    max_catch_up. Of a schedule that is not enabled, nothing runs. Every slot in (last, now] is in
    the plan once; of those skipped, all older than the newest MOST_ROWS share the row of the first, which counts them.

    No last (the schedule is new) or a last that is not before now (the clock was set back): nothing is due.
    """
    if last is None or last >= now:
        return Plan()
    if not schedule.enabled:
        return Plan((), _skipped(schedule, last, now, "the schedule is not enabled"))
    edge = max(last, now - schedule.misfire_grace - _MOMENT)
    due = tuple(moments(schedule, edge, now))
    on_time = tuple(moment.slot for moment in due if moment.lost is None)
    wanted = {"none": 0, "latest": 0 if on_time else 1, "all": schedule.max_catch_up}[schedule.catch_up]
    caught_up = _newest_slots(schedule, last, edge, wanted)
    skipped = _skipped(schedule, last, edge, _why_missed(schedule), but=caught_up)
    return Plan(caught_up + on_time, skipped + tuple((m.slot, m.lost) for m in due if m.lost is not None))


def _why_missed(schedule: Schedule) -> str:
    return {
        "none": "missed by more than misfire_grace, and catch_up is none",
        "latest": "missed, and a newer slot runs instead (catch_up: latest)",
        "all": f"missed, and more than {schedule.max_catch_up} were (max_catch_up)",
    }[schedule.catch_up]


def _skipped(
    schedule: Schedule, after: dt.datetime, until: dt.datetime, why: str, *, but: tuple[Slot, ...] = ()
) -> tuple[tuple[Slot, str], ...]:
    """A row for each slot in that time that does not run, but for the oldest of very many: they share one."""
    since = count(schedule, but[0].utc - _MOMENT, until) if but else 0
    newest = _newest(schedule, after, until, MOST_ROWS + since)
    running = {slot.utc for slot in but}
    rows = tuple((m.slot, m.lost or why) for m in newest if m.slot.utc not in running)
    older = count(schedule, after, until) - len(newest)
    if older <= 0:
        return rows
    first = next(moments(schedule, after, until)).slot
    shared = (
        f"{why}; this row stands for {older:,} slots, the last of them before {newest[0].slot.utc:%Y-%m-%d %H:%M} UTC"
    )
    return ((first, shared if older > 1 else why), *rows)


def _newest_slots(schedule: Schedule, after: dt.datetime, until: dt.datetime, most: int) -> tuple[Slot, ...]:
    """The newest slots that do exist, at most so many, oldest first."""
    if most == 0:
        return ()
    found = _newest(schedule, after, until, most + _MOST_LOST)
    return tuple(moment.slot for moment in found if moment.lost is None)[-most:]


def _newest(schedule: Schedule, after: dt.datetime, until: dt.datetime, most: int) -> list[Moment]:
    """The newest moments in that time, at most so many, oldest first; time is halved, so years cost little."""
    if count(schedule, after, until) <= most + _FEW:
        return list(moments(schedule, after, until))[-most:]
    middle = after + (until - after) / 2
    found = _newest(schedule, middle, until, most)
    return (_newest(schedule, after, middle, most - len(found)) if len(found) < most else []) + found
