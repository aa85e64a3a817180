"""Gaps about how things hang together: links that are only suggested, dates that fit two verbs, things that arrive uncounted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.gaps.gap import Gap, short
from briefgen.language.analysis import Analysis
from briefgen.language.asking import clean, is_plural, lower_first
from briefgen.language.expressions import Expression
from briefgen.language.words import has_finite_verb, words
from briefgen.model import Facts

_HARDWARE = (
    r"aircraft|warships?|tanks|drones|missiles|armou?red vehicles|weapons|helicopters|warplanes|planes|jets|ships"
)
_UNCOUNTED = Expression(
    rf"\b(?P<thing>(?:[A-Z]\w+\s+)?(?:{_HARDWARE}))(?:\s+(?P<load>carrying\s+(?P<what>[\w-]+(?:\s+[\w-]+)?)))?\s+"
    r"(?:(?:have|had|has|were|was)\s+(?:been\s+|already\s+)?)?(?P<act>arrived|landed|entered|been deployed|deployed|sent|delivered|been sent|been delivered)\b"
)


def uncounted(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Hardware that arrives or is sent, without a number anywhere."""
    text = analysis.document.text
    match = _UNCOUNTED.search(text)
    if match is None:
        return
    noun = match.group("thing").split()[-1]
    counted = re.compile(
        rf"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|dozens?))\s+(?:of\s+)?(?:[\w-]+\s+){{0,2}}{re.escape(noun)}\b",
        re.IGNORECASE,
    )
    if counted.search(text) or (not is_plural(match.group("thing")) and noun != "aircraft"):
        return
    thing, what = clean(match.group("thing")), match.group("what")
    act = match.group("act").removeprefix("been ")
    question = f"How many {thing} {act if act in ('arrived', 'landed', 'entered') else f'were {act}'}"
    question += f", and what is the “{clean(what)}” they carried?" if what else ", and of what kind?"
    span = analysis.span(match.start("thing"), match.end("load") if match.group("load") else match.end("thing"))
    yield Gap(question, "missing number", (span,), "gap.uncounted", "neither number nor kind is given", 5.2)


_SIDE_BY_SIDE = Expression(
    r"(?P<left>\b(?:The|This|These|His|Her|Its|Their)\s(?:[\w’-]+\s){1,6}?)(?:comes?|came)\s+(?P<link>as|amid|at a time when|against the backdrop of)\s+(?P<right>[^.;:“”]{10,200})"
)
_LINKED = Expression(
    r"\b(?:because of|in response to|as part of|linked to|connected (?:to|with)|unrelated|separate(?:ly)? from|prompted by|due to)\b",
    re.IGNORECASE,
)


def side_by_side(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """ "The operation comes as ...": two things told together, with no word on how they hang together."""
    match = _SIDE_BY_SIDE.search(analysis.document.text)
    if match is None:
        return
    left, right = lower_first(clean(match.group("left"))), clean(match.group("right"))
    if _LINKED.search(right) or re.search(r"\b(?:news|report|comments?|statement|remarks|story)$", left):
        return
    span = analysis.span(match.start(), match.start("right") + len(match.group("right").rstrip(" ,")))
    right = _first_clause(right)
    verb, only = ("Are", "do they only coincide") if is_plural(left) else ("Is", "do the two only coincide")
    question = f"{verb} {left} connected with “{short(right, 18)}”, or {only}?"
    why = f"the source sets the two side by side (“comes {match.group('link')}”) and states no link"
    yield Gap(question, "unclear link", (span,), "gap.side_by_side", why, 5.6)


def _first_clause(text: str) -> str:
    """The text up to the first comma behind which nothing is needed for a whole clause."""
    for comma in re.finditer(r",\s", text):
        if has_finite_verb(words(text, 0, comma.start())):
            return text[: comma.start()]
    return text


def unclear_date(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """A time that may belong to the event or to the report of it."""
    text = analysis.document.text
    for event in found.events:
        note = next((n for n in event.notes if "attach" in n), None)
        if note is None or event.time_span is None or event.time.kind == "duration":
            continue
        options = re.findall(r"[“‘\"']([^”’\"']+)[”’\"']", note)
        if len(options) < 2 or re.search(r"\bplan|\bwill\b|\bwhich\b|\bwho\b", text[event.what.start : event.what.end]):
            continue
        question = (
            f"Does “{event.time_span.quote}” date the {options[-2]} itself, or only the report of it (“{options[-1]}”)?"
        )
        yield Gap(question, "ambiguity", (event.what,), "gap.unclear_date", note, 4.8)
        return
