"""Amounts on the command line: a stretch of time and a size of memory, as people write them."""

from __future__ import annotations

import re

import click

_SECONDS = {"": 1, "s": 1, "m": 60, "min": 60, "h": 3600}
_MEGABYTES = {"": 1, "m": 1, "mb": 1, "g": 1024, "gb": 1024}
_AMOUNT = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]*)", re.IGNORECASE)


def seconds(ctx: click.Context, parameter: click.Parameter, value: str | None) -> float | None:  # noqa: ARG001
    """90, 90s, 5m or 1h as seconds; None when nothing is given."""
    return _amount(value, _SECONDS, "a time like 90, 90s, 5m or 1h")


def megabytes(ctx: click.Context, parameter: click.Parameter, value: str | None) -> int | None:  # noqa: ARG001
    """512, 512M or 2G as megabytes; None when nothing is given."""
    amount = _amount(value, _MEGABYTES, "a size like 512M or 2G")
    return None if amount is None else max(1, int(amount))


def _amount(value: str | None, units: dict[str, int], like: str) -> float | None:
    if value is None:
        return None
    match = _AMOUNT.fullmatch(value.strip())
    unit = match.group(2).lower() if match else ""
    if match is None or unit not in units or not float(match.group(1)):
        raise click.BadParameter(f"{value!r} is not {like}")
    return float(match.group(1)) * units[unit]
