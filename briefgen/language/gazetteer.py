"""The word lists by which names are told: countries, places, organisations, given names, titles, head nouns.

Lists are plain text in lists/ and are read once, when first asked for. Nothing here reads a sentence.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import cast

from briefgen.model import StakeholderKind


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that everybody knows by a name that does not say what it is."""

    name: str
    kind: StakeholderKind
    country: str | None


def _rows(name: str) -> Iterator[list[str]]:
    text = resources.files("briefgen.language").joinpath("lists", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _forms(cell: str) -> list[str]:
    return [form for form in cell.split("|") if form]


@functools.cache
def _countries() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, tuple[str, ...]]]:
    """Names, adjectives and capitals to codes, and codes to names; typographic apostrophes as plain ones."""
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    capitals: dict[str, str] = {}
    by_code: dict[str, tuple[str, ...]] = {}
    for code, its_names, its_adjectives, its_capitals in _rows("countries.tsv"):
        by_code[code] = tuple(_forms(its_names))
        names.update(dict.fromkeys(_forms(its_names), code))
        adjectives.update(dict.fromkeys(_forms(its_adjectives), code))
        capitals.update(dict.fromkeys(_forms(its_capitals), code))
    return names, adjectives, capitals, by_code


def _plain(form: str) -> str:
    return form.replace("’", "'")


def country_of_name(form: str) -> str | None:
    """The ISO 3166 code of a country that is called so ("Ecuador", "US"), else None. Case counts."""
    return _countries()[0].get(_plain(form))


def country_of_adjective(form: str) -> str | None:
    """The code of the country of an adjective or a national ("Ecuadorian"), else None."""
    return _countries()[1].get(_plain(form))


def country_of_capital(form: str) -> str | None:
    """The code of the country whose seat of government is called so ("Quito"), else None."""
    return _countries()[2].get(_plain(form))


def country_names(code: str) -> tuple[str, ...]:
    """The names of a country, the one to print first; the code itself when it is not known."""
    return _countries()[3].get(code, (code,))


@functools.cache
def _organisations() -> dict[str, Known]:
    found: dict[str, Known] = {}
    for name, aliases, kind, country in _rows("organisations.tsv"):
        known = Known(name, cast(StakeholderKind, kind), country or None)
        found.update(dict.fromkeys([name, *_forms(aliases)], known))
    return found


def organisation(form: str) -> Known | None:
    """A well-known organisation by one of its names, else None. Case counts."""
    plain = _plain(form)
    return _organisations().get(plain) or _organisations().get(plain.replace("'", ""))


@functools.cache
def _places() -> dict[str, str]:
    return {place: "" if code == "-" else code for code, places in _rows("places.tsv") for place in _forms(places)}


def place(form: str) -> str | None:
    """The code of the country in which a place lies, "" for a place in none or in several, None when unknown."""
    return _places().get(_plain(form))


@functools.cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(word for row in _rows(name) for word in row[0].split())


def is_given_name(word: str) -> bool:
    """True for a first name of any region."""
    return word in _word_set("given_names.txt")


@functools.cache
def titles() -> frozenset[str]:
    """Titles and offices that stand before a name, lower case, without full stops."""
    return frozenset(row[0] for row in _rows("titles.txt"))


@functools.cache
def _heads() -> dict[str, StakeholderKind]:
    return {
        head: cast(StakeholderKind, kind) for kind, heads in _rows("organisation_heads.tsv") for head in _forms(heads)
    }


def head_kind(word: str) -> StakeholderKind | None:
    """The kind of body that a capitalised head noun makes of a name ("Ministry"), else None."""
    return _heads().get(word)


@functools.cache
def _groups() -> dict[str, StakeholderKind]:
    return {noun: cast(StakeholderKind, kind) for kind, nouns in _rows("group_heads.tsv") for noun in nouns.split()}


def group_kind(word: str) -> StakeholderKind | None:
    """The kind of an unnamed group by its plural noun, lower case ("voters"), else None."""
    return _groups().get(word)


def is_sure_acronym(form: str) -> bool:
    """True for an acronym that means one organisation wherever it is read ("NASA")."""
    return form in _word_set("acronyms.txt")


def place_heads() -> frozenset[str]:
    """Nouns that make a name that of a place, lower case ("river")."""
    return _word_set("place_heads.txt")


def calendar_words() -> frozenset[str]:
    """Months, weekdays and their like, lower case: capitalised and no names."""
    return _word_set("calendar.txt")


def common_words() -> frozenset[str]:
    """Words that open sentences without being names, lower case."""
    return _word_set("common.txt")


def is_common_given_name(word: str) -> bool:
    """True for a first name of the census lists, many of which are surnames or words as well."""
    return word in _word_set("census_given.txt")


def is_surname(word: str) -> bool:
    """True for a common surname of the United States; many are words or places as well."""
    return word in _word_set("census_surnames.txt")


@functools.cache
def _cities() -> dict[str, str]:
    return {city: code for code, cities in _rows("cities.tsv") for city in _forms(cities)}


def city(form: str) -> str | None:
    """The code of a country with a large city of this name, else None. Many such names are surnames as well."""
    return _cities().get(_plain(form))


@functools.lru_cache(maxsize=20_000)
def country_in_front(name: str) -> tuple[str | None, str]:
    """The country that a longer name begins with, and the rest: "US Air Force" gives "US", "Air Force"."""
    parts = name.split()
    for size in (3, 2, 1):
        front = " ".join(parts[:size]).removesuffix("’s").removesuffix("'s")
        code = (country_of_adjective(front) or country_of_name(front)) if len(parts) > size else None
        if code is not None:
            return code, " ".join(parts[size:])
    return None, name


@functools.cache
def _lengths() -> dict[str, int]:
    lengths: dict[str, int] = {}
    for name in (*_countries()[0], *_organisations(), *_places()):
        parts = name.split()
        lengths[parts[0]] = max(lengths.get(parts[0], 0), len(parts))
    return lengths


def longest(first: str) -> int:
    """How many words the longest country, organisation or place has that begins with this word; 0 when none does."""
    return _lengths().get(_plain(first), 0)


@functools.lru_cache(maxsize=20_000)
def phrase_class(form: str) -> str:
    """One letter for the first list that a phrase stands in: country, adjective, capital, place, city, organisation."""
    looks = (
        ("c", country_of_name),
        ("a", country_of_adjective),
        ("k", country_of_capital),
        ("l", place),
        ("o", organisation),
        ("y", city),
    )
    return next((letter for letter, look in looks if look(form) is not None), "")
