"""Facts that name somebody by the name that all documents share, and the ids that change with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TypeVar

from briefgen.model import Event, Fact, Facts, Figure

Names = Mapping[tuple[str, str], str]  # document id and name there, to the name of all
FactT = TypeVar("FactT", bound=Fact)


def renamed(facts: Facts, names: Names) -> tuple[Facts, Mapping[str, str]]:
    """All facts but the stakeholders with canonical names, and the new id of each statement by its old one."""
    shelves = {f.name: getattr(facts, f.name) for f in fields(facts) if f.name not in ("documents", "stakeholders")}
    fresh = {shelf: tuple(_renamed(fact, names) for fact in its) for shelf, its in shelves.items()}
    ids = {old.id: new.id for old, new in zip(facts.statements, fresh["statements"], strict=True)}
    return replace(facts, **fresh), ids


def _renamed(fact: FactT, names: Names) -> FactT:
    """The fact itself where nobody in it has another name: its id stays then."""
    if not fact.spans:
        return fact
    document, speaker = fact.spans[0].document_id, fact.attribution.speaker
    changed: dict[str, object] = {}
    if speaker is not None and (document, speaker) in names:
        changed["attribution"] = replace(fact.attribution, speaker=names[document, speaker])
    if isinstance(fact, Event):
        changed["actors"] = tuple(dict.fromkeys(names.get((document, actor), actor) for actor in fact.actors))
    if isinstance(fact, Figure) and fact.source is not None:
        changed["source"] = names.get((document, fact.source), fact.source)
    return replace(fact, **changed) if changed else fact  # type: ignore[arg-type]
