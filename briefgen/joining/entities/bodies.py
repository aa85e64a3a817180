"""Which nations and bodies of several documents are one: by country, by name and country, by acronym or shorter name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.joining.entities.actors import Actor
from briefgen.joining.entities.identity import Identity, by_form, parts
from briefgen.language import gazetteer
from briefgen.language.names.forms import acronym, expanded, folded, misspelling, shorter_bodies, stem

_EVERY_STATE_HAS = frozenset(
    "supreme constitutional high court parliament congress senate assembly house representatives national central "
    "federal state bank police army navy air force coast guard customs electoral election commission council board "
    "statistics office attorney general prosecutor prosecutors foreign interior treasury cabinet meteorological weather "
    "geological survey public health human rights intelligence security service agency authority aviation civil protection "
    "defense ministry department secretariat embassy consulate military forces armed of the and for".split()
)
_OF_A_STATE = ("ministry", "military", "diplomatic mission", "government")
_SHORTEST_ACRONYM = 3


def link_nations(nations: Sequence[Actor], identity: Identity) -> None:
    """A country is one government under whatever name; its people are one, and so are those that bear its name."""
    for its in by_form(nations, _nation).values():
        identity.unite_all(its)


def _nation(actor: Actor) -> str:
    kind = actor.stakeholder.kind
    noun = actor.form if kind == "group" else ""
    return f"{kind} {actor.country} {noun}"


def link(bodies: Sequence[Actor], identity: Identity) -> None:
    """Unite the bodies that are the same, from the surest names to the shortest."""
    for namesakes in by_form(bodies, _stem).values():
        for of_country in parts(namesakes, _country):
            for of_city in parts(of_country, _city):
                for its in parts(of_city, _region):
                    identity.unite_all(its)
    _link_short(bodies, identity)
    _link_slips(bodies, identity)


def _link_slips(bodies: Sequence[Actor], identity: Identity) -> None:
    """ "Untied Nations" is the United Nations."""
    long = [body for body in bodies if misspelling(body.stakeholder.name)]
    for alike in by_form(long, lambda body: misspelling(body.stakeholder.name) or "").values():
        for its in parts(alike, _country):
            for body in its[1:]:
                identity.unite_loosely(its[0].number, body.number)


def _listed(body: Actor) -> gazetteer.Known | None:
    """The well-known organisation of this name; an acronym that may mean another is believed with its country only."""
    name = body.stakeholder.name
    known = gazetteer.organisation(name)
    if known is None or not name.isupper() or known.country in (None, body.country):
        return known
    return known if gazetteer.is_sure_acronym(name) else None


def _stem(body: Actor) -> str:
    """The name without the country, and whether it is that of a ministry: "defense" is none."""
    known, kind = _listed(body), body.stakeholder.kind
    name = known.name if known is not None else body.stakeholder.name
    return f"{'ministry ' if kind == 'ministry' else ''}{stem(name, kind)}"


def _is_of_a_state(body: Actor) -> bool:
    """True for a name of which every state may have one: a ministry, "Supreme Court", "the air force"; no acronym."""
    name, kind, known = body.stakeholder.name, body.stakeholder.kind, _listed(body)
    bare = stem(known.name if known is not None else name, kind)
    if all(word in _EVERY_STATE_HAS for word in bare.split()):
        return True
    if (" " not in name and name.isupper()) or (known is not None and known.kind == "organisation"):
        return False
    return kind in _OF_A_STATE or stem(name, kind) != folded(expanded(name))


def _country(body: Actor) -> str | None:
    """The country of a body: its own, or for what every state has the one that its document is mostly about."""
    known = _listed(body)
    if known is not None and known.country is not None:
        return known.country
    return body.country or (body.setting if _is_of_a_state(body) else None)


def _city(body: Actor) -> str | None:
    """The city of a mission: "US Embassy in Quito" is not the one in Lima."""
    if body.stakeholder.kind != "diplomatic mission":
        return None
    return next((name.rpartition(" in ")[2] for name in body.names if " in " in name), None)


def _region(body: Actor) -> str | None:
    """The part of the United Kingdom in whose name a body is: a Scottish one is not the British one."""
    if body.country != "GB":
        return None
    return next((region for region, words in _REGIONS.items() if words & set(body.form.split())), "britain")


_REGIONS = {
    "scotland": {"scottish", "scotland"},
    "wales": {"welsh", "wales"},
    "england": {"english", "england"},
    "northern ireland": {"irish", "ireland"},
}


def _link_short(bodies: Sequence[Actor], identity: Identity) -> None:
    """An acronym or a short name is the one body there is that may be called so, and that no document tells apart."""
    owners: dict[str, list[Actor]] = {}
    for body in bodies:
        for form in _shorter(body):
            owners.setdefault(form, []).append(body)
    for body in identity.from_fuller(bodies):
        own = identity.of(body)
        fuller = (other for other in owners.get(body.form, ()) if other.size > body.size)
        numbers = dict.fromkeys(identity.of(other) for other in fuller)
        fits = [n for n in numbers if n != own and _may_be(body, n, identity)]
        if len(fits) == 1:
            identity.unite_loosely(own, fits[0])


def _shorter(body: Actor) -> Iterator[str]:
    """What else a body may be called: what its document calls it, how its name begins, its initials.

    Without its first words a name may be that of another: "Supreme Court" of "Alaska Supreme Court".
    """
    yield from (name for name in body.names if not _is_anybodys(name))
    if " " not in body.form:
        return
    bare = stem(body.stakeholder.name, body.stakeholder.kind)
    yield from (form for form in shorter_bodies(body.stakeholder.name) if body.form.startswith(f"{form} "))
    if not _is_anybodys(bare):
        yield bare
    initials = acronym(body.stakeholder.name)
    if len(initials) >= _SHORTEST_ACRONYM:
        yield initials


def _is_anybodys(name: str) -> bool:
    """True for what tells only what a body is ("council", "supreme court", "TV"): in another document it is another."""
    words = name.split()
    generic = all(word in _EVERY_STATE_HAS or gazetteer.head_kind(word.capitalize()) is not None for word in words)
    return generic or (len(words) == 1 and len(name) < _SHORTEST_ACRONYM)


def _may_be(body: Actor, number: int, identity: Identity) -> bool:
    """False where the countries contradict each other, or a name of every state comes without the country of the other."""
    if identity.share_a_document(identity.of(body), number):
        return False
    members = identity.members(number)
    if any(_region(member) != _region(body) for member in members if member.country == body.country):
        return False
    theirs = {country for member in members if (country := _country(member)) is not None}
    mine = _country(body)
    if mine is None:
        return not theirs or not _is_of_a_state(body)
    return not theirs or mine in theirs
