"""A stretch of text that names something, before it is known whom. What it is and who is meant is told elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    one of the two takes it for. What is doubtful counts only as the short form of another name. shown is the
    name to print when it is longer than the stretch.
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
    rule: Rule = "shape"
    shown: str = ""
    support: Support = "unasked"
    other_kind: StakeholderKind | None = None
    doubtful: bool = False


_SHORTENED = frozenset("inc corp ltd co jr sr".split())


@dataclass(frozen=True, slots=True)
class Run:
    """Words start..end of a sentence that may hold names."""

    text: str
    its_words: Sequence[Word]
    start: int
    end: int
    sentence: int

    @property
    def words(self) -> Sequence[Word]:
        """The words of the run."""
        return self.its_words[self.start : self.end]

    @property
    def whole(self) -> str:
        """The run as one form, white space as single blanks."""
        return " ".join(self.text[self.its_words[self.start].start : self.its_words[self.end - 1].end].split())

    @property
    def before(self) -> str:
        """The word before the run, lower case; "" at the beginning of a sentence."""
        return self.its_words[self.start - 1].lower if self.start else ""

    @property
    def following(self) -> Word | None:
        """The word behind the run."""
        return self.its_words[self.end] if self.end < len(self.its_words) else None

    @property
    def after_the(self) -> bool:
        """True behind the definite article."""
        return self.before == "the"

    def part(self, first: int, stop: int | None = None) -> Run:
        """Its words first..stop, counted from its own start."""
        return replace(self, start=self.start + first, end=self.end if stop is None else self.start + stop)

    def until(self, end: int) -> Run:
        """The run with the words of the sentence up to end."""
        return replace(self, end=end)

    def name(
        self, kind: StakeholderKind | Literal["unknown"], rule: Rule, *, country: str | None = None, key: str = ""
    ) -> Candidate:
        """The candidate that the whole run makes."""
        start, end = self.its_words[self.start].start, self.its_words[self.end - 1].end
        if self.its_words[self.end - 1].lower in _SHORTENED and self.text.startswith(".", end):
            end += 1
        form = " ".join(self.text[start:end].split())
        return Candidate(start, end, start, self.sentence, form, kind, country=country, key=key, rule=rule)
