"""What happened when: the clauses that carry a time, with the time as stated and as far as it can be fixed."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from briefgen.language.analysis import Analysis
from briefgen.language.cues import hedges, is_cue
from briefgen.language.times import TimeMention
from briefgen.language.words import Word, has_finite_verb, is_negated_form, words
from briefgen.model import Attribution, Event, Facts, Statement, Time

_MOST_WORDS = 42
_CLAUSE_BREAK = re.compile(r";\s+|,\s+(?:amid|while|but|although|whereas|prompting|contributing|raising|as)\s+")
_NOUN_OF_EVENT = re.compile(
    r"\b(?:arrival|departure|death|launch|attack|visit|signing|release|deployment|start|end|meeting|vote|election|resignation|arrest|crash)\b"
)
_ROUND = re.compile(r"\b(?:a|one) (decade|century)$", re.IGNORECASE)
_YEARS = {"decade": 10, "century": 100}


def extract(analysis: Analysis, found: Facts) -> tuple[Event, ...]:
    """Make an event of every clause that a date, a time of day or a bounded duration dates.

    A time beside a verb of speech dates the saying, and the event says so; one that may belong to
    either of two verbs is noted as ambiguous. Events come in reading order.
    """
    by_sentence: dict[int, list[TimeMention]] = {}
    for mention in analysis.times:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    statements: dict[int, list[Statement]] = {}
    for statement in found.statements:
        if statement.attribution.cue_span is not None:
            statements.setdefault(statement.attribution.cue_span.sentence, []).append(statement)
    events = []
    for index, mentions in by_sentence.items():
        for mention in _dating(mentions):
            events.append(_event(analysis, mention, mentions, statements.get(index, [])))
    return tuple(event for event in events if event is not None)


def _dating(mentions: Sequence[TimeMention]) -> list[TimeMention]:
    """The mentions that date something; a dateline (a sentence that is a date) dates nothing."""
    return [m for m in mentions if m.time.kind == "date" or (m.time.kind == "time" and len(mentions) == 1)]


def _event(
    analysis: Analysis, mention: TimeMention, mentions: Sequence[TimeMention], statements: Sequence[Statement]
) -> Event | None:
    text = analysis.document.text
    sentence = analysis.sentences[mention.sentence]
    start, end = _clause(text, sentence.start, sentence.end, mention.start)
    its_words = [word for word in analysis.words[mention.sentence] if start <= word.start and word.end <= end]
    if len(its_words) < 5 or not has_finite_verb(its_words):
        return None
    time, time_start = _with_duration(text, mention, mentions)
    notes = _notes(text, mention, statements)
    inside = next((s for s in statements if s.content.start <= mention.start < s.content.end), None)
    return Event(
        spans=(analysis.span(start, end),),
        attribution=inside.attribution if inside else Attribution(),
        polarity="negated" if any(is_negated_form(w.lower) for w in its_words) else "affirmed",
        hedges=hedges(text[start:end]),
        basis="stated",
        rule="timeline.clause",
        confidence=0.8 if not notes else 0.6,
        what=analysis.span(start, end),
        time=time,
        time_span=analysis.span(time_start, mention.end),
        actors=_actors(analysis, start, end, its_words),
        place=_place(analysis, start, end),
        notes=notes,
    )


def _clause(text: str, start: int, end: int, offset: int) -> tuple[int, int]:
    """The sentence, or where that is long the part of it around offset that has a verb of its own."""
    if len(text[start:end].split()) <= _MOST_WORDS:
        return start, _without_stop(text, start, end)
    breaks = [start, *(m.end() for m in _CLAUSE_BREAK.finditer(text, start, end)), end]
    ends = [m.start() for m in _CLAUSE_BREAK.finditer(text, start, end)] + [end]
    i = max(0, bisect_right(breaks, offset) - 1)
    i = min(i, len(ends) - 1)
    if has_finite_verb(words(text, breaks[i], ends[i])):
        return breaks[i], _without_stop(text, breaks[i], ends[i])
    return start, _without_stop(text, start, end)


def _without_stop(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " .;\n":
        end -= 1
    return end


def _with_duration(text: str, mention: TimeMention, mentions: Sequence[TimeMention]) -> tuple[Time, int]:
    """ "for a decade until 2009": the end is stated, the start counted back and marked as derived."""
    for other in mentions:
        if other.time.kind != "duration" or mention.role != "until" or not 0 < mention.start - other.end < 8:
            continue
        round_length, latest = _ROUND.search(other.time.as_stated), mention.time.latest
        years = _YEARS[round_length.group(1).lower()] if round_length else None
        lead = text[other.start - 4 : other.start] == "for "
        begin = other.start - (4 if lead else 0)
        stated = text[begin : mention.end]
        if years is None or latest is None or mention.time.precision != "year" or latest.year <= years:
            return replace(mention.time, as_stated=stated), begin
        first = latest.year - years
        reason = f"start counted back: “{text[other.start : other.end]}” is round"
        time = replace(
            mention.time,
            as_stated=stated,
            value=f"{first}~/{latest.year}",
            earliest=dt.date(first, 1, 1),
            basis="derived",
            anchor=f"the end, {latest.year}",
            reason=reason,
        )
        return time, begin
    return mention.time, mention.start


def _notes(text: str, mention: TimeMention, statements: Sequence[Statement]) -> tuple[str, ...]:
    stated = mention.time.as_stated
    for statement in statements:
        cue = statement.attribution.cue_span
        if cue is None or mention.time.kind != "date":
            continue
        content = statement.content
        if 0 <= mention.start - cue.end <= 5 and not content.start <= mention.start < content.end:
            return ("dates the statement, not what was stated",)
        noun = _NOUN_OF_EVENT.search(text, content.start, mention.start) if statement.mode == "nominal" else None
        if noun is not None and content.start <= mention.start < content.end:
            return (f"“{stated}” may attach to “{noun.group()}” or to “{cue.quote}”",)
    if mention.time.kind == "date" and mention.time.value is None and mention.time.precision == "vague":
        return ("hangs on another event of the text",)
    return ()


def _actors(analysis: Analysis, start: int, end: int, its_words: Sequence[Word]) -> tuple[str, ...]:
    """The entities named before the first verb of the clause."""
    verb = next(
        (w.start for i, w in enumerate(its_words) if i and (is_cue(w.lower) or has_finite_verb([its_words[i - 1], w]))),
        end,
    )
    names = (
        analysis.entities[m.entity].name
        for m in analysis.mentions_between(start, verb)
        if m.form != "adjective"
        and m.sense != "city"
        and analysis.document.text[m.end : m.end + 1] not in "’'"
        and analysis.entities[m.entity].kind != "place"
    )
    return tuple(dict.fromkeys(names))


def _place(analysis: Analysis, start: int, end: int) -> str | None:
    for mention in analysis.mentions_between(start, end):
        before = analysis.document.text[max(start, mention.full_start - 16) : mention.full_start].lower()
        entity = analysis.entities[mention.entity]
        if entity.kind in ("place", "government") and re.search(
            r"\b(?:in|at|near|to|across)\s+(?:the\s+)?(?:coastal city of\s+)?$", before
        ):
            return entity.name
    return None
