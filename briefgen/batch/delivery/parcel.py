"""What is handed over and what is handed back: the parcel, its files, the receipt. How it travels is each channel's."""

from __future__ import annotations

import datetime as dt
import hashlib
import string
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from briefgen.errors import BriefgenError
from briefgen.formats import MEDIA_TYPES

Status = Literal["delivered", "temporary", "permanent"]
Outcome = Literal["taken", "temporary", "permanent", "unknown"]


@dataclass(frozen=True, slots=True)
class ParcelFile:
    """One built file, with the hash that it had when it was built."""

    path: Path
    media_type: str
    sha256: str

    @property
    def format(self) -> str:
        """The format as briefs.yaml names it: md, pdf, html, json, docx, txt."""
        return self.path.suffix.removeprefix(".").lower()


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one channel is to take: the files of one edition, or a message alone.

    slot is in UTC. key is the same for every try of one delivery and for no other; see delivery_key.
    text is the body of a mail: the Markdown of a brief, or the message.
    """

    brief: str
    title: str
    slot: dt.datetime
    as_of: dt.date | None
    files: tuple[ParcelFile, ...]
    manifest_sha256: str
    key: str
    text: str
    kind: Literal["brief", "failure", "test"] = "brief"

    def __post_init__(self) -> None:
        if self.slot.utcoffset() != dt.timedelta(0):
            raise ValueError(f"the slot {self.slot} is not in UTC")


@dataclass(frozen=True, slots=True)
class Recipient:
    """What became of one recipient of a mail. unknown: the line dropped before the server answered."""

    address: str
    status: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one try.

    temporary: the same may work later. permanent: it will not until a person changes something.
    uncertain: the far side may have taken it all the same, so that another try may deliver it twice.
    retry_after_s: how long the far side asks to be left alone. No secret is in it.
    """

    status: Status
    detail: str
    remote_id: str | None = None
    uncertain: bool = False
    retry_after_s: int | None = None
    recipients: tuple[Recipient, ...] = ()

    @property
    def taken(self) -> frozenset[str]:
        """The recipients that have it and must not get it again."""
        return frozenset(r.address for r in self.recipients if r.status == "taken")


class Undeliverable(BriefgenError):
    """A parcel that cannot be sent as it is: a file that is gone or another one by now, one that is too large."""


def delivery_key(brief: str, slot: dt.datetime, channel: str, manifest_sha256: str) -> str:
    """The idempotency key of one delivery: the same edition of the same slot over the same channel, whatever the try."""
    parts = "\n".join((brief, slot.astimezone(dt.UTC).isoformat(), channel, manifest_sha256))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def file_of(path: Path) -> ParcelFile:
    """A file as it is now, by its name and content."""
    media_type = MEDIA_TYPES.get(path.suffix.removeprefix(".").lower(), "application/octet-stream")
    return ParcelFile(path, media_type, hashlib.sha256(path.read_bytes()).hexdigest())


def content(file: ParcelFile, *, most_bytes: int | None = None) -> bytes:
    """The bytes of a file, proven to be those that were built.

    Raises Undeliverable when it is gone, larger than most_bytes, or no longer the same.
    """
    try:
        size = file.path.stat().st_size
        if most_bytes is not None and size > most_bytes:
            raise Undeliverable(f"{file.path} has {megabytes(size)}; max_mb allows {megabytes(most_bytes)}.")
        data = file.path.read_bytes()
    except OSError as error:
        raise Undeliverable(f"{file.path} cannot be read: {error.strerror or error}.") from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Undeliverable(f"{file.path} is no longer the file that was built for this slot; build it again.")
    return data


def chosen(parcel: Parcel, formats: tuple[str, ...] | None) -> tuple[ParcelFile, ...]:
    """The files of these formats, or all. Raises Undeliverable when a format was not built."""
    if formats is None or parcel.kind != "brief":
        return parcel.files
    missing = [to for to in formats if to not in {file.format for file in parcel.files}]
    if missing:
        raise Undeliverable(f"{parcel.brief} was not built as {missing[0]}, which the channel asks for.")
    return tuple(file for file in parcel.files if file.format in formats)


def filled(template: str, parcel: Parcel, **more: str) -> str:
    """A template of briefs.yaml with what is known of the parcel; as_of is the day of the slot where none is given."""
    as_of = parcel.as_of or parcel.slot.date()
    known = {"brief": parcel.brief, "title": parcel.title, "as_of": as_of, "slot": parcel.slot, **more}
    return _Formatter().vformat(template, (), known)


class _Formatter(string.Formatter):
    """Gives a slot without a form one that has no colon, since it may become part of a file's name."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        """One value in its form."""
        return super().format_field(value, format_spec or ("%Y-%m-%dT%H%MZ" if isinstance(value, dt.datetime) else ""))


def megabytes(size: float) -> str:
    """A size for people."""
    return f"{size / 1_000_000:.1f} MB"
