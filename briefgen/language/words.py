"""Words of a sentence with offsets, and the closed classes that tell how they hang together. No names, no lists of facts."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s+[^\W\d_a-z])|[^\W_]+(?:[-‑&/’'][^\W_]+)*(?:[.,]\d+)*")
_POSSESSIVE = ("’s", "'s")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, without its possessive ending; gap is the text between it and the word before.

    possessive is true for "Ecuador’s" and "voters’"; capital for a word that begins in upper case.
    tag is its part of speech (Penn Treebank), of a hyphenated word that of its last part; "" where none was given.
    """

    start: int
    end: int
    text: str
    lower: str
    gap: str
    possessive: bool
    capital: bool
    tag: str = ""


def words(text: str, start: int, end: int, tags: Mapping[int, str] | None = None) -> tuple[Word, ...]:
    """The words between start and end, in reading order; tags gives the part of speech of what ends at an offset."""
    found: list[Word] = []
    known = tags or {}
    previous = start
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        begin, stop = match.start(), match.end()
        possessive = word.endswith(_POSSESSIVE)
        if possessive:
            word = word[:-2]
            stop -= 2
        elif text[stop : stop + 1] in "’'" and word.endswith("s"):
            possessive = text[stop : stop + 1] == "’" or text[stop + 1 : stop + 2] == " "
        gap, tag = text[previous:begin], known.get(stop, "")
        found.append(Word(begin, stop, word, word.lower(), gap, possessive, word[0].isupper(), tag))
        previous = match.end()
    return tuple(found)


DETERMINERS = frozenset("the a an this that these those its his her their our my your some any every each no".split())
PREPOSITIONS = frozenset(
    "of in on at to for from by with without within into onto over under about after before during since until between "
    "among amid against across through toward towards near off per via despite including like than as upon around "
    "behind beyond along outside inside following concerning regarding".split()
)
CONJUNCTIONS = frozenset(
    "and or but nor that because if when while although though whether where who which whose".split()
)
RELATIVES = frozenset("which who whom whose that where".split())
SUBORDINATORS = frozenset("when because although though if unless whereas after before until since as while".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split())
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did will would shall should can could may might must "
    "isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t won’t wouldn’t can’t cannot couldn’t "
    "isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't".split()
)
NEGATIONS = frozenset("not no never neither nor none nobody nothing without cannot".split())
PRONOUNS = frozenset("it he she they we i you who which him her them".split())

_IRREGULAR_PAST = frozenset(
    "said told began went came took made gave got found left held led met won lost saw knew thought felt became kept "
    "brought bought sold sent spent built broke chose drew drove fell flew fought grew hit hurt laid lay let meant paid "
    "put ran rose sat set shot shut spoke stood stole struck swore taught threw understood wore wrote cut cost quit "
    "read hid rode shook shrank sank slept slid split spread sprang stuck swept swam tore woke withdrew".split()
)


def is_negated_form(word: str) -> bool:
    """True for not, never, n't forms and their like."""
    return word in NEGATIONS or word.endswith(("n’t", "n't"))


@functools.cache
def finite_kind(word: str) -> Literal["auxiliary", "past", ""]:
    """How surely a lower-case word is a finite verb by its form alone."""
    if word in AUXILIARIES:
        return "auxiliary"
    if word in _IRREGULAR_PAST or (word.endswith("ed") and len(word) > 4 and not word.endswith(("eed", "hundred"))):
        return "past"
    return ""


def has_finite_verb(sentence: Sequence[Word]) -> bool:
    """True when the words hold a verb that can carry a clause; apposition and bare noun phrases hold none.

    A past form straight after a determiner, a preposition or a name is a participle more often than a verb.
    """
    for i, word in enumerate(sentence):
        kind = finite_kind(word.lower)
        if kind == "auxiliary":
            return True
        if kind == "past" and i and sentence[i - 1].lower not in DETERMINERS | PREPOSITIONS and word.gap == " ":
            return True
        after_subject = i > 0 and (sentence[i - 1].lower in PRONOUNS or sentence[i - 1].capital)
        if after_subject and word.gap == " " and not word.capital and _PRESENT.match(word.lower):
            return True
    return False


_PRESENT = re.compile(r"[a-z]{3,}s$")
