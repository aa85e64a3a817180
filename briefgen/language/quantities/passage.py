"""The sentence that a number stands in, with what is known about it: tags, and numbers that are names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.language.quantities.labels import Labels
from briefgen.language.quantities.modifiers import comparator_before, comparator_behind, rate_behind
from briefgen.language.quantities.record import Comparator
from briefgen.text import Sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a text; tags gives the part of speech of the word that ends at an offset."""

    text: str
    sentence: Sentence
    tags: Mapping[int, str]
    labels: Labels


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number with its comparators, start..end; sure tells that one of them does more than to stress it."""

    start: int
    end: int
    comparator: Comparator
    sure: bool


def bounds_of(passage: Passage, start: int, end: int) -> Bounds:
    """The number at start..end with the comparators before and behind it, as far as its sentence goes."""
    before = comparator_before(passage.text, start)
    behind = comparator_behind(passage.text, end)
    if behind is not None and behind[0] > passage.sentence.end:
        behind = None
    begin, comparator = before or (start, "=")
    if behind is not None:
        end, comparator = behind
    return Bounds(begin, end, comparator, sure=behind is not None or comparator != "=")


def rate_of(passage: Passage, end: int, unit: str | None) -> tuple[int, str | None, str | None]:
    """Where a rate behind end ends (end itself where there is none), the unit with its base, and the period."""
    rate = rate_behind(passage.text, end)
    if rate is None or rate[0] > passage.sentence.end:
        return end, unit, None
    stop, period, base = rate
    return stop, f"{unit or ''} per {base}".strip() if base else unit, period
