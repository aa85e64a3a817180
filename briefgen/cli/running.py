"""The commands that run briefs for a slot: run, once or by hand, and the daemon behind 'briefgen schedule'."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.log_options import chosen, log_options
from briefgen.cli.output import clean, show_problems
from briefgen.cli.slots import CONFIG, DRY_RUN, RECORD, WORKERS, agenda_of, detail, instant, line, on_clock
from briefgen.errors import InputError

if TYPE_CHECKING:
    from briefgen.batch.agenda import Agenda
    from briefgen.batch.runs.records import Run
    from briefgen.batch.scheduler import Alarm, Wishes


@click.command()
@click.argument("name", required=False)
@click.option("--due", is_flag=True, help="Run what is due now, once; for cron and systemd.")
@click.option("--slot", callback=instant, metavar="INSTANT", help="The slot to run NAME for; now when left out.")
@WORKERS
@DRY_RUN
@CONFIG
@RECORD
@log_options
def run(
    name: str | None,
    due: bool,
    slot: dt.datetime | None,
    workers: int,
    dry_run: bool,
    config_path: str,
    record_path: Path | None,
) -> int:
    """Run what is due (--due), or the brief NAME for one slot here and now, and deliver it.

    Each brief and slot is run once, whoever asks: the scheduler, cron or a person. A --slot without an
    offset is on the clock of the brief's schedule. Prints the path of every file.
    """
    if due == (name is not None) or (due and slot is not None):
        raise click.UsageError("say either --due, or the NAME of a brief and perhaps its --slot")
    agenda = agenda_of(config_path)
    record = record_path or agenda.config.state
    if name is not None:
        return _run_by_hand(record, agenda, name, slot, dry_run=dry_run)
    return _forecast(record, agenda) if dry_run else _run_due(record, agenda, workers)


def _run_due(record: Path, agenda: Agenda, workers: int) -> int:
    from briefgen.batch import actions, scheduler

    with _ready(record, agenda) as (wishes, alarm):
        runs, problems = scheduler.run_due(
            record, agenda, actions.real(lambda: wishes.stop), workers=workers, wishes=wishes, alarm=alarm
        )
    show_problems(problems)
    _print_files(record, agenda, runs)
    return _code(runs)


def _run_by_hand(record: Path, agenda: Agenda, name: str, slot: dt.datetime | None, *, dry_run: bool) -> int:
    from briefgen.batch import actions, scheduler
    from briefgen.pipeline import selected

    now = scheduler.system_clock()
    wanted = {
        brief.name: on_clock(slot, agenda.terms[brief.name].zone) if slot else now.replace(microsecond=0)
        for brief in selected(agenda.config, [name])
    }
    if dry_run:
        for brief, at in wanted.items():
            channels = ", ".join(channel.name for channel in agenda.terms[brief].deliver) or "no channel"
            click.echo(clean(f"would run {brief} for {at:%Y-%m-%d %H:%M} UTC and deliver it to {channels}"))
        return 0
    with _ready(record, agenda) as (wishes, _):
        hands = actions.real(lambda: wishes.stop)
        outcomes = [scheduler.run_by_hand(record, agenda, hands, brief, at) for brief, at in wanted.items()]
    for outcome in outcomes:
        show_problems(outcome.problems)
        if outcome.state != "delivered":
            click.echo(clean(f"{outcome.id} is {outcome.state}: {detail(outcome)}"), err=True)
        elif outcome.finished_at and outcome.finished_at < now:
            click.echo(clean(f"{outcome.brief} was delivered for this slot already, by run {outcome.id}."), err=True)
    _print_files(record, agenda, outcomes)
    return _code(outcomes)


def _forecast(record: Path, agenda: Agenda) -> int:
    """What one look at the clock would bring, read from the record as it stands."""
    from briefgen.batch import planning, scheduler
    from briefgen.batch.runs import queries
    from briefgen.batch.runs.opening import opened_for_reading

    with opened_for_reading(record) as store:
        for due in planning.look(store, agenda, scheduler.system_clock()):
            show_problems(due.problems)
            for row in due.rows:
                what = f"skip ({row.reason})" if row.reason else "run"
                click.echo(clean(f"would {what}: {row.brief} for {row.local}"))
        for waiting in queries.unfinished(store) if store else ():
            click.echo(clean(f"would go on: {line(waiting)}"))
    return 0


def _print_files(record: Path, agenda: Agenda, runs: Sequence[Run]) -> None:
    from briefgen.batch.runs import queries
    from briefgen.batch.runs.opening import opened_for_reading
    from briefgen.pipeline import as_typed

    with opened_for_reading(record) as store:
        for outcome in runs:
            for file in queries.files(store, outcome.id) if store else ():
                click.echo(clean(as_typed(agenda.output / file.path)))


def _code(runs: Sequence[Run]) -> int:
    """0 when all is delivered, 1 when nothing is, 4 when some is, 5 when only a missing library kept it back."""
    failed = [outcome for outcome in runs if outcome.state != "delivered"]
    if not failed:
        return 0
    if all(any(problem.rule == "BG502" for problem in outcome.problems) for outcome in failed):
        return 5
    return 4 if len(failed) < len(runs) else 1


@contextlib.contextmanager
def _ready(record: Path, agenda: Agenda) -> Iterator[tuple[Wishes, Alarm]]:
    """The log set up, signals heeded, and no record made where one was lost."""
    from briefgen.batch import actions, rebuilding, scheduler

    rebuilding.refuse_lost_record(record, agenda.output)
    actions.setup_log(agenda, **chosen())
    wishes, alarm = scheduler.Wishes(), scheduler.Alarm()
    try:
        with scheduler.heeding(wishes, alarm):
            yield wishes, alarm
    finally:
        alarm.close()


# The daemon ------------------------------------------------------------------------------------


def serve(config_path: str, record_path: Path | None, workers: int) -> int:
    """Run what is due, until a signal says stop; the daemon behind 'briefgen schedule'."""
    from briefgen.batch import actions, logs, retention, scheduler

    agenda = agenda_of(config_path)
    record = record_path or agenda.config.state
    with _ready(record, agenda) as (wishes, alarm):
        logs.log("info", "serving", config=config_path, record=str(record), schedules=len(agenda.entries))
        voice = scheduler.Voice(
            problems=_say_problems,
            reloaded=lambda: logs.log("info", "briefs.yaml read again", config=config_path),
            refused=lambda error, agenda: _say_refused(config_path, error, agenda),
        )
        scheduler.serve(
            record,
            lambda: agenda_of(config_path),
            actions.real(lambda: wishes.stop),
            voice,
            wishes=wishes,
            alarm=alarm,
            workers=workers,
            daily=lambda store, agenda: _say_pruned(retention.prune(store, agenda, scheduler.system_clock())),
        )
        logs.log("info", "stopped")
    return 0


def _say_problems(problems: Sequence[object]) -> None:
    from briefgen.batch import logs

    for problem in problems:
        logs.log("warning", "problem", detail=str(problem))


def _say_refused(config_path: str, error: InputError, agenda: Agenda) -> None:
    """A briefs.yaml that was to be read again is faulty: a person is to know, though all goes on as before."""
    from briefgen.batch import actions, logs

    for problem in error.problems:
        logs.log("error", "problem", detail=str(problem))
    logs.log("error", "briefs.yaml is faulty; what was read before stays in force", config=config_path)
    actions.ping_all(agenda, "fail", f"{config_path} is faulty; what was read before stays in force")


def _say_pruned(removals: Sequence[object]) -> None:
    from briefgen.batch import logs

    if removals:
        logs.log("info", "pruned", runs=len(removals))
