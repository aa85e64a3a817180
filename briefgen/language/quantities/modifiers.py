"""What stands around a number and bends it: comparators, rates, rises and falls. The number itself is read elsewhere."""

from __future__ import annotations

import re

from briefgen.language.quantities.record import Change, Comparator

_BEFORE: dict[str, Comparator] = {
    "at least": ">=", "no fewer than": ">=", "not fewer than": ">=", "no less than": ">=", "not less than": ">=", "a minimum of": ">=",
    "minimum of": ">=", "as few as": ">=", "as little as": ">=", "as low as": ">=", "at most": "<=", "up to": "<=", "as many as": "<=",
    "as much as": "<=", "as high as": "<=", "no more than": "<=", "not more than": "<=", "a maximum of": "<=", "maximum of": "<=",
    "more than": ">", "greater than": ">", "higher than": ">", "over": ">", "above": ">", "upwards of": ">", "upward of": ">", "in excess of": ">",
    "exceeding": ">", "exceed": ">", "exceeded": ">", "exceeds": ">", "less than": "<", "fewer than": "<", "lower than": "<", "under": "<", "below": "<",
    "about": "~", "around": "~", "nearly": "~", "almost": "~", "roughly": "~", "approximately": "~", "approx.": "~", "some": "~",
    "an estimated": "~", "estimated": "~", "close to": "~", "circa": "~", "in the region of": "~", "something like": "~", "~": "~", "≈": "~",
    ">": ">", "<": "<", "≥": ">=", "≤": "<=", "only": "=", "just": "=", "exactly": "=", "precisely": "=", "a total of": "=", "all": "=",
}  # fmt: skip
_OUTER = r"(?:(?:well|far|just|slightly|a little|significantly|substantially|an estimated|probably|perhaps|possibly)\s+)?"
_WORDS = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(_BEFORE, key=len, reverse=True) if w[0].isalpha())
_COMPARATOR = re.compile(rf"(?P<x>(?<![\w-])(?:{_OUTER}(?P<c>{_WORDS})\s+|(?P<sign>[~≈<>≥≤])\s?))(?:(?:an?\s+(?:additional|further)|another)\s+)?$", re.IGNORECASE)
_BEHIND = re.compile(r"\s?\+|\s+(?:or\s+(?:more|above|higher|greater|over|older)|and\s+(?:more|counting))\b(?!\s+than)|\s+or\s+(?:less|fewer|under|below|lower|younger)\b|\s+or\s+so\b|,?\s+at\s+(?:least|most)\b", re.IGNORECASE)
_WIDEST = 40
_RATE = re.compile(
    r"(?:\s+(?:per|a|an|each|every)\s+|/\s?)(?P<base>second|minute|hour|day|night|week|weekend|month|quarter|year|annum|decade|sec|min)s?\b", re.IGNORECASE
)
_BASE = re.compile(r"\s+(?:per|for every|in every|for each)\s+(?P<base>(?:\d[\d,]{0,12}|one hundred|thousand|million|hundred)(?:\s+[a-z]+s\b)?|capita|(?!cent\b)[a-z-]+)\b|\s+an?\s+(?P<piece>barrel|tonne|ton|litre|liter|gallon|kilo|kilogram|pound|ounce|share|head|piece|copy|unit|person|household|mile|acre|hectare)\b", re.IGNORECASE)

_UP = "rose|rise|rises|risen|rising|increase|increased|increases|increasing|grew|grow|grows|grown|growing|growth|gain|gained|gains|gaining|climbed|climb|jumped|jump|surged|surge|soared|up|added|expanded|rebounded|raised|raise|boost|boosted|higher|hike"
_DOWN = "fell|fall|falls|fallen|falling|decrease|decreased|decreases|drop|dropped|drops|dropping|decline|declined|declines|declining|cut|cuts|cutting|slashed|reduce|reduced|reducing|reduction|lost|slid|slumped|plunged|plummeted|shrank|contracted|down|lower|loss|lowered|trimmed|tumbled"
_MOVED = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<by>\s+(?:again\s+)?by)?\s+(?:an?\s+(?:further|additional|record|estimated)\s+|another\s+|of\s+)?$", re.IGNORECASE)
_MOVES = re.compile(rf"[\s-]+(?:annual\s+|yearly\s+|sharp\s+|overall\s+)?(?:(?P<up>increase|rise|growth|gain|jump|surge|hike|boost|higher|more|up|raise)|(?P<down>decrease|drop|fall|decline|cut|reduction|loss|lower|less|fewer|down|slump))\b", re.IGNORECASE)
_ONLY_SHARES = frozenset("gain gained gains gaining added raised raise boost boosted cut cuts cutting slashed lost loss reduction increase increased reduce reduced".split())


def comparator_before(text: str, start: int) -> tuple[int, Comparator] | None:
    """Where the comparator right before a number begins, and which it is."""
    floor = max(0, start - _WIDEST)
    match = _COMPARATOR.search(text[floor:start])
    if match is None:
        return None
    words = match.group("c")
    return floor + match.start("x"), _BEFORE[" ".join(words.lower().split()) if words else match.group("sign")]


def comparator_behind(text: str, end: int) -> tuple[int, Comparator] | None:
    """Where the comparator right behind a number or its noun ends, and which it is: "or more", "or so", "+"."""
    match = _BEHIND.match(text, end)
    if match is None:
        return None
    shown = match.group().lower()
    if shown.strip() == "+" and text[match.end() : match.end() + 1].isdigit():
        return None
    if "so" in shown.split():
        return match.end(), "~"
    return match.end(), "<=" if any(w in shown for w in ("less", "fewer", "under", "below", "lower", "younger", "most")) else ">="


def rate_behind(text: str, end: int) -> tuple[int, str | None, str | None] | None:
    """The end of a rate, its period as stated ("a year") or else its base ("100,000", "barrel")."""
    match = _RATE.match(text, end)
    if match is not None:
        return match.end(), " ".join(match.group().split()).lstrip("/ "), None
    match = _BASE.match(text, end)
    if match is None:
        return None
    return match.end(), None, match.group("base") or match.group("piece")


def change_of(text: str, start: int, end: int, kind: str) -> Change | None:
    """Whether the quantity at start..end is how far something rose or fell, by the words around it.

    "rose 5%", "fell by 12", "a 5% increase", "5% higher"; "rose to 5%" is a level and no change.
    A count needs "by", and money a verb that takes no object: "lost 12 soldiers" and "raised $5m" tell none.
    """
    behind = _MOVES.match(text, end)
    if behind is not None and (kind != "count" or behind.group().strip(" -").lower() not in ("more", "less", "fewer")):
        return "up" if behind.group("up") else "down"
    before = _MOVED.search(text[max(0, start - _WIDEST) : start])
    if before is None:
        return None
    verb = (before.group("up") or before.group("down")).lower()
    if kind != "share" and not before.group("by") and (kind == "count" or verb in _ONLY_SHARES):
        return None
    return "up" if before.group("up") else "down"
