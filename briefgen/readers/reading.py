"""What a reader is given and what it gives back; and the one place where what a file says of itself meets what the operator says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from briefgen import markings
from briefgen.errors import Problem
from briefgen.markings import Classification
from briefgen.model import Document, Known, Origin, Published, Reliability


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


@dataclass(frozen=True, slots=True)
class Raw:
    """A file: its bytes, the name it goes by, the SHA-256 of the bytes, and which part of it is to be read, if not all."""

    data: bytes
    name: str
    sha256: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a file (an attachment), to be read as a source of its own; label says where it lies."""

    label: str
    data: bytes
    name: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: its documents, the files inside it, and what was found on the way.

    Without documents and parts there is a problem of level error.
    """

    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of itself, and where in it (where["title"] == "og:title").

    dates are all publication dates that it gives, the most telling first, each with its place.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    marking: str | None = None
    language: str | None = None
    dates: tuple[tuple[dt.date, str], ...] = ()
    where: dict[str, str] = field(default_factory=dict)


Reader = Callable[[Raw, Metadata, Stated], Reading]  # what the operator knows, and what a file around this one states


def document(
    raw: Raw, metadata: Metadata, stated: Stated, *, text: str, origins: tuple[Origin, ...], media_type: str
) -> Document:
    """The document of a text. What the operator knows wins; each thing that is known keeps who says so."""
    known: list[Known] = []

    def best(what: str) -> str | None:
        for basis, value in (("operator", getattr(metadata, what)), ("metadata", getattr(stated, what))):
            if value:
                known.append(Known(what, basis, stated.where.get(what) if basis == "metadata" else None))  # type: ignore[arg-type]
                return str(value)
        return None

    return Document(
        text=text,
        name=raw.name,
        sha256=raw.sha256,
        part=raw.part,
        media_type=media_type,
        language=stated.language,
        title=best("title"),
        publisher=best("publisher"),
        author=best("author"),
        published=_published(metadata, stated, known),
        url=best("url"),
        reliability=metadata.reliability,
        marking=markings.strictest((metadata.marking, stated.marking)),
        classification=metadata.classification,
        origins=origins,
        known=tuple(known),
    )


def _published(metadata: Metadata, stated: Stated, known: list[Known]) -> Published:
    if metadata.published is not None:
        known.append(Known("published", "operator"))
        return Published(metadata.published, "operator")
    if stated.dates:
        date, where = stated.dates[0]
        known.append(Known("published", "metadata", where))
        return Published(date, "metadata")
    return Published()


def date_problems(raw: Raw, stated: Stated, metadata: Metadata | None = None) -> tuple[Problem, ...]:
    """A warning when a file gives itself several publication days; a note when the operator gives another than the file.

    What the operator says settles it: then there is no warning.
    """
    days = dict(reversed(stated.dates))
    told = ", ".join(f"{date} ({where})" for date, where in sorted(days.items()))
    given = metadata.published if metadata else None
    part = f"{raw.part}: " if raw.part else ""
    if given is not None:
        if not days or given in days:
            return ()
        message = f"{part}published is {given} in briefs.yaml, and in the file {told}; briefs.yaml counts"
        return (Problem("BG220", message, "note", raw.name),)
    if len(days) < 2:
        return ()
    hint = "say which one holds with published: in briefs.yaml"
    return (Problem("BG216", f"{part}gives more than one publication date: {told}", "warning", raw.name, hint=hint),)
