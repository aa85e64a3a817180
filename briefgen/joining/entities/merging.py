"""One stakeholder made of those that are the same: every citation kept, in the order of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from briefgen.joining.corroboration import origin
from briefgen.joining.entities.actors import document_of
from briefgen.language.names.forms import folded
from briefgen.model import Alias, Document, Role, Span, Stakeholder, StakeholderKind


def merged(same: Sequence[Stakeholder], name: str) -> Stakeholder:
    """One stakeholder called name with all that is known of the same one; they come in the order of their documents."""
    return replace(
        same[0],
        name=name,
        kind=_kind(same),
        other_kind=_second_kind(same),
        country=_country(same),
        confidence=max(s.confidence for s in same),
        rule=min((s.rule for s in same), key=lambda rule: rule == "stakeholders.group"),
        spans=_united(s.spans for s in same),
        aliases=_aliases(same),
        roles=_roles(same),
        said=tuple(dict.fromkeys(id_ for s in same for id_ in s.said)),
        did=_united(s.did for s in same),
        position=_united(s.position for s in same),
        voice=_voice(same),
    )


def canonical(same: Sequence[Stakeholder], given: Iterable[str]) -> str:
    """The name to print: one that a person gave, else the fullest that is stated.

    Of names as full as each other it is the one in most documents, then the one stated first.
    """
    stated = {form for s in same for form in (s.name, *(alias.name for alias in s.aliases))}
    for name in given:
        if name in stated:
            return name
    names = [s.name for s in same]
    return min(dict.fromkeys(names), key=lambda name: (-len(folded(name).split()), -names.count(name)))


def saliences(sets: Sequence[Sequence[Stakeholder]], documents: Sequence[Document]) -> tuple[float, ...]:
    """How much the documents are about each set of the same stakeholders: 0..1, 1 for the first of them.

    The mean over all origins of the salience in each, 0 where it is not named; of copies the highest counts.
    So who is in the midst of one report of four does not outrank who is in all of them.
    """
    origins = {document.id: origin(document) for document in documents}
    sums = [_sum_over_origins(same, origins) for same in sets]
    top = max(sums, default=0.0) or 1.0
    return tuple(round(value / top, 4) for value in sums)


def _sum_over_origins(same: Iterable[Stakeholder], origins: Mapping[str, str]) -> float:
    highest: dict[str, float] = {}
    for stakeholder in same:
        its = origins.get(document_of(stakeholder), "")
        highest[its] = max(highest.get(its, 0.0), stakeholder.salience)
    return sum(sorted(highest.values()))


def _kind(same: Sequence[Stakeholder]) -> StakeholderKind:
    """The kind that most of them have, weighed by how sure each is."""
    weights: dict[StakeholderKind, float] = {}
    for stakeholder in same:
        weights[stakeholder.kind] = weights.get(stakeholder.kind, 0.0) + stakeholder.confidence
    return min(weights, key=lambda kind: (-round(weights[kind], 6), kind))


def _second_kind(same: Sequence[Stakeholder]) -> StakeholderKind | None:
    """Another kind, where no document is free of the doubt."""
    others = {stakeholder.other_kind for stakeholder in same}
    (other,) = others if len(others) == 1 else (None,)
    return other if other != _kind(same) else None


def _country(same: Iterable[Stakeholder]) -> str | None:
    countries = [stakeholder.country for stakeholder in same if stakeholder.country]
    return min(countries, key=lambda country: (-countries.count(country), country), default=None)


def _united(spans: Iterable[Iterable[Span]]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for its in spans for span in its))


def _aliases(same: Iterable[Stakeholder]) -> tuple[Alias, ...]:
    grouped: dict[tuple[str, str], list[Alias]] = {}
    for stakeholder in same:
        for alias in stakeholder.aliases:
            grouped.setdefault((alias.name, alias.sense), []).append(alias)
    return tuple(replace(its[0], spans=_united(alias.spans for alias in its)) for its in grouped.values())


def _roles(same: Iterable[Stakeholder]) -> tuple[Role, ...]:
    roles: dict[str, Role] = {}
    for stakeholder in same:
        for role in stakeholder.roles:
            roles.setdefault(role.text.lower(), role)
    return tuple(roles.values())


def _voice(same: Iterable[Stakeholder]) -> Literal["direct", "indirect", "none"]:
    voices = {stakeholder.voice for stakeholder in same}
    return "direct" if "direct" in voices else "indirect" if "indirect" in voices else "none"
