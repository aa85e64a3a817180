"""What a difference means for the reader: something that stood is now contradicted, a question is now answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from briefgen.comparison.kinds import content_words, squeezed
from briefgen.comparison.records import Difference
from briefgen.model import Conflict, Event, Fact, Facts, Figure, OpenQuestion, Statement


def told(differences: Sequence[Difference], before: Facts, after: Facts) -> Iterator[Difference]:
    """The differences, those that contradict or answer called so."""
    known = _Known(before)
    arrived = _Arrivals(differences)
    for difference in differences:
        if isinstance(difference.fact, Conflict) and difference.kind == "new":
            stood = known.stood(difference.fact)
            yield replace(difference, kind="contradicted", before=stood) if stood else difference
        elif _gets_answers(difference):
            yield replace(difference, kind="answered", now=_answer(difference.fact))
        elif difference.kind == "withdrawn" and isinstance(difference.was, OpenQuestion):
            answer = arrived.answer(difference.was) or _dated(difference.was, before, after)
            yield replace(difference, kind="answered", now=answer[0], fact=answer[1]) if answer else difference
        else:
            yield difference


class _Known:
    """What an edition said, to look up whether a side of a conflict stood in it."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of the sources with even white space; only asked for where there is a new conflict."""
        return tuple(squeezed(document.text) for document in self.facts.documents)

    def stood(self, conflict: Conflict) -> str | None:
        """The first side of a conflict that the edition had as well, in its words; None when it had none of them."""
        sides = (side for side in conflict.sides if any(squeezed(side.span.quote) in text for text in self.texts))
        side = next(sides, None)
        return squeezed(side.span.quote) if side else None


def _gets_answers(difference: Difference) -> bool:
    was, fact = difference.was, difference.fact
    if not isinstance(fact, OpenQuestion) or not fact.answers or difference.kind == "withdrawn":
        return False
    return not (isinstance(was, OpenQuestion) and was.answers)


def _answer(fact: Fact | None) -> str:
    return squeezed(fact.answers[0].quote) if isinstance(fact, OpenQuestion) else ""


class _Arrivals:
    """The facts that are new or changed, by the kind of question that they can answer."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        come = [d.fact for d in differences if d.kind in ("new", "changed") and d.fact is not None]
        self.figures = [f for f in come if isinstance(f, Figure) and f.status == "given"]
        self.events = [f for f in come if isinstance(f, Event) and f.time.value]
        self.statements = [f for f in come if isinstance(f, Statement) and f.mode != "non_disclosure"]

    def answer(self, question: OpenQuestion) -> tuple[str, Fact] | None:
        """The first of them that is of the type that is asked for and about the same, in its words."""
        asked = question.question.casefold()
        words = content_words(question.question)
        about: Iterator[Fact]
        if asked.startswith(("how ", "what figure")):
            long = asked.startswith("how long")
            about = (f for f in self.figures if words & _figure_words(f) or (long and f.unit in _SPANS_OF_TIME))
        elif asked.startswith(("when ", "on what day")):
            about = (e for e in self.events if len(words & content_words(e.what.quote)) > 1)
        elif question.kind == "missing voice":
            about = (s for s in self.statements if _speaks_of(s) and _speaks_of(s) <= words)
        else:
            return None
        found = next(about, None)
        return (squeezed(found.spans[0].quote), found) if found else None


_SPANS_OF_TIME = frozenset("seconds minutes hours days weeks months quarters years decades centuries duration".split())


def _figure_words(figure: Figure) -> frozenset[str]:
    return content_words(f"{figure.counts or ''} {figure.unit or ''}")


def _speaks_of(statement: Statement) -> frozenset[str]:
    return content_words(statement.attribution.speaker or "")


def _dated(question: OpenQuestion, before: Facts, after: Facts) -> tuple[str, None] | None:
    """The answer to "who published this, and when?", which no fact gives but what is known of a source."""
    if question.kind != "metadata":
        return None
    known = {d.name for d in before.documents if d.published.date and d.publisher}
    for document in after.documents:
        if document.name not in known and document.publisher and document.published.date:
            return f"{document.publisher}, {document.published.date}", None
    return None
