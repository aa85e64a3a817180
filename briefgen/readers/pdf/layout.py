"""The words of a page as columns and tables in reading order. Nothing is read across a gutter.

Rows are taken from the top of the page down. As long as a white stripe runs through all of them,
they are one band with a gutter; a row that crosses the stripe ends the band. A band of running text
is read column by column, each of them looked at anew; any other is a table and read row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefgen.readers.pdf.words import Line, Word, rows

# In type sizes.
_GUTTER = 0.6  # the least width of a white stripe
_SURE = {1: 2.5, 2: 1.8, 3: 1.8}  # and for so few rows that it could be chance
_SURE_OTHERWISE = 0.85
_BESIDE = 1.3  # rows that share no height and are less far apart stand beside each other
_OVERLAP = 0.9  # rows less far apart share some height
_APART = 4.0  # rows further apart do not belong together
_CLOSE = 1.6  # lines of one cell are less far apart
_HEADING = 1.15
_DEEPEST = 6  # columns within columns
_PROSE_LINES, _PROSE_LETTERS, _PROSE_FILL = 4, 18, 0.6
_MOST_COLUMNS = 4
WIDER = 1.12  # a distance so many times the usual one parts paragraphs or rows

_MARKER = re.compile(
    r"[•▪‣◦●○■□·*–—→-]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[⁰¹²³⁴-⁹]{1,3}|[*†‡§]{1,2}"
)

Stripe = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Column:
    """Lines under one another, from top to foot; left and right are the edges of the whole column in points."""

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Band:
    """Rows with white stripes through them: the gutters from left to right. Without any they are plain lines."""

    rows: tuple[Line, ...]
    gutters: tuple[Stripe, ...] = ()

    def columns(self) -> tuple[tuple[Word, ...], ...]:
        """The words between the gutters."""
        columns: list[list[Word]] = [[] for _ in range(len(self.gutters) + 1)]
        for row in self.rows:
            for word in row.words:
                columns[sum(word.left >= (a + b) / 2 for a, b in self.gutters)].append(word)
        return tuple(map(tuple, columns))


def blocks(words: Sequence[Word], body: float, *, depth: int = 1) -> Iterator[Column | Band]:
    """The columns and tables (bands that are no running text) of a page in reading order; body is the usual type size."""
    plain: list[Line] = []
    for band in _bands(rows(words), body):
        gutters = _without_markers(band)
        if not gutters:
            plain.extend(band.rows)
            continue
        banded = Band(band.rows, gutters)
        columns = banded.columns()
        is_text = depth < _DEEPEST and _is_running_text(banded, columns)
        above = () if is_text else _of_the_first_row(plain, banded)
        if len(plain) > len(above):
            yield _column(plain[: len(plain) - len(above)])
        plain = []
        if is_text:
            for column in columns:
                yield from blocks(column, body, depth=depth + 1)
        else:
            yield Band((*above, *band.rows), gutters)
    if plain:
        yield _column(plain)


def _of_the_first_row(above: Sequence[Line], table: Band) -> Sequence[Line]:
    """The lines above a table that are the first lines of cells of its first row, set at the foot of the row."""
    first, start = table.rows[0], len(above)
    while start:
        line, under = above[start - 1], above[start] if start < len(above) else first
        crossed = any(max(word.left, a) + 1 < min(word.right, b) for word in line.words for a, b in table.gutters)
        if crossed or line.left < table.gutters[0][1] or line.base - under.base > _CLOSE * line.size:
            break
        start -= 1
    return above[start:]


def _column(lines: Sequence[Line]) -> Column:
    return Column(tuple(lines), min(line.left for line in lines), max(line.right for line in lines))


# Bands -----------------------------------------------------------------------------------------


def _bands(lines: Sequence[Line], body: float) -> Iterator[Band]:
    i = 0
    while i < len(lines):
        band = _band(lines, i, body)
        yield band
        i += len(band.rows)


def _band(lines: Sequence[Line], start: int, size: float) -> Band:
    """The longest band that begins with a row; that row alone, without gutters, where none begins."""
    alone = Band((lines[start],))
    stripes = _free(lines[start])
    left, right = lines[start].left, lines[start].right
    end = start + 1
    if not _inside(stripes, left, right, size):
        if not _beside(lines, start):
            return alone
        end += 1
        stripes = _shared(stripes, _free(lines[start + 1]), size)
        left, right = min(left, lines[start + 1].left), max(right, lines[start + 1].right)
    gutters = _inside(stripes, left, right, size)
    while gutters and end < len(lines) and not _is_break(lines, end, gutters):
        stripes = _shared(stripes, _free(lines[end]), size)
        left, right = min(left, lines[end].left), max(right, lines[end].right)
        narrower = _inside(stripes, left, right, size)
        if not narrower:
            break
        gutters, end = narrower, end + 1
    found = lines[start : _without_tail(lines, start, end, gutters)] if gutters else ()
    wide = max((b - a for a, b in gutters), default=0.0)
    usual = median([line.size for line in found] or [size])
    sure = wide >= _SURE.get(len(found), _SURE_OTHERWISE) * usual and _on_both_sides(found, gutters)
    return Band(tuple(found), gutters) if found and sure else alone


def _free(line: Line) -> list[Stripe]:
    """What of a row's height is white, as stripes from left to right, the margins included, spaces between words not."""
    stripes, reached, size = [], -1e9, 0.0
    for word in sorted(line.words, key=lambda word: word.left):
        if word.left - reached >= _GUTTER * min(size, word.size):
            stripes.append((reached, word.left))
        reached, size = max(reached, word.right), word.size
    return [*stripes, (reached, 1e9)]


def _shared(first: Sequence[Stripe], second: Sequence[Stripe], size: float) -> list[Stripe]:
    found, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        a, b = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if b - a >= _GUTTER * size:
            found.append((a, b))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return found


def _inside(stripes: Sequence[Stripe], left: float, right: float, size: float) -> tuple[Stripe, ...]:
    return tuple((a, b) for a, b in stripes if a > left and b < right and b - a >= _GUTTER * size)


def _beside(lines: Sequence[Line], i: int) -> bool:
    """True when the next row stands beside this one rather than under it."""
    if i + 1 >= len(lines):
        return False
    line, other = lines[i], lines[i + 1]
    apart = other.left > line.right or other.right < line.left
    return line.base - other.base < (_BESIDE if apart else _OVERLAP) * line.size


def _is_break(lines: Sequence[Line], i: int, gutters: Sequence[Stripe]) -> bool:
    """True for a row that begins something else: after a wide gap, or a heading that stands alone at its height."""
    line, above = lines[i], lines[i - 1]
    distance = above.base - line.base
    if distance > _APART * max(line.size, above.size):
        return True
    alone = line.right < gutters[0][0] + (gutters[0][1] - gutters[0][0]) / 2
    if not alone or _beside(lines, i) or distance < _BESIDE * line.size:
        return False
    under = distance > 1.6 * max(line.size, above.size)
    return under and line.size > _HEADING * min(above.size, lines[min(i + 1, len(lines) - 1)].size)


def _without_tail(lines: Sequence[Line], start: int, end: int, gutters: Sequence[Stripe]) -> int:
    """Where a band ends when the lines that follow its columns after a gap, on the left only, are no part of it."""
    last = end
    while last - 1 > start and lines[last - 1].right <= gutters[0][0] + (gutters[0][1] - gutters[0][0]) / 2:
        last -= 1
    lefts = [line.base for line in lines[start:end] if line.left < gutters[0][0]]
    usual = median([a - b for a, b in pairwise(lefts)]) if len(lefts) > 1 else 0.0
    for k in range(max(last, start + 1), end):
        if lines[k - 1].base - lines[k].base > 1.5 * max(usual, lines[k].size):
            return k
    return end


def _on_both_sides(lines: Sequence[Line], gutters: Sequence[Stripe]) -> bool:
    """True when more than one row has words to the right of a gutter, where there are more than two rows."""
    a, b = max(gutters, key=lambda stripe: stripe[1] - stripe[0]) if gutters else (0.0, 0.0)
    return len(lines) < 3 or sum(line.right > b for line in lines) > 1 < sum(line.left < a for line in lines)


# What a band is --------------------------------------------------------------------------------


def _without_markers(band: Band) -> tuple[Stripe, ...]:
    """The gutters of a band but for the first, where only bullets or numbers of items stand to the left of it."""
    if not band.gutters:
        return ()
    a, b = band.gutters[0]
    first = [word for row in band.rows for word in row.words if word.left < (a + b) / 2]
    if first and all(_MARKER.fullmatch(word.text) for word in first):
        return band.gutters[1:]
    return band.gutters


def _is_running_text(band: Band, columns: Sequence[Sequence[Word]]) -> bool:
    """True when the columns hold text that runs from line to line, and not cells that belong to rows."""
    if len(columns) > _MOST_COLUMNS:
        return False
    lines = [rows(column) for column in columns]
    prose = [_is_prose(column) for column in lines]
    short = [len(column) < _PROSE_LINES for column in lines]
    if not prose[0] or not all(p or s for p, s in zip(prose, short, strict=True)):
        return False
    return not _has_rows_of_cells(band, lines)


def _is_prose(lines: Sequence[Line]) -> bool:
    if len(lines) < _PROSE_LINES:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    letters = sum(len(word.text) for line in lines for word in line.words) / len(lines)
    fill = sum(line.right - line.left for line in lines) / len(lines) / max(width, 1.0)
    return letters >= _PROSE_LETTERS and fill >= _PROSE_FILL


def _has_rows_of_cells(band: Band, columns: Sequence[Sequence[Line]]) -> bool:
    """True when all columns have their gaps at the same heights, and after each a line in every column."""
    gaps = [_gaps(column) for column in columns]
    common = [
        row
        for row in band.rows[1:]
        if all(any(abs(row.base - low) < 0.3 * row.size for low, _ in column) for column in gaps)
    ]
    single = sum(not any(low - 1 <= row.base <= high for row in common) for column in gaps for low, high in column)
    return len(common) >= 2 and single == 0


def _gaps(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The gaps in a column that are wider than its lines are apart: the baselines under and above each."""
    distances = [above.base - line.base for above, line in pairwise(lines)]
    if not distances:
        return []
    usual = min(distances)
    return [
        (line.base, above.base)
        for above, line in pairwise(lines)
        if above.base - line.base > WIDER * max(usual, line.size)
    ]
