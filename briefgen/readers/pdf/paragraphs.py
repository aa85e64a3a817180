"""The lines of a column as paragraphs, headings, items and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.readers.pdf.layout import WIDER, Column
from briefgen.readers.pdf.words import Line

_SAME_SIZE = 0.07
_SMALL = 0.93  # of the running text's size: notes are at most so large
_INDENT = 0.8  # type sizes
_SLACK = 0.8  # type sizes by which a line may be shorter than it could be
_SPACE = 0.25
_SAME_LEFT, _ENOUGH_LINES = 2.0, 3  # type sizes; lines that show where their text ends on the right
_NOTE_AREA = 0.65  # of the page's height, from the foot, where notes may begin
_ENDS = tuple('.!?:;"”’»)]…')
_BULLET = re.compile(r"[•▪‣◦●○■□·*–—→-]")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]")
_FIRST = re.compile(r"\(?(?:1|[aA]|i)[.)]")  # the item that begins a list; "14." may be the end of "p. 14."
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]{1,3}|[*†‡§]{1,2}|\d{1,3}[.)]?")
_LED = re.compile(r" … \S{1,6}$")  # a line of a table of contents
_USUAL_LEADING = 1.2
_LEADING_STEP = 0.02


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, and the right edge of the column that they stand in. A note is a footnote."""

    lines: tuple[Line, ...]
    right: float
    is_note: bool = False

    @property
    def ends_openly(self) -> bool:
        """True when its last line is not at the end of a sentence and reaches the edge, so that it may go on elsewhere."""
        last = self.lines[-1]
        return not last.text.endswith(_ENDS) and (
            last.text.endswith(("-", "‐", "\u00ad", ",")) or self.right - last.right < 6 * last.size
        )

    def goes_on_in(self, other: Paragraph) -> bool:
        """True when the other is the rest of this one, behind the end of its column or page."""
        last, first = self.lines[-1], other.lines[0]
        if (
            _LED.search(last.text)
            or not _alike(last, first)
            or last.bold != first.bold
            or last.text.endswith(_ENDS)
            or _is_item(first)
        ):
            return False
        if first.text[:1].islower():
            return True
        return self.ends_openly and last.right - last.left > 10 * last.size and not (first.bold and last.bold)


def leading(columns: Iterable[Column]) -> float:
    """How far apart the lines of a document usually are, in type sizes."""
    seen: Counter[int] = Counter()
    for column in columns:
        for above, line in zip(column.lines, column.lines[1:], strict=False):
            if _alike(above, line) and 0.8 < (apart := (above.base - line.base) / line.size) < 2.6:
                seen[round(apart / _LEADING_STEP)] += 1
    return max(seen, key=lambda step: (seen[step], -step)) * _LEADING_STEP if seen else _USUAL_LEADING


def paragraphs(column: Column, usual: float) -> tuple[Paragraph, ...]:
    """The paragraphs of a column; usual is how far apart the lines of the document are, in type sizes."""
    own = leading((column,)) if len(column.lines) >= 8 else usual
    edges = _edges(column)
    found: list[list[int]] = []
    for i in range(len(column.lines)):
        if found and not _begins(column.lines, found[-1][0], i, edges[i - 1], own):
            found[-1].append(i)
        else:
            found.append([i])
    return tuple(Paragraph(tuple(column.lines[i] for i in lines), edges[lines[-1]]) for lines in found)


def _edges(column: Column) -> list[float]:
    """For each line the right edge of its text: that of the column, or that of the lines around it that begin as far in."""
    groups: list[list[Line]] = []
    for line in column.lines:
        first = groups[-1][0] if groups else line
        if groups and _alike(first, line) and abs(line.left - first.left) <= _SAME_LEFT * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    edges = []
    for group in groups:
        right = max(line.right for line in group) if len(group) >= _ENOUGH_LINES else column.right
        edges.extend([right] * len(group))
    return edges


def _begins(lines: Sequence[Line], first: int, i: int, right: float, usual: float) -> bool:
    """True when a line begins a paragraph: by type, gap, mark, indent, or because the line above had room for its first word."""
    above, line = lines[i - 1], lines[i]
    distance = above.base - line.base
    if not _alike(above, line) or distance > WIDER * usual * line.size + 0.5 or distance < 0:
        return True
    if _LED.search(above.text):
        return True
    ended = above.text.endswith(_ENDS)
    small = line.text[:1].islower()
    if above.bold != line.bold and not small and (ended or above.bold or _has_room(above, line, right)):
        return True
    if _BULLET.fullmatch(line.words[0].text) and len(line.words) > 1:
        return True
    room = _has_room(above, line, right)
    if _is_item(line) and (room or _is_item(lines[first]) or (ended and _FIRST.fullmatch(line.words[0].text))):
        return True
    if line.bold or _is_centred(above, line):
        return ended and room
    if _is_indented(line, above, ended or room, first=lines[first] if first == i - 1 else None):
        return True
    return room and (ended or not small)


def _alike(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) <= _SAME_SIZE * max(line.size, other.size)


def _is_item(line: Line) -> bool:
    first = line.words[0].text
    return len(line.words) > 1 and bool(_BULLET.fullmatch(first) or _NUMBER.fullmatch(first))


def _has_room(above: Line, line: Line, right: float) -> bool:
    """True when the first word of a line would have fitted at the end of the one above; right is where that may end."""
    first = line.words[0]
    return right - above.right > first.right - first.left + (_SPACE + _SLACK) * line.size


def _is_centred(above: Line, line: Line) -> bool:
    apart = abs((above.left + above.right) - (line.left + line.right)) / 2
    return apart < 1.5 and abs(above.left - line.left) > line.size


def _is_indented(line: Line, above: Line, at_an_end: bool, *, first: Line | None) -> bool:
    """True when a line is set further in than the one above, or further out than a hanging paragraph's lines.

    first is given where the line above is the first of its paragraph, which may stand further in or out.
    """
    inwards = line.left - above.left
    if first is None:
        return abs(inwards) > _INDENT * line.size and at_an_end
    if _is_item(first):
        return inwards < -_INDENT * line.size
    return inwards > _INDENT * line.size and at_an_end


# Notes -----------------------------------------------------------------------------------------


def without_notes(
    column: Column, body: float, height: float, *, is_lowest: bool
) -> tuple[Column | None, Column | None]:
    """A column, and the notes at its foot: small type from the first mark of a note on. None where there is none.

    body is the usual type size, height that of the page; is_lowest tells that nothing stands under the column.
    """
    lines = column.lines
    start = len(lines)
    while start and lines[start - 1].size <= _SMALL * body and lines[start - 1].top < _NOTE_AREA * height:
        start -= 1
    first = next((i for i in range(start, len(lines)) if is_note_mark(lines[i])), None)
    if not is_lowest or first is None:
        return column, None
    if start and lines[start - 1].base - lines[start].base > 2 * lines[start].size and start < first:
        first = start  # the rest of a note from the page before
    main = Column(lines[:first], column.left, column.right) if first else None
    return main, Column(lines[first:], column.left, column.right)


def is_note_mark(line: Line) -> bool:
    """True for a line that opens with the mark of a note."""
    return len(line.words) > 1 and _NOTE.fullmatch(line.text.partition(" ")[0]) is not None


def notes(column: Column) -> tuple[Paragraph, ...]:
    """The notes of a column: each begins with its mark."""
    found: list[list[Line]] = []
    for line in column.lines:
        if found and not is_note_mark(line):
            found[-1].append(line)
        else:
            found.append([line])
    return tuple(Paragraph(tuple(lines), column.right, is_note=True) for lines in found)
