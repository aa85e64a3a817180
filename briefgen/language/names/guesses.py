"""What a run is that has neither title nor head noun: by lists, by the word in front, in the end by its mere shape."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.names.bodies import of_name
from briefgen.language.names.candidates import UNKNOWN, Candidate, Run
from briefgen.language.names.metonyms import LOCATIVE
from briefgen.language.names.things import is_adjective, is_thing
from briefgen.language.words import Word

_SYLLABLES = re.compile(r"[A-Z][a-z]{0,5}-[A-Za-z][a-z]{0,5}$")  # "Ki-moon", "Chi-wai"


def guess(run: Run, country: str | None) -> Candidate:
    """The candidate that a whole run makes; country is that of its owner."""
    candidate = _known(run, country) or _by_neighbours(run, country) or _by_shape(run, country)
    candidate.after_the = run.after_the
    return candidate


def _known(run: Run, country: str | None) -> Candidate | None:
    whole = run.whole
    if (known := gazetteer.organisation(whole)) is not None:
        return run.name(known.kind, "list", country=known.country or country, key=known.name)
    capital = gazetteer.country_of_capital(whole)
    if capital is not None or gazetteer.place(whole) is not None:
        candidate = run.name("place", "place", country=gazetteer.place(whole) or capital or country)
        candidate.sense = "city" if capital else "name"
        return candidate
    return None


def _by_neighbours(run: Run, country: str | None) -> Candidate | None:
    """What the word behind or in front makes of a run."""
    if is_thing(run.words) and not gazetteer.is_given_name(run.words[0].text):
        return run.name(UNKNOWN, "thing", country=country)
    if (body := of_name(run.its_words, run.end)) is not None:
        candidate = run.until(body[0]).name(body[1], "head", country=country)
        candidate.sense = "government" if body[1] == "government" else "name"
        return candidate
    if len(run.words) == 1 and is_adjective(run.words[0], run.following):
        candidate = run.name(UNKNOWN, "demonym", country=country)
        candidate.form = "adjective"
        return candidate
    if _is_title(run):
        title = run.its_words[run.start - 1]
        candidate = run.name("person", "title", country=country)
        candidate.title = (title.start, title.end)
        return candidate
    return None


def _is_title(run: Run) -> bool:
    """True behind a title in lower case ("the actor Javier Ruiz")."""
    return run.before in gazetteer.titles() and run.words[0].gap == " " and run.before not in gazetteer.common_words()


def _is_of_place(run: Run) -> bool:
    """True behind what only a place has: "the town council of", "the streets of"."""
    told = run.before == "of" and run.start > 1 and run.its_words[run.start - 2].text in _OF_PLACES
    return told and len(run.words) <= 2


_OF_PLACES = frozenset(
    "town city village municipality suburb port harbour harbor island coast council mayor residents inhabitants citizens "
    "people streets outskirts suburbs governor bishop archbishop district province region county prefecture north south "
    "east west northeast northwest southeast southwest airport".split()
)


def _by_shape(run: Run, country: str | None) -> Candidate:
    words, whole = run.words, run.whole
    if len(words) > 2 and words[-1].lower in gazetteer.place_heads():
        return run.name("place", "place head", country=country)  # "Charles River Bridge" is nobody called Charles
    if not run.after_the and _has_given_name(words):
        return run.name("person", "given name", country=country)
    if words[-1].lower in gazetteer.place_heads() or words[0].lower in gazetteer.place_heads() or _is_of_place(run):
        return run.name("place", "place head", country=country)
    if whole.isupper() and len(whole) > 3 and (city := _city(whole.title())) is not None:
        return run.name("place", "place", country=city or None)
    if len(words) == 1 and whole.isupper() and 2 <= len(whole) <= 6:
        return run.name("organisation", "acronym", country=country)
    if run.before in LOCATIVE and len(words) <= 2 and not run.after_the and not words[-1].possessive:
        return run.name("place", "locative", country=country)
    if 2 <= len(words) <= 4 and not run.after_the and all(word.text.isalpha() for word in words):
        shouts = any(word.text.isupper() and len(word.text) > 2 for word in words)
        return run.name("organisation" if shouts else "person", "shape", country=country)
    return run.name(UNKNOWN, "shape", country=country)


def _city(name: str) -> str | None:
    return gazetteer.country_of_capital(name) or gazetteer.city(name) or gazetteer.place(name)


def _has_given_name(words: Sequence[Word]) -> bool:
    """True for a given name in front, and for an East Asian one behind ("Ban Ki-moon")."""
    first = words[0].text
    in_front = 1 < len(words) <= 5 and gazetteer.is_given_name(first.title() if len(first) > 3 else first)
    return in_front or (2 <= len(words) <= 3 and _SYLLABLES.match(words[-1].text) is not None)
