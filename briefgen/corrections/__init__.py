"""What a person says about the facts of a brief, applied to them. Quoted words are never changed; reads and writes no file."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from briefgen.corrections import adding, people
from briefgen.corrections.matching import Finder, Match
from briefgen.corrections.records import Addition, Corrected, Correction, Overlay
from briefgen.errors import Problem
from briefgen.grounding import Claim, antecedents, check
from briefgen.model import Document, Event, Fact, Facts, KeyPoint, OpenQuestion, Reviewed, Stakeholder, Statement

__all__ = ["Corrected", "Overlay", "correct", "rejected", "standing"]

_WHY = {
    "document": ("BG260", "its document is none of the sources", "correct the name, or remove the entry"),
    "quote": ("BG261", "the quote is no longer in the source", "see whether it still holds, or remove the entry"),
    "fact": ("BG262", "nothing of this kind is found at the quote any more", "see whether it still holds, or remove the entry"),
    "several": ("BG263", "several facts fit the quote", "tell which with 'at', 'before' or 'after'"),
}  # fmt: skip


def correct(facts: Facts, overlay: Overlay, *, hidden: Collection[str] = ()) -> Corrected:
    """The facts as a person corrects them, and a problem for each entry that no longer fits.

    hidden are the names of documents that are not to be spoken of: their entries are passed over in silence.
    What a person rejects stays among the facts, marked so; standing gives those that are not rejected.
    """
    problems: list[Problem] = []
    graded = _graded(facts, overlay, hidden, problems)
    judged = _judged(graded, overlay, hidden, problems)
    roll = people.Roll(judged, overlay, quiet=bool(hidden))
    for entry in overlay.stakeholders:
        if entry.acts:
            roll.correct(entry)
    problems.extend(roll.problems)
    named = people.renamed(judged, roll)
    additions = [a for a in overlay.additions if a.quoted.document not in hidden]
    own = [fact for fact in (_own(named, addition, overlay, problems) for addition in additions) if fact is not None]
    left = _with(named, own)
    return Corrected(left, tuple(problems), _tally(left, len(own)))


def _tally(facts: Facts, added: int) -> Reviewed | None:
    """What a person did to the facts, by their review, None where nothing; their own are accepted as well as added."""
    reviews = Counter(fact.review for f in dataclasses.fields(facts)[1:] for fact in getattr(facts, f.name))
    counted = Reviewed(
        accepted=reviews["accepted"] - added, edited=reviews["edited"], rejected=reviews["rejected"], added=added
    )
    return counted if counted != Reviewed() else None


def standing(facts: Facts) -> Facts:
    """The facts that were not rejected; nobody is told to have said what was."""
    shelves: dict[str, Any] = {
        f.name: tuple(fact for fact in getattr(facts, f.name) if fact.review != "rejected")
        for f in dataclasses.fields(facts)[1:]
    }
    left = {statement.id for statement in shelves["statements"]}
    known = {statement.id for statement in facts.statements}
    shelves["stakeholders"] = tuple(
        who if all(i in left or i not in known for i in who.said)
        else replace(who, said=(said := tuple(i for i in who.said if i in left)), voice=who.voice if said else "none")
        for who in shelves["stakeholders"]
    )  # fmt: skip
    return replace(facts, **shelves)


def rejected(facts: Facts) -> Facts:
    """The facts that were rejected, and nothing else."""
    shelves: dict[str, Any] = {
        f.name: tuple(fact for fact in getattr(facts, f.name) if fact.review == "rejected")
        for f in dataclasses.fields(facts)[1:]
    }
    return replace(facts, **shelves)


# Sources ---------------------------------------------------------------------------------------


def _graded(facts: Facts, overlay: Overlay, hidden: Collection[str], problems: list[Problem]) -> Facts:
    """The facts, their documents graded as a person grades them."""
    grades = {grade.document: grade.reliability for grade in overlay.grades}
    known = {document.name for document in facts.documents}
    for grade in overlay.grades:
        if grade.document not in known and grade.document not in hidden:
            problems.append(_unfit(overlay, "document", grade.place))
    if not grades:
        return facts
    documents = tuple(replace(d, reliability=grades.get(d.name, d.reliability)) for d in facts.documents)
    return replace(facts, documents=documents)


def _unfit(overlay: Overlay, why: str, place: tuple[int, int]) -> Problem:
    rule, message, hint = _WHY[why]
    return overlay.problem(rule, message, place, hint=hint)


# Facts that were found -------------------------------------------------------------------------


def _judged(facts: Facts, overlay: Overlay, hidden: Collection[str], problems: list[Problem]) -> Facts:
    """The facts with their review; kinds and texts as a person puts them."""
    finder, changed = Finder(facts), dict[str, Fact]()
    for entry in overlay.facts:
        if not entry.acts or (entry.quoted is not None and entry.quoted.document in hidden):
            continue
        match = finder.find(entry)
        if match.fact is None:
            problems.append(_unfit(overlay, match.how, entry.place))
            continue
        if match.fact.id in changed:
            message = "another entry is about the same fact; the first holds"
            problems.append(overlay.problem("BG263", message, entry.place, hint="remove one of them"))
            continue
        if match.how == "edited":
            problems.append(_edited_since(overlay, entry))
        changed[match.fact.id] = _reviewed(facts, match, entry, overlay, problems)
    if not changed:
        return facts
    shelves: dict[str, Any] = {
        f.name: tuple(changed.get(fact.id, fact) for fact in getattr(facts, f.name))
        for f in dataclasses.fields(facts)[1:]
    }
    return replace(facts, **shelves)


def _edited_since(overlay: Overlay, entry: Correction) -> Problem:
    message = "the source has changed a little within the quote; the correction is kept"
    return overlay.problem("BG267", message, entry.place, "note", "copy the new words into 'quote'")


def _reviewed(facts: Facts, match: Match, entry: Correction, overlay: Overlay, problems: list[Problem]) -> Any:
    fact: Any = match.fact
    if entry.verdict == "reject":
        return replace(fact, review="rejected")
    changes: dict[str, Any] = {}
    if entry.kind is not None:
        changes["kind"] = entry.kind
    if entry.text is not None and isinstance(fact, KeyPoint):
        refused = check(Claim(entry.text, fact.spans, antecedents(facts)))
        if refused:
            message = f"the text is not carried by the citations ({refused[0].check}: {refused[0].reason})"
            hint = "a text may say less than its citations, never more"
            problems.append(overlay.problem("BG266", message, entry.place, "error", hint))
        else:
            changes["text"] = entry.text
    return replace(fact, **changes, review="edited" if changes else "accepted")


# Facts of a person's own -----------------------------------------------------------------------


def _own(facts: Facts, addition: Addition, overlay: Overlay, problems: list[Problem]) -> Fact | None:
    documents: dict[str, list[Document]] = defaultdict(list)
    for document in facts.documents:
        documents[document.name].append(document)
    if addition.quoted.document not in documents:
        rule, message, hint = _WHY["document"]
        problems.append(overlay.problem(rule, message, addition.place, "error", hint))
        return None
    try:
        span = adding.located(documents, addition.quoted)
        document = next(d for d in facts.documents if d.id == span.document_id)
        return adding.made(addition, span, document, antecedents(facts))
    except adding.Ungrounded as fault:
        hint = "quote the words of the source; a fact without them never enters"
        problems.append(overlay.problem("BG266", str(fault), addition.place, "error", hint))
        return None


def _with(facts: Facts, own: Sequence[Fact]) -> Facts:
    """The facts with a person's own in front; a statement is also one of whoever made it."""
    for fact in reversed(own):
        shelf = _SHELF_OF[type(fact)]
        facts = replace(facts, **{shelf: (fact, *(f for f in getattr(facts, shelf) if f.id != fact.id))})
        if isinstance(fact, Statement):
            facts = replace(facts, stakeholders=tuple(_saying(who, fact) for who in facts.stakeholders))
    return facts


def _saying(who: Stakeholder, statement: Statement) -> Stakeholder:
    if who.name != statement.attribution.speaker or statement.id in who.said:
        return who
    voice: Any = "direct" if "direct" in (who.voice, statement.mode) else "indirect"
    return replace(who, said=(*who.said, statement.id), voice=voice)


_SHELF_OF: dict[type[Fact], str] = {
    KeyPoint: "key_points",
    OpenQuestion: "open_questions",
    Stakeholder: "stakeholders",
    Statement: "statements",
    Event: "events",
}
