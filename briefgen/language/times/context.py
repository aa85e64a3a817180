"""What an expression of time is counted from: the publication date, the dateline, or a date that the text gave before."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from briefgen.language.times.tense import Direction, direction
from briefgen.language.times.values import derived
from briefgen.model import Time

WITHOUT_DATE = "relative to a publication date that is not given"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day on which a text speaks, and in words where that is known from."""

    date: dt.date
    name: str


@dataclass(frozen=True)
class Context:
    """What surrounds an expression: the anchor of the text, where there is one, and the sentence on both sides.

    near is the last date before the expression that the text itself fixes, in the same or the previous paragraph.
    """

    anchor: Anchor | None
    before: str
    after: str
    near: Time | None = None

    @functools.cached_property
    def direction(self) -> Direction:
        """Whether the clause speaks of the past or of what is to come."""
        return direction(self.before, self.after)

    def derived(self, time: Time, reason: str | None = None) -> Time:
        """The time, marked as counted from the anchor of the text."""
        return derived(time, self.anchor.name if self.anchor else "", reason)

    def derived_nearby(self, time: Time, reason: str | None = None) -> Time:
        """The time, marked as counted from the date that the text gave before."""
        return derived(time, f"“{self.near.as_stated}” in the text" if self.near else "", reason)
