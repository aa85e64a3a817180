"""Numbers without a written unit: what they count, and which of them count nothing at all."""

from __future__ import annotations

import re

from briefgen.language.expressions import Expression
from briefgen.language.quantities.amounts import Amount
from briefgen.language.quantities.context import words_before
from briefgen.language.quantities.counted import Counted, counted_after, is_time
from briefgen.language.quantities.labels import is_definite, is_determined, is_in_table, is_labelled, is_numbered
from briefgen.language.quantities.modifiers import change_of, comparator_behind, rate_behind
from briefgen.language.quantities.numerals import FIRST
from briefgen.language.quantities.passage import Bounds, Passage, bounds_of, rate_of
from briefgen.language.quantities.record import Quantity
from briefgen.language.quantities.shares import times_behind

_COMPOUND = Expression(
    r"-(?P<x>(?:members?|nations?|countr(?:y|ies)|states?|m[ae]n|wom[ae]n|persons?|people|seats?|stor(?:e?y)|pages?|points?|votes?|ships?|vehicles?|rooms?|beds?|vessels?|judges?|strong)\b|seater\b)",
    re.IGNORECASE,
)
_HYPHENED = Expression(r"[-‑]\w")
_SCORE = Expression(r"\s?[–—-]\s?\d")
_GRADES = frozenset(("magnitude",))
_MOST_KNOWN = 10  # "the two countries", "its ten members"; digits are written of what is new
_MOST_KNOWN_IN_DIGITS = 3
_ONE_OF = frozenset(
    "person people man woman child boy girl baby adult teenager student pupil teacher worker employee resident citizen civilian passenger pedestrian driver pilot "
    "rider patient victim casualty survivor hostage prisoner detainee suspect attacker gunman militant insurgent rebel fighter soldier troop officer guard marine "
    "sailor airman policeman policewoman firefighter paramedic doctor nurse journalist reporter protester demonstrator tourist player fan candidate voter judge juror "
    "member official death fatality injury arrest case infection kidnapping strike airstrike attack raid blast explosion bomb rocket missile shell grenade mine shot "
    "bullet tank vehicle car truck bus train plane aircraft jet helicopter drone ship boat vessel submarine building house home school hospital bridge tunnel village "
    "town city country state province seat vote goal point run try medal award ticket copy share barrel complaint lawsuit count charge earthquake tremor wildfire".split()
)


def count_of(passage: Passage, amount: Amount) -> Quantity | None:
    """The quantity that an amount without a unit makes, unless it is a name, a list number or a known small set."""
    if _is_no_number(passage, amount):
        return None
    bounds = bounds_of(passage, amount.start, amount.end)
    if not bounds.sure and _is_name(passage, amount):
        return None
    special = _special(passage, amount, bounds)
    if special is not None:
        return special
    if bounds.end == amount.end and _HYPHENED.match(passage.text, amount.end):
        return None
    single = amount.value == 1 and amount.top is None
    counted = counted_after(passage.text, bounds.end, passage.sentence.end, passage.tags, singular=single)
    if counted is not None and is_time(counted.head):
        return None
    if counted is None and not bounds.sure and not _stands_alone(passage.text, amount):
        return None
    if single and not bounds.sure and not _is_one(amount, counted):
        return None
    return _counted(passage, amount, bounds, counted)


def _is_no_number(passage: Passage, amount: Amount) -> bool:
    """True within a word, in a row of a table, in a score, and for a small set that the text knows already."""
    text, start, end = passage.text, amount.start, amount.end
    if text[end : end + 1].isalnum() or (amount.bare and is_in_table(text, start, end)):
        return True
    if amount.top is not None:
        return False
    if amount.bare and _SCORE.match(text, end):
        return True
    known = _MOST_KNOWN_IN_DIGITS if amount.in_digits else _MOST_KNOWN
    return amount.value <= known and is_definite(text, start)


def _is_name(passage: Passage, amount: Amount) -> bool:
    text, start, end = passage.text, amount.start, amount.end
    if not amount.in_digits:
        titled = text[start].isupper() and not text[end : end + 2].strip().isupper()  # "the Little Rock Nine members"
        return is_numbered(text, start) or (titled and is_labelled(text, start))
    named = passage.tags.get(start - 1) == "NNP"
    return amount.bare and (is_labelled(text, start, alone=named) or passage.labels.is_model(text[start:end]))


def _special(passage: Passage, amount: Amount, bounds: Bounds) -> Quantity | None:
    """ "four times faster", "a 12-member team", "magnitude 7.7"."""
    text, index = passage.text, passage.sentence.index
    folded = times_behind(text, amount.end)
    if folded is not None:
        rule, end, unit, counts = "figures.multiple", folded, "times", None
    elif (compound := _COMPOUND.match(text, amount.end)) is not None:
        noun = compound.group("x").lower()
        rule, end, unit, counts = "figures.count", compound.end(), noun, None if noun == "strong" else noun
    elif any(word.lower() in _GRADES for word in words_before(text, amount.start)[:1]):
        rule, end, unit, counts = "figures.measure", bounds.end, "magnitude", None
    else:
        return None
    return amount.as_quantity(
        rule, index, start=bounds.start, end=end, comparator=bounds.comparator, unit=unit, counts=counts
    )


def _counted(passage: Passage, amount: Amount, bounds: Bounds, counted: Counted | None) -> Quantity:
    stop, comparator = counted.end if counted else bounds.end, bounds.comparator
    behind = comparator_behind(passage.text, stop) if counted else None
    if behind is not None and behind[0] <= passage.sentence.end:
        stop, comparator = behind
    if counted is None and (some := _OF_THEM.match(passage.text, stop)):
        stop = some.end()
    stop, unit, period = rate_of(passage, stop, counted.head if counted else None)
    return amount.as_quantity(
        "figures.count" if counted else "figures.bare",
        passage.sentence.index,
        start=bounds.start,
        end=stop,
        comparator=comparator,
        unit=unit,
        counts=counted.phrase if counted else None,
        period=period,
        change=change_of(passage.text, bounds.start, amount.end, "count"),
    )


_FURTHER = Expression(r"\s+(?:more|new|others?|additional|further|of\s+(?:them|these|those|which|whom|the))\b")
_OF_THEM = Expression(r"\s+of\s+(?:them|these|those|which|whom)\b")
_REQUIRED = Expression(r"\s[a-z]+ed\b")
_CODE_LENGTH = 6  # digits in a row without a comma
_YEAR_LIKE = Expression(r"(?:1[5-9]|20)\d\d$")
_LED = (" of ", " to ", " by ")
_CLOSED = Expression(r"\s?[(.,;]|\s(?:which|who|that|and|in|from|for)\b|\s*$")
_NEXT_NUMBER = Expression(rf"(?:,\s|\s(?:and|or)\s)(?={FIRST})")


def _stands_alone(text: str, amount: Amount) -> bool:
    """True for a number that counts although no noun follows: "sold 3,700 in France", "two of them", "raised it to 230"."""
    if amount.top is not None:
        return not amount.bare or amount.joined == "to"
    if _FURTHER.match(text, amount.end) and amount.value != 1:
        return True
    if not amount.in_digits:
        return not is_labelled(text, amount.start) and _is_told_in_words(text, amount)
    return not amount.bare or not _may_be_name(text, amount)


def _is_told_in_words(text: str, amount: Amount) -> bool:
    """ "a crew of six (…)", "ten a night", "one and two people": what makes a small word a number."""
    closed = text[max(0, amount.start - 4) : amount.start].lower() in _LED and _CLOSED.match(text, amount.end)
    followed = rate_behind(text, amount.end) or _NEXT_NUMBER.match(text, amount.end)
    return amount.value > _MOST_KNOWN or bool(closed or followed)


def _may_be_name(text: str, amount: Amount) -> bool:
    """True for digits without a noun that may be a model, a year, a code, a score: "the 787", "2018", "Leeds: 2"."""
    start, end = amount.start, amount.end
    if is_labelled(text, start, alone=True) or text[max(0, start - 2) : start] == ": ":
        return True
    if is_determined(text, start) and not _REQUIRED.match(text, end):
        return True
    digits = text[start:end]
    return _YEAR_LIKE.match(digits) is not None or len(digits) >= _CODE_LENGTH


def _is_one(amount: Amount, counted: Counted | None) -> bool:
    """ "one soldier" counts; "one of them", "one day", "one way" do not: of a single thing only what is tallied."""
    return counted is not None and counted.start == amount.end + 1 and counted.head in _ONE_OF
