"""Readers of the time of day: "5:30 pm", "18:00 UTC", "noon". The day it belongs to is joined elsewhere."""

from __future__ import annotations

import re

from briefgen.language.times.context import Context
from briefgen.language.times.grammar import Pattern
from briefgen.model import Time

NO_DAY = "time of day, day not stated with it"
_ZONES = {
    "GMT": "Z", "UTC": "Z", "Z": "Z", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00",
    "PDT": "-07:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00",
    "AEST": "+10:00", "AEDT": "+11:00", "ET": "", "CT": "", "PT": "", "CST": "", "IST": "",
}  # fmt: skip


def _read_clock(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    hour, minute = int(match.group("h")), int(match.group("min") or 0)
    half = (match.group("ap") or "").lower().replace(".", "")
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 if half == "pm" else hour % 12 if half == "am" else hour
    return Time("", "time", f"T{hour:02d}:{minute:02d}{_zone(match)}", precision="time", reason=NO_DAY)


def _zone(match: re.Match[str]) -> str:
    """The offset of a zone from UTC: "+08:00"; "" for none and for names that stand for several."""
    sign, hours, minutes = match.group("sign"), match.group("zh"), match.group("zm")
    if hours:
        return f"{'-' if sign in '-–−' else '+'}{int(hours):02d}:{minutes or '00'}"
    return _ZONES[match.group("z")] if match.group("z") else ""


def _read_noon(match: re.Match[str], context: Context) -> Time | None:  # noqa: ARG001
    hour = "12" if match.group("word").lower() in ("noon", "midday") else "24"
    return Time("", "time", f"T{hour}:00", precision="time", reason=NO_DAY)


_ZONE = rf"(?: ?\(?(?:(?:GMT|UTC) ?(?P<sign>[+–−-]) ?(?P<zh>1[0-4]|0?\d)(?::?(?P<zm>[0-5]\d))?|(?P<z>{'|'.join(_ZONES)})\b|(?i:local time))\)?)?"
_HALF = r"(?P<ap>[ap]\.m\.|[ap]m\b|[AP]\.M\.|[AP]M\b)"

CLOCK: tuple[Pattern, ...] = (
    Pattern("digit", rf"(?<![\d:.,])(?P<x>(?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?::[0-5]\d)?(?: ?{_HALF})?{_ZONE})(?![\d:])", _read_clock),
    Pattern("digit", rf"(?<![\d:.,])(?P<x>(?P<h>1[0-2]|[1-9])(?:[:.](?P<min>[0-5]\d))? ?{_HALF}{_ZONE})(?!\w)", _read_clock),
    Pattern("digit", rf"(?<![\d:.,])(?P<x>(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?P<ap>) ?(?:hours|hrs|(?=GMT|UTC)){_ZONE})(?!\w)", _read_clock),
    Pattern("vague", r"\b(?P<x>(?P<word>(?i:noon|midday|midnight)))\b(?! [A-Z])", _read_noon),
)  # fmt: skip
