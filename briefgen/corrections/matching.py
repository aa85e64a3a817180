"""Which fact an entry of an overlay means: by its quote, wherever that stands now, or by its own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.corrections.records import Correction, FactKind, Quoted
from briefgen.language.words import is_negated_form
from briefgen.model import Conflict, Document, Event, Fact, Facts, KeyPoint, OpenQuestion, Span, Statement, Tension

_LEAST_LIKE = 85.0  # per cent of its letters that an edited quote keeps
_MARGIN = 3.0  # by how much the likest must be liker than the next
_AROUND = 60  # characters that are looked at on either side of a quote that stands more than once
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

SHELVES: dict[FactKind, Callable[[Facts], tuple[Any, ...]]] = {
    "key point": lambda facts: facts.key_points,
    "open question": lambda facts: facts.open_questions,
    "stakeholder": lambda facts: facts.stakeholders,
    "statement": lambda facts: facts.statements,
    "event": lambda facts: facts.events,
    "figure": lambda facts: facts.figures,
    "side by side": lambda facts: facts.tensions,
    "conflict": lambda facts: facts.conflicts,
}


def squeezed(text: str) -> str:
    """A text with its white space evened out."""
    return " ".join(text.split())


def cited(fact: Fact) -> tuple[Span, ...]:
    """The spans by which a fact can be known, the most telling first."""
    if isinstance(fact, Statement):
        return (fact.content, *fact.spans)
    if isinstance(fact, Event):
        return (fact.what, *fact.spans)
    return fact.spans


def own_words(fact: Fact) -> str:
    """What a fact says beside its quotes; "" where it says nothing."""
    words = {KeyPoint: "text", OpenQuestion: "question", Tension: "title", Conflict: "subject"}.get(type(fact))
    return squeezed(getattr(fact, words)) if words else ""


@dataclass(frozen=True, slots=True)
class Match:
    """What came of looking for a fact: the fact, and how it was found; or None, and why it was not.

    how is "exact", or "edited" where the words of the source have changed a little since.
    """

    fact: Fact | None
    how: str


class Finder:
    """Finds facts by quotes. Each quote is looked up in an index; only one that is gone is compared with others."""

    def __init__(self, facts: Facts) -> None:
        self.documents: dict[str, Document] = {document.id: document for document in facts.documents}
        self.by_name: dict[str, list[Document]] = defaultdict(list)
        for document in facts.documents:
            self.by_name[document.name].append(document)
        self.by_quote: dict[tuple[str, str, str], dict[str, tuple[Fact, Span]]] = defaultdict(dict)
        self.by_kind: dict[tuple[str, str], list[tuple[Fact, Span]]] = defaultdict(list)
        self.by_words: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for kind, shelf in SHELVES.items():
            for fact in shelf(facts):
                self._note(kind, fact)

    def _note(self, kind: str, fact: Fact) -> None:
        self.by_words[kind, own_words(fact)].append(fact)
        for number, span in enumerate(cited(fact)):
            name = self.documents[span.document_id].name
            self.by_quote[kind, name, squeezed(span.quote)].setdefault(fact.id, (fact, span))
            if number == 0:
                self.by_kind[kind, name].append((fact, span))

    def find(self, entry: Correction) -> Match:
        """The fact that an entry means."""
        if entry.quoted is None:
            return _only(self.by_words.get((entry.fact, squeezed(entry.says or "")), []))
        quoted = entry.quoted
        if quoted.document not in self.by_name:
            return Match(None, "document")
        found = list(self.by_quote.get((entry.fact, quoted.document, squeezed(quoted.quote)), {}).values())
        if found:
            return _only(self._narrowed(found, entry, quoted))
        return self._edited(entry, quoted)

    def _narrowed(self, found: list[tuple[Fact, Span]], entry: Correction, quoted: Quoted) -> list[Fact]:
        """Of the facts with one quote those that also say the same, stand among the same words, are the nearest."""
        steps: tuple[Callable[[tuple[Fact, Span]], Any], ...] = (
            lambda pair: cited(pair[0])[0] == pair[1],
            lambda pair: entry.says is not None and own_words(pair[0]) == squeezed(entry.says),
            lambda pair: self._around(pair[1], quoted),
            lambda pair: 0 if quoted.at is None else -abs(pair[1].start - quoted.at),
        )
        for step in steps:
            best = max(map(step, found))
            found = [pair for pair in found if step(pair) == best]
        return [fact for fact, _ in found]

    def _around(self, span: Span, quoted: Quoted) -> int:
        """How many characters around a span are those that were noted."""
        text = self.documents[span.document_id].text
        before = squeezed(text[max(0, span.start - _AROUND) : span.start])
        after = squeezed(text[span.end : span.end + _AROUND])
        return _common(reversed(before), reversed(squeezed(quoted.before))) + _common(
            iter(after), iter(squeezed(quoted.after))
        )

    def _edited(self, entry: Correction, quoted: Quoted) -> Match:
        """The one fact whose quote is that of the entry but for a small edit, which changes no number and no negation."""
        from rapidfuzz import fuzz

        wanted = squeezed(quoted.quote)
        there = self.by_kind.get((entry.fact, quoted.document), [])
        ranked = [(fuzz.ratio(wanted, squeezed(span.quote)), fact, span) for fact, span in there]
        ranked.sort(key=lambda item: -item[0])
        if entry.says is not None:
            ranked = [item for item in ranked if own_words(item[1]) == squeezed(entry.says)] or ranked
        close = [
            item for item in ranked if item[0] >= _LEAST_LIKE and _claims(squeezed(item[2].quote)) == _claims(wanted)
        ]
        if close and (len(close) == 1 or close[0][0] - close[1][0] >= _MARGIN):
            return Match(close[0][1], "edited")
        if close:
            return Match(None, "several")
        stands = any(squeezed(quoted.quote) in squeezed(document.text) for document in self.by_name[quoted.document])
        return Match(None, "fact" if stands else "quote")


def _only(facts: Sequence[Fact]) -> Match:
    if len(facts) == 1:
        return Match(facts[0], "exact")
    return Match(None, "several" if facts else "fact")


def _common(one: Iterator[str], two: Iterator[str]) -> int:
    count = 0
    for first, second in zip(one, two, strict=False):
        if first != second:
            break
        count += 1
    return count


def _claims(text: str) -> tuple[str, ...]:
    """The numbers and negations of a text: a quote with others says something else, however alike it is."""
    words = _WORD.findall(text.lower())
    return tuple(sorted(word for word in words if is_negated_form(word) or any(map(str.isdigit, word))))
