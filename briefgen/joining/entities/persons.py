"""Which persons of several documents are one: by full name, by a fuller one, by a surname that only one of them bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from briefgen.joining.entities.actors import Actor
from briefgen.joining.entities.identity import Identity, by_form, parts
from briefgen.language import gazetteer
from briefgen.language.names.forms import shorter_persons, spelling, surname

_LONG_SURNAME = 6  # letters; below that one letter more or less makes another name


def link(persons: Sequence[Actor], identity: Identity) -> None:
    """Unite the persons that are the same, from the surest names to the barest."""
    full = [person for person in persons if " " in person.form]
    bare = [person for person in persons if " " not in person.form]
    _link_namesakes(full, identity)
    _link_to_fuller(full, identity)
    _link_initials(full, identity)
    _link_spellings(full, identity)
    _link_bare(bare, full, identity)


def _link_namesakes(full: Sequence[Actor], identity: Identity) -> None:
    """The same full name is the same person, but for fathers and sons, and namesakes of two countries."""
    for namesakes in by_form(full, lambda person: person.form).values():
        for generation in parts(namesakes, lambda person: person.generation):
            for its in parts(generation, lambda person: person.country):
                identity.unite_all(its)


def _link_to_fuller(full: Sequence[Actor], identity: Identity) -> None:
    """ "Daniel Noboa" is the one "Daniel Noboa Azín" there is."""
    owners: dict[str, list[Actor]] = {}
    for person in full:
        for form in shorter_persons(person.form):
            if " " in form:
                owners.setdefault(form, []).append(person)
        words = person.form.split()
        if len(words) > 2:
            owners.setdefault(f"{words[0]} {words[-1]}", []).append(person)
    for person in identity.from_fuller(full):
        fuller = [
            other
            for other in owners.get(person.form, ())
            if other.size > person.size and _generations(person, identity) <= {other.generation}
        ]
        _unite_with_only(person, fuller, identity)


def _generations(person: Actor, identity: Identity) -> set[str | None]:
    """The generations that are told of a person: John Paul II is nobody's short form."""
    members = identity.members(identity.of(person))
    return {member.generation for member in members if member.generation is not None}


def _link_initials(full: Sequence[Actor], identity: Identity) -> None:
    """ "D. Noboa" is the one Noboa there is whose name begins so; "George W. Bush" is George Walker Bush."""
    written_out: dict[tuple[str, str], list[Actor]] = {}
    for person in full:
        first, last = person.form.split()[0], surname(person.form)
        if len(first) > 1:
            written_out.setdefault((first[0], last), []).append(person)
    for person in identity.from_fuller(full):
        words = person.form.split()
        fits = written_out.get((words[0][0], surname(person.form)), ())
        if any(len(word) == 1 for word in words[:-1]):
            _unite_with_only(person, [other for other in fits if _fills_in(words, other.form.split())], identity)


def _fills_in(short: Sequence[str], whole: Sequence[str]) -> bool:
    """True when a name writes out what another has as initials."""
    return (
        len(short) == len(whole)
        and short != whole
        and all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, whole, strict=True))
    )


def _link_spellings(full: Sequence[Actor], identity: Identity) -> None:
    """ "Mohamed" and "Mohammed Salim", "Zelensky" and "Zelenskyy": one letter, no other candidate."""
    for alike in by_form(full, lambda person: spelling(person.form)).values():
        _unite_if_one_pair(alike, identity)
    for end in (slice(1), slice(-3, None)):
        for alike in by_form(full, lambda p: f"{p.form.rpartition(' ')[0]} {surname(p.form)[end]}").values():  # noqa: B023
            _unite_if_one_pair(alike, identity)


def _unite_if_one_pair(alike: Sequence[Actor], identity: Identity) -> None:
    """Unite two sets of like names when there are no more of them and the names may be one, written twice."""
    numbers = list(dict.fromkeys(identity.of(person) for person in alike))
    if len(numbers) != 2:
        return
    one, other = (next(p for p in alike if identity.of(p) == number) for number in numbers)
    if _may_be_one(one, other) and _agree(one, identity.members(numbers[1])):
        identity.unite_loosely(*numbers)


def _may_be_one(one: Actor, other: Actor) -> bool:
    from rapidfuzz.distance import OSA

    first, second = one.form.split()[-1], other.form.split()[-1]
    if not _same_middle(one.form.split()[1:-1], other.form.split()[1:-1]):
        return False
    if first == second:
        return True
    both_real = gazetteer.is_surname(first.capitalize()) and gazetteer.is_surname(second.capitalize())
    long = min(len(first), len(second)) >= _LONG_SURNAME
    return long and not both_real and OSA.distance(first, second, score_cutoff=1) <= 1


def _same_middle(one: Sequence[str], other: Sequence[str]) -> bool:
    """False for the middle names of two: George W. and George H. W. Bush."""
    return not one or not other or [name[0] for name in one] == [name[0] for name in other]


def _unite_with_only(person: Actor, others: Iterable[Actor], identity: Identity) -> None:
    """Unite a person with the one set among those of others that agrees with what is known of it."""
    own = identity.of(person)
    numbers = dict.fromkeys(identity.of(other) for other in others)
    fits = [n for n in numbers if n != own and _may_unite(person, n, identity)]
    if len(fits) == 1:
        identity.unite_loosely(own, fits[0])


def _may_unite(person: Actor, number: int, identity: Identity) -> bool:
    return _agree(person, identity.members(number)) and not identity.share_a_document(identity.of(person), number)


def _agree(person: Actor, members: Iterable[Actor]) -> bool:
    """False where generation, country or form of address of a person contradict those of the members."""
    its = list(members)
    return all(
        _fits(mine, {value for value in theirs if value is not None})
        for mine, theirs in (
            (person.generation, [member.generation for member in its]),
            (person.country, [member.country for member in its]),
            (person.honorific, [member.honorific for member in its]),
        )
    )


def _fits(mine: str | None, theirs: set[str]) -> bool:
    return mine is None or not theirs or mine in theirs


def _link_bare(bare: Sequence[Actor], full: Sequence[Actor], identity: Identity) -> None:
    """ "President Noboa" is the one Noboa there is, or the one of several that is a president."""
    bearers: dict[str, dict[int, None]] = {}
    for person in full:
        for form in _bare_forms(person):
            bearers.setdefault(form, {})[identity.of(person)] = None
    chosen: list[tuple[Actor, int]] = []
    alone: list[Actor] = []
    for person in bare:
        numbers = list(bearers.get(person.form, ()))
        bearer = _bearer(person, numbers, identity)
        if bearer is not None:
            chosen.append((person, bearer))
        elif not numbers:
            alone.append(person)
    for person, bearer in chosen:
        identity.unite_loosely(person.number, bearer)
    for namesakes in by_form(alone, lambda person: person.form).values():
        for its in _parts_of_bare(namesakes):
            identity.unite_all(its)


def _bare_forms(person: Actor) -> Iterator[str]:
    """The surname, and whatever single word its own document calls a person by ("Kim")."""
    yield surname(person.form)
    yield from (name for name in person.names if " " not in name)


def _bearer(person: Actor, numbers: Sequence[int], identity: Identity) -> int | None:
    fits = [n for n in numbers if _may_unite(person, n, identity) and _holds(person, identity.members(n))]
    if len(fits) > 1:
        fits = [n for n in fits if _is_shown_to_be(person, identity.members(n))]
    return fits[0] if len(fits) == 1 else None


def _holds(person: Actor, members: Iterable[Actor]) -> bool:
    """False when a person and the members all have offices and none of them is the same."""
    theirs = frozenset(office for member in members for office in member.offices)
    return not person.offices or not theirs or bool(person.offices & theirs)


def _is_shown_to_be(person: Actor, members: Iterable[Actor]) -> bool:
    """True when an office, the country or the form of address speaks for it."""
    return any(
        person.offices & member.offices
        or (person.country is not None and person.country == member.country)
        or (person.honorific is not None and person.honorific == member.honorific)
        for member in members
    )


def _parts_of_bare(namesakes: Sequence[Actor]) -> Iterator[list[Actor]]:
    """Persons known by one word alone, as far as country, form of address and office do not tell them apart."""
    for of_country in parts(namesakes, lambda person: person.country):
        for addressed in parts(of_country, lambda person: person.honorific):
            if all(one.offices & other.offices for one, other in combinations(_titled(addressed), 2)):
                yield addressed
            else:
                yield from parts(addressed, lambda person: min(person.offices, default=None))


def _titled(persons: Iterable[Actor]) -> list[Actor]:
    return [person for person in persons if person.offices]
