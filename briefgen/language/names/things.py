"""Names that are neither people nor bodies nor places: events, laws, awards, works, products, ships."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.names.candidates import GUESSES, Candidate
from briefgen.language.words import Word

_LAST = frozenset(
    "conference cup championship championships award awards prize medal act law treaty agreement accord protocol war "
    "year festival olympics paralympics summit series season finals bill amendment charter declaration constitution "
    "album film movie novel song syndrome disease virus hurricane typhoon theorem version edition expo index allowance benefit".split()
)
_FIRST = frozenset("operation hurricane typhoon cyclone windows".split())
_MODEL = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w-]+$")  # "A380", "F-16", "787s"
_PEOPLES = frozenset(
    "african european asian western eastern arab arabic english scottish welsh kurdish latin american persian hindi "
    "urdu mandarin cantonese gaelic islamic muslim christian jewish catholic protestant hindu buddhist sunni shia "
    "shiite hispanic latino democratic republican congressional soviet yugoslav yugoslavian czechoslovak".split()
)


def is_thing(run: Sequence[Word]) -> bool:
    """True when the words of a run name an event, a law, a work or a model."""
    if len(run) < 2:
        return _MODEL.match(run[0].text) is not None and run[0].text[0].isupper()
    return run[-1].lower in _LAST or run[0].lower in _FIRST or _MODEL.match(run[-1].text) is not None


def is_of_a_people(word: str) -> bool:
    """True for an adjective of a people, a faith or a region that stands for nobody by itself."""
    return word.lower() in _PEOPLES


def is_adjective(word: Word, following: Word | None) -> bool:
    """True for a capitalised adjective of a people, a faith or a region before the noun that it goes with."""
    return (
        word.lower in _PEOPLES
        and following is not None
        and following.gap in (" ", "\u00a0")
        and not following.capital
        and following.tag.startswith(("NN", "JJ"))
    )


_SHIPS = frozenset(
    "uss usns uscgc hms hmc hmcs hmas hmnzs rfa rms mv ss ins jds roks pns bap ara fgs lpg mt ft".split()
)
_VESSELS = frozenset(
    "ship warship vessel cutter destroyer frigate corvette cruiser carrier submarine tanker freighter ferry yacht trawler "
    "boat lifeboat icebreaker liner barge tug satellite spacecraft shuttle probe rover rocket capsule telescope".split()
)
_WORKS = frozenset(
    "film movie novel book album song single play musical opera series sitcom documentary painting comic videogame "
    "game poem ballet".split()
)


def without_things(
    candidates: Sequence[Candidate], by_sentence: Sequence[Sequence[Word]], text: str
) -> list[Candidate]:
    """The candidates without ships and works, under their short names too: "the cutter Searcher", "the film Dune".

    Nor are laws, awards, cases at law ("Ricci v. DeStefano") and offices in short ("MPs") among them. A name that begins with the surname of somebody named in full is a thing of theirs: "a Duarte Polaroid".
    """
    full = [c.text for c in candidates if c.kind == "person" and " " in c.text and c.form == "name"]
    surnames = {name.split()[-1] for name in full if gazetteer.is_given_name(name.split()[0])}
    things = {c.text for c in candidates if c.form == "name" and _is_made(c, by_sentence[c.sentence])}
    things |= {name.split()[-1] for name in things if name.split()[0].lower() in _SHIPS} - surnames
    things |= {name for name in full if name.split()[0] in surnames and not gazetteer.is_given_name(name.split()[0])}
    cases = {
        i for k in range(1, len(candidates)) if _is_case(candidates[k - 1], candidates[k], text) for i in (k - 1, k)
    }
    return [
        c
        for i, c in enumerate(candidates)
        if i not in cases and c.text not in things and not _is_law_or_award(c, text) and not _is_of_a_title(c, text)
    ]


_NOBLE = re.compile(
    r"\b(?:Prince|Princess|Duke|Duchess|Earl|Countess|Marquess|Marchioness|Viscount|Viscountess|Baron|Baroness)\sof\s$"
)
_LONGEST_TITLE = 24


def _is_of_a_title(candidate: Candidate, text: str) -> bool:
    """True for the place in "the Duke of Brabant", which is where nobody is."""
    before = max(0, candidate.start - _LONGEST_TITLE), candidate.start
    return candidate.kind == "place" and _NOBLE.search(text, *before) is not None


_CASE = re.compile(r"\sv\.\s")
_AWARDED = re.compile(r"\sof\sthe\s(?:Year|Month|Week|Match|Decade|Century|Season|Tournament)\b")
_DOMAIN = re.compile(r"\.(?:com|org|net|gov|edu|co|info|biz)\b")
_COMMON = frozenset("TV GDP VAT NGO MP PM CEO".split())  # "Welsh TV" is no body's name
_OFFICES = re.compile(r"[A-Z]{2,4}s$")


def _is_case(one: Candidate, other: Candidate, text: str) -> bool:
    return _CASE.fullmatch(text, one.end, other.start) is not None


def _is_law_or_award(candidate: Candidate, text: str) -> bool:
    """True for "Affordable Care for All Act", "Person of the Year", "Example.com" and "MKs", as far as only a guess says otherwise."""
    front, _, last = candidate.text.rpartition(" ")
    if last in _COMMON and gazetteer.country_in_front(candidate.text) == (candidate.country, last):
        return True
    if candidate.rule not in (*GUESSES, "annotator") or candidate.title:
        return False
    law = front != "" and candidate.kind != "person" and last.lower() in _LAST
    if _DOMAIN.match(text, candidate.end) is not None:
        return True
    return law or _OFFICES.match(candidate.text) is not None or _AWARDED.match(text, candidate.end) is not None


def cut_models(candidates: Sequence[Candidate], text: str) -> None:
    """End a name before the maker of a model: "Asiana Airlines" of "Asiana Airlines Boeing 777"; "Senate" of "Senate Minority"; so too before its product: "Air France Concorde"."""
    products = set()
    for candidate in candidates:
        front, _, last = candidate.text.rpartition(" ")
        guessed = front and candidate.rule in (*GUESSES, "annotator")
        maker = gazetteer.organisation(last) is not None and _NUMBER.match(text, candidate.end) if guessed else None
        product = guessed and " " in front and gazetteer.organisation(front) is not None
        if not maker and not product and not (guessed and last in ("Minority", "Majority")):
            continue
        products.update([last] if product else [])
        known = gazetteer.organisation(front)
        candidate.end = text.index(front.split()[-1], candidate.start) + len(front.split()[-1])
        candidate.text, candidate.kind = front, known.kind if known else "organisation"
        if known:
            candidate.key, candidate.country, candidate.rule = known.name, known.country, "list"
    for candidate in candidates:
        if candidate.text in products and candidate.rule in (*GUESSES, "annotator") and not candidate.title:
            candidate.rule = "thing"


_NUMBER = re.compile(r"\s\d")


def _is_made(candidate: Candidate, its_words: Sequence[Word]) -> bool:
    """True for a ship by its prefix, and for what a noun in front says to be a vessel or a work."""
    front, _, behind = candidate.text.partition(" ")
    if behind and front.isupper() and front.lower() in _SHIPS:
        return True
    i = bisect_left(its_words, candidate.full_start, key=lambda word: word.start)
    if candidate.country or i == 0 or i == len(its_words) or its_words[i].gap.strip(" \"“'‘"):
        return False
    noun = its_words[i - 1]
    if noun.text.isupper() and noun.lower in _SHIPS:
        return True
    return not noun.possessive and not noun.capital and noun.lower in _VESSELS | _WORKS
