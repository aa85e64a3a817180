"""Columns, tables and notes of all pages as one text, with the page and the box of each stretch of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.model import Origin
from briefgen.readers.pdf.glyphs import Sheet, turn
from briefgen.readers.pdf.hyphens import Joined, joiner
from briefgen.readers.pdf.layout import Band, Column
from briefgen.readers.pdf.paragraphs import Paragraph, leading, notes, paragraphs, without_notes
from briefgen.readers.pdf.tables import Row, table
from briefgen.readers.pdf.words import Line


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where its text lies, its columns and tables in reading order, and the usual type size of the document."""

    sheet: Sheet
    blocks: tuple[Column | Band, ...]
    body: float


@dataclass(slots=True)
class _Stretch:
    """What becomes one block of the text: a paragraph in its pieces, page by page, or one row of a table."""

    pieces: list[tuple[Sheet, Sequence[Line]]]
    row: Row | None = None
    number: int = 0
    open: Paragraph | None = field(default=None)


def assembled(pages: Sequence[Page]) -> tuple[str, tuple[Origin, ...]]:
    """The text, a blank line between its blocks, and its origins in order: one for each piece of a block on a page."""
    joined = joiner(line.text for page in pages for block in page.blocks for line in _lines(block))
    parts: list[str] = []
    origins: list[Origin] = []
    length = 0
    places: Counter[int] = Counter()
    for stretch in _stretches(pages, joined):
        text, found = _placed(stretch, length, joined, places)
        parts.append(text)
        origins.extend(found)
        length += len(text) + 2
    return ("\n\n".join(parts) + "\n" if parts else ""), tuple(origins)


def _lines(block: Column | Band) -> Sequence[Line]:
    return block.lines if isinstance(block, Column) else block.rows


def _placed(stretch: _Stretch, start: int, joined: Joined, places: Counter[int]) -> tuple[str, list[Origin]]:
    """A stretch as text, and where its pieces stood; the paragraphs of each page are counted on."""
    if stretch.row is not None:
        sheet, lines = stretch.pieces[0]
        places[sheet.number] += stretch.number == 1
        place = f"p. {sheet.number}, ¶ {places[sheet.number]}, row {stretch.number}"
        text = stretch.row.text
        return text, [Origin(start, start + len(text), place, sheet.number, _box(sheet, lines))]
    texts = [[line.text for line in lines] for _, lines in stretch.pieces]
    whole = joined([text for piece in texts for text in piece])
    starts = [len(whole) - len(joined([t for piece in texts[i:] for t in piece])) for i in range(len(texts))]
    origins, page = [], 0
    for (sheet, lines), begin, end in zip(stretch.pieces, starts, [*starts[1:], len(whole)], strict=True):
        places[sheet.number] += sheet.number != page
        page = sheet.number
        place = f"p. {page}, ¶ {places[page]}"
        origins.append(Origin(start + begin, start + end, place, page, _box(sheet, lines)))
    return whole, origins


def _box(sheet: Sheet, lines: Sequence[Line]) -> tuple[float, float, float, float]:
    """The box around some lines on the page as it is shown."""
    corners = (
        (min(line.left for line in lines), min(line.bottom for line in lines)),
        (max(line.right for line in lines), max(line.top for line in lines)),
    )
    (x0, y0), (x1, y1) = (turn(x, y, sheet.width, sheet.height, sheet.turns) for x, y in corners)
    return (
        round(min(x0, x1), 1),
        round(min(y0, y1), 1),
        round(max(x0, x1), 1),
        round(max(y0, y1), 1),
    )


def _stretches(pages: Sequence[Page], joined: Joined) -> Iterator[_Stretch]:
    """Everything in reading order: a paragraph that runs on is whole, the notes of a page follow what begins on it."""
    usual = leading(block for page in pages for block in page.blocks if isinstance(block, Column))
    waiting: list[_Stretch] = []
    for page in pages:
        found = list(_of_page(page, usual, joined))
        for first, stretch in found:
            earlier = _open(waiting) if first else None
            if earlier is not None and earlier.open and stretch.open and earlier.open.goes_on_in(stretch.open):
                earlier.pieces.extend(stretch.pieces)
                earlier.open = stretch.open
            else:
                waiting.append(stretch)
        waiting.extend(_notes(page))
        keep = _open(waiting)
        done = len(waiting) if keep is None else next(i for i, s in enumerate(waiting) if s is keep)
        yield from waiting[:done]
        waiting = waiting[done:]
    yield from waiting


def _open(stretches: Sequence[_Stretch]) -> _Stretch | None:
    """The last paragraph, which may go on; tables and notes after it may stand between."""
    for stretch in reversed(stretches):
        if stretch.row is None and stretch.open is not None:
            return None if stretch.open.is_note else stretch
    return None


def _of_page(page: Page, usual: float, joined: Joined) -> Iterator[tuple[bool, _Stretch]]:
    """The paragraphs and rows of a page but for its notes, and whether each is the first of its column."""
    for block in page.blocks:
        if isinstance(block, Band):
            for number, row in enumerate(table(block, joined), start=1):
                yield False, _Stretch([(page.sheet, row.lines)], row, number)
            continue
        main, _ = _split(page, block)
        for i, paragraph in enumerate(paragraphs(main, usual) if main else ()):
            yield i == 0, _Stretch([(page.sheet, paragraph.lines)], open=paragraph)


def _notes(page: Page) -> Iterator[_Stretch]:
    for block in page.blocks:
        if isinstance(block, Column):
            for note in notes(below) if (below := _split(page, block)[1]) else ():
                yield _Stretch([(page.sheet, note.lines)])


def _split(page: Page, column: Column) -> tuple[Column | None, Column | None]:
    foot = min(line.bottom for line in column.lines)
    is_lowest = not any(
        other is not column and _overlaps(column, lines) and min(line.bottom for line in lines) < foot
        for other, lines in _all(page.blocks)
    )
    return without_notes(column, page.body, page.sheet.height, is_lowest=is_lowest)


def _all(blocks: Iterable[Column | Band]) -> Iterator[tuple[Column | Band, Sequence[Line]]]:
    return ((block, _lines(block)) for block in blocks)


def _overlaps(column: Column, lines: Sequence[Line]) -> bool:
    return min(line.left for line in lines) < column.right and max(line.right for line in lines) > column.left
