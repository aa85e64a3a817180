"""Names that are neither people nor bodies nor places: events, laws, awards, works, products, ships."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.names.candidates import Candidate
from briefgen.language.words import Word

_LAST = frozenset(
    "conference cup championship championships award awards prize medal act law treaty agreement accord protocol war "
    "year festival olympics paralympics summit series season finals bill amendment charter declaration constitution "
    "album film movie novel song syndrome disease virus hurricane typhoon theorem version edition expo".split()
)
_FIRST = frozenset("operation hurricane typhoon cyclone windows".split())
_MODEL = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w-]+$")  # "A380", "F-16", "787s"
_PEOPLES = frozenset(
    "african european asian western eastern arab arabic english scottish welsh kurdish latin american persian hindi "
    "urdu mandarin cantonese gaelic islamic muslim christian jewish catholic protestant hindu buddhist sunni shia "
    "shiite hispanic latino democratic republican congressional".split()
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


def without_things(candidates: Sequence[Candidate], by_sentence: Sequence[Sequence[Word]]) -> list[Candidate]:
    """The candidates without ships and works, under their short names too: "the cutter Searcher", "the film Dune".

    A name that begins with the surname of somebody named in full is a thing of theirs: "a Duarte Polaroid".
    """
    full = [c.text for c in candidates if c.kind == "person" and " " in c.text and c.form == "name"]
    surnames = {name.split()[-1] for name in full if gazetteer.is_given_name(name.split()[0])}
    things = {c.text for c in candidates if c.form == "name" and _is_made(c, by_sentence[c.sentence])}
    things |= {name.split()[-1] for name in things if name.split()[0].lower() in _SHIPS} - surnames
    things |= {name for name in full if name.split()[0] in surnames and not gazetteer.is_given_name(name.split()[0])}
    return [c for c in candidates if c.text not in things]


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
