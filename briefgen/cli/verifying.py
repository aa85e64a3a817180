"""The command that looks back: verify."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from briefgen.cli.output import clean, exit_code, json_text, show_problems


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Exit with 3 when a source is not at hand.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to report.")
def verify(file: Path, sources: Sequence[Path], strict: bool, style: str) -> int:
    """Check a finished brief: FILE, a PDF, facts.json or brief.json, against the SOURCES it carries or those given.

    Every quote, id and line is checked again, offline. Exit code 1 when anything was altered.
    """
    from briefgen import wire
    from briefgen.verification import verify as check

    report = check(file, sources)
    if style == "json":
        problems = [wire.encode(problem) for problem in report.problems]
        plain = {"file": str(file), "verified": report.verified, "held": list(report.held), "problems": problems}
        click.echo(json_text(plain))
    else:
        for line in report.held:
            click.echo(clean(f"ok  {line}"))
        show_problems(report.problems)
    return exit_code(report.problems, strict=strict)
