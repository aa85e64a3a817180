"""Word files (DOCX): their text as a reader sees it, paragraph by paragraph, with headings, lists, tables and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from briefgen import markings
from briefgen.errors import InputError, Problem
from briefgen.model import Origin
from briefgen.readers.docx.archive import Archive, damaged, opened
from briefgen.readers.docx.blocks import CELL_MARK, Block, Collector
from briefgen.readers.docx.markup import walk
from briefgen.readers.docx.properties import core_properties
from briefgen.readers.docx.relations import Parts, find_parts
from briefgen.readers.docx.story import Story
from briefgen.readers.docx.styles import Styles, read_styles
from briefgen.readers.reading import Metadata, Raw, Reading, Stated, document
from briefgen.readers.sniffing import DOCX

_LEFT_OUT = {  # what may be left out, and what one of it is called
    "deleted": "deletion",
    "struck": "stretch struck out",
    "hidden": "hidden stretch",
    "comment": "comment",
    "placeholder": "placeholder",
    "field": "stretch in the code of a field",
    "contents": "line of a table of contents",
    "embedded": "embedded file",
}


def read(raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
    """The document that a Word file holds.

    A table is a row a line, footnotes and endnotes follow the text; headers and footers are left out, but
    a marking in them counts. Nothing outside the file is opened, and no macro is run.
    """
    try:
        archive = opened(raw.data, raw.name)
        return _read(archive, raw, metadata, stated)
    except InputError as error:
        return Reading(problems=error.problems)


def _read(archive: Archive, raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
    parts = find_parts(archive)
    styles = read_styles(archive, parts.styles)
    story = _told(archive, parts.main, styles)
    if story is None:
        raise damaged(raw.name, f"it has no {parts.main}")
    blocks = [*story.collector.blocks, *_notes(archive, parts, styles, story)]
    if not blocks:
        return Reading(problems=(Problem("BG202", "the file holds no text", file=raw.name),))
    text, origins = _laid_out(blocks)
    says = _stated(archive, parts, styles, stated, blocks)
    problems = tuple(_problems(raw, story, parts))
    return Reading((document(raw, metadata, says, text=text, origins=origins, media_type=DOCX),), problems)


def _told(archive: Archive, part: str, styles: Styles) -> Story | None:
    """The story of a part; None where there is no such part."""
    story = Story(styles, Collector(styles))
    if not walk(archive, part, start=story.start, end=story.end, text=story.text):
        return None
    story.collector.finish()
    return story


def _notes(archive: Archive, parts: Parts, styles: Styles, story: Story) -> Iterator[Block]:
    """The notes that the text calls, numbered as Word numbers them, footnotes first."""
    for kind, part in (("footnote", parts.footnotes), ("endnote", parts.endnotes)):
        called = [note for what, note in story.notes if what == kind]
        told = _told(archive, part, styles) if called else None
        if told is None:
            continue
        story.left.update(told.left)
        for number, note in enumerate(dict.fromkeys(called), start=1):
            for block in told.by_note.get(note, ()):
                yield replace(block, place=f"{kind} {number}", heading=None)


def _laid_out(blocks: list[Block]) -> tuple[str, tuple[Origin, ...]]:
    origins, length = [], 0
    for block in blocks:
        origins.append(Origin(length, length + len(block.text), block.place))
        length += len(block.text) + 2
    return "\n\n".join(block.text for block in blocks) + "\n", tuple(origins)


def _stated(archive: Archive, parts: Parts, styles: Styles, stated: Stated, blocks: list[Block]) -> Stated:
    """What the file says of itself: the title that it shows before the one that it keeps."""
    said = core_properties(archive)
    where = dict.fromkeys(said, "core properties")
    for level, name in ((0, "paragraph in the style Title"), (1, "first heading")):
        shown = next((block.text for block in blocks if block.heading == level), None)
        if shown and (level == 0 or "title" not in said):
            said["title"], where["title"] = " ".join(shown.split()), name
    headers = "\n".join(_headers(archive, parts, styles))
    marking = markings.strictest((stated.marking, markings.stated_in(headers)))
    return replace(stated, **said, marking=marking, where={**stated.where, **where})  # type: ignore[arg-type]


def _headers(archive: Archive, parts: Parts, styles: Styles) -> Iterator[str]:
    """What stands in headers and footers, left, in the middle and right apart."""
    for part in parts.headers:
        told = _told(archive, part, styles)
        for block in told.collector.blocks if told else ():
            yield from block.text.replace(CELL_MARK, "\t").split("\t")


def _problems(raw: Raw, story: Story, parts: Parts) -> Iterator[Problem]:
    left: Counter[str] = Counter(story.left)
    left["contents"] += story.collector.contents
    left["embedded"] = max(left["embedded"], parts.embedded)
    told = ", ".join(_counted(left[kind], name) for kind, name in _LEFT_OUT.items() if left[kind])
    if told:
        yield Problem("BG242", f"not read: {told}", "note", raw.name)
    if left["inserted"]:
        message = f"has tracked changes; read as changed ({_counted(left['inserted'], 'insertion')})"
        yield Problem("BG242", message, "note", raw.name)
    if left["symbol"]:
        message = f"{_counted(left['symbol'], 'formula or symbol', 'formulas or symbols')} shown as �"
        yield Problem("BG243", message, "warning", raw.name, hint="look at them in the original")


def _counted(number: int, name: str, several: str | None = None) -> str:
    if number == 1:
        return f"1 {name}"
    first, space, rest = name.partition(" ")
    return f"{number} {several or f'{first}s{space}{rest}'}"
