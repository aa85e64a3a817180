"""What a text reports as happening, clause by clause, each with its day: finer than the events of a brief.

It serves timelines that are joined over many documents around one person, body or thing. A clause that
names no date takes the day of the story where it reports something; such a time is marked as derived.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.language.analysis import Analysis
from briefgen.language.clauses import Clause, clauses
from briefgen.language.quotations import find_quotations
from briefgen.language.times import TimeMention, behind_dateline, iter_dated, iter_single, names_a_thing
from briefgen.language.times.values import of_date
from briefgen.language.words import Word
from briefgen.model import Time

Rule = Literal["dated", "story day", "headline"]

_LEAD = 2  # sentences in which a report says on which day its story happened
_OLDEST = 7  # days before the report: an older day in the lead is background
_HEAD = 25  # characters at the head of a headline
_PLACE = 24  # characters that a place and marks may take beside a date that stands alone on its line
_QUOTATIONS = 12  # in one sentence; nobody writes more
_OWNING = ("’", "'")
_STATES = frozenset("is are was were be been being has have had".split())


@dataclass(frozen=True, slots=True)
class Happening:
    """One clause start..end that reports something, and when. reach..end is where those who take part are named."""

    start: int
    end: int
    reach: int
    sentence: int
    time: Time
    rule: Rule


def happenings(analysis: Analysis) -> tuple[Happening, ...]:
    """The dated happenings of a document in reading order.

    A date in the clause dates it (rule "dated"). Else, where the document has a date to anchor on, a
    clause that asserts a past act, and the headline, take the day of the story: Time.basis is then
    "derived" and Time.reason says why. Reported speech, states, plans and background take none.
    """
    day, first = story_day(analysis), _first_of_body(analysis)
    datelines = {mention.sentence: mention.end for mention in analysis.times if mention.role == "dateline"}
    dated: dict[int, list[TimeMention]] = {}
    for mention in iter_dated(_telling(analysis)):
        dated.setdefault(mention.sentence, []).append(mention)
    quoted = [(q.start, q.end) for q in find_quotations(analysis.document.text)]
    found: list[Happening] = []
    at = 0
    for sentence in analysis.sentences:
        words, i = analysis.words[sentence.index], sentence.index
        if i < first:
            if day is not None and len(words) > 2 and i not in datelines and not dated.get(i):
                found.append(Happening(sentence.start, sentence.end, sentence.start, i, day, "headline"))
            continue
        while at < len(quoted) and quoted[at][1] <= sentence.start:
            at += 1
        if i in datelines:
            begin = behind_dateline(analysis.document.text, datelines[i])
            words = tuple(word for word in words if word.start >= begin)
        its = clauses(words, quoted[at : at + _QUOTATIONS])
        found.extend(_of_sentence(words, i, its, dated.get(i, []), day, lead=i < first + _LEAD))
    return tuple(found)


def _telling(analysis: Analysis) -> tuple[TimeMention, ...]:
    """The dates of a document that say when, ranges as their two ends; not those that only name a thing."""
    text = analysis.document.text
    return tuple(
        mention
        for mention in iter_single(analysis.times)
        if mention.time.kind == "date" and mention.time.value is not None and not names_a_thing(text, mention)
    )


def story_day(analysis: Analysis) -> Time | None:
    """The day that the lead gives to its story, else the day of the report; None for a document without a date."""
    report = analysis.document.published.date
    if report is None:
        report = next((m.time.earliest for m in analysis.times if m.role == "dateline"), None)
    if report is None:
        return None
    first = _first_of_body(analysis)
    for mention in analysis.times:
        if first <= mention.sentence < first + _LEAD and _is_day_of(mention, report):
            return _derived(mention.time, f"“{mention.time.as_stated}” in the lead")
    return _derived(of_date(report), f"the day of the report, {report}")


def _is_day_of(mention: TimeMention, report: dt.date) -> bool:
    day = mention.time.earliest
    if day is None or mention.time.precision != "day" or mention.time.kind != "date" or mention.role != "at":
        return False
    return 0 <= (report - day).days <= _OLDEST


def _derived(time: Time, anchor: str) -> Time:
    return replace(time, basis="derived", anchor=anchor, reason="no date in the clause; that of the story is taken")


def _first_of_body(analysis: Analysis) -> int:
    """The first sentence behind the headline and a dateline of its own; 0 without them."""
    for mention in analysis.times:
        sentence = analysis.sentences[mention.sentence]
        if mention.role == "dateline":
            alone = sentence.end - sentence.start <= mention.end - mention.start + _PLACE
            return mention.sentence + 1 if alone else mention.sentence
    return 0


def _of_sentence(
    words: Sequence[Word],
    index: int,
    its: Sequence[Clause],
    mentions: Sequence[TimeMention],
    day: Time | None,
    *,
    lead: bool,
) -> Iterator[Happening]:
    for k, clause in enumerate(its):
        reach = its[k - 1].start if k and clause.shares else clause.start
        times = [m.time for m in mentions if clause.start <= m.start < clause.end]
        for time in {time.value: time for time in times}.values():
            yield Happening(clause.start, clause.end, reach, index, time, "dated")
        if not times and day is not None and _reports(words, clause, lead=lead):
            yield Happening(clause.start, clause.end, reach, index, day, "story day")


def _reports(words: Sequence[Word], clause: Clause, *, lead: bool) -> bool:
    """Whether a clause without a date tells news: a past act or a saying that the text itself asserts."""
    if clause.reported or clause.dependent:
        return False
    if clause.form == "perfect":
        return lead
    if clause.speaks:
        return clause.form in ("past", "present", "participle") and words[clause.verb].lower != "according"
    is_state = words[clause.verb].lower in _STATES and (
        clause.verb + 1 >= clause.last or words[clause.verb + 1].tag != "VBN"
    )
    return clause.form == "past" and not is_state


# Whom they involve -----------------------------------------------------------------------------


def involving(analysis: Analysis, found: Sequence[Happening], names: Sequence[str]) -> tuple[Happening, ...]:
    """The happenings in whose clause one of the names stands, or a word that refers to its bearer.

    A name inside a longer one ("Airbus" in "Airbus A330") is another thing's, and an owner ("Boeing’s
    rival") takes no part. In a headline the name must stand at its head, where the one who acts is named.
    """
    places = sorted(_places(analysis, names))
    return tuple(
        h
        for h in found
        if any(h.reach <= place < (min(h.end, h.start + _HEAD) if h.rule == "headline" else h.end) for place in places)
    )


def _places(analysis: Analysis, names: Sequence[str]) -> set[int]:
    text = analysis.document.text
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    form = re.compile(rf"(?<![\w-])(?i:{either})(?!\w)(?![ -][A-Z0-9])(?!['’])")
    named = {match.start() for match in form.finditer(text)}
    bearers = {
        mention.entity
        for mention in analysis.mentions
        if mention.form == "name" and mention.entity >= 0 and form.fullmatch(analysis.entities[mention.entity].name)
    }
    referring = {
        mention.start
        for mention in analysis.mentions
        if mention.entity in bearers and mention.form != "adjective" and not text.startswith(_OWNING, mention.end)
    }
    return named | referring | set(_by_pronoun(analysis, bearers))


def _by_pronoun(analysis: Analysis, bearers: set[int]) -> Iterator[int]:
    """He and she, for the person last named before; only where that person is asked for."""
    people = [m for m in analysis.mentions if m.form == "name" and analysis.entities[m.entity].kind == "person"]
    last = -1
    for match in re.finditer(r"\b(?:he|his|him|she|her)\b", analysis.document.text, re.IGNORECASE):
        while last + 1 < len(people) and people[last + 1].start < match.start():
            last += 1
        if last >= 0 and people[last].entity in bearers:
            yield match.start()
