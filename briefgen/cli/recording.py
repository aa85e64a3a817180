"""The commands about the record of runs: runs lists it and shows one, retry, pause, resume and prune change it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.output import clean, json_text, show_problems
from briefgen.cli.slots import CONFIG, DRY_RUN, RECORD, agenda_of, config_of, detail, instant, line, on_clock, plain
from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from briefgen.batch.agenda import Agenda
    from briefgen.batch.runs.opening import Store
    from briefgen.batch.runs.records import Delivery, Edition, LogLine, Run

_STATES = ("queued", "running", "rendered", "delivered", "failed", "dead", "skipped")
_STYLE = click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to print.")


@click.group(invoke_without_command=True)
@click.option("--brief", "briefs", multiple=True, metavar="NAME", help="Only of this brief; may be given again.")
@click.option(
    "--state", "states", multiple=True, type=click.Choice(_STATES), help="Only in this state; may be given again."
)
@click.option("--since", callback=instant, metavar="INSTANT", help="Only slots since then; UTC without an offset.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="So many at most.")
@_STYLE
@CONFIG
@RECORD
@click.pass_context
def runs(
    ctx: click.Context, briefs: Sequence[str], states: Any, since: dt.datetime | None, limit: int, style: str, config_path: str,
    record_path: Path | None,
) -> int:  # fmt: skip
    """List the runs, latest slot first: what ran, what failed, what was skipped and why.

    'briefgen runs show ID' tells all about one.
    """
    from briefgen.batch.runs import queries
    from briefgen.batch.runs.opening import opened_for_reading

    ctx.obj = (config_path, record_path)
    if ctx.invoked_subcommand is not None:
        return 0
    record = _record(config_path, record_path)
    with opened_for_reading(record) as store:
        since = on_clock(since, dt.UTC) if since else None
        found = queries.history(store, briefs=briefs, states=states, since=since, limit=limit) if store else ()
    if style == "json":
        click.echo(json_text([plain(outcome) for outcome in found]))
        return 0
    for outcome in found:
        click.echo(clean(line(outcome)))
    if not found:
        click.echo(clean(f"No such run in {record}." if store else f"No run yet: there is no {record}."), err=True)
    return 0


@runs.command()
@click.argument("run_id", metavar="ID")
@_STYLE
@click.pass_obj
def show(where: tuple[str, Path | None], run_id: str, style: str) -> int:
    """Tell all about one run: its log, files, deliveries and problems. The beginning of its ID is enough."""
    from briefgen.batch.runs import queries
    from briefgen.batch.runs.opening import opened_for_reading

    with opened_for_reading(_record(*where)) as store:
        outcome = _one(store, run_id)
        assert store is not None
        files = queries.files(store, outcome.id)
        deliveries = queries.deliveries(store, outcome.id)
        log = queries.log(store, outcome.id)
    if style == "json":
        parts = {"files": files, "deliveries": deliveries, "log": log}
        click.echo(
            json_text({**plain(outcome), **{name: [plain(row) for row in rows] for name, rows in parts.items()}})
        )
    else:
        for line in _story(outcome, files, deliveries, log):
            click.echo(clean(line))
    return 0


def _record(config_path: str, record_path: Path | None) -> Path:
    """Where the record is; briefs.yaml is read only when the command line does not say."""
    return record_path or config_of(config_path).state


def _one(store: Store | None, beginning: str) -> Run:
    """The one run whose id begins so."""
    from briefgen.batch.runs import queries

    found = queries.matching(store, beginning.lower()) if store else ()
    if len(found) == 1:
        return found[0]
    if found:
        raise BriefgenError(f"{len(found)} runs have an id that begins with {beginning!r}; give more of it.")
    raise BriefgenError(f"No run {beginning!r}; 'briefgen runs' lists them.")


def _story(
    outcome: Run, files: Sequence[Edition], deliveries: Sequence[Delivery], log: Sequence[LogLine]
) -> Iterator[str]:
    from briefgen.batch.runs.records import instant as utc

    origins = {"schedule": f"by schedule {outcome.schedule}", "hand": "by hand", "rebuilt": "from its manifest"}
    why = detail(outcome)
    yield f"{outcome.id}  {outcome.brief}"
    yield f"Slot:   {outcome.local or utc(outcome.slot)} ({utc(outcome.slot)}), {origins[outcome.origin]}"
    yield f"State:  {outcome.state}{f': {why}' if why else ''}"
    if outcome.note:
        yield f"Note:   {outcome.note}"
    if outcome.attempts or outcome.losses:
        died = f", and {outcome.losses} that died with their process" if outcome.losses else ""
        yield f"Tries:  {outcome.attempts}{died}"
    for title, lines in (
        ("Problems:", [str(problem) for problem in outcome.problems]),
        ("Files:", [f"{file.path}  {file.bytes} bytes  sha256 {file.sha256}" for file in files]),
        ("Deliveries:", [_sent(delivery) for delivery in deliveries]),
        ("Log:", [f"{utc(entry.at)}  {entry.event}{f': {entry.detail}' if entry.detail else ''}" for entry in log]),
    ):
        yield from (title, *(f"  {' '.join(told.split())}" for told in lines)) if lines else ()


def _sent(delivery: Delivery) -> str:
    from briefgen.batch.runs.records import instant as utc

    what = f"{delivery.channel} (notice)" if delivery.kind == "notice" else delivery.channel
    again = f"; again at {utc(delivery.next_attempt_at)}" if delivery.next_attempt_at else ""
    told = f": {delivery.detail}" if delivery.detail else ""
    return f"{what}: {delivery.status}, {delivery.attempts} attempt(s){told}{again}"


# Mending ---------------------------------------------------------------------------------------


@click.command()
@click.argument("run_ids", metavar="ID...", nargs=-1, required=True)
@CONFIG
@RECORD
def retry(run_ids: Sequence[str], config_path: str, record_path: Path | None) -> int:
    """Put runs that failed, died or were skipped back into the queue: the scheduler takes them at its next look.

    A run whose edition is there goes on with the deliveries that failed; no channel gets it twice.
    """
    from briefgen.batch import scheduler
    from briefgen.batch.runs import claims

    with _existing(config_path, record_path) as store:
        for run in [_one(store, run_id) for run_id in run_ids]:
            state = claims.revive(store, run, scheduler.system_clock())
            click.echo(clean(f"{run.id} {run.brief}: {run.state}, now {state}"))
    click.echo("The scheduler takes it at its next look; so does 'briefgen run --due'.", err=True)
    return 0


@click.command()
@DRY_RUN
@CONFIG
@RECORD
def prune(dry_run: bool, config_path: str, record_path: Path | None) -> int:
    """Remove the editions and runs that retention: in briefs.yaml no longer keeps; never the latest good one."""
    from briefgen.batch import retention, scheduler
    from briefgen.batch.runs.opening import opened_for_reading

    agenda, now = agenda_of(config_path), scheduler.system_clock()
    if dry_run:
        with opened_for_reading(record_path or agenda.config.state) as store:
            _report_pruned(retention.removals(store, agenda, now) if store else (), verb="would remove")
        return 0
    with _existing(config_path, record_path) as store:
        _report_pruned(retention.prune(store, agenda, now))
    return 0


def _report_pruned(removals: Sequence[Any], *, verb: str = "removed") -> None:
    from briefgen.pipeline import as_typed

    for removal in removals:
        click.echo(
            clean(
                f"{verb} {removal.run.id} {removal.run.brief} {removal.run.slot:%Y-%m-%dT%H:%MZ} ({removal.run.state})"
            )
        )
        for path in removal.files:
            click.echo(clean(f"{verb} {as_typed(path)}"))
        for path, why in removal.kept:
            if why != "a newer run has it, too":
                click.echo(clean(f"kept {as_typed(path)}: {why}"), err=True)


@click.command()
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="All schedules.")
@CONFIG
@RECORD
def pause(name: str | None, everything: bool, config_path: str, record_path: Path | None) -> int:
    """Run nothing of a schedule or brief by the clock until it is resumed; each slot leaves a row that says so."""
    return _pausing(name, everything, config_path, record_path, on=True)


@click.command()
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="End the pause of all; those by name stay.")
@CONFIG
@RECORD
def resume(name: str | None, everything: bool, config_path: str, record_path: Path | None) -> int:
    """End a pause. Slots that fell into it stay skipped."""
    return _pausing(name, everything, config_path, record_path, on=False)


def _pausing(name: str | None, everything: bool, config_path: str, record_path: Path | None, *, on: bool) -> int:
    from briefgen.batch import scheduler
    from briefgen.batch.rebuilding import refuse_lost_record
    from briefgen.batch.runs import standing
    from briefgen.batch.runs.opening import opened

    if everything == (name is not None):
        raise click.UsageError("say either a NAME or --all")
    agenda = agenda_of(config_path)
    names = _pausable(agenda, name) if name is not None else [standing.ALL]
    record = record_path or agenda.config.state
    refuse_lost_record(record, agenda.output)
    with opened(record) as store:
        change = standing.pause if on else standing.resume
        changed = [change(store, name, scheduler.system_clock()) for name in names]
    said = ("is paused", "was paused already") if on else ("goes on", "was not paused")
    click.echo(clean(f"{name or 'everything'} {said[0] if any(changed) else said[1]}"), err=True)
    return 0


def _pausable(agenda: Agenda, name: str) -> list[str]:
    """What a name on the command line stands for: a schedule, a brief, or the editions of one."""
    known = dict.fromkeys((*agenda.terms, *(entry.schedule.name for entry in agenda.entries)))
    editions = [brief for brief, terms in agenda.terms.items() if name == terms.brief.edition_of]
    if name not in known and not editions:
        raise BriefgenError(f"No brief or schedule {name!r} in briefs.yaml; found: {', '.join(known)}.")
    return [name] if name in known else editions


@contextlib.contextmanager
def _existing(config_path: str, record_path: Path | None) -> Iterator[Store]:
    """The record, for a change to what is in it; none is made for that."""
    from briefgen.batch.runs.opening import opened

    record = _record(config_path, record_path)
    if not record.exists():
        raise BriefgenError(f"There is no record of runs at {record} yet.")
    with opened(record) as store:
        yield store


def rebuild(config_path: str, record_path: Path | None) -> int:
    """Make the record anew from the manifests of the editions; what 'briefgen doctor --rebuild' does."""
    from briefgen.batch import rebuilding, scheduler

    agenda = agenda_of(config_path)
    record = record_path or agenda.config.state
    rebuilt = rebuilding.rebuild(record, agenda, scheduler.system_clock())
    show_problems(rebuilt.problems)
    if rebuilt.aside is not None:
        click.echo(clean(f"The old record is kept as {rebuilt.aside}."), err=True)
    click.echo(clean(f"{record}: {rebuilt.runs} run(s) from manifests below {agenda.output}"))
    return 0
