"""Quotations without a verb of speech of their own: after a colon, signed, beside what names their speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefgen.extractors.statements.scene import Draft, Passage, Scene, Speaker, by_paragraph
from briefgen.extractors.statements.speakers import subject
from briefgen.language.phrases import is_finite
from briefgen.language.quotations import Quotation
from briefgen.text import sentence_at

_MIN_WORDS = 5  # fewer words between marks are a title or a phrase set apart
_MIN_SENTENCE = 3  # unless they are a sentence of their own
_END = ".!?…,"
_ANCHORS = frozenset(f"statements.{rule}" for rule in ("cue_before", "cue_after", "inverted", "participle"))
_DASH = re.compile(r"\s{0,3}[-–—]{1,2}\s{0,3}")
_LISTING = frozenset("including like as reads examples following example".split())


def read_floating(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The quotations that no draft uses yet and whose speaker the text still tells.

    A quotation behind a colon is its sentence's subject's; one with a name behind a dash is signed; one that is
    a whole sentence continues the statement before it in its paragraph, or a person's at the end of the one before.
    """
    used = sorted(stretch for draft in drafts for stretch in draft.contents)
    anchors = sorted(
        ((d.cue[0], d.speaker) for d in drafts if d.cue is not None and d.speaker is not None and d.rule in _ANCHORS),
        key=lambda anchor: anchor[0],
    )
    places = [place for place, _ in anchors]
    for quotation in scene.quotations:
        size = len(scene.text[quotation.start : quotation.end].split())
        if _is_used(used, quotation) or size < (_MIN_SENTENCE if _is_whole(scene, quotation) else _MIN_WORDS):
            continue
        colon, signed = _before_colon(scene, quotation), _signature(scene, quotation)
        if colon is not None:
            yield _draft(scene, quotation, colon, "statements.colon", ambiguous=False)
        elif signed is not None:
            yield _draft(scene, quotation, signed, "statements.signed", ambiguous=False)
        elif _is_whole(scene, quotation):
            i = bisect_right(places, quotation.start) - 1
            if i >= 0 and _is_near(scene, *anchors[i], quotation):
                yield _draft(scene, quotation, anchors[i][1], "statements.floating", ambiguous=True)


def _is_used(used: Sequence[tuple[int, int]], quotation: Quotation) -> bool:
    i = bisect_right(used, (quotation.end, 0)) - 1
    return any(end > quotation.start for _, end in used[max(0, i - 3) : i + 1])


def _draft(scene: Scene, quotation: Quotation, speaker: Speaker, rule: str, *, ambiguous: bool) -> Draft:
    contents = by_paragraph(scene.text, quotation.start, quotation.end)
    return Draft(speaker=speaker, cue=None, contents=contents, mode="direct", rule=rule, ambiguous=ambiguous)


def _before_colon(scene: Scene, quotation: Quotation) -> Speaker | None:
    """ "Ana Silva was blunt: “…”": the subject of the sentence that the colon ends."""
    if not scene.text[max(0, quotation.outer_start - 3) : quotation.outer_start].rstrip().endswith(":"):
        return None
    sentence = sentence_at(scene.analysis.sentences, max(0, quotation.outer_start - 3))
    passage = Passage(scene, sentence, scene.analysis.words[sentence.index])
    stop = passage.index_at(quotation.outer_start)
    if not stop or passage.words[stop - 1].lower in _LISTING or scene.text[quotation.end - 1] not in _END:
        return None
    first = next((k for k in range(stop) if is_finite(passage.words[k])), None)
    found = subject(passage, first) if first is not None else None
    return found if found is not None and found.entity >= 0 and scene.kind(found) not in ("place", "affected") else None


def _is_whole(scene: Scene, quotation: Quotation) -> bool:
    """True for a quotation that is a sentence of its own, not words that a sentence of the author uses."""
    sentence = sentence_at(scene.analysis.sentences, quotation.outer_start)
    opens = quotation.outer_start - sentence.start <= 1
    return opens and scene.text[quotation.end - 1 : quotation.end] in _END


def _signature(scene: Scene, quotation: Quotation) -> Speaker | None:
    """ "“So far, so good.” – Ana Silva": the name behind a dash."""
    match = _DASH.match(scene.text, quotation.outer_end)
    if match is None:
        return None
    mention = next(iter(scene.analysis.mentions_between(match.end(), match.end() + 30)), None)
    if mention is None or mention.full_start != match.end() or mention.form != "name":
        return None
    return Speaker(scene.analysis.entities[mention.entity].name, mention.full_start, mention.end, mention.entity)


def _is_near(scene: Scene, place: int, speaker: Speaker, quotation: Quotation) -> bool:
    """True when the statement at place stands in the quotation's paragraph, or closes the one before it."""
    sentences = scene.analysis.sentences
    spoken, quoted = sentence_at(sentences, place), sentence_at(sentences, quotation.outer_start)
    if spoken.paragraph == quoted.paragraph:
        return True
    closes = spoken.paragraph == quoted.paragraph - 1 and quoted.index - spoken.index <= 2
    return closes and scene.kind(speaker) == "person"
