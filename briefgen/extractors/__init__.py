"""From documents to facts: the extractors in their order, each seeing what those before it found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace

from briefgen.extractors import (
    figures,
    foreign,
    gaps,
    key_points,
    open_questions,
    stakeholders,
    statements,
    tensions,
    timeline,
)
from briefgen.extractors.relocation import relocate
from briefgen.language.analysis import Analysis
from briefgen.language.annotation import Annotator
from briefgen.language.detection import ENGLISH
from briefgen.language.reading import TRAINED, analyse
from briefgen.model import (
    Conflict,
    Document,
    Event,
    Fact,
    Facts,
    Figure,
    KeyPoint,
    OpenQuestion,
    Stakeholder,
    Statement,
    Tension,
)
from briefgen.plain_text import with_origins

Extractor = Callable[[Analysis, Facts], Sequence[Fact]]


def on_running_text(extractor: Extractor) -> Extractor:
    """The extractor without the facts that rest wholly on other languages, on what only frames an article, or on marks.

    They are left out before the next extractor runs, so nothing is built on them. A gap about the
    document itself ("metadata") stays, wherever it points, unless none of the document is read.
    """

    def extract_from_it(analysis: Analysis, found: Facts) -> tuple[Fact, ...]:
        return tuple(fact for fact in extractor(analysis, found) if _is_on_running_text(analysis, fact))

    return extract_from_it


def _is_on_running_text(analysis: Analysis, fact: Fact) -> bool:
    if not fact.spans or (isinstance(fact, OpenQuestion) and fact.kind == "metadata"):
        return analysis.languages.main in (None, ENGLISH)
    return any(
        analysis.is_running_text(span.start, span.end) and any(map(str.isalnum, span.quote)) for span in fact.spans
    )


EXTRACTORS: tuple[Extractor, ...] = (
    on_running_text(statements.extract),
    on_running_text(figures.extract),
    on_running_text(timeline.extract),
    on_running_text(stakeholders.extract),
    on_running_text(open_questions.extract),
    foreign.extract,
    on_running_text(gaps.extract),
    on_running_text(tensions.extract),
    on_running_text(key_points.extract),
)

_SHELF: dict[type[Fact], str] = {
    KeyPoint: "key_points",
    Stakeholder: "stakeholders",
    Statement: "statements",
    Event: "events",
    Figure: "figures",
    OpenQuestion: "open_questions",
    Tension: "tensions",
    Conflict: "conflicts",
}


def extract(
    documents: Sequence[Document], *, extractors: Sequence[Extractor] = EXTRACTORS, annotator: Annotator = TRAINED
) -> Facts:
    """The facts of some documents, in the order of the documents; ids are unique.

    An extractor is a function from an analysis and the facts found so far in that document to more
    facts; pass your own tuple to add or replace one. annotator tells words and names.
    """
    shelves: dict[str, dict[str, Fact]] = {f.name: {} for f in fields(Facts) if f.name != "documents"}
    for document in documents:
        for name, facts in _of_document(document, extractors, annotator).items():
            shelves[name].update(facts)
    collected = {name: tuple(facts.values()) for name, facts in shelves.items()}
    return Facts(documents=tuple(documents), **collected)  # type: ignore[arg-type]


def _of_document(
    document: Document, extractors: Sequence[Extractor], annotator: Annotator
) -> dict[str, dict[str, Fact]]:
    plain = with_origins(document.text)
    found = _found(replace(document, text=plain.text) if plain else document, extractors, annotator)
    if plain:
        found = relocate(found, document, plain)
    return {name: {fact.id: fact for fact in getattr(found, name)} for name in _SHELF.values()}


def _found(document: Document, extractors: Sequence[Extractor], annotator: Annotator) -> Facts:
    analysis = analyse(document, annotator)
    found = Facts(documents=(document,))
    for extractor in extractors:
        fresh: dict[str, list[Fact]] = {}
        for fact in extractor(analysis, found):
            fresh.setdefault(_SHELF[type(fact)], []).append(fact)
        more = {name: (*getattr(found, name), *facts) for name, facts in fresh.items()}
        found = replace(found, **more)
    return found
