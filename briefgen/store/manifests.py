"""What stands beside the files of a publication: which they are, what they were made of, what was found on the way."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from briefgen import wire
from briefgen.errors import InputError, Problem

LAYOUT = 1
MAX_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a publication: its name in the manifest's folder, its format, and what its bytes are."""

    name: str
    format: str
    sha256: str
    size: int

    def __post_init__(self) -> None:
        if not self.name or "/" in self.name or self.name in (".", ".."):
            raise ValueError(f"{self.name!r} is not the name of a file")


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A source of a publication as it was read: its path in briefs.yaml and the sha256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a run."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The edition that another follows: the sha256 of its facts, the edition printed on it, and its day."""

    facts: str
    edition: str = ""
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """One publication of a brief.

    fingerprint stands for all that went in; slot is the instant of the schedule that asked for it,
    in UTC. problems are those found when it was made; their files are told from briefs.yaml.
    tells_all is false where some are left out, since they name a source that the brief withholds.
    edition is what is printed on it; facts is the sha256 of its facts, kept apart (store.kept); since is the
    edition that it was compared with. All three are missing where nothing was kept.
    Nothing in it depends on when or where it was written.
    """

    brief: str
    title: str
    tool: str
    fingerprint: str
    as_of: dt.date | None
    slot: str | None
    parameters: tuple[Parameter, ...]
    files: tuple[PublishedFile, ...]
    sources: tuple[UsedSource, ...]
    problems: tuple[Problem, ...]
    tells_all: bool = True
    edition: str = ""
    facts: str | None = None
    since: Predecessor | None = None
    layout: int = LAYOUT

    def to_bytes(self) -> bytes:
        """The manifest as it is written: JSON, keys in a fixed order, ending in a line break."""
        text = json.dumps(wire.encode(self), ensure_ascii=False, indent=2) + "\n"
        return text.encode(
            errors="backslashreplace"
        )  # half a character, as in a bad file name, becomes its JSON escape

    def stands_in(self, folder: Path) -> bool:
        """True when every file it lists is in the folder with the bytes it had."""
        return all(_is_as_published(folder / file.name, file) for file in self.files)


def described(name: str, to: str, data: bytes) -> PublishedFile:
    """The entry of a file with these bytes."""
    return PublishedFile(name, to, hashlib.sha256(data).hexdigest(), len(data))


def _is_as_published(path: Path, file: PublishedFile) -> bool:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size != file.size:
            return False
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def read_manifest(path: Path) -> Manifest:
    """The manifest at a path. Raises InputError (BG503) when there is none or it is not one that briefgen wrote."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error
    if len(data) > MAX_BYTES:
        raise _unusable(path, f"larger than {MAX_BYTES // 1_000_000} MB")
    try:
        plain = json.loads(data)
        layout = wire.member(plain, "layout")
        if layout != LAYOUT:
            raise ValueError(f"layout {layout} is not known to this version")
        return wire.decode(Manifest, plain, "manifest")
    except (ValueError, RecursionError) as error:
        raise _unusable(path, str(error)) from error


def _unusable(path: Path, reason: str) -> InputError:
    message = f"the manifest cannot be used: {reason}"
    return InputError((Problem("BG503", message, file=str(path), hint="build the brief again"),))
