"""Names that are neither people nor bodies nor places: events, laws, awards, works, products."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
