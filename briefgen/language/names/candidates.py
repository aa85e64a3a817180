"""A stretch of text that names something, before it is known whom. What it is and who is meant is told elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.language.words import Word
from briefgen.model import StakeholderKind

Rule = Literal[
    "country", "demonym", "list", "capital", "place", "title", "head", "national body", "given name", "place head",
    "acronym", "locative", "shape", "group", "annotator",
    "thing",
]  # fmt: skip
Support = Literal["unasked", "both", "alone", "against", "annotator"]
GUESSES: frozenset[Rule] = frozenset({"shape", "locative", "acronym", "thing"})  # they rest on capitals alone
UNKNOWN: Literal["unknown"] = "unknown"


@dataclass(slots=True)
class Candidate:
    """A stretch that names something, before it is known whom.

    rule is what told its kind, support whether the annotator sees the same; other_kind is what the other
    one of the two takes it for. What is doubtful counts only as the short form of another name. shown is the name to print when it is longer than the stretch.
    """

    start: int
    end: int
    full_start: int
    sentence: int
    text: str
    kind: StakeholderKind | Literal["unknown"]
    country: str | None = None
    title: tuple[int, int] | None = None
    form: Literal["name", "description", "pronoun", "adjective"] = "name"
    sense: Literal["name", "government", "city", "description", "pronoun"] = "name"
    key: str = ""
    entity: int = -1
    after_the: bool = False
    honorific: bool = False
    rule: Rule = "shape"
    shown: str = ""
    support: Support = "unasked"
    other_kind: StakeholderKind | None = None
    doubtful: bool = False


_SHORTENED = frozenset("inc corp ltd co jr sr".split())


def name_of(
    text: str,
    run: Sequence[Word],
    sentence: int,
    kind: StakeholderKind | Literal["unknown"],
    *,
    country: str | None = None,
    key: str = "",
    rule: Rule = "shape",
) -> Candidate:
    start, end = run[0].start, run[-1].end
    if run[-1].lower in _SHORTENED and text.startswith(".", end):
        end += 1
    return Candidate(start, end, start, sentence, " ".join(text[start:end].split()), kind, country=country, key=key, rule=rule)


def joined_text(text: str, run: Sequence[Word]) -> str:
    return " ".join(text[run[0].start : run[-1].end].split())
