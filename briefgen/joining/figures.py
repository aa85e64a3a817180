"""Figures over documents: the same one told by several is one; different ones of the same thing stand side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from briefgen.joining.corroboration import Witness, speaker_of, support
from briefgen.joining.counting import Count, count
from briefgen.joining.texts import NO_STORY, Story, Texts, texts_of
from briefgen.model import Conflict, Facts, Figure, Side

RULE = "joining.figures"
_CONFIDENCE = 0.9
_SLACK = dt.timedelta(days=30)  # a toll that is still counted
_NEAR = Decimal("0.1")  # as a share: how far "about 100" reaches
_ROUNDED_FROM = 1000  # smaller numbers are not rounded


def join(facts: Facts) -> Facts:
    """The facts with each figure once, with all its citations, and a conflict for each thing that is counted differently.

    Figures are compared only where they count the same: the same noun with the same modifiers, the same said of it, the
    same unit, and no other place or time. What is a part, a rise, planned or hypothetical is compared with nothing.
    """
    texts = texts_of(facts.documents)
    counts = [
        c
        for f in facts.figures
        if f.status == "given" and f.polarity == "affirmed"
        for c in (count(texts, f),)
        if c is not None
    ]
    things = _things(texts, counts)
    merged: dict[str, Figure] = {}
    conflicts = []
    for thing in things:
        by_value = _by_value(thing.counts)
        whole = [_one(texts, facts, its) for its in by_value]
        for its, figure in zip(by_value, whole, strict=True):
            merged.update((c.figure.id, figure) for c in its)
        conflict = _conflict(texts, by_value)
        if conflict:
            conflicts.append(conflict)
    merged.update(_repeated(texts, facts, [f for f in facts.figures if merged.get(f.id, f) is f]))
    figures = dict.fromkeys(merged.get(figure.id, figure) for figure in facts.figures)
    return replace(facts, figures=tuple(figures), conflicts=(*facts.conflicts, *_in_order(texts, conflicts)))


def _in_order(texts: Texts, conflicts: Iterable[Conflict]) -> list[Conflict]:
    return sorted(conflicts, key=lambda c: texts.order(c.sides[0].span))


# Which figures count the same ------------------------------------------------------------------


@dataclass(slots=True)
class _Thing:
    """One thing that is counted, and all that its counts say of where and when."""

    counts: list[Count] = field(default_factory=list)
    places: frozenset[str] = frozenset()
    bearers: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    story: Story = NO_STORY
    window: tuple[dt.date, dt.date] | None = None
    dated: tuple[dt.date, dt.date] | None = None

    def add(self, texts: Texts, one: Count) -> None:
        self.counts.append(one)
        self.places |= one.places
        self.bearers |= one.bearers
        self.context |= one.context
        self.names |= one.names
        self.story |= texts.story(one.span.document_id)
        self.window = _spanned(self.window, one.window)
        if one.dated:
            self.dated = _spanned(self.dated, one.window)


def _spanned(
    one: tuple[dt.date, dt.date] | None, two: tuple[dt.date, dt.date] | None
) -> tuple[dt.date, dt.date] | None:
    if one is None or two is None:
        return one or two
    return (min(one[0], two[0]), max(one[1], two[1]))


def _things(texts: Texts, counts: Iterable[Count]) -> list[_Thing]:
    """The counts by what they count. They are taken in a steady order, so that the order of the documents changes nothing."""
    shelves: dict[tuple[str, ...], list[_Thing]] = {}
    for one in sorted(counts, key=lambda c: texts.steady(c.span)):
        shelf = shelves.setdefault(one.key, [])
        thing = next((t for t in shelf if _is_of(texts, one, t)), None)
        if thing is None:
            thing = _Thing()
            shelf.append(thing)
        thing.add(texts, one)
    return [thing for shelf in shelves.values() for thing in shelf]


def _is_of(texts: Texts, one: Count, thing: _Thing) -> bool:
    """Whether a count is of a thing: not of another place, not of another time, and told in the same story."""
    if one.places and thing.places and not one.places & thing.places and not _is_telling(one, thing):
        return False
    if one.bearers and thing.bearers and one.bearers.isdisjoint(thing.bearers):
        return False
    if not _may_be_at_once(one, thing):
        return False
    same_text = any(c.span.document_id == one.span.document_id for c in thing.counts)
    undated = one.window is None or thing.window is None
    if undated and not same_text and one.names.isdisjoint(thing.names):
        return False  # nothing tells the times of two like stories apart
    own = texts.story(one.span.document_id)
    told_of = not one.bearers.isdisjoint(thing.story.lead) or not thing.bearers.isdisjoint(own.lead)
    agrees = any(c.figure.value == one.figure.value for c in thing.counts) and not own.lead.isdisjoint(thing.story.lead)
    story = same_text or told_of or agrees or own.is_of(thing.story)
    return story if one.key[0] == "fate" else story and (bool(one.context & thing.context) or one.key[0] != "count")


def _is_telling(one: Count, thing: _Thing) -> bool:
    """Whether the value alone, an uncommon one, tells that the count is of the thing."""
    value = one.figure.value
    return value is not None and value > _COMMON and any(c.figure.value == value for c in thing.counts)


_COMMON = 100


def _may_be_at_once(one: Count, thing: _Thing) -> bool:
    """Whether the days of a count and those of a thing go together; what happened on two days is two things."""
    if one.window is None or thing.window is None:
        return not any(w is not None and _is_long(w) for w in (one.window if one.dated else None, thing.dated))
    if one.dated and thing.dated is not None:
        exact = max(w[1] - w[0] for w in (one.window, thing.dated)) < _A_WEEK
        return _meet(one.window, thing.dated, _A_DAY if exact else _NONE) and _is_long(one.window) == _is_long(
            thing.dated
        )
    if one.key[0] == "fate" and (
        _is_long(one.window) and one.dated or thing.dated is not None and _is_long(thing.dated)
    ):
        return False
    return _meet(one.window, thing.window, _SLACK if one.key[0] == "fate" else _NONE)


_A_WEEK, _A_DAY, _NONE = dt.timedelta(days=7), dt.timedelta(days=1), dt.timedelta(0)


def _meet(one: tuple[dt.date, dt.date], two: tuple[dt.date, dt.date], slack: dt.timedelta) -> bool:
    return one[0] <= two[1] + slack and two[0] <= one[1] + slack


def _is_long(window: tuple[dt.date, dt.date]) -> bool:
    """Whether a figure is that of a whole month, year or longer: no toll of one event."""
    return (window[1] - window[0]).days > _LONG


_LONG = 27


# One figure out of several ---------------------------------------------------------------------


def _by_value(counts: Sequence[Count]) -> list[list[Count]]:
    """The counts of one thing by value, in the order of publication."""
    groups: dict[tuple[object, ...], list[Count]] = {}
    for one in counts:
        figure = one.figure
        groups.setdefault(
            (figure.value, figure.low, figure.high, figure.comparator, figure.unit if one.key[0] == "size" else ""), []
        ).append(one)
    return list(groups.values())


def _one(texts: Texts, facts: Facts, counts: Sequence[Count]) -> Figure:
    """One figure with the citations of all: that of the first document which names a source for it, else the first."""
    its = [c.figure for c in sorted(counts, key=lambda c: texts.order(c.span))]
    told_by = max(its, key=lambda figure: (figure.unit is not None, figure.source is not None))
    return told_by if len(facts.documents) < 2 or len(its) < 2 else _with_all(told_by, its, facts)


def _with_all(told_by: Figure, its: Sequence[Figure], facts: Facts) -> Figure:
    """A figure with the citations of all that are the same, and how many sources carry it."""
    witnesses = tuple(Witness(figure.spans[0].document_id, speaker_of(figure.attribution)) for figure in its)
    spans = dict.fromkeys((*told_by.spans, *(span for figure in its for span in figure.spans)))
    return replace(told_by, spans=tuple(spans), support=support(witnesses, facts.documents))


def _repeated(texts: Texts, facts: Facts, figures: Iterable[Figure]) -> dict[str, Figure]:
    """Figures of which nothing tells what they count, each once for the copies of one text that have its sentence."""
    told: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: texts.order(figure.spans[0])):
        span = figure.spans[0]
        sentence = texts.sentences(span.document_id)[span.sentence]
        words = texts.documents[span.document_id].text[sentence.start : sentence.end].split()
        told.setdefault((texts.origin(span.document_id), " ".join(words), figure.as_stated), []).append(figure)
    several = [its for its in told.values() if len({figure.spans[0].document_id for figure in its}) == len(its) > 1]
    return {figure.id: one for its in several for one in [_with_all(its[0], its, facts)] for figure in its}


# Different figures of one thing ----------------------------------------------------------------


def _conflict(texts: Texts, by_value: Sequence[Sequence[Count]]) -> Conflict | None:
    """The values of one thing that differ, a side for each; None where they go together or are not sure to be of one thing."""
    sure = [[c for c in its if c.is_sure] for its in by_value]
    groups = _differing([its for its in sure if its])
    if len(groups) < 2:
        return None
    groups.sort(key=lambda its: texts.order(_first(texts, its).span))
    firsts = [_first(texts, its) for its in groups]
    if not _are_two(texts, groups):
        return None
    spans = tuple(dict.fromkeys(c.span for its in groups for c in sorted(its, key=lambda c: texts.order(c.span))))
    return Conflict(
        spans=spans,
        basis="derived",
        rule=RULE,
        confidence=_CONFIDENCE,
        kind="figure",
        subject=max(firsts, key=lambda c: (c.figure.counts is not None, len(c.subject), c.subject.islower())).subject,
        sides=tuple(_side(texts, one) for one in firsts),
        updated=_follow(texts, groups),
    )


def _first(texts: Texts, counts: Sequence[Count]) -> Count:
    """The count that stands for a value: of the first document that tells it the one that says most."""
    return min(
        counts, key=lambda c: (texts.order(c.span)[:2], c.figure.source is None, c.figure.unit is None, c.span.start)
    )


def _differing(groups: list[list[Count]]) -> list[list[Count]]:
    """The groups without those whose value goes together with one before: "about 100" and "97", "2.3 million" and "2,312,000"."""
    kept: list[list[Count]] = []
    for its in sorted(groups, key=lambda its: (its[0].figure.comparator != "=", _number(its[0].figure))):
        if not any(_go_together(its[0].figure, other[0].figure) for other in kept):
            kept.append(its)
    return kept


def _number(figure: Figure) -> Decimal:
    return next((n for n in (figure.value, figure.low, figure.high) if n is not None), Decimal(0))


def _go_together(one: Figure, two: Figure) -> bool:
    if _bounds(one) == _bounds(two):
        return True
    if ">=" in (one.comparator, two.comparator):
        return False  # "at least 95" and "99" may both be true; the reader sees both all the same
    low, high = _bounds(one)
    other_low, other_high = _bounds(two)
    return (low <= other_high and other_low <= high) or _is_rounded(one, two) or _is_rounded(two, one)


def _bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """What a figure may stand for: about a tenth around "about 100", a quarter beyond "more than 100"."""
    value = _number(figure)
    if figure.comparator == "range":
        return (figure.low if figure.low is not None else value, figure.high if figure.high is not None else value)
    if figure.comparator == "~":
        return value * (1 - _NEAR), value * (1 + _NEAR)
    if figure.comparator == ">":
        return value, value * Decimal("1.25")
    if figure.comparator in ("<", "<="):
        return value * Decimal("0.75"), value
    return value, value


def _is_rounded(one: Figure, two: Figure) -> bool:
    """Whether the first is the second with fewer digits."""
    short, whole = one.value, two.value
    if (
        short is None
        or whole is None
        or abs(whole) < _ROUNDED_FROM
        and short == short.to_integral_value() == short
        and one.unit != "%"
    ):
        return False
    exponent = short.normalize().as_tuple().exponent
    return isinstance(exponent, int) and whole.quantize(Decimal(1).scaleb(exponent)) == short


def _are_two(texts: Texts, groups: Sequence[Sequence[Count]]) -> bool:
    """Whether two origins differ, or one document gives different values and names who says each."""
    origins = [{texts.origin(c.span.document_id) for c in its} for its in groups]
    if len(set().union(*origins)) > 1 and any(one != two for one in origins for two in origins):
        return True
    speakers = [{c.figure.source for c in its} - {None} for its in groups]
    return all(speakers) and len(set().union(*speakers)) >= len(groups)


def _side(texts: Texts, one: Count) -> Side:
    figure = one.figure
    return Side(
        value=figure.as_stated,
        span=one.span,
        speaker=figure.source,
        unit=figure.unit,
        period=figure.period,
        published=texts.day(one.span.document_id),
    )


def _follow(texts: Texts, groups: Sequence[Sequence[Count]]) -> bool:
    """Whether each value was told on later days than the one before, so that it may be news."""
    days = [[texts.first_day(c.span.document_id) for c in its] for its in groups]
    known = [[day for day in its if day is not None] for its in days]
    if any(len(its) < len(all_) for its, all_ in zip(known, days, strict=True)):
        return False
    return all(max(before) < min(after) for before, after in pairwise(known))
