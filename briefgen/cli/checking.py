"""The commands that look before you build: check and doctor."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from briefgen.cli.output import exit_code, show_problems
from briefgen.errors import EnvironmentFault


@click.command()
@click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml to check.")
@click.option("--brief", "composed", is_flag=True, help="Compose each brief, too, and lint it and its page.")
@click.option("--facts", "every", is_flag=True, help="Name every fact that rests on a source that has changed.")
@click.option("--strict", is_flag=True, help="Exit with 3 when there are warnings.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to report.")
def check(config_path: str, composed: bool, every: bool, strict: bool, style: str) -> int:
    """Check briefs.yaml, every source and every template, and show all faults in one pass. Writes nothing.

    Says also which sources of a published brief have changed since it was built.
    """
    from briefgen import config as configuration
    from briefgen import publications, rendering, staleness
    from briefgen.batch.delivery import readiness
    from briefgen.cli.building import now
    from briefgen.pipeline import review, stray_corrections
    from briefgen.publications import Order

    config, found = configuration.load(Path(config_path))
    if config is None:
        show_problems(found, style=style)
        return 1
    problems = [
        *found,
        *readiness.missing(Path(config_path), config),
        *publications.clashes(config),
        *stray_corrections(config),
    ]
    own = (config.root / "templates",) if (config.root / "templates").is_dir() else ()
    for brief in config.briefs:
        problems.extend(review(config, brief, Order(at=now()), composed=composed))
        problems.extend(staleness.problems(config, brief, every=every))
        problems.extend(rendering.template_problems(brief.template, own))
    unique = tuple(dict.fromkeys(problems))
    show_problems(unique, style=style)
    if style == "text" and not unique:
        click.echo(f"{config_path}: {len(config.briefs)} brief(s), no fault found.")
    errors = [problem for problem in unique if problem.severity == "error"]
    if errors and all(problem.rule == "BG502" for problem in errors):
        return 5
    return exit_code(unique, strict=strict)


@click.command()
@click.option(
    "--rebuild",
    is_flag=True,
    help="Make the record of runs anew from the manifests of the editions; keeps the old one.",
)
@click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml, for --rebuild.")
@click.option("--record", "record_path", type=click.Path(path_type=Path), metavar="FILE", help="The record of runs.")
def doctor(rebuild: bool, config_path: str, record_path: Path | None) -> int:
    """Look at this machine: Python, Pango, fonts, templates, a place to write. Exit code 5 when something is missing."""
    if rebuild:
        from briefgen.cli import recording

        return recording.rebuild(config_path, record_path)
    missing = 0
    for name, fault in _findings():
        click.echo(f"{'missing' if fault else 'ok':8} {name}{': ' + fault if fault else ''}")
        missing += bool(fault)
    return 5 if missing else 0


def _findings() -> Iterator[tuple[str, str]]:
    yield f"Python {sys.version.split()[0]}", "" if sys.version_info >= (3, 11) else "3.11 or newer is needed"
    yield f"WeasyPrint {_version('weasyprint')}, Pango and HarfBuzz", _typesetting_fault()
    yield "bundled fonts", _font_fault()
    from briefgen.rendering import builtin_folder, template_names

    yield f"templates in {builtin_folder()}", "" if template_names() else "none found; install briefgen again"
    folder = tempfile.gettempdir()
    yield f"a place to write ({folder})", "" if os.access(folder, os.W_OK) else "not writable; set TMPDIR"


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _typesetting_fault() -> str:
    from briefgen.rendering import typesetting

    try:
        typeset = typesetting.typeset("<html lang=en><title>Test</title><p>Test.</p></html>")
    except EnvironmentFault as error:
        return str(error)
    complaint = next((p.message for p in typeset.problems if "HarfBuzz" in p.message), None)
    return f"{complaint}; install: {typesetting.INSTALL}" if complaint else ""


def _font_fault() -> str:
    from briefgen.themes import FONTS

    try:
        import rendercv_fonts
    except ImportError:
        return "pip install rendercv-fonts"
    root = Path(str(rendercv_fonts.__file__)).parent
    lacking = [family for family in FONTS if not (root / family).is_dir()]
    return f"{', '.join(lacking)} not found; pip install --force-reinstall rendercv-fonts" if lacking else ""
