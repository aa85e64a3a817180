"""Who is reported to have said what, and who kept what back. Finds reports of speech; what they mean is left to others.

One way of reporting a module: the cue before (before) or behind what is said (after), "according to" (according),
silence (silences), nouns and passives (nouns), quotations without a cue (floating), transcripts (turns). They look at
a scene (scene), bound contents alike (contents), and name speakers alike (speakers).
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.extractors.statements.according import read_according
from briefgen.extractors.statements.after import read_cue_after, read_inverted, read_parenthetical
from briefgen.extractors.statements.before import read_cue_before, read_participle
from briefgen.extractors.statements.contents import SPEAKING
from briefgen.extractors.statements.floating import read_floating
from briefgen.extractors.statements.nouns import NOUNS_OF_SPEECH, is_passive, is_verb_before_that, read_nouns, read_passive
from briefgen.extractors.statements.scene import MOST_CUES, Draft, Passage, Scene, Speaker, statement
from briefgen.extractors.statements.silences import read_silences
from briefgen.extractors.statements.turns import read_headline, read_turns
from briefgen.language.analysis import Analysis
from briefgen.language.clauses import has_finite, is_noun, is_pronoun, is_verb, joins, noun_phrase_start, verb_group_start
from briefgen.language.cues import CueKind, cue_forms, hedges
from briefgen.language.words import AUXILIARIES, DETERMINERS, PREPOSITIONS
from briefgen.model import Facts, Statement

_CONFIDENCE: dict[str, float] = {}


def extract(analysis: Analysis, found: Facts) -> tuple[Statement, ...]:  # noqa: ARG001 - the shape of every extractor
    """Find the reported statements of a document, in reading order.

    Speakers are resolved through pronouns and definite nouns; content is the exact stretch that is
    attributed, without the quotation marks. Silence ("did not disclose") is a statement of mode
    non_disclosure whose content is what was kept back. A speaker whom the text does not name is None.
    """
    scene = Scene(analysis)
    drafts: list[Draft] = [*read_headline(scene), *read_turns(scene)]
    for sentence in analysis.sentences:
        drafts.extend(_read_sentence(Passage(scene, sentence, analysis.words[sentence.index])))
    drafts.extend(read_floating(scene, drafts))
    drafts = [d for d in drafts if d.contents and all(start < end for start, end in d.contents)]
    drafts.sort(key=lambda d: (d.cue or d.contents[0], d.contents))
    return tuple(
        statement(
            analysis,
            draft,
            _CONFIDENCE.get(draft.rule, 0.8),
            hedges(analysis.document.text[slice(*draft.contents[0])]),
        )
        for draft in drafts
    )


def _read_sentence(passage: Passage) -> Iterator[Draft]:
    taken: set[int] = set()
    for draft in read_silences(passage):
        taken.update(range(*(draft.cue or (0, 0))))
        yield _noted(passage, draft)
    yield from (_noted(passage, draft) for draft in read_according(passage))
    nouns = list(read_nouns(passage))
    yield from (draft for draft in nouns if draft.speaker is not None)
    previous: Speaker | None = None
    cues, reported = 0, (0, 0)
    for i, word in enumerate(passage.words):
        kinds = cue_forms().get(word.lower) or _any_verb(passage, i)
        if not kinds or word.start in taken or not _is_cue(passage, i):
            continue
        cues += 1
        draft_here = _read_cue(passage, i, kinds, previous) if cues <= MOST_CUES else None
        if draft_here is not None:
            if reported[0] <= word.start < reported[1]:  # somebody quoted by somebody does not speak here
                yield draft_here
                continue
            previous, reported = draft_here.speaker, draft_here.contents[-1]
            yield _noted(passage, draft_here)
    yield from (d for d in nouns if d.speaker is None and d.cue and not reported[0] <= d.cue[0] < reported[1])


def words_before(passage: Passage, i: int) -> tuple[str, str]:
    """The two words before i, in lower case."""
    return passage.words[i - 2].lower, passage.words[i - 1].lower


_QUOTING: frozenset[CueKind] = frozenset({"quote"})
_NONE: frozenset[CueKind] = frozenset()


def _any_verb(passage: Passage, i: int) -> frozenset[CueKind]:
    """What a verb that is no cue by itself may do right behind a quotation: "“…,” enthused Ana Silva"."""
    word = passage.words[i]
    if word.tag not in ("VBD", "VBZ", "VBN") or word.capital or word.lower in AUXILIARIES:
        return _NONE
    behind = passage.gap_after(i).strip()[:1] in (",", ".", "") or i + 1 == len(passage.words)
    closes = any(mark in word.gap for mark in "”\"»")
    return _QUOTING if closes or (behind and _follows_quotation(passage, i)) else _NONE


def _is_cue(passage: Passage, i: int) -> bool:
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
    closes = any(mark in word.gap for mark in "”\"»")
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
    only = "," not in words[i].gap or not has_finite(words, 0, len(words))
    report = cue_forms().get(words[i].lower, _NONE) & _REPORTING
    return i > 0 and only and not attributive and bool(report) and not has_finite(words, first, i)


_NEVER_PARTICIPLES = frozenset("said told added".split())
_ALSO_NOUNS = frozenset(
    "claim claims report reports note notes remark remarks demand demands comment comments request requests promise "
    "promises pledge pledges vow vows offer offers fear fears hope hopes doubt doubts post posts email emails tweet tweets "
    "estimate estimates forecast forecasts wonder wonders shout shouts joke jokes quip quips signal signals hint hints "
    "counter counters retort retorts reply replies caution cautions reason reasons point points blame dispute disputes "
    "praise show shows find finds state states mention mentions cry laugh laughs repeat whisper read reads stress "
    "notice notices respect known".split()
)


def _is_mistagged(passage: Passage, i: int) -> bool:
    """True for a form that the tagger took for a noun where only a verb makes sense: before "that" or a quotation."""
    words = passage.words
    if i == 0 or i + 1 >= len(words) or not (is_noun(words[i - 1]) or is_pronoun(words[i - 1])):
        return False
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
    """True for a participle that has its auxiliary, or that the tagger took for one: "they estimated", "revealed that"."""
    words = passage.words
    if words[i].lower in _NEVER_PARTICIPLES or (i > 0 and is_pronoun(words[i - 1]) and words[i].gap == " "):
        return True
    if i + 1 < len(words) and words[i + 1].lower == "that" and words[i + 1].tag == "IN":
        return True
    group = words[verb_group_start(words, i) : i]
    contracted = i > 0 and is_pronoun(words[i - 1]) and (words[i - 1].possessive or words[i - 1].tag.startswith("VB"))
    return contracted or any(word.lower in AUXILIARIES for word in group)


def _read_cue(passage: Passage, i: int, kinds: frozenset[CueKind], previous: Speaker | None) -> Draft | None:
    """The first way of reporting that fits the cue at i."""
    word = passage.words[i]
    if word.tag == "VBG" or word.lower.endswith("ing"):
        quoted_as = i > 1 and words_before(passage, i) == ("quoted", "as")
        return read_participle(passage, i, previous) or (read_cue_after(passage, i - 2) if quoted_as else None)
    if is_passive(passage.words, i):
        return read_passive(passage, i)
    if word.tag == "VB" and not _may_be_finite(passage, i):
        return None
    after = bool(kinds & _AFTER) or word.lower in _THOUGHTS
    quoted = not kinds & _SAYING and word.lower not in _THOUGHTS
    found = read_parenthetical(passage, i)
    if found is None and after and not word.lower.startswith(("tell", "told")):
        found = read_inverted(passage, i, only_quoted=quoted)
    if found is None and after and _follows_quotation(passage, i):
        found = read_cue_after(passage, i, quoted=quoted)
    if found is None:
        found = read_cue_before(passage, i, kinds, previous)
    if found is None and after:
        found = read_cue_after(passage, i, quoted=quoted)
    return found


_AFTER: frozenset[CueKind] = frozenset({"say", "tell", "quote"})
_SAYING: frozenset[CueKind] = frozenset({"say", "tell"})
_REPORTING: frozenset[CueKind] = frozenset({"say", "tell", "name"})
_THOUGHTS = frozenset("think thinks thought believe believes believed hope hopes hoped fear fears feared".split())

def _may_be_finite(passage: Passage, i: int) -> bool:
    """True for a base form behind an auxiliary, or behind a plural that the tagger did not take for its subject."""
    words = passage.words
    plural = i > 0 and words[i - 1].tag in ("NNS", "NNPS", "NN", "CD") and joins(words[i].gap)
    return verb_group_start(words, i) < i or plural


def _follows_quotation(passage: Passage, i: int) -> bool:
    """True when a long quotation of this sentence, or one that ends in it, closes shortly before the cue at i."""
    words = passage.words
    for k in range(verb_group_start(words, i), max(0, i - 25), -1):
        quotation = passage.scene.quotation_at(words[k - 1].start)
        if quotation is not None and quotation.is_long:
            return True
        if k < i and any(mark in words[k].gap for mark in ";:"):
            return False
    return False


def _noted(passage: Passage, draft: Draft) -> Draft:
    if draft.speaker is not None:
        passage.scene.remember(draft.speaker, passage.sentence.index)
    return draft
