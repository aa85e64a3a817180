"""The command that begins something of the user's own inside a project: new template."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli.output import clean
from briefgen.errors import BriefgenError


@click.group()
def new() -> None:
    """Begin something of your own: a template set."""


@new.command()
@click.argument("name")
@click.option("--from", "parent", default="brief", show_default=True, metavar="SET", help="The set to begin from.")
@click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml it goes beside.")
def template(name: str, parent: str, config_path: str) -> int:
    """Write the files of a new template set NAME into templates/ beside briefs.yaml. Never overwrites a file."""
    from briefgen import store
    from briefgen.rendering.scaffold import scaffold

    folder = Path(config_path).absolute().parent / "templates"
    files = scaffold(name, parent, (folder,) if folder.is_dir() else ())
    standing = [path for path in files if (folder / path).exists()]
    if standing:
        raise BriefgenError(f"{folder / standing[0]} is there already; nothing was changed.")
    for path in store.publish_all(folder, {path: text.encode() for path, text in files.items()}):
        click.echo(clean(str(path)))
    click.echo(f"Next: put 'template: {name}' into briefs.yaml, and change a block in {name}/brief.md.j2.", err=True)
    return 0
