"""One event as one document tells it, and when two such reports are of one event. They are not put together here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.joining.acts import Act, Party, act_of
from briefgen.joining.lemmas import BEGIN_AND_END, LIGHT, OFTEN, ONCE
from briefgen.joining.referents import Referents
from briefgen.joining.texts import Passage, Story, Texts
from briefgen.language.expressions import Expression
from briefgen.model import Event, Time

_APART = {"time": 10, "day": 10, "week": 21, "month": 62, "quarter": 200, "season": 200, "year": 731}  # days
_AGAIN = Expression(
    r"\b(?:again|second|third|fourth|another|twice|once more|re-?arrested|other|previous(?:ly)?|earlier)\b",
    re.IGNORECASE,
)
_ALIKE = 0.6  # share of the content that two clauses have in common when one is a rewording of the other


@dataclass(frozen=True, slots=True)
class Told:
    """One event as one document tells it."""

    event: Event
    act: Act
    story: Story
    repeated: bool
    text: str

    @property
    def document_id(self) -> str:
        return self.event.what.document_id

    @property
    def subject(self) -> Party:
        """Who tells events of one act apart: the one to whom it is done, else the one who does it."""
        return self.act.patient or self.act.agent


def told(texts: Texts, referents: Referents, event: Event) -> Told:
    at = event.time_span.start if event.time_span else event.what.start
    passage = texts.passage(event.what.document_id, at)
    clause = passage.clause_at(at)
    story = texts.story(passage.document_id)
    quote = " ".join(event.what.quote.lower().split())
    if clause is None:
        return Told(event, _NO_ACT, story, repeated=False, text=quote)
    act = _resolved(act_of(passage, clause), passage, referents, event)
    return Told(event, act, story, _AGAIN.search(passage.text, clause.start, clause.end) is not None, quote)


_NO_ACT = Act("", Party(), Party(), frozenset(), frozenset(), False, False, False, False, False, "", 0, 0, 0)


def _resolved(act: Act, passage: Passage, referents: Referents, event: Event) -> Act:
    """The act with the person for whom its pronoun stands."""
    name = referents.of(passage, act.pronoun, act.start + 1, event.attribution)
    if name is None:
        return act
    person = Party(frozenset(name.lower().split()), name.split()[-1].lower(), frozenset(name.lower().split()))
    return replace(act, patient=person) if act.passive else replace(act, agent=person)


def day_of_common(one: Told) -> str:
    """The day of an act that is told too often to be looked for among all days."""
    common = one.act.verb in LIGHT | OFTEN or one.act.speaks or not one.act.verb
    return cut(one.event.time) if common else ""


def is_same(one: Told, its: Sequence[Told]) -> bool:
    """Whether a report tells what others tell, at the same time."""
    first = its[0]
    if not any(may_be_of_one_time(one.event.time, other.event.time) for other in its):
        return False
    if any(one.text == other.text or _is_retold(one, other) for other in its):
        return True
    if one.event.notes or first.event.notes or not one.act.verb:
        return False
    if one.act.verb in LIGHT or one.act.speaks:
        return any(_is_reworded(one, other) for other in its)
    if one.act.verb in OFTEN and not any(_is_in_one_setting(one.act, other.act) for other in its):
        return False
    exact = cut(one.event.time) == cut(first.event.time)
    return all(_is_one_act(one, other) for other in its) and (exact or one.act.verb in ONCE)


def cut(time: Time) -> str:
    """A time to the day."""
    return (time.value or time.as_stated)[:10]


def _is_in_one_setting(one: Act, other: Act) -> bool:
    """Whether two clauses name the same besides those who take part, and no other place or person."""
    aside = one.agent.stems | one.patient.stems | other.agent.stems | other.patient.stems
    names = one.names - aside, other.names - aside
    if all(names) and names[0].isdisjoint(names[1]):
        return False
    a, b = one.what - aside, other.what - aside
    return not a.isdisjoint(b) or not (a or b)


def _is_reworded(one: Told, other: Told) -> bool:
    shared, all_ = one.act.what & other.act.what, one.act.what | other.act.what
    return len(all_) > 2 and len(shared) / len(all_) >= _ALIKE and _numbers(one.text) == _numbers(other.text)


def _is_retold(one: Told, other: Told) -> bool:
    """Whether a report tells nearly word for word what another tells of the same day: that needs no name to share."""
    return (
        cut(one.event.time) == cut(other.event.time)
        and one.event.time.precision in ("day", "time")
        and one.act.negated == other.act.negated
        and len(one.act.what & other.act.what) >= _MANY
        and _is_reworded(one, other)
    )


_MANY = 4  # words of content


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _is_one_act(one: Told, other: Told) -> bool:
    """Whether two clauses with the same verb may tell of the same parties."""
    a, b = one.act, other.act
    if not (one.subject and other.subject and one.subject.may_be(other.subject)):
        return False
    if bool(a.patient) != bool(b.patient) and not (one.subject.names & other.subject.names):
        return False
    if (
        a.patient
        and b.patient
        and a.agent
        and b.agent
        and a.agent.names
        and b.agent.names
        and not a.agent.may_be(b.agent)
    ):
        return False
    places = (one.event.place, other.event.place)
    if all(places) and places[0] != places[1]:
        return False
    return one.document_id == other.document_id or one.story.is_of(other.story)


def may_be_of_one_time(one: Time, two: Time) -> bool:
    """Whether two times are one: the same value, or one within the other ("7 May", "May"). A time of day is of its day."""
    if one.value is None or two.value is None:
        return one.as_stated == two.as_stated and one.value == two.value
    if one.value[:10] == two.value[:10]:
        return True
    if "X" in one.value or "X" in two.value:
        return _fits(one.value[:10], two.value[:10])
    if one.earliest is None or one.latest is None or two.earliest is None or two.latest is None:
        return False
    inside = two.earliest <= one.earliest and one.latest <= two.latest
    return (inside or (one.earliest <= two.earliest and two.latest <= one.latest)) and not _is_open(one, two)


def _is_open(one: Time, two: Time) -> bool:
    """Whether one is so vague that it says little: a decade, a span of years."""
    return any((t.latest - t.earliest).days > _YEAR for t in (one, two) if t.earliest and t.latest)


_YEAR = 366


def _fits(one: str, two: str) -> bool:
    return len(one) == len(two) and all(a == b or "X" in (a, b) for a, b in zip(one, two, strict=True))


# Dates that differ -----------------------------------------------------------------------------


def differ_in_date_only(one: Sequence[Told], two: Sequence[Told]) -> bool:
    a, b = one[0], two[0]
    if (
        a.act.verb in LIGHT | OFTEN
        or a.act.speaks
        or not a.act.verb
        or any(t.repeated or t.event.notes for t in (*one, *two))
    ):
        return False
    documents = {t.document_id for t in one}
    if documents & {t.document_id for t in two}:  # a document that tells both tells two events
        return False
    if not all(_is_one_act(x, y) for x in one for y in two[:1]):
        return False
    named = a.subject.names & b.subject.names
    both = a.act.agent and a.act.patient and b.act.agent and b.act.patient and a.act.agent.may_be(b.act.agent)
    shared = both and a.act.agent.names & b.act.agent.names
    if not (named and (a.act.verb in ONCE or both)) and not shared and not _is_one_plan(a.act, b.act):
        return False
    return all(_are_near(x.event.time, y.event.time) for x in one for y in two)


def _is_one_plan(one: Act, two: Act) -> bool:
    """Whether two clauses say when the same unnamed thing is to begin or end: "the bridge will reopen"."""
    subjects = one.patient or one.agent, two.patient or two.agent
    return (
        one.planned
        and two.planned
        and one.verb in BEGIN_AND_END
        and not any(subject.names for subject in subjects)
        and subjects[0].head == subjects[1].head
        and (subjects[0].stems <= subjects[1].stems or subjects[1].stems <= subjects[0].stems)
    )


def _are_near(one: Time, two: Time) -> bool:
    """Whether two times of like precision are so near that one event may be meant; times of which one is vague are not."""
    if (
        one.earliest is None
        or two.earliest is None
        or one.latest is None
        or two.latest is None
        or one.kind != two.kind == "date"
    ):
        return False
    most = min(_APART.get(one.precision, 0), _APART.get(two.precision, 0))
    return one.precision == two.precision and abs((one.earliest - two.earliest).days) <= most
