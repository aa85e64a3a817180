"""The commands that begin a project: init and schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefgen.cli.output import clean
from briefgen.errors import BriefgenError

_STARTER = """\
# What to brief on. Every key: briefgen schema briefs
defaults:
  formats: [md, pdf]     # md, pdf, html, json, docx, txt
  page: A4               # or Letter

briefs:
  first-brief:           # becomes the file name
    title: My first brief
    sources:
      - path: sources/example.txt
        # What only you know; never guessed when left out:
        # published: 2025-01-31
        # publisher: The Example Times
        # reliability: C  # A to F, F: cannot be judged
    # marking: TLP:CLEAR

# To change one section of the page, put templates/brief/brief.md.j2 beside this file, open it with
#   {% extends "builtin:brief/brief.md.j2" %}
# and write only the block that is to differ.
"""
_EXAMPLE = """\
The town council of Example voted 7 to 2 on Monday to close the old bridge, the mayor's office said.
The council did not disclose how long the work will take.

Mayor Jane Roe said the bridge was no longer safe. Residents said they would lose the only road to the school.
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option("--example", is_flag=True, help="Write a project of six invented sources about one event instead.")
def init(folder: Path, *, example: bool) -> int:
    """Write a starter briefs.yaml and an example source into FOLDER. Never overwrites a file."""
    from briefgen import examples, store

    starter = {"briefs.yaml": _STARTER.encode(), "sources/example.txt": _EXAMPLE.encode()}
    files = examples.files() if example else starter
    standing = [name for name in files if (folder / name).exists()]
    if "briefs.yaml" in standing:
        raise BriefgenError(f"{folder / 'briefs.yaml'} is there already; nothing was changed.")
    for name, data in files.items():
        if name not in standing:
            click.echo(clean(str(store.publish(folder, name, data))))
    click.echo("Next: briefgen build", err=True)
    return 0


@click.command()
@click.argument("what", type=click.Choice(["briefs", "facts", "brief", "export"]), default="briefs")
def schema(what: str) -> int:
    """Print the JSON Schema of briefs.yaml, of the extracted facts, of a composed brief, or of what --to json writes."""
    from briefgen import wire
    from briefgen.model import Brief, Facts

    if what == "briefs":
        from briefgen.config import json_schema

        plain = json_schema()
    elif what == "export":
        from briefgen.rendering.records import export_schema

        plain = export_schema()
    else:
        plain = wire.schema(Facts if what == "facts" else Brief)
    click.echo(json.dumps(plain, indent=2))
    return 0
