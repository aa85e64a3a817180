"""How much a sentence tells about its document: a few features, each 0..1, and what each weighs. Nothing is left out here."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.extractors.key_points.layout import Layout, Passage
from briefgen.language.analysis import Analysis
from briefgen.language.cues import is_routine_silence
from briefgen.language.stems import stems, stems_of
from briefgen.language.words import Word
from briefgen.model import Facts, ScorePart, Statement

Kind = Literal["event", "claim", "non-disclosure", "contested", "context"]

WEIGHTS = {
    "position": 3.0,
    "opening": 0.2,
    "title": 0.8,
    "theme": 1.0,
    "names": 0.2,
    "kind": 1.0,
    "open": 0.4,
    "length": 0.3,
}
KIND_VALUES: dict[Kind, float] = {"non-disclosure": 1.5, "contested": 1.5, "event": 0.2, "claim": 0.1, "context": 0.0}
_FEW_NAMES = 4
_MANY_QUESTIONS = 3
_GOOD_LENGTH = (12, 28)
_ANNOUNCING = frozenset("announced confirmed reported revealed".split())


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage with its kind, the stems of its words and the parts of its score."""

    passage: Passage
    kind: Kind
    stems: frozenset[str]
    parts: tuple[ScorePart, ...]
    score: float


def weigh(
    analysis: Analysis, found: Facts, layout: Layout, statements: Mapping[int, Sequence[Statement]]
) -> dict[int, Weighed]:
    """Every passage weighed, by the index of its sentence. Linear in the number of words."""
    its_stems = {p.sentence: _stems_of(analysis, p) for p in layout.passages}
    title = stems_of(layout.title)
    theme = _theme(Counter(stem for its in its_stems.values() for stem in sorted(its)))
    names = _names(analysis, found)
    kinds = _kinds(analysis, found, layout, statements)
    routine = _routine(statements)
    openings = _openings(analysis, layout)
    raised = _raised(found)
    weighed = {}
    for place, passage in enumerate(layout.passages):
        index = passage.sentence
        values = {
            "position": 1 / (1 + 0.5 * place),
            "opening": float(index in openings),
            "title": len(its_stems[index] & title) / (len(title) or 1),
            "theme": math.fsum(theme.get(stem, 0.0) for stem in its_stems[index]) / (len(its_stems[index]) + 4),
            "names": names.get(index, 0.0),
            "kind": KIND_VALUES["claim" if index in routine else kinds[index]],
            "open": min(1.0, raised[index] / _MANY_QUESTIONS),
            "length": -_misfit(len(analysis.words[index])),
        }
        parts = tuple(ScorePart(name, round(WEIGHTS[name] * value, 4)) for name, value in values.items())
        weighed[index] = Weighed(
            passage, kinds[index], its_stems[index], parts, math.fsum(part.value for part in parts)
        )
    return weighed


def _misfit(length: int) -> float:
    """How far a sentence is too short to say much, or too long to be read at a glance: 0..1."""
    short, long = _GOOD_LENGTH
    return min(1.0, max(0.0, (short - length) / short, (length - long) / long))


def _stems_of(analysis: Analysis, passage: Passage) -> frozenset[str]:
    return stems(w.lower for w in analysis.words[passage.sentence] if w.start >= passage.start)


def _theme(counts: Counter[str]) -> dict[str, float]:
    """What the document keeps coming back to: each stem that recurs, 1 for the commonest."""
    most = math.log1p(max(counts.values(), default=1))
    return {stem: math.log1p(count) / most for stem, count in counts.items() if count > 1}


def _openings(analysis: Analysis, layout: Layout) -> frozenset[int]:
    """The sentences that open a paragraph."""
    first: dict[int, int] = {}
    for passage in layout.passages:
        first.setdefault(analysis.sentences[passage.sentence].paragraph, passage.sentence)
    return frozenset(first.values())


def _raised(found: Facts) -> Counter[int]:
    """How many open questions and tensions rest on each sentence."""
    facts = (*found.open_questions, *found.tensions)
    return Counter(index for fact in facts for index in sorted({span.sentence for span in fact.spans}))


def _names(analysis: Analysis, found: Facts) -> dict[int, float]:
    """The salience of those whom each sentence names, as a share of that of the few most salient, 0..1."""
    salience = {s.name: s.salience for s in found.stakeholders}
    most = math.fsum(sorted(salience.values(), reverse=True)[:_FEW_NAMES]) or 1.0
    entities: dict[int, set[int]] = {}
    for mention in analysis.mentions:
        if mention.entity >= 0:
            entities.setdefault(mention.sentence, set()).add(mention.entity)
    return {
        index: min(1.0, math.fsum(salience.get(analysis.entities[e].name, 0.0) for e in its) / most)
        for index, its in entities.items()
    }


def _is_told(silence: Statement, its: Sequence[Statement]) -> bool:
    """True for a silence that is only what somebody else says of somebody ("She said the ministry had not said why")."""
    return any(s is not silence and span.start <= silence.content.start < span.end for s in its for span in s.spans)


def _routine(statements: Mapping[int, Sequence[Statement]]) -> frozenset[int]:
    """The sentences whose only silence is that somebody gave no comment."""
    silent = {
        index: [is_routine_silence(s.attribution.cue or "") for s in its if s.mode == "non_disclosure"]
        for index, its in statements.items()
    }
    return frozenset(index for index, its in silent.items() if its and all(its))


def _kinds(
    analysis: Analysis, found: Facts, layout: Layout, statements: Mapping[int, Sequence[Statement]]
) -> dict[int, Kind]:
    contested = {q.spans[0].sentence for q in found.open_questions if q.kind in ("contested", "disputed") and q.spans}
    dated = {event.what.sentence for event in found.events}
    kinds: dict[int, Kind] = {}
    for place, passage in enumerate(layout.passages):
        its = statements.get(passage.sentence, ())
        cues = {(s.attribution.cue or "").lower() for s in its if s.rule != "statements.parenthetical"}
        if any(s.mode == "non_disclosure" and not _is_told(s, its) for s in its):
            kind: Kind = "non-disclosure"
        elif passage.sentence in contested:
            kind = "contested"
        elif cues & _ANNOUNCING or (place == 0 and passage.lead is None):
            kind = "event"
        elif cues or passage.lead is not None:
            kind = "claim"
        elif passage.sentence in dated or _is_perfect(analysis.words[passage.sentence]):
            kind = "event"
        else:
            kind = "context"
        kinds[passage.sentence] = kind
    return kinds


def _is_perfect(words: Sequence[Word]) -> bool:
    """True for "has begun", which reports what is new."""
    return any(
        word.lower in ("has", "have") and any(after.tag == "VBN" for after in words[i + 1 : i + 3])
        for i, word in enumerate(words)
    )
