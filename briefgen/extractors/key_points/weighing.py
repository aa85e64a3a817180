"""How much a sentence tells about its document: a few features, each 0..1, and what each weighs. Nothing is left out here."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.extractors.key_points.layout import Layout, Passage
from briefgen.language.analysis import Analysis
from briefgen.model import Facts, ScorePart, Statement

Kind = Literal["event", "claim", "non-disclosure", "contested", "context"]

WEIGHTS = {
    "position": 1.0,
    "title": 1.0,
    "theme": 1.0,
    "names": 0.5,
    "kind": 0.5,
    "figure": 0.1,
    "brevity": 0.5,
    "spoken": 0.3,
}
KIND_VALUES: dict[Kind, float] = {"non-disclosure": 1.0, "contested": 1.0, "event": 0.3, "claim": 0.1, "context": 0.0}
_THEME_STEMS = 12
_GOOD_LENGTH = (12, 32)
_STOP = frozenset(
    "the a an and or but of in on at to for from by with as is are was were be been has have had it its he she they his her "
    "their this that these those which who will would can could may might not also said says more than after about into over "
    "up out when there what all new one two".split()
)
_ENDING = re.compile(r"(?:ies|ing|ed|es|s)$")
_ANNOUNCING = frozenset("announced confirmed reported revealed".split())
_PERFECT = re.compile(r"\b(?:has|have) (?:\w+ )?(?:begun|\w+ed)\b")


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
    stems = {p.sentence: _stems_of(analysis, p) for p in layout.passages}
    title = _text_stems(layout.title)
    theme = _theme(stems.values())
    names = _names(analysis, found)
    kinds = _kinds(analysis, found, layout, statements)
    figures = {f.spans[0].sentence for f in found.figures if f.status == "given"}
    weighed = {}
    for place, passage in enumerate(layout.passages):
        index = passage.sentence
        values = {
            "position": 1 / (1 + 0.5 * place),
            "title": len(stems[index] & title) / (len(title) or 1),
            "theme": sum(theme.get(stem, 0.0) for stem in sorted(stems[index])),
            "names": min(1.0, names.get(index, 0.0)),
            "kind": KIND_VALUES[kinds[index]],
            "figure": float(index in figures),
            "brevity": -_misfit(len(analysis.words[index])),
            "spoken": -float(analysis.document.text[passage.start] in "\"“‘'"),
        }
        parts = tuple(ScorePart(name, round(WEIGHTS[name] * value, 4)) for name, value in values.items())
        weighed[index] = Weighed(passage, kinds[index], stems[index], parts, sum(part.value for part in parts))
    return weighed


def _misfit(length: int) -> float:
    """How far a sentence is too short to say much, or too long to be read at a glance: 0..1."""
    short, long = _GOOD_LENGTH
    return min(1.0, max(0.0, (short - length) / short, (length - long) / long))


@functools.lru_cache(maxsize=20_000)
def _stem(word: str) -> str | None:
    """A word without its ending; None for a word without content."""
    if len(word) < 3 or word in _STOP or not word[0].isalpha():
        return None
    return _ENDING.sub("", word) or word


def _stems_of(analysis: Analysis, passage: Passage) -> frozenset[str]:
    its = (_stem(w.lower) for w in analysis.words[passage.sentence] if w.start >= passage.start)
    return frozenset(stem for stem in its if stem is not None)


def _text_stems(text: str) -> frozenset[str]:
    its = (_stem(word) for word in re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text.lower()))
    return frozenset(stem for stem in its if stem is not None)


def _theme(stems: Sequence[frozenset[str]] | object) -> dict[str, float]:
    """What the document keeps coming back to: its commonest stems, each with its share of all their recurrences."""
    counts = Counter(stem for its in stems for stem in sorted(its))  # type: ignore[attr-defined]
    common = sorted(((n - 1, stem) for stem, n in counts.items() if n > 1), key=lambda c: (-c[0], c[1]))[:_THEME_STEMS]
    total = sum(n for n, _ in common)
    return {stem: n / total for n, stem in common}


def _names(analysis: Analysis, found: Facts) -> dict[int, float]:
    """The salience of those whom each sentence names, summed."""
    salience = {s.name: s.salience for s in found.stakeholders}
    entities: dict[int, set[int]] = {}
    for mention in analysis.mentions:
        if mention.entity >= 0:
            entities.setdefault(mention.sentence, set()).add(mention.entity)
    return {
        index: sum(salience.get(analysis.entities[e].name, 0.0) for e in sorted(its)) for index, its in entities.items()
    }


def _kinds(
    analysis: Analysis, found: Facts, layout: Layout, statements: Mapping[int, Sequence[Statement]]
) -> dict[int, Kind]:
    contested = {q.spans[0].sentence for q in found.open_questions if q.kind in ("contested", "disputed") and q.spans}
    dated = {event.what.sentence for event in found.events}
    kinds: dict[int, Kind] = {}
    for place, passage in enumerate(layout.passages):
        its = statements.get(passage.sentence, ())
        cues = {(s.attribution.cue or "").lower() for s in its if s.rule != "statements.parenthetical"}
        if any(s.mode == "non_disclosure" for s in its):
            kind: Kind = "non-disclosure"
        elif passage.sentence in contested:
            kind = "contested"
        elif cues & _ANNOUNCING or (place == 0 and passage.lead is None):
            kind = "event"
        elif cues or passage.lead is not None:
            kind = "claim"
        elif passage.sentence in dated or _PERFECT.search(analysis.document.text, passage.start, passage.end):
            kind = "event"
        else:
            kind = "context"
        kinds[passage.sentence] = kind
    return kinds
