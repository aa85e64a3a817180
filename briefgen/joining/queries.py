"""What a question asks: for what kind of thing, about which words, and whom its pronouns mean. Answers are not looked for here."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from briefgen.joining.index import stems_in
from briefgen.joining.lemmas import act, is_name, noun_lemma, stem, verb_lemma
from briefgen.joining.referents import Referents
from briefgen.joining.texts import Passage, Texts
from briefgen.language.expressions import Expression
from briefgen.model import OpenQuestion

Wanted = Literal["count", "amount", "time", "place", "cause", "person"]

_KINDS: tuple[tuple[Wanted, Expression], ...] = (
    ("count", Expression(r"How many\b|What (?:is|was) the (?:exact |total )?number of\b")),
    ("amount", Expression(r"How much\b|What (?:is|was|are|were) the (?:\w+ )?(?:amount|price|cost|costs|sum|fine|budget|size|value)\b")),
    ("time", Expression(r"When\b|What (?:is|was) the (?:\w+ )?(?:date|timetable|deadline)\b")),
    ("place", Expression(r"Where\b|What (?:is|was) the (?:\w+ )?(?:location|venue|whereabouts)\b")),
    ("cause", Expression(r"Why\b|What (?:caused|led to)\b|What (?:is|was|are|were) the (?:\w+ )?(?:cause|reason|motive)s?\b")),
    ("person", Expression(r"Who\b(?! says)")),
)  # fmt: skip
_ASKING = frozenset(
    stem(word)
    for word in "many much number amount price sum date timetable location venue whereabouts cause caused reason motive lead led exact "
    "total able exactly soon long actually fact far still again yet know known".split()
)
_PRONOUN = Expression(r"\b(?:he|she|him|his|her|they|them|their|it|its)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Query:
    """One open question as it is looked for: stems are what it is about, verb that of its act where it has one.

    names are the names that an answer must have, persons those of which it must have one and no answer another:
    whom "he" can mean. meant, where the question only says "they" or "it", holds the stems of the nouns before it,
    one of which an answer must share. asked is the last day on which it was open.
    """

    question: OpenQuestion
    wanted: Wanted
    stems: frozenset[str]
    verb: str
    counted: str
    names: frozenset[str]
    persons: frozenset[str]
    meant: frozenset[str]
    asked: dt.date | None
    documents: frozenset[str]


def query(texts: Texts, referents: Referents, question: OpenQuestion) -> Query | None:
    """How to look for what a question asks; None where it asks for nothing that one stretch of text can answer."""
    wanted = next((kind for kind, opener in _KINDS if opener.match(question.question)), None)
    if wanted is None or not question.spans:
        return None
    about = frozenset(stems_in(question.question)) - _ASKING
    names = frozenset(w.lower() for w in re.findall(r"(?<=[a-z,’] )[A-Z][\w’-]+", question.question))
    passage = texts.passage(question.spans[0].document_id, question.spans[0].start)
    persons, meant = _meant(texts, referents, question, passage)
    if not about or (_PRONOUN.search(question.question) and not persons and not meant):
        return None
    days = [texts.day(span.document_id) for span in question.spans]
    known = [day for day in days if day is not None]
    counted = re.match(
        r"How many (?:of the |more |other )?((?:[a-z-]+ )*?[a-z-]+)(?: (?:were|was|are|have|had|has|is|will|did|do|died|of|in)\b|\?)",
        question.question,
    )
    return Query(
        question=question,
        wanted=wanted,
        stems=about,
        verb=_verb(passage, question),
        counted=noun_lemma(counted.group(1).split()[-1]) if counted else "",
        names=_last(question.question, names),
        persons=persons,
        meant=meant,
        asked=max(known, default=None),
        documents=frozenset(texts.origin(span.document_id) for span in question.spans),
    )


def _meant(
    texts: Texts, referents: Referents, question: OpenQuestion, passage: Passage
) -> tuple[frozenset[str], frozenset[str]]:
    """Whom a pronoun in the question can mean: the surnames of people, or the stems of the nouns before it."""
    found = _PRONOUN.search(question.question)
    pronoun = found.group().lower() if found else ""
    if pronoun in ("he", "she", "him", "his", "her"):
        people = referents.candidates(passage, question.spans[0].start)
        return frozenset(name.split()[-1].lower() for name in people), frozenset()
    before = texts.neighbour(passage, -1)
    if not pronoun or before is None:
        return frozenset(), frozenset()
    tags = ("NNS", "NNPS") if pronoun in ("they", "them", "their") else ("NN", "NNP")
    return frozenset(), frozenset(stem(w.lower) for w in before.words if w.tag in tags and len(w.lower) > _SHORT)


_SHORT = 3


def _verb(passage: Passage, question: OpenQuestion) -> str:
    """The stem of the last verb of what is asked; "" where it asks for a thing."""
    span = question.spans[0]
    first, last = span.start - passage.start, span.end - passage.start
    asked = set(stems_in(question.question))
    verbs = [w for w in passage.words if first <= w.start < last and w.tag.startswith("VB") and not is_name(w)]
    its = [stem(act(verb_lemma(w.lower))) for w in verbs if stem(w.lower) in asked]
    return its[-1] if its else ""


def _last(question: str, names: frozenset[str]) -> frozenset[str]:
    """Of names of several words the last."""
    inner = {w.lower() for w in re.findall(r"[A-Z][\w’-]+(?= [A-Z])", question)}
    return names - inner
