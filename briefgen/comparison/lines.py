"""A brief whose facts are not at hand, as the facts that its lines show. Only for comparing: ids and places are not those of the facts."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model import (
    Attribution,
    Brief,
    Event,
    Facts,
    Figure,
    KeyPoint,
    Line,
    OpenQuestion,
    Role,
    Stakeholder,
    Statement,
    Tension,
    Time,
)

_RULE = "as printed"


def facts_of(brief: Brief) -> Facts:
    """The facts that a brief shows, in its order; what it leaves out is not in them."""
    return Facts(
        documents=tuple(source.document for source in brief.sources),
        key_points=tuple(_key_point(rank, line) for rank, line in enumerate(brief.key_points, start=1)),
        open_questions=tuple(_questions(brief)),
        stakeholders=tuple(_stakeholders(brief)),
        statements=tuple(_statements(brief)),
        events=tuple(_events(brief)),
        figures=tuple(_figures(brief)),
        tensions=tuple(_tensions(brief)),
    )


def _key_point(rank: int, line: Line) -> KeyPoint:
    kind = line.kind or "context"
    return KeyPoint(spans=line.spans, rule=line.rule or _RULE, rank=rank, text=line.text, kind=kind)  # type: ignore[arg-type]


def _questions(brief: Brief) -> Iterator[OpenQuestion]:
    for question_class, lines in (("stated", brief.stated_questions), ("gap", brief.gaps)):
        for line in lines:
            yield OpenQuestion(
                spans=line.spans,
                basis="derived",
                rule=line.rule or _RULE,
                question=line.text,
                question_class=question_class,  # type: ignore[arg-type]
                kind=line.kind or "",
                why=line.note or "",
            )


def _stakeholders(brief: Brief) -> Iterator[Stakeholder]:
    for who in brief.stakeholders:
        spans = tuple(span for line in (*who.roles, *who.did) for span in line.spans)
        yield Stakeholder(
            spans=spans,
            basis="derived",
            rule=_RULE,
            name=who.name,
            kind=who.kind,
            country=who.country,
            roles=tuple(Role(line.text, line.spans[0]) for line in who.roles),
        )


def _statements(brief: Brief) -> Iterator[Statement]:
    for said in brief.statements:
        yield Statement(
            spans=said.line.spans,
            rule=said.line.rule or _RULE,
            attribution=Attribution("attributed", speaker=said.speaker),
            content=said.line.spans[0],
            mode=said.mode,
        )


def _events(brief: Brief) -> Iterator[Event]:
    for entry in brief.timeline:
        time = Time(entry.as_stated, "date", entry.value, entry.earliest, entry.latest)
        yield Event(spans=entry.line.spans, rule=entry.line.rule or _RULE, what=entry.line.spans[0], time=time)


def _figures(brief: Brief) -> Iterator[Figure]:
    for entry in brief.figures:
        yield Figure(
            spans=entry.line.spans,
            rule=entry.line.rule or _RULE,
            as_stated=entry.as_stated,
            status=entry.status,
            value=entry.value,
            low=entry.low,
            high=entry.high,
            comparator=entry.comparator,
            unit=entry.unit,
            counts=entry.counts,
            period=entry.period,
            source=entry.source,
            change=entry.change,
        )


def _tensions(brief: Brief) -> Iterator[Tension]:
    for tension in brief.tensions:
        spans = tuple(span for side in tension.sides for span in side.spans)
        yield Tension(spans=spans, rule=tension.rule, title=tension.title)
