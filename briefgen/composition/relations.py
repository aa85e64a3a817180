"""Who acts on whom, as stated: a subject, the words of the source behind it, an object. Nothing is inferred and nothing drawn.

A relation is a stretch of one sentence that reads "A … B" with a verb between; whatever makes it less than
that (a condition, a doubt, another clause, a name that only belongs to something else) makes it none.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.language.cues import cue_forms, hedges
from briefgen.language.tagging import tag
from briefgen.language.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    Word,
    finite_kind,
    words,
)
from briefgen.model import Document, Facts, Relation, Span, Stakeholder, Statement
from briefgen.text import Sentence, sentence_at, sentences, tokens

_MOST_WORDS = 8
_REACHING = frozenset("with against by to on upon".split())  # prepositions before what an act reaches
_OPENERS = frozenset("that but while yet so as because although though after before when".split())
_CONDITIONS = frozenset("if whether unless would-be".split())
_BEHIND = (PREPOSITIONS | CONJUNCTIONS | DAYS | frozenset("this last next earlier later again twice".split())) - {"who"}
_BECOMING = frozenset("became becomes".split())
_NEUTRAL = frozenset("not never also already now then still again jointly".split())
_NOMINAL = ("NN", "JJ", "DT", "CD", "PRP$")
_FINITE = frozenset("VBD VBZ VBP MD".split())
_SENSES = frozenset({"name", "government"})


def relations(facts: Facts, stakeholders: Sequence[Stakeholder]) -> tuple[Relation, ...]:
    """The relations between these stakeholders in the order of the sources, each pair with the same words once.

    Negations, modals and tense stay, for the words are the source's. speaker is set where the stretch
    lies in what somebody is reported to say.
    """
    found: dict[tuple[str, str, str], Relation] = {}
    for document in facts.documents:
        its_sentences = sentences(document.text)
        said = [s for s in facts.statements if s.content.document_id == document.id]
        for number, mentions in sorted(_mentions(document, stakeholders, its_sentences).items()):
            for relation in _in_sentence(document, its_sentences[number], mentions, said):
                found.setdefault((relation.actor, relation.action.lower(), relation.target), relation)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Mention:
    """One name in the text and whose it is."""

    start: int
    end: int
    name: str


def _mentions(
    document: Document, stakeholders: Sequence[Stakeholder], its_sentences: Sequence[Sentence]
) -> Mapping[int, list[_Mention]]:
    """The mentions of stakeholders by name, in order, by sentence; the longer of two that overlap."""
    all_ = [
        _Mention(span.start, span.end, stakeholder.name)
        for stakeholder in stakeholders
        for alias in stakeholder.aliases
        if alias.sense in _SENSES or alias.name.lower() == stakeholder.name.lower()
        for span in alias.spans
        if span.document_id == document.id
    ]
    by_sentence: dict[int, list[_Mention]] = defaultdict(list)
    reached = -1
    for mention in sorted(all_, key=lambda m: (m.start, -m.end)):
        if mention.start >= reached:
            by_sentence[sentence_at(its_sentences, mention.start).index].append(mention)
            reached = mention.end
    return by_sentence


def _in_sentence(
    document: Document, sentence: Sentence, mentions: Sequence[_Mention], said: Sequence[Statement]
) -> Iterator[Relation]:
    if len(mentions) < 2:
        return
    its_words = _tagged(document.text, sentence)
    for subjects, objects in _neighbours(document.text, mentions):
        first, last = subjects[0], subjects[-1]
        if not _is_subject(document.text, sentence, its_words, first) or _is_owner(document.text, last):
            continue
        action = _action(_between(its_words, last.end, objects[0].start))
        if not action or not _agrees(document.text, subjects, action):
            continue
        reached = [o for o in objects if _is_object(document.text, its_words, o)]
        if reached[:1] != list(objects[:1]):
            continue
        for subject in subjects:
            for target in reached:
                if subject.name != target.name:
                    span = _span(document, sentence, first.start, target.end)
                    yield Relation(
                        actor=subject.name,
                        action=document.text[action[0].start : action[-1].end],
                        target=target.name,
                        span=span,
                        speaker=_speaker(span, said),
                    )


def _tagged(text: str, sentence: Sentence) -> tuple[Word, ...]:
    its_tokens = tokens(text, sentence.start, sentence.end)
    tags = tag([token.text for token in its_tokens])
    return words(text, sentence.start, sentence.end, {t.end: found for t, found in zip(its_tokens, tags, strict=True)})


def _neighbours(text: str, mentions: Sequence[_Mention]) -> Iterator[tuple[list[_Mention], list[_Mention]]]:
    """Each group of names with the next one; names joined by "and" or commas are one group."""
    groups: list[list[_Mention]] = []
    for mention in mentions:
        if groups and text[groups[-1][-1].end : mention.start].strip() in ("and", "and the", ",", ", and"):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    yield from itertools.pairwise(groups)


def _between(its_words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    first = bisect_right(its_words, start - 1, key=lambda w: w.start)
    last = bisect_right(its_words, end - 1, key=lambda w: w.start)
    return its_words[first:last]


def _is_subject(text: str, sentence: Sentence, its_words: Sequence[Word], mention: _Mention) -> bool:
    """True when a name opens its sentence or a clause, with at most titles before it, and nothing before it conditions or doubts."""
    before = list(_between(its_words, sentence.start, mention.start))
    if any(w.lower in _CONDITIONS for w in before) or hedges(text[sentence.start : mention.start]):
        return False
    gap_after = text[before[-1].end : mention.start] if before else ""
    while before and not gap_after.strip() and (before[-1].capital or before[-1].tag.startswith(_NOMINAL)):
        gap_after = before[-1].gap
        before.pop()
    if before and before[-1].lower == "and":
        return "," in before[-1].gap
    return not before or "," in gap_after or ";" in gap_after or before[-1].lower in _OPENERS


def _is_owner(text: str, mention: _Mention) -> bool:
    return text[mention.end : mention.end + 1] in ("’", "'")


def _action(stretch: Sequence[Word]) -> Sequence[Word]:
    """The words of the act without the titles and articles of its object, or () when the stretch is no act on it."""
    act = list(stretch)
    while len(act) > 1 and (act[-1].capital or act[-1].lower in DETERMINERS):
        act.pop()
    if not act or len(act) > _MOST_WORDS or any(w.gap.strip() for w in stretch) or not _opens_with_verb(act):
        return ()
    lower = [w.lower for w in act]
    if any(w in RELATIVES | CONJUNCTIONS or _speaks(w) for w in lower) or any(w.possessive for w in act):
        return ()
    reaches = lower[-1] in _REACHING
    return act if reaches and len(act) > 1 or _is_verb_group(act) else ()


def _agrees(text: str, subjects: Sequence[_Mention], action: Sequence[Word]) -> bool:
    """False for a bare present form behind one proper name: "United States soldier" is no act."""
    bare = action[0].tag == "VBP" and action[0].lower not in AUXILIARIES
    return not bare or len(subjects) > 1 or text[subjects[0].start : subjects[0].end].rpartition(" ")[2].islower()


def _opens_with_verb(act: Sequence[Word]) -> bool:
    first = next((w for w in act if not _is_aside(w.lower)), act[0])
    verb = first.tag in _FINITE or (first.tag.startswith("VB") and bool(finite_kind(first.lower)))
    return verb and first.lower not in _BECOMING and not first.capital


def _is_verb_group(act: Sequence[Word]) -> bool:
    """True for auxiliaries and one verb, or "refused to meet": the object follows the verb itself."""
    rest = [w.lower for w in act if w.lower not in AUXILIARIES and not _is_aside(w.lower)]
    if len(rest) == 1:
        return rest[0] not in PREPOSITIONS
    return len(rest) == 3 and rest[1] == "to" and rest[2] not in PREPOSITIONS


def _is_aside(word: str) -> bool:
    return word in _NEUTRAL or (word.endswith("ly") and len(word) > 4)


def _speaks(word: str) -> bool:
    return bool(cue_forms().get(word, frozenset()) & {"say", "think"})


def _is_object(text: str, its_words: Sequence[Word], mention: _Mention) -> bool:
    """True when the name stands for itself: not "ISIL targets", not "Quito’s offer", not the subject of what follows."""
    if _is_owner(text, mention) or text[mention.end : mention.end + 1] in ("-", "–"):
        return False
    after = _between(its_words, mention.end, len(text))
    if not after or after[0].gap.strip() or text[mention.end : after[0].start].strip():
        return True
    word = after[0].lower
    return word in _BEHIND and word not in AUXILIARIES


def _span(document: Document, sentence: Sentence, start: int, end: int) -> Span:
    return Span(document.id, start, end, document.text[start:end], sentence.index, document)


def _speaker(span: Span, said: Sequence[Statement]) -> str | None:
    """Who is reported to say the stretch; None where the text itself does."""
    for statement in said:
        if statement.content.start <= span.start < statement.content.end:
            return statement.attribution.speaker or "not named"
    return None
