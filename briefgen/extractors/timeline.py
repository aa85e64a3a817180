"""What happened when: the clauses that carry a time, with the time as stated and as far as it can be fixed."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefgen.language.analysis import Analysis
from briefgen.language.clauses import clauses
from briefgen.language.cues import hedges, is_cue
from briefgen.language.expressions import Expression
from briefgen.language.times import TimeMention, behind_dateline, iter_dated, names_a_thing
from briefgen.language.words import Word, has_finite_verb, is_negated_form
from briefgen.model import Attribution, Event, Facts, Statement, Time

_MOST_WORDS = 42
_CLAUSE_BREAK = Expression(r";\s+|,\s+(?:amid|while|but|although|whereas|prompting|contributing|raising|as)\s+")
_NOUN_OF_EVENT = Expression(
    r"\b(?:arrival|departure|death|launch|attack|visit|signing|release|deployment|start|end|meeting|vote|election|resignation|arrest|crash)\b"
)
_ROUND = Expression(r"\b(?:a|one) (decade|century)$", re.IGNORECASE)
_YEARS = {"decade": 10, "century": 100}
_PLACE_LEAD = Expression(r"\b(?:in|at|near|to|across)\s+(?:the\s+)?(?:coastal city of\s+)?$")

_OF_SPEECH = "dates the statement, not what was stated"
_OF_EVENT = "hangs on another event of the text"
_OF_THING = "the year may tell which thing is meant, not when"
# How often an event has the date that the gold of MEANTIME (dev) gives to what its clause tells, by note, else by
# precision: right of all found. Too few were seen of the others for a figure of their own: they share the last.
_CONFIDENCE = {
    _OF_SPEECH: 0.83,  # 5 of 6
    _OF_THING: 0.25,  # 1 of 4
    "day": 0.69,  # 24 of 35
    "month": 0.78,  # 21 of 27
    "year": 0.51,  # 24 of 47
}
_OTHER = 0.5


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause with what is the same for every time in it."""

    start: int
    end: int
    is_event: bool
    negated: bool
    hedges: tuple[str, ...]
    actors: tuple[str, ...]
    place: str | None


def extract(analysis: Analysis, found: Facts) -> tuple[Event, ...]:
    """Make an event of every clause that a date, a time of day or a bounded duration dates.

    A time beside a verb of speech dates the saying, and the event says so; one that may belong to
    either of two verbs is noted as ambiguous. A dateline and a vague "now" date nothing. Events come in
    reading order. Linear: what a clause says is read once, however many times stand in it.
    """
    text = analysis.document.text
    by_sentence: dict[int, list[TimeMention]] = {}
    for mention in analysis.times:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    statements: dict[int, list[Statement]] = {}
    for statement in found.statements:
        if statement.attribution.cue_span is not None:
            statements.setdefault(statement.attribution.cue_span.sentence, []).append(statement)
    events = []
    for index, mentions in by_sentence.items():
        dating = [_dates(mention, mentions) and not _is_aside(text, mentions, i) for i, mention in enumerate(mentions)]
        sentence = _Sentence(analysis, index, _begin(analysis, index, mentions), split=sum(dating) > 1)
        for i, mention in enumerate(mentions):
            if dating[i]:
                clause = sentence.clause_at(mention.start)
                if clause.is_event:
                    time, start = _with_duration(text, mention, mentions[i - 1] if i else None)
                    events.append(_event(analysis, clause, mention, time, start, statements.get(index, [])))
    return tuple(events)


def _dates(mention: TimeMention, mentions: Sequence[TimeMention]) -> bool:
    """Whether a mention dates an event of its own; a time of day does so only where nothing else does."""
    return any(iter_dated([mention])) and (mention.time.kind == "date" or len(mentions) == 1)


_COMPARED = Expression(r"\b(?:from|than|with|to|against)\s(?:the same \w+ )?$")
_FOUNDED = Expression(
    r",\s(?:founded|born|established|formed|built|created|launched|opened|introduced|named|set up)\s(?:[\w’'-]{1,20}\s){0,4}$"
)
_LIVES = Expression(r",\s(?:who|which)\s(?:has|have|had)\s[^,.;]{2,80}$")
_EARLIER = Expression(
    r"\b(?:a|the|one) (?:year|month|quarter|week|day) (?:earlier|before|ago)$|\blast (?:year|month|quarter)$"
)


def _is_aside(text: str, mentions: Sequence[TimeMention], i: int) -> bool:
    """Whether a time dates no happening: what a figure is compared with, when a body was founded, half of a date told before."""
    mention = mentions[i]
    before = text[max(0, mention.start - _ASIDE) : mention.start]
    stated = text[mention.start : mention.end].removeprefix("from ").removeprefix("than ")
    if _EARLIER.match(stated) and (stated != text[mention.start : mention.end] or _COMPARED.search(before)):
        return True
    if _FOUNDED.search(before) or (mention.role == "since" and _LIVES.search(before)):
        return True
    if text[mention.start : mention.end].endswith("-quarter"):  # "fourth-quarter revenue": a kind of revenue
        return True
    told = mentions[i - 1] if i else None
    return (
        told is not None
        and 0 <= mention.start - told.end <= 1
        and told.time.kind == "date" == mention.time.kind
        and (mention.time.precision == "year" and told.time.precision in ("month", "day"))
    )


_ASIDE = 100


def _begin(analysis: Analysis, index: int, mentions: Sequence[TimeMention]) -> int:
    """Where a sentence begins to tell: behind its dateline, where it has one."""
    start = analysis.sentences[index].start
    ends = [behind_dateline(analysis.document.text, m.end) for m in mentions if m.role == "dateline"]
    return min(max([start, *ends]), analysis.sentences[index].end)


def _event(
    analysis: Analysis, clause: _Clause, mention: TimeMention, time: Time, start: int, statements: Sequence[Statement]
) -> Event:
    notes = _notes(analysis.document.text, mention, statements)
    inside = next((s for s in statements if s.content.start <= mention.start < s.content.end), None)
    what = analysis.span(clause.start, clause.end)
    return Event(
        spans=(what,),
        attribution=inside.attribution if inside else Attribution(),
        polarity="negated" if clause.negated else "affirmed",
        hedges=clause.hedges,
        basis="stated",
        rule="timeline.clause",
        confidence=_CONFIDENCE.get(notes[0] if notes else time.precision, _OTHER),
        what=what,
        time=time,
        time_span=analysis.span(start, mention.end),
        actors=clause.actors,
        place=clause.place,
        notes=notes,
    )


# Clauses ---------------------------------------------------------------------------------------


class _Sentence:
    """The clauses of one sentence, each read when it is first asked for."""

    def __init__(self, analysis: Analysis, index: int, begin: int, *, split: bool) -> None:
        self._analysis, self._index = analysis, index
        end, text = analysis.sentences[index].end, analysis.document.text
        self._whole = (begin, end)
        breaks = [(m.start(), m.end()) for m in _CLAUSE_BREAK.finditer(text, begin, end)]
        if len(text[begin:end].split()) <= _MOST_WORDS:
            breaks = list(_between_main_clauses(self._words(begin, end))) if split else []
        self._starts = [begin, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), end]
        self._read: dict[tuple[int, int], _Clause] = {}

    def clause_at(self, offset: int) -> _Clause:
        """The clause around an offset; the sentence, where it is short or the part has no verb of its own."""
        i = min(max(0, bisect_right(self._starts, offset) - 1), len(self._ends) - 1)
        part = (self._starts[i], self._ends[i])
        if part not in self._read:
            its_words = self._words(*part)
            if part == self._whole or has_finite_verb(its_words):
                self._read[part] = self._clause(*part, its_words)
            else:
                whole = self._read.get(self._whole) or self._clause(*self._whole, self._words(*self._whole))
                self._read[part] = self._read[self._whole] = whole
        return self._read[part]

    def _words(self, start: int, end: int) -> list[Word]:
        return [word for word in self._analysis.words[self._index] if start <= word.start and word.end <= end]

    def _clause(self, start: int, end: int, its_words: Sequence[Word]) -> _Clause:
        analysis = self._analysis
        end = _without_stop(analysis.document.text, start, end)
        told = has_finite_verb([w for w in its_words if not _is_month(analysis, w)])
        told = told or any(word.tag == "VBZ" for word in its_words[1:])  # "The trial begins on 3 July"
        return _Clause(
            start,
            end,
            is_event=len(its_words) >= 5 and told,
            negated=any(is_negated_form(word.lower) for word in its_words),
            hedges=hedges(analysis.document.text[start:end]),
            actors=_actors(analysis, start, end, its_words),
            place=_place(analysis, start, end),
        )


def _is_month(analysis: Analysis, word: Word) -> bool:
    return word.lower == "may" and word.start > 0 and analysis.document.text[word.start : word.end] in ("May", "MAY")


def _between_main_clauses(its_words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where one main clause ends and the next begins: "He left in 1976, and in 1984 the plant was closed"."""
    for before, clause in pairwise(clauses(its_words)):
        opener = its_words[clause.first]
        if opener.lower in ("and", "but") and "," in opener.gap and not (clause.shares or clause.reported):
            yield before.end, its_words[clause.first + 1].start


def _without_stop(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,.;\n":
        end -= 1
    return end


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
        before = analysis.document.text[max(start, mention.full_start - 32) : mention.full_start].lower()
        entity = analysis.entities[mention.entity]
        if entity.kind in ("place", "government") and _PLACE_LEAD.search(before):
            return entity.name
    return None


# Times -----------------------------------------------------------------------------------------


def _with_duration(text: str, mention: TimeMention, before: TimeMention | None) -> tuple[Time, int]:
    """ "for a decade until 2009": the end is stated, the start counted back and marked as derived."""
    if before is None or before.time.kind != "duration" or mention.role != "until" or mention.start - before.end >= 8:
        return mention.time, mention.start
    lead = text[before.start - 4 : before.start] == "for "
    begin = before.start - (4 if lead else 0)
    stated = text[begin : mention.end]
    length, latest = _ROUND.search(before.time.as_stated), mention.time.latest
    years = _YEARS[length.group(1).lower()] if length else 0
    if not years or latest is None or mention.time.precision != "year" or latest.year <= years:
        return replace(mention.time, as_stated=stated), begin
    first = latest.year - years
    time = replace(
        mention.time,
        as_stated=stated,
        value=f"{first}~/{latest.year}",
        earliest=dt.date(first, 1, 1),
        basis="derived",
        anchor=f"the end, {latest.year}",
        reason=f"start counted back: “{text[before.start : before.end]}” is round",
    )
    return time, begin


def _notes(text: str, mention: TimeMention, statements: Sequence[Statement]) -> tuple[str, ...]:
    """What an analyst must know about how the time hangs on the clause."""
    for statement in statements:
        cue, content = statement.attribution.cue_span, statement.content
        if cue is None or mention.time.kind != "date":
            continue
        inside = content.start <= mention.start < content.end
        if 0 <= mention.start - cue.end <= 5 and not inside:
            return (_OF_SPEECH,)
        noun = _NOUN_OF_EVENT.search(text, content.start, mention.start) if statement.mode == "nominal" else None
        if noun is not None and inside:
            return (f"“{mention.time.as_stated}” may attach to “{noun.group()}” or to “{cue.quote}”",)
    if mention.time.kind == "date" and mention.time.value is None and mention.time.precision == "vague":
        return (_OF_EVENT,)
    return (_OF_THING,) if names_a_thing(text, mention) else ()
