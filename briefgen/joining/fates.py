"""What becomes of the people whom a figure counts: killed, injured, missing. Read from the words around the figure."""

from __future__ import annotations

import re

from briefgen.joining.lemmas import noun_lemma, verb_lemma
from briefgen.joining.texts import Passage
from briefgen.language.clauses import Clause
from briefgen.language.expressions import Expression
from briefgen.language.words import Word

# What becomes of people, by the words that tell it.
FATES = {
    word: fate
    for fate, words in (
        ("killed", "kill die perish death dead fatality slay"),
        ("injured", "injure wound hurt injury injured wounded"),
        ("missing", "missing unaccounted disappear"),
        ("arrested", "arrest detain arrested detained"),
        ("displaced", "displace displaced homeless"),
        ("evacuated", "evacuate evacuated evacuation"),
        ("rescued", "rescue rescued"),
        ("trapped", "trap trapped"),
        ("infected", "infect infected infection"),
    )
    for word in words.split()
}
ANYBODY = frozenset({"", "person", "life", "victim"})
TOLL = Expression(r"\b(?:death )?toll\b[^,;]{0,80}?$", re.IGNORECASE)
_OTHER_TOLL = Expression(r"\b(?:injur|casualt|road)\w* toll", re.IGNORECASE)
_NUMBER_OF = Expression(
    r"\bnumber of (?P<what>[a-z][\w ]{2,40}?)"
    r"(?= (?:in|of|at|from|who|since|after|on|rose|has|had|stood|was|is|reached|climbed|fell|now)\b)[^,;]{0,80}?$",
    re.IGNORECASE,
)
_FATE_BEHIND = Expression(
    r"[^,;.]{0,24}?\b(?:(?:were|was|are|is|been|be|still|left|remain|remained|reported|presumed|feared|confirmed) )*"
    r"(?P<fate>dead|killed|injured|wounded|hurt|missing|unaccounted|homeless|arrested|detained|displaced|evacuated|rescued|"
    r"trapped|died|perished)\b",
    re.IGNORECASE,
)


def fate_of(passage: Passage, clause: Clause | None, head: str, start: int, end: int) -> str | None:
    """What became of the people counted: by the noun itself, by a toll in front, by the words behind, or by the verb."""
    before, behind = passage.text[:start], passage.text[end:]
    if head in FATES:
        return FATES[head]
    toll, number = TOLL.search(before[-100:]), _NUMBER_OF.search(before[-140:])
    if number:
        its = number.group("what").lower().split()
        return FATES.get(noun_lemma(its[-1])) or FATES.get(its[-1])
    if toll and not _OTHER_TOLL.search(before[-100:]) and head in ANYBODY:
        return "killed"
    found = _FATE_BEHIND.match(behind)
    if found and _opens_with_it(behind, found.group("fate")):
        return FATES.get(verb_lemma(found.group("fate").lower())) or FATES.get(found.group("fate").lower())
    nearest = next((w for w in reversed(passage.words) if w.end <= start and _tells_of_fate(w)), None)
    if nearest is None or start - nearest.end > _REACH or PARTS.search(passage.text[nearest.end : start]):
        return None
    fate = FATES.get(verb_lemma(nearest.lower))
    passive = clause is not None and any(
        verb_lemma(w.lower) == "be" for w in passage.words if clause.start <= w.start < nearest.start
    )
    return fate if nearest.lower not in ("died", "dies") and not passive else None


_REACH = 24
PARTS = Expression(r"[,;:]|\b(?:and|or|but|in|on|by|with|from)\b")


def _tells_of_fate(word: Word) -> bool:
    return word.tag.startswith("VB") or word.lower in ("kill", "kills")  # a headline’s verb reads like a noun


_SAYING = Expression(r"\b(?:and|but|who|which|that|after|when|while|as|by|of|in|on|to|for|from|with)\b", re.IGNORECASE)


def _opens_with_it(behind: str, fate: str) -> bool:
    """Whether nothing stands between a figure and the fate that would part them: another clause, another noun."""
    return _SAYING.search(behind[: behind.find(fate)]) is None
