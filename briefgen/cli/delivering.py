"""The command that tries the ways out before the night: deliver test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from briefgen.cli.output import clean
from briefgen.errors import BriefgenError


@click.group()
def deliver() -> None:
    """Try the channels of briefs.yaml."""


@deliver.command("test")
@click.argument("names", nargs=-1)
@click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml to use.")
def try_channels(names: Sequence[str], config_path: str) -> int:
    """Send a message that says it is a test over all channels, or those with the NAMES given.

    A mail and a webhook really arrive; into a folder one file is written and removed. Exit code 1 when any fails.
    """
    from briefgen.batch import delivery
    from briefgen.pipeline import load_config

    channels = load_config(config_path).channels
    missing = [name for name in names if name not in channels]
    if not channels:
        raise BriefgenError(f"{config_path} describes no channels; see docs/delivery.md.")
    if missing:
        raise BriefgenError(f"No channel {missing[0]!r} in {config_path}; found: {', '.join(channels)}.")
    failed = 0
    for name in names or channels:
        now = dt.datetime.now(dt.UTC)
        receipt = delivery.deliver(channels[name], delivery.test_parcel(name, now), now=now)
        failed += receipt.status != "delivered"
        told = {"delivered": "delivered", "temporary": "failed, may pass", "permanent": "failed"}[receipt.status]
        click.echo(clean(f"{name}: {told}: {receipt.detail}"), err=receipt.status != "delivered")
    return 1 if failed else 0
