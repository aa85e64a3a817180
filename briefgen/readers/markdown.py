"""Markdown as plain text with the line each block came from; front matter as metadata."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefgen import markings
from briefgen.errors import Problem
from briefgen.marked_yaml import Tree, load
from briefgen.model import Origin
from briefgen.readers.decoding import decode
from briefgen.readers.reading import Metadata, Raw, Reading, Stated, date_problems, document
from briefgen.readers.sniffing import MARKDOWN

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_KNOWN = frozenset("title publisher author published date url marking".split())
_TEXT_KEYS = ("title", "publisher", "author", "url")


def read(raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
    """The readable text of a Markdown file.

    Marks of emphasis, link targets and tags are left out, so Document.text is not the file; the
    origins map each block back to its line. The first heading of level 1 is the title unless the
    front matter or the operator gives one.
    """
    whole, problem = decode(raw.data, raw.name)
    if whole is None:
        return Reading(problems=(problem,) if problem else ())
    front, body, first_line, problems = _front_matter(whole, raw.name)
    if any(problem.severity == "error" for problem in problems):
        return Reading(problems=problems)
    text, origins, heading = _plain(body, first_line)
    if not text.strip():
        return Reading(problems=(Problem("BG202", "the file holds no text", file=raw.name),))
    says = replace(stated, **front)
    if not says.title and heading:
        says = replace(says, title=heading, where={**says.where, "title": "first heading"})
    return Reading(
        (document(raw, metadata, says, text=text, origins=origins, media_type=MARKDOWN),),
        (*problems, *date_problems(raw, says, metadata)),
    )


def _front_matter(whole: str, name: str) -> tuple[dict[str, Any], str, int, tuple[Problem, ...]]:
    """What the front matter states, the text after it, the number of that text's first line, and faults."""
    match = _FRONT.match(whole)
    if match is None:
        return {}, whole, 1, ()
    tree, problems = load(match.group("yaml"), file=name, first_line=2)
    if tree is None:
        return {}, "", 1, tuple(replace(problem, rule="BG205", severity="error") for problem in problems)
    if not isinstance(tree.value, dict):
        return {}, whole, 1, ()  # a text that merely begins with a rule
    stated, faults = _stated(tree, name)
    return stated, whole[match.end() :], whole.count("\n", 0, match.end()) + 1, tuple(faults)


def _stated(tree: Tree, name: str) -> tuple[dict[str, Any], list[Problem]]:
    stated: dict[str, Any] = {}
    faults = []
    for key, value in tree.value.items():
        line, column = tree.place((key,))
        if key not in _KNOWN:
            faults.append(
                Problem(
                    "BG205", f"front matter key {key!r} is not used", "note", name, *tree.place((key,), of_key=True)
                )
            )
        elif key in _TEXT_KEYS and value is not None:
            stated[key] = str(value)
            stated.setdefault("where", {})[key] = "front matter"
        elif key == "marking" and value is not None:
            stated["marking"] = value
            if value not in markings.TLP:
                fault = f"{value!r} is none of {', '.join(markings.TLP)}"
                faults.append(Problem("BG205", fault, "error", name, line, column))
        elif value is not None:
            try:
                day = dt.date.fromisoformat(str(value)[:10])
                stated["dates"] = (*stated.get("dates", ()), (day, f"front matter: {key}"))
            except ValueError:
                faults.append(
                    Problem("BG205", f"{value!r} is not a date; write YYYY-MM-DD", "error", name, line, column)
                )
    return stated, faults


def _plain(body: str, first_line: int) -> tuple[str, tuple[Origin, ...], str | None]:
    """The text block by block, blank lines between, with origins, and the first level 1 heading."""
    from markdown_it import MarkdownIt

    parts: list[str] = []
    origins: list[Origin] = []
    heading: str | None = None
    length, level = 0, ""
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(body):
        if token.type == "heading_open":
            level = token.tag
        if token.type not in ("inline", "fence", "code_block"):
            continue
        text = _inline(token) if token.type == "inline" else token.content.strip()
        if not text.strip():
            continue
        if level == "h1" and heading is None and token.type == "inline":
            heading = text
        level = ""
        line = (token.map[0] if token.map else 0) + first_line
        origins.append(Origin(length, length + len(text), f"line {line}"))
        parts.append(text)
        length += len(text) + 2
    return "\n\n".join(parts) + "\n" if parts else "", tuple(origins), heading


def _inline(token: Token) -> str:
    pieces = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif child.type == "image":
            pieces.append(child.content)
    return "".join(pieces)
