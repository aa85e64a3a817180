"""Who is meant: candidates that name the same person, body, group or place become one entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefgen.language import gazetteer
from briefgen.language.names.candidates import UNKNOWN, Candidate
from briefgen.model import StakeholderKind


@dataclass(slots=True)
class Register:
    """The entities found so far and the ways in which they can be called."""

    names: list[str] = field(default_factory=list)
    kinds: list[StakeholderKind] = field(default_factory=list)
    countries: list[str | None] = field(default_factory=list)
    titles: list[list[tuple[int, int]]] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)
    by_key: dict[str, int] = field(default_factory=dict)
    persons_by_word: dict[str, list[int]] = field(default_factory=dict)
    last_by_head: dict[str, int] = field(default_factory=dict)

    def add(self, key: str, name: str, kind: StakeholderKind, country: str | None, *, named: bool = True) -> int:
        """The entity with this key, made when it is new; a longer name replaces a shorter one."""
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


def register_persons(candidates: Sequence[Candidate], register: Register) -> None:
    """Enter everybody who is named in full, so that a bare surname before that finds its owner."""
    for candidate in candidates:
        parts = candidate.text.split()
        if candidate.kind == "person" and candidate.form == "name" and len(parts) > 1:
            number = _full_name(candidate, parts, register)
            for part in {parts[0], parts[-1]}:
                owners = register.persons_by_word.setdefault(part, [])
                if number not in owners:
                    owners.append(number)


def _full_name(candidate: Candidate, parts: list[str], register: Register) -> int:
    """The person with this given name and surname; middle names and initials make no other person."""
    return register.add(f"person:{parts[0]} {parts[-1]}", candidate.text, "person", candidate.country)


def resolve(candidate: Candidate, register: Register, text: str) -> None:
    if candidate.form == "description" and candidate.kind == "person":
        return  # "the President": resolved with the definite nouns
    if candidate.form == "description" and candidate.kind != "government":
        candidate.entity = register.add(candidate.key, candidate.text, _kind(candidate), candidate.country, named=False)
    elif candidate.kind in ("person", UNKNOWN):
        candidate.entity = _resolve_person(candidate, register)
    elif candidate.kind in ("government", "public") and candidate.country:
        name = gazetteer.country_names(candidate.country)[0]
        name = name if candidate.kind == "government" else candidate.text
        candidate.entity = register.add(
            f"{candidate.kind}:{candidate.country}", name, _kind(candidate), candidate.country
        )
    else:
        candidate.entity = _resolve_body(candidate, register, text)
    if candidate.entity >= 0:
        if candidate.title:
            register.titles[candidate.entity].append(candidate.title)
        register.last_by_head[head(candidate.text)] = candidate.entity


def _kind(candidate: Candidate) -> StakeholderKind:
    return "organisation" if candidate.kind == "unknown" else candidate.kind


def _resolve_person(candidate: Candidate, register: Register) -> int:
    parts = candidate.text.split()
    if len(parts) > 1 and candidate.kind == "person":
        return _full_name(candidate, parts, register)
    owners = register.persons_by_word.get(parts[-1], [])
    if owners:
        if candidate.country and len(owners) > 1:
            owners = [o for o in owners if register.countries[o] == candidate.country] or owners
        return owners[0] if len(owners) == 1 else _latest(owners, register)
    key = candidate.text.lower()
    for prefix in ("body:", "place:"):
        if prefix + key in register.by_key:
            return register.by_key[prefix + key]
    if candidate.kind == "person":
        return register.add(f"person:{parts[-1]}", candidate.text, "person", candidate.country)
    return register.add(f"body:{key}", candidate.text, "organisation", candidate.country)


def _latest(owners: list[int], register: Register) -> int:
    recent = list(register.last_by_head.values())
    return max(owners, key=lambda o: (recent.index(o) if o in recent else -1, -o))


def _resolve_body(candidate: Candidate, register: Register, text: str) -> int:
    """The organisation or place of this name: the same name, its acronym, or a fuller form of one owner."""
    kind = _kind(candidate)
    prefix = "place:" if kind == "place" else "body:"
    name = candidate.key or _core(candidate)
    key = prefix + name.lower()
    if kind != "place" and key not in register.by_key:
        found = _fuller(candidate, register)
        if found is not None:
            register.by_key[key] = found
    shown = text[candidate.full_start : candidate.end] if candidate.full_start < candidate.start else candidate.text
    number = register.add(key, " ".join((candidate.key or shown).split()), kind, candidate.country)
    if kind != "place":
        if len(candidate.text) > len(register.names[number]) and kind == "diplomatic mission":
            register.names[number] = candidate.text
        acronym = "".join(part[0] for part in name.split() if part[0].isupper())
        if len(acronym) > 2:
            register.by_key.setdefault(f"body:{acronym.lower()}", number)
    return number


def _core(candidate: Candidate) -> str:
    """A name without what may be left out of it: the city of a mission, the owner of a ministry."""
    name = candidate.text
    if candidate.kind == "diplomatic mission" and " in " in name:
        name = name.split(" in ")[0]
    return f"{name} ({candidate.country})" if candidate.country and candidate.kind != "organisation" else name


def _fuller(candidate: Candidate, register: Register) -> int | None:
    """The one body whose name this one shortens ("Ministry of Defense" after "Defense Ministry of Peru" is none)."""
    wanted = set(candidate.text.lower().split())
    if len(wanted) < 2 and not candidate.text.isupper():
        wanted_head = candidate.text.lower()
        return register.last_by_head.get(wanted_head) if candidate.after_the else None
    found = [
        number
        for key, number in register.by_key.items()
        if key.startswith("body:")
        and wanted < set(register.names[number].lower().split())
        and register.kinds[number] == candidate.kind
        and (candidate.country is None or register.countries[number] in (None, candidate.country))
    ]
    return found[0] if len(set(found)) == 1 else None


def head(name: str) -> str:
    parts = name.lower().split()
    for i, part in enumerate(parts):
        if part in ("of", "for", "in", "on") and i:
            return parts[i - 1]
    return parts[-1]
