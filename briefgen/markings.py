"""How far a page may travel: TLP 2.0, classifications, embargo and expiry; their order, labels and colours.

Nothing is removed or printed here. Whatever is unknown counts as the stricter case.
Source: FIRST, Traffic Light Protocol (TLP), version 2.0, for the labels, their colours and their place on the page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")  # the widest circle first
_LETTERS = {
    "TLP:CLEAR": "#FFFFFF",
    "TLP:GREEN": "#33FF00",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:RED": "#FF2B2B",
}
_GROUND = "#000000"

Notice = Literal["embargoed", "expiring", "expired"]


@dataclass(frozen=True, slots=True)
class Classification:
    """A marking of the user's own scheme: its text, its level (0 is open, more is stricter), its colours."""

    text: str
    level: int
    colour: str = "#FFFFFF"
    background: str = "#000000"


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands at the top and the bottom of every page, and in which colours."""

    text: str
    colour: str
    background: str


@dataclass(frozen=True, slots=True)
class Release:
    """The most that a brief may carry: a TLP label, a level of classification, or both."""

    marking: str | None = None
    level: int | None = None

    def admits(self, marking: str | None, classification: Classification | None) -> bool:
        """True when what is so marked may be in the brief.

        Where the release names a TLP label, what has none stays out; where it does not, only
        TLP:CLEAR and what has no label come in. The same holds for levels, with 0 for TLP:CLEAR.
        """
        open_tlp = marking in (None, TLP[0])
        within_tlp = marking is not None and rank(marking) <= rank(self.marking) if self.marking else open_tlp
        level = classification.level if classification else None
        within_level = not level if self.level is None else level is not None and level <= self.level
        return within_tlp and within_level

    def __str__(self) -> str:
        parts = (self.marking, None if self.level is None else f"level {self.level}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What the operator says about passing a brief on, beside its TLP label.

    at is the instant of the build, where it is known. withheld counts the facts that were left out
    because their sources are marked above the brief.
    """

    classification: Classification | None = None
    embargo: dt.datetime | None = None
    expires: dt.datetime | None = None
    at: dt.datetime | None = None
    withheld: int = 0


# TLP -------------------------------------------------------------------------------------------


def rank(label: str) -> int:
    """The place of a label in the order, 0 for TLP:CLEAR; what is no label of TLP 2.0 stands above TLP:RED."""
    return TLP.index(label) if label in TLP else len(TLP)


def strictest(labels: Iterable[str | None]) -> str | None:
    """The strictest of some labels; None when there is none."""
    return max((label for label in labels if label), key=rank, default=None)


_ALONE = re.compile(r"^[ \t>*_#-]*(TLP:(?:CLEAR|GREEN|AMBER(?:\+STRICT)?|RED))[ \t*_]*$", re.MULTILINE)


def stated_in(text: str) -> str | None:
    """The strictest label that stands alone on a line of a text, as TLP wants it in headers and footers."""
    return strictest(match.group(1) for match in _ALONE.finditer(text))


# Classifications -------------------------------------------------------------------------------


def highest(classifications: Iterable[Classification | None]) -> Classification | None:
    """The classification of the highest level; where two of different words share it, both their texts."""
    given = [c for c in classifications if c is not None]
    if not given:
        return None
    top = max(c.level for c in given)
    first, *others = dict.fromkeys(c for c in given if c.level == top)
    text = " // ".join(dict.fromkeys(c.text for c in (first, *others)))
    return Classification(text, top, first.colour, first.background)


def banners(marking: str | None, classification: Classification | None = None) -> tuple[Banner, ...]:
    """The banners of a page: the classification, then the TLP label, each where there is one."""
    found = []
    if classification is not None:
        found.append(Banner(classification.text, classification.colour, classification.background))
    if marking is not None:
        found.append(Banner(marking, _LETTERS.get(marking, "#FFFFFF"), _GROUND))
    return tuple(found)


# Embargo and expiry ----------------------------------------------------------------------------


def notice(handling: Handling, as_of: dt.date | None) -> Notice | None:
    """Why the pages carry a watermark; None when the brief may be passed on.

    The instant of the build decides; without one the day of the brief does, in the zone of the time
    it is held against, and only when it lies wholly on the safe side. Without either, an embargo
    holds and an expiry is announced.
    """
    if handling.expires is not None and _is_past(handling.expires, handling.at, as_of):
        return "expired"
    if handling.embargo is not None and not _is_past(handling.embargo, handling.at, as_of):
        return "embargoed"
    if handling.expires is not None and not _is_ahead(handling.expires, handling.at, as_of):
        return "expiring"
    return None


def _is_past(moment: dt.datetime, at: dt.datetime | None, as_of: dt.date | None) -> bool:
    """True when a moment is known to be over."""
    if at is not None:
        return at >= moment
    return as_of is not None and dt.datetime.combine(as_of, dt.time(), moment.tzinfo) >= moment


def _is_ahead(moment: dt.datetime, at: dt.datetime | None, as_of: dt.date | None) -> bool:
    """True when a moment is known to be yet to come."""
    if at is not None:
        return at < moment
    return as_of is not None and dt.datetime.combine(as_of, dt.time.max, moment.tzinfo) < moment
