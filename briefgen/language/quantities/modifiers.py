"""What stands around a number and bends it: comparators, rates, rises and falls. The number itself is read elsewhere."""

from __future__ import annotations

import re

from briefgen.language.expressions import Expression
from briefgen.language.quantities.context import place_of, words_before
from briefgen.language.quantities.record import Change, Comparator

_BEFORE: dict[str, Comparator] = {
    "at least": ">=", "no fewer than": ">=", "not fewer than": ">=", "no less than": ">=", "not less than": ">=", "a minimum of": ">=",
    "minimum of": ">=", "as few as": ">=", "as little as": ">=", "as low as": ">=", "at most": "<=", "up to": "<=", "as many as": "<=",
    "as much as": "<=", "as high as": "<=", "no more than": "<=", "not more than": "<=", "a maximum of": "<=", "maximum of": "<=",
    "more than": ">", "greater than": ">", "higher than": ">", "over": ">", "above": ">", "upwards of": ">", "upward of": ">", "in excess of": ">",
    "exceeding": ">", "exceed": ">", "exceeded": ">", "exceeds": ">", "less than": "<", "fewer than": "<", "lower than": "<", "under": "<", "below": "<",
    "about": "~", "around": "~", "nearly": "~", "almost": "~", "roughly": "~", "approximately": "~", "approx.": "~", "some": "~",
    "an estimated": "~", "estimated": "~", "close to": "~", "circa": "~", "in the region of": "~", "something like": "~",
    "only": "=", "just": "=", "exactly": "=", "precisely": "=", "a total of": "=", "all": "=",
}  # fmt: skip
_LONGEST = 4  # words
_DEGREES = frozenset("well far just slightly significantly substantially probably perhaps possibly".split())
_ADDED = frozenset("further additional another".split())
_BEHIND = Expression(
    r"\s?\+|-plus\b|-odd\b|\s+(?:or\s+(?:more|above|higher|greater|over|older)|and\s+(?:more|counting))\b(?!\s+than)|\s+or\s+(?:less|fewer|under|below|lower|younger)\b|\s+or\s+so\b|,?\s+at\s+(?:least|most)\b",
    re.IGNORECASE,
)
_RATE = Expression(
    r"(?:\s+(?:per|a|an|each|every)\s+|/\s?)(?P<base>second|minute|hour|day|night|week|weekend|month|quarter|year|annum|decade|sec|min)s?\b",
    re.IGNORECASE,
)
_BASE = Expression(
    r"\s+(?:per|for every|in every|for each)\s+(?P<base>(?:\d[\d,]{0,12}|one hundred|thousand|million|hundred)(?:\s+(?:people|women|men|[a-z]+s)\b)?|capita|(?!cent\b)[a-z-]+)\b|\s+an?\s+(?P<piece>barrel|tonne|ton|litre|liter|gallon|kilo|kilogram|pound|ounce|share|head|piece|copy|unit|person|household|mile|acre|hectare)\b",
    re.IGNORECASE,
)

_SIGNS: dict[str, Comparator] = {"~": "~", "≈": "~", ">": ">", "<": "<", "≥": ">=", "≤": "<="}
_UP = frozenset(
    "rose rise rises risen rising increase increased increases increasing grew grow grows grown growing growth gain gained gains gaining climbed climb "
    "jumped jump surged surge soared up added expanded rebounded raised raise boost boosted higher hike".split()
)
_DOWN = frozenset(
    "fell fall falls fallen falling decrease decreased decreases drop dropped drops dropping decline declined declines declining cut cuts cutting slashed "
    "reduce reduced reducing reduction lost slid slumped plunged plummeted shrank contracted down lower loss lowered trimmed tumbled".split()
)
_FILLERS = frozenset("a an further additional record estimated another of about around almost nearly roughly".split())
_MOVES = Expression(
    r"[\s-]+(?:annual\s+|yearly\s+|sharp\s+|overall\s+)?(?:(?P<up>increase|rise|growth|gain|jump|surge|hike|boost|higher|more|up|raise)|(?P<down>decrease|drop|fall|decline|cut|reduction|loss|lower|less|fewer|down|slump))\b",
    re.IGNORECASE,
)
_ONLY_SHARES = frozenset(
    "gain gained gains gaining added raised raise boost boosted cut cuts cutting slashed lost loss up down reduction increase increased reduce reduced".split()
)


def comparator_before(text: str, start: int) -> tuple[int, Comparator] | None:
    """Where the comparator right before a number begins, and which it is."""
    sign = text[start - 1 : start] if text[start - 1 : start] != " " else text[start - 2 : start - 1]
    if start and sign in _SIGNS:
        return text.rindex(sign, 0, start), _SIGNS[sign]
    words = [word.lower() for word in words_before(text, start)]
    skipped = 0
    if words and words[0] in _ADDED:  # "at least another 20", "up to a further 20"
        skipped = 2 if words[1:2] in (["a"], ["an"]) else 1
    for count in range(min(_LONGEST, len(words) - skipped), 0, -1):
        phrase = " ".join(reversed(words[skipped : skipped + count])).lstrip('("“‘')
        if phrase in _BEFORE:
            outer = words[skipped + count : skipped + count + 1]
            count += bool(outer) and outer[0] in _DEGREES
            begin = place_of(text, start, skipped + count)
            return begin + (text[begin] in '("“‘'), _BEFORE[phrase]
    return None


def comparator_behind(text: str, end: int) -> tuple[int, Comparator] | None:
    """Where the comparator right behind a number or its noun ends, and which it is: "or more", "or so", "+"."""
    match = _BEHIND.match(text, end)
    if match is None:
        return None
    shown = match.group().lower()
    if shown.strip() == "+" and text[match.end() : match.end() + 1].isdigit():
        return None
    if shown == "-odd" or "so" in shown.split():
        return match.end(), "~"
    return match.end(), "<=" if any(
        w in shown for w in ("less", "fewer", "under", "below", "lower", "younger", "most")
    ) else ">="


def rate_behind(text: str, end: int) -> tuple[int, str | None, str | None] | None:
    """The end of a rate, its period as stated ("a year") or else its base ("100,000", "barrel")."""
    match = _RATE.match(text, end)
    if match is not None:
        return match.end(), " ".join(match.group().split()).lstrip("/ "), None
    match = _BASE.match(text, end)
    if match is None:
        return None
    return match.end(), None, match.group("base") or match.group("piece")


def change_to(text: str, start: int) -> Change | None:
    """Which way a verb right before start moves from one level to another: "rose from"."""
    verb = next((word.lower() for word in words_before(text, start)), "")
    return "up" if verb in _UP else "down" if verb in _DOWN else None


def change_of(text: str, start: int, end: int, kind: str) -> Change | None:
    """Whether the quantity at start..end is how far something rose or fell, by the words around it.

    "rose 5%", "fell by 12", "a 5% increase", "5% higher"; "rose to 5%" is a level and no change.
    A count needs "by", and money a verb that takes no object: "lost 12 soldiers" and "raised $5m" tell none.
    """
    behind = _MOVES.match(text, end)
    if behind is not None and (kind != "count" or behind.group().strip(" -").lower() not in ("more", "less", "fewer")):
        return "up" if behind.group("up") else "down"
    words = [word.lower() for word in words_before(text, start)]
    while words and words[0] in _FILLERS:
        del words[0]
    by = words[:1] == ["by"]
    reach = words[1:] if by else words[:1]  # "raised its rate by"
    verb = next((word for word in reach if word in _UP or word in _DOWN), None)
    if verb is None:
        return None
    if kind != "share" and not by and (kind == "count" or verb in _ONLY_SHARES):
        return None
    return "up" if verb in _UP else "down"
