"""The clauses of a sentence, one for each finite verb or trailing participle, and what their verbs tell of time.

No tree is built: between two verbs the clause ends where a word or a mark opens the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.language.cues import is_cue
from briefgen.language.words import Word, finite_kind

Form = Literal["past", "present", "perfect", "future", "participle"]

_OPENERS = frozenset("which who whom whose that when while where because although though if unless whereas after before until since as".split())
_JOINERS = frozenset("and but or nor so yet".split())
_PERFECT = frozenset("has have ’ve 've".split())
_MARKS = (";", ":", "—", "–", " - ", "“", "”", '"', "(", ")")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with one verb. reported: said by somebody ("that …", a quotation), not by the text.

    speaks is true when the verb is one of speech. first and last bound its words in the sentence, half-open.
    """

    start: int
    end: int
    first: int
    last: int
    verb: int
    form: Form
    speaks: bool
    reported: bool


def clauses(text: str, words: Sequence[Word], quotations: Sequence[tuple[int, int]] = ()) -> tuple[Clause, ...]:
    """The clauses of one sentence in order; none for words without a verb. Linear in the number of words.

    quotations are the stretches that stand in quotation marks; a clause that begins in one is reported.
    """
    verbs = list(_verbs(words))
    found: list[Clause] = []
    first = 0
    for i, verb in enumerate(verbs):
        last = _boundary(words, verb, verbs[i + 1]) if i + 1 < len(verbs) else len(words)
        start = words[first].start
        spoken = bool(found) and _is_content(words, found[-1], first)
        quoted = any(begin <= words[verb].start < end for begin, end in quotations)
        end = words[last - 1].end if last < len(words) else words[-1].end
        found.append(Clause(start, end, first, last, verb, _form(words, verb), is_cue(words[verb].lower) or _is_spoken(words, verb), spoken or quoted))
        first = last
    return tuple(found)


def _verbs(words: Sequence[Word]) -> Iterator[int]:
    """The places of the finite verbs, an auxiliary standing for its group, and of participles after a comma."""
    busy = -1
    for i, word in enumerate(words):
        if i <= busy:
            continue
        trailing = word.tag == "VBG" and i > 0 and "," in word.gap
        if trailing or _is_finite(word):
            yield i
            busy = _group_end(words, i)


def _is_finite(word: Word) -> bool:
    if word.tag:
        return word.tag in ("VBD", "VBZ", "VBP", "MD") and word.lower not in ("’s", "'s")
    return bool(finite_kind(word.lower))


def _group_end(words: Sequence[Word], verb: int) -> int:
    """The last word of a verb group: "has not yet been announced"."""
    i = verb
    while i + 1 < len(words) and words[i + 1].gap == " " and words[i + 1].tag in ("VB", "VBN", "VBG", "RB"):
        i += 1
    return i


def _boundary(words: Sequence[Word], verb: int, following: int) -> int:
    """Where, between two verbs, the clause of the second begins."""
    behind = _group_end(words, verb) + 1
    if is_cue(words[behind - 1].lower) and behind < following and words[behind].lower not in _OPENERS:
        opener = next((i for i in range(behind, following) if words[i].lower == "that"), None)
        return opener if opener is not None else _after_object(words, behind, following)
    for kinds in (_OPENERS, _JOINERS):
        for i in range(following - 1, behind - 1, -1):
            if words[i].lower in kinds and not (words[i].lower in ("since", "before", "after", "until", "as") and words[i].tag == "IN" and following - i > 8):
                return i
    for i in range(following, behind - 1, -1):
        if "," in words[i].gap or any(mark in words[i].gap for mark in _MARKS):
            return i
    return min(behind, following)


def _after_object(words: Sequence[Word], behind: int, following: int) -> int:
    """After a verb of speech: past the day on which it was said, where the content begins."""
    for i in range(behind, following):
        if any(mark in words[i].gap for mark in ("“", '"', ",")):
            return i
    i = behind
    if words[i].lower in ("on", "in", "last", "this") and i + 1 < following:
        i += 1
    return i + 1 if words[i].tag == "NNP" and words[i].lower.endswith("day") and i + 1 <= following else behind


def _form(words: Sequence[Word], verb: int) -> Form:
    word = words[verb]
    if word.tag == "VBG":
        return "participle"
    if word.lower in _PERFECT and _group_end(words, verb) > verb:
        return "perfect"
    if word.tag == "MD" or word.lower in ("will", "would", "may", "might", "could", "should", "can"):
        return "future"
    if word.tag in ("VBZ", "VBP"):
        return "present"
    return "past"


def _is_spoken(words: Sequence[Word], verb: int) -> bool:
    return is_cue(words[_group_end(words, verb)].lower)


def _is_content(words: Sequence[Word], before: Clause, first: int) -> bool:
    """Whether the clause that begins at first is what the clause before says; a relative clause of it is not."""
    return before.speaks and words[first].lower not in _JOINERS | {"which", "who", "when", "while", "after", "before", "as"} or (
        before.reported and words[first].lower not in _JOINERS
    )
