"""When a capital city stands for its government."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.cues import is_cue
from briefgen.language.words import AUXILIARIES, PREPOSITIONS, Word

LOCATIVE = frozenset("in at near from to into across around outside toward towards through over via off inside".split())


_AGREEING_VERBS = frozenset("sign signed signs agree agreed deploy deployed announced said says wants warned".split())


_BEING = frozenset("is are was were be been being am".split())
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ADVERB = "RB"


def is_actor(its_words: Sequence[Word], i: int, end: int) -> bool:
    """A country acts where it is the subject of a verb that does more than say what it is like."""
    before = its_words[i - 1].lower if i else ""
    if before == "the" and i > 1 and its_words[i].gap == " ":
        before = its_words[i - 2].lower
    if before in PREPOSITIONS or its_words[end - 1].possessive:
        return False
    for word in its_words[end : end + 2]:
        if word.gap != " ":
            return False
        if word.tag.startswith(_FINITE):
            return word.lower not in _BEING
        if not word.tag.startswith(_ADVERB):
            return False
    return False


def is_metonym(its_words: Sequence[Word], i: int, end: int) -> bool:
    """A capital city is a government where it acts: subject of a verb, one of a pair, owner of a policy."""
    before = its_words[i - 1].lower if i else ""
    following = its_words[end] if end < len(its_words) else None
    if before in LOCATIVE or its_words[i].gap.endswith(", ") and before not in ("and",):
        return False
    if before in ("between", "and") or (following is not None and following.lower == "and"):
        return _capital_pair(its_words, i, end)
    if following is None or following.gap != " ":
        return False
    if following.lower in _BEING:
        return end + 1 < len(its_words) and its_words[end + 1].tag in ("VBG", "VBN")
    return following.lower in AUXILIARIES or following.lower in _AGREEING_VERBS or is_cue(following.lower)


def _capital_pair(its_words: Sequence[Word], i: int, end: int) -> bool:
    """Washington and Quito: both are capitals, and no preposition of place stands before the first."""
    if end + 1 < len(its_words) and its_words[end].lower == "and":
        other, first = its_words[end + 1].text, i
    elif i >= 2 and its_words[i - 1].lower == "and":
        other, first = its_words[i - 2].text, i - 2
    else:
        return False
    paired = gazetteer.country_of_capital(other) or gazetteer.country_of_name(other)
    return paired is not None and (first == 0 or its_words[first - 1].lower not in LOCATIVE)
