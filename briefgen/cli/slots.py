"""What the commands about runs share: their options, instants on the command line, a run in one line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.errors import InputError

if TYPE_CHECKING:
    from briefgen.batch.agenda import Agenda
    from briefgen.batch.runs.records import Run
    from briefgen.config import Config

CONFIG = click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml to use.")
RECORD = click.option(
    "--record",
    "record_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The record of runs; what briefs.yaml says otherwise.",
)
WORKERS = click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="How many briefs at the same time."
)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing at all.")


def config_of(config_path: str) -> Config:
    """A checked briefs.yaml, without loading all that builds from it. Raises InputError with every fault in it."""
    from briefgen import config

    loaded, problems = config.load(Path(config_path))
    if loaded is None:
        raise InputError(problems)
    return loaded


def agenda_of(config_path: str) -> Agenda:
    """What a briefs.yaml says about runs."""
    from briefgen.batch import agenda

    return agenda.from_config(config_of(config_path))


def instant(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dt.datetime | None:  # noqa: ARG001
    """A day, or a time of one, as ISO 8601; without an offset it is on whatever clock the command says."""
    try:
        return dt.datetime.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no instant; write 2026-11-24T09:00 or 2026-11-24T09:00+01:00") from None


def on_clock(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """A moment in UTC; one without an offset is read on the clock of the zone."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)


def line(run: Run) -> str:
    """A run in one line: id, slot on its schedule's clock, state, brief, and why."""
    local = dt.datetime.fromisoformat(run.local) if run.local else run.slot
    why = detail(run)
    return f"{run.id}  {local:%Y-%m-%d %H:%M %z}  {run.state:9}  {run.brief}{f'  {why}' if why else ''}"


def detail(run: Run) -> str:
    """Why a run is in its state, where that is not plain."""
    if run.state == "running" and run.owner is not None:
        return f"{run.owner}, attempt {run.attempts}"
    if run.state == "rendered":
        return "built, not yet delivered everywhere"
    again = f"; again at {run.next_attempt_at:%Y-%m-%d %H:%M:%S} UTC" if run.next_attempt_at else ""
    return " ".join(run.reason.split()) + again


def plain(record: Any) -> dict[str, Any]:
    """A row of the record for programs: instants as UTC text."""
    from dataclasses import asdict

    from briefgen.batch.runs.records import instant as utc

    return {
        key: utc(value) if isinstance(value, dt.datetime) else str(value) if isinstance(value, dt.date) else value
        for key, value in asdict(record).items()
    }
