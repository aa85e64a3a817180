"""What templates may do with data beyond printing it: marks, dates, quotation marks. Each gives text that is already safe."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from briefgen.model import Line, SourceEntry

PRINTED = "printed_anchors"  # the anchors printed so far, in the context of every Markdown template

_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_PARTS_OF_YEAR = {
    **{str(32 + n): f"{name} quarter" for n, name in enumerate(("first", "second", "third", "fourth"), 1)},
    "40": "first half",
    "41": "second half",
}
_LABEL = re.compile(r"[A-Z]+\d+")


def marks(labels: Line | Sequence[str]) -> Markup:
    """The marks of a line as links into the annex: " [S4](#evidence-s4)"; nothing for a line without."""
    names = labels.marks if isinstance(labels, Line) else labels
    links = (f"[{label}](#evidence-{label.lower()})" for label in names if _LABEL.fullmatch(label))
    return Markup("".join(" " + link for link in links))


def brackets(labels: Line | Sequence[str]) -> str:
    """The marks of a line for plain text: " [S4] [S5]"; nothing for a line without."""
    names = labels.marks if isinstance(labels, Line) else labels
    return "".join(f" [{label}]" for label in names)


def anchor(context: Mapping[str, Any], name: str) -> Markup:
    """The place that a back link leads to; remembered, so that the annex leads only to what is on the page."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        return Markup("")
    context.get(PRINTED, set()).add(name)
    return Markup(f'<span id="{name}"></span>')


_SECTIONS = {
    "b": "bottom line", "k": "key point", "q": "question", "g": "gap", "s": "stakeholder", "w": "statement",
    "t": "timeline", "f": "figure", "x": "side by side", "l": "left out",
}  # fmt: skip
_ANCHOR = re.compile(r"(?P<section>[a-z])(?P<number>\d+)(?:[a-z]\d+)?")


def backlinks(context: Mapping[str, Any], anchors: Sequence[str]) -> Markup:
    """Links from an evidence sentence back to what cites it, by section: "key point [2](#k2), gap [3](#g3) [5](#g5)".

    What a template set leaves out is left out here; where it prints nothing but the annex, the numbers
    stand without links, for the brief that they are in.
    """
    printed: set[str] = context.get(PRINTED, set())
    by_section: dict[str, dict[str, str]] = {}
    for name in anchors:
        if (match := _ANCHOR.fullmatch(name)) and (name in printed or not _has_lines(printed)):
            link = f"[{match['number']}](#{name})" if name in printed else match["number"]
            by_section.setdefault(match["section"], {}).setdefault(match["number"], link)
    return Markup(
        ", ".join(
            f"{_SECTIONS.get(section, section)} {' '.join(links.values())}" for section, links in by_section.items()
        )
    )


def _has_lines(printed: set[str]) -> bool:
    return any(map(_ANCHOR.fullmatch, printed))


def by_kind(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """The lines of each kind together, kinds and lines in the order in which they come."""
    kinds: dict[str, list[Line]] = {}
    for line in lines:
        kinds.setdefault(line.kind or "", []).append(line)
    return list(kinds.items())


def publication_dates(sources: Sequence[SourceEntry]) -> str:
    """When the sources came out, in a few words: one date, the first and the last, and how many have none."""
    dates = sorted(s.document.published.date for s in sources if s.document.published.date)
    if not dates:
        return "date not in the source" if len(sources) == 1 else "dates not in the sources"
    known = long_date(dates[0]) if dates[0] == dates[-1] else f"{long_date(dates[0])} – {long_date(dates[-1])}"
    undated = len(sources) - len(dates)
    return f"{known}; {undated} undated" if undated else known


def long_date(date: dt.date | None) -> str:
    """17 December 2025; empty for None."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}" if date else ""


def instant(moment: dt.datetime | None) -> str:
    """1 December 2026, 06:00 (UTC+01:00); empty for None."""
    if moment is None:
        return ""
    return f"{long_date(moment.date())}, {moment:%H:%M} ({moment.tzname() if moment.utcoffset() else 'UTC'})"


def edtf(value: str | None) -> str:
    """An EDTF value in words, as far as it goes: "XXXX-11" → "November, year not stated"."""
    if not value:
        return "not fixed"
    if value.startswith("../"):
        return f"until {edtf(value[3:])}"
    if value.endswith("/.."):
        return f"since {edtf(value[:-3])}"
    if "/" in value:
        return " – ".join(edtf(part) for part in value.split("/"))
    if "T" in value:
        day, _, clock = value.partition("T")
        return ", ".join(filter(None, [edtf(day) if day else "", clock.replace("Z", " UTC")]))
    about = "about " if value.endswith("~") else ""
    value = value.rstrip("~")
    parts = value.split("-")
    if len(parts) == 2 and parts[1] in _SEASONS:
        return f"{_SEASONS[parts[1]]} {parts[0]}"
    if len(parts) == 2 and parts[1] in _PARTS_OF_YEAR:
        return f"{_PARTS_OF_YEAR[parts[1]]} of {parts[0]}"
    if len(parts) == 2 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
        month = _MONTHS[int(parts[1]) - 1]
        return f"{month}, year not stated" if parts[0] == "XXXX" else f"{month} {parts[0]}"
    if len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit():
        day = f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]}"
        return f"{day}, year not stated" if parts[0] == "XXXX" else f"{day} {parts[0]}"
    if value.endswith("XX") and value[:-2].isdigit():
        return f"{value[:-2]}00–{value[:-2]}99"
    return f"{about}{value.replace('X', '0s')}" if value.endswith("X") else about + value


WITH_CONTEXT: dict[str, Callable[..., Any]] = {"anchor": anchor, "backlinks": backlinks}
FILTERS: dict[str, Callable[..., Any]] = {
    "marks": marks,
    "brackets": brackets,
    "by_kind": by_kind,
    "publication_dates": publication_dates,
    "long_date": long_date,
    "instant": instant,
    "edtf": edtf,
}
