"""What a clause tells: who does what to whom, as far as the order of words shows it. No tree is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.joining.lemmas import act, is_name, noun_lemma, stems, verb_lemma
from briefgen.joining.texts import Passage
from briefgen.language.clauses import Clause
from briefgen.language.phrases import noun_phrase_start
from briefgen.language.words import DAYS, Word, is_negated_form

_MODAL = frozenset("will would could may might must shall should ’ll 'll".split())
_PLANS = frozenset("plan expect hope aim intend propose seek want due set schedule".split())
_NONE = frozenset("no nobody none nothing neither never".split())


@dataclass(frozen=True, slots=True)
class Party:
    """Who or what takes part: the words of names, the noun that stands for it, and the stems of all its words."""

    names: frozenset[str] = frozenset()
    head: str = ""
    stems: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.names or self.head)

    def may_be(self, other: Party) -> bool:
        """Whether two phrases may stand for the same: they share a name, or, where one has none, what it is called."""
        if self.names and other.names:
            return not self.names.isdisjoint(other.names)
        return self.head == other.head or self.head in other.stems or other.head in self.stems


NOBODY = Party()
_NAMED_BY_OF = frozenset(
    "town city village port province region island state district county valley kingdom republic".split()
)
_TIMES = DAYS | frozenset("day week month year morning afternoon evening night weekend tomorrow noon midnight".split())


@dataclass(frozen=True, slots=True)
class Act:
    """One clause: the verb in the form that its synonyms share, who does it, to whom, and what else is in the clause.

    pronoun is the subject where it is one. what holds the stems of all words of the clause but those of the verb.
    """

    verb: str
    agent: Party
    patient: Party
    what: frozenset[str]
    names: frozenset[str]
    negated: bool
    planned: bool
    passive: bool
    present: bool
    speaks: bool
    pronoun: str
    main: int
    start: int
    end: int


def act_of(passage: Passage, clause: Clause) -> Act:
    """Read a clause of a sentence; start and end are offsets of the document, main the place of its verb in the words."""
    words = passage.words
    main = _main_verb(words, clause)
    group = words[clause.verb : main + 1]
    passive = (
        main > clause.verb
        and words[main].tag in ("VBN", "VBD", "JJ")
        and any(verb_lemma(w.lower) == "be" for w in group[:-1])
    )
    subject = _subject(words, clause)
    its = words[clause.first : clause.last]
    before = _object(words, main, clause.last)
    by = _by(words, main, clause.last)
    agent, patient = (_party(by), _party(subject)) if passive else (_party(subject), _party(before))
    return Act(
        verb=act(verb_lemma(words[main].lower)),
        agent=agent,
        patient=patient,
        what=stems([w for w in its if w is not words[main]]),
        names=frozenset(w.lower for w in its if is_name(w)),
        negated=_is_negated(its),
        planned=any(w.text in _MODAL for w in group) or any(verb_lemma(w.lower) in _PLANS for w in group),
        passive=passive,
        present=clause.form == "present",
        speaks=clause.speaks,
        pronoun=_pronoun(words, clause),
        main=main,
        start=passage.start + clause.start,
        end=passage.start + clause.end,
    )


def _is_negated(its: Sequence[Word]) -> bool:
    return sum(is_negated_form(w.lower) or w.lower in _NONE for w in its if w.lower != "without") % 2 == 1


def _main_verb(words: Sequence[Word], clause: Clause) -> int:
    """The last verb of the group: "was not immediately arrested" → arrested; "plans to close" → close."""
    main = i = clause.verb
    while i + 1 < clause.last and words[i + 1].gap == " ":
        word = words[i + 1]
        if word.tag.startswith("VB") and word.tag != "VBZ":
            main = i + 1
        elif word.tag == "JJ" and verb_lemma(words[main].lower) == "be" and word.lower.endswith("ed"):
            return i + 1  # "was closed", read as a state
        elif not (
            word.tag == "RB"
            or is_negated_form(word.lower)
            or (word.tag == "TO" and verb_lemma(words[main].lower) in _PLANS | {"have", "go"})
        ):
            break
        i += 1
    return main


def _subject(words: Sequence[Word], clause: Clause) -> Sequence[Word]:
    """The noun phrase before the verb; behind a comma, which closes an aside, all nouns of the clause before it."""
    last = clause.verb - 1
    while last > clause.first and words[last].tag in ("RB", "MD"):
        last -= 1
    if last < clause.first:
        return ()
    if "," in words[clause.verb].gap or "," in words[last].gap:
        return words[clause.first : last + 1]
    first = noun_phrase_start(words, last)
    return words[max(first, clause.first) : last + 1] if first is not None else ()


def _pronoun(words: Sequence[Word], clause: Clause) -> str:
    before = words[clause.verb - 1] if clause.verb > clause.first else None
    return before.lower if before is not None and before.tag == "PRP" else ""


def _object(words: Sequence[Word], main: int, last: int) -> Sequence[Word]:
    """The words behind the verb up to a preposition, a mark or another verb; an aside behind a name is left out."""
    stop = main + 1
    while stop < last:
        word = words[stop]
        if (
            stop > main + 1
            and ("," in word.gap or ";" in word.gap)
            or (word.tag in ("IN", "TO", "CC", "RB") and word.lower != "of")
            or word.tag.startswith("VB")
        ):
            break
        stop += 1
    return words[main + 1 : stop]


def _by(words: Sequence[Word], main: int, last: int) -> Sequence[Word]:
    at = next((i for i in range(main + 1, last) if words[i].lower == "by"), None)
    return _object(words, at, last) if at is not None else ()


def _party(phrase: Sequence[Word]) -> Party:
    nouns = [w for w in phrase if w.tag.startswith("NN") or is_name(w)]
    if not nouns or noun_lemma(nouns[-1].lower) in _TIMES:
        return NOBODY
    stop = next((i for i, w in enumerate(phrase) if w.tag == "IN" and i), len(phrase))
    core = [w for w in phrase[:stop] if w.tag.startswith("NN") or is_name(w)] or nouns
    head = core[-1]
    naming = nouns if head.lower in _NAMED_BY_OF else core
    names = frozenset(w.lower for w in naming if is_name(w))
    return Party(names, noun_lemma(head.lower) if not is_name(head) else head.lower, stems(core) | names)
