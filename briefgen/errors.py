"""The two ways in which briefgen reports trouble: faults of files as values, faults of callers as exceptions."""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]

# C0 and C1 controls, overrides of the writing direction, and halves of characters that no terminal can be sent.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """Text without control characters: a source, a file name or a far server must not steer the terminal or a log."""
    return CONTROL.sub("�", text)


def how_it_ended(exit_code: int) -> str:
    """The exit code of a process in words: "exit code 3", "signal 9, SIGKILL"."""
    if exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return f"signal {-exit_code}, {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"signal {-exit_code}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the user's files.

    line and column count from 1, as an editor shows them; None where the fault has no place.
    rule is a stable id ("BG104"); docs/problems.md lists them all.
    """

    rule: str
    message: str
    severity: Severity = "error"
    file: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place + ': ' if place else ''}{self.severity} {self.rule}: {self.message}{hint}"


class BriefgenError(Exception):
    """A request that cannot be met; the message is one full sentence: what, where, what to do."""


class InputError(BriefgenError):
    """Files of the user that cannot be used; the problems say which and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class EnvironmentFault(BriefgenError):
    """Something that this machine lacks: a library, a font, a permission."""
