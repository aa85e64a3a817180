"""From facts to a brief: what is told, in which order, with which marks. Nothing enters that the grounding gate refuses."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefgen import markings
from briefgen.composition import bluf
from briefgen.composition.edition import sealed
from briefgen.composition.evidence import EvidenceBook
from briefgen.composition.relations import relations
from briefgen.grounding import Antecedents, Claim, antecedents, check, statement_claim
from briefgen.language.times.values import NO_SUCH_DAY
from briefgen.markings import Handling
from briefgen.model import (
    Brief,
    Event,
    Fact,
    Facts,
    Figure,
    FigureEntry,
    KeyPoint,
    Line,
    OpenQuestion,
    Refusal,
    Relation,
    Span,
    Stakeholder,
    StakeholderEntry,
    Statement,
    StatementEntry,
    Tension,
    TensionEntry,
    TimelineEntry,
    Voice,
)
from briefgen.plain_text import plain

_PRONOUNS = frozenset("he she it they i we you who this that one".split())


@dataclass(frozen=True, slots=True)
class Limits:
    """How many items of each kind a brief shows; the rest stays in the facts."""

    key_points: int = 12
    stakeholders: int = 15
    statements: int = 14
    events: int = 14
    figures: int = 12
    stated_questions: int = 10
    gaps: int = 8
    tensions: int = 5


@dataclass(slots=True)
class _Desk:
    """Where lines are made: the evidence they are marked with, whom their pronouns stand for, what was refused."""

    book: EvidenceBook
    antecedents: Antecedents
    refusals: list[Refusal] = field(default_factory=list)

    def line(
        self,
        text: str,
        spans: Sequence[Span],
        anchor: str,
        fact: Fact,
        *,
        claim: Claim | None = None,
        kind: str | None = None,
        note: str | None = None,
    ) -> Line | None:
        """A line with its marks, or None when the grounding checks refuse it; refusals are kept."""
        text = plain(text)
        claim = claim or Claim(text, tuple(spans), self.antecedents)
        refused = () if fact.basis == "derived" else check(claim, fact_id=fact.id)
        if refused:
            self.refusals.extend(refused)
            return None
        marks = self.book.cite(spans, anchor)
        return Line(
            text=text,
            spans=tuple(spans),
            marks=marks,
            anchor=anchor,
            fact_id=fact.id,
            basis=fact.basis,
            rule=fact.rule,
            kind=kind,
            note=note,
        )


def compose(
    facts: Facts,
    *,
    title: str,
    as_of: dt.date | None = None,
    marking: str | None = None,
    language: str = "en",
    limits: Limits | None = None,
    handling: Handling | None = None,
) -> Brief:
    """Make a brief of the facts.

    Every stated line is checked against its citations and left out, with the reason in
    Brief.refusals, when they do not carry it. limits cuts each section, the least important first.
    The brief is marked as strictly as its strictest source, whatever marking and handling say.
    """
    most, passing = limits or Limits(), handling or Handling()
    book = EvidenceBook(facts.documents)
    desk = _Desk(book, antecedents(facts))
    ranked = _ranked(facts.key_points)
    points = _key_points(desk, ranked[: most.key_points])
    stated = _questions(
        desk, (q for q in facts.open_questions if q.question_class == "stated"), "q", most.stated_questions
    )
    gaps = _questions(desk, (q for q in facts.open_questions if q.question_class == "gap"), "g", most.gaps)
    spoken = {s.id for s in facts.statements if s.mode != "non_disclosure"}
    stakeholders = _stakeholders(desk, facts.stakeholders[: most.stakeholders], spoken)
    statements = _statements(desk, _told(facts.statements, most.statements))
    timeline = _timeline(desk, facts, most.events)
    figures = _figures(desk, facts.figures[: most.figures])
    tensions = _tensions(desk, facts.tensions[: most.tensions])
    brief = Brief(
        title=title,
        language=language,
        as_of=as_of,
        marking=markings.strictest((marking, *(d.marking for d in facts.documents))),
        classification=markings.highest((passing.classification, *(d.classification for d in facts.documents))),
        embargo=passing.embargo,
        expires=passing.expires,
        notice=markings.notice(passing, as_of),
        withheld=passing.withheld,
        bluf=_bluf(desk, ranked),
        key_points=points,
        stakeholders=stakeholders,
        statements=statements,
        timeline=timeline,
        figures=figures,
        tensions=tensions,
        stated_questions=stated,
        gaps=gaps,
        voices=_voices(facts),
        relations=_relations(book, facts, facts.stakeholders[: most.stakeholders]),
        undated=tuple(entry.line for entry in timeline if _would_firm_up(entry, facts)),
        sources=book.sources(),
        refusals=tuple(desk.refusals),
    )
    return sealed(brief)


def _present(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line is not None)


# Bottom line and key points --------------------------------------------------------------------


def _key_points(desk: _Desk, points: Sequence[KeyPoint]) -> tuple[Line, ...]:
    return _present(desk.line(p.text, p.spans, f"k{i}", p, kind=p.kind) for i, p in enumerate(points, start=1))


def _bluf(desk: _Desk, points: Sequence[KeyPoint]) -> tuple[Line, ...]:
    parts = bluf.choose(points, [document.id for document in desk.book.documents])
    return _present(
        desk.line(part.text, part.spans, f"b{i}", part.point, kind=part.point.kind)
        for i, part in enumerate(parts, start=1)
    )


def _ranked(points: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
    """The points of all sources by rank, the sources in turn; what two of them say in the same words once."""
    by_text: dict[str, KeyPoint] = {}
    for point in sorted(points, key=lambda p: p.rank):
        by_text.setdefault(point.text, point)
    return tuple(by_text.values())


# Questions -------------------------------------------------------------------------------------


def _questions(desk: _Desk, questions: Iterable[OpenQuestion], letter: str, most: int) -> tuple[Line, ...]:
    """Questions are phrased by the tool: always derived lines, resting on the words that raised them."""
    lines = []
    for i, question in enumerate(list(questions)[:most], start=1):
        asked = replace(question, basis="derived")
        line = desk.line(
            question.question, question.spans, f"{letter}{i}", asked, kind=question.kind, note=question.why
        )
        if line is not None:
            lines.append(replace(line, fact_id=question.id))
    return tuple(lines)


# People, statements ----------------------------------------------------------------------------


def _stakeholders(desk: _Desk, stakeholders: Sequence[Stakeholder], spoken: set[str]) -> tuple[StakeholderEntry, ...]:
    entries = []
    for i, stakeholder in enumerate(stakeholders, start=1):
        anchor = f"s{i}"
        marks = desk.book.cite(stakeholder.spans[:1], anchor)
        roles = _present(
            desk.line(r.text, (r.span,), f"{anchor}r{k}", stakeholder) for k, r in enumerate(stakeholder.roles[:2], 1)
        )
        did = _present(
            desk.line(_starting(s.quote), (s,), f"{anchor}d{k}", stakeholder)
            for k, s in enumerate(stakeholder.did[:2], 1)
        )
        also = tuple(
            a.name for a in stakeholder.aliases if a.sense in ("name", "government") and a.name != stakeholder.name
        )
        entries.append(
            StakeholderEntry(
                name=stakeholder.name,
                kind=stakeholder.kind,
                anchor=anchor,
                country=stakeholder.country,
                marks=marks,
                also=tuple(dict.fromkeys(also))[:4],
                roles=roles,
                did=did,
                statements=sum(statement in spoken for statement in stakeholder.said),
                voice=stakeholder.voice,
            )
        )
    return tuple(entries)


def _starting(text: str) -> str:
    return text[:1].upper() + text[1:]


def _told(statements: Sequence[Statement], most: int) -> tuple[Statement, ...]:
    """The statements to show, in the order of the sources: where there are too many, the first of each speaker first.

    Left out are those of a pronoun that nobody resolved, and what somebody reports within words of their own that
    are shown whole.
    """
    turns = {
        (s.attribution.speaker, span.document_id, span.sentence)
        for s in statements
        if s.attribution.cue_span is None
        for span in s.spans
    }
    shown = [
        s
        for s in statements
        if (s.attribution.speaker or "").lower() not in _PRONOUNS
        and not (s.attribution.cue_span and (s.attribution.speaker, *_place(s)) in turns)
    ]
    heard: Counter[str | None] = Counter()
    turn: list[tuple[int, int]] = []
    for number, statement in enumerate(shown):
        speaker = statement.attribution.speaker
        turn.append((heard[speaker] if speaker else len(shown), number))
        heard[speaker] += 1
    return tuple(shown[number] for number in sorted(number for _, number in sorted(turn)[:most]))


def _place(statement: Statement) -> tuple[str, int]:
    return statement.content.document_id, statement.content.sentence


def _statements(desk: _Desk, statements: Sequence[Statement]) -> tuple[StatementEntry, ...]:
    entries = []
    for i, statement in enumerate(statements, start=1):
        attribution = statement.attribution
        spans = [statement.content]
        shown = " ".join(statement.content.quote.split())
        line = desk.line(
            shown,
            spans,
            f"w{i}",
            statement,
            claim=replace(statement_claim(statement, desk.antecedents), text=shown),
            kind=statement.mode,
        )
        if line is None:
            continue
        marks = desk.book.cite([*spans, *([attribution.cue_span] if attribution.cue_span else [])], line.anchor)
        entries.append(
            StatementEntry(
                speaker=attribution.speaker or "not named",
                cue=attribution.cue or "",
                mode=statement.mode,
                line=replace(line, marks=marks),
                notes=(
                    *statement.scope_notes,
                    *(("speaker inferred from the paragraph",) if attribution.basis == "ambiguous" else ()),
                ),
            )
        )
    return tuple(entries)


def _voices(facts: Facts) -> tuple[Voice, ...]:
    """Reports per speaker, silence not counted; stakeholders who are never heard follow with 0."""
    by_id = {statement.id: statement for statement in facts.statements}
    voices = []
    for stakeholder in facts.stakeholders:
        count = sum(by_id[i].mode != "non_disclosure" for i in stakeholder.said if i in by_id)
        voices.append(
            Voice(name=stakeholder.name, kind=stakeholder.kind, country=stakeholder.country, statements=count)
        )
    heard = sorted((v for v in voices if v.statements), key=lambda v: -v.statements)
    silent = [v for v in voices if not v.statements and v.kind not in ("place",)]
    return (*heard[:8], *silent[:8])


def _relations(book: EvidenceBook, facts: Facts, stakeholders: Sequence[Stakeholder]) -> tuple[Relation, ...]:
    """Who acts on whom, with the mark of the sentence that says so."""
    return tuple(
        replace(relation, mark=book.label(relation.span.document_id, relation.span.sentence))
        for relation in relations(facts, stakeholders)
    )


# Times and figures -----------------------------------------------------------------------------

_FAR = dt.date(9999, 12, 31)


def _timeline(desk: _Desk, facts: Facts, most: int) -> tuple[TimelineEntry, ...]:
    """Events in order: resolved ones by date, the others behind them in the order of the source."""
    events = sorted(facts.events[: 4 * most], key=_when)[:most]
    entries = []
    for i, event in enumerate(events, start=1):
        line = desk.line(
            _starting(bluf.without_tail(" ".join(event.what.quote.split()))), (event.what,), f"t{i}", event
        )
        if line is None:
            continue
        time = event.time
        entries.append(
            TimelineEntry(
                as_stated=time.as_stated,
                value=time.value,
                reason=time.reason,
                precision=time.precision,
                basis=time.basis,
                earliest=time.earliest,
                latest=time.latest,
                line=line,
                notes=event.notes,
            )
        )
    return tuple(entries)


def _when(event: Event) -> tuple[dt.date, int]:
    fixed = event.time.earliest or (event.time.latest if event.time.value else None)
    return (fixed or _FAR, event.what.start)


def _would_firm_up(entry: TimelineEntry, facts: Facts) -> bool:
    undated = {d.id for d in facts.documents if d.published.date is None}
    if entry.reason == NO_SUCH_DAY:
        return False
    return entry.line.spans[0].document_id in undated and entry.earliest is None and entry.latest is None


def _figures(desk: _Desk, figures: Sequence[Figure]) -> tuple[FigureEntry, ...]:
    entries = []
    for i, figure in enumerate(figures, start=1):
        line = desk.line(" ".join(figure.spans[0].quote.split()), figure.spans, f"f{i}", figure)
        if line is not None:
            entries.append(
                FigureEntry(
                    as_stated=figure.as_stated,
                    status=figure.status,
                    line=line,
                    counts=figure.counts,
                    period=figure.period,
                    source=figure.source,
                    value=figure.value,
                    low=figure.low,
                    high=figure.high,
                    comparator=figure.comparator,
                    unit=figure.unit,
                    change=figure.change,
                )
            )
    return tuple(entries)


def _tensions(desk: _Desk, tensions: Sequence[Tension]) -> tuple[TensionEntry, ...]:
    entries = []
    for i, tension in enumerate(tensions, start=1):
        stated = replace(tension, basis="stated")
        sides = _present(
            desk.line(" ".join(s.quote.split()), (s,), f"x{i}s{k}", stated) for k, s in enumerate(tension.spans, 1)
        )
        if len(sides) > 1:
            entries.append(TensionEntry(title=tension.title, anchor=f"x{i}", rule=tension.rule, sides=sides))
    return tuple(entries)
