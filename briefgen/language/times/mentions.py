"""What is found: an expression of time, where it stands and what it means. How it is found is told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

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
