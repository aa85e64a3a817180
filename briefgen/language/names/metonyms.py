"""When a capital city stands for its government."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.cues import is_cue
from briefgen.language.words import AUXILIARIES, Word

LOCATIVE = frozenset(
    "in at near from to into across around outside toward towards through over via off inside".split()
)


_AGREEING_VERBS = frozenset("sign signed signs agree agreed deploy deployed announced said says wants warned".split())


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
