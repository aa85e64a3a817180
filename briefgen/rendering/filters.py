"""What templates may do with data beyond printing it: marks, dates, quotation marks. Each gives text that is already safe."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from briefgen.model import Line, SourceEntry, Support
from briefgen.rendering.calendars import day
from briefgen.rendering.edtf import edtf
from briefgen.rendering.speech import ENGLISH, Speech
from briefgen.rendering.templates import escape_markdown
from briefgen.rendering.terms import N_

PRINTED = "printed_anchors"  # the anchors printed so far, in the context of every Markdown template

MARKED = "marks_languages"  # true in the context of a template whose output can tell the language of a stretch

MOST_MARKS = 8  # behind one line
_LABEL = re.compile(r"[A-Z]+\d+")


def marks(labels: Line | Sequence[str]) -> Markup:
    """The marks of a line as links into the annex: " [S4](#evidence-s4)"; nothing for a line without.

    Of more than MOST_MARKS the first are shown and the number of the others: " +34".
    """
    names, more = _shown(labels)
    links = (f"[{label}](#evidence-{label.lower()})" for label in names if _LABEL.fullmatch(label))
    return Markup("".join(" " + link for link in links) + more)


def brackets(labels: Line | Sequence[str]) -> str:
    """The marks of a line for plain text: " [S4] [S5]"; nothing for a line without."""
    names, more = _shown(labels)
    return "".join(f" [{label}]" for label in names) + more


def _shown(labels: Line | Sequence[str]) -> tuple[Sequence[str], str]:
    """The marks that are shown, and how many others there are, in print."""
    names = labels.marks if isinstance(labels, Line) else labels
    return (names, "") if len(names) <= MOST_MARKS else (names[: MOST_MARKS - 2], f" +{len(names) - MOST_MARKS + 2}")


def anchor(context: Mapping[str, Any], name: str) -> Markup:
    """The place that a back link leads to; remembered, so that the annex leads only to what is on the page."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        return Markup("")
    context.get(PRINTED, set()).add(name)
    return Markup(f'<span id="{name}"></span>')


def english(context: Mapping[str, Any], text: str | None) -> str | None:
    """Words in English, the language of what is read, marked as such on a page of another language; elsewhere as they are."""
    if not text or not context.get(MARKED):
        return text
    return Markup(f'<span lang="en">{text if isinstance(text, Markup) else escape_markdown(text)}</span>')


_SECTIONS = {
    "b": N_("bottom line"), "k": N_("key point"), "q": N_("question"), "g": N_("gap"), "s": N_("stakeholder"),
    "w": N_("statement"), "t": N_("timeline"), "f": N_("figure"), "x": N_("side by side"), "l": N_("left out"),
    "c": N_("conflict"), "r": N_("answered"),
}  # fmt: skip
_ANCHOR = re.compile(r"(?P<section>[a-z])(?P<number>\d+)(?:[a-z]\d+)?")


def backlinks(context: Mapping[str, Any], anchors: Sequence[str], *, speech: Speech = ENGLISH) -> Markup:
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
            f"{label(_SECTIONS.get(section, section), speech=speech)} {' '.join(links.values())}"
            for section, links in by_section.items()
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


def label(word: str | None, *, speech: Speech = ENGLISH) -> str:
    """A word of the facts (a kind, a status) in the language of the page; one that is not known stays."""
    return speech.messages.gettext(word) if word else ""


def grouped(sources: Sequence[SourceEntry]) -> list[SourceEntry]:
    """The sources in their order, each followed by its copies."""
    copies: dict[str | None, list[SourceEntry]] = {}
    for source in sources:
        copies.setdefault(source.copy_of, []).append(source)
    return [each for source in copies.get(None, []) for each in (source, *copies.get(source.label, []))]


def source_count(sources: Sequence[SourceEntry], *, speech: Speech = ENGLISH) -> str:
    """How many sources there are, and how many of several are independent: "6 sources, 4 independent"."""
    count = speech.ngettext("single source", "%(num)s sources", len(sources))
    if len(sources) < 2:
        return count
    independent = sum(source.copy_of is None for source in sources)
    return f"{count}, {speech.ngettext('%(num)s independent', '%(num)s independent', independent)}"


def carried_by(support: Support | None, *, speech: Speech = ENGLISH) -> str:
    """How many sources carry a line: "2 of 4 independent sources", "one source"; nothing in a brief of one alone."""
    if support is None or support.of < 2:
        return ""
    if support.independent == 1:
        return speech.gettext("one source")
    return speech.ngettext(
        "%(some)s of %(num)s independent sources",
        "%(some)s of %(num)s independent sources",
        support.of,
        some=speech.number(support.independent),
    )


def publication_dates(sources: Sequence[SourceEntry], *, speech: Speech = ENGLISH) -> str:
    """When the sources came out, in a few words: one date, the first and the last, and how many have none."""
    dates = sorted(s.document.published.date for s in sources if s.document.published.date)
    if not dates:
        return speech.ngettext("date not in the source", "dates not in the sources", len(sources))
    first, last = (long_date(date, speech=speech) for date in (dates[0], dates[-1]))
    known = first if dates[0] == dates[-1] else f"{first} – {last}"
    undated = len(sources) - len(dates)
    return (
        speech.ngettext("%(dates)s; %(num)s undated", "%(dates)s; %(num)s undated", undated, dates=known)
        if undated
        else known
    )


def long_date(date: dt.date | None, *, speech: Speech = ENGLISH) -> str:
    """17 December 2025; empty for None."""
    return day(speech.calendar, date) if date else ""


def instant(moment: dt.datetime | None, *, speech: Speech = ENGLISH) -> str:
    """1 December 2026, 06:00 (UTC+01:00); empty for None."""
    if moment is None:
        return ""
    date = long_date(moment.date(), speech=speech)
    return f"{date}, {moment:%H:%M} ({moment.tzname() if moment.utcoffset() else 'UTC'})"


WITH_CONTEXT: dict[str, Callable[..., Any]] = {"anchor": anchor, "english": english}
FILTERS: dict[str, Callable[..., Any]] = {"marks": marks, "brackets": brackets, "by_kind": by_kind, "grouped": grouped}
_SPOKEN: dict[str, Callable[..., Any]] = {
    "label": label,
    "publication_dates": publication_dates,
    "source_count": source_count,
    "carried_by": carried_by,
    "long_date": long_date,
    "instant": instant,
    "edtf": edtf,
}


def spoken(speech: Speech) -> dict[str, Callable[..., Any]]:
    """The filters that speak, in one language."""
    return {name: functools.partial(act, speech=speech) for name, act in _SPOKEN.items()}


def spoken_with_context(speech: Speech) -> dict[str, Callable[..., Any]]:
    """Those that also look at what was printed before."""
    return {"backlinks": functools.partial(backlinks, speech=speech)}
