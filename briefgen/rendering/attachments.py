"""Files inside a PDF: what is known of each, and names that no reader of the PDF can be misled by."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from briefgen.model import Brief, Facts
from briefgen.rendering import records

FACTS = "facts.json"
BRIEF = "brief.json"
_JSON = "application/json"
NO_DATE = dt.date(1980, 1, 1)
"""Stands where a format insists on a date and nobody gave one."""

_LONGEST = 80
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to put into a PDF, and how it relates to the pages: the data behind them, or their source."""

    name: str
    data: bytes
    media_type: str
    relationship: Literal["Data", "Source", "Supplement"]
    description: str
    modified: dt.date = NO_DATE


def embedded(brief: Brief, facts: Facts | None = None) -> tuple[Attachment, ...]:
    """The brief and the facts behind it as JSON: what "briefgen verify" reads back from a PDF."""
    day = brief.as_of or NO_DATE
    about = f"“{brief.title}”"
    files = [Attachment(BRIEF, records.text(brief).encode(), _JSON, "Data", f"The lines of {about}", day)]
    if facts is not None:
        data = records.text(facts).encode()
        files.insert(0, Attachment(FACTS, data, _JSON, "Data", f"The facts and quotes behind {about}", day))
    return tuple(files)


def unique(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """The same attachments under safe names, no two alike even where capitals do not count."""
    taken: set[str] = set()
    named = []
    for attachment in attachments:
        name = _free(safe_name(attachment.name), taken)
        taken.add(name.lower())
        named.append(replace(attachment, name=name))
    return tuple(named)


def safe_name(name: str) -> str:
    """The last part of a path as a file name of letters, digits, dot, hyphen and underscore.

    Nothing hidden, no device name, at most 80 characters with the suffix kept.
    """
    last = _UNSAFE.sub("-", re.split(r"[/\\]", name)[-1]).strip("-.") or "file"
    path = PurePosixPath(last)
    suffix = path.suffix[:12]
    stem = path.stem if path.suffix == suffix else last.removesuffix(path.suffix)
    safe = stem[: _LONGEST - len(suffix)] + suffix
    return f"file-{safe}" if _RESERVED.fullmatch(safe) else safe


def _free(name: str, taken: set[str]) -> str:
    path, number, free = PurePosixPath(name), 1, name
    while free.lower() in taken:
        number += 1
        free = f"{path.stem}-{number}{path.suffix}"
    return free
