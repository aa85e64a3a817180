"""How much a document is about each of its entities: features that can be named, weighed by numbers learnt once.

Source of the features: Dunietz and Gillick, A New Entity Salience Task with Millions of Training Examples, EACL 2014.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from briefgen.language.analysis import Analysis

Feature = Literal["names", "mentions", "early", "subject", "speaks", "acts", "unnamed", "adjective"]
# Learnt as a ranking (softmax over the entities of a document) on the development halves of two sets of crowd
# and editors' salience, then rounded; nDCG@10 in five-fold cross-validation .866, .808 on the set left out.
# "unnamed" was -2.1 there, where only names counted; a brief wants the voters, too.
WEIGHTS: dict[Feature, float] = {
    "names": 0.4, "mentions": 0.1, "early": 0.75, "subject": 0.1, "speaks": 0.1, "acts": 0.1,
    "unnamed": -1.2, "adjective": -0.9,
}  # fmt: skip


def salience(analysis: Analysis, said: Mapping[int, int], did: Mapping[int, int]) -> tuple[float, ...]:
    """The salience of each entity, in their order: 0..1, 1 for the most salient one of the document.

    said and did tell how many statements and acts each entity has, by its number.
    """
    raw = [
        _logistic(
            sum(WEIGHTS[name] * value for name, value in features(analysis, i, said.get(i, 0), did.get(i, 0)).items())
        )
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
    places = sorted({mention.sentence for mention in mentions})
    names = sum(mention.form == "name" for mention in mentions)
    subjects = sum(
        mention.form != "adjective" and mention.full_start - analysis.sentences[mention.sentence].start <= 4
        for mention in mentions
    )
    return {
        "names": math.log1p(names),
        "mentions": math.log1p(len(mentions)),
        "early": -math.log1p(places[0]),
        "subject": math.log1p(subjects),
        "speaks": math.log1p(said),
        "acts": math.log1p(did),
        "unnamed": float(not entity.named),
        "adjective": float(names == 0 and entity.named),
    }
