"""Quantities of a text: money, shares, counts, measures, and what is only hinted at or kept back. No facts are made here.

record     the record of one quantity        passage    the sentence that a number stands in
numerals   numbers in digits and words      units      currencies and measures
amounts    a number with its unit, ranges   shares     parts and multiples       ages    ages of people
modifiers  comparators, rates, changes      counted    the noun that is counted  labels  numbers that are names
sums       money, shares and measures       counts     numbers of things         context the words before a number
votes      results of votes
given      all that is given as a number    hinted     the vague and the undisclosed
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.language.quantities.given import given_in
from briefgen.language.quantities.hinted import undisclosed_in, vague_in
from briefgen.language.quantities.record import Change, Comparator, Quantity, Status
from briefgen.language.times import TimeMention
from briefgen.language.words import Word
from briefgen.text import Sentence

__all__ = ["Change", "Comparator", "Quantity", "Status", "find_quantities", "undisclosed_in"]


def find_quantities(
    text: str, sentences: Sequence[Sentence], times: Sequence[TimeMention], words: Sequence[Sequence[Word]] = ()
) -> tuple[Quantity, ...]:
    """Find the quantities of a text in reading order; none overlap.

    Dates, years, durations, ordinals, scores, versions, names with a number and "the two countries"
    are none. words, where they are given, tell by their tags where a counted phrase ends. "1.5 million" has the value Decimal("1500000"). Linear in the text's length.
    """
    if not sentences:
        return ()
    tags = {word.end: word.tag for sentence in words for word in sentence if word.tag}
    found = given_in(text, sentences, times, tags)
    taken = bytearray(len(text) + 1)
    for mention in times:
        if mention.time.kind in ("date", "time"):
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    for quantity in found:
        taken[quantity.start : quantity.end] = b"\x01" * (quantity.end - quantity.start)
    found.extend(vague_in(text, sentences, taken, tags))
    return tuple(sorted(found, key=lambda q: q.start))
