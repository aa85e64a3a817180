"""What runs really do to the world: guarded builds, deliveries, calls to the dead-man's switch, lines in the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from briefgen.batch import delivery, logs, notices, workers
from briefgen.batch.agenda import Agenda, Terms
from briefgen.batch.delivery import secrets
from briefgen.batch.execution import Actions, Outcome
from briefgen.batch.notices import Event
from briefgen.batch.runs.records import Edition, Run
from briefgen.config.delivery import PingConfig
from briefgen.errors import BriefgenError, EnvironmentFault, InputError, Problem
from briefgen.pipeline import BuildResult
from briefgen.store import read_manifest

_KILLED = "BG603"  # a worker that died
_LEVELS: dict[str, logs.Level] = {"failed": "warning", "not sent": "warning", "lost": "warning", "dead": "error"}


def real(stopping: Callable[[], bool]) -> Actions:
    """The actions of a scheduler. stopping tells whether it was asked to stop: who asks that often stops its workers, too."""
    return Actions(
        build=lambda agenda, terms, run: build(agenda, terms, run, stopping),
        deliver=delivery.deliver,
        ping=notices.ping,
        say=lambda _, event, detail: logs.log(
            _LEVELS.get(event, "info"), event, **({"detail": detail} if detail else {})
        ),
    )


def setup_log(agenda: Agenda, *, style: logs.Style = "auto", level: logs.Level = "info") -> None:
    """Log to standard error, without any secret that briefs.yaml asks for."""
    logs.setup(style, level=level, secrets=secrets.known(agenda.config.channels, pings(agenda)))


def build(agenda: Agenda, terms: Terms, run: Run, stopping: Callable[[], bool]) -> Outcome:
    """Build a brief for a slot in a process of its own, within the limits of its schedule."""
    schedule = terms.schedule
    by_slot = schedule is not None and schedule.as_of == "slot"
    try:
        result = workers.build_guarded(
            agenda.config,
            run.brief,
            formats=schedule.formats if schedule else None,
            as_of=run.day if by_slot else None,
            at=dt.datetime.now(dt.UTC),
            parameters=schedule.parameters if schedule else None,
            slot=run.slot.astimezone(terms.zone),
            timeout_s=terms.timeout_s,
            memory_mb=(schedule.memory if schedule else None) or workers.MEMORY_MB,
        )
        return _outcome(agenda.output, replace(result, problems=_told(result.problems, terms)), stopping)
    except InputError as fault:
        return Outcome(problems=fault.problems, built=False)
    except EnvironmentFault as fault:
        return Outcome(problems=(Problem("BG502", str(fault), file=run.brief),), built=False)
    except BriefgenError as fault:
        return Outcome(problems=(Problem("BG615", str(fault), file=run.brief),), built=False)


def _told(problems: tuple[Problem, ...], terms: Terms) -> tuple[Problem, ...]:
    """The problems; a brief marked above what it declares is an error where it would leave: its readers are chosen for less."""
    raised = "BG215" if terms.deliver else None
    return tuple(replace(problem, severity="error") if problem.rule == raised else problem for problem in problems)


def _outcome(output: Path, result: BuildResult, stopping: Callable[[], bool]) -> Outcome:
    """What a build brought, in the words of the record. Raises InputError when its manifest is gone already."""
    if not result.built or result.manifest is None:
        broken_off = stopping() and any(problem.rule == _KILLED for problem in result.problems)
        return Outcome(problems=result.problems, built=False, broken_off=broken_off)
    manifest = read_manifest(result.manifest)
    folder = result.manifest.parent.relative_to(output)
    files = tuple(Edition((folder / f.name).as_posix(), f.sha256, f.size) for f in manifest.files)
    detail = f"{len(files)} file(s), {'unchanged' if result.status == 'unchanged' else 'built'}"
    return Outcome(files, (folder / result.manifest.name).as_posix(), result.problems, detail=detail)


def pings(agenda: Agenda) -> Iterator[PingConfig]:
    """The switches that any brief has, each once."""
    yield from dict.fromkeys(terms.ping for terms in agenda.terms.values() if terms.ping is not None)


def ping_all(agenda: Agenda, event: Event, text: str) -> None:
    """Call every switch: something is wrong that is no one run's."""
    for switch in pings(agenda):
        notices.ping(switch, event, now=dt.datetime.now(dt.UTC), text=text)
