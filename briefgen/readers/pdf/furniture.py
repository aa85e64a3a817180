"""Running heads, running feet and page numbers: what stands at the same place on several pages. Found, to be left out.

A line is taken for one when it stands at the edge of its page, beyond all that is kept, when the same
words (numbers apart) stand at the same height and in the same size on other pages, on three, or on
half of them where there are fewer than six, and when a gap parts it from the text. A head may change
from page to page where it is in smaller type, stands apart from the text and has its place on half of
the pages or more. A first page keeps what is larger than the running text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefgen.readers.pdf.words import Line

_DEEP_HEAD, _DEEP_FOOT = 3, 5  # lines at most
_MARGIN = 0.2  # of the page's height, in which they stand
_HEIGHT_STEP = 2.0  # points that a place may differ by
_ENOUGH = 3  # pages that say the same
_SMALL, _HEAD_APART = 0.93, 2.5  # of the running text's size: a head's own, and how far it stands from the text
_TITLE = 1.3  # of the running text's size
_APART = 1.7  # type sizes between what runs along and the text
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|pg\.?)\s*)?(?P<number>\d{1,4})\W*(?:(?:of|/|\|)\s*\d{1,4}\W*)?", re.IGNORECASE
)
_NUMBER_FIRST, _NUMBER_LAST = re.compile(r"(\d{1,4})\b(?![.,)])"), re.compile(r"(?<![\d.,])(\d{1,4})$")

Page = tuple[float, Sequence[Line]]  # its height, and its rows from top to foot
_Place = tuple[str, int, int, int]  # words without numbers, edge, distance from it, size
_Count = tuple[int, int, int]  # a number less that of its page, edge, distance from it


def furniture(pages: Sequence[Page], body: float) -> tuple[frozenset[int], ...]:
    """For each page the indices of the rows that are no part of its text; body is the usual type size."""
    seen: dict[str, Counter[_Place]] = defaultdict(Counter)
    for height, lines in pages:
        for _, place in _edge(height, lines):
            seen[place[0]][place] += 1
    offsets = _offsets(pages)
    heads = Counter(place for height, lines in pages for place in _changing_head(height, lines, body))
    needed = min(_ENOUGH, max(2, -(-len(pages) // 2)))
    found = []
    for number, (height, lines) in enumerate(pages, start=1):

        def runs_along(i: int, place: _Place, number: int = number, page: Page = (height, lines)) -> bool:
            line = page[1][i]
            if number == 1 and line.size > _TITLE * body:
                return False
            if _times(seen[place[0]], place) >= needed or _is_number(line.text, number, place, offsets):
                return True
            return i == 0 and any(2 <= heads[head] >= len(pages) / 2 for head in _changing_head(*page, body))

        found.append(_outermost(height, lines, runs_along, body))
    return tuple(found)


def _outermost(
    height: float, lines: Sequence[Line], runs_along: Callable[[int, _Place], bool], body: float
) -> frozenset[int]:
    """The rows that run along, from each edge to the first gap; behind it only such as are in smaller type."""
    dropped: set[int] = set()
    for top in (True, False):
        run: list[int] = []
        for i, place in _edge(height, lines, top=top, foot=not top):
            if not runs_along(i, place) or (dropped.issuperset(run) and run and lines[i].size > _SMALL * body):
                break
            run.append(i)
            inner = i + 1 if top else i - 1
            if not 0 <= inner < len(lines) or abs(lines[i].base - lines[inner].base) > _APART * body:
                dropped.update(run)
    return frozenset(dropped)


def _edge(height: float, lines: Sequence[Line], *, top: bool = True, foot: bool = True) -> Iterator[tuple[int, _Place]]:
    """The rows near an edge of a page, from the edge inwards, each with what it says and where."""
    places = []
    if top:
        places = [(i, height - line.base, 0) for i, line in enumerate(lines[:_DEEP_HEAD])]
    if foot:
        last = len(lines) - 1
        places += [(last - k, line.base, 1) for k, line in enumerate(reversed(lines[-_DEEP_FOOT:]))]
    for i, distance, edge in places:
        if distance <= _MARGIN * height:
            words = _NUMBER.sub("#", lines[i].text)
            yield i, (words, edge, round(distance / _HEIGHT_STEP), round(lines[i].size))


def _changing_head(height: float, lines: Sequence[Line], body: float) -> tuple[tuple[int, int], ...]:
    """The place and size of a first line that looks like a running head, whatever it says."""
    if len(lines) < 2 or lines[0].size > _SMALL * body or height - lines[0].base > _MARGIN * height:
        return ()
    if lines[0].base - lines[1].base < _HEAD_APART * body:
        return ()
    return ((round((height - lines[0].base) / _HEIGHT_STEP), round(lines[0].size)),)


def _times(places: Counter[_Place], place: _Place) -> int:
    """On how many pages the same stands here, or a hair's breadth from here."""
    words, edge, distance, size = place
    return sum(places[(words, edge, distance + step, size)] for step in (-1, 0, 1))


def _offsets(pages: Sequence[Page]) -> Counter[_Count]:
    """How often a number at an edge is so many more than the number of its page."""
    found: Counter[_Count] = Counter()
    for number, (height, lines) in enumerate(pages, start=1):
        found.update({count for i, place in _edge(height, lines) for count in _counts(lines[i].text, number, place)})
    return found


def _counts(text: str, number: int, place: _Place) -> Iterator[_Count]:
    """By how much the number of a line is more than that of its page: anywhere when it stands alone, else at its place."""
    if alone := _PAGE_NUMBER.fullmatch(text):
        yield int(alone["number"]) - number, -1, -1
        return
    for beside in (_NUMBER_FIRST.match(text), _NUMBER_LAST.search(text)):
        if beside and not text.endswith("."):  # that is a sentence, perhaps a note
            yield int(beside[1]) - number, place[1], place[2]


def _is_number(text: str, number: int, place: _Place, offsets: Counter[_Count]) -> bool:
    """True for a page number, alone or beside a running head, that counts along with others or is that of this page."""
    for count in _counts(text, number, place):
        if count[1] == -1 and (count[0] == 0 or offsets[count] >= 2):
            return True
        if count[1] >= 0 and offsets[count] >= _ENOUGH:
            return True
    return False


def usual_size(lines: Iterable[Line]) -> float:
    """The type size, to a tenth of a point, that most characters have; 10 where there are none."""
    letters: Counter[float] = Counter()
    for line in lines:
        for word in line.words:
            letters[round(word.size, 1)] += len(word.text)
    return max(letters, key=lambda size: (letters[size], size)) if letters else 10.0
