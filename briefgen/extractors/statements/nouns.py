"""Speech in nouns and in the passive: "X’s claim that …", "allegations that …", "is said to be", "was told that …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.extractors.statements.endings import content_end
from briefgen.extractors.statements.scene import MOST_CUES, Draft, Passage, Speaker
from briefgen.extractors.statements.speakers import named, phrase_speaker
from briefgen.language.cues import is_cue
from briefgen.language.phrases import (
    has_clause,
    is_finite,
    is_noun,
    is_pronoun,
    joins,
    noun_phrase_start,
    noun_phrase_stop,
    verb_group_start,
)
from briefgen.language.words import Word, is_negated_form

NOUNS_OF_SPEECH = frozenset(
    "claim claims allegation allegations accusation accusations report reports statement statements assertion assertions "
    "rumour rumours rumor rumors warning warnings admission suggestion suggestions announcement promise promises pledge "
    "pledges view belief argument complaint complaints denial insistence prediction assurance assurances".split()
)
_HEARSAY = frozenset("said reported alleged rumoured rumored claimed".split())
_TOLD = frozenset("told informed warned assured notified".split())
_IMPERSONAL = frozenset(
    "said reported alleged rumoured rumored claimed announced revealed confirmed suggested believed".split()
)
_BE = frozenset("is are was were been be being".split())


def read_noun(passage: Passage, i: int) -> Draft | None:
    """ "Ana Silva’s claim that the bridge is safe", "a report by the bank that …": the noun at i is the cue."""
    words = passage.words
    if words[i].lower not in NOUNS_OF_SPEECH or not words[i].tag.startswith("NN") or i + 2 >= len(words):
        return None
    if is_verb_before_that(words, i):
        return None
    that = next((k for k in range(i + 1, min(i + 10, len(words))) if words[k].lower == "that"), None)
    if that is None or any(is_finite(words[k]) or "," in words[k].gap for k in range(i + 1, that + 1)):
        return None
    if that > i + 1 and words[i + 1].lower not in ("by", "from", "of"):
        return None
    stop, notes = content_end(passage, that, that + 1)
    stop = min(stop, _outer_verb(words, that + 1, stop))
    if is_finite(words[that + 1]) or not has_clause(words, that + 1, stop):
        return None
    stretch = passage.stretch(words[that + 1].start, words[stop - 1].end)
    return Draft(
        speaker=_owner(passage, i, that),
        cue=(words[i].start, words[i].end),
        contents=(stretch,),
        mode="nominal",
        rule="statements.noun",
        notes=notes,
    )


def is_verb_before_that(words: Sequence[Word], i: int) -> bool:
    """True for "Ana Silva claims that", where the form is a noun’s too: a subject that nothing governs comes before."""
    if i == 0 or i + 1 >= len(words) or words[i + 1].lower != "that" or not is_cue(words[i].lower):
        return False
    if "," in words[i].gap:
        return True
    first = noun_phrase_start(words, i - 1)
    if first is None or words[i - 1].possessive or not joins(words[i].gap) or not is_noun(words[i - 1]):
        return False
    governed = first > 0 and joins(words[first].gap) and words[first - 1].tag not in ("CC", "WDT", "WP")
    return not governed or words[first - 1].lower in ("but", "that", "as", "while", "although")


def _outer_verb(words: Sequence[Word], first: int, stop: int) -> int:
    """Where the noun’s own verb begins: "the claim that the bridge is safe | was rejected"."""
    wanted = 1
    for k in range(first, stop):
        word = words[k]
        joined = word.tag == "CC" and k + 1 < stop and not is_noun(words[k + 1])
        contact = is_pronoun(word) and k > first and is_noun(words[k - 1]) and word.gap == " "
        if k > first and (word.tag in ("WDT", "WP", "WRB") or joined or contact or _subordinates(word)):
            wanted += 1
        elif is_finite(word):
            wanted -= 1
            if wanted < 0:
                return k
    return stop


def _subordinates(word: Word) -> bool:
    return word.tag == "IN" and word.lower in ("that", "because", "if", "while", "when", "although", "as")


def _owner(passage: Passage, i: int, that: int) -> Speaker | None:
    words = passage.words
    if that > i + 1:
        return phrase_speaker(passage, i + 2, that - 1)
    k = i - 1
    while k > 0 and words[k].tag.startswith(("JJ", "NN", "CD")) and not words[k].possessive:
        k -= 1
    return named(passage, k) if k >= 0 and words[k].possessive else None


def read_passive(passage: Passage, i: int) -> Draft | None:
    """ "The court was told that …", "It is alleged that …", "He is said to be ill": who says so stands behind "by"."""
    words = passage.words
    word = words[i]
    if not is_passive(words, i) or i + 1 >= len(words):
        return None
    group = verb_group_start(words, i)
    if word.lower in _TOLD or (word.lower in _IMPERSONAL and group > 0 and words[group - 1].lower == "it"):
        return _passive_clause(passage, i, group)
    if word.lower in _HEARSAY and words[i + 1].lower == "to" and group > 0:
        return _hearsay(passage, i, group)
    return None


def is_passive(words: Sequence[Word], i: int) -> bool:
    """True for the participle of "was told" or "is widely said"."""
    if not i or words[i].tag not in ("VBN", "VBD"):
        return False
    return words[i - 1].lower in _BE or (i > 1 and words[i - 1].tag == "RB" and words[i - 2].lower in _BE)


def _passive_clause(passage: Passage, i: int, group: int) -> Draft | None:
    words = passage.words
    that = next((k for k in range(i + 1, min(i + 12, len(words))) if words[k].lower == "that"), None)
    if that is None and words[i].lower in _IMPERSONAL:
        that = i  # "it is claimed the strip was faulty"
    if that is None or that + 1 >= len(words) or any(is_finite(words[k]) for k in range(i + 1, that)):
        return None
    stop, notes = content_end(passage, i, that + 1)
    if not has_clause(words, that + 1, stop) and (that == i or stop - that < 4):
        return None
    by = next((k for k in range(i + 1, that) if words[k].lower == "by"), None)
    last = noun_phrase_stop(words, by + 1) - 1 if by is not None else -1
    speaker = phrase_speaker(passage, by + 1, last) if by is not None and last > by else None
    return Draft(
        speaker=speaker,
        cue=(words[i].start, words[i].end),
        contents=(passage.stretch(words[that + 1].start, words[stop - 1].end),),
        mode="indirect",
        rule="statements.passive",
        negated=any(is_negated_form(w.lower) for w in words[group:i]),
        notes=notes if speaker else (*notes, "the source does not say who says so"),
        ambiguous=speaker is None,
    )


def _hearsay(passage: Passage, i: int, group: int) -> Draft | None:
    words = passage.words
    first = noun_phrase_start(words, group - 1)
    if first is None:
        return None
    stop, notes = content_end(passage, i, i + 1)
    return Draft(
        speaker=None,
        cue=(words[i - 1].start, words[i].end),
        contents=(passage.stretch(words[first].start, words[stop - 1].end),),
        mode="indirect",
        rule="statements.hearsay",
        notes=(*notes, "the source does not say who says so"),
        ambiguous=True,
    )


def read_nouns(passage: Passage) -> Iterator[Draft]:
    """Every noun of speech of one sentence with its content."""
    nouns = [i for i, word in enumerate(passage.words) if word.lower in NOUNS_OF_SPEECH]
    for i in nouns[:MOST_CUES]:
        if not passage.scene.is_spoken(passage.words[i].start):
            draft = read_noun(passage, i)
            if draft is not None:
                yield draft
