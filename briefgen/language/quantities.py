"""Quantities with what they count: money, shares, counts, measures, and quantities that are only hinted at or kept back."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from briefgen.language.times import TimeMention
from briefgen.language.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from briefgen.text import Sentence, sentence_at

Comparator = Literal["=", ">=", "<=", ">", "<", "~", "range"]

_COMPARATORS: dict[str, Comparator] = {
    "at least": ">=", "no fewer than": ">=", "no less than": ">=", "a minimum of": ">=", "at most": "<=", "up to": "<=",
    "as many as": "<=", "as much as": "<=", "no more than": "<=", "a maximum of": "<=", "more than": ">", "over": ">", "above": ">",
    "upwards of": ">", "less than": "<", "fewer than": "<", "under": "<", "below": "<", "about": "~", "around": "~", "nearly": "~",
    "almost": "~", "roughly": "~", "approximately": "~", "some": "~", "an estimated": "~", "close to": "~", "only": "=", "just": "=",
}  # fmt: skip
_ONES = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a dozen": 12, "two dozen": 24,
    "a hundred": 100, "one hundred": 100, "a thousand": 1000, "one thousand": 1000, "a million": 10**6, "one million": 10**6,
    "half a million": 500_000, "a billion": 10**9,
}  # fmt: skip
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "m": 10**6,
    "k": 10**3,
    "tn": 10**12,
}
_MEASURES = frozenset(
    "miles mile kilometres kilometers km metres meters feet foot ft inches kg kilograms tonnes tons ton pounds lb litres liters gallons "
    "barrels degrees hectares acres mph kph watts megawatts kilowatts mw gw gb mb tb knots".split()
)
_NO_COUNT = frozenset("am pm gmt utc est edt of the in on at to and or for with by is was".split())
_AGE = re.compile(r"^,\s*(?P<x>\d{1,3})(?=,)")
_UNDISCLOSED = re.compile(
    r"\b(?P<x>(?:the )?(?:exact |total |precise )?number of (?P<what>[\w-]+(?: [\w-]+)?)|how (?:many|much) (?P<many>[\w-]+)|how long [^,.;]+|"
    r"the (?:cost|price|value|amount|size|length|duration|terms) of [^,.;]+)",
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity, start..end with its comparator and the noun it counts; value is exact in its unit."""

    start: int
    end: int
    sentence: int
    as_stated: str
    status: Literal["given", "undisclosed", "vague"]
    rule: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator = "="
    unit: str | None = None
    counts: str | None = None


@functools.cache
def _pattern() -> re.Pattern[str]:
    comparators = "|".join(sorted(map(re.escape, _COMPARATORS), key=len, reverse=True))
    spelled = "|".join(sorted(_ONES, key=len, reverse=True))
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{tens})-(?:one|two|three|four|five|six|seven|eight|nine)|(?:{spelled})\b)"
    scale = r"(?:hundred|thousand|million|billion|trillion|bn|tn|m|k)\b"
    return re.compile(
        rf"(?P<c>\b(?i:{comparators})\s+)?(?:(?P<cur>(?:US|A|C|NZ|HK)?\$|€|£|¥|USD |EUR |GBP )\s?|(?<![\w.,/:$€£-]))(?P<n>{number})(?![\d/:])"
        rf"(?:\s?(?P<scale>{scale}))?(?:\s?(?:-|–|to)\s?(?P<n2>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale2>{scale}))?)?"
        r"(?P<pct>\s?(?:%|per ?cent\b|percentage points?\b))?"
    )


_VAGUE = re.compile(
    r"\b(?P<x>(?:several|dozens of|scores of|hundreds of|thousands of|tens of thousands of|hundreds of thousands of|millions of|billions of)(?: thousand| hundred| million)?)"
    r"\s+(?P<what>[\w-]+(?: [\w-]+)?)"
    r"|\b(?P<rise>an? (?:sharp|steep|significant|major|dramatic|large|massive|huge|substantial) (?:increase|rise|surge|drop|decline|fall|decrease|reduction) in [\w-]+)",
    re.IGNORECASE,
)
_NAMES_BEFORE = re.compile(
    r"(?:\b(?:[a-z]?[A-Z][\w-]*|No\.|no\.|number|version|chapter|section|article|room|page|flight|channel|route|highway|group|phase|type|model|windows|resolution)\s)$"
)


def find_quantities(text: str, sentences: Sequence[Sentence], times: Sequence[TimeMention]) -> tuple[Quantity, ...]:
    """Find the quantities of a text in reading order; none overlap.

    Dates, years, times of day, ordinals, scores, versions and "the two countries" are none.
    "1.5 million" has the value Decimal("1500000"). Linear in the text's length.
    """
    claimed = bytearray(len(text) + 1)
    for mention in times:
        if mention.time.kind in ("date", "time"):
            claimed[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    found: list[Quantity] = []
    for match in _pattern().finditer(text):
        if not claimed[match.start("n")]:
            quantity = _numeric(text, sentences, match)
            if quantity is not None:
                claimed[quantity.start : quantity.end] = b"\x01" * (quantity.end - quantity.start)
                found.append(quantity)
    for match in _VAGUE.finditer(text):
        vague = _vague(text, sentences, match) if not claimed[match.start()] else None
        if vague is not None:
            found.append(vague)
    return tuple(sorted(found, key=lambda q: q.start))


def undisclosed_in(text: str, start: int, end: int, sentence: int) -> tuple[Quantity, ...]:
    """The quantities that a stretch of text names without giving them: what somebody kept back."""
    found = []
    for match in _UNDISCLOSED.finditer(text, start, end):
        what = match.group("what") or match.group("many")
        unit = (
            what.split()[0]
            if what
            else "duration"
            if "long" in match.group() or "duration" in match.group()
            else match.group().split()[1]
        )
        stop = min(match.end(), end)
        found.append(
            Quantity(
                match.start(),
                stop,
                sentence,
                text[match.start() : stop],
                "undisclosed",
                "figures.undisclosed",
                unit=unit,
                counts=what,
            )
        )
    return tuple(found)


def _value(number: str, scale: str | None) -> Decimal:
    if number[0].isdigit():
        value = Decimal(number.replace(",", ""))
    elif "-" in number:
        tens, ones = number.lower().split("-")
        value = Decimal(_ONES[tens] + {"one": 1}.get(ones, _ONES.get(ones, 0)))
    else:
        value = Decimal(_ONES[number.lower()])
    return value * _SCALES[scale.lower()] if scale else value


def _numeric(text: str, sentences: Sequence[Sentence], match: re.Match[str]) -> Quantity | None:
    number, scale = match.group("n"), match.group("scale")
    if len(number) > 30:
        return None
    value = _value(number, scale)
    money, share = match.group("cur"), match.group("pct")
    start = match.start("c") if match.group("c") else match.start("cur") if money else match.start("n")
    end = match.end()
    unit: str | None = money.strip() if money else "%" if share else None
    counts: str | None = None
    if money is None and share is None:
        noun = _counted(text, end)
        if noun is None or _is_label(text, match, scale, noun):
            return None
        end, unit, counts = noun[0], noun[1], noun[2]
    low = high = None
    comparator = _COMPARATORS[match.group("c").strip().lower()] if match.group("c") else "="
    if match.group("n2"):
        top = _value(match.group("n2"), match.group("scale2") or scale)
        if top <= value and not match.group("scale2"):
            return None  # a score, a ratio
        if match.group("scale2") and not scale:
            value *= _SCALES[match.group("scale2").lower()]
        low, high, comparator = value, top, "range"
    rule = (
        "figures.money"
        if money or unit in _CURRENCIES
        else "figures.share"
        if share
        else "figures.measure"
        if unit in _MEASURES
        else "figures.count"
    )
    index = sentence_at(sentences, start).index if sentences else 0
    stated = text[start : match.end()].strip()
    exact = None if comparator == "range" else value
    return Quantity(start, end, index, stated, "given", rule, exact, low, high, comparator, unit, counts)


_CURRENCIES = frozenset("dollars dollar euros euro pounds yen rupees pesos yuan rubles roubles francs cents".split())
_COUNT_NOUN = re.compile(r"\s+(?P<noun>[^\W\d_][\w’-]*(?:\s+[^\W\d_][\w’-]*){0,3})")


def _counted(text: str, end: int) -> tuple[int, str, str] | None:
    """The end, the head noun and the whole of the phrase that a number counts; None where it counts nothing.

    "95 deaths", "1,200 new cases", "40 US soldiers": the phrase runs to the first plural noun.
    """
    match = _COUNT_NOUN.match(text, end)
    if match is None:
        return None
    offset = match.start("noun")
    for word in re.finditer(r"[^\W\d_][\w’-]*", match.group("noun")):
        lower = word.group().lower()
        if lower in _NO_COUNT | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | DETERMINERS:
            return None
        bare = lower.removesuffix("’s")
        if bare.endswith("s") and not bare.endswith(("ss", "ous", "us")) or bare in _PLURALS or bare in _MEASURES:
            stop = offset + word.end() - (2 if lower.endswith("’s") else 0)
            return stop, bare, " ".join(text[offset:stop].split())
    return None


_PLURALS = frozenset(
    "people men women children troops police personnel staff dead aircraft percent feet fish sheep cattle deer youth wounded injured".split()
)


def _is_label(text: str, match: re.Match[str], scale: str | None, noun: tuple[int, str, str]) -> bool:
    """True for what only looks like a count: "the two countries", "iPhone 4 users", a bare year, a section number."""
    before = text[max(0, match.start() - 24) : match.start("n")]
    number = match.group("n")
    small = not number[0].isdigit() or (number.isdigit() and int(number) <= 3)
    if (
        match.group("c") is None
        and small
        and re.search(r"\b(?:the|these|those|its|their|his|her|both|our|other|all)\s+$", before, re.IGNORECASE)
    ):
        return True
    if (
        match.group("c") is None
        and _NAMES_BEFORE.search(before)
        and scale is None
        and number[0].isdigit()
        and noun[1] not in _MEASURES
    ):
        return not re.search(r"(?:^|[.!?]\s+|\n)[A-Z]\w*\s$", before)
    return noun[1] in ("times", "s")


def _vague(text: str, sentences: Sequence[Sentence], match: re.Match[str]) -> Quantity | None:
    index = sentence_at(sentences, match.start()).index if sentences else 0
    if match.group("rise"):
        unit = match.group("rise").split()[-1]
        return Quantity(*match.span("rise"), index, match.group("rise"), "vague", "figures.unquantified", unit=unit)
    what = match.group("what").split()
    if what[0].lower() in DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES:
        return None
    stop = match.end()
    noun = what[0] if what[0].endswith("s") or what[0] in _PLURALS else what[-1]
    if noun == what[0]:
        stop = match.start("what") + len(what[0])
    return Quantity(
        match.start(), stop, index, text[match.start() : stop], "vague", "figures.vague", unit=noun.lower(), counts=noun
    )
