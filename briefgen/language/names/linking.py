"""Who is meant: candidates that name the same person, body, group or place become one entity.

Everything is found by dictionary, never by looking through the entities, so that the cost of a name does
not grow with their number. What a later, fuller name tells ("Apple Inc." after "Apple") is entered first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.language import gazetteer
from briefgen.language.names.candidates import GUESSES, UNKNOWN, Candidate
from briefgen.language.names.forms import (
    acronym,
    core,
    folded,
    generation,
    initials_fit,
    misspelling,
    national_key,
    place_form,
    remit,
    shorter_bodies,
    shorter_persons,
    shorter_places,
    spelling,
    surname,
)
from briefgen.model import StakeholderKind


@dataclass(slots=True)
class Register:
    """The entities found so far and the ways in which they can be called.

    by_form holds, for a short form, the entities that it may stand for; latest the one of them named last.
    """

    names: list[str] = field(default_factory=list)
    kinds: list[StakeholderKind] = field(default_factory=list)
    countries: list[str | None] = field(default_factory=list)
    titles: list[list[tuple[int, int]]] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)
    by_key: dict[str, int] = field(default_factory=dict)
    by_form: dict[str, dict[int, None]] = field(default_factory=dict)
    latest: dict[str, int] = field(default_factory=dict)

    def add(self, key: str, name: str, kind: StakeholderKind, country: str | None, *, named: bool = True) -> int:
        """The entity with this key, made when it is new."""
        if key not in self.by_key:
            self.by_key[key] = len(self.names)
            self.names.append(name)
            self.kinds.append(kind)
            self.countries.append(country)
            self.titles.append([])
            self.named.append(named)
        number = self.by_key[key]
        if self.countries[number] is None:
            self.countries[number] = country
        return number

    def call(self, form: str, number: int) -> None:
        """Enter one more way to call an entity."""
        self.by_form.setdefault(form, {})[number] = None

    def meant(self, form: str) -> int | None:
        """The only entity that is called so, or the one of several that was named last; None when none is."""
        owners = self.by_form.get(form)
        if not owners:
            return None
        return next(iter(owners)) if len(owners) == 1 else self.latest.get(form, next(iter(owners)))

    def only(self, form: str) -> int | None:
        """The entity that is called so, when there is just one."""
        owners = self.by_form.get(form, {})
        return next(iter(owners)) if len(owners) == 1 else None


def register_full(candidates: Sequence[Candidate], register: Register) -> None:
    """Enter everybody who is named in full, the fullest names first, so that a shorter form finds its owner."""
    full = [c for c in candidates if c.form == "name" and " " in c.text and not c.doubtful]
    for candidate in sorted(full, key=lambda c: -c.text.count(" ")):
        if candidate.kind == "person":
            number = _full_person(candidate, register)
            for form in (folded(candidate.text), *shorter_persons(candidate.text)):
                register.call(f"person:{form}", number)
        elif candidate.kind not in ("government", "public", "place", "group", UNKNOWN):
            number = _body(candidate, register)
            for form in shorter_bodies(candidate.text):
                register.call(f"body:{form}", number)
            if candidate.kind == "ministry":
                register.call(f"remit:{remit(candidate.text)}", number)
            if candidate.kind == "organisation" and (not candidate.country or _is_listed_pair(candidate)):
                register.call(f"first:{folded(candidate.text).split()[0]}", number)
        elif candidate.kind == "place":
            number = _body(candidate, register)
            for form in shorter_places(candidate.text):
                register.call(f"place:{form}", number)
    for candidate in candidates:
        half, _, rest = candidate.text.partition(" ")
        if candidate.kind == "government" and candidate.country and rest and half in _HALVES:
            register.call(f"half:{half.lower()}", _nation(candidate, register))
    for before, candidate in pairwise(candidates):
        if _explains(before, candidate) and before.kind not in ("person", "place", "government", UNKNOWN):
            register.by_key.setdefault(f"body:{folded(candidate.text)}", _full_body(before, register))


def _is_listed_pair(candidate: Candidate) -> bool:
    return candidate.rule == "list" and candidate.text.count(" ") == 1


_HALVES = frozenset("North South East West".split())


def is_called(candidate: Candidate, register: Register) -> bool:
    """True when a doubtful candidate is a short form of somebody or something that is named in full."""
    form = folded(candidate.text)
    return any(
        f"{kind}:{form}" in known for kind in ("person", "body") for known in (register.by_form, register.by_key)
    )


def _explains(name: Candidate, short: Candidate) -> bool:
    """True for the acronym in brackets behind a name: "World Bank (WB)"."""
    return 0 < short.start - name.end <= 2 and short.text.isupper() and initials_fit(short.text, name.text)


def resolve(candidate: Candidate, register: Register) -> None:
    """Find or make the entity that a candidate means."""
    if candidate.form == "description" and candidate.kind == "person":
        return  # "the President": resolved with the definite nouns
    if folded(candidate.text) in _BARE and _fuller(candidate, register) is None:
        return  # "University" alone is no name
    if candidate.key.startswith("institution:") and (named := _named(candidate, register)) is not None:
        candidate.entity = named
    elif candidate.key == "group:police" and (force := register.only("body:the police")) is not None:
        candidate.entity = force
    elif candidate.form == "description":
        candidate.entity = register.add(candidate.key, candidate.text, _kind(candidate), candidate.country, named=False)
    elif (
        candidate.sense == "government"
        and candidate.rule in ("country", "capital")
        and _has_bearer(candidate, register)
    ):
        candidate.kind, candidate.sense = "person", "name"
        candidate.entity = _person(candidate, register)
    elif candidate.country and (candidate.kind in ("government", "public") or candidate.rule == "national body"):
        candidate.entity = _nation(candidate, register)
    elif candidate.kind == "place" and (half := register.only(f"half:{folded(candidate.text)}")) is not None:
        candidate.entity = half  # "the North", where North Korea is spoken of
    elif (company := _first_word(candidate, register)) is not None:
        candidate.entity = company
    elif candidate.kind in ("person", UNKNOWN) or _is_surname(candidate, register):
        candidate.entity = _person(candidate, register)
    elif (body := _shortened(candidate, register)) is not None:
        candidate.entity = body
    else:
        candidate.entity = _body(candidate, register)
    if candidate.title:
        register.titles[candidate.entity].append(candidate.title)


def _named(candidate: Candidate, register: Register) -> int | None:
    """The one named body that a description means: "the port authority" of a text that names the Halden Port Authority.

    A ministry may be named by what it is for: "the health ministry" is the Ministry of Health.
    """
    found = register.only(f"body:{folded(candidate.text)}")
    if found is None and candidate.kind == "ministry":
        found = register.only(f"remit:{remit(candidate.text)}")
    return found


def _kind(candidate: Candidate) -> StakeholderKind:
    return "organisation" if candidate.kind == "unknown" else candidate.kind


def _nation(candidate: Candidate, register: Register) -> int:
    """A country as an actor, under whatever name; its people are another entity."""
    country, kind = candidate.country or "", _kind(candidate)
    if kind == "government":
        return register.add(f"{kind}:{country}", gazetteer.country_names(country)[0], kind, country)
    if kind == "public":
        return register.add(f"{kind}:{country}", candidate.text, kind, country)
    noun = "forces" if (last := folded(candidate.text).split()[-1]) in _SOLDIERS else last
    return register.add(f"body:{national_key(noun, country)}", candidate.text, kind, country)


_SOLDIERS = frozenset("forces force troops soldiers military".split())


def _is_surname(candidate: Candidate, register: Register) -> bool:
    """A guessed body that bears the name of a person of the document is that person."""
    guessed = candidate.rule in GUESSES or (candidate.rule == "annotator" and " " not in candidate.text)
    if not guessed or candidate.key:
        return False
    if candidate.kind == "place" and (gazetteer.place(candidate.text) is not None or gazetteer.city(candidate.text)):
        return False  # Lima and Fernanda Lima
    return f"person:{folded(candidate.text)}" in register.by_form


def _shortened(candidate: Candidate, register: Register) -> int | None:
    """The body of a fuller name that a guessed place stands for: "Brightwater" beside "Brightwater Inc."."""
    if candidate.rule not in GUESSES or candidate.kind != "place":
        return None
    form = f"body:{folded(candidate.text)}"
    return register.by_key.get(form, register.only(form))


def _first_word(candidate: Candidate, register: Register) -> int | None:
    """The body that a guessed person without a title stands for: "Brightwater" beside "Brightwater Foods"."""
    guessed = candidate.rule in GUESSES or candidate.rule == "annotator"
    if not guessed or candidate.title or candidate.key or " " in candidate.text:
        return None
    if candidate.kind == "place" and (candidate.rule != "shape" or gazetteer.city(candidate.text) is not None):
        return None
    if candidate.text.isupper():  # an acronym stands for a whole name, not for its first word
        return None
    form = folded(candidate.text)
    if f"person:{form}" in register.by_form or gazetteer.is_given_name(candidate.text):
        return None
    return register.only(f"first:{form}")


def _has_bearer(candidate: Candidate, register: Register) -> bool:
    """George Washington, not the state, when "Washington said" is read after him."""
    return " " not in candidate.text and f"person:{folded(candidate.text)}" in register.latest


def _person(candidate: Candidate, register: Register) -> int:
    form = folded(candidate.text)
    if " " in form and candidate.kind == "person":
        number = _full_person(candidate, register)
    else:
        found = _bearer(candidate, form, register)
        number = found if found is not None else _new_person(candidate, form, register)
    for short in shorter_persons(register.names[number]):
        register.latest[f"person:{short}"] = number
    return number


def _bearer(candidate: Candidate, form: str, register: Register) -> int | None:
    """Who bears a bare surname or given name; the country of a title tells two of one name apart."""
    found = register.meant(f"person:{form}")
    if found is not None and candidate.country and register.countries[found] not in (None, candidate.country):
        same = [n for n in list(register.by_form[f"person:{form}"])[:9] if register.countries[n] == candidate.country]
        return same[0] if same else found
    return found


def _new_person(candidate: Candidate, form: str, register: Register) -> int:
    if candidate.kind == "person" and candidate.rule == "shape" and gazetteer.place(candidate.text) is not None:
        candidate.kind = "place"
        return _body(candidate, register)
    if candidate.kind == "person":
        return register.add(f"person:{form}", candidate.text, "person", candidate.country)
    for key in (f"body:{form}", f"place:{form}"):
        if key in register.by_key:
            return register.by_key[key]
    return _body(candidate, register)


def _full_person(candidate: Candidate, register: Register) -> int:
    """The person with this given name and surname; middle names and initials make no other person, "Jr." does."""
    form, own = folded(candidate.text), generation(candidate.text)
    found = register.only(f"person:{form}")
    if found is not None and own in (None, generation(register.names[found])):
        return found
    key = f"person:{form.split()[0]} {surname(form)} {own or ''}".strip()
    if key not in register.by_key:
        other = register.by_key.setdefault(f"spelling:{spelling(form)} {own or ''}", len(register.names))
        if other < len(register.names):
            register.by_key[key] = other
    return register.add(key, candidate.text, "person", candidate.country)


def _body(candidate: Candidate, register: Register) -> int:
    """The organisation or place of this name: the same name, its acronym, or a fuller form of one owner."""
    if _kind(candidate) == "place":
        form = place_form(candidate.text)
        found = register.only(f"place:{form}")
        return found if found is not None else register.add(f"place:{form}", candidate.text, "place", candidate.country)
    own = register.by_key.get(f"body:{folded(candidate.text)}") if candidate.text.isupper() else None
    if own is not None:
        return own  # the acronym of a body of this text, whatever else is known by it
    key = _body_key(candidate)
    if key not in register.by_key and (found := _fuller(candidate, register)) is not None:
        register.by_key[key] = found
    return _full_body(candidate, register)


def _body_key(candidate: Candidate) -> str:
    return f"body:{core(candidate)}"


def _full_body(candidate: Candidate, register: Register) -> int:
    name, key = candidate.key or candidate.shown or candidate.text, _body_key(candidate)
    bones = misspelling(name)
    if key not in register.by_key and bones is not None:
        other = register.by_key.setdefault(f"letters:{bones}", len(register.names))
        if other < len(register.names):
            register.by_key[key] = other
            if candidate.rule == "list":
                register.names[other] = name
    number = register.add(key, name, _kind(candidate), candidate.country)
    if candidate.kind == "diplomatic mission" and len(candidate.text) > len(register.names[number]):
        register.names[number] = candidate.text
    if len(short := acronym(candidate.text)) > 2:
        register.by_key.setdefault(f"body:{short}", number)
    return number


def _national(candidate: Candidate, register: Register) -> int | None:
    """The body of a country that is called by less: "US Supreme Court", "Treasury" of the U.S. Treasury Department."""
    if candidate.kind == "ministry" and (ministry := register.only(f"remit:{remit(candidate.text)}")) is not None:
        return ministry
    country, bare = gazetteer.country_in_front(candidate.text)
    found = register.only(f"body:{folded(bare)}") if country is not None else None
    return found if found is not None and register.countries[found] == country else None


_BARE = frozenset("university college school state station team airport gallery museum hospital institute club".split())


def _fuller(candidate: Candidate, register: Register) -> int | None:
    """The one body whose name this one shortens; never one of another country."""
    form = folded(candidate.text)
    found = register.only(f"body:{form}")
    if found is None:
        found = _national(candidate, register)
    if found is None and candidate.rule == "acronym":
        found = register.only(f"place:{form}")
    if found is None and " " not in form:
        bare = candidate.after_the or form in _BARE
        found = register.meant(f"body:the {form}") if bare else register.only(f"body:the {form}")
    if found is None or (candidate.country and register.countries[found] not in (None, candidate.country)):
        return None
    return found
