"""How much a document is about each of its entities: features that can be named, weighed by numbers learnt once.

Source of the features: Dunietz and Gillick, A New Entity Salience Task with Millions of Training Examples, EACL 2014.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from briefgen.language.analysis import Analysis

Feature = Literal[
    "names", "mentions", "title", "lead", "early", "spread", "subject", "speaks", "acts",
    "person", "place", "body", "unnamed", "adjective",
]  # fmt: skip
WEIGHTS: dict[Feature, float] = {
    "names": 1.0, "mentions": 0.5, "title": 2.0, "lead": 1.0, "early": 1.0, "spread": 1.0, "subject": 0.5,
    "speaks": 0.4, "acts": 0.4, "person": 0.0, "place": -0.5, "body": 0.0, "unnamed": -1.0, "adjective": -1.0,
}  # fmt: skip
_LEAD_SENTENCES = 4
_BODIES = frozenset({"organisation", "ministry", "military", "diplomatic mission", "armed group"})


def salience(analysis: Analysis, said: Mapping[int, int], did: Mapping[int, int]) -> tuple[float, ...]:
    """The salience of each entity, in their order: 0..1, 1 for the most salient one of the document.

    said and did tell how many statements and acts each entity has, by its number.
    """
    raw = [
        _logistic(sum(WEIGHTS[name] * value for name, value in features(analysis, i, said.get(i, 0), did.get(i, 0)).items()))
        for i in range(len(analysis.entities))
    ]
    top = max(raw, default=1.0)
    return tuple(round(value / top, 4) for value in raw)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def features(analysis: Analysis, number: int, said: int, did: int) -> dict[Feature, float]:
    """What is weighed of one entity."""
    entity = analysis.entities[number]
    mentions = [analysis.mentions[i] for i in entity.mentions]
    count = max(2, len(analysis.sentences))
    places = sorted({mention.sentence for mention in mentions})
    names = sum(mention.form == "name" for mention in mentions)
    subjects = sum(
        mention.form != "adjective" and mention.full_start - analysis.sentences[mention.sentence].start <= 4
        for mention in mentions
    )
    return {
        "names": math.log1p(names),
        "mentions": math.log1p(len(mentions)),
        "title": float(places[0] == 0),
        "lead": sum(place < _LEAD_SENTENCES for place in places) / _LEAD_SENTENCES,
        "early": 1 / (1 + places[0]),
        "spread": len(places) / math.sqrt(count),
        "subject": math.log1p(subjects),
        "speaks": math.log1p(said),
        "acts": math.log1p(did),
        "person": float(entity.kind == "person"),
        "place": float(entity.kind == "place"),
        "body": float(entity.kind in _BODIES),
        "unnamed": float(not entity.named),
        "adjective": float(names == 0 and entity.named),
    }
