"""The noun that a number counts: the head of what follows it, and the phrase up to there."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.language.expressions import Expression
from briefgen.language.quantities.numerals import FIRST
from briefgen.language.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, finite_kind

_WORD = Expression(r"(?:[A-Z]\.){2,}|[^\W_][\w.&]*(?:[-‑/’'][^\W_]+)*(?<![.])")
_GAP = Expression(r"[^\S\n]*\n?[^\S\n]*(?=\S)")
_PARTITIVE = Expression(
    r"\s+(?:of|out of)(?:\s+(?:all|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|the|its|their|his|her|our|these|those|this|that|an?))*(?=\s+\w)"
)
_MONEY_OF = Expression(
    r"\s+(?:(?:worth\s+of|of)(?:\s+(?:the|its|their|new|additional|further))*|in(?:\s+(?:new|additional|further|estimated))?)(?=\s+[a-z])"
    r"(?!\s+(?:total|all|advance|return|addition|exchange|response|order|fact|part|recent|late|early|which|what)\b)"
)
_MOVE = r"[\s-]+(?:[a-z]+\s)?(?:increase|rise|growth|gain|jump|surge|hike|boost|decrease|drop|fall|decline|cut|reduction|slump)\b"
_CHANGE = Expression(_MOVE)
_MOVED = Expression(
    rf"{_MOVE}\s(?:in|of|to)"
    r"(?:\s(?:all|the|its|their|his|her|our|these|those))*(?=\s+\w)"
)
_UNINFLECTED = frozenset(
    "people men women children troops police personnel staff dead aircraft feet fish sheep cattle deer youth wounded injured missing "
    "spacecraft hovercraft watercraft teeth geese mice oxen crew series species gendarmerie militia cavalry infantry media data criteria "
    "phenomena bacteria alumni policemen policewomen servicemen servicewomen fishermen firefighters gunmen airmen businessmen lawmakers "
    "congressmen salesmen crewmen militiamen marines clergy faithful unemployed homeless poor offspring livestock poultry folk".split()
)
_STATES = frozenset("dead wounded injured missing homeless unemployed poor faithful".split())  # "10 people dead"
_NO_PLURAL = frozenset(
    "plus minus less is was has does this its his us as yes thus perhaps always besides towards afterwards versus across unless "
    "nevertheless sometimes respectively overseas news politics economics physics athletics gas bus lens apparatus basis crisis analysis "
    "says goes gets makes takes means needs wants remains comes christmas texas kansas illinois paris mars james thomas jones".split()
)
_NO_NOUN = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | PRONOUNS
    | frozenset(
        "one two three four five six seven eight nine ten eleven twelve am pm gmt utc est edt not also still yet already again ago later earlier only just even then there here where away apart each "
        "last next respectively himself herself themselves who whom than so too either neither both said says say told including such".split()
    )
)
_TIMES = frozenset(
    "second seconds minute minutes hour hours day days week weeks weekend weekends month months quarter quarters year years decade decades "
    "century centuries night nights morning mornings".split()
)
_FINITE = frozenset(("VBZ", "VBP", "VBD", "VB", "MD", "RP", "WP", "PRP", "EX"))
_AND = frozenset(("and", "or", "&"))
_FURTHER = frozenset("more other another further additional extra".split())
_LY_NOUNS = frozenset(
    "family supply assembly daily early monthly weekly yearly elderly deadly friendly july ally".split()
)
_POSSESSIVE = ("’s", "'s")
_APOSTROPHES = ("’", "'")
_A_MODEL = Expression(r"[A-Z]*\d+[’']s$")
_COMMA = Expression(rf",\s(?=[a-z])(?!{FIRST})")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: where its phrase ends, the head in lower case, and the phrase as it is said."""

    start: int
    end: int
    head: str
    phrase: str


def counted_after(
    text: str, end: int, limit: int, tags: Mapping[int, str], *, singular: bool = False
) -> Counted | None:
    """What a number that ends at end counts; None where no noun follows before limit.

    "95 deaths", "1,200 new cases", "60 of its new A350 jets", "224 artillery and mortar systems".
    The head is the first plural noun, or the one behind it where two stand together ("sports cars").
    With singular, the last noun of the phrase may be the head ("one strike"). tags gives the part of
    speech of the word that ends at an offset, where it is known.
    """
    lead = _PARTITIVE.match(text, end)
    return _phrase(text, lead.end() if lead else end, limit, tags, singular=singular)


def part_of(text: str, end: int, limit: int, tags: Mapping[int, str]) -> Counted | None:
    """What a share is a share of: "70% of all digital music sales", "a third of the city"."""
    lead = _PARTITIVE.match(text, end)
    return _phrase(text, lead.end(), limit, tags, singular=True) if lead else None


def paid_for(text: str, end: int, limit: int, tags: Mapping[int, str]) -> Counted | None:
    """What money is there for: "$15 million in aid", "£5bn worth of weapons"."""
    lead = _MONEY_OF.match(text, end)
    return _phrase(text, lead.end(), limit, tags, singular=True) if lead else None


def moved_by(text: str, end: int, limit: int, tags: Mapping[int, str]) -> Counted | None:
    """What an amount moved: "a 78 percent increase in its profits"."""
    lead = _MOVED.match(text, end)
    return _phrase(text, lead.end(), limit, tags, singular=True) if lead else None


def is_change(text: str, end: int) -> bool:
    """True where a rise or a fall is named right behind an amount."""
    return _CHANGE.match(text, end) is not None


def is_time(noun: str) -> bool:
    """True for a unit of time: how long something lasts is told by times, not by quantities."""
    return noun in _TIMES


def _phrase(text: str, begin: int, limit: int, tags: Mapping[int, str], *, singular: bool) -> Counted | None:
    words = _noun_phrase(text, begin, limit, tags, singular=singular)
    while words and words[0].group().lower() in _FURTHER:
        del words[0]
    if not words:
        return None
    head = _base(words[-1])
    start, stop = words[0].start(), words[-1].start() + len(head)
    shown = head if head[:2].isupper() or head[-2:-1].isdigit() else head.lower()
    return Counted(start, stop, shown, " ".join(text[start:stop].split()))


def _noun_phrase(text: str, begin: int, limit: int, tags: Mapping[int, str], *, singular: bool) -> list[re.Match[str]]:
    """The words from begin up to the head of the phrase; none where no head is found."""
    words: list[re.Match[str]] = []
    heads = 0  # how many of the words reach up to the head last seen
    position, owned = begin, False
    for _ in range(_MOST_WORDS):
        match = _next_word(text, position, limit, after_adjective=bool(words) and not heads and not singular)
        if match is None:
            break
        word = _base(match)
        lower = word.lower()
        if heads and not _second_head(word, lower, words[-1].group()):
            break
        if lower in _AND and words and not heads and not singular:
            words.append(match)
            position = match.end()
            continue
        tag = tags.get(match.start() + len(word), "")
        if not _can_be_noun(lower) or _is_verb(lower, tag, opens=not words, singular=singular):
            break
        owned = match.group().endswith(_POSSESSIVE) and not _A_MODEL.match(match.group())
        owned = owned or (lower.endswith("s") and text[match.end() : match.end() + 1] in _APOSTROPHES)
        words.append(match)
        position = match.end() + (text[match.end() : match.end() + 1] in _APOSTROPHES)
        heads = 0 if owned else len(words) if is_plural(word, lower) else heads
    if heads:
        return words[:heads]
    if owned or not singular:
        return []
    while words and not _may_be_head(words[-1], tags):
        words.pop()
    return words


def _is_verb(lower: str, tag: str, *, opens: bool, singular: bool) -> bool:
    """True for a word that ends the phrase as its verb; an "-ed" form in front of a plural is taken for an adjective."""
    if tag in _FINITE and not lower.endswith("ed") and not (opens and tag == "VBZ"):
        return True
    return finite_kind(lower) == "past" and (not lower.endswith("ed") or (singular and not opens and tag != "JJ"))


def _may_be_head(match: re.Match[str], tags: Mapping[int, str]) -> bool:
    tag = tags.get(match.start() + len(_base(match)), "")
    return match.group().lower() not in _AND and (not tag or tag.startswith("NN") or tag in ("CD", "FW"))


def _next_word(text: str, position: int, limit: int, *, after_adjective: bool) -> re.Match[str] | None:
    gap = _GAP.match(text, position, limit)
    if gap is not None and gap.end() > position:
        return _WORD.match(text, gap.end(), limit)
    comma = _COMMA.match(text, position, limit) if after_adjective else None  # "14 new, long-range planes"
    return _WORD.match(text, comma.end(), limit) if comma else None


def _can_be_noun(lower: str) -> bool:
    return lower not in _NO_NOUN and not (lower.endswith("ly") and len(lower) > 4 and lower not in _LY_NOUNS)


def _base(match: re.Match[str]) -> str:
    word = match.group()
    return word[:-2] if word.endswith(_POSSESSIVE) and not _A_MODEL.match(word) else word


def _second_head(word: str, lower: str, head: str) -> bool:
    """True for a plural right behind a plural, whose head it is: "women voters", "sports cars"."""
    return (
        is_plural(word, lower)
        and lower not in _STATES
        and _can_be_noun(lower)
        and not (head[0].islower() and word[0].isupper())
    )


@functools.lru_cache(maxsize=4096)
def is_plural(word: str, lower: str) -> bool:
    """True for what looks like a plural noun: "soldiers", "aircraft", "A350s", "747s"."""
    if lower in _UNINFLECTED:
        return True
    if lower in _NO_PLURAL or len(lower) < 3 or "." in word:
        return False
    return lower.endswith("s") and not lower.endswith(("ss", "ous", "us", "is", "ics"))
