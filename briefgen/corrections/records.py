"""What a person says about the facts of a brief, as records. How it is written down is not known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefgen.errors import Problem, Severity
from briefgen.model import Facts, Reliability, Reviewed

FactKind = Literal[
    "key point", "open question", "stakeholder", "statement", "event", "figure", "side by side", "conflict"
]
AddedKind = Literal["key point", "open question", "stakeholder", "statement", "event"]
Verdict = Literal["accept", "reject"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a source, by its words: the document's name, the quote, and what tells it from others like it.

    at is the offset at which it stood when it was noted; before and after are words around it.
    """

    document: str
    quote: str
    at: int | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """How reliable a person holds a source to be."""

    document: str
    reliability: Reliability
    place: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says about one fact that was found, which its quote or its own words tell.

    says are the fact's own words, where they differ from the quote. kind and text replace the fact's.
    """

    fact: FactKind
    quoted: Quoted | None = None
    says: str | None = None
    verdict: Verdict | None = None
    kind: str | None = None
    text: str | None = None
    place: tuple[int, int] = (1, 1)

    @property
    def acts(self) -> bool:
        """True when it changes anything."""
        return self.verdict is not None or self.kind is not None or self.text is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What a person says about one stakeholder, known by name.

    merge names others that are the same; split gives new names, each with the forms of the name that are
    somebody else's. role is a title in words of a source.
    """

    name: str
    verdict: Verdict | None = None
    rename: str | None = None
    kind: str | None = None
    country: str | None = None
    role: str | None = None
    merge: tuple[str, ...] = ()
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: tuple[int, int] = (1, 1)

    @property
    def edits(self) -> bool:
        """True when it changes the stakeholder and does not only judge it."""
        return bool(self.rename or self.kind or self.country or self.role or self.merge or self.split)

    @property
    def acts(self) -> bool:
        """True when it changes anything."""
        return self.edits or self.verdict is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A fact of a person's own, resting on a quote. fields holds what its kind asks for, by name."""

    fact: AddedKind
    quoted: Quoted
    fields: Mapping[str, str] = field(default_factory=dict)
    place: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """All that a person says about the facts of one brief, and the file that it is written in."""

    file: str = ""
    grades: tuple[Grade, ...] = ()
    facts: tuple[Correction, ...] = ()
    stakeholders: tuple[Naming, ...] = ()
    additions: tuple[Addition, ...] = ()

    def problem(self, rule: str, message: str, place: tuple[int, int], severity: Severity = "warning",
                hint: str | None = None) -> Problem:  # fmt: skip
        """A fault of one of its entries."""
        return Problem(rule, message, severity, self.file, place[0], place[1], hint)


@dataclass(frozen=True, slots=True)
class Corrected:
    """Facts with what a person says of them, rejected ones marked so; what no longer fits; how many were changed."""

    facts: Facts
    problems: tuple[Problem, ...] = ()
    tally: Reviewed | None = None
