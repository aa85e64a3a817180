"""What briefs.yaml may say about when a brief is built, and how such a run goes. When that is, is worked out in batch."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from briefgen import cron
from briefgen.config.delivery import DeliveryKeys
from briefgen.config.fields import Misspelt, Strict, Text
from briefgen.formats import Format

_DURATION = re.compile(r"(?=.)(?:([0-9]{1,4})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,8})s)?")
_MEMORY = re.compile(r"([0-9]{1,6})(MB|GB)")
_LONGEST = dt.timedelta(days=366)
_PARAMETER = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NO_PLACE = frozenset({"Factory", "localtime"})  # in the zone folders of some machines, but no zones


def _duration(value: object) -> dt.timedelta:
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is no duration; write a number with its unit: 90s, 15m, 2h, 1d or 1h30m")
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    duration = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if duration > _LONGEST:
        raise ValueError(f"{value!r} is longer than {_LONGEST.days} days")
    return duration


def _some_time(value: dt.timedelta) -> dt.timedelta:
    if not value:
        raise ValueError("must be longer than nothing")
    return value


def _memory(value: object) -> int:
    match = _MEMORY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is no size; write 512MB or 2GB")
    size = int(match[1]) * (1024 if match[2] == "GB" else 1)
    if size < 256:
        raise ValueError(f"{value!r} is too little to build a brief in; write 256MB at least")
    return size


def _cron(value: str) -> str:
    cron.parse(value)
    return value


def _zone(value: str) -> str:
    known = zoneinfo.available_timezones() - _NO_PLACE
    if value not in known:
        raise Misspelt(f"{value!r} is no time zone; write one such as Europe/Berlin, or UTC", value, sorted(known))
    return value


def _parameters(value: dict[str, str]) -> dict[str, str]:
    for name in value:
        if not _PARAMETER.fullmatch(name):
            raise ValueError(f"{name!r} cannot be a parameter's name: use small letters, digits and _")
        if hasattr(value, name):  # a template would get the method of the mapping
            raise ValueError(f"{name!r} cannot be a parameter's name: templates know something else by it")
    return value


_duration_schema = WithJsonSchema({"type": "string", "pattern": r"^(?=.)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$"})
Duration = Annotated[dt.timedelta, BeforeValidator(_duration), _duration_schema]
SomeTime = Annotated[dt.timedelta, AfterValidator(_some_time), BeforeValidator(_duration), _duration_schema]
Megabytes = Annotated[int, BeforeValidator(_memory), WithJsonSchema({"type": "string", "pattern": r"^\d+(MB|GB)$"})]


def _written(text: str, description: str) -> Any:
    """A field whose default is written as in briefs.yaml."""
    return Field(text, validate_default=True, description=description)


class DstConfig(Strict):
    """What happens on the days when the clocks change."""

    gap: Literal["run_after", "skip"] = Field(
        "run_after", description="A time that the clock skips: run at the first instant after it, or not at all."
    )
    fold: Literal["first", "both"] = Field(
        "first", description="A time that comes twice: run the first time, or both times."
    )


class RetriesConfig(Strict):
    """How often and after which pauses a run that failed is tried again."""

    attempts: int = Field(3, ge=1, le=20, description="How often it is tried, the first time included; 1: never again.")
    backoff: SomeTime = _written("1m", "The pause before the second attempt.")
    factor: float = Field(2.0, ge=1, le=10, description="How much longer each further pause is.")
    max: SomeTime = _written("1h", "The longest pause.")
    jitter: float = Field(0.1, ge=0, le=1, description="The part of each pause that is left to chance, from 0 to 1.")


class RetentionConfig(Strict):
    """Which editions 'briefgen prune' keeps: those that either key keeps."""

    keep: int | None = Field(None, ge=1, description="How many of the newest.")
    days: int | None = Field(None, ge=1, description="How many days.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.keep is None and self.days is None:
            raise ValueError("says neither keep nor days")
        return self


class ScheduleConfig(DeliveryKeys):
    """When a brief is built, and how such a run goes."""

    name: str = Field("", exclude=True, json_schema_extra={"deprecated": True})
    cron: Annotated[Text, AfterValidator(_cron)] = Field(
        description="Minute, hour, day of the month, month, day of the week; or @hourly, @daily, @weekly, @monthly, @yearly."
    )
    timezone: Annotated[Text, AfterValidator(_zone)] = Field(
        description="The zone whose clock cron is read by, such as Europe/Berlin."
    )
    dst: DstConfig = Field(
        default_factory=lambda: DstConfig.model_validate({}),
        description="What happens on the days when the clocks change.",
    )
    catch_up: Literal["none", "latest", "all"] = Field(
        "latest", description="Which of the slots that were missed still run."
    )
    max_catch_up: int = Field(10, ge=1, le=1000, description="How many slots catch_up: all runs at most.")
    misfire_grace: Duration = _written("15m", "How late a slot may be noticed and still count as on time.")
    overlap: Literal["skip", "queue"] = Field(
        "skip", description="What becomes of a slot while an earlier one of the same brief still runs."
    )
    timeout: SomeTime = _written("15m", "How long one build may take.")
    memory: Megabytes | None = Field(None, description="How much memory one build may take: 512MB, 2GB.")
    retries: RetriesConfig = Field(
        default_factory=lambda: RetriesConfig.model_validate({}), description="How a run that failed is tried again."
    )
    as_of: Literal["slot"] | None = Field(
        None, description="slot: the local day of the slot is the day of the brief, as with --as-of."
    )
    parameters: Annotated[dict[str, Text], AfterValidator(_parameters)] = Field(
        default_factory=dict, description="Texts that templates see as parameters.NAME."
    )
    formats: tuple[Format, ...] | None = Field(
        None, min_length=1, strict=False, description="What to write; the brief's own formats when left out."
    )
    retention: RetentionConfig | None = Field(None, description="Which editions are kept; all when left out.")
    enabled: bool = Field(True, description="false: nothing runs, and each slot leaves a row that says so.")

    @model_validator(mode="after")
    def _maximum_counts(self) -> Self:
        if "max_catch_up" in self.model_fields_set and self.catch_up != "all":
            raise ValueError("max_catch_up counts only with catch_up: all")
        return self


class GroupConfig(ScheduleConfig):
    """A schedule of several briefs."""

    briefs: tuple[Text, ...] = Field(min_length=1, strict=False, description="The names of the briefs.")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is odd about schedules taken together: its rule, its place in the file, and words that may have been meant."""

    rule: str
    message: str
    path: tuple[str | int, ...]
    word: str = ""
    known: tuple[str, ...] = ()


def misplaced(file: Mapping[str, Any]) -> Iterator[Finding]:
    """Schedules that name a brief that is not there or has one already, or that are named like a brief.

    Takes the file as it was written; what the models complain of is left to them.
    """
    briefs = _with_editions(_mapping(file.get("briefs")))
    taken = {name: f"briefs.{name}" for name, brief in briefs.items() if _mapping(brief).get("schedule")}
    for group, content in _mapping(file.get("schedules")).items():
        if group in briefs:
            yield Finding("BG111", f"{group!r} is the name of a brief; give the schedule another", ("schedules", group))
        names = _mapping(content).get("briefs")
        for number, name in enumerate(names if isinstance(names, list) else ()):
            path = ("schedules", group, "briefs", number)
            if not isinstance(name, str):
                continue
            if name not in briefs:
                yield Finding("BG110", f"no brief {name!r}", path, name, tuple(briefs))
            elif name in taken:
                message = f"{name!r} has a schedule already, in {taken[name]}; both would write the same files"
                yield Finding("BG111", message, path)
            else:
                taken[name] = f"schedules.{group}"


def _with_editions(briefs: Mapping[str, Any]) -> dict[str, Any]:
    """The briefs and their editions by the names that they are built under."""
    editions = {
        f"{name}-{edition}": {**_mapping(brief), **_mapping(content)}
        for name, brief in briefs.items()
        for edition, content in _mapping(_mapping(brief).get("editions")).items()
    }
    return {**editions, **briefs}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def schedules(own: Mapping[str, ScheduleConfig | None], groups: Mapping[str, GroupConfig]) -> tuple[GroupConfig, ...]:
    """All schedules, each with its name and its briefs: those that a brief has for itself, then the groups."""
    alone = [_for_one(name, schedule) for name, schedule in own.items() if schedule is not None]
    return (*alone, *(group.model_copy(update={"name": name}) for name, group in groups.items()))


def _for_one(name: str, schedule: ScheduleConfig) -> GroupConfig:
    given = {**dict(schedule), "name": name, "briefs": (name,)}
    return GroupConfig.model_construct(_fields_set={*schedule.model_fields_set, "name", "briefs"}, **given)


def remarks(own: Mapping[str, ScheduleConfig | None], groups: Mapping[str, GroupConfig]) -> Iterator[Finding]:
    """What is allowed but seldom meant."""
    places: list[tuple[tuple[str | int, ...], ScheduleConfig]] = [
        *((("briefs", name, "schedule", "cron"), schedule) for name, schedule in own.items() if schedule is not None),
        *((("schedules", name, "cron"), group) for name, group in groups.items()),
    ]
    for path, schedule in places:
        if cron.parse(schedule.cron).either_day:
            message = "days of the month and of the week are both given; it fires on days that fit either"
            yield Finding("BG112", message, path)
