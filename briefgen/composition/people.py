"""Who acts, speaks or is named, how often each is heard, and who acts on whom."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from briefgen.composition.desk import Desk, present, starting
from briefgen.composition.relations import relations as find_relations
from briefgen.model import Facts, Relation, Span, Stakeholder, StakeholderEntry, Voice

_MOST_ACTS = 2
_MOST_VOICES = 8  # of those who are heard, and of those who are not


def stakeholders(desk: Desk, who: Sequence[Stakeholder], spoken: AbstractSet[str]) -> tuple[StakeholderEntry, ...]:
    """An entry for each, in the order of the facts; spoken are the ids of the statements that count."""
    return tuple(_entry(desk, stakeholder, f"s{i}", spoken) for i, stakeholder in enumerate(who, start=1))


def _entry(desk: Desk, stakeholder: Stakeholder, anchor: str, spoken: AbstractSet[str]) -> StakeholderEntry:
    marks = desk.book.cite(stakeholder.spans[:1], anchor)
    roles = present(
        desk.line(r.text, (r.span,), f"{anchor}r{k}", stakeholder) for k, r in enumerate(stakeholder.roles[:2], 1)
    )
    acts: dict[str, list[Span]] = {}
    for span in stakeholder.did:  # what two sources say in the same words is one act
        acts.setdefault(starting(span.quote), []).append(span)
    did = present(
        desk.line(text, spans, f"{anchor}d{k}", stakeholder)
        for k, (text, spans) in enumerate(list(acts.items())[:_MOST_ACTS], 1)
    )
    also = tuple(
        a.name for a in stakeholder.aliases if a.sense in ("name", "government") and a.name != stakeholder.name
    )
    return StakeholderEntry(
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


def without_namesakes(who: Sequence[Stakeholder]) -> tuple[Stakeholder, ...]:
    """The stakeholders without those of a name that stands already who neither act nor speak: "firefighters" once."""
    first: dict[tuple[str, str], str] = {}
    return tuple(
        each
        for each in who
        if first.setdefault((each.name.casefold(), each.kind), each.id) == each.id or each.said or each.did
    )


def voices(facts: Facts, spoken: AbstractSet[str]) -> tuple[Voice, ...]:
    """Reports per speaker, spoken the ids of those that count; stakeholders who are never heard follow with 0."""
    counted = []
    for stakeholder in without_namesakes(facts.stakeholders):
        count = sum(i in spoken for i in stakeholder.said)
        counted.append(
            Voice(name=stakeholder.name, kind=stakeholder.kind, country=stakeholder.country, statements=count)
        )
    heard = sorted((v for v in counted if v.statements), key=lambda v: -v.statements)
    silent = [v for v in counted if not v.statements and v.kind not in ("place",)]
    return (*heard[:_MOST_VOICES], *silent[:_MOST_VOICES])


def relations(desk: Desk, facts: Facts, who: Sequence[Stakeholder]) -> tuple[Relation, ...]:
    """Who acts on whom, with the mark of the sentence that says so."""
    return tuple(
        replace(relation, mark=desk.book.label(relation.span.document_id, relation.span.sentence))
        for relation in find_relations(facts, who)
    )
