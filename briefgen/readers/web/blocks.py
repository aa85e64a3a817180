"""The text of a tree, block by block as a page sets it: paragraphs, headings, items, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import Origin
from briefgen.readers.web.markup import BLOCKS, BREAKS, CELLS, ROWS, TABLES, Element, walk

LINE_END = "\uf8fe"  # stands for a line end that is kept; of the area for private use
CELL_MARK = " | "
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item or a row of a table, on a line or a few; row counts from 1 within its table."""

    text: str
    row: int | None = None


def blocks(root: Element) -> tuple[Block, ...]:
    """The text below an element, block by block in reading order, white space folded as a browser does.

    A row of a table is one block, its cells apart by a bar.
    """
    cutter = _Cutter()
    for event, element in walk(root):
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if event == "start":
            cutter.open(tag)
            cutter.add(element.text)
        else:
            cutter.close(tag)
            cutter.add(element.tail if element is not root else None)
    cutter.cut()
    return tuple(cutter.found)


class _Cutter:
    """Cuts the text of a tree into blocks while it is walked."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._pieces: list[str] = []
        self._rows: list[int] = []  # how many rows were read of each table that is open
        self._within_row = False
        self._cells = 0  # met in the row that is being read

    def add(self, text: str | None) -> None:
        self._pieces.append(_SPACE.sub(" ", text or ""))

    def open(self, tag: str) -> None:
        if tag in BREAKS:
            self._pieces.append(" " if self._within_row else "\n")
        elif tag in CELLS and self._within_row:
            self._pieces.append(CELL_MARK if self._cells else "")
            self._cells += 1
        elif tag in ROWS:
            self.cut()
            self._within_row, self._cells = True, 0
        elif tag in TABLES:
            self.cut()
            self._within_row = False
            self._rows.append(0)
        elif tag in BLOCKS or tag in CELLS:
            self._part()

    def close(self, tag: str) -> None:
        if tag in ROWS or tag in TABLES:
            self.cut()
            self._within_row = False
        elif tag in BLOCKS or (tag in CELLS and not self._within_row):
            self._part()
        if tag in TABLES and self._rows:
            self._rows.pop()

    def _part(self) -> None:
        """A block ends, or, within a row, no more than a word."""
        if self._within_row:
            self._pieces.append(" ")
        else:
            self.cut()

    def cut(self) -> None:
        """End the block that is being read, if there is one."""
        text = _folded("".join(self._pieces))
        self._pieces.clear()
        row = None
        if self._within_row:
            text = text.rstrip("| ")
        if not text.strip("| "):
            return
        if self._within_row and self._rows:
            self._rows[-1] += 1
            row = self._rows[-1]
        self.found.append(Block(text, row))


def _folded(text: str) -> str:
    lines = (_SPACE.sub(" ", line).strip() for line in text.replace(LINE_END, "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def joined(found: Sequence[Block]) -> tuple[str, tuple[Origin, ...]]:
    """Blocks as one text, a blank line between them, with the place of each: "¶ 3", or "¶ 4, row 2" of a table."""
    origins, start, number = [], 0, 0
    for block in found:
        number += block.row in (None, 1)
        place = f"¶ {number}" if block.row is None else f"¶ {number}, row {block.row}"
        origins.append(Origin(start, start + len(block.text), place))
        start += len(block.text) + 2
    return "\n\n".join(block.text for block in found) + "\n" if found else "", tuple(origins)
