"""Which words of a sentence are cues: verbs of speech where they are verbs, whatever their tag. Reads no statement."""

from __future__ import annotations

from briefgen.extractors.statements.endings import SPEAKING
from briefgen.extractors.statements.nouns import NOUNS_OF_SPEECH, is_verb_before_that
from briefgen.extractors.statements.scene import Passage
from briefgen.language.cues import CueKind, cue_forms
from briefgen.language.phrases import (
    has_finite,
    is_noun,
    is_pronoun,
    is_verb,
    joins,
    noun_phrase_start,
    verb_group_start,
)
from briefgen.language.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, is_negated_form

_QUOTING: frozenset[CueKind] = frozenset({"quote"})
_NONE: frozenset[CueKind] = frozenset()
_REPORTING: frozenset[CueKind] = frozenset({"say", "tell", "name"})
_WONDERED = frozenset("whether why how".split())
_NEVER_PARTICIPLES = frozenset("said told added".split())
_ALSO_NOUNS = frozenset(
    "claim claims report reports note notes remark remarks demand demands comment comments request requests promise "
    "promises pledge pledges vow vows offer offers fear fears hope hopes doubt doubts post posts email emails tweet tweets "
    "estimate estimates forecast forecasts wonder wonders shout shouts joke jokes quip quips signal signals hint hints "
    "counter counters retort retorts reply replies caution cautions reason reasons point points blame dispute disputes "
    "praise show shows find finds state states mention mentions cry laugh laughs repeat whisper read reads stress "
    "notice notices respect known".split()
)


def verb_at_quotation(passage: Passage, i: int) -> frozenset[CueKind]:
    """What a verb that is no cue by itself may do right behind a quotation: "“…,” enthused Ana Silva"."""
    word = passage.words[i]
    if word.tag not in ("VBD", "VBZ", "VBN") or word.capital or word.lower in AUXILIARIES:
        return _NONE
    behind = passage.gap_after(i).strip()[:1] in (",", ".", "") or i + 1 == len(passage.words)
    closes = any(mark in word.gap for mark in '”"»')
    return _QUOTING if closes or (behind and follows_quotation(passage, i)) else _NONE


def is_cue_here(passage: Passage, i: int) -> bool:
    """True for a verb outside quotations; "to say", "the report" and "calls for" are none."""
    words = passage.words
    word, before = words[i], words[i - 1] if i else None
    if (word.capital and i and not _is_title(passage)) or passage.scene.is_spoken(word.start):
        return False
    if before is not None and joins(word.gap):
        if before.lower in PREPOSITIONS and before.lower != "as":
            return False
        if before.lower in DETERMINERS and before.lower not in ("this", "that", "all", "some"):
            return False
    closes = any(mark in word.gap for mark in '”"»')
    if word.tag == "VBN" and not (closes or _is_verbal(passage, i) or _may_be_past(passage, i)):
        return False
    return is_verb(word) or _is_mistagged(passage, i)


def _is_title(passage: Passage) -> bool:
    """True for a headline in title case, where verbs have capitals too."""
    long_words = [word for word in passage.words if len(word.text) > 3]
    return sum(word.capital for word in long_words) * 10 > len(long_words) * 7


def _may_be_past(passage: Passage, i: int) -> bool:
    """True for "Ryanair announced today": a participle by its tag, but no other verb could carry the clause so far."""
    words = passage.words
    first = next((k for k in range(i, 0, -1) if any(mark in words[k].gap for mark in ",;")), 0)
    attributive = i > 1 and words[i - 1].tag == "RB" and words[i - 2].lower in DETERMINERS
    attributive = attributive or (i + 1 < len(words) and words[i + 1].lower == "by")
    behind = words[i + 1 : i + 13]
    if behind and behind[0].tag == "IN" and not any(word.lower == "that" for word in behind):
        return False
    only = "," not in words[i].gap or not has_finite(words, 0, len(words)) or _closes_relative(passage, i)
    report = cue_forms().get(words[i].lower, _NONE) & _REPORTING
    return i > 0 and only and not attributive and bool(report) and not has_finite(words, first, i)


def _closes_relative(passage: Passage, i: int) -> bool:
    """True behind the comma that ends ", which brought the suit,", where no verb stood before it."""
    words = passage.words
    opens = next((k for k in range(1, i) if words[k].lower in ("who", "which") and "," in words[k].gap), None)
    return opens is not None and not has_finite(words, 0, opens)


def _is_mistagged(passage: Passage, i: int) -> bool:
    """True for a form that the tagger took for a noun where only a verb makes sense: before "that" or a quotation."""
    words = passage.words
    if i == 0 or i + 1 >= len(words) or not (is_noun(words[i - 1]) or is_pronoun(words[i - 1]) or "," in words[i].gap):
        return False
    if words[i + 1].lower in _WONDERED and joins(words[i + 1].gap) and words[i].tag == "NN":
        return not words[i - 1].possessive  # "critics question whether"
    if words[i].lower in SPEAKING or is_verb_before_that(words, i):
        return True
    if words[i].lower not in _ALSO_NOUNS and words[i].lower not in NOUNS_OF_SPEECH:
        return not words[i].lower.endswith("ing")
    first = noun_phrase_start(words, i)
    if first is None or (first > 0 and words[first - 1].lower in PREPOSITIONS):
        return False
    if "," in words[first].gap and "," in words[i + 1].gap:  # ", the paper claims,"
        return True
    quotation = passage.scene.quotation_at(words[i + 1].start)
    return words[i + 1].gap.strip(" ,:") in ('"', "“") and quotation is not None and quotation.is_long


def _is_verbal(passage: Passage, i: int) -> bool:
    """True for a participle with its auxiliary, or what the tagger took for one: "they estimated", "revealed that"."""
    words = passage.words
    if words[i].lower in _NEVER_PARTICIPLES or (i > 0 and is_pronoun(words[i - 1]) and words[i].gap == " "):
        return True
    group = words[verb_group_start(words, i) : i]
    if i + 1 < len(words) and words[i + 1].lower == "that" and words[i + 1].tag == "IN":
        return not any(is_negated_form(word.lower) for word in group) or any(w.lower in AUXILIARIES for w in group)
    contracted = i > 0 and is_pronoun(words[i - 1]) and (words[i - 1].possessive or words[i - 1].tag.startswith("VB"))
    return contracted or any(word.lower in AUXILIARIES for word in group)


def may_be_finite(passage: Passage, i: int) -> bool:
    """True for a base form behind an auxiliary, or behind a plural that the tagger did not take for its subject."""
    words = passage.words
    plural = i > 0 and words[i - 1].tag in ("NNS", "NNPS", "NN", "CD") and joins(words[i].gap)
    return verb_group_start(words, i) < i or plural


def follows_quotation(passage: Passage, i: int) -> bool:
    """True when a long quotation of this sentence, or one that ends in it, closes shortly before the cue at i."""
    words = passage.words
    for k in range(verb_group_start(words, i), max(0, i - 25), -1):
        quotation = passage.scene.quotation_at(words[k - 1].start)
        if quotation is not None and quotation.is_long:
            return True
        if k < i and any(mark in words[k].gap for mark in ";:"):
            return False
    return False
