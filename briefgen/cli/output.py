"""How the command line shows problems and results, and how it leaves: for people with the faulty line and a caret, for programs as JSON."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from briefgen import wire
from briefgen.errors import CONTROL, Problem, clean

__all__ = ["clean", "exit_code", "json_text", "show_problems"]

# What stands after such a key is not shown, whatever the fault of the line is.
_SECRET = re.compile(
    r"\b((?:\w+[-_])?(?!\w+_file\b)(?:pass\w*|pwd|secret\w*|token\w*|credentials?|authorization|cookie|api[-_]?key)[\"']?\s*[:=]\s*)(?!\s|[\"']?\$\{).*",
    re.IGNORECASE,
)
_SECRET_RULE = "BG109"


def json_text(value: object) -> str:
    """A value as JSON text that reads back the same, with nothing in it that steers a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # Line breaks are the layout; every other control character can only stand inside a string.
    return CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def show_problems(problems: Sequence[Problem], *, style: str = "text") -> None:
    """Print problems: as text to standard error, as JSON to standard output."""
    if style == "json":
        click.echo(json_text([wire.encode(p) for p in problems]))
        return
    for problem in problems:
        click.echo(clean(" ".join(str(problem).splitlines())), err=True)
        excerpt = _excerpt(problem)
        if excerpt:
            click.echo(excerpt, err=True)


def _excerpt(problem: Problem) -> str:
    """The faulty line with a caret under its column, where the file can be read."""
    if problem.file is None or problem.line is None or problem.column is None or problem.rule == _SECRET_RULE:
        return ""
    path = Path(problem.file)
    if not path.is_file() or path.stat().st_size > 1_000_000:
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if problem.line > len(lines):
        return ""
    begin = max(0, problem.column - 100)
    whole = _SECRET.sub(r"\1…", clean(lines[problem.line - 1].replace("\t", " ")))
    line = whole[begin : begin + 140]
    return f"    {line}\n    {' ' * (min(problem.column, len(whole)) - 1 - begin)}^"


def exit_code(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """0 when nothing is wrong, 1 for errors, 3 for warnings alone under --strict; notes never count."""
    if any(problem.severity == "error" for problem in problems):
        return 1
    return 3 if strict and any(problem.severity == "warning" for problem in problems) else 0


@contextmanager
def stopping_on_sigterm() -> Iterator[None]:
    """Leave by the front door when somebody asks the process to end: what is half done is tidied up; exit code 143."""

    def stop(*_: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
