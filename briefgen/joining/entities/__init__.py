"""One stakeholder for each real actor, over all documents; who is not surely the same stays two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefgen.errors import Problem
from briefgen.joining.corroboration import origin
from briefgen.joining.entities import bodies, described, persons
from briefgen.joining.entities.actors import Actor, document_of, read
from briefgen.joining.entities.corrections import Directory, NameRules, problems, separations, unions
from briefgen.joining.entities.identity import Identity
from briefgen.joining.entities.merging import canonical, merged, saliences
from briefgen.joining.entities.renaming import renamed
from briefgen.joining.texts import texts_of
from briefgen.model import Document, Facts, Stakeholder

__all__ = ["NO_RULES", "NameRules", "check", "merge"]

NO_RULES = NameRules()


def merge(facts: Facts, rules: NameRules = NO_RULES) -> Facts:
    """The facts with one stakeholder for each actor, most salient first, and its name wherever a fact names it.

    The same are: one full name; a shorter form, an acronym or another spelling that only one of them can be;
    one country as a government. A bare surname is the one person who bears it, if country, form of address
    and office agree. Whoever one document tells apart, and whoever rules say is different, stays apart.
    Groups that are only described ("voters") and "the ministry" mean those of their own document, of its copies and of
    documents of the same story; "the port authority" may be the one that others name.
    Who is the same does not depend on the order of the documents.
    """
    actors = read(facts)
    identity = _identified(actors, rules, facts.documents)
    place = {document.id: i for i, document in enumerate(facts.documents)}
    sets = [_in_order([actor.stakeholder for actor in same], place) for same in identity.sets()]
    names = [canonical(same, rules.given) for same in sets]
    facts, ids = renamed(facts, _names(sets, names))
    weights = saliences(sets, facts.documents)
    joined = [
        replace(merged(same, name), salience=weight, said=tuple(ids.get(id_, id_) for s in same for id_ in s.said))
        for same, name, weight in zip(sets, names, weights, strict=True)
    ]
    joined.sort(key=lambda s: (-s.salience, place.get(document_of(s), 0), s.spans[0].start if s.spans else 0))
    return replace(facts, stakeholders=tuple(joined))


def check(facts: Facts, rules: NameRules) -> tuple[Problem, ...]:
    """What of the rules does not fit these facts; facts as they were before they were joined."""
    return problems(rules, Directory(read(facts))) if rules else ()


def _identified(actors: Sequence[Actor], rules: NameRules, documents: Sequence[Document]) -> Identity:
    directory = Directory(actors) if rules else Directory(())
    identity = Identity(actors, separations(rules, directory))
    for same in unions(rules, directory):
        for actor in same[1:]:
            identity.unite(same[0].number, actor.number)
    bodies.link_nations([actor for actor in actors if actor.sort == "nation"], identity)
    persons.link([actor for actor in actors if actor.sort == "person"], identity)
    origins = {document.id: origin(document) for document in documents}
    texts = texts_of(documents)
    stories = {actor.document: texts.story(actor.document) for actor in actors if actor.document}
    named = [actor for actor in actors if actor.sort == "body"]
    bodies.link(named, identity)
    unnamed = [actor for actor in actors if actor.sort == "unnamed"]
    described.link_copied(unnamed, origins, identity)
    described.link_told(unnamed, stories, identity)
    described.link_named(unnamed, named, stories, identity)
    return identity


def _in_order(same: Sequence[Stakeholder], place: Mapping[str, int]) -> list[Stakeholder]:
    return sorted(same, key=lambda s: (place.get(document_of(s), 0), s.spans[0].start if s.spans else 0, s.id))


def _names(sets: Sequence[Sequence[Stakeholder]], names: Sequence[str]) -> dict[tuple[str, str], str]:
    """The canonical name by document and name there; a name that is two actors' in one document is left as it is."""
    found: dict[tuple[str, str], set[str]] = {}
    for same, name in zip(sets, names, strict=True):
        for stakeholder in same:
            found.setdefault((document_of(stakeholder), stakeholder.name), set()).add(name)
    return {key: its.pop() for key, its in found.items() if len(its) == 1}
