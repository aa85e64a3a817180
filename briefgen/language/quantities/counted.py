"""The noun that a number counts: the head of what follows it, and the phrase up to there."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from briefgen.language.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, finite_kind

_WORD = re.compile(r"[^\W_][\w.&]*(?:[-‑/’'][^\W_]+)*(?<![.])")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*(?=\S)")
_LEAD = re.compile(
    r"\s+(?:other|more|additional|further|extra|new|remaining)?\s*of\s+(?:(?:the|its|their|his|her|our|all|these|those|them|whom|which)\b(?:\s+(?=\w))?)?|\s+(?:worth\s+of|in|of|for)\s+(?=[a-z])",
)
_PARTITIVE = re.compile(r"\s+(?:of|out of)(?:\s+(?:all|the|its|their|his|her|our|these|those|this|that|an?))*(?=\s+\w)")
_MONEY_OF = re.compile(r"\s+(?:worth\s+of|in|of)(?:\s+(?:the|its|their|new|additional|further))*(?=\s+[a-z])")
_UNINFLECTED = frozenset(
    "people men women children troops police personnel staff dead aircraft feet fish sheep cattle deer youth wounded injured missing "
    "spacecraft hovercraft watercraft teeth geese mice oxen crew series species gendarmerie militia cavalry infantry media data criteria "
    "phenomena bacteria alumni policemen policewomen servicemen servicewomen fishermen firefighters gunmen airmen businessmen lawmakers "
    "congressmen salesmen crewmen militiamen marines clergy faithful unemployed homeless poor offspring livestock poultry folk".split()
)
_NO_PLURAL = frozenset(
    "plus minus less is was has does this its his us as yes thus perhaps always besides towards afterwards versus across unless "
    "nevertheless sometimes respectively series overseas news politics economics physics athletics gas bus lens apparatus basis crisis analysis "
    "says goes gets makes takes means needs wants remains comes christmas texas kansas illinois paris mars james thomas jones".split()
) - {"series"}
_NO_NOUN = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS | frozenset(
    "am pm gmt utc est edt not also still yet already again ago later earlier only just even then there here where away apart each "
    "respectively himself herself themselves who whom than so too either neither both said says say told including such".split()
)
_TIMES = frozenset(
    "second seconds minute minutes hour hours day days week weeks weekend weekends month months quarter quarters year years decade decades "
    "century centuries night nights morning mornings".split()
)
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: where its phrase ends, the head in lower case, and the phrase as it is said."""

    start: int
    end: int
    head: str
    phrase: str
    plural: bool


def counted_after(text: str, end: int, limit: int, *, singular: bool = False) -> Counted | None:
    """What a number that ends at end counts; None where no noun follows before limit.

    "95 deaths", "1,200 new cases", "60 of its new A350 jets", "224 artillery and mortar systems".
    The head is the first plural noun, or the one behind it where two stand together ("sports cars").
    With singular, the last word of the phrase may be the head ("one strike").
    """
    lead = _PARTITIVE.match(text, end)
    return _phrase(text, lead.end() if lead else end, limit, singular=singular)


def part_of(text: str, end: int, limit: int) -> Counted | None:
    """What a share is a share of: "70% of all digital music sales", "a third of the city"."""
    lead = _PARTITIVE.match(text, end)
    return _phrase(text, lead.end(), limit, singular=True) if lead else None


def paid_for(text: str, end: int, limit: int) -> Counted | None:
    """What money is there for: "$15 million in aid", "£5bn worth of weapons"."""
    lead = _MONEY_OF.match(text, end)
    return _phrase(text, lead.end(), limit, singular=True) if lead else None


def is_time(noun: str) -> bool:
    """True for a unit of time: how long something lasts is told by times, not by quantities."""
    return noun in _TIMES


def _phrase(text: str, begin: int, limit: int, *, singular: bool) -> Counted | None:
    first = last = head = None
    position, conjoined = begin, False
    for _ in range(_MOST_WORDS):
        gap = _GAP.match(text, position, limit)
        match = _WORD.match(text, gap.end(), limit) if gap and (gap.end() > position) else None
        if match is None:
            match = _second_adjective(text, position, limit) if last is not None and head is None else None
            if match is None:
                break
        word, lower = _base(match), _base(match).lower()
        owner = match.group().endswith(("’s", "'s")) or (lower.endswith("s") and text[match.end() : match.end() + 1] in ("’", "'") )
        if head is not None:
            if not conjoined and not _second_head(word, lower, head_word=text[head.start() : head.end()]):
                break
        elif lower in ("and", "or", "&") and last is not None and not singular:
            position = match.end()
            continue
        elif lower in _NO_NOUN or (lower.endswith("ly") and len(lower) > 4 and lower not in ("family", "supply", "assembly", "daily", "early")):
            break
        elif first is not None and finite_kind(lower) == "past" and singular:
            break
        first, last, position = first or match, match, match.end()
        conjoined = owner
        if owner:
            position = match.end() + (text[match.end() : match.end() + 1] in ("’", "'"))
            head = None
        elif is_plural(word, lower):
            head = match
    if first is None:
        return None
    if head is None:
        if not singular or last is None:
            return None
        head = last
        if _base(head).lower() in ("more", "other", "another", "new", "further", "additional"):
            return None
    word = _base(head)
    stop = head.start() + len(word)
    return Counted(first.start(), stop, word.lower(), " ".join(text[first.start() : stop].split()), is_plural(word, word.lower()))


_COMMA = re.compile(r",\s(?=[a-z])")


def _second_adjective(text: str, position: int, limit: int) -> re.Match[str] | None:
    """The word behind a comma between two adjectives: "14 new, long-range planes"."""
    comma = _COMMA.match(text, position, limit)
    return _WORD.match(text, comma.end(), limit) if comma else None


def _base(match: re.Match[str]) -> str:
    word = match.group()
    return word[:-2] if word.endswith(("’s", "'s")) else word


def _second_head(word: str, lower: str, *, head_word: str) -> bool:
    """True for a plural right behind a plural, whose head it is: "women voters", "sports cars"."""
    return is_plural(word, lower) and lower not in _NO_NOUN and not (head_word[0].islower() and word[0].isupper())


@functools.lru_cache(maxsize=4096)
def is_plural(word: str, lower: str) -> bool:
    """True for what looks like a plural noun: "soldiers", "aircraft", "A350s", "747s"."""
    if lower in _UNINFLECTED:
        return True
    if lower in _NO_PLURAL or lower in _NO_NOUN or len(lower) < 3:
        return False
    return lower.endswith("s") and not lower.endswith(("ss", "ous", "us", "is", "ics")) and (lower != word or not lower.endswith("’s"))
