"""A template set to begin with: a file that extends another set, with every block of that set in it, commented out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefgen.errors import BriefgenError
from briefgen.rendering.templates import builtin_folder, find, template_names

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_EXTENDS = re.compile(r"""\{%-?\s*extends\s+["'](?:builtin:)?([^"']+)["']\s*-?%\}""")
_BLOCK = re.compile(r"\{%-?\s*(?:block\s+(?P<name>\w+)|(?P<end>endblock))[^%]*%\}\n?")
_STYLE = """\
/* What differs from the style of the set {0!r}; both style sheets are used, this one last.
   Ask for the theme's colours and fonts: var(--ink), var(--accent), var(--text-font); docs/templates.md has them all. */
"""


def scaffold(name: str, parent: str, search_path: tuple[Path, ...] = ()) -> dict[str, str]:
    """The files of a new template set, by their paths below a folder of sets: its template and its style sheet.

    Raises BriefgenError for a name that no folder can have and for a parent that is not there.
    """
    if not _NAME.fullmatch(name) or name == "base":
        raise BriefgenError(f"{name!r} cannot be the name of a template set: use small letters, digits and hyphens.")
    if parent not in (known := template_names(search_path)):
        raise BriefgenError(f"No template set {parent!r} to begin from; found: {', '.join(known)}.")
    own = any((folder / parent / "brief.md.j2").is_file() for folder in search_path)
    address = f"{parent}/brief.md.j2" if own else f"builtin:{parent}/brief.md.j2"
    blocks = "\n".join(_commented(block, text) for block, text in _blocks(f"{parent}/brief.md.j2", search_path).items())
    opening = (
        f"{{# The template set {name!r}. What is not replaced here is as in {parent!r}.\n"
        "To change a section, take the comment signs away around its block; to drop it, leave the block empty. #}\n"
        f'{{% extends "{address}" %}}\n\n'
    )
    return {f"{name}/brief.md.j2": opening + blocks, f"{name}/print.css": _STYLE.format(parent)}


def _commented(block: str, text: str) -> str:
    # Jinja's comments do not nest: the signs of those within are broken.
    inner = text.replace("{#", "{ #").replace("#}", "# }")
    return f"{{#\n{{% block {block} %}}\n{inner}{{% endblock %}}\n#}}\n"


def _blocks(template: str, search_path: tuple[Path, ...]) -> dict[str, str]:
    """The outer blocks of a template and of those that it extends, in the order in which they are printed."""
    path = find(template, search_path) or builtin_folder() / template
    source = path.read_text(encoding="utf-8")
    parent = _EXTENDS.search(source)
    inherited = _blocks(parent.group(1), search_path) if parent and parent.group(1) != template else {}
    return {**inherited, **dict(_outer_blocks(source))}


def _outer_blocks(source: str) -> Iterator[tuple[str, str]]:
    depth, name, begin = 0, "", 0
    for match in _BLOCK.finditer(source):
        if match.group("name"):
            if depth == 0:
                name, begin = match.group("name"), match.end()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield name, source[begin : match.start()]
