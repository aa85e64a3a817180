"""What was fetched, kept beside the results: the bytes under their hash, and a record of when they came from where.

A build reads what is kept, so that it needs no network and gives the same bytes again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from briefgen import store, wire
from briefgen.sourcing.fetching import Fetched

FOLDER = "fetched"
_RECORD = "fetches.json"
_MOST_RECORD_BYTES = 4_000_000
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Kept:
    """One fetch: what was asked for, what answered in the end, when (UTC), and which file holds it with which SHA-256."""

    url: str
    answered_by: str
    fetched: str
    sha256: str
    file: str
    media_type: str

    def __post_init__(self) -> None:
        if "/" in self.file or not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise ValueError(f"{self.file!r} is not the name of a kept file")
        self.at()

    def at(self) -> dt.datetime:
        """When it was fetched. Raises ValueError for what is no time."""
        return dt.datetime.fromisoformat(self.fetched)


@dataclass(frozen=True, slots=True)
class Record:
    """All fetches of one address, the latest last."""

    fetches: tuple[Kept, ...]


def folder_of(url: str) -> str:
    """The folder of an address below the results: its host, to be found by eye, and a digest, to be unique."""
    try:
        host = re.sub(r"[^a-z0-9.-]", "-", (urlsplit(url).hostname or "")[:60]) or "page"
    except ValueError:
        host = "page"
    return f"{FOLDER}/{host}-{hashlib.sha256(url.encode()).hexdigest()[:12]}"


def latest(output: Path, url: str) -> tuple[Kept, Path] | None:
    """The last fetch of an address and the file that holds it; None when there is none. Raises ValueError when damaged."""
    folder = output / folder_of(url)
    record = _read(folder / _RECORD)
    if record is None or not record.fetches:
        return None
    kept = record.fetches[-1]
    path = folder / kept.file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{kept.file} cannot be read: {error.strerror}") from error
    if hashlib.sha256(data).hexdigest() != kept.sha256:
        raise ValueError(f"{kept.file} is not what was fetched on {kept.fetched}")
    return kept, path


def keep(output: Path, url: str, fetched: Fetched, at: dt.datetime) -> Kept:
    """Put a page away, the record last. Raises InputError (BG501) when it cannot be written."""
    digest = hashlib.sha256(fetched.data).hexdigest()
    kept = Kept(
        url=url,
        answered_by=fetched.url,
        fetched=at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        sha256=digest,
        file=digest[:16] + _suffix(fetched),
        media_type=fetched.media_type,
    )
    folder = folder_of(url)
    earlier = _read(output / folder / _RECORD)
    record = Record((*(earlier.fetches if earlier else ()), kept))
    text = json.dumps(wire.encode(record), ensure_ascii=False, indent=2) + "\n"
    store.publish_all(output, {f"{folder}/{kept.file}": fetched.data}, seal={f"{folder}/{_RECORD}": text.encode()})
    return kept


def _read(path: Path) -> Record | None:
    """The record of an address. Raises ValueError when it is damaged."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_RECORD_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ValueError(f"{path.name} cannot be read: {error.strerror}") from error
    if len(data) > _MOST_RECORD_BYTES:
        raise ValueError(f"{path.name} is too large")
    try:
        return wire.decode(Record, json.loads(data), path.name)
    except RecursionError as error:
        raise ValueError(f"{path.name} is no record of fetches") from error


def _suffix(fetched: Fetched) -> str:
    """What the server says it is; else what its address looks like. The reader looks at the bytes anyway."""
    named = PurePosixPath(urlsplit(fetched.url).path).suffix.lower()
    return _SUFFIXES.get(fetched.media_type) or (named if _SUFFIX.fullmatch(named) else ".txt")
