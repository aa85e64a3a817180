"""Handing a brief over: deliver() and what goes in and comes out of it. Each kind of channel is a file of its own.

At least once, never exactly once: the far side can take a parcel and the line can drop before it says
so. Such a receipt is temporary and uncertain; the key in the parcel lets the far side tell a second one.
Nothing is tried again in here: when, how often and whether is the scheduler's, one row for each channel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefgen.batch.delivery import folder, mail, webhook
from briefgen.batch.delivery.parcel import (
    Parcel,
    ParcelFile,
    Receipt,
    Recipient,
    Undeliverable,
    delivery_key,
    file_of,
)
from briefgen.batch.delivery.secrets import Secret, SecretFault, known, redacted
from briefgen.config.delivery import Channel, EmailConfig, FolderConfig
from briefgen.errors import EnvironmentFault, clean

__all__ = [
    "Channel",
    "Parcel",
    "ParcelFile",
    "Receipt",
    "Recipient",
    "deliver",
    "delivery_key",
    "file_of",
    "test_parcel",
]


def deliver(channel: Channel, parcel: Parcel, *, now: dt.datetime, earlier: Receipt | None = None) -> Receipt:
    """Hand a parcel over once. Whatever the far side, the disk or the environment does comes back as the receipt.

    earlier is the receipt of the last try, if there was one: who took the parcel then does not get it again.
    now, with its zone, dates the mail and the signature.
    """
    if now.tzinfo is None:
        raise ValueError("now has no zone")
    try:
        receipt = _delivered(channel, parcel, earlier, now)
    except (SecretFault, Undeliverable, EnvironmentFault) as fault:
        receipt = Receipt("permanent", clean(str(fault)), recipients=earlier.recipients if earlier else ())
    return _without_secrets(receipt, known({channel.name: channel}))


def test_parcel(channel: str, now: dt.datetime) -> Parcel:
    """A message that says that it is a test."""
    text = (
        f"This is a test of the channel {channel} of briefgen, sent {now.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC.\n"
        "It carries no brief. Whoever gets this will get what is delivered over this channel.\n"
    )
    slot = now.astimezone(dt.UTC)
    key = delivery_key("", slot, channel, "test")
    return Parcel("test", f"TEST of the channel {channel}", slot, None, (), "", key, text, kind="test")


def _without_secrets(receipt: Receipt, secrets: Sequence[Secret]) -> Receipt:
    """A receipt is stored and shown; what a far side repeats of a password must not be."""
    return replace(
        receipt,
        detail=redacted(receipt.detail, secrets),
        remote_id=receipt.remote_id and redacted(receipt.remote_id, secrets),
        recipients=tuple(replace(r, detail=redacted(r.detail, secrets)) for r in receipt.recipients),
    )


def _delivered(channel: Channel, parcel: Parcel, earlier: Receipt | None, now: dt.datetime) -> Receipt:
    settings = channel.settings
    if isinstance(settings, FolderConfig):
        return folder.deliver(channel, settings, parcel)
    if isinstance(settings, EmailConfig):
        return mail.deliver(channel, settings, parcel, earlier, now=now)
    return webhook.deliver(channel, settings, parcel, now=now)
