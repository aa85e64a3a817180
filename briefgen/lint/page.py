"""What the rules look at: a brief, its lines, and the page made of it as text with links and headings. Judges nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from briefgen.model import Brief, Line

_SILENT = frozenset(
    {"style", "script", "svg", "figure", "title"}
)  # pictures repeat lines; their twin carries the marks
_ANNEX = ("evidence-", "source-")  # how the ids of source sentences and of their headings begin
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(slots=True)
class Rendered:
    """An HTML page as read: its text on one line, and at which offset of it headings, ids and links stand."""

    text: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    ids: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    markings: list[str] = field(default_factory=list)

    def id_before(self, offset: int) -> str:
        """The last id at or before an offset; "" where there is none."""
        i = bisect_right(self.ids, offset, key=lambda item: item[0]) - 1
        return self.ids[i][1] if i >= 0 else ""

    def places(self, text: str) -> Iterator[int]:
        """The offsets behind a text, wherever the page shows it outside the annex, where sources are quoted whole."""
        start = self.text.find(text)
        while start >= 0:
            if not self.id_before(start).startswith(_ANNEX):
                yield start + len(text)
            start = self.text.find(text, start + 1)

    def links_after(self, offset: int, reach: int) -> Iterator[str]:
        """Where the links lead that stand within some characters behind an offset."""
        start = bisect_right(self.links, offset - 1, key=lambda item: item[0])
        for place, target in self.links[start:]:
            if place > offset + reach:
                return
            yield target


@dataclass(frozen=True, slots=True)
class Page:
    """A brief with its pages; html is None and markdown "" where they were not made."""

    brief: Brief
    markdown: str
    html: Rendered | None


def read(brief: Brief, markdown: str, html: str) -> Page:
    """The page that the rules are given."""
    if not html:
        return Page(brief, markdown, None)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    rendered = reader.page
    rendered.text = "".join(reader.parts)
    return Page(brief, markdown, rendered)


def flat(text: str) -> str:
    """A text on one line, as a page shows it."""
    return " ".join(text.split())


def stated(brief: Brief) -> Iterator[tuple[str, Line]]:
    """Every line that states something, with the name of its section."""
    for name in ("bluf", "key_points"):
        yield from ((name, line) for line in getattr(brief, name))
    for who in brief.stakeholders:
        yield from (("stakeholders", line) for line in (*who.roles, *who.position, *who.did))
    for section in ("statements", "timeline", "figures"):
        yield from ((section, entry.line) for entry in getattr(brief, section))
    for entry in brief.timeline:
        yield from (("timeline", dating.line) for dating in entry.also_dated)
    for tension in brief.tensions:
        yield from (("tensions", side) for side in tension.sides)
    for conflict in brief.conflicts:
        yield from (("conflicts", side.line) for side in conflict.sides)
    for closed in brief.answered:
        yield from (("answered", line) for line in closed.answers)


def lines(brief: Brief) -> Iterator[tuple[str, Line]]:
    """Every line of a brief, questions included."""
    yield from stated(brief)
    for name in ("stated_questions", "gaps"):
        yield from ((name, line) for line in getattr(brief, name))
    yield from (("answered", closed.question) for closed in brief.answered)


class _Reader(HTMLParser):
    """Collects the text of a page with blanks squeezed, and what stands where in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Rendered()
        self.parts: list[str] = []
        self.length = 0
        self.silent = 0
        self.heading: list[str] | None = None
        self.level = 0
        self.marking: list[str] | None = None
        self.marking_tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if (name := known.get("id")) is not None:
            self.page.ids.append((self.length, name))
        if tag in _SILENT:
            self.silent += 1
        if tag == "a" and (target := known.get("href")) is not None:
            self.page.links.append((self.length, target))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.heading, self.level = [], int(tag[1])
        if "marking" in (known.get("class") or "").split() and self.marking is None and tag not in _VOID:
            self.marking, self.marking_tag = [], tag
        if tag not in ("a", "span", "em", "strong", "b", "i", "sup", "sub", "code"):
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self.silent:
            self.silent -= 1
        if self.heading is not None and tag == f"h{self.level}":
            self.page.headings.append((self.level, flat("".join(self.heading))))
            self.heading = None
        if self.marking is not None and tag == self.marking_tag:
            self.page.markings.append(flat("".join(self.marking)))
            self.marking = None

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.heading is not None:
            self.heading.append(data)
        if self.marking is not None:
            self.marking.append(data)
        self._add(data)

    def _add(self, data: str) -> None:
        """Text with each stretch of blanks as one, across the pieces that the parser gives."""
        squeezed = " ".join(data.split())
        if data[:1].isspace() and not (self.parts and self.parts[-1].endswith(" ")):
            squeezed = f" {squeezed}"
        if data[-1:].isspace() and not squeezed.endswith(" "):
            squeezed += " "
        if squeezed == " " and self.parts and self.parts[-1].endswith(" "):
            return
        if squeezed:
            self.parts.append(squeezed)
            self.length += len(squeezed)
