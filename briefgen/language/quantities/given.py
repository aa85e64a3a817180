"""Quantities that are given as numbers, found one after another. Hints such as "dozens of" are read elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefgen.language.expressions import Expression
from briefgen.language.quantities.ages import age_end
from briefgen.language.quantities.amounts import Amount, amount_at
from briefgen.language.quantities.counted import counted_after, part_of
from briefgen.language.quantities.counts import count_of
from briefgen.language.quantities.labels import Labels
from briefgen.language.quantities.modifiers import change_of
from briefgen.language.quantities.numerals import FIRST, digits_end
from briefgen.language.quantities.passage import Passage, bounds_of
from briefgen.language.quantities.record import Quantity
from briefgen.language.quantities.shares import Share, share_at
from briefgen.language.quantities.sums import sum_of
from briefgen.language.quantities.units import CODE, SIGN
from briefgen.language.quantities.votes import vote_at
from briefgen.language.times import TimeMention
from briefgen.text import Sentence, sentence_at

_START = Expression(
    rf"(?<![\w.,:/°@=_\\’'$€£¥+])(?<!\w[-‑])(?:(?:{CODE}|{SIGN})(?=[\s$]?\s?\d)|(?i:half|once|twice|doubled|doubling|tripled|trebled|quadrupled|halved|twofold|threefold|fourfold|fivefold|tenfold"
    rf"|an?\s(?:half|third|quarter|fifth|tenth))\b|{FIRST})"
)


def given_in(
    text: str, sentences: Sequence[Sentence], times: Sequence[TimeMention], tags: Mapping[int, str]
) -> list[Quantity]:
    """The quantities given as numbers, in reading order, none overlapping."""
    labels = Labels(text, times)
    found: list[Quantity] = []
    position = 0
    while (match := _START.search(text, position)) is not None:
        passage = Passage(text, sentence_at(sentences, match.start()), tags, labels)
        quantity, position = _read(passage, match.start())
        if quantity is not None:
            found.append(quantity)
    return _with_shared_nouns(text, found)


def _read(passage: Passage, start: int) -> tuple[Quantity | None, int]:
    """The quantity that begins at start, if one does, and where to go on."""
    text, labels, limit = passage.text, passage.labels, passage.sentence.end
    share = share_at(text, start) if not labels.taken[start] else None
    if share is not None and share.end <= limit:
        quantity: Quantity | None = _shared(passage, start, share)
        return quantity, share.end
    vote = vote_at(text, start, limit) if not labels.taken[start] else None
    if vote is not None:
        place = (vote.start, vote.end)
        index = passage.sentence.index
        return Quantity(
            *place, index, *place, "given", "figures.vote", vote.value, unit="votes", counts="votes"
        ), vote.end
    amount = amount_at(text, start, limit)
    if amount is None:
        return None, digits_end(text, start)
    age = age_end(text, start, amount.end, int(amount.value), in_digits=amount.in_digits) if not amount.unit else None
    if age is not None:
        return _aged(passage, amount, age), age
    if labels.taken[start]:
        return None, max(labels.end_of(start), start + 1)
    if labels.taken[amount.end - 1] or labels.follows_label(text, start):
        return None, amount.end
    quantity = sum_of(passage, amount) if amount.kind else count_of(passage, amount)
    if quantity is None and amount.in_digits and not amount.kind:
        labels.mark(amount.end)
    return quantity, max(quantity.end if quantity else 0, amount.end)


def _shared(passage: Passage, start: int, share: Share) -> Quantity:
    read = counted_after if share.bare_noun else part_of
    counted = read(passage.text, share.end, passage.sentence.end, passage.tags)
    bounds = bounds_of(passage, start, share.end)
    return Quantity(
        bounds.start,
        counted.end if counted else share.end,
        passage.sentence.index,
        bounds.start,
        share.end,
        "given",
        share.rule,
        value=share.value,
        comparator=bounds.comparator,
        unit=share.unit,
        counts=counted.phrase if counted else None,
        change=share.change or change_of(passage.text, bounds.start, share.end, "count"),
    )


def _aged(passage: Passage, amount: Amount, end: int) -> Quantity:
    bounds = bounds_of(passage, amount.start, amount.end)
    return amount.as_quantity(
        "figures.age",
        passage.sentence.index,
        start=bounds.start,
        end=end,
        comparator=bounds.comparator,
        unit="years",
        counts="age",
    )


# Nouns that several numbers share ------------------------------------------------------------------

_AND = Expression(r"(?:\s(?:and|or)|,)\s$")
_PLACED = Expression(r"\s(?P<at>in|from|at|for|on|to)\s")


def _with_shared_nouns(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Give a number without a noun the one it shares: "102 and 21 people", "300 jobs in France, 200 in Spain"."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        one, other = shared[i], shared[i + 1]
        if one.rule == "figures.bare" and other.rule == "figures.count" and _AND.fullmatch(text[one.end : other.start]):
            shared[i] = replace(one, unit=other.unit, counts=other.counts, rule="figures.shared")
    for i in range(1, len(shared)):
        one, other = shared[i - 1], shared[i]
        if other.rule == "figures.bare" and one.sentence == other.sentence and _is_alike(text, one, other):
            shared[i] = replace(other, unit=one.unit, counts=one.counts, rule="figures.shared")
    return shared


def _is_alike(text: str, one: Quantity, other: Quantity) -> bool:
    """True when the same preposition follows both, and the first has a noun to share."""
    if one.counts is None or one.rule not in ("figures.count", "figures.shared"):
        return False
    first, second = _PLACED.match(text, one.end), _PLACED.match(text, other.end)
    return first is not None and second is not None and first.group("at") == second.group("at")
