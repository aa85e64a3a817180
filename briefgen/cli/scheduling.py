"""The commands about schedules: next says what fires when, export writes what calls briefgen every minute."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen import __version__
from briefgen.cli.log_options import log_options
from briefgen.cli.output import clean, json_text, show_problems
from briefgen.cli.slots import RECORD, WORKERS
from briefgen.errors import InputError

if TYPE_CHECKING:
    from briefgen.batch.outlook import Entry
    from briefgen.config import Config

_CONFIG = click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml to use.")
_MOST_LINES = 200
_YEARS = (1970, 2200)  # zones have no rules beyond


def _instant(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dt.datetime:  # noqa: ARG001
    if value is None:
        return dt.datetime.now(dt.UTC)
    try:
        instant = dt.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no instant; write 2026-03-29T00:00Z or 2026-03-29T02:00+01:00"
        ) from None
    if instant.tzinfo is None:
        example = instant.isoformat(timespec="minutes")
        raise click.BadParameter(f"{value!r} has no zone; write {example}Z for UTC, or its offset as {example}+01:00")
    if not _YEARS[0] < instant.year < _YEARS[1]:
        raise click.BadParameter(f"{value!r} is not between {_YEARS[0]} and {_YEARS[1]}")
    return instant.astimezone(dt.UTC)


@click.group(invoke_without_command=True)
@WORKERS
@_CONFIG
@RECORD
@log_options
@click.pass_context
def schedule(ctx: click.Context, workers: int, config_path: str, record_path: Path | None) -> int:
    """Run what is due by the schedules, and go on until a signal says stop.

    SIGTERM and Ctrl-C finish what is under way and leave the rest queued; SIGHUP reads briefs.yaml
    again. The commands below say what fires when, and write files that make systemd, cron or
    Kubernetes call briefgen instead.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    from briefgen.cli.running import serve

    return serve(config_path, record_path, workers)


@schedule.command("next")
@click.argument("names", nargs=-1)
@click.option("--days", type=click.IntRange(1, 3660), default=7, show_default=True, help="How many days to look ahead.")
@click.option("--count", type=click.IntRange(1, 100_000), help="How many slots, however far ahead they are.")
@click.option("--from", "start", callback=_instant, metavar="INSTANT", help="From when on; now otherwise.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@_CONFIG
def next_(names: Sequence[str], days: int, count: int | None, start: dt.datetime, style: str, config_path: str) -> int:
    """Say what fires when, in local time and in UTC, of all schedules or of the schedules or briefs with the NAMES."""
    from briefgen.batch import outlook

    schedules = outlook.chosen(_load(config_path), names)
    span = outlook.LONGEST if count else dt.timedelta(days=days)
    found = outlook.ahead(schedules, start, start + span, most=count or _MOST_LINES)
    if style == "json":
        click.echo(json_text([_record(entry) for entry in found]))
        return 0
    for entry in found:
        click.echo(clean(_line(entry)))
    for line in outlook.told(schedules, found, None if count else (start, start + span)):
        click.echo(clean(line), err=True)
    return 0


def _load(config_path: str) -> Config:
    from briefgen import config

    loaded, problems = config.load(Path(config_path))
    if loaded is None:
        raise InputError(problems)
    show_problems(problems)
    return loaded


def _line(entry: Entry) -> str:
    slot = entry.slot
    offset = f"{slot.local:%z}"
    when = f"{slot.local:%a %Y-%m-%d %H:%M} {offset[:3]}:{offset[3:5]}  {slot.utc:%Y-%m-%d %H:%M} UTC"
    special = f"  skipped: {entry.skipped}" if entry.skipped else f"  {slot.note}" if slot.note else ""
    briefs = "" if entry.briefs == (entry.schedule,) else f": {', '.join(entry.briefs)}"
    return f"{when}  {entry.schedule}{briefs}{special}"


def _record(entry: Entry) -> dict[str, object]:
    return {
        "schedule": entry.schedule,
        "briefs": list(entry.briefs),
        "timezone": entry.timezone,
        "local": entry.slot.local.isoformat(timespec="minutes"),
        "utc": entry.slot.utc.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "day": entry.slot.day.isoformat(),
        "note": entry.slot.note,
        "skipped": entry.skipped,
    }


@schedule.command()
@click.option("--systemd", "target", flag_value="systemd", help="A timer and its service.")
@click.option("--crontab", "target", flag_value="crontab", help="A line for a crontab.")
@click.option("--kubernetes", "target", flag_value="kubernetes", help="A CronJob.")
@click.option("--name", default="briefgen", show_default=True, help="What the unit, file or job is called.")
@click.option("--image", default=f"briefgen:{__version__}", show_default=True, help="The image, for Kubernetes.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write files there, and print their paths.")
@_CONFIG
def export(target: str | None, name: str, image: str, out: Path | None, config_path: str) -> int:
    """Write what makes systemd, cron or Kubernetes call 'briefgen run --due' every minute. Installs nothing."""
    from briefgen import store
    from briefgen.batch import exporting

    if target is None:
        raise click.UsageError("say for what: --systemd, --crontab or --kubernetes")
    _load(config_path)
    command = (sys.executable, "-m", "briefgen", "run", "--due", "--config", str(Path(config_path).resolve()))
    if target == "kubernetes":
        files = exporting.kubernetes(image, name=name)
    else:
        files = {"systemd": exporting.systemd, "crontab": exporting.crontab}[target](command, name=name)
    for file, text in files.items():
        if out is None:
            click.echo(f"# {file}\n{text}" if len(files) > 1 else text, nl=len(files) > 1)
        else:
            click.echo(clean(str(store.publish(out, file, text.encode()))))
    return 0
