"""How sure a time is, as a picture tells it: a day, some time within, throughout, open at one end, or no date at all."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from briefgen.model import TimelineEntry
from briefgen.rendering.edtf import edtf
from briefgen.rendering.speech import Speech
from briefgen.rendering.terms import N_

Kind = Literal["day", "within", "throughout", "since", "until", "undated"]
DRAWN: dict[Kind, str] = {
    "day": N_("a day"),
    "within": N_("some time within"),
    "throughout": N_("throughout"),
    "since": N_("open-ended: since"),
    "until": N_("open-ended: until"),
    "undated": N_("no date fixed"),
}
_ABOUT = re.compile(r"\b(?:about|around|circa|roughly|approximately|almost|nearly)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """One event on the scale: the days start..end (half-open ordinals), both None when no date is fixed."""

    entry: TimelineEntry
    kind: Kind
    derived: bool
    about: bool
    start: int | None = None
    end: int | None = None

    def label(self, speech: Speech) -> str:
        """Its date in short words: "about 1999 – 2009", "24 Nov 2004"."""
        return edtf(self.entry.value, speech=speech, short=True)

    def drawn_as(self, speech: Speech) -> str:
        """What its mark says, in words."""
        form = speech.gettext(DRAWN[self.kind])
        if self.kind == "undated":
            return form
        if self.about:
            form = speech.gettext("about %(form)s", form=form)
        return speech.gettext("%(form)s, worked out", form=form) if self.derived else form


def moment(entry: TimelineEntry) -> Moment:
    """The kind of an entry's time. An interval is throughout, unless it is only how a week is written."""
    start = entry.earliest.toordinal() if entry.earliest else None
    end = entry.latest.toordinal() + 1 if entry.latest else None
    value = entry.value or ""
    kind: Kind
    if start is None and end is None:
        kind = "undated"
    elif start is None or end is None:
        kind = "since" if end is None else "until"
        start, end = (start, start + 1) if start is not None else (_before(end), end)
    elif end <= start + 1:
        kind, end = "day", start + 1
    else:
        kind = "throughout" if "/" in value and entry.precision != "week" else "within"
    return Moment(
        entry=entry,
        kind=kind,
        derived=entry.basis == "derived",
        about="~" in value or _ABOUT.search(entry.as_stated) is not None,
        start=start,
        end=end,
    )


def _before(end: int | None) -> int:
    return max(1, (end or dt.date.max.toordinal()) - 1)
