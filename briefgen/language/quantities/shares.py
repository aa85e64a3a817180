"""Parts of a whole and multiples that are told in words: "a third of", "one in five", "twice", "doubled"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from briefgen.language.expressions import Expression
from briefgen.language.quantities.modifiers import comparator_before
from briefgen.language.quantities.numerals import numeral_at
from briefgen.language.quantities.record import Change

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_SMALL = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_FOLDS = {
    "twice": 2,
    "doubl": 2,
    "twofold": 2,
    "tripl": 3,
    "trebl": 3,
    "threefold": 3,
    "quadrupl": 4,
    "fourfold": 4,
    "fivefold": 5,
    "tenfold": 10,
}
_PART = Expression(
    rf"(?:(?P<n>{'|'.join(_SMALL)})[-\s])?(?P<part>{'|'.join(_PARTS)})s?\b(?=\s+(?:of|the|a|as|its|their|more|less|fewer|full|empty)\b|[.,;)])",
    re.IGNORECASE,
)
_COMPARED = (" of ", " more", " less", " fewer")
_NO_PART = Expression(
    r"[-\s](?:(?:an?\s)?(?:million|billion|trillion|thousand|dozen|hundred|century|hour|year|mile|day)|time|hour|year|day|dozen|million|billion|thousand|brother|sister|way|century|mile|season|quarter|finals?)\b",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = Expression(r"\b(?:the|first|second|third|fourth|last|this|next|each|every|and|a)\s+$", re.IGNORECASE)
_OUT_OF = Expression(r"\s+(?P<how>out\s+of\s+(?:every\s+)?|in\s+(?:every\s+)?|of\s+every\s+)(?=[\w])", re.IGNORECASE)
_FOLD = Expression(
    r"(?P<word>once|twice|doubl(?:ed|es|ing)|tripl(?:ed|es|ing)|trebled|quadrupled|halved|(?:two|three|four|five|ten)fold)\b",
    re.IGNORECASE,
)
_TWICE = Expression(r"\s+(?:as|the|that|its|their|what|more)\b", re.IGNORECASE)
_TIMES = Expression(
    r"\s+times(?=\s+(?:as|the|that|its|their|more|less|higher|lower|larger|bigger|greater|faster|smaller|longer|what|[a-z]+er)\b)|[-‑\s]?fold\b|\s+times\b|-times\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Share:
    """A part or a multiple at start..end: two-thirds is 2 with the unit "in 3", twice is 2 "times"."""

    end: int
    value: Decimal
    unit: str
    rule: str
    change: Change | None = None
    bare_noun: bool = False  # "one in five children", against "a fifth of the children"


def share_at(text: str, start: int) -> Share | None:
    """The part of a whole or the multiple that begins at start: "half of", "two-thirds", "one in five", "doubled"."""
    return _part(text, start) or _out_of(text, start) or _fold(text, start)


def times_behind(text: str, end: int) -> int | None:
    """Where "times" or "-fold" behind a number ends: "four times faster"."""
    match = _TIMES.match(text, end)
    return match.end() if match else None


def _part(text: str, start: int) -> Share | None:
    match = _PART.match(text, start)
    if match is None or _NO_PART.match(text, match.end()):
        return None
    number, part = match.group("n"), match.group("part").lower()
    if number is None and (part not in ("half",) or _ORDINAL_BEFORE.search(text[max(0, start - 10) : start])):
        return None
    by = text[max(0, start - 4) : start].lower() == " by "
    if number is not None and number.lower() in ("a", "an") and not by and not text.startswith(_COMPARED, match.end()):
        return None
    return Share(match.end(), Decimal(_SMALL[(number or "one").lower()]), f"in {_PARTS[part]}", "figures.fraction")


def _out_of(text: str, start: int) -> Share | None:
    first = numeral_at(text, start)
    match = _OUT_OF.match(text, first.end) if first else None
    if first is None or match is None or first.value > 1000:
        return None
    second = numeral_at(text, match.end())
    if second is None or not first.value < second.value <= 1_000_000 or second.value % 1:
        return None
    plain = match.group("how").split() == ["in"]
    if plain and (second.value < 3 or second.value > 10_000 or (first.value > 1 and second.value % 10)):
        return None
    return Share(second.end, first.value, f"in {second.value:f}", "figures.fraction", bare_noun=True)


def _fold(text: str, start: int) -> Share | None:
    match = _FOLD.match(text, start)
    if match is None:
        return None
    word = match.group("word").lower()
    if word in ("once", "twice") and comparator_before(text, start):
        return Share(match.end(), Decimal(1 if word == "once" else 2), "times", "figures.multiple")
    if word == "once":
        return None
    if word == "twice":
        return Share(match.end(), Decimal(2), "times", "figures.multiple") if _TWICE.match(text, match.end()) else None
    if word == "halved":
        return Share(match.end(), Decimal("0.5"), "times", "figures.multiple", "down")
    stem = word if word.endswith("fold") else re.sub(r"(?:ed|es|ing)$", "", word)
    return Share(match.end(), Decimal(_FOLDS[stem]), "times", "figures.multiple", "up")
