"""Speech by preposition: "according to X, …", "…, according to X", "in the words of X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefgen.extractors.statements.endings import content_end
from briefgen.extractors.statements.scene import MOST_CUES, Draft, Passage, Speaker, by_paragraph
from briefgen.extractors.statements.speakers import antecedent, phrase_speaker
from briefgen.language.phrases import has_clause, has_finite, is_pronoun, is_verb, noun_phrase_stop
from briefgen.language.words import CONJUNCTIONS

_ACCORDING = re.compile(r"\b(?<!not )[Aa]ccording to\s+(?!(?:neither|nobody|no\s+one|none|no)\b)")
_OPENERS = CONJUNCTIONS | frozenset({"so", "yet", "as"})


def read_according(passage: Passage) -> Iterator[Draft]:
    """The statements of one sentence that are attributed by "according to"."""
    found_here = _ACCORDING.finditer(passage.text, passage.sentence.start, passage.sentence.end)
    for match in islice(found_here, MOST_CUES):
        first = passage.index_at(match.end())
        if passage.scene.is_spoken(match.start()) or first >= len(passage.words):
            continue
        opens = _opens(passage, match.start())
        speaker, stop = _source(passage, first, opens=opens)
        if speaker is None:
            continue
        found = _content_behind(passage, stop) if opens else None
        if found is None and match.start() > passage.sentence.start + 2:
            found = _content_before(passage, match.start(), stop)
        if found is not None:
            yield Draft(
                speaker=speaker,
                cue=(match.start(), match.start() + len("according to")),
                contents=found[0],
                mode="indirect",
                rule="statements.according_to",
                notes=found[1],
            )


def _opens(passage: Passage, offset: int) -> bool:
    """True when the source comes before what it says: at the head of a sentence, of a clause, or behind "that"."""
    i = passage.index_at(offset)
    if i == 0:
        return True
    before = passage.words[i - 1]
    return before.lower in _OPENERS and passage.words[i].gap.strip(" ,") == "" or not has_clause(passage.words, 0, i)


def _source(passage: Passage, first: int, *, opens: bool) -> tuple[Speaker | None, int]:
    """Who is named behind "according to", and the index of the first word behind the whole source."""
    words = passage.words
    stop = first + 1
    while stop < len(words) and not any(mark in words[stop].gap for mark in ',;:“"—'):
        stop += 1
    if is_pronoun(words[first]) and words[first].lower not in ("this", "that", "these", "those"):
        return antecedent(passage, first), first + 1
    if opens and (stop == len(words) or has_finite(words, first, stop)):
        stop = _phrase_end(passage, first)
    if opens and stop < len(words):
        stop_of_inset = _behind_inset(passage, stop)
        return phrase_speaker(passage, first, stop - 1), stop_of_inset
    behind = (k - 1 for k in range(first + 1, stop) if words[k].lower in ("who", "which", "as", "published"))
    last = next(behind, stop - 1)
    return phrase_speaker(passage, first, last), stop


def _phrase_end(passage: Passage, first: int) -> int:
    """Where a source ends that no comma ends: with its first name, or with its noun phrase."""
    start, end = passage.words[first].start, passage.sentence.end
    mention = next(iter(passage.scene.analysis.mentions_between(start, end)), None)
    if mention is not None and mention.form == "name" and passage.index_at(mention.start) <= first + 1:
        return passage.index_at(mention.end)
    return max(noun_phrase_stop(passage.words, first), first + 1)


def _behind_inset(passage: Passage, stop: int) -> int:
    """ "According to Ana Silva, a doctor, CONTENT": the comma after an apposition ends the source."""
    words = passage.words
    if "," not in words[stop].gap:
        return stop
    second = next((k for k in range(stop + 1, min(len(words), stop + 12)) if "," in words[k].gap), -1)
    relative = words[stop].lower in ("who", "which") or words[stop].tag == "VBG"
    inset = relative or words[stop].lower in ("a", "an", "the") or words[stop].tag in ("NN", "NNP", "NNPS")
    if second < 0 or not inset or not has_clause(words, second, len(words)):
        return stop
    return second if relative or not has_clause(words, stop, second) else stop


def _content_behind(passage: Passage, first: int) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]] | None:
    words = passage.words
    if first >= len(words) or not has_finite(words, first, len(words)):
        return None
    stop, notes = content_end(passage, first, first)
    quotation = passage.scene.quotation_at(words[first].start)
    if quotation is not None and quotation.start == words[first].start and quotation.is_long:
        return by_paragraph(passage.text, quotation.start, quotation.end), notes
    stretch = passage.stretch(words[first].start, words[stop - 1].end)
    return ((stretch,), notes) if stretch[0] < stretch[1] else None


def _content_before(
    passage: Passage, offset: int, behind: int
) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]] | None:
    """What stands before "according to": the quotation that closes there, or the clause that the source interrupts.

    behind is the index of the first word behind the source.
    """
    words, i = passage.words, passage.index_at(offset)
    quotation = passage.scene.quotation_at(max(passage.sentence.start, words[i - 1].end - 1))
    if quotation is not None and quotation.is_long and quotation.outer_end >= words[i - 1].end:
        return by_paragraph(passage.text, quotation.start, quotation.end), ()
    first = next((k for k in range(i - 1, 0, -1) if ";" in words[k].gap), passage.first)
    if words[first].lower in ("but", "and") and first + 2 < i:
        first += 1
    parts = [passage.stretch(words[first].start, words[i - 1].end)]
    if behind < len(words) and (is_verb(words[i - 1]) or not has_clause(words, first, i)):
        stop, _ = content_end(passage, behind, behind)
        parts.append(passage.stretch(words[behind].start, words[stop - 1].end))
    return tuple(parts), ()
