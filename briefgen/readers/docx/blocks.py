"""Paragraphs and rows gathered from a story of a Word file, each with its place in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.readers.docx.styles import Styles

CELL_MARK = " | "
_LONGEST_CELL = 80  # characters; whatever is longer is prose, and gets a line of its own
_ENDS_OF_PROSE = (".", "!", "?", ":", ";", "…", "”", '"')


@dataclass(slots=True)
class Block:
    """A paragraph or a row of a table, with its place.

    cell counts from 1 within a row and is 0 for what stands in none. heading is the level of a
    heading, 0 for the title, None for what is neither.
    """

    text: str
    place: str
    cell: int = 0
    heading: int | None = None


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str]
    style: str | None = None
    goes_on: bool = False
    boxes: list[Block] = field(default_factory=list)  # of text, that hang on it


@dataclass(slots=True)
class _Row:
    begins: int
    cells: int = 0
    cell_begins: int = 0
    is_dropped: bool = False
    is_cell_dropped: bool = False


@dataclass(slots=True)
class _Table:
    number: int
    rows: int = 0


@dataclass(slots=True)
class _Scope:
    """The body, a note or a box of text: what is gathered in it and what is open in it."""

    box: int = 0
    blocks: list[Block] = field(default_factory=list)
    paragraphs: list[_Paragraph] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)


class Collector:
    """Gathers blocks in reading order. A box of text follows the paragraph on which it hangs.

    Paragraphs count where they hold text and stand in no table and no box; tables count as they begin,
    those within tables, too.
    """

    def __init__(self, styles: Styles) -> None:
        self.contents = 0  # lines of tables of contents, which are left out
        self._styles = styles
        self._scopes = [_Scope()]
        self._paragraphs = self._tables = self._boxes = 0

    @property
    def blocks(self) -> list[Block]:
        """What was gathered, once all is told."""
        return self._scopes[0].blocks

    @property
    def style(self) -> str | None:
        """The style of the paragraph that is open."""
        paragraph = self._paragraph()
        return paragraph.style if paragraph else None

    def add(self, text: str) -> None:
        """Text of the paragraph that is open."""
        paragraph = self._paragraph()
        if paragraph is not None:
            paragraph.pieces.append(text)

    def set_style(self, style: str | None) -> None:
        """The paragraph that is open has a style."""
        paragraph = self._paragraph()
        if paragraph is not None:
            paragraph.style = style

    def go_on(self) -> None:
        """The end of the paragraph that is open was deleted, so the next one belongs to it."""
        paragraph = self._paragraph()
        if paragraph is not None:
            paragraph.goes_on = True

    def drop_row(self) -> None:
        """The row that is open was deleted."""
        if self._scopes[-1].rows:
            self._scopes[-1].rows[-1].is_dropped = True

    def drop_cell(self) -> None:
        """The cell that is open was deleted."""
        if self._scopes[-1].rows:
            self._scopes[-1].rows[-1].is_cell_dropped = True

    def start_paragraph(self) -> None:
        """A paragraph begins."""
        scope = self._scopes[-1]
        scope.paragraphs.append(_Paragraph(scope.carried))
        scope.carried = []

    def end_paragraph(self) -> None:
        """A paragraph ends."""
        scope = self._scopes[-1]
        paragraph = scope.paragraphs.pop()
        if paragraph.goes_on:
            scope.carried = paragraph.pieces
        elif self._styles.is_of_contents(paragraph.style):
            self.contents += 1
        else:
            self._emit("".join(paragraph.pieces), self._styles.heading(paragraph.style))
        scope.blocks.extend(paragraph.boxes)

    def start_table(self) -> None:
        """A table begins."""
        self._flush()
        self._tables += 1
        self._scopes[-1].tables.append(_Table(self._tables))

    def end_table(self) -> None:
        """A table ends."""
        self._scopes[-1].tables.pop()

    def start_row(self) -> None:
        """A row begins."""
        scope = self._scopes[-1]
        scope.rows.append(_Row(len(scope.blocks)))
        if scope.tables:
            scope.tables[-1].rows += 1

    def end_row(self) -> None:
        """A row ends: on a line of its own when its cells hold words and figures, line by line when they hold prose."""
        scope = self._scopes[-1]
        row = scope.rows.pop()
        found = scope.blocks[row.begins :]
        if row.is_dropped:
            scope.blocks[row.begins :] = []
            if scope.tables:
                scope.tables[-1].rows -= 1
        elif found and _is_of_data(found):
            cells = {block.cell: block.text for block in found}
            line = CELL_MARK.join(cells.get(number, "") for number in range(min(cells), max(cells) + 1))
            scope.blocks[row.begins :] = [Block(line, found[0].place)]
        else:
            for block in found:
                block.cell = 0  # a row around this one is no row of data

    def start_cell(self) -> None:
        """A cell begins."""
        scope = self._scopes[-1]
        if scope.rows:
            row = scope.rows[-1]
            row.cells += 1
            row.cell_begins, row.is_cell_dropped = len(scope.blocks), False

    def end_cell(self) -> None:
        """A cell ends."""
        self._flush()
        scope = self._scopes[-1]
        if scope.rows and scope.rows[-1].is_cell_dropped:
            scope.blocks[scope.rows[-1].cell_begins :] = []

    def start_box(self) -> None:
        """A box of text begins."""
        self._boxes += 1
        self._scopes.append(_Scope(self._boxes))

    def end_box(self) -> None:
        """A box of text ends; it waits for the end of the paragraph on which it hangs."""
        self._flush()
        found = self._scopes.pop().blocks
        paragraph = self._paragraph()
        (paragraph.boxes if paragraph else self._scopes[-1].blocks).extend(found)

    def start_note(self) -> None:
        """A footnote or an endnote begins."""
        self._scopes.append(_Scope())

    def end_note(self) -> list[Block]:
        """A note ends; these are its blocks."""
        self._flush()
        return self._scopes.pop().blocks

    def finish(self) -> None:
        """Nothing follows."""
        self._flush()

    def _paragraph(self) -> _Paragraph | None:
        paragraphs = self._scopes[-1].paragraphs
        return paragraphs[-1] if paragraphs else None

    def _flush(self) -> None:
        """A paragraph whose end was deleted, and that nothing followed."""
        scope = self._scopes[-1]
        carried, scope.carried = scope.carried, []
        self._emit("".join(carried), None)

    def _emit(self, text: str, heading: int | None) -> None:
        text = text.strip()
        scope = self._scopes[-1]
        if not text:
            return
        if scope.box:
            scope.blocks.append(Block(text, f"text box {scope.box}"))
        elif scope.tables:
            table, cell = scope.tables[-1], scope.rows[-1].cells if scope.rows else 0
            scope.blocks.append(Block(text, f"table {table.number}, row {table.rows}", cell))
        else:
            self._paragraphs += 1
            scope.blocks.append(Block(text, f"¶ {self._paragraphs}", heading=heading))


def _is_of_data(found: list[Block]) -> bool:
    """True for a row of which every cell holds at most one short line that is no sentence."""
    cells = [block.cell for block in found]
    return (
        0 not in cells
        and len(set(cells)) == len(cells)
        and all(
            len(block.text) <= _LONGEST_CELL and "\n" not in block.text and not block.text.endswith(_ENDS_OF_PROSE)
            for block in found
        )
    )
