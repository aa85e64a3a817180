"""What a brief tells of what changed since the edition before: the gravest first, each sentence once, no more than has room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefgen import markings
from briefgen.comparison import Difference, compare
from briefgen.composition.evidence import EvidenceBook
from briefgen.model import Change, Document, Fact, Facts, Figure, OpenQuestion, Since, Span

_MOST = 8
_TOLD = frozenset({"key point", "question", "stakeholder", "statement", "event", "figure", "conflict"})
# A change is told by the shortest fact that shows it, what is new or gone by the one that says most.
_BRIEFLY = ("conflict", "figure", "event", "stakeholder", "statement", "question", "key point")
_FULLY = ("conflict", "key point", "statement", "event", "question", "stakeholder", "figure")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An edition to compare with: its facts, what is printed on it, its day, and the sha256 of its facts as text."""

    facts: Facts = field(default_factory=lambda: Facts(documents=()))
    edition: str = ""
    as_of: dt.date | None = None
    digest: str = ""


def since(earlier: Earlier, facts: Facts, book: EvidenceBook) -> Since:
    """What changed from an earlier edition to these facts; nothing where there is no earlier one."""
    if not earlier.digest:
        return Since()
    worth = _each_once([d for d in compare(earlier.facts, facts).differences if _is_worth_telling(d)])
    return Since(
        edition=earlier.edition,
        as_of=earlier.as_of,
        facts=earlier.digest,
        changes=tuple(_change(difference, book) for difference in worth[:_MOST]),
        more=len(worth[_MOST:]),
    )


def strictest_marking(marking: str | None, earlier: Earlier | None, told: Since | None) -> str | None:
    """A marking, or a stricter one of the sources whose words are told as those of the edition before."""
    return markings.strictest((marking, *(document.marking for document in _quoted(earlier, told))))


def highest_classification(
    own: markings.Classification | None, earlier: Earlier | None, told: Since | None
) -> markings.Classification | None:
    """A classification, or a higher one of these sources."""
    return markings.highest((own, *(document.classification for document in _quoted(earlier, told))))


def _quoted(earlier: Earlier | None, told: Since | None) -> tuple[Document, ...]:
    if earlier is None or told is None or all(change.before is None for change in told.changes):
        return ()
    return earlier.facts.documents


def _is_worth_telling(difference: Difference) -> bool:
    """Gaps are the tool's own questions: only that one was answered is news. What is not disclosed is told as a question."""
    both = (difference.was, difference.fact)
    gap = any(isinstance(fact, OpenQuestion) and fact.question_class == "gap" for fact in both)
    given = any(isinstance(fact, Figure) and fact.status == "given" for fact in both)
    return (
        difference.section in _TOLD
        and (difference.kind == "answered" or not gap)
        and (given or difference.section != "figure")
    )


def _each_once(differences: Sequence[Difference]) -> list[Difference]:
    """One difference for each sentence and kind, in the order of the differences."""
    best: dict[tuple[str, object], Difference] = {}
    for difference in differences:
        key = (difference.kind, _sentence(difference))
        if key not in best or _rank(difference) < _rank(best[key]):
            best[key] = difference
    return list(best.values())


def _rank(difference: Difference) -> int:
    order = _BRIEFLY if difference.kind == "changed" else _FULLY
    return order.index(difference.section)


def _sentence(difference: Difference) -> object:
    """The sentence that a difference is about, a question by itself: several may rest on one."""
    fact = difference.fact or difference.was
    if fact is None or difference.kind in ("contradicted", "answered") or not fact.spans:
        return difference.before or difference.now
    return fact.spans[0].document_id, fact.spans[0].sentence


def _change(difference: Difference, book: EvidenceBook) -> Change:
    spans = _spans(difference.fact) if difference.fact is not None else ()
    return Change(
        kind=difference.kind,
        section=difference.section,
        text=difference.now,
        before=difference.before,
        marks=tuple(dict.fromkeys(book.label(span.document_id, span.sentence) for span in spans)),
        fact_id=difference.fact.id if difference.fact is not None else None,
    )


def _spans(fact: Fact) -> Iterable[Span]:
    answers = fact.answers if isinstance(fact, OpenQuestion) else ()
    return answers or fact.spans
