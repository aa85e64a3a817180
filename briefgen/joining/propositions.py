"""What is claimed or denied, clause by clause, and when one clause says what another denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.joining.acts import Act, act_of
from briefgen.joining.lemmas import LIGHT, act, is_content, is_name, stem, stems, verb_lemma
from briefgen.joining.said import Said
from briefgen.joining.texts import Passage, Texts
from briefgen.language.cues import SPOKEN_OF
from briefgen.language.expressions import Expression
from briefgen.language.words import Word
from briefgen.model import Facts, Span, Statement

_DENYING = frozenset("deny refute rebut".split())
_REFUSING = frozenset("reject dismiss dispute contest".split())
_ACCUSING = frozenset("accuse allege blame claim suspect".split())
_NOT_ASSERTED = Expression(  # lower case: "May" is a month
    r"\b(?:[Ii]f|[Ww]hether|[Uu]nless|would|could|may|might|den(?:y|ies|ied)|reject\w*|dismiss\w*|refut\w+|[Nn]either|nor)\b"
)
_NO_PLAIN_NO = Expression(
    r"\b(?:yet|only|all|every|always|longer|until|unless|if|whether|necessarily|enough|more than|less than|immediately)\b",
    re.IGNORECASE,
)
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Proposition:
    """One clause as a claim: what it says as stems, with the names in it, who says it, where it stands.

    For a denial the stems, names and verb are those of what is denied; subject is that in its own words.
    """

    span: Span
    speaker: str | None
    verb: str
    stems: frozenset[str]
    names: frozenset[str]
    subject: str
    negated: bool
    planned: bool
    act: Act | None = None
    days: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands; tells it from all others."""
        return (self.span.document_id, self.span.start)

    @property
    def is_state(self) -> bool:
        """True for what is told as it is, without a day: it may have changed since."""
        return not self.days and self.act is not None and self.act.present

    def share_of(self, denial: Proposition) -> float:
        """How much of what is denied this one says."""
        return len(self.stems & denial.stems) / len(denial.stems)

    def says(self, denial: Proposition, least: float, *, strictly: bool) -> bool:
        """Whether this is what is denied; strictly: it has the same parties, too, and names no others."""
        if (
            self.negated
            or self.planned != denial.planned
            or self.span.sentence == denial.span.sentence
            and self.place[0] == denial.place[0]
        ):
            return False
        if self.speaker is not None and self.speaker == denial.speaker:
            return False
        if not (denial.verb in self.stems and denial.names <= self.names and self.share_of(denial) >= least):
            return False
        if self.days and denial.days and self.days.isdisjoint(denial.days):
            return False
        return not strictly or _same_parties(self, denial)


def _same_parties(claim: Proposition, denial: Proposition) -> bool:
    one, two = claim.act, denial.act
    if one is None or two is None or one.verb != two.verb:
        return False
    a, b = one.patient or one.agent, two.patient or two.agent
    if not (a and b and a.may_be(b)) or (
        one.agent and two.agent and one.patient and two.patient and not one.agent.may_be(two.agent)
    ):
        return False
    others = claim.names - denial.names
    return not (others - one.agent.names - one.patient.names) or not denial.names


# What a clause claims --------------------------------------------------------------------------


def propositions(texts: Texts, said: Said, passage: Passage) -> Iterator[Proposition]:
    """The claims of one sentence: its clauses, and what somebody is accused of. Hypotheses, denials and refusals are none."""
    for clause in passage.clauses:
        its = act_of(passage, clause)
        text = passage.text[clause.start : clause.end]
        if _NOT_ASSERTED.search(text) and not its.planned:
            continue
        if (
            its.speaks
            and its.verb not in _ACCUSING
            and its.verb != act(stem("accuse"))
            and not its.verb.startswith("accus")
        ):
            continue
        statement = said.at(passage.document_id, its.start, its.end)
        if statement is not None and (statement.mode == "non_disclosure" or statement.polarity == "negated"):
            continue
        words = passage.words[clause.first : clause.last]
        yield _proposition(texts, passage, its, words, statement)


def _proposition(
    texts: Texts, passage: Passage, its: Act, words: Sequence[Word], statement: Statement | None
) -> Proposition:
    span = texts.span(passage.document_id, *_trimmed(texts, passage.document_id, its.start, its.end))
    speaker = statement.attribution.speaker if statement is not None else None
    if its.speaks and its.agent:
        speaker = " ".join(w.text for w in words[: its.main] if is_name(w)) or speaker
    return Proposition(
        span=span,
        speaker=speaker,
        verb=stem(its.verb),
        stems=stems(words) | {stem(its.verb)} | ({stem(act(verb_lemma(w.lower))) for w in words if w.tag == "VBG"}),
        names=frozenset(w.lower for w in words if is_name(w)),
        subject=" ".join(span.quote.split()),
        negated=its.negated,
        planned=its.planned,
        act=its,
        days=_days(texts, passage, its.start, its.end),
    )


_OPENER = Expression(r"(?:that|and|but|after|before|when|while|because|which|who|as|since)\s+|[\s,;:“”\"'—–-]+")


def _trimmed(texts: Texts, document_id: str, start: int, end: int) -> tuple[int, int]:
    """A clause without the word that opens it and the marks at its ends."""
    text = texts.documents[document_id].text
    while match := _OPENER.match(text, start, end):
        start = match.end()
    while end > start + 1 and text[end - 1] in ' ,.;:\n“"':
        end -= 1
    return start, end


def _days(texts: Texts, passage: Passage, start: int, end: int) -> frozenset[str]:
    stated = (m.time for m in texts.times(passage) if start <= m.start < end and m.time.kind == "date")
    return frozenset(t.value[:10] for t in stated if t.value and t.precision == "day")


# What is denied --------------------------------------------------------------------------------


def denied_by(texts: Texts, facts: Facts) -> Iterator[Proposition]:
    """What statements deny, with the words of the denial as their place. A denial of nothing in particular is none."""
    for statement in facts.statements:
        cue = statement.attribution.cue_span
        if cue is None:
            continue
        verb = verb_lemma(cue.quote.lower().split()[-1])
        if verb in _DENYING or (verb in _REFUSING and SPOKEN_OF.search(statement.content.quote)):
            found = _denial(texts, statement, cue)
            if found is not None:
                yield found


def _denial(texts: Texts, statement: Statement, cue: Span) -> Proposition | None:
    content, document_id = statement.content, statement.content.document_id
    passage = texts.passage(document_id, content.start)
    words = [w for w in passage.words if content.start <= w.start + passage.start < content.end]
    said_of = [w for w in words if SPOKEN_OF.fullmatch(w.lower) is None]
    verb = _denied_verb(said_of)
    if verb is None:
        return None
    about = stems(said_of) | {stem(act(verb_lemma(verb.lower)))}
    names = frozenset(w.lower for w in said_of if is_name(w))
    owner = _named(statement.attribution.speaker) if _means_speaker(said_of, verb) else None
    if owner:
        about, names = about | {stem(owner)}, names | {owner}
    start, end = sorted((cue, content), key=lambda span: span.start)
    return Proposition(
        span=texts.span(document_id, start.start, max(start.end, end.end)),
        speaker=statement.attribution.speaker,
        verb=stem(act(verb_lemma(verb.lower))),
        stems=about,
        names=_last_names(said_of, names),
        subject=" ".join(content.quote.split()),
        negated=True,
        planned=any(w.lower in ("will", "would") for w in said_of),
        days=_days(texts, passage, content.start, content.end),
    )


def _denied_verb(words: Sequence[Word]) -> Word | None:
    """The verb of what is denied: the last of its first group; of a clause the one behind its helpers."""
    first = next((i for i, w in enumerate(words) if w.tag.startswith("VB") or w.tag == "MD"), None)
    if first is None:
        return None
    last = first
    while (
        last + 1 < len(words)
        and words[last + 1].tag in ("VB", "VBN", "VBG", "RB", "VBD")
        and words[last + 1].gap == " "
    ):
        last += 1
    while words[last].tag == "RB":
        last -= 1
    verb = words[last]
    return (
        verb
        if is_content(verb.lower) and verb_lemma(verb.lower) not in LIGHT - {"take", "make", "give", "get", "hold"}
        else _with_noun(words, last)
    )


def _with_noun(words: Sequence[Word], last: int) -> Word | None:
    """For "had no role", "took bribes": the noun says what is done."""
    return next((w for w in words[last + 1 :] if w.tag.startswith("NN")), None)


def _means_speaker(words: Sequence[Word], verb: Word) -> bool:
    """Whether the one who denies is the subject of what is denied: "denied paying", "denied that he had paid"."""
    before = [w for w in words if w.start < verb.start]
    return not any(w.tag.startswith("NN") or is_name(w) for w in before)


def _named(speaker: str | None) -> str | None:
    words = [w for w in (speaker or "").split() if w[:1].isupper()]
    return words[-1].lower() if words else None


def _last_names(words: Sequence[Word], names: frozenset[str]) -> frozenset[str]:
    """Of each name its last word: who is told as "Viktor Arlen" in one place is "Arlen" in another."""
    inner = {w.lower for w, following in pairwise(words) if is_name(w) and is_name(following) and following.gap == " "}
    return names - inner


# What is told as not so ------------------------------------------------------------------------


def negated_in(texts: Texts, said: Said) -> Iterator[Proposition]:
    """The clauses that say that something is not so: "The bridge was not closed", "No force was used".

    "Not yet", "not only", "not all" and their like say less, and silence says nothing.
    """
    for document_id in texts.documents:
        for passage in texts.passages(document_id):
            if not _NEGATIVE.search(passage.text):
                continue
            for clause in passage.clauses:
                text = passage.text[clause.start : clause.end]
                its = act_of(passage, clause)
                if not its.negated or its.speaks or its.verb in LIGHT or _NO_PLAIN_NO.search(text):
                    continue
                statement = said.at(document_id, its.start, its.end)
                if statement is not None and statement.mode == "non_disclosure":
                    continue
                words = passage.words[clause.first : clause.last]
                found = _proposition(texts, passage, its, words, statement)
                if len(found.stems) >= _SHORTEST and not its.pronoun:
                    yield found


_NEGATIVE = Expression(r"\b(?:[Nn]ot|[Nn]o|[Nn]ever)\b|n[’']t\b")
