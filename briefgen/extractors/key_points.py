"""The points worth reading first: whole sentences, ranked, without repetition, each fit to stand alone."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.language.analysis import Analysis
from briefgen.language.cues import hedges
from briefgen.language.words import PRONOUNS, words
from briefgen.model import Attribution, Facts, KeyPoint, ScorePart, Statement

Kind = Literal["event", "claim", "non-disclosure", "contested", "context"]

MOST_POINTS = 11
_JOINED_WORDS = 52
_REPEATS = 0.85  # a sentence that shares this much with what is told already says nothing new
_LEAD_WORD = re.compile(
    r"^(?:However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Also|But|And|Yet|Still|So|Nevertheless),?\s+(?=\w)"
)
_HANGING = re.compile(
    r"^[\"“‘]?(?:This|That|These|Those|Such|Here|There it|Both|Another|Others|One of them|Then|If so|Instead)\b"
)
_BOILERPLATE = re.compile(
    r"\b(?:read more|click here|sign up|subscribe|all rights reserved|copyright|cookies?|photo(?:graph)?:|image:|file photo|"
    r"related (?:news|stories)|share this|follow us|advertisement|newsletter|external links?|see also)\b",
    re.IGNORECASE,
)
_STOP = frozenset(
    "the a an and or but of in on at to for from by with as is are was were be been has have had it its he she they his her "
    "their this that these those which who will would can could may might not also said says more than after about into over "
    "up out when there what all new one two".split()
)
_WEIGHTS = {"position": 2.2, "lead": 1.2, "names": 0.9, "words": 1.1, "kind": 1.0, "figure": 0.35, "length": 0.7}
_KIND_BONUS: dict[Kind, float] = {"non-disclosure": 1.5, "contested": 1.9, "event": 0.35, "claim": 0.15, "context": 0.0}


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: int
    kind: Kind
    text: str
    stems: frozenset[str]
    parts: tuple[ScorePart, ...]
    score: float
    attribution: Attribution
    words: int
    legal: bool = False


def extract(analysis: Analysis, found: Facts) -> tuple[KeyPoint, ...]:
    """Rank the sentences of a document and keep the best, at most MOST_POINTS, fewer for a short text.

    The text of a point is the sentence as it stands, save that a pronoun at its head is replaced by
    the speaker it stands for and a connective that points backwards is dropped. Short neighbours
    that belong together become one point.
    """
    candidates = _candidates(analysis, found)
    budget = min(MOST_POINTS, max(3, math.ceil(len(candidates) * 0.6)))
    groups = _select(analysis, candidates, budget)
    return tuple(_key_point(analysis, rank, group) for rank, group in enumerate(groups, start=1))


def _candidates(analysis: Analysis, found: Facts) -> list[_Candidate]:
    text = analysis.document.text
    statements: dict[int, list[Statement]] = {}
    for statement in found.statements:
        anchor = statement.attribution.cue_span or statement.content
        statements.setdefault(anchor.sentence, []).append(statement)
    contested = {q.spans[0].sentence for q in found.open_questions if q.kind in ("contested", "disputed") and q.spans}
    figures = {f.spans[0].sentence for f in found.figures if f.status == "given"}
    frequency = Counter(stem for s in analysis.sentences for stem in _stems(text[s.start : s.end]))
    names = _names_by_sentence(analysis, found)
    candidates = []
    for sentence in analysis.sentences:
        raw = text[sentence.start : sentence.end]
        length = len(raw.split())
        if length < 5 or length > 90 or raw[-1] not in '.!?…”"’)' or _BOILERPLATE.search(raw):
            continue
        shown = _standing_alone(analysis, sentence.index, raw, statements.get(sentence.index, []))
        if shown is None:
            continue
        kind = _kind(sentence.index, statements.get(sentence.index, []), contested, figures, raw)
        parts = _score(analysis, sentence.index, raw, kind, frequency, names, sentence.index in figures)
        attribution = next((s.attribution for s in statements.get(sentence.index, [])), Attribution())
        candidates.append(
            _Candidate(
                sentence.index, kind, shown, _stems(raw), parts, sum(p.value for p in parts), attribution, length
            )
        )
    return candidates


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        re.sub(r"(?:ies|ing|ed|es|s)$", "", w) or w for w in re.findall(r"[^\W\d_]{3,}", text.lower()) if w not in _STOP
    )


def _names_by_sentence(analysis: Analysis, found: Facts) -> dict[int, float]:
    salience = {s.name: s.salience for s in found.stakeholders}
    names: dict[int, set[int]] = {}
    for mention in analysis.mentions:
        names.setdefault(mention.sentence, set()).add(mention.entity)
    return {
        index: sum(salience.get(analysis.entities[e].name, 0.1) for e in sorted(its)) for index, its in names.items()
    }


def _kind(index: int, statements: Sequence[Statement], contested: set[int], figures: set[int], raw: str) -> Kind:
    if any(s.mode == "non_disclosure" for s in statements):
        return "non-disclosure"
    if index in contested:
        return "contested"
    announced = {"announced", "confirmed", "reported"}
    cues = {(s.attribution.cue or "").lower() for s in statements if s.rule != "statements.parenthetical"}
    if index == 0 or cues & announced:
        return "event"
    if cues:
        return "claim"
    return "event" if index in figures or re.search(r"\b(?:has|have) (?:\w+ )?(?:begun|\w+ed)\b", raw) else "context"


def _score(
    analysis: Analysis,
    index: int,
    raw: str,
    kind: Kind,
    frequency: Counter[str],
    names: dict[int, float],
    has_figure: bool,
) -> tuple[ScorePart, ...]:
    stems = _stems(raw)
    count = max(2, len(analysis.sentences))
    central = sum(math.log1p(frequency[s]) for s in stems if frequency[s] > 1) / (len(stems) + 4)
    length = len(raw.split())
    values = {
        "position": 1 / (1 + 0.35 * index) + 0.15 * (1 - index / count),
        "lead": 1.0 if index == 0 else 0.2 if index == 1 else 0.0,
        "names": min(1.5, names.get(index, 0.0)),
        "words": central,
        "kind": _KIND_BONUS[kind],
        "figure": 1.0 if has_figure else 0.0,
        "length": -abs(length - 26) / 26 - (0.6 if raw.lstrip()[:1] in '"“' else 0.0),
    }
    return tuple(ScorePart(name, round(_WEIGHTS[name] * value, 4)) for name, value in values.items())


def _standing_alone(analysis: Analysis, index: int, raw: str, statements: Sequence[Statement]) -> str | None:
    """The sentence so that it can be read without the one before it, or None when that cannot be done."""
    shown = _LEAD_WORD.sub("", " ".join(raw.split()))
    opening = words(shown, 0, min(len(shown), 40))
    if not opening or _HANGING.match(shown):
        return None
    first = opening[0].lower
    if first in ("it", "he", "she", "they"):
        start = analysis.sentences[index].start
        for statement in statements:
            span = statement.attribution.speaker_span
            speaker = statement.attribution.speaker
            if (
                span
                and speaker
                and span.quote.lower() == first
                and speaker.lower() != first
                and span.start - start < 14
            ):
                name = _as_subject(analysis, speaker)
                return name[:1].upper() + name[1:] + shown[opening[0].end :]
        return None
    if first in PRONOUNS or first in ("his", "her", "their", "its", "we", "i"):
        return None
    return shown[:1].upper() + shown[1:]


def _as_subject(analysis: Analysis, speaker: str) -> str:
    """The name with "the", where a body that is named by what it is asks for it."""
    kinds = {entity.name: entity.kind for entity in analysis.entities}
    articled = (
        kinds.get(speaker) in ("diplomatic mission", "ministry", "military") and "s " not in speaker.split("’")[-1][:2]
    )
    return f"the {speaker}" if articled and not speaker.lower().startswith("the ") else speaker


def _select(analysis: Analysis, candidates: Sequence[_Candidate], budget: int) -> list[tuple[_Candidate, ...]]:
    """Take the best sentence, then the next that adds most; a short neighbour that belongs to it comes along."""
    left = {c.sentence: c for c in candidates}
    known: Counter[str] = Counter()
    groups: list[tuple[_Candidate, ...]] = []
    # What a sentence adds only shrinks, so the top of the heap is looked at again, and nothing else.
    heap = [(-c.score, c.sentence) for c in candidates]
    heapq.heapify(heap)
    while heap and len(groups) < budget:
        stale, sentence = heapq.heappop(heap)
        best = left.get(sentence)
        if best is None or (groups and _overlap(best.stems, known) > _REPEATS):
            continue
        fresh = 1.6 * _overlap(best.stems, known) - best.score
        if fresh > stale:
            heapq.heappush(heap, (fresh, sentence))
            continue
        group = _with_neighbours(analysis, best, left)
        for member in group:
            del left[member.sentence]
            known.update(member.stems)
        groups.append(group)
    return groups


def _overlap(stems: frozenset[str], known: Counter[str]) -> float:
    return sum(1 for stem in stems if known[stem]) / (len(stems) or 1)


def _with_neighbours(analysis: Analysis, best: _Candidate, left: dict[int, _Candidate]) -> tuple[_Candidate, ...]:
    """The sentence with the neighbours of its paragraph that it needs: same speaker, or what a dispute rests on."""
    group = [best]
    total = best.words
    if best.sentence == 0:
        return (best,)
    for step in (1, 2, -1):
        index = best.sentence + step
        other = left.get(index)
        adjacent = abs(step) == 1 or any(g.sentence == index - 1 for g in group)
        if other is None or not adjacent or total + other.words > _JOINED_WORDS:
            continue
        same_paragraph = analysis.sentences[index].paragraph == analysis.sentences[best.sentence].paragraph
        if same_paragraph and _belongs(best, other):
            group.append(other)
            total += other.words
    return tuple(sorted(group, key=lambda c: c.sentence))


def _belongs(best: _Candidate, other: _Candidate) -> bool:
    speaker, other_speaker = best.attribution.speaker, other.attribution.speaker
    if speaker and speaker == other_speaker:
        return True
    if "contested" in (best.kind, other.kind) and not (speaker and other_speaker):
        return True
    shared = len(best.stems & other.stems)
    return (speaker is None or other_speaker is None) and (
        shared >= 2 and other.words <= 16 or shared >= 1 and other.words <= 12
    )


def _key_point(analysis: Analysis, rank: int, group: tuple[_Candidate, ...]) -> KeyPoint:
    head = max(group, key=lambda c: c.score)
    text = " ".join(c.text for c in group)
    contested = any(c.kind == "contested" for c in group)
    speakers = {c.attribution.speaker for c in group}
    return KeyPoint(
        spans=tuple(analysis.sentence_span(c.sentence) for c in group),
        attribution=head.attribution if len(speakers) == 1 else replace(head.attribution, basis="ambiguous"),
        hedges=hedges(text),
        rule=f"key_points.{head.kind.replace('-', '_')}",
        confidence=0.8,
        rank=rank,
        text=text,
        kind="contested" if contested else head.kind,
        score=head.parts,
    )
