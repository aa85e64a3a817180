"""How a run over many briefs shows how far it is: a bar on a terminal, a line a brief elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from briefgen.cli.output import clean

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from briefgen.pipeline import BuildResult


class Progressing:
    """Counts results as they come; shown says whether anybody is to see it."""

    def __init__(self, total: int, *, shown: bool) -> None:
        self._total, self._shown = total, shown
        self._counts = {"built": 0, "unchanged": 0, "failed": 0}
        self._bar: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Self:
        if self._shown and sys.stderr.isatty():
            self._bar = _bar(self._total)
            self._bar[0].start()
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar[0].stop()
        if self._shown and kind is None:
            click.echo(self._told(), err=True)

    def done(self, result: BuildResult) -> None:
        """One brief more is done."""
        self._counts[result.status] += 1
        number = sum(self._counts.values())
        if self._bar is not None:
            bar, task = self._bar
            bar.update(task, completed=number, failed=_failures(self._counts["failed"]))
        elif self._shown:
            outcome = "" if result.status == "built" else f": {result.status}"
            click.echo(f"[{number}/{self._total}] {clean(result.name)}{outcome}", err=True)

    def _told(self) -> str:
        told = ", ".join(f"{count} {status}" for status, count in self._counts.items() if count)
        return f"{self._total} briefs: {told}."


def _bar(total: int) -> tuple[Progress, TaskID]:
    """A bar with the count, the failures and the time that is left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Building"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    return bar, bar.add_task("Building", total=total, failed="")


def _failures(count: int) -> str:
    return f"[red]{count} failed[/red]" if count else ""
