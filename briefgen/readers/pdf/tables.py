"""A band of a page as the rows of a table: cells apart by a bar, a cell of several lines put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.readers.pdf.layout import WIDER, Band
from briefgen.readers.pdf.words import Line, Word

CELL_MARK = " | "
_BESIDE = 0.8  # type sizes: lines less far apart are of one row, their cells set in the middle of its height
_MANY_GAPS = 0.2  # of the distances between rows, from which they part rows of several lines


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its text, and the lines that it stands on."""

    text: str
    lines: tuple[Line, ...]


def table(band: Band, joined: Callable[[Sequence[str]], str]) -> tuple[Row, ...]:
    """The rows of a table from top to foot; joined puts the lines of a cell together."""
    cells = [_cells(line, band) for line in band.rows]
    groups: list[list[int]] = [[0]]
    goes_on = _continuation(band.rows, cells)
    for i in range(1, len(band.rows)):
        if goes_on[i]:
            groups[-1].append(i)
        else:
            groups.append([i])
    return tuple(_row(band, [cells[i] for i in group], group, joined) for group in groups)


def _row(
    band: Band, cells: Sequence[Sequence[str]], group: Sequence[int], joined: Callable[[Sequence[str]], str]
) -> Row:
    texts = (joined([part for part in column if part]) for column in zip(*cells, strict=True))
    return Row(CELL_MARK.join(text for text in texts if text), tuple(band.rows[i] for i in group))


def _cells(line: Line, band: Band) -> list[str]:
    cells: list[list[Word]] = [[] for _ in range(len(band.gutters) + 1)]
    for word in line.words:
        cells[sum(word.left >= (a + b) / 2 for a, b in band.gutters)].append(word)
    return [Line(tuple(cell), line.base, line.size).text if cell else "" for cell in cells]


def _continuation(lines: Sequence[Line], cells: Sequence[Sequence[str]]) -> list[bool]:
    """For each line whether it goes on with the row above it.

    Where wider gaps part the rows, it does when it stands close under its row and lacks a cell or
    goes on in small letters; elsewhere when its first cell is empty. A row that is set at the foot of
    its height begins with lines that lack the first cell.
    """
    distances = [above.base - line.base for above, line in pairwise(lines)]
    usual = _closest(lines, cells)
    wide = [d > WIDER * usual for d in distances]
    parted = sum(wide) >= max(1, _MANY_GAPS * len(wide))
    found = [False]
    for i, gap in enumerate(wide, start=1):
        lacks = any(here == "" for here in cells[i]) or cells[i - 1][0] == ""
        small = any(here[:1].islower() for here in cells[i])
        if distances[i - 1] < _BESIDE * lines[i].size:
            found.append(True)  # beside it, a little lower
        elif parted:
            found.append(not gap and (lacks or small))
        else:
            found.append("" in (cells[i][0], cells[i - 1][0]) and not gap)
    return found


def _closest(lines: Sequence[Line], cells: Sequence[Sequence[str]]) -> float:
    """The least distance of two lines in one column: that of the lines of a cell, if any cell has several."""
    above: dict[int, float] = {}
    found = []
    for line, texts in zip(lines, cells, strict=True):
        for column, text in enumerate(texts):
            if text and column in above and above[column] - line.base > _BESIDE * line.size:
                found.append(above[column] - line.base)
            if text:
                above[column] = line.base
    return min(found, default=0.0)
