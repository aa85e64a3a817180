"""The commands that build: build and watch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.amounts import megabytes, seconds
from briefgen.cli.output import clean, exit_code, json_text, show_problems, stopping_on_sigterm
from briefgen.cli.progress import Progressing
from briefgen.errors import InputError, Problem
from briefgen.formats import FORMATS

if TYPE_CHECKING:
    from briefgen.config import BriefConfig, Config
    from briefgen.pipeline import BuildResult
    from briefgen.publications import Order

_CONFIG = click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml to use.")
_QUIET = ("BG404", "BG710")  # notes that most briefs have; 'check --brief' shows them


def _formats(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:  # noqa: ARG001
    if value is None:
        return None
    wanted = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} is none of {', '.join(FORMATS)}")
    return wanted


def day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:  # noqa: ARG001
    """An option's day, or a fault of usage."""
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date; write YYYY-MM-DD") from None


def _instant(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dt.datetime | None:  # noqa: ARG001
    if value is None:
        return None
    try:
        instant = dt.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no instant; write 2026-12-01T06:00+01:00") from None
    if instant.tzinfo is None:
        raise click.BadParameter(f"{value!r} has no zone; write 2026-12-01T06:00+01:00, or Z for UTC")
    return instant


def now() -> dt.datetime:
    """The instant of a build: what embargoes and expiries are held against, and nothing else."""
    return dt.datetime.now(dt.UTC)


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--to",
    "formats",
    callback=_formats,
    metavar="FORMATS",
    help="md,pdf,html,json,docx,txt; what briefs.yaml says otherwise.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to write; the output folder of briefs.yaml otherwise.",
)
@click.option(
    "--as-of", callback=day, metavar="DATE", help="The day of the brief; dates sources that have no publication date."
)
@click.option(
    "--at", callback=_instant, metavar="INSTANT", help="The instant that embargoes are held against; now otherwise."
)
@click.option("--strict", is_flag=True, help="Exit with 3 when there are warnings.")
@click.option("--force", is_flag=True, help="Build also what stands already, made from the same.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Briefs built at the same time; one a core otherwise."
)
@click.option(
    "--timeout", callback=seconds, metavar="TIME", help="Stop a brief after 90s, 5m, 1h; 5m where there are many."
)
@click.option(
    "--memory", callback=megabytes, metavar="SIZE", help="Stop a brief that takes 512M, 2G; 2G where there are many."
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@_CONFIG
def build(
    names: Sequence[str],
    formats: Any,
    out: Path | None,
    as_of: dt.date | None,
    at: dt.datetime | None,
    strict: bool,
    force: bool,
    jobs: int | None,
    timeout: float | None,
    memory: int | None,
    style: str,
    config_path: str,
) -> int:
    """Build all briefs of briefs.yaml, or those with the NAMES given. Prints the path of every file that stands."""
    from briefgen.pipeline import load_config, refuse_clashes, selected
    from briefgen.publications import Order

    order = Order(formats, out, as_of, at or now())
    try:
        config = load_config(config_path)
        briefs = selected(config, names)
        refuse_clashes(config, order)
    except InputError as error:
        if style == "text":
            raise
        click.echo(json_text([_report(None, error.problems)]))
        return 1
    with stopping_on_sigterm(), Progressing(len(briefs), shown=len(briefs) > 1 and style == "text") as progress:
        if len(briefs) == 1 and timeout is None and memory is None:
            results = _here(config, briefs[0], order, force)
        else:
            results = _guarded(config, names, order, force, jobs, timeout, memory, progress.done)
    _show(results, style)
    return code_of(results, strict=strict)


def _here(config: Config, brief: BriefConfig, order: Order, force: bool) -> tuple[BuildResult, ...]:
    """One brief without limits needs no process of its own."""
    from briefgen.pipeline import build_one

    return (build_one(config, brief, order, force=force),)


def _guarded(config: Config, names: Sequence[str], order: Order, force: bool, jobs: int | None, timeout: float | None,
             memory: int | None, done: Callable[[BuildResult], None]) -> tuple[BuildResult, ...]:  # fmt: skip
    from briefgen.batch import workers
    from briefgen.batch.guard import Limits

    limits = Limits(timeout or workers.TIMEOUT_S, memory or workers.MEMORY_MB)
    return workers.build_many(config, names, order, workers=jobs, limits=limits, force=force, on_done=done)


def _show(results: Sequence[BuildResult], style: str) -> None:
    """Problems to standard error and paths to standard output, or one report for programs."""
    from briefgen.pipeline import as_typed

    if style == "json":
        click.echo(json_text([_report(r.name, r.problems, [as_typed(p) for p in r.paths], r.status) for r in results]))
        return
    show_problems([p for result in results for p in result.problems if p.rule not in _QUIET])
    if len(results) == 1 and results[0].status == "unchanged":
        click.echo(f"{results[0].name}: unchanged, made from the same before; --force builds it anew", err=True)
    for result in results:
        for path in result.paths:
            click.echo(clean(as_typed(path)))


def _report(
    name: str | None, problems: Sequence[Problem], paths: Sequence[str] = (), status: str = "failed"
) -> dict[str, object]:
    """One brief for programs; the name is None for faults of briefs.yaml itself, which stop every brief."""
    from briefgen import wire

    return {
        "brief": name,
        "built": status != "failed",
        "status": status,
        "paths": list(paths),
        "problems": [wire.encode(p) for p in problems],
    }


def code_of(results: Sequence[BuildResult], *, strict: bool) -> int:
    """The exit code of some builds: 4 when some failed, 1 when all did, 5 when it was the machine's fault."""
    failed = [result for result in results if not result.built]
    if failed and all(any(p.rule == "BG502" for p in result.problems) for result in failed):
        return 5
    if failed:
        return 4 if len(failed) < len(results) else 1
    return exit_code([problem for result in results for problem in result.problems], strict=strict)


@click.command()
@click.argument("names", nargs=-1)
@_CONFIG
@click.pass_context
def watch(ctx: click.Context, names: Sequence[str], config_path: str) -> int:
    """Build, then build again whenever briefs.yaml, a source or a template changes. Ctrl-C ends it."""
    from watchfiles import watch as watch_files

    from briefgen.errors import BriefgenError
    from briefgen.sourcing import located

    root = Path(config_path).resolve().parent

    def once() -> tuple[Path, set[Path]] | None:
        from briefgen.pipeline import load_config

        try:
            ctx.invoke(build, names=names, config_path=config_path)
            config = load_config(config_path)
            folders = {one.path.resolve().parent for brief in config.briefs for one in located(config, brief)[0]}
            return config.output, folders
        except InputError as error:
            show_problems(error.problems)
        except BriefgenError as error:
            click.echo(clean(f"briefgen: {error}"), err=True)
        return None

    output, folders = once() or (root / "build", set())
    click.echo(f"Watching {clean(str(root))}; Ctrl-C ends it.", err=True)

    def matters(_: object, path: str) -> bool:
        changed = Path(path)
        inside = changed.is_relative_to(root)
        hidden = inside and any(part.startswith(".") for part in changed.relative_to(root).parts)
        return not hidden and not changed.is_relative_to(output)

    elsewhere = [folder for folder in sorted(folders) if folder.is_dir() and not folder.is_relative_to(root)]
    for _ in watch_files(root, *elsewhere, watch_filter=matters, debounce=400, raise_interrupt=False):
        output = (once() or (output, folders))[0]
    return 0
