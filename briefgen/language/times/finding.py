"""Finding expressions of time in a text: which pattern reads which stretch, and what a preposition makes of it.

The readers of the patterns live beside this module; joining what belongs together lives in joining.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.language.expressions import Expression
from briefgen.language.times.clock import CLOCK
from briefgen.language.times.context import Anchor, Context
from briefgen.language.times.dateline import Dateline, find_dateline
from briefgen.language.times.dates import DATES, YEARS
from briefgen.language.times.durations import LENGTHS, SETS, SPANS
from briefgen.language.times.grammar import Reader
from briefgen.language.times.joining import join
from briefgen.language.times.mentions import Role, TimeMention
from briefgen.language.times.relative import RELATIVE
from briefgen.language.times.values import FIRST_YEAR, LAST_YEAR, MONTHS, WEEKDAYS
from briefgen.model import Time
from briefgen.text import Sentence

_AROUND = 400  # characters of the sentence on either side that a reader may look at


def find_times(text: str, sentences: Sequence[Sentence], published: dt.date | None) -> tuple[TimeMention, ...]:
    """Find the expressions of time in reading order; none overlap.

    published anchors weekdays, bare months and relative expressions; where it is not known, the
    dateline of the text does ("LONDON, 3 March 2010 —"), and Time.anchor says which of the two it was.
    With neither they stay open and say why. A weekday is the latest one on or before that day, unless
    the clause speaks of what is to come. Linear in the text's length.
    """
    dateline = find_dateline(text, sentences)
    anchor = _anchor(published, dateline)
    found: list[TimeMention] = []
    near: Time | None = None
    paragraph = 0
    for sentence in sentences or (Sentence(0, 0, len(text), 0),):
        if sentence.paragraph > paragraph + 1:
            near = None
        for match, read in _matches(text, sentence):
            mention = _mention(text, sentence, match, read, anchor, near)
            if mention is None:
                continue
            if dateline is not None and dateline.start <= mention.start < dateline.end:
                mention = replace(mention, role="dateline")
            elif _is_fixed(mention.time):
                near, paragraph = mention.time, sentence.paragraph
            found.append(mention)
    return tuple(join(text, found))


def _anchor(published: dt.date | None, dateline: Dateline | None) -> Anchor | None:
    """The day to count from; none at the very edge of the calendar, where counting would leave it."""
    if published is not None and FIRST_YEAR <= published.year <= LAST_YEAR:
        return Anchor(published, f"publication date {published}")
    return Anchor(dateline.date, f"dateline {dateline.date}") if dateline is not None else None


def _is_fixed(time: Time) -> bool:
    """Whether later expressions may be counted from it."""
    return time.kind == "date" and time.earliest is not None and time.precision in ("day", "month", "year")


# Matching --------------------------------------------------------------------------------------

_PIECE = Expression(r"[A-Za-z]{2,}|\d+")
_TRIGGERS = {
    "month": " ".join(f"{name} {name[:3]}" for name in MONTHS) + " sept",
    "weekday": " ".join(f"{name} {name}s" for name in WEEKDAYS) + " tues thu thurs fri sat sun mon tue wed",
    "unit": "second seconds minute minutes hour hours day days night nights week weeks weekend weekends month months quarter "
    "quarters year years decade decades century centuries half midyear",
    "season": "spring summer autumn winter fall",
    "deictic": "yesterday today tonight tomorrow morning afternoon evening",
    "decade": "twenties thirties forties fifties sixties seventies eighties nineties",
    "adverb": "hourly daily nightly weekly fortnightly monthly quarterly annually yearly",
    "fiscal": "fiscal financial fy",
    "feast": "good new christmas easter halloween epiphany juneteenth boxing valentine patrick bastille armistice veterans ramadan eid passover hanukkah diwali thanksgiving",
    "vague": "now currently presently nowadays recent recently lately present moment future coming few these noon midday midnight",
}
_ALSO = {
    "decade": ("year", "digit"), "year": ("digit",), "deictic": ("unit",), "unit": ("vague", "deictic", "feast"), "month": ("feast",),
    "weekday": ("unit",), "fiscal": ("unit", "digit"),
}  # fmt: skip


@functools.cache
def _kinds() -> dict[str, str]:
    """The kind of each word that can stand in an expression of time."""
    return {word: kind for kind, its in _TRIGGERS.items() for word in its.split()}


def _triggers(text: str, sentence: Sentence) -> set[str]:
    """The kinds of word in a sentence without which most patterns need not be tried."""
    known = _kinds()
    pieces = set(_PIECE.findall(text, sentence.start, sentence.end))
    kinds = {known[word] for word in {piece.lower() for piece in pieces} & known.keys()}
    for piece in pieces:
        if piece[0].isdigit():
            kinds.add("digit")
            kinds.update({"year"} if len(piece) == 4 else (), {"decade"} if piece[-1] == "0" else ())
    return kinds | {also for kind in kinds for also in _ALSO.get(kind, ())}


def _matches(text: str, sentence: Sentence) -> Iterator[tuple[re.Match[str], Reader]]:
    """The matches of a sentence in reading order; where two overlap, that of the earlier pattern stands."""
    triggers = _triggers(text, sentence)
    if not triggers:
        return
    claimed = bytearray(sentence.end - sentence.start)
    found: list[tuple[int, re.Match[str], Reader]] = []
    probe = Context(None, "", "")
    for trigger, expression, read in _patterns():
        if trigger not in triggers:
            continue
        for match in expression.finditer(text, sentence.start, sentence.end):
            start, end = (offset - sentence.start for offset in match.span("x"))
            if claimed.find(1, start, end) >= 0 or read(match, probe) is None:
                continue
            claimed[start:end] = b"\x01" * (end - start)
            found.append((start, match, read))
    found.sort(key=lambda item: item[0])
    yield from ((match, read) for _, match, read in found)


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], Reader], ...]:
    """All patterns, ready for matching, in order of precedence: the most specific first."""
    rows = (*DATES, *CLOCK, *SETS, *SPANS, *RELATIVE, *LENGTHS, *YEARS)
    return tuple((row.trigger, row.compiled(), row.read) for row in rows)


# What stands around a match --------------------------------------------------------------------

_ROLES: dict[str, Role] = {
    "since": "since", "from": "since", "until": "until", "till": "until", "through": "until", "by": "until", "before": "before",
    "no earlier than": "since", "not earlier than": "since", "no sooner than": "since", "not before": "since",
    "no later than": "until", "not later than": "until",
    "after": "after", "during": "during", "throughout": "during", "in": "during", "on": "at", "at": "at", "between": "since",
}  # fmt: skip
_LEAD = Expression(
    r"\b(?:((?:no|not) (?:earlier|later) than|no sooner than|not before|since|from|until|till|through|by|before|after|during|throughout|in|on|at|between)\s+)?"
    r"((?:more|less|fewer|earlier|later) than\s+|over\s+|about\s+|around\s+|almost\s+|nearly\s+|at least\s+|up to\s+|just over\s+|(?:as )?early as\s+)?$",
    re.IGNORECASE,
)
_ATTRIBUTE = Expression(
    r"\b(?:the|a|an|this|its|their|his|her)\s+$", re.IGNORECASE
)  # "the 2008 Games": the year of the games
_EARLIER_STILL = Expression(r"(?:more than|over|just over|at least) .* ago$", re.IGNORECASE | re.DOTALL)


def _mention(
    text: str, sentence: Sentence, match: re.Match[str], read: Reader, anchor: Anchor | None, near: Time | None
) -> TimeMention | None:
    start, end = match.span("x")
    before = text[max(sentence.start, start - _AROUND) : start]
    time = read(match, Context(anchor, before, text[end : min(sentence.end, end + _AROUND)], near))
    if time is None:
        return None
    role, lead = _role(before[-40:])
    shown = lead + match.group("x")
    bound: Role = "until" if _EARLIER_STILL.match(shown) else role
    return TimeMention(start, end, sentence.index, _bounded(time, shown, bound), role)


def _role(before: str) -> tuple[Role, str]:
    """The role that the preposition right before an expression gives it, and the words to show with it."""
    match = _LEAD.search(before)
    if match is None or not match.group().strip() or _ATTRIBUTE.search(before):
        return "at", ""
    word = (match.group(1) or "").lower()
    shown = match.group() if word or match.group(2) else ""
    return _ROLES.get(word, "at"), " ".join(shown.split()) + " " if shown else ""


def _bounded(time: Time, shown: str, role: Role) -> Time:
    """The time as it is shown, open at the end that its preposition leaves open."""
    value, latest, earliest = time.value, time.latest, time.earliest
    if time.kind == "date" and role == "since" and value is not None and "/" not in value:
        value, latest = f"{value}/..", None
    elif time.kind == "date" and role == "until" and value is not None and "/" not in value:
        value, earliest = f"../{value}", None
    return replace(time, as_stated=shown, value=value, latest=latest, earliest=earliest)
