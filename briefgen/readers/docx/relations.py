"""Which part of a Word file is which: its relationships, none of which leads out of the file."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from briefgen.readers.docx.archive import Archive
from briefgen.readers.docx.markup import walk

_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Parts:
    """The names of the parts; empty where a file has none of a kind."""

    main: str
    styles: str
    footnotes: str
    endnotes: str
    headers: tuple[str, ...]
    embedded: int


def find_parts(archive: Archive) -> Parts:
    """The parts of a document, as its relationships name them. What lies outside the file is never opened."""
    roots = _targets(archive, "")
    main = next((target for kind, target in roots if kind == "officeDocument" and target in archive), _MAIN)
    own = _targets(archive, main)
    by_kind = dict(reversed(own))
    headers = tuple(dict.fromkeys(target for kind, target in own if kind in ("header", "footer")))
    embedded = sum(kind in ("package", "oleObject", "aFChunk") for kind, _ in own)
    return Parts(
        main=main,
        styles=by_kind.get("styles", ""),
        footnotes=by_kind.get("footnotes", ""),
        endnotes=by_kind.get("endnotes", ""),
        headers=headers,
        embedded=embedded,
    )


def _targets(archive: Archive, part: str) -> list[tuple[str, str]]:
    """The last word of each relationship's type, and the part that it leads to."""
    folder, name = posixpath.split(part)
    found: list[tuple[str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "rel:Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            found.append((attributes.get("Type", "").rpartition("/")[2], target.lstrip("/")))

    walk(archive, posixpath.join(folder, "_rels", f"{name}.rels"), start=start)
    return found
