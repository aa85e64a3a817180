"""A brief as plain text for mail: 72 columns, marks in brackets, the cited sentences at the end. What is told is in the template."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

from briefgen.markings import banners
from briefgen.model import Brief
from briefgen.rendering import templates, watermark
from briefgen.rendering.speech import speech_of

WIDTH = 72
_UNDERLINES = frozenset({"===", "---"})
_OPENING = re.compile(r"(?:- |\d{1,3}\. |\[[A-Z]+\d+\] )?")


def render(brief: Brief, *, template: str, search_path: tuple[Path, ...], parameters: Mapping[str, str]) -> str:
    """The text, each paragraph wrapped, at most one empty line in a row. Raises TemplateFault."""
    own = templates.find(f"{template}/brief.txt.j2", search_path)
    name = f"{template if own else 'base'}/brief.txt.j2"
    source = templates.render(
        name,
        search_path,
        language=brief.language,
        brief=brief,
        parameters=parameters,
        banners=banners(brief.marking, brief.classification),
        notice=watermark.words(brief, speech_of(brief.language, search_path)),
    )
    lines: list[str] = []
    for line in source.split("\n"):
        lines.extend(_underlined(lines, line) if line in _UNDERLINES else _wrapped(line.strip()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _underlined(above: list[str], line: str) -> list[str]:
    return [line[0] * len(above[-1])] if above and above[-1] else []


def _wrapped(line: str) -> list[str]:
    """A paragraph as lines of at most 72 characters, words whole; what follows a number or a hyphen stays under it."""
    opening = _OPENING.match(line)
    indent = " " * len(opening.group()) if opening else ""
    return textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]
