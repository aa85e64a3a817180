"""The points worth reading first: whole sentences, ranked, without repetition, each fit to stand alone."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefgen.extractors.key_points.choosing import Point, choose
from briefgen.extractors.key_points.layout import Passage, read_layout
from briefgen.extractors.key_points.standing import Reading, readings
from briefgen.extractors.key_points.weighing import Kind, Weighed, weigh
from briefgen.language.analysis import Analysis
from briefgen.language.cues import hedges
from briefgen.model import Attribution, Facts, KeyPoint, Span, Statement

# How often the five first points of a kind rest on a central sentence of their document (GUM dev: prominence 1 or 2
# in the discourse tree); for silence and dispute, which are rare there, how often they were what they are called
# (wnsal, MEANTIME and re3d dev, 24 points read).
_CONFIDENCE: dict[Kind, float] = {
    "event": 0.76,
    "claim": 0.8,
    "non-disclosure": 0.73,
    "contested": 0.92,
    "context": 0.58,
}


def extract(analysis: Analysis, found: Facts) -> tuple[KeyPoint, ...]:
    """Rank the sentences of a document and keep the best, at most MOST_POINTS, fewer for a short text.

    The text of a point is the sentence as it stands, save that a pronoun at its head is replaced by
    the speaker it stands for, and a dateline or a connective that points backwards is dropped. A
    sentence that needs its neighbour brings it along; one that needs what is out of reach is no point.
    """
    statements: dict[int, list[Statement]] = {}
    for statement in found.statements:
        anchor = statement.attribution.cue_span or statement.content
        statements.setdefault(anchor.sentence, []).append(statement)
    layout = read_layout(analysis)
    readable = readings(analysis, layout.passages, statements)
    weighed = weigh(analysis, found, layout, statements)
    attributions = {p.sentence: _attribution(analysis, p, statements.get(p.sentence, ())) for p in layout.passages}
    voices = {index: a.speaker for index, a in attributions.items() if a.speaker}
    points = choose(analysis, weighed, readable, voices, _pairs(found))
    return tuple(
        _key_point(analysis, rank, point, readable, weighed, attributions) for rank, point in enumerate(points, start=1)
    )


def _pairs(found: Facts) -> frozenset[tuple[int, int]]:
    """Neighbouring sentences that one open question or one tension rests on together."""
    its = [sorted({span.sentence for span in fact.spans}) for fact in (*found.open_questions, *found.tensions)]
    return frozenset((a, b) for sentences in its for a, b in itertools.pairwise(sentences) if b == a + 1)


def _attribution(analysis: Analysis, passage: Passage, statements: Sequence[Statement]) -> Attribution:
    if passage.lead is not None and passage.speaker is not None:
        span = analysis.span(passage.lead[0], passage.lead[0] + len(passage.speaker))
        return Attribution("attributed", passage.speaker, span)
    return next((s.attribution for s in statements), Attribution())


def _key_point(
    analysis: Analysis,
    rank: int,
    point: Point,
    readable: Mapping[int, Reading],
    weighed: Mapping[int, Weighed],
    attributions: Mapping[int, Attribution],
) -> KeyPoint:
    members = range(point.first, point.last + 1)
    text = _text(analysis, point, readable)
    kinds = [weighed[index].kind for index in members]
    kind = "contested" if "contested" in kinds else weighed[point.core].kind
    attribution = attributions[point.core]
    if len({attributions[index].speaker for index in members}) > 1:
        attribution = replace(attribution, basis="ambiguous")
    return KeyPoint(
        spans=_spans(analysis, point, weighed),
        attribution=attribution,
        hedges=hedges(text),
        rule=f"key_points.{kind.replace('-', '_')}",
        confidence=_CONFIDENCE[kind],
        rank=rank,
        text=text,
        kind=kind,
        score=weighed[point.core].parts,
    )


def _text(analysis: Analysis, point: Point, readable: Mapping[int, Reading]) -> str:
    """The first sentence as it reads alone, behind its lead; those after it as they stand."""
    text = analysis.document.text
    lead = readable[point.first].passage.lead
    shown = [text[lead[0] : lead[1]], readable[point.first].text] if lead else [readable[point.first].text]
    shown += [
        text[readable[index].passage.start : readable[index].passage.end]
        for index in range(point.first + 1, point.last + 1)
    ]
    return " ".join(" ".join(shown).split())


def _spans(analysis: Analysis, point: Point, weighed: Mapping[int, Weighed]) -> tuple[Span, ...]:
    spans = [analysis.sentence_span(index) for index in range(point.first, point.last + 1)]
    lead = weighed[point.first].passage.lead
    if lead is None or spans[0].start <= lead[0] < spans[0].end:
        return tuple(spans)
    return (analysis.span(*lead), *spans)
