"""The bottom line up front: which points it takes and how far their sentences are cut. Marks and checks are made elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.language.cues import hedges, is_cue
from briefgen.language.words import has_finite_verb, is_negated_form, words
from briefgen.model import KeyPoint, Span

MOST_WORDS = 70
_MOST_PARTS = 4
_HIGH_RANK = 8  # silence and dispute below that are not what the document is about
_FILLERS = 4
_LEAST_WORDS = 8  # a sentence is not cut shorter than this
_TAIL = re.compile(r",\s+(?P<word>amid|as)\s+(?P<tail>[^,;:]+?)(?=[.!]?$)")
_NO_CLAUSE = frozenset(
    "well part if though soon long many much such of a an was were is are to per by in it he she they".split()
)
_MARKS = str.maketrans({"“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of the bottom line, the spans that it rests on, the point that it comes from."""

    text: str
    spans: tuple[Span, ...]
    point: KeyPoint


def choose(points: Sequence[KeyPoint], document_ids: Sequence[str]) -> tuple[Part, ...]:
    """The first point, then what is kept back and what is contested, then the next points, as far as MOST_WORDS go.

    Of each point the first sentence is taken; the parts come in the order of the sources.
    """
    chosen: dict[str, Part] = {}
    left = MOST_WORDS
    for group in _groups(points):
        part = next((p for p in map(_shortest, group) if p.point.id not in chosen and _length(p) <= left), None)
        if part is not None and len(chosen) < _MOST_PARTS:
            chosen[part.point.id] = part
            left -= _length(part)
    order = {document_id: i for i, document_id in enumerate(document_ids)}
    return tuple(sorted(chosen.values(), key=lambda p: (order[p.spans[0].document_id], p.spans[0].start)))


def _groups(points: Sequence[KeyPoint]) -> Iterator[Sequence[KeyPoint]]:
    """The points to choose from in turn, one of each group that fits."""
    yield points[:_FILLERS]
    for kind in ("non-disclosure", "contested"):
        yield [p for p in points[:_HIGH_RANK] if p.kind == kind]
    for number in range(1, _FILLERS):
        yield points[number : number + 1]


def _length(part: Part) -> int:
    return len(part.text.split())


def _shortest(point: KeyPoint) -> Part:
    """The point's first sentence where that can be read without the others."""
    first = point.spans[0]
    quote = " ".join(first.quote.split())
    if len(point.spans) > 1 and point.text.startswith(quote) and _is_whole(quote):
        return Part(without_tail(quote), (first,), point)
    return Part(without_tail(point.text), point.spans, point)


def _is_whole(sentence: str) -> bool:
    """True for a sentence that ends and opens no quotation that goes on; what is only a label or an introduction does not."""
    return sentence[-1] in '.!?"”’)' and sentence.translate(_MARKS).count('"') % 2 == 0


def without_tail(sentence: str) -> str:
    """The sentence without a last ", amid ..." or ", as ..." that only sets the scene.

    What hedges, denies, attributes, counts or quotes stays.
    """
    match = _TAIL.search(sentence)
    if match is None or len(sentence[: match.start()].split()) < _LEAST_WORDS:
        return sentence
    tail = words(match.group("tail"), 0, len(match.group("tail")))
    if any(is_cue(w.lower) or is_negated_form(w.lower) or w.text[0].isdigit() for w in tail) or hedges(
        match.group("tail")
    ):
        return sentence
    if match.group("word") == "as" and (tail[0].lower in _NO_CLAUSE or not has_finite_verb(tail)):
        return sentence
    if sentence[match.start() :].translate(_MARKS).count('"'):
        return sentence
    return sentence[: match.start()] + sentence[match.end() :]
