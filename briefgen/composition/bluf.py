"""The bottom line up front: which points it takes and how far their sentences are cut. Marks and checks are made elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.grounding import of_first_source
from briefgen.language.cues import NON_DISCLOSURE, hedges, is_cue, is_routine_silence
from briefgen.language.words import has_finite_verb, is_negated_form, words
from briefgen.model import KeyPoint, Span
from briefgen.plain_text import plain

MOST_WORDS = 70
_MOST_PARTS = 4
_HIGH_RANK = 8  # silence and dispute below that are not what the document is about
_FILLERS = 4
_LEAST_WORDS = 8  # a sentence is not cut shorter than this
_TAIL = re.compile(r",\s+(?P<word>amid|as)\s+(?P<tail>[^,;:]+?)(?=[.!]?$)")
_NO_CLAUSE = frozenset(
    "well part if though soon long many much such of a an was were is are to per by in it he she they".split()
)
_SAME = 0.6  # share of its words of content that a sentence may have in common with another
_LEANING = re.compile(
    r"\W*(?:(?:he|she|they|his|her|its|their|this|these|that|those|but|and|or|so|however|meanwhile|moreover|also|yet|still|"
    r"instead|nevertheless|nonetheless|then|therefore|thus|furthermore|in addition|by contrast|as a result)\b"
    r"|it (?!(?:is|was|remains?|seems?)\b))",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"\bhow (?:many|much) (?:it|they|he|she|we|of (?:it|them|those|these)|(?:was|were|is|are|had|have|has))\b"
)
_MARKS = str.maketrans({"“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of the bottom line, the spans that it rests on, the point that it comes from."""

    text: str
    spans: tuple[Span, ...]
    point: KeyPoint


def choose(points: Sequence[KeyPoint]) -> tuple[Part, ...]:
    """The first point, then what is kept back and what is contested, then the next points, as far as MOST_WORDS go.

    Of each point the first sentence is taken, in the words of its first source alone. The parts of one source come
    in its order, the sources in the order of their best points.
    """
    chosen: dict[str, Part] = {}
    left = MOST_WORDS
    for group in _groups(points):
        for part in map(_shortest, group):
            new = part.point.id not in chosen and not any(_is_repeated(part, told) for told in chosen.values())
            if new and len(chosen) < _MOST_PARTS and _length(part) <= left and stands_alone(part.text):
                chosen[part.point.id] = part
                left -= _length(part)
                break
    order: dict[str, int] = {}
    for part in sorted(chosen.values(), key=lambda p: p.point.rank):
        order.setdefault(part.spans[0].document_id, len(order))
    ordered = sorted(chosen.values(), key=lambda p: (order[p.spans[0].document_id], p.spans[0].start))
    return tuple(_introduced(ordered))


def stands_alone(text: str) -> bool:
    """False for a sentence that opens with a pronoun or a connective, or leaves out what it counts ("how many it created")."""
    return _LEANING.match(text) is None and _ELLIPTIC.search(text) is None


def _is_repeated(part: Part, told: Part) -> bool:
    """True when most of what a part says has been said by another."""
    one, two = _content(part), _content(told)
    return len(one & two) > _SAME * min(len(one), len(two))


def _content(part: Part) -> frozenset[str]:
    return frozenset(w.lower() for w in re.findall(r"\w[\w’'.,-]*\w", part.text) if len(w) > 3 or w[0].isdigit())


def _introduced(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, a speaker who opens one by surname alone given the whole name where none before has it."""
    told = ""
    for part in parts:
        name, span = part.point.attribution.speaker or "", part.point.attribution.speaker_span
        surname = name.rpartition(" ")[2]
        opens = span is not None and span.start == part.spans[0].start and span.document_id == part.spans[0].document_id
        if opens and surname != name and name not in told and re.match(rf"{re.escape(surname)}\b", part.text):
            part = replace(part, text=name + part.text[len(surname) :])
        told += part.text
        yield part


def _groups(points: Sequence[KeyPoint]) -> Iterator[Sequence[KeyPoint]]:
    """The points to choose from in turn, one of each group that fits."""
    yield points[:_FILLERS]
    for kind in ("non-disclosure", "contested"):
        yield [p for p in points[:_HIGH_RANK] if p.kind == kind and not _is_routine(p)]
    for number in range(1, _FILLERS):
        yield points[number : number + 1]


def _is_routine(point: KeyPoint) -> bool:
    """True for a point whose silences are all of the kind "declined to comment"."""
    cues = [match.group() for match in NON_DISCLOSURE.finditer(point.text)]
    return bool(cues) and all(map(is_routine_silence, cues))


def _length(part: Part) -> int:
    return len(part.text.split())


def _shortest(point: KeyPoint) -> Part:
    """The point's first sentence where that can be read without the others."""
    own = of_first_source(point.spans)
    first = own[0]
    quote = " ".join(plain(first.quote).split())
    told_first = point.kind != "non-disclosure" or NON_DISCLOSURE.search(quote) is not None
    if len(own) > 1 and told_first and point.text.startswith(quote) and _is_whole(quote):
        return Part(without_tail(quote), (first,), point)
    return Part(without_tail(point.text), own, point)


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
