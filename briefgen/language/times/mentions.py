"""What is found: an expression of time, where it stands and what it means. How it is found is told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.language.expressions import Expression
from briefgen.model import Time

Role = Literal["at", "since", "until", "before", "after", "during", "dateline"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One expression of time, start..end without its preposition; role is what the preposition makes of it.

    A range ("from 2004 to 2009") is one mention; parts are then its two ends, each with its own value.
    The role "dateline" marks the date under which a text was filed: it dates the text, no event in it.
    """

    start: int
    end: int
    sentence: int
    time: Time
    role: Role
    parts: tuple[TimeMention, ...] = ()


def iter_dated(times: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """The mentions that can date an event: dates and times of day; no durations, no sets, no dateline, nothing vague.

    "Now", "recently" and their like say nothing about when; "several days earlier" at least hangs on an event.
    """
    for mention in times:
        time = mention.time
        if time.kind in ("date", "time") and mention.role != "dateline" and (time.value or time.precision != "none"):
            yield mention


def iter_single(times: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """All mentions, a range as its two ends: the way in which TIMEX3 and TEI mark them."""
    for mention in times:
        yield from mention.parts or (mention,)


_OWNER = Expression(r"(?:\b(?:the|its|their|his|her|a)|['’]s)\s+$", re.IGNORECASE)


def names_a_thing(text: str, mention: TimeMention) -> bool:
    """Whether a year only tells one thing from its like ("the 1991 settlement", "this year’s fair") and dates no act."""
    if mention.time.precision != "year" or mention.time.kind != "date":
        return False
    before, after = text[max(0, mention.start - 7) : mention.start], text[mention.end : mention.end + 2]
    followed = after[:1] == " " and after[1:2].isalpha() and mention.time.basis == "stated"
    return after in ("’s", "'s") or (followed and _OWNER.search(before) is not None)
