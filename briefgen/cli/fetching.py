"""The command that goes out to the web: fetch. A build goes only for pages that it has no copy of, or too old a one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from briefgen.cli.output import clean, exit_code, show_problems


@click.command()
@click.argument("names", nargs=-1)
@click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml to use.")
@click.option("--strict", is_flag=True, help="Exit with 3 when there are warnings.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to report.")
def fetch(names: Sequence[str], config_path: str, strict: bool, style: str) -> int:
    """Fetch the web pages among the sources of briefs, of all or of those named, whether there is a copy or not.

    Each address is printed with the file that keeps it. Builds read what is kept.
    """
    from briefgen import pipeline, sourcing
    from briefgen.sourcing.keeping import Kept, folder_of

    config = pipeline.load_config(config_path)
    now = dt.datetime.now(dt.UTC)

    def told(url: str, kept: Kept) -> None:
        path = pipeline.as_typed(config.output / folder_of(url) / kept.file)
        click.echo(f"{clean(url)} {clean(path)}")

    pages = {s.url: s for brief in pipeline.selected(config, names) for s in brief.sources if s.path is None}
    if not pages:
        click.echo("None of the sources is on the web.", err=True)
        return 0
    problems = sourcing.fetch_due(config, tuple(pages.values()), now=now, again=True, told=told)
    show_problems(problems, style=style)
    return exit_code(problems, strict=strict)
