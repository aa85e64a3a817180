"""Bodies whose name lists what they are for: "Ministry of Food, Agriculture and Fisheries"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.names.candidates import GUESSES, Candidate

_FIELDS = frozenset(
    "rail road roads maritime transport transportation traffic aviation shipping ports workers employees food agriculture farming "
    "fisheries forestry livestock environment climate energy mines mining petroleum oil gas water irrigation resources natural land lands "
    "housing urban rural regional planning works infrastructure communities community local government business innovation skills "
    "trade industry industries commerce investment finance revenue customs excise budget economy economic development cooperation "
    "foreign home internal external affairs justice legal law security defence defense immigration citizenship labour labor "
    "employment social welfare pensions services service family families women children youth veterans health medicine "
    "hygiene safety drug drugs education training higher science sciences research technology culture cultural arts media sport sports "
    "recreation tourism heritage information communication communications telecommunications posts digital human rights consumer "
    "protection space oceans oceanic atmospheric geology survey minerals allied engineers teachers nurses miners steel chemical".split()
)
_GAP = re.compile(r",? (?:and|&) |, ")
_BODY = re.compile(r"(?:of|for|on) (?:the )?([A-Z][\w ]*)$")


def unite(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """The candidates with the parts of one list in one name; a list ends with "and" and its last part."""
    united: list[Candidate] = []
    i = 0
    while i < len(candidates):
        one = candidates[i]
        if united and _is_first_half(united[-1], one, text):
            first = united.pop()
            one.start = one.full_start = first.title[0] if first.title else first.start
            one.text = " ".join(text[one.start : one.end].split())
        united.append(one)
        i += 1
        last = _last_part(candidates, i, text) if _opens_list(one) else i + _is_pair(one, candidates[i : i + 1], text)
        if last > i:
            one.end = candidates[last - 1].end
            owner = one.shown.removesuffix(one.text)
            one.text = " ".join(text[one.start : one.end].split())
            one.shown = owner + one.text if owner else ""
            one.key = ""
            i = last
            while i < len(candidates) and candidates[i].start < one.end:
                i += 1  # what was read within the list
    return united


def _opens_list(candidate: Candidate) -> bool:
    """True for a body that ends with something bodies are for: "National Union of Rail"."""
    match = _BODY.search(candidate.text)
    return candidate.kind not in ("person", "place") and match is not None and _is_field(match.group(1))


def _last_part(candidates: Sequence[Candidate], i: int, text: str) -> int:
    """The number behind the last part of a list that goes on with candidate i; i itself where none does."""
    closed = i
    for k in range(i, len(candidates)):
        gap = _GAP.fullmatch(text, candidates[k - 1].end, candidates[k].start)
        if gap is None or candidates[k].sentence != candidates[i - 1].sentence or not _is_field(candidates[k].text):
            break
        if gap.group() != ", " or " and " in candidates[k].text:
            closed = k + 1
            if not text.startswith(" and ", candidates[k].end):
                break
    return closed


def _is_first_half(one: Candidate, other: Candidate, text: str) -> bool:
    """True for "Posts" before "and Telecommunications Company"."""
    front, _, last = other.text.rpartition(" ")
    joined = text[one.end : other.start] == " and " and one.sentence == other.sentence
    guessed = one.rule in (*GUESSES, "title")  # "General Posts" is no officer
    return (
        joined
        and guessed
        and front != ""
        and gazetteer.head_kind(last) is not None
        and _is_field(one.text)
        and _is_field(front)
    )


def _is_pair(one: Candidate, following: Sequence[Candidate], text: str) -> bool:
    """True for a body of two places, which is one: "NHS Greater Glasgow and Clyde, employs …"."""
    front, _, behind = one.text.partition(" ")
    if not following or not behind or not front.isupper() or len(front) < _SHORTEST or one.key:
        return False
    (other,) = following
    pair = text[one.end : other.start] == " and " and " " not in other.text and other.rule in GUESSES
    return pair and other.sentence == one.sentence and _IS_ONE.match(text, other.end) is not None


_SHORTEST = 3  # letters of an acronym
_IS_ONE = re.compile(r",?\s(?:is|was|has|says|[a-z]{3,}[^\Wsui]s)\s")


def _is_field(name: str) -> bool:
    return all(word in _FIELDS or word == "and" for word in name.lower().split())
