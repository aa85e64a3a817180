"""What briefs.yaml says about runs, as the scheduler asks for it: the schedules, and the terms of each brief's runs."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from briefgen.batch import schedules
from briefgen.batch.schedules import Schedule
from briefgen.config import BriefConfig, Config, GroupConfig
from briefgen.config.delivery import Channel, PingConfig, over
from briefgen.config.schedules import RetriesConfig

_RETRIES = RetriesConfig.model_validate({})
_TIMEOUT_S = 900.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A schedule with the briefs that it asks for. definition changes when other slots are meant than before."""

    schedule: Schedule
    briefs: tuple[str, ...]
    definition: str
    queues: bool  # a slot waits while an earlier one of its brief is not done; otherwise it is skipped


@dataclass(frozen=True, slots=True)
class Terms:
    """How the runs of one brief go; schedule is None for a brief that is run by hand only."""

    brief: BriefConfig
    schedule: GroupConfig | None
    deliver: tuple[Channel, ...]
    tell: tuple[Channel, ...]
    ping: PingConfig | None

    @property
    def build_attempts(self) -> int:
        """How often a build is tried before the run is dead; once, where no schedule says more."""
        return self.schedule.retries.attempts if self.schedule else 1

    @property
    def delivery_attempts(self) -> int:
        """How often a channel is tried."""
        return self._retries.attempts

    @property
    def timeout_s(self) -> float:
        """How long a build may take."""
        return self.schedule.timeout.total_seconds() if self.schedule else _TIMEOUT_S

    @property
    def zone(self) -> dt.tzinfo:
        """The zone on whose clock slots are told."""
        return ZoneInfo(self.schedule.timezone) if self.schedule else dt.UTC

    def pause(self, run_id: str, attempt: int) -> dt.timedelta:
        """How long to wait after a failed attempt, counted from 1. What is left to chance hangs on the run and the attempt."""
        retries = self._retries
        seconds = min(retries.backoff.total_seconds() * retries.factor ** (attempt - 1), retries.max.total_seconds())
        chance = int(hashlib.sha256(f"{run_id}/{attempt}".encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
        return dt.timedelta(seconds=seconds * (1 - retries.jitter * chance))

    @property
    def _retries(self) -> RetriesConfig:
        return self.schedule.retries if self.schedule else _RETRIES


@dataclass(frozen=True, slots=True)
class Agenda:
    """All of it: where results go, the schedules, the terms by brief, the channels by name."""

    config: Config
    entries: tuple[Entry, ...]
    terms: Mapping[str, Terms]

    @property
    def output(self) -> Path:
        """The folder below which editions lie."""
        return self.config.output


def from_config(config: Config) -> Agenda:
    """What a checked briefs.yaml says about runs."""
    of_brief = {brief: schedule for schedule in config.schedules for brief in schedule.briefs}
    return Agenda(
        config,
        tuple(_entry(schedule) for schedule in config.schedules),
        {brief.name: _terms(config, brief, of_brief.get(brief.name)) for brief in config.briefs},
    )


def _entry(group: GroupConfig) -> Entry:
    said = [group.cron, group.timezone, group.dst.gap, group.dst.fold, group.enabled]
    return Entry(schedules.from_config(group), group.briefs, json.dumps(said), group.overlap == "queue")


def _terms(config: Config, brief: BriefConfig, schedule: GroupConfig | None) -> Terms:
    said = over(schedule, brief)

    def named(names: tuple[str, ...] | None) -> tuple[Channel, ...]:
        return tuple(config.channels[name] for name in names or ())

    return Terms(brief, schedule, named(said.deliver), named(said.on_failure), said.ping)
