"""Numbers in digits and in words, and their exact values. What a number counts is not known here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from briefgen.language.expressions import Expression

_SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_GROUPS = {"hundred": 100, "dozen": 12, "score": 20}
_SCALES = {
    "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_MOST_DIGITS = 24  # longer ones are codes, not quantities


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number, start..end with its scale word.

    scale is 1 where none is stated; bare tells plain digits ("787", "10.4"), which may as well be a label.
    """

    start: int
    end: int
    value: Decimal
    scale: int
    in_digits: bool
    bare: bool


def _either(words: object) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]


_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_100 = rf"(?:(?:{_TENS})(?:[-‑\s](?:{_UNIT})\b)?|(?:{_either(_SMALL)}))\b"
_SCALE_WORD = "thousand|lakh|million|crore|billion|trillion"
_HUNDREDS = rf"(?:{_BELOW_100}[-\s]hundred|an?\shundred)\b(?:\s(?:and\s)?{_BELOW_100})?"
_BELOW_1000 = rf"(?:{_HUNDREDS}|{_BELOW_100}(?:[-\s]dozen\b)?|an?\s(?:dozen\b|score(?=\sof\b)|(?=(?:{_SCALE_WORD})\b)))"
_SPELLED = Expression(
    rf"half\sa\s(?:{_SCALE_WORD}|dozen)\b|{_BELOW_1000}(?:\sand\sa\shalf\b)?(?:[-\s]?(?:{_SCALE_WORD})\b(?:\s(?:and\s)?{_BELOW_1000}(?:\s(?:{_SCALE_WORD})\b)?){{0,3}})?",
    re.IGNORECASE,
)
_DIGITS = Expression(
    r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d+)(?![\d])(?:\.\d+)?(?P<vulgar>[½¼¾]|\s1/2\b)?"
)
_SCALE = Expression(
    r"(?:[\s-]?(?P<word>hundred|thousand|lakh|million|crore|billion|trillion|dozen)s?|\s?(?P<short>mln|bln|trn|bn|mn|tn|mil))\b",
    re.IGNORECASE,
)
_MONEY_LETTER = Expression(r"\s?(?P<short>[mMbBkK])\b")
_COUNT_LETTER = Expression(r"(?P<short>[mMkK])(?=\s+(?:[a-z]+\s+)?[a-z]+s\b|\s+people\b)")
_NUMBER_WORD = Expression(r"[a-z]+")

#: Where a number may begin.
FIRST = rf"\d|(?i:half\sa|an?\s(?:hundred|dozen|score|{_SCALE_WORD})|{_either(_SMALL)})\b"


def numeral_at(text: str, start: int, *, money: bool = False) -> Numeral | None:
    """The number that begins at start, or None; money lets a single letter be its scale ("$5m")."""
    if text[start : start + 1].isdigit():
        return _in_digits(text, start, money=money)
    match = _SPELLED.match(text, start)
    if match is None:
        return None
    return Numeral(start, match.end(), _spelled_value(match.group().lower()), 1, False, False)


def digits_end(text: str, start: int) -> int:
    """Where the digits end that begin at start; there the search goes on when they are no number."""
    match = _DIGITS.match(text, start)
    return match.end() if match else start + 1


def _in_digits(text: str, start: int, *, money: bool) -> Numeral | None:
    match = _DIGITS.match(text, start)
    if match is None or match.end() - start > _MOST_DIGITS:
        return None
    digits, vulgar = match.group(), match.group("vulgar")
    if vulgar:
        digits = digits[: -len(vulgar)]
    plain = re.sub(r"[^\d.]", "", digits)
    value = Decimal(plain) + Decimal(_VULGAR.get(vulgar.strip(), "0.5") if vulgar else 0)
    end, scale = match.end(), 1
    follows = _SCALE.match(text, end) or (_MONEY_LETTER if money else _COUNT_LETTER).match(text, end)
    if follows is not None:
        name = (follows.groupdict().get("word") or follows.group("short")).lower()
        scale, end = _GROUPS.get(name) or _SCALES[name], follows.end()
    bare = scale == 1 and plain == digits and not vulgar
    return Numeral(start, end, _exact(value * scale), scale, True, bare)


def _exact(value: Decimal) -> Decimal:
    """The same value, whole numbers without a fraction: 4.6 billion is 4600000000, not 4600000000.0."""
    return value.to_integral_value() if value == value.to_integral_value() else value


def _spelled_value(words: str) -> Decimal:
    """The value of a spelled number in lower case: "two hundred and fifty", "two and a half million"."""
    total, current = Decimal(0), Decimal(0)
    if words.startswith("half a"):
        word = words.split()[-1]
        return _exact(Decimal(_SCALES.get(word) or _GROUPS[word]) / 2)
    for word in _NUMBER_WORD.findall(words):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "half":
            current += Decimal("0.5") - (1 if current % 1 == 0 and " and a half" in words else 0)
        elif word in ("a", "an"):
            current += 1
        elif word in _GROUPS:
            current *= _GROUPS[word]
        elif word in _SCALES:
            total, current = total + current * _SCALES[word], Decimal(0)
    return _exact(total + current)
