"""The clauses of a sentence, one for each finite verb or trailing participle, and what their verbs tell of time.

No tree is built: between two verbs, the clause of the second begins at the word or mark that opens it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.language.cues import is_cue
from briefgen.language.words import RELATIVES, SUBORDINATORS, Word, finite_kind

Form = Literal["past", "past perfect", "perfect", "present", "future", "participle"]

_JOINERS = frozenset("and but or nor so yet".split())
_TEMPORAL = frozenset("after before until since as".split())
_MODALS = frozenset("will would shall should can could may might must ’ll 'll".split())
_MARKS = (";", ":", "—", "–", "“", "”", '"', "(", ")")
_FAR = 8  # words: a preposition so far before a verb opens no clause of it


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch start..end of a sentence with one verb; first, last and verb are places in the words of the sentence.

    speaks: its verb is one of speech. reported: it is what somebody said, not what the text asserts.
    dependent: it hangs on another clause as a relative or an adverbial one. shares: it has no subject of
    its own, that of the clause before it holds ("… and left", ", prompting …").
    """

    start: int
    end: int
    first: int
    last: int
    verb: int
    form: Form
    speaks: bool
    reported: bool
    dependent: bool
    shares: bool


def clauses(words: Sequence[Word], quotations: Sequence[tuple[int, int]] = ()) -> tuple[Clause, ...]:
    """The clauses of one sentence in order, () when it has no verb. Linear in the number of words.

    quotations are the stretches between quotation marks; a clause whose verb stands in one is reported.
    """
    verbs = list(_verbs(words))
    found: list[Clause] = []
    first = 0
    for i, verb in enumerate(verbs):
        last = _boundary(words, verb, verbs[i + 1]) if i + 1 < len(verbs) else len(words)
        quoted = any(start <= words[verb].start < end for start, end in quotations)
        closed = any(mark in words[first].gap for mark in "”»") or words[first].gap.startswith((',"', '."'))
        reported = quoted or (bool(found) and not closed and _is_content(words, found[-1], first))
        found.append(_clause(words, first, last, verb, reported=reported))
        first = last
    return tuple(found)


def _clause(words: Sequence[Word], first: int, last: int, verb: int, *, reported: bool) -> Clause:
    opener = words[first].lower
    return Clause(
        start=words[first].start,
        end=words[last - 1].end,
        first=first,
        last=last,
        verb=verb,
        form=_form(words, verb),
        speaks=is_cue(words[verb].lower) or is_cue(words[_group_end(words, verb)].lower),
        reported=reported,
        dependent=opener in RELATIVES or opener in SUBORDINATORS,
        shares=words[verb].tag == "VBG" or (opener in _JOINERS and first + 1 == verb),
    )


def _verbs(words: Sequence[Word]) -> Iterator[int]:
    """The places of finite verbs, the first word of a group standing for it, and of participles behind a comma."""
    busy = -1
    for i, word in enumerate(words):
        if i > busy and (_is_finite(word) or (word.tag == "VBG" and i > 0 and "," in word.gap)):
            yield i
            busy = _group_end(words, i)


def _is_finite(word: Word) -> bool:
    if word.tag:
        return word.tag in ("VBD", "VBZ", "VBP", "MD")
    return bool(finite_kind(word.lower))


def _group_end(words: Sequence[Word], verb: int) -> int:
    """The last word of a verb group ("has not yet been announced")."""
    i = verb
    while i + 1 < len(words) and words[i + 1].gap == " " and words[i + 1].tag in ("VB", "VBN", "VBG", "RB"):
        i += 1
    return i


def _boundary(words: Sequence[Word], verb: int, following: int) -> int:
    """Where, between two verbs, the clause of the second begins."""
    behind = _group_end(words, verb) + 1
    if behind < following and is_cue(words[behind - 1].lower) and not _opens(words, behind, following):
        that = next((i for i in range(behind, following) if words[i].lower == "that"), None)
        return that if that is not None else _behind_day(words, behind, following)
    for i in range(following, behind - 1, -1):
        if words[i].gap.startswith(". "):  # a full stop that ended no sentence: "… Ltd. They went"
            return i
    for i in range(following - 1, behind - 1, -1):
        if _opens(words, i, following):
            return i
    for i in range(following - 1, behind - 1, -1):
        if words[i].lower in _JOINERS:
            return i
    for i in range(following, behind - 1, -1):
        if "," in words[i].gap or any(mark in words[i].gap for mark in _MARKS):
            return i
    return min(behind, following)


def _opens(words: Sequence[Word], i: int, verb: int) -> bool:
    """Whether a word opens the clause of a verb; "since 2004" far in front of one does not."""
    word = words[i].lower
    if word in _TEMPORAL and verb - i > _FAR:
        return False
    return word in RELATIVES or word in SUBORDINATORS


def _behind_day(words: Sequence[Word], behind: int, following: int) -> int:
    """After a verb of speech, where its content begins: behind the day on which it was said, or behind a mark."""
    for i in range(behind, following):
        if any(mark in words[i].gap for mark in ("“", '"', ",")):
            return i
    i = behind + (words[behind].lower in ("on", "in", "last", "this") and behind + 1 < following)
    return i + 1 if words[i].capital and words[i].lower.endswith("day") else behind


def _form(words: Sequence[Word], verb: int) -> Form:
    word, grouped = words[verb], _group_end(words, verb) > verb
    if word.tag == "VBG":
        return "participle"
    if word.lower in ("has", "have") and grouped:
        return "perfect"
    if word.lower == "had" and grouped:
        return "past perfect"
    if word.tag == "MD" or word.lower in _MODALS:
        return "future"
    return "present" if word.tag in ("VBZ", "VBP") else "past"


def _is_content(words: Sequence[Word], before: Clause, first: int) -> bool:
    """Whether the clause that begins at first is what the clause before it says."""
    opener = words[first].lower
    if opener in _JOINERS:
        return False
    return before.reported or (
        before.speaks and (opener == "that" or not (opener in RELATIVES or opener in SUBORDINATORS))
    )
