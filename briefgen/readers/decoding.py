"""Bytes to text, and what a reader is given. UTF-8 or a Problem; never a guess."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from briefgen.errors import Problem
from briefgen.markings import Classification
from briefgen.model import Published, Reliability


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the operator knows of a source; None where nothing is known."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    url: str | None = None
    reliability: Reliability = "F"
    marking: str | None = None
    classification: Classification | None = None

    def when(self, stated: dt.date | None = None) -> Published:
        """The publication date: the operator's, else what the file says, else unknown."""
        if self.published is not None:
            return Published(self.published, "operator")
        return Published(stated, "metadata") if stated is not None else Published()


@dataclass(frozen=True, slots=True)
class Raw:
    """A decoded file: its text, the name it goes by, the SHA-256 of its bytes."""

    text: str
    name: str
    sha256: str


_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP file (DOCX, XLSX, ODT ...)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "an RTF file"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str) -> tuple[str | None, Problem | None]:
    """The text of some bytes, a byte order mark left out; a Problem that says what they are instead."""
    looks = next((what for signature, what in _SIGNATURES if data.startswith(signature)), None)
    if looks is not None:
        return None, Problem(
            "BG203", f"looks like {looks}; plain text and Markdown are read", file=name, hint="convert it to text first"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _CONTROL.search(data[:4096]):
            return None, Problem("BG203", "a binary file, not text", file=name)
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02x}"
        return None, Problem(
            "BG204", f"not UTF-8: byte {byte} at offset {error.start}", file=name, line=line, hint="save it as UTF-8"
        )
    if len(_CONTROL.findall(data[:65536])) > 8 or b"\x00" in data:
        return None, Problem("BG203", "a binary file, not text", file=name)
    return text, None
