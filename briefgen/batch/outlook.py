"""What lies ahead: the slots of several schedules in one row, for people who ask. Nothing here runs or records anything."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.batch import schedules
from briefgen.batch.schedules import Slot
from briefgen.config import Config, GroupConfig
from briefgen.errors import BriefgenError

LONGEST = dt.timedelta(days=366 * 40)  # 29 February on a Monday comes once in 28 years, and 2100 is no leap year
_MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One slot of one schedule; skipped says why it falls out, where the clock takes it away."""

    slot: Slot
    schedule: str
    briefs: tuple[str, ...]
    timezone: str
    skipped: str | None


def chosen(config: Config, names: Sequence[str]) -> tuple[GroupConfig, ...]:
    """The schedules with these names, or of the briefs with these names or their editions; all when no name is given."""
    briefs = {brief.name: brief for brief in config.briefs}
    answering = {
        schedule.name: {schedule.name, *schedule.briefs, *(briefs[name].edition_of for name in schedule.briefs)} - {""}
        for schedule in config.schedules
    }
    known = [name for answers in answering.values() for name in sorted(answers)]
    for name in names:
        if name not in known and name in briefs:
            raise BriefgenError(f"The brief {name!r} has no schedule; it is built by hand only.")
        if name not in known:
            found = ", ".join(dict.fromkeys(known)) or "none"
            raise BriefgenError(f"No schedule or brief {name!r} in briefs.yaml; with a schedule: {found}.")
    return tuple(s for s in config.schedules if not names or answering[s.name].intersection(names))


def ahead(configs: Sequence[GroupConfig], start: dt.datetime, end: dt.datetime, *, most: int) -> tuple[Entry, ...]:
    """What fires from start on and not later than end, in order of time, at most so many; of enabled schedules."""
    rows = [_entries(config, start, end) for config in configs if config.enabled]
    return tuple(itertools.islice(heapq.merge(*rows, key=lambda entry: entry.slot.utc), most))


def _entries(config: GroupConfig, start: dt.datetime, end: dt.datetime) -> Iterator[Entry]:
    for moment in schedules.moments(schedules.from_config(config), start - _MOMENT, end):
        yield Entry(moment.slot, config.name, config.briefs, config.timezone, moment.lost)


def told(
    configs: Sequence[GroupConfig], shown: Sequence[Entry], span: tuple[dt.datetime, dt.datetime] | None
) -> Iterator[str]:
    """A line for each schedule, in words; with how many slots of a span are not shown, where one is given."""
    for config in configs:
        schedule = schedules.from_config(config)
        words = f"{config.name}: {schedule.cron.explained}, {config.timezone}"
        if not config.enabled:
            yield f"{words}; not enabled, so nothing runs"
        elif span is None:
            yield words
        else:
            there = schedules.count(schedule, span[0] - _MOMENT, span[1])
            hidden = there - sum(entry.schedule == config.name for entry in shown)
            yield f"{words}; {hidden:,} more until {span[1]:%Y-%m-%d %H:%M} UTC, see --count" if hidden else words
    if not configs:
        yield "briefs.yaml has no schedule; docs/schedules.md says how to write one."
