"""The options of commands that log: in which form, and from which level up. What is in a line is the batch's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])
_STYLE, _LEVEL = "briefgen.log_format", "briefgen.log_level"


def _kept(name: str) -> Callable[[click.Context, click.Parameter, str], None]:
    def keep(ctx: click.Context, parameter: click.Parameter, value: str) -> None:  # noqa: ARG001
        ctx.meta[name] = value

    return keep


def log_options(command: _Command) -> _Command:
    """Give a command --log-format and --log-level; what was asked for is in chosen()."""
    level = click.option(
        "--log-level",
        type=click.Choice(["debug", "info", "warning", "error"]),
        default="info",
        show_default=True,
        expose_value=False,
        callback=_kept(_LEVEL),
        help="The least that is logged.",
    )
    style = click.option(
        "--log-format",
        type=click.Choice(["auto", "human", "json"]),
        default="auto",
        expose_value=False,
        callback=_kept(_STYLE),
        help="Lines for people or JSON lines; auto: by whether standard error is a terminal.",
    )
    return style(level(command))


def chosen() -> dict[str, Any]:
    """The form and the level that the command line asks for."""
    meta = click.get_current_context().meta
    return {"style": meta.get(_STYLE, "auto"), "level": meta.get(_LEVEL, "info")}
