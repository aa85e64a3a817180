"""Characters to words, and words to rows: what stands on one height of the page, whatever column it is in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.readers.pdf.glyphs import Glyph

# Shares of the type size.
_SPACE = 0.18  # a gap that parts two words where no space is drawn
_TOUCHING = 0.25  # how far a raised mark may stand from its word
_LEVEL = 0.25  # baselines that differ less are one
_BACK = 0.3  # how far a letter may reach back over the last one
_SMALLER = 0.93  # a raised or lowered mark is at most this large
_SMALLEST = 0.45
_RAISED, _HIGHEST, _LOWEST = 0.15, 0.7, -0.6  # where its baseline may be
_DESCENT, _ASCENT = 0.22, 0.72
_SAME_ROW = 0.5  # of the lesser height
_INITIAL, _MOST_INITIALS = 2.0, 5
_LEADERS = re.compile(r"(?:\s?\.){5,}\s*")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Word(NamedTuple):
    """Letters without a space between, their edges and baseline in points, their type size, and whether they are bold."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool

    @property
    def bottom(self) -> float:
        """Where letters like g end."""
        return self.base - _DESCENT * self.size

    @property
    def top(self) -> float:
        """Where letters like h end."""
        return self.base + _ASCENT * self.size


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one height, from left to right (from right to left in a script that is so written)."""

    words: tuple[Word, ...]
    base: float
    size: float

    @property
    def text(self) -> str:
        """The words with spaces between; digits that stand raised are written so ("¹"), dots that lead the eye as one "…"."""
        text = " ".join(_raised(word, self) for word in self.words)
        return _LEADERS.sub(" … ", text).strip() if ". ." in text or "..." in text else text

    @property
    def left(self) -> float:
        """The left edge in points."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """The right edge in points."""
        return max(word.right for word in self.words)

    @property
    def bottom(self) -> float:
        """The lower edge in points."""
        return min(word.bottom for word in self.words)

    @property
    def top(self) -> float:
        """The upper edge in points."""
        return max(word.top for word in self.words)

    @property
    def bold(self) -> bool:
        """True when every word is bold."""
        return all(word.bold for word in self.words)


def _raised(word: Word, line: Line) -> str:
    if word.size <= _SMALLER * line.size and word.base - line.base >= _RAISED * line.size:
        return word.text.translate(_SUPERSCRIPTS)
    return word.text


def words(glyphs: Iterable[Glyph]) -> tuple[Word, ...]:
    """The words of a page in the order in which they are drawn. Raised digits within a word are written so."""
    found: list[Word] = []
    letters: list[Glyph] = []
    for glyph in glyphs:
        if letters and (glyph.text == " " or not _goes_on(letters, glyph)):
            found.append(_word(letters))
            letters = []
        if glyph.text != " ":
            letters.append(glyph)
    if letters:
        found.append(_word(letters))
    return tuple(word for word in found if word.text)


def _goes_on(letters: Sequence[Glyph], glyph: Glyph) -> bool:
    first, last = letters[0], letters[-1]
    gap = glyph.left - last.right
    if _leftward(last.text) or _leftward(glyph.text):
        gap = max(gap, last.left - glyph.right)
    elif glyph.left < last.left - _BACK * glyph.size:
        return False
    rise = glyph.base - first.base
    if first.size <= _SMALLER * glyph.size and -rise >= _RAISED * glyph.size:
        return False  # "¹" before the note that it numbers
    if abs(rise) <= _LEVEL * max(first.size, glyph.size) and not _is_mark(rise, glyph, first):
        return gap <= _SPACE * max(last.size, glyph.size)
    return _is_mark(rise, glyph, first) and gap <= _TOUCHING * first.size


def _is_mark(rise: float, glyph: Glyph, of: Glyph) -> bool:
    return _SMALLEST * of.size <= glyph.size <= _SMALLER * of.size and (
        _RAISED <= rise / of.size <= _HIGHEST or _LOWEST <= rise / of.size <= -0.05
    )


def _leftward(text: str) -> bool:
    return text > "\u0590" and unicodedata.bidirectional(text[0]) in ("R", "AL")


def _word(letters: Sequence[Glyph]) -> Word:
    first = letters[0]
    text = "".join(
        g.text.translate(_SUPERSCRIPTS)
        if g.size <= _SMALLER * first.size and g.base - first.base >= _RAISED * first.size
        else g.text
        for g in letters
    )
    return Word(
        unicodedata.normalize("NFC", text) if not text.isascii() else text,
        min(g.left for g in letters),
        max(g.right for g in letters),
        first.base,
        first.size,
        first.bold and letters[-1].bold,
    )


def with_initials(found: Sequence[Word], body: float) -> tuple[Word, ...]:
    """Words with each initial that is set over several lines put before the word that it begins; body is the usual type size."""
    initials = [word for word in found if len(word.text) == 1 and word.text.isupper() and word.size >= _INITIAL * body]
    if not initials or len(initials) > _MOST_INITIALS:
        return tuple(found)
    begun: dict[Word, Word] = {}
    for initial in initials:
        near = [word for word in found if _begins(initial, word, body)]
        if near:
            first = min(near, key=lambda word: (word.left, -word.base))
            begun[initial] = first
            begun[first] = first._replace(text=initial.text + first.text)
    return tuple(begun.get(word, word) for word in found if word not in begun or word not in initials)


def _begins(initial: Word, word: Word, body: float) -> bool:
    return (
        word.size < initial.size / 2
        and 0 <= word.left - initial.right <= body
        and abs(word.top - initial.top) <= _SPACE * initial.size
    )


def rows(found: Iterable[Word]) -> tuple[Line, ...]:
    """Words by height, from the top of the page to its foot; a raised mark is on the row of its word."""
    lines: list[list[Word]] = []
    low = high = 0.0
    for word in sorted(found, key=lambda word: (-word.base, word.left)):
        shared = min(high, word.top) - max(low, word.bottom)
        if lines and shared >= _SAME_ROW * min(high - low, word.top - word.bottom):
            lines[-1].append(word)
            if word.top - word.bottom > high - low:
                low, high = word.bottom, word.top
        else:
            lines.append([word])
            low, high = word.bottom, word.top
    return tuple(_line(line) for line in lines)


def _line(found: Sequence[Word]) -> Line:
    leftward = sum(_leftward(word.text) for word in found)
    ordered = sorted(found, key=lambda word: word.left, reverse=2 * leftward > len(found))
    letters: Counter[float] = Counter()
    for word in found:
        letters[round(word.size, 1)] += len(word.text)
    usual = max(letters, key=lambda size: (letters[size], size))
    first = next(word for word in found if round(word.size, 1) == usual)
    return Line(tuple(ordered), first.base, first.size)
