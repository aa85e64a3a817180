"""What each kind of fact is about, what it says of it, and how it is told in one line."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from briefgen.language.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
)
from briefgen.model import (
    Conflict,
    Event,
    Fact,
    Facts,
    Figure,
    OpenQuestion,
    Stakeholder,
    Statement,
    Tension,
    Time,
)

_WORD = re.compile(r"[^\W_]+")
_FUNCTION_WORDS = (AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS | PRONOUNS) - NEGATIONS


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of fact as a comparison sees it.

    about is what two facts must share to be of one subject at all, words tell subjects apart by overlap, and
    value is what is said: two facts of one subject and one value are the same.
    """

    name: str
    shelf: str
    about: Callable[[Any], Hashable]
    words: Callable[[Any], frozenset[str]]
    value: Callable[[Any], Hashable]
    tell: Callable[[Any], str]

    def of(self, facts: Facts) -> tuple[Any, ...]:
        """The facts of this kind."""
        its: tuple[Any, ...] = getattr(facts, self.shelf)
        return its


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, in lower case."""
    return frozenset(_WORD.findall(text.lower())) - _FUNCTION_WORDS


@functools.lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """A text with its white space evened out."""
    return " ".join(text.split())


def _of_one_subject(_: Fact) -> None:
    """For kinds of which any two may be about one thing."""


def _sentence(fact: Fact) -> str:
    return squeezed(fact.spans[0].quote) if fact.spans else ""


# Key points, questions, tensions ---------------------------------------------------------------


def _question_value(question: OpenQuestion) -> Hashable:
    return squeezed(question.question), bool(question.answers)


def _tension_sides(tension: Tension) -> Hashable:
    return tuple(squeezed(span.quote) for span in tension.spans)


def _tell_tension(tension: Tension) -> str:
    return f"{squeezed(tension.title)}: {' — '.join(squeezed(span.quote) for span in tension.spans)}"


# Stakeholders, statements ----------------------------------------------------------------------


def _names(who: Stakeholder) -> frozenset[str]:
    if who.kind in ("affected", "public", "group"):  # they have a description, no name
        return frozenset(word for word in content_words(who.name) if not word.isdigit())
    return frozenset(
        {who.name.casefold(), *(a.name.casefold() for a in who.aliases if a.sense in ("name", "government"))}
    )


def _standing(who: Stakeholder) -> Hashable:
    return who.name, who.kind, who.country, tuple(dict.fromkeys(squeezed(role.text) for role in who.roles))


def _tell_stakeholder(who: Stakeholder) -> str:
    known = [who.kind, *([who.country] if who.country else []), *dict.fromkeys(squeezed(r.text) for r in who.roles)]
    return f"{who.name} ({', '.join(known)})"


def _speaker(statement: Statement) -> str:
    return statement.attribution.speaker or "not named"


def _tell_statement(statement: Statement) -> str:
    withheld = "does not disclose " if statement.mode == "non_disclosure" else ""
    return f"{_speaker(statement)}: {withheld}{squeezed(statement.content.quote)}"


# Times and figures -----------------------------------------------------------------------------


def _when(time: Time) -> str:
    return time.value or time.as_stated or "not dated"


def _event_value(event: Event) -> Hashable:
    others = tuple(_when(dating.time) for dating in event.also_dated)
    return _when(event.time), squeezed(event.what.quote), others


def _tell_event(event: Event) -> str:
    what, when = squeezed(event.what.quote), squeezed(event.time.as_stated)
    return what if when and when.casefold() in what.casefold() else f"{when or 'not dated'}: {what}"


def _counted(figure: Figure) -> Hashable:
    return (figure.unit or "").casefold(), figure.change


def _figure_value(figure: Figure) -> Hashable:
    return figure.status, squeezed(figure.as_stated).casefold(), figure.value, figure.low, figure.high, figure.period


def _tell_figure(figure: Figure) -> str:
    counts = figure.counts if figure.counts and figure.counts.lower() not in figure.as_stated.lower() else ""
    told = " ".join(part for part in (squeezed(figure.as_stated), counts) if part)
    return told if figure.status == "given" else f"{told} ({figure.status})"


def _conflict_value(conflict: Conflict) -> Hashable:
    return tuple((side.value, side.speaker) for side in conflict.sides), conflict.updated


def _tell_conflict(conflict: Conflict) -> str:
    sides = " / ".join(f"{side.speaker}: {side.value}" if side.speaker else side.value for side in conflict.sides)
    return f"{squeezed(conflict.subject)}: {squeezed(sides)}"


SECTIONS: tuple[Section, ...] = (
    Section(
        "key point",
        "key_points",
        _of_one_subject,
        lambda point: content_words(point.text),
        lambda point: (squeezed(point.text), point.kind),
        lambda point: squeezed(point.text),
    ),
    Section(
        "question",
        "open_questions",
        lambda question: (question.question_class, question.kind),
        lambda question: content_words(question.question),
        _question_value,
        lambda question: squeezed(question.question),
    ),
    Section("stakeholder", "stakeholders", _of_one_subject, _names, _standing, _tell_stakeholder),
    Section(
        "statement",
        "statements",
        lambda said: _speaker(said).casefold(),
        lambda said: content_words(said.content.quote),
        lambda said: (squeezed(said.content.quote), said.mode, said.polarity),
        _tell_statement,
    ),
    Section(
        "event",
        "events",
        _of_one_subject,
        lambda event: content_words(event.what.quote),
        _event_value,
        _tell_event,
    ),
    Section(
        "figure",
        "figures",
        _counted,
        lambda figure: content_words(_sentence(figure)) | content_words(figure.counts or figure.unit or ""),
        _figure_value,
        _tell_figure,
    ),
    Section(
        "side by side",
        "tensions",
        lambda tension: tension.rule,
        lambda tension: content_words(tension.title),
        _tension_sides,
        _tell_tension,
    ),
    Section(
        "conflict",
        "conflicts",
        lambda conflict: conflict.kind,
        lambda conflict: content_words(conflict.subject),
        _conflict_value,
        _tell_conflict,
    ),
)
