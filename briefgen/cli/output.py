"""How the command line shows problems and results: for people with the faulty line and a caret, for programs as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import click

from briefgen import wire
from briefgen.errors import Problem

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Text without control characters: a source must not steer the terminal."""
    return _CONTROL.sub("�", text)


def show_problems(problems: Sequence[Problem], *, style: str = "text") -> None:
    """Print problems: as text to standard error, as JSON to standard output."""
    if style == "json":
        click.echo(json.dumps([wire.encode(p) for p in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems:
        click.echo(clean(str(problem)), err=True)
        excerpt = _excerpt(problem)
        if excerpt:
            click.echo(excerpt, err=True)


def _excerpt(problem: Problem) -> str:
    """The faulty line with a caret under its column, where the file can be read."""
    if problem.file is None or problem.line is None or problem.column is None:
        return ""
    path = Path(problem.file)
    if not path.is_file() or path.stat().st_size > 1_000_000:
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if problem.line > len(lines):
        return ""
    line = clean(lines[problem.line - 1].replace("\t", " "))[:160]
    return f"    {line}\n    {' ' * min(problem.column - 1, 160)}^"


def exit_code(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """0 when nothing is wrong, 1 for errors, 3 for warnings alone under --strict; notes never count."""
    if any(problem.severity == "error" for problem in problems):
        return 1
    return 3 if strict and any(problem.severity == "warning" for problem in problems) else 0
