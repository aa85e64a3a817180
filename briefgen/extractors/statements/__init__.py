"""Who is reported to have said what, and who kept what back. Finds reports of speech; what they mean is left to others.

One way of reporting a module: the cue before (before) or behind what is said (after), "according to" (according),
silence (silences), nouns and passives (nouns), quotations without a cue (floating), transcripts (turns). They look at
a scene (scene) for words that report (spotting), bound contents alike (contents, endings) and name speakers alike
(speakers).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.statements.according import read_according
from briefgen.extractors.statements.after import read_cue_after, read_inverted, read_parenthetical
from briefgen.extractors.statements.before import MINDS, read_cue_before, read_participle, read_state_of_mind
from briefgen.extractors.statements.floating import read_floating
from briefgen.extractors.statements.nouns import is_passive, read_nouns, read_passive
from briefgen.extractors.statements.scene import MOST_CUES, Draft, Passage, Scene, Speaker, statement
from briefgen.extractors.statements.silences import read_silences
from briefgen.extractors.statements.spotting import follows_quotation, is_cue_here, may_be_finite, verb_at_quotation
from briefgen.extractors.statements.turns import read_headline, read_turns
from briefgen.language.analysis import Analysis
from briefgen.language.cues import CueKind, cue_forms, hedges
from briefgen.model import Facts, Statement

_LETTER = re.compile(r"[^\W_]")
_AFTER: frozenset[CueKind] = frozenset({"say", "tell", "quote", "read"})
_SAYING: frozenset[CueKind] = frozenset({"say", "tell"})
_THOUGHTS = frozenset("think thinks thought believe believes believed hope hopes hoped fear fears feared".split())

# How often each rule was right: on public news with gold attributions, and for what that gold does not know
# (directives, silences, passives, quotations without a cue, transcripts) by reading a sample of public news.
_CONFIDENCE = {
    "statements.turn": 0.97,
    "statements.cue_after": 0.95,
    "statements.inverted": 0.95,
    "statements.according_to": 0.93,
    "statements.cue_before": 0.93,
    "statements.nominal": 0.9,
    "statements.directive": 0.9,
    "statements.finding": 0.9,
    "statements.floating": 0.9,
    "statements.non_disclosure": 0.9,
    "statements.passive": 0.9,
    "statements.participle": 0.88,
    "statements.attitude": 0.85,
    "statements.colon": 0.85,
    "statements.parenthetical": 0.85,
    "statements.noun": 0.8,
    "statements.signed": 0.8,
    "statements.hearsay": 0.75,
    "statements.headline": 0.7,
}


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
    drafts = [d for d in drafts if _says_something(scene, d)]
    drafts.sort(key=lambda d: (d.cue or d.contents[0], d.contents))
    return tuple(
        statement(
            analysis,
            draft,
            _CONFIDENCE[draft.rule],
            hedges(analysis.document.text[slice(*draft.contents[0])]),
        )
        for draft in drafts
    )


def _says_something(scene: Scene, draft: Draft) -> bool:
    """False for a content that is only a mark."""
    return bool(draft.contents) and all(_LETTER.search(scene.text, start, end) for start, end in draft.contents)


def _read_sentence(passage: Passage) -> Iterator[Draft]:
    taken: set[int] = set()
    silences = list(read_silences(passage))
    for draft in silences:
        taken.update(range(*(draft.cue or (0, 0))))
        yield _noted(passage, draft)
    yield from (_noted(passage, draft) for draft in read_according(passage))
    nouns = list(read_nouns(passage))
    yield from (draft for draft in nouns if draft.speaker is not None)
    previous: Speaker | None = None
    cues, reported, previous_cue = 0, (0, 0), -1
    for i, word in enumerate(passage.words):
        kinds = cue_forms().get(word.lower) or verb_at_quotation(passage, i)
        minded = word.lower in MINDS
        if not minded and (not kinds or word.start in taken or not is_cue_here(passage, i)):
            continue
        cues += 1
        if cues > MOST_CUES:
            break
        silent = next((d for d in reversed(silences) if d.cue and previous_cue <= d.cue[0] < word.start), None)
        previous, previous_cue = silent.speaker if silent else previous, word.start
        draft_here = read_state_of_mind(passage, i) if minded else _read_cue(passage, i, kinds, previous)
        if draft_here is not None:
            if reported[0] <= word.start < reported[1]:  # somebody quoted by somebody does not speak here
                yield draft_here
                continue
            previous, reported = draft_here.speaker, draft_here.contents[-1]
            yield _noted(passage, draft_here)
    yield from (d for d in nouns if d.speaker is None and d.cue and not reported[0] <= d.cue[0] < reported[1])


def _read_cue(passage: Passage, i: int, kinds: frozenset[CueKind], previous: Speaker | None) -> Draft | None:
    """The first way of reporting that fits the cue at i."""
    word = passage.words[i]
    if word.tag == "VBG" or word.lower.endswith("ing"):
        quoted_as = i > 1 and (passage.words[i - 2].lower, passage.words[i - 1].lower) == ("quoted", "as")
        return read_participle(passage, i, previous) or (read_cue_after(passage, i - 2) if quoted_as else None)
    if is_passive(passage.words, i):
        return read_passive(passage, i)
    if word.tag == "VB" and not may_be_finite(passage, i):
        return None
    after = bool(kinds & _AFTER) or word.lower in _THOUGHTS
    quoted = not kinds & _SAYING and word.lower not in _THOUGHTS
    found = read_parenthetical(passage, i)
    if found is None and after and not word.lower.startswith(("tell", "told")):
        found = read_inverted(passage, i, only_quoted=quoted)
    if found is None and after and follows_quotation(passage, i):
        found = read_cue_after(passage, i, quoted=quoted)
    if found is None and word.lower in cue_forms():
        found = read_cue_before(passage, i, kinds, previous)
    if found is None and after:
        found = read_cue_after(passage, i, quoted=quoted)
    return found


def _noted(passage: Passage, draft: Draft) -> Draft:
    if draft.speaker is not None:
        passage.scene.remember(draft.speaker, passage.sentence.index)
    return draft
