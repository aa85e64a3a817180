"""What a release leaves out: the sources marked above it and every fact that rests on one. Nothing is rewritten here.

A build extracts from the admitted sources alone, so that nothing of the others can reach a page;
redact does the same for facts that are already there, some of which may rest on sources of both kinds.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from briefgen.grounding import antecedents, check, point_claim
from briefgen.markings import Release
from briefgen.model import (
    Conflict,
    Document,
    Event,
    Fact,
    Facts,
    Figure,
    KeyPoint,
    OpenQuestion,
    Span,
    Stakeholder,
    Statement,
    Tension,
)

F = TypeVar("F", bound=Fact)
_WORD = re.compile(r"[^\W_]+")
_SEQUENCE = 3  # words in a row that only withheld sources have
_TOOLS_OWN = frozenset(
    {"id", "rule", "country", "kind", "quote", "document_id"}
)  # fields that hold no words of a source


@dataclass(frozen=True, slots=True)
class Redacted:
    """The facts that may go out, and how many were left out."""

    facts: Facts
    withheld: int


def admitted(
    documents: Sequence[Document], release: Release | None
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The documents that a release lets in, and those that it does not; without a release all are in."""
    kept = tuple(d for d in documents if release is None or release.admits(d.marking, d.classification))
    return kept, tuple(d for d in documents if d not in kept)


def count(facts: Facts) -> int:
    """How many facts there are, of all kinds."""
    return sum(len(getattr(facts, name)) for name in _shelves())


def redact(facts: Facts, release: Release) -> Redacted:
    """The facts without the documents above a release and without what rests on them.

    A fact with spans in both kinds of document stays when the spans that are left carry it: a key
    point is checked against them again, a conflict keeps the sides that are left if there are two, a
    figure or a question goes with its first citation, a tension with any. So does whatever holds a name,
    a number or three words in a row that only a withheld document has. How many sources carry a fact is
    left out: it would count the withheld.
    """
    kept, out = admitted(facts.documents, release)
    if not out:
        return Redacted(facts, 0)
    desk = _Desk(frozenset(d.id for d in kept), _Secrets.of(kept, out), facts)
    statements = {s.id: trimmed for s in facts.statements if (trimmed := desk.trimmed(s)) is not None}
    shelves: dict[str, Any] = {"statements": tuple(statements.values())}
    for name in _shelves():
        if name != "statements":
            shelves[name] = tuple(
                trimmed for fact in getattr(facts, name) if (trimmed := desk.trimmed(fact, statements)) is not None
            )
    left = Facts(documents=kept, **shelves)
    return Redacted(left, count(facts) - count(left))


def _shelves() -> tuple[str, ...]:
    return tuple(f.name for f in fields(Facts) if f.name != "documents")


@dataclass(frozen=True, slots=True)
class _Secrets:
    """What only the withheld documents say: names and numbers, and words in a row."""

    words: frozenset[str]
    sequences: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, kept: Sequence[Document], out: Sequence[Document]) -> _Secrets:
        telling = {w for d in out for w in _WORD.findall(d.text) if not w.islower()}
        known = {w.lower() for d in kept for w in _WORD.findall(d.text)}
        theirs = {s for d in out for s in _sequences(d.text)}
        ours = {s for d in kept for s in _sequences(d.text)}
        return cls(frozenset(w for w in telling if w.lower() not in known), frozenset(theirs - ours))

    def are_in(self, text: str) -> bool:
        """True when a text holds one of them."""
        return not self.words.isdisjoint(_WORD.findall(text)) or not self.sequences.isdisjoint(_sequences(text))


def _sequences(text: str) -> Iterator[tuple[str, ...]]:
    words = [w.lower() for w in _WORD.findall(text)]
    return (tuple(words[i : i + _SEQUENCE]) for i in range(len(words) - _SEQUENCE + 1))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where facts are trimmed to what the admitted documents carry."""

    kept: frozenset[str]
    secrets: _Secrets
    facts: Facts

    def trimmed(self, fact: F, statements: dict[str, Statement] | None = None) -> F | None:
        """The fact on its admitted spans alone, or None when they do not carry it."""
        fact = self._alone(fact)
        if isinstance(fact, Stakeholder):
            left: Any = self._stakeholder(fact, statements or {})
        elif isinstance(fact, Conflict):
            left = self._conflict(fact)
        elif all(self._may_stay(span) for span in _spans(fact)):
            left = fact
        elif isinstance(fact, Tension):
            return None
        else:
            left = self._on_fewer_spans(fact)
        return None if left is None or any(map(self.secrets.are_in, _texts(left))) else left

    def _alone(self, fact: F) -> F:
        """The fact without what other documents add to it: answers, other datings, how many sources carry it."""
        changes: dict[str, Any] = {}
        if isinstance(fact, OpenQuestion):
            changes["answers"] = tuple(filter(self._may_stay, fact.answers))
        if isinstance(fact, Event):
            changes["also_dated"] = tuple(dating for dating in fact.also_dated if self._may_stay(dating.span))
        if isinstance(fact, (KeyPoint, Event, Figure)):
            changes["support"] = None  # it counts the withheld documents, too
        return replace(fact, **changes) if changes else fact

    def _conflict(self, fact: Conflict) -> Conflict | None:
        """A conflict with the sides that may be told, if two are left."""
        sides = tuple(side for side in fact.sides if self._may_stay(side.span))
        spans = tuple(filter(self._may_stay, fact.spans))
        left = replace(fact, sides=sides, spans=spans)
        return left if len(sides) > 1 and all(map(self._may_stay, _spans(left))) else None

    def _may_stay(self, span: Span) -> bool:
        return span.document_id in self.kept

    def _on_fewer_spans(self, fact: Fact) -> Fact | None:
        spans = tuple(filter(self._may_stay, fact.spans))
        if not spans or (isinstance(fact, (Figure, OpenQuestion)) and spans[0] != fact.spans[0]):
            return None  # it is told as its first citation tells it
        left = replace(fact, spans=spans)
        if not all(self._may_stay(span) for span in _spans(left)):
            return None  # its content, its time or its speaker stands in a withheld document
        if isinstance(left, KeyPoint) and check(point_claim(left.text, spans, antecedents(self.facts))):
            return None
        return left

    def _stakeholder(self, who: Stakeholder, statements: dict[str, Statement]) -> Stakeholder | None:
        """A stakeholder as the admitted documents know them: their names, roles and acts, none of the others."""
        spans = tuple(filter(self._may_stay, who.spans))
        aliases = tuple(
            replace(alias, spans=its) for alias in who.aliases if (its := tuple(filter(self._may_stay, alias.spans)))
        )
        if not spans:
            return None
        said = tuple(statements[i].id for i in who.said if i in statements)
        left = replace(
            who,
            spans=spans,
            aliases=aliases,
            roles=tuple(role for role in who.roles if self._may_stay(role.span)),
            did=tuple(filter(self._may_stay, who.did)),
            position=tuple(filter(self._may_stay, who.position)),
            said=said,
            voice=who.voice if said else "none",
        )
        return left if all(self._may_stay(span) for span in _spans(left)) else None


def _spans(value: object) -> Iterator[Span]:
    """Every span inside a record."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif dataclasses.is_dataclass(value):
        for f in fields(value):
            yield from _spans(getattr(value, f.name))


def _texts(value: object) -> Iterator[str]:
    """Every text inside a record that may hold words of a source."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif dataclasses.is_dataclass(value):
        for f in fields(value):
            if f.name not in _TOOLS_OWN:
                yield from _texts(getattr(value, f.name))
