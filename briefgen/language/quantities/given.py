"""Quantities that are given as numbers, each with what it counts. Hints such as "dozens of" are read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefgen.language.quantities.ages import age_end
from briefgen.language.quantities.amounts import Amount, amount_at
from briefgen.language.quantities.context import words_before
from briefgen.language.quantities.counted import Counted, counted_after, is_change, is_time, moved_by, paid_for, part_of
from briefgen.language.quantities.labels import Labels, is_definite, is_determined, is_in_table, is_labelled, is_numbered
from briefgen.language.quantities.modifiers import change_of, comparator_before, comparator_behind, rate_behind
from briefgen.language.quantities.numerals import FIRST, digits_end
from briefgen.language.quantities.record import Comparator, Quantity
from briefgen.language.quantities.shares import Share, share_at, times_behind
from briefgen.language.quantities.units import CODE, SIGN
from briefgen.language.times import TimeMention
from briefgen.text import Sentence, sentence_at

_START = re.compile(
    rf"(?<![\w.,:/°@=_\\’'$€£¥+])(?<!\w[-‑])(?:(?:{CODE}|{SIGN})(?=[\s$]?\s?\d)|(?i:half|once|twice|doubled|doubling|tripled|trebled|quadrupled|halved|twofold|threefold|fourfold|fivefold|tenfold"
    rf"|an?\s(?:half|third|quarter|fifth|tenth))\b|{FIRST})"
)
_COMPOUND = re.compile(
    r"-(?P<x>(?:members?|nations?|countr(?:y|ies)|states?|m[ae]n|wom[ae]n|persons?|people|seats?|stor(?:e?y)|pages?|points?|votes?|ships?|vehicles?|rooms?|beds?|vessels?|judges?|strong)\b|seater\b)",
    re.IGNORECASE,
)
_HYPHENED = re.compile(r"[-‑]\w")
_MINUS = re.compile(r"(?<=\s)(?:minus\s|[−-])$")
_SIGNED_UNITS = frozenset(("%", "degrees", "°C", "°F"))
_ONE_THING = frozenset("a an the its their this that his her another our".split())
_SCORE = re.compile(r"\s?[–—-]\s?\d")
_ONE_OF = frozenset(
    "person people man woman child boy girl baby adult teenager student pupil teacher worker employee resident citizen civilian passenger pedestrian driver pilot "
    "rider patient victim casualty survivor hostage prisoner detainee suspect attacker gunman militant insurgent rebel fighter soldier troop officer guard marine "
    "sailor airman policeman policewoman firefighter paramedic doctor nurse journalist reporter protester demonstrator tourist player fan candidate voter judge juror "
    "member official death fatality injury arrest case infection kidnapping strike airstrike attack raid blast explosion bomb rocket missile shell grenade mine shot "
    "bullet tank vehicle car truck bus train plane aircraft jet helicopter drone ship boat vessel submarine building house home school hospital bridge tunnel village "
    "town city country state province seat vote goal point run try medal award ticket copy share barrel complaint lawsuit count charge earthquake tremor wildfire".split()
)


def given_in(text: str, sentences: Sequence[Sentence], times: Sequence[TimeMention], tags: Mapping[int, str]) -> list[Quantity]:
    """The quantities given as numbers, in reading order, none overlapping."""
    labels = Labels(text, times)
    found: list[Quantity] = []
    position = 0
    while (match := _START.search(text, position)) is not None:
        start = match.start()
        sentence = sentence_at(sentences, start)
        quantity, position = _read(text, sentence, start, labels, tags)
        if quantity is not None:
            found.append(quantity)
    return _with_shared_nouns(text, found)


def _read(text: str, sentence: Sentence, start: int, labels: Labels, tags: Mapping[int, str]) -> tuple[Quantity | None, int]:
    """The quantity that begins at start, if one does, and where to go on."""
    limit = sentence.end
    share = share_at(text, start) if not labels.taken[start] else None
    if share is not None and share.end <= limit:
        quantity = _shared(text, sentence, start, share, tags)
        return quantity, quantity.end
    amount = amount_at(text, start, limit)
    if amount is None:
        return None, digits_end(text, start)
    age = age_end(text, start, amount.end, int(amount.value), in_digits=amount.in_digits) if not amount.unit else None
    if age is not None:
        return _aged(text, sentence, amount, age), age
    if labels.taken[start]:
        return None, max(labels.end_of(start), start + 1)
    if labels.taken[amount.end - 1] or labels.follows_label(text, start):
        return None, amount.end
    quantity = _with_unit(text, sentence, amount, tags) if amount.kind else _count(text, sentence, amount, labels, tags)
    if quantity is None:
        if amount.in_digits and not amount.kind:
            labels.mark(amount.end)
        return None, amount.end
    return quantity, max(quantity.end, amount.end)


def _shared(text: str, sentence: Sentence, start: int, share: Share, tags: Mapping[int, str]) -> Quantity:
    counted = (counted_after if share.bare_noun else part_of)(text, share.end, sentence.end, tags)
    begin, comparator = comparator_before(text, start) or (start, "=")
    return Quantity(
        begin,
        counted.end if counted else share.end,
        sentence.index,
        begin,
        share.end,
        "given",
        share.rule,
        value=share.value,
        comparator=comparator,
        unit=share.unit,
        counts=counted.phrase if counted else None,
        change=share.change or change_of(text, begin, share.end, "count"),
    )


def _aged(text: str, sentence: Sentence, amount: Amount, end: int) -> Quantity:
    begin, comparator = comparator_before(text, amount.start) or (amount.start, "=")
    whole = Quantity(begin, end, sentence.index, begin, amount.end, "given", "figures.age", unit="years", counts="age")
    return _valued(whole, amount, comparator)


def _with_unit(text: str, sentence: Sentence, amount: Amount, tags: Mapping[int, str]) -> Quantity | None:
    """Money, a share or a measure, and what it is of."""
    start, end, limit = amount.start, amount.end, sentence.end
    if text[end : end + 1].isalnum():
        return None
    signed = _MINUS.search(text[max(0, start - 7) : start]) if amount.unit in _SIGNED_UNITS else None
    if signed is not None:
        start -= len(signed.group())
    begin, comparator = comparator_before(text, start) or (start, "=")
    behind = comparator_behind(text, end)
    stated = end
    if behind is not None and behind[0] <= limit:
        end, comparator = behind
    change = change_of(text, begin, stated, amount.kind)
    counted = paid_for(text, end, limit, tags) if amount.kind == "money" else part_of(text, end, limit, tags)
    if counted is None and amount.kind != "measure":
        counted = _measured_noun(text, amount.start, end, limit, tags)
    if counted is not None:
        end = counted.end
    rate = rate_behind(text, end) or rate_behind(text, stated)
    unit, period = amount.unit, None
    if rate is not None and rate[0] <= limit:
        end, period = max(end, rate[0]), rate[1]
        unit = f"{unit} per {rate[2]}" if rate[2] else unit
    whole = Quantity(
        begin, end, sentence.index, begin, stated, "given", f"figures.{amount.kind}", unit=unit, counts=counted.phrase if counted else None, period=period, change=change
    )
    quantity = _valued(whole, amount, comparator)
    if signed is not None and quantity.value is not None:
        return replace(quantity, value=-quantity.value)
    return quantity


def _measured_noun(text: str, start: int, end: int, limit: int, tags: Mapping[int, str]) -> Counted | None:
    """ "a $40 billion contract", "a 25% stake", "a 5% increase in prices": the noun that a sum or share stands before."""
    if is_change(text, end):
        return moved_by(text, end, limit, tags)
    if not _ONE_THING.intersection(word.lower() for word in words_before(text, start)[:2]):
        return None
    return counted_after(text, end, limit, tags, singular=True)


def _count(text: str, sentence: Sentence, amount: Amount, labels: Labels, tags: Mapping[int, str]) -> Quantity | None:
    """A number of things, or a number that stands alone, unless it is a name, a list number or a known small set."""
    start, end, limit = amount.start, amount.end, sentence.end
    compared = comparator_before(text, start)
    begin, comparator = compared or (start, "=")
    behind = comparator_behind(text, end)
    if behind is not None and behind[0] <= limit:
        end, comparator = behind
    sure = (compared is not None and comparator != "=") or behind is not None
    if text[amount.end : amount.end + 1].isalnum() or (amount.bare and is_in_table(text, start, amount.end)):
        return None
    if amount.bare and amount.top is None and _SCORE.match(text, amount.end):
        return None
    if not sure and _is_name(text, amount, labels, tags):
        return None
    if is_definite(text, start) and amount.top is None and amount.value <= (3 if amount.in_digits else 10):
        return None
    folded = times_behind(text, amount.end)
    if folded is not None:
        whole = Quantity(begin, folded, sentence.index, begin, amount.end, "given", "figures.multiple", unit="times")
        return _valued(whole, amount, comparator)
    compound = _COMPOUND.match(text, amount.end)
    if compound is not None:
        noun = compound.group("x").lower()
        whole = Quantity(begin, compound.end(), sentence.index, begin, amount.end, "given", "figures.count", unit=noun, counts=None if noun == "strong" else noun)
        return _valued(whole, amount, comparator)
    if behind is None and _HYPHENED.match(text, amount.end):
        return None
    counted = counted_after(text, end, limit, tags, singular=amount.value == 1 and amount.top is None)
    if counted is not None and is_time(counted.head):
        return None
    if counted is None and not _stands_alone(text, amount, end, sure=sure):
        return None
    if amount.value == 1 and amount.top is None and not sure and not _is_one(text, amount, counted):
        return None
    return _counted_quantity(text, sentence, amount, counted, begin, comparator, end)


def _is_name(text: str, amount: Amount, labels: Labels, tags: Mapping[int, str]) -> bool:
    start, end = amount.start, amount.end
    named = tags.get(start - 1) == "NNP"
    if not amount.in_digits:
        titled = text[start].isupper() and not text[end : end + 2].strip().isupper()  # "the Little Rock Nine members"
        return is_numbered(text, start) or (titled and is_labelled(text, start))
    return amount.bare and (is_labelled(text, start, alone=named) or labels.is_model(text[start:end]))


def _counted_quantity(text: str, sentence: Sentence, amount: Amount, counted: Counted | None, begin: int, comparator: Comparator, end: int) -> Quantity:
    stop = counted.end if counted else end
    behind = comparator_behind(text, stop) if counted else None
    if behind is not None and behind[0] <= sentence.end:
        stop, comparator = behind
    change = change_of(text, begin, amount.end, "count")
    rate = rate_behind(text, stop)
    unit, period = counted.head if counted else None, None
    if rate is not None and rate[0] <= sentence.end:
        stop, period = rate[0], rate[1]
        unit = f"{unit or ''} per {rate[2]}".strip() if rate[2] else unit
    rule = "figures.count" if counted else "figures.bare"
    whole = Quantity(
        begin, stop, sentence.index, begin, amount.end, "given", rule, unit=unit, counts=counted.phrase if counted else None, period=period, change=change
    )
    return _valued(whole, amount, comparator)


_FURTHER = re.compile(r"\s+(?:more|new|others?|additional|further|of\s+(?:them|these|those|which|whom|the))\b")
_REQUIRED = re.compile(r"\s[a-z]+ed\b")
_CODE_LENGTH = 6  # digits in a row without a comma
_YEAR_LIKE = re.compile(r"(?:1[5-9]|20)\d\d$")
_LED = (" of ", " to ", " by ")
_CLOSED = re.compile(r"\s?[(.,;]|\s(?:which|who|that|and|in|from|for)\b|\s*$")
_NEXT_NUMBER = re.compile(rf"(?:,\s|\s(?:and|or)\s)(?={FIRST})")


def _stands_alone(text: str, amount: Amount, end: int, *, sure: bool) -> bool:
    """True for a number that counts although no noun follows: "sold 3,700 in France", "two of them", "raised it to 230"."""
    if sure or amount.top is not None:
        return sure or not amount.bare or amount.joined == "to"
    if _FURTHER.match(text, end) and amount.value != 1:
        return True
    if not amount.in_digits:
        if is_labelled(text, amount.start):
            return False
        closed = text[max(0, amount.start - 4) : amount.start].lower() in _LED and _CLOSED.match(text, end) is not None
        return amount.value > 10 or closed or rate_behind(text, end) is not None or _NEXT_NUMBER.match(text, end) is not None
    if not amount.bare:
        return True
    if is_labelled(text, amount.start, alone=True) or (is_determined(text, amount.start) and not _REQUIRED.match(text, end)) or text[max(0, amount.start - 2) : amount.start] == ": ":
        return False
    digits = text[amount.start : amount.end]
    return not _YEAR_LIKE.match(digits) and len(digits) < _CODE_LENGTH


def _is_one(text: str, amount: Amount, counted: Counted | None) -> bool:
    """ "one soldier" counts; "one of them", "one day", "one way" do not: of a single thing only what is tallied."""
    return counted is not None and counted.start == amount.end + 1 and counted.head in _ONE_OF


def _valued(quantity: Quantity, amount: Amount, comparator: Comparator) -> Quantity:
    if amount.top is not None:
        return replace(quantity, low=amount.value, high=amount.top, comparator="range", change=quantity.change or amount.change)
    return replace(quantity, value=amount.value, comparator=comparator)


# Nouns that several numbers share ------------------------------------------------------------------

_AND = re.compile(r"(?:\s(?:and|or)|,)\s$")
_PLACED = re.compile(r"\s(?P<at>in|from|at|for|on|to)\s")


def _with_shared_nouns(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Give a number without a noun the one it shares: "102 and 21 people", "300 jobs in France, 200 in Spain"."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        one, other = shared[i], shared[i + 1]
        if one.rule == "figures.bare" and other.rule == "figures.count" and _AND.fullmatch(text[one.end : other.start]):
            shared[i] = replace(one, unit=other.unit, counts=other.counts, rule="figures.shared")
    for i in range(1, len(shared)):
        one, other = shared[i - 1], shared[i]
        if other.rule == "figures.bare" and one.counts and one.rule in ("figures.count", "figures.shared") and one.sentence == other.sentence:
            first, second = _PLACED.match(text, one.end), _PLACED.match(text, other.end)
            if first and second and first.group("at") == second.group("at"):
                shared[i] = replace(other, unit=one.unit, counts=one.counts, rule="figures.shared")
    return shared
