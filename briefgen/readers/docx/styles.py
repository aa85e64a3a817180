"""What the styles of a Word file say about a paragraph: heading, title, line of a table of contents, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.readers.docx.archive import Archive
from briefgen.readers.docx.markup import is_on, walk

_HEADING = re.compile(r"heading ([1-9])")
_MOST_ANCESTORS = 20


@dataclass(slots=True)
class Style:
    """One style: what it is called, what it is made after, what it says itself; None where it says nothing."""

    name: str = ""
    parent: str | None = None
    hidden: bool | None = None
    struck: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def heading(self, style: str | None) -> int | None:
        """The level of a heading, from 1; 0 for the title; None for what is neither."""
        for one in self._lineage(style):
            if one.name == "title":
                return 0
            if match := _HEADING.fullmatch(one.name):
                return int(match.group(1))
        return None

    def is_of_contents(self, style: str | None) -> bool:
        """True for a line of a table of contents."""
        return any(one.name.startswith("toc ") for one in self._lineage(style))

    def hides(self, style: str | None) -> bool | None:
        """Whether a style hides its text; None where it says nothing."""
        return next((one.hidden for one in self._lineage(style) if one.hidden is not None), None)

    def strikes(self, style: str | None) -> bool | None:
        """Whether a style strikes its text out; None where it says nothing."""
        return next((one.struck for one in self._lineage(style) if one.struck is not None), None)

    def _lineage(self, style: str | None) -> Iterator[Style]:
        for _ in range(_MOST_ANCESTORS):
            one = self.by_id.get(style or "")
            if one is None:
                return
            yield one
            style = one.parent


def read_styles(archive: Archive, part: str) -> Styles:
    """The styles of a document; none where it has no such part."""
    found: dict[str, Style] = {}
    current = Style()
    path: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if element == "style":
            current = found.setdefault(attributes.get("styleId", ""), Style())
        elif element == "name" and path[-1:] == ["style"]:
            current.name = attributes.get("val", "").lower()
        elif element == "basedOn":
            current.parent = attributes.get("val")
        elif element == "vanish" and path[-2:] == ["style", "rPr"]:
            current.hidden = is_on(attributes)
        elif element in ("strike", "dstrike") and path[-2:] == ["style", "rPr"]:
            current.struck = is_on(attributes)
        path.append(element)

    def end(_: str) -> None:
        path.pop()

    walk(archive, part, start=start, end=end)
    return Styles(found)
