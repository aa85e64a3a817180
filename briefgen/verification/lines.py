"""Do the lines of a brief still follow from its facts, and do the pages show these lines? Both by value, nothing by trust."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.errors import Problem
from briefgen.grounding import Antecedents, antecedents, check, line_claim, statement_claim
from briefgen.model import (
    Brief,
    Conflict,
    ConflictEntry,
    Event,
    Fact,
    Facts,
    Figure,
    Line,
    OpenQuestion,
    Stakeholder,
    Statement,
    Tension,
)
from briefgen.text import printable

_SPACE = re.compile(r"\s+")
_ALTERED = 80.0  # per cent of a line that must stand on the page for it to count as that line, altered
_LEAST = 20  # shorter texts are too easily found in part


def _by_id(facts: Facts) -> dict[str, Fact]:
    """The facts by the ids that lines name; a tension is printed as stated, which gives it another id."""
    known: dict[str, Fact] = {}
    for shelf in dataclasses.fields(facts)[1:]:
        known.update((fact.id, fact) for fact in getattr(facts, shelf.name))
    known.update((replace(t, basis="stated").id, t) for t in facts.tensions)
    return known


# Brief against facts ---------------------------------------------------------------------------


def brief_problems(brief: Brief, facts: Facts, shown: str) -> tuple[Problem, ...]:
    """Where the brief says what its facts do not: another source, an unknown fact, a line that its citations do not carry."""
    problems = list(_source_problems(brief, facts))
    known, names = _by_id(facts), antecedents(facts)
    labels = {e.label: (s.document.id, e.start, e.end) for s in brief.sources for e in s.evidence}
    people = {fact.name for fact in facts.stakeholders}
    lines = [line for line in brief.lines() if line.spans or line.text not in people]  # a name alone states nothing
    for line in lines:
        fact = known.get(line.fact_id or "")
        if fact is None:
            problems.append(f"line {line.anchor} rests on no fact: {line.text[:80]}")
            continue
        unmarked = [s for s in line.spans if not _is_marked(s.document_id, s.start, s.end, line, labels)]
        problems.extend(
            f"line {line.anchor} is marked {', '.join(line.marks)}, but cites “{s.quote[:60]}”" for s in unmarked
        )
    problems.extend(_entry_problems(brief, known))
    told = brief.since.changes if brief.since else ()
    problems.extend(
        f"a change rests on no fact: {c.text or ''}"[:100] for c in told if c.fact_id and c.fact_id not in known
    )
    refused = (reason for line in lines for reason in _refusals(line, known, names))
    return (
        *(Problem("BG806", message, file=shown) for message in problems),
        *(Problem("BG807", message, file=shown) for message in refused),
    )


def _is_marked(document: str, start: int, end: int, line: Line, labels: dict[str, tuple[str, int, int]]) -> bool:
    marked = (labels.get(mark, ("", 0, 0)) for mark in line.marks)
    return any(document == other and start < last and first < end for other, first, last in marked)


def _source_problems(brief: Brief, facts: Facts) -> Iterator[str]:
    if [s.document for s in brief.sources] != list(facts.documents):
        yield "the sources of the brief are not those of the facts"
    for source in brief.sources:
        for sentence in source.evidence:
            if source.document.text[sentence.start : sentence.end] != sentence.text:
                yield f"sentence {sentence.label} is not what {source.document.name} says there"


def _entry_problems(brief: Brief, known: dict[str, Fact]) -> Iterator[str]:
    """What tables print beside the line: it is the fact's own."""
    for timed in brief.timeline:
        event = known.get(timed.line.fact_id or "")
        if isinstance(event, Event) and (timed.as_stated, timed.value) != (event.time.as_stated, event.time.value):
            yield f"line {timed.line.anchor} gives another time than its fact: {timed.as_stated}"
    for entry in brief.figures:
        figure = known.get(entry.line.fact_id or "")
        if isinstance(figure, Figure) and any(
            getattr(entry, name) != getattr(figure, name)
            for name in ("as_stated", "status", "counts", "period", "source")
        ):
            yield f"line {entry.line.anchor} gives another figure than its fact: {entry.as_stated}"
    for said in brief.statements:
        statement = known.get(said.line.fact_id or "")
        speaker = statement.attribution.speaker if isinstance(statement, Statement) else None
        if speaker is not None and said.speaker != speaker:
            yield f"line {said.line.anchor} names another speaker than its fact: {said.speaker}"
    people = {(fact.name, fact.kind) for fact in known.values() if isinstance(fact, Stakeholder)}
    for who in brief.stakeholders:
        if (who.name, who.kind) not in people:
            yield f"stakeholder {who.anchor} is in no fact: {who.name}"
    yield from _difference_problems(brief, known)
    tensions = {fact.title for fact in known.values() if isinstance(fact, Tension)}
    for tension in brief.tensions:
        if tension.title not in tensions:
            yield f"tension {tension.anchor} is in no fact: {tension.title}"


def _difference_problems(brief: Brief, known: dict[str, Fact]) -> Iterator[str]:
    """What is printed beside the sides of a conflict, the answers to a question and the other datings of an event."""
    for conflict in brief.conflicts:
        fact = known.get(conflict.sides[0].line.fact_id or "") if conflict.sides else None
        if not isinstance(fact, Conflict) or _shown(conflict) != _shown(fact):
            yield f"conflict {conflict.anchor} is not as its fact has it: {conflict.subject}"
    for closed in brief.answered:
        question = known.get(closed.question.fact_id or "")
        given = question.answers if isinstance(question, OpenQuestion) else ()
        if any(span not in given for answer in closed.answers for span in answer.spans):
            yield f"question {closed.question.anchor} has another answer than its fact"
    for timed in brief.timeline:
        event = known.get(timed.line.fact_id or "")
        others = [(d.time.as_stated, d.time.value) for d in event.also_dated] if isinstance(event, Event) else []
        if any((d.as_stated, d.value) not in others for d in timed.also_dated):
            yield f"line {timed.line.anchor} has another dating than its fact"


def _shown(conflict: Conflict | ConflictEntry) -> tuple[object, ...]:
    """What a page tells of a conflict beside the words of its sides."""
    sides = ((s.value, s.unit, s.period, s.speaker, s.published) for s in conflict.sides)
    return (conflict.kind, conflict.subject, conflict.updated, *sides)


def _refusals(line: Line, known: dict[str, Fact], names: Antecedents) -> Iterator[str]:
    """Why the gate would not let a line through today; a derived one has to be word for word its fact's."""
    fact = known.get(line.fact_id or "")
    if isinstance(fact, OpenQuestion) and line.basis == "derived":
        if line.text != fact.question:
            yield f"line {line.anchor} asks another question than its fact: {line.text[:80]}"
        return
    if line.basis == "derived" and fact is not None and fact.basis == "derived":
        return
    claim = line_claim(line, names)
    if isinstance(fact, Statement):
        claim = replace(statement_claim(fact, names), text=line.text)
    for refusal in check(claim):
        yield f"line {line.anchor} is not carried by its citations ({refusal.check}: {refusal.reason}): {line.text[:80]}"


# Pages against brief ---------------------------------------------------------------------------


def page_problems(brief: Brief, pages: str, shown: str) -> tuple[tuple[Problem, ...], int]:
    """Lines that stand on the pages in other words, and how many stand there as they should.

    Best effort: every text of the brief is taken out of the pages as often as the brief prints it, and a line
    that is missing then is looked for in what is left. One that is not there at all is a line that the template
    leaves out. What a template adds (labels, headings) is not judged.
    """
    from rapidfuzz import fuzz

    printed: dict[str, list[str]] = {}
    for line in brief.lines():
        printed.setdefault(_squeezed(line.text), []).append(line.anchor)
    for source in brief.sources:
        for sentence in source.evidence:
            text = _squeezed(sentence.text)
            if sentence.cited_by or text not in printed:  # the annex passes over what only a copy says again
                printed.setdefault(text, []).append(sentence.label)
    left, missing, found = pages.casefold(), [], 0
    for text in sorted(printed, key=lambda text: (-len(text), text)):
        times = min(left.count(text), len(printed[text]))
        left = left.replace(text, "\n", times)
        found += min(times, sum(name[0].islower() for name in printed[text]))
        if times < len(printed[text]) and len(text) >= _LEAST:
            missing.append(text)
    altered = [text for text in missing if fuzz.partial_ratio(text, left, score_cutoff=_ALTERED)]
    return tuple(_altered(printed[text], brief, shown) for text in altered), found


def _altered(names: Sequence[str], brief: Brief, shown: str) -> Problem:
    texts = {line.anchor: line.text for line in brief.lines()}
    text = next((texts[name] for name in names if name in texts), "")
    also = f": {text[:80]}" if text else ""
    return Problem("BG810", f"{' or '.join(names)} reads otherwise on the page{also}", file=shown)


def _squeezed(text: str) -> str:
    return _SPACE.sub("", printable(text)).casefold()
