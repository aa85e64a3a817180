"""Two names of one: "Brown, whose real name was Paul Frappier", "the union, better known as the RMT"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.language.names.candidates import UNKNOWN, Candidate

_ALSO = re.compile(
    r"\s?[,(—–-]{0,2}\s?(?:(?:who|which)\s(?:is|was)\s)?"
    r"(?:whose\s(?:real|birth|full|legal)\sname\s(?:is|was)|(?:(?:better|also|popularly|commonly|formerly|previously|widely|otherwise)\s){1,2}"
    r"(?:known|called)\s(?:simply\s)?(?:as|by)|a\.?k\.?a\.?|alias|n[ée]e|born)\s(?:the\s)?[“\"‘']?"
)


def pairs(candidates: Sequence[Candidate], text: str) -> Iterator[tuple[Candidate, Candidate]]:
    """Two candidates that stand side by side and that the words between them say are one."""
    for one, other in pairwise(candidates):
        if one.sentence != other.sentence or not 0 < other.start - one.end <= _LONGEST:
            continue
        persons = "person" in (one.kind, other.kind)
        alike = one.kind == other.kind or UNKNOWN in (one.kind, other.kind)
        if (alike or not persons) and _ALSO.fullmatch(text, one.end, other.start):
            yield one, other


_LONGEST = 60


def _is_apposed(one: Candidate, other: Candidate, text: str) -> bool:
    """True for a body that is described and then named: "Garang's party, the Velden Movement, said"."""
    described = one.form == "name" and one.kind not in ("person", "place") and one.text.rpartition(" ")[2].islower()
    owned = "'s " in one.text or "’s " in one.text
    named = (
        other.form == "name" and other.kind not in ("person", "place", "government") and other.sentence == one.sentence
    )
    return (
        described
        and owned
        and named
        and text[one.end : other.start] == ", the "
        and text[other.end : other.end + 1] in ",."
    )


def link(candidates: Sequence[Candidate], text: str) -> None:
    """Give all names of one the same entity: that of the name told first, of a description that of the name behind it."""
    same: dict[int, int] = {}
    for one, other in pairs(candidates, text):
        if one.entity >= 0 and other.entity >= 0 and one.entity != other.entity:
            same[other.entity] = same.get(one.entity, one.entity)
    for one, other in pairwise(candidates):
        if one.entity >= 0 and other.entity >= 0 and _is_apposed(one, other, text):
            same[one.entity] = same.get(other.entity, other.entity)
    if same:
        for candidate in candidates:
            candidate.entity = same.get(candidate.entity, candidate.entity)
