"""Forms of one name: what may differ between two ways to write it, and how it may be shortened."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from briefgen.language import gazetteer
from briefgen.language.names.candidates import Candidate

_LEGAL = frozenset("inc corp corporation ltd limited llc plc ag gmbh sa sas co company nv bv spa oyj ab asa se".split())
_TRADE = frozenset(
    "computer group holdings motors motor airlines airways industries bank international party movement club team "
    "organization network".split()
)
_SPELLINGS = {"defence": "defense", "organisation": "organization", "organisations": "organizations", "centre": "center",
              "labour": "labor", "programme": "program", "st": "saint"}  # fmt: skip
_SMALL = frozenset("of for the and on in de la du".split())
_MINISTRY = frozenset("ministry department secretariat".split())
_SUFFIXES = frozenset("jr sr ii iii iv mp mps mep msp mla qc kc obe cbe mbe phd md".split())
_ARTICLES = ("al-", "el-", "as-", "ash-", "an-", "ad-", "ul-")


@functools.lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name without what may differ in print: case, marks on letters, full stops, apostrophes, "the", spelling."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in ".'’").lower()
    words = [_SPELLINGS.get(word, word) for word in plain.replace("‑", "-").replace(",", " ").split()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and (words[-1] in _LEGAL or words[-1] in _SUFFIXES):
        words = words[:-1]
    return " ".join(words)


_GENERATION = re.compile(r"[ ,](Jr|Sr|II|III|IV)\b\.?$")


def generation(name: str) -> str | None:
    """What tells a father from his son, lower case: "jr" of "Robert Kennedy Jr."; None for most."""
    match = _GENERATION.search(name)
    return match.group(1).lower() if match else None


def is_legal_form(word: str) -> bool:
    """True for what makes a name that of a company: "Inc", "S.A.S."."""
    return word == "plc" or (word.replace(".", "").lower() in _LEGAL and word[0].isupper())


def core(candidate: Candidate) -> str:
    """What makes a body's name its own: without the city of a mission; with its country, if it is of one."""
    name = candidate.key or candidate.text
    form = folded(expanded(name, candidate.kind))
    if not candidate.country:
        return form
    bare = stem(name, candidate.kind)
    national = candidate.kind != "organisation" or bare != form or candidate.key
    return national_key(bare, candidate.country) if national else form


def stem(name: str, kind: str) -> str:
    """A body's name without its country and the city of a mission; of a ministry what it deals with, in any order."""
    bare = _without_country(expanded(name, kind))
    if kind == "ministry":
        bare = " ".join(sorted(set(bare.split()) - _SMALL - _MINISTRY)) or bare
    return bare


def remit(name: str) -> str:
    """What a ministry is for, in one order: "foreign affairs" of "Ministry of Foreign Affairs of Peru"."""
    bare = _without_country(name)
    return " ".join(sorted(set(bare.split()) - _SMALL - _MINISTRY)) or bare


def national_key(noun: str, country: str) -> str:
    """How a body of a country is told from that of another."""
    return f"{noun} ({country})"


def expanded(name: str, kind: str = "") -> str:
    """A name with the acronym in front written out ("UN General Assembly"), that of a mission without its city."""
    if kind == "diplomatic mission":
        name = name.split(" in ")[0]
    front, _, behind = name.partition(" ")
    known = gazetteer.organisation(front) if behind and front.isupper() else None
    return f"{known.name} {behind}" if known is not None else name


@functools.lru_cache(maxsize=20_000)
def _without_country(name: str) -> str:
    """A body's name without its country: "air force" of "US Air Force", "bank" of "Bank of Peru"."""
    code, rest = gazetteer.country_in_front(name)
    if code is not None:
        return folded(rest)
    start, _, back = name.rpartition(" of ")
    return folded(start) if start and gazetteer.country_of_name(back.removeprefix("the ")) else folded(name)


def shorter_bodies(name: str) -> Iterator[str]:
    """How the body of a full name may be called later: without what stands before or behind its head, by its head."""
    name = expanded(name)
    form, bare = folded(name), _without_country(name)
    yield bare
    words = form.split()
    if len(words) <= 2 and (len(words) == 1 or words[-1] in _TRADE):
        yield words[0]
        yield from (words[0].removeprefix(a) for a in _ARTICLES if words[0].startswith(a))
    for its in (words, bare.split()):
        if len(its) > 1 and its[-1] == "party":
            yield _MEMBERS.get(its[-2], f"{its[-2]}s")
    if len(words) > 2 and words[0] not in gazetteer.common_words() and _SMALL.isdisjoint(words):
        yield f"{words[0]} {words[-1]}"
    for whole in (form, bare):
        if whole.startswith("national "):
            yield whole.removeprefix("national ")
        front = re.split(r" (?:of|for|on) ", whole, maxsplit=1)[0]
        if front != whole and " " in front:
            yield front
        words = whole.split()
        for k in range(1, min(len(words) - 1, 5)):
            if words[k] not in _SMALL and words[k - 1] not in _SMALL:
                yield " ".join(words[k:])
    yield f"the {head(form)}"


_MEMBERS = {"democratic": "democrats", "labor": "labor", "republican": "republicans"}  # of a party


def shorter_places(name: str) -> Iterator[str]:
    """How a place may be called later: without the noun that says what it is, and by its initials."""
    words = folded(name).split()
    if len(words) > 1 and words[-1] in _LOOSE_HEADS:
        yield " ".join(words[:-1])
    if len(words) == 3 and words[-1] == "airport":
        yield words[1]
    if len(words) > 2:
        yield acronym(name)


_LOOSE_HEADS = frozenset("ocean sea strip bay airport city province region peninsula river valley".split())
_POLITIES = ("state of ", "city of ", "town of ", "republic of ", "kingdom of ", "province of ", "commonwealth of ")


def place_form(name: str) -> str:
    """The folded name of a place, without what sort of polity it is: "State of Arizona"."""
    form = folded(name)
    return next((form.removeprefix(front) for front in _POLITIES if form.startswith(front)), form)


def head(form: str) -> str:
    """The head noun of a name, lower case: the last word, or the one before "of"."""
    parts = form.lower().split()
    for i, part in enumerate(parts):
        if part in ("of", "for", "in", "on") and i:
            return parts[i - 1]
    return parts[-1]


def surname(form: str) -> str:
    """The last word of a person's folded name, without an article: "assad" of "bashar al-assad"."""
    last = form.split()[-1]
    return next((last.removeprefix(a) for a in _ARTICLES if last.startswith(a) and len(last) > len(a) + 1), last)


@functools.lru_cache(maxsize=20_000)
def shorter_persons(name: str) -> tuple[str, ...]:
    """How a person may be called beside the full name: by either end of it, by its first or last two words and more."""
    words = folded(name).split()
    if len(words) < 2:
        return (folded(name),)
    forms = {words[0]: None, words[-1]: None, surname(words[-1]): None}
    fathered = words[-1].startswith(_ARTICLES)  # behind "Saif Muammar al-Gaddafi" stands his father, Muammar al-Gaddafi
    for k in range(1, min(len(words) - 1, 4)):
        if not fathered:
            forms[" ".join(words[k:])] = None
        forms[" ".join(words[: k + 1])] = None
    return tuple(forms)


def spelling(form: str) -> str:
    """A person's folded name as far as spellings of one name agree: "mhmd" is "mohamed" and "mohammed"."""
    given = form.split()[0]
    if len(given) < 5:
        return form
    bones = "".join(c for k, c in enumerate(given) if c not in "aeiouy" and given[k - 1 : k] != c)
    return f"{given[:2]}{bones}{given[-1]} {surname(form)}"


def misspelling(name: str) -> str | None:
    """What slips of the pen leave of a body's name of several words: letters that change places, small words, an s.

    "Untied Nations" and "United Nations" agree in it, "Northern" and "Southern Council" do not; None for short names.
    """
    words = [word for word in folded(name).split() if word not in _SMALL]
    if len(words) < 2 or sum(map(len, words)) < _LONG_ENOUGH:
        return None
    return " ".join(word[0] + "".join(sorted(word[1:].removesuffix("s"))) for word in words)


_LONG_ENOUGH = 10  # letters


def acronym(name: str) -> str:
    """The first letters of the capitalised words, lower case."""
    return "".join(part[0] for part in name.split() if part[0].isupper()).lower()


def initials_fit(short: str, name: str) -> bool:
    """True when the letters of an acronym come up in this order in a name, beginning with its first letter."""
    letters = iter(name.lower())
    return short[0].lower() == name[0].lower() and all(
        letter in letters for letter in short.lower() if letter.isalpha()
    )
