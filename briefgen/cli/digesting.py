"""The command that tells of a whole batch on one page a brief: digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import click

from briefgen.cli.building import code_of, day, now
from briefgen.cli.output import clean, show_problems, stopping_on_sigterm
from briefgen.errors import BriefgenError


def _formats(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:  # noqa: ARG001
    from briefgen.batch.digests import DigestFormat

    wanted, known = tuple(part.strip() for part in value.split(",") if part.strip()), get_args(DigestFormat)
    if not wanted or set(wanted) - set(known):
        raise click.BadParameter(f"{value!r} is not made of {', '.join(known)}")
    return wanted


@click.command()
@click.argument("names", nargs=-1)
@click.option("--title", default="Digest", show_default=True, help="What stands on the cover.")
@click.option(
    "--to", "formats", default="pdf", callback=_formats, metavar="FORMATS", help="md,html,pdf; pdf otherwise."
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Where to write; the output folder otherwise."
)
@click.option("--as-of", callback=day, metavar="DATE", help="The day of the briefs and of the digest.")
@click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml to use.")
def digest(
    names: Sequence[str], title: str, formats: Any, out: Path | None, as_of: dt.date | None, config_path: str
) -> int:
    """Build all briefs, or the NAMES given, and sum them up: a cover with what failed, then a page for each."""
    from briefgen.batch import digests, workers
    from briefgen.pipeline import as_typed, load_config
    from briefgen.publications import Order

    config = load_config(config_path)
    if any(brief.name == digests.NAME for brief in config.briefs):
        raise BriefgenError(f"A brief is named {digests.NAME!r}, and the digest would be written over it; rename it.")
    with stopping_on_sigterm():
        results = workers.build_many(config, names, Order(None, out, as_of, now()))
    made = digests.digest(config, results, title=title, as_of=as_of)
    paths, complaints = digests.publish(config, made, formats, out=out)
    errors = [problem for result in results for problem in result.problems if problem.severity == "error"]
    show_problems([*errors, *complaints])
    for path in paths:
        click.echo(clean(as_typed(path)))
    return code_of(results, strict=False)
