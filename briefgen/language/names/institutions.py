"""Institutions that are described, not named: "the health ministry", "the coast guard", "a city council"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.language.names.candidates import Candidate, Run
from briefgen.language.words import DETERMINERS, Word
from briefgen.model import StakeholderKind

_HEADS: dict[str, StakeholderKind] = {
    "ministry": "ministry",
    "army": "military",
    "navy": "military",
    "force": "military",
    **dict.fromkeys(
        "authority council commission agency court tribunal committee parliament assembly regulator inspectorate "
        "coastguard guard brigade service department union federation association hospital university watchdog "
        "operator board office".split(),
        "organisation",
    ),
}  # fmt: skip
# What these heads are institutions with; "a new service", "the train service", "his left guard" are none.
_ONLY_WITH: dict[str, frozenset[str]] = {
    "guard": frozenset("coast civil border national presidential".split()),
    "force": frozenset({"air"}),
    "service": frozenset(
        "ambulance border emergency fire health intelligence meteorological park police postal prison prosecution "
        "rescue secret security weather".split()
    ),
    "department": frozenset("fire health justice police treasury finance education sheriff".split()),
    "office": frozenset("statistics foreign prosecutor attorney mayor audit meteorological".split()),
    "operator": frozenset("ferry grid network port rail airport plant".split()),
    "board": frozenset("school health water safety election electoral planning".split()),
    "union": frozenset("trade teachers doctors nurses miners farmers student rail transport".split()),
}
_NO_MODIFIERS = frozenset(
    "new old other same own main first second third last next big large small local joint single sole whole entire "
    "former current different similar such several special top key major minor late early".split()
)
_MOST_MODIFIERS = 3


def is_described(name: str) -> bool:
    """True for the name of an institution that is only described ("health ministry"), which takes an article."""
    return name.rpartition(" ")[2] in _HEADS


def institutions(text: str, its_words: Sequence[Word], sentence: int) -> Iterator[Candidate]:
    """The described institutions of a sentence: a head noun of an institution with the nouns and adjectives that tell which."""
    for i, word in enumerate(its_words):
        kind = _HEADS.get(word.lower)
        if kind is None or (word.capital and i) or _goes_on(its_words, i):
            continue
        start = _first_modifier(its_words, i)
        modifiers = [w.lower for w in its_words[start:i]]
        allowed = _ONLY_WITH.get(word.lower)
        if not modifiers or (allowed is not None and modifiers[-1] not in allowed):
            continue
        if start == 0 or its_words[start - 1].lower not in DETERMINERS:
            continue
        candidate = Run(text, its_words, start, i + 1, sentence).name(kind, "group")
        candidate.form, candidate.sense = "description", "description"
        candidate.key = "institution:" + " ".join([*modifiers, word.lower])
        yield candidate


def _first_modifier(its_words: Sequence[Word], head: int) -> int:
    start = head
    while start > 0 and head - start < _MOST_MODIFIERS:
        word = its_words[start - 1]
        if its_words[start].gap != " " or word.possessive or word.capital or word.lower in _NO_MODIFIERS:
            break
        if word.lower in DETERMINERS or not word.tag.startswith(("NN", "JJ")):
            break
        start -= 1
    return start


def _goes_on(its_words: Sequence[Word], i: int) -> bool:
    """True where the head is only the beginning of a longer name or noun: "a health ministry official", "... of Halden"."""
    following, after = (its_words[k] if k < len(its_words) else None for k in (i + 1, i + 2))
    if its_words[i].possessive or following is None or following.gap != " ":
        return False
    if following.lower == "of":
        return after is not None and after.capital
    return following.tag in ("NN", "NNS", "NNP")
