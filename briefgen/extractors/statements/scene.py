"""What the rules of speech look at: one document, its quotations, who spoke last; and the draft they make of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.language.analysis import Analysis
from briefgen.language.datelines import dateline_end
from briefgen.language.quotations import Quotation, find_quotations
from briefgen.language.words import Word
from briefgen.model import Attribution, Statement
from briefgen.text import Sentence

Mode = Literal["direct", "indirect", "nominal", "mixed", "non_disclosure"]
Stretch = tuple[int, int]
MOST_CUES = 12  # of one kind in one sentence; more are no prose, and each may look at the whole sentence
_SINGLE = frozenset("a an one the another his her their its".split())
_PERSON = re.compile(
    r"(?:[a-z]{3,}(?:er|or|ist|ian|ant|ee)|[a-z]{0,12}(?:man|person)|chief|student|resident|official|witness|aide|nurse)$"
)
_BEHIND_HEAD = re.compile(r" (?:of|for|at|in|from|with|who|to|close|on|near|by)\b|,")
_EDGE = " \t\n\u00a0.,;:!?…—–-"
_MARKS = "“”\"‘’'«»"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name to print, the stretch that names them, and their entity (-1 when unresolved)."""

    name: str
    start: int
    end: int
    entity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement before it is cited. A speaker of None is somebody whom the text does not name."""

    speaker: Speaker | None
    cue: Stretch | None
    contents: tuple[Stretch, ...]
    mode: Mode
    rule: str
    negated: bool = False
    notes: tuple[str, ...] = ()
    ambiguous: bool = False


class Scene:
    """One document, read sentence by sentence; remembers who spoke last, for the pronouns that follow."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.document.text
        self.quotations = find_quotations(self.text)
        self._starts = [q.outer_start for q in self.quotations]
        self.last_speaker: dict[str, tuple[Speaker, int]] = {}
        self.turns: list[tuple[int, int, Speaker]] = []

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation around an offset, marks included."""
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and offset < self.quotations[i].outer_end:
            return self.quotations[i]
        return None

    def quotations_between(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that open within start..end."""
        return self.quotations[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_spoken(self, offset: int) -> bool:
        """True inside a quotation that is more than a word or two set apart."""
        quotation = self.quotation_at(offset)
        return quotation is not None and quotation.is_long and offset >= quotation.start

    def turn_at(self, offset: int) -> Speaker | None:
        """Whose turn of a transcript an offset lies in: the "I" of that place."""
        i = bisect_right(self.turns, offset, key=lambda turn: turn[0]) - 1
        return self.turns[i][2] if i >= 0 and offset < self.turns[i][1] else None

    def kind(self, speaker: Speaker) -> str:
        """The kind of whoever speaks; "group" when nobody knows."""
        return self.analysis.entities[speaker.entity].kind if speaker.entity >= 0 else "group"

    def remember(self, speaker: Speaker, sentence: int) -> None:
        """Note who spoke. Many ("officials said") are "they" afterwards, never "it"."""
        self.last_speaker["any"] = (speaker, sentence)
        if speaker.entity >= 0 and self.kind(speaker) in _MANY:
            return
        kind = "person" if self.kind(speaker) == "person" or _is_someone(speaker.name) else "body"
        self.last_speaker[kind] = (speaker, sentence)


_MANY = frozenset({"group", "public", "affected"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a scene, with its words."""

    scene: Scene
    sentence: Sentence
    words: Sequence[Word]

    @property
    def text(self) -> str:
        """The whole document's text: offsets are the document's."""
        return self.scene.text

    @property
    def first(self) -> int:
        """The index of the first word behind a dateline."""
        begin = dateline_end(self.text, self.sentence.start, self.sentence.end)
        return self.index_at(begin) if begin > self.sentence.start else 0

    def index_at(self, offset: int) -> int:
        """The index of the first word that begins at an offset or behind it."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def stretch(self, start: int, end: int) -> Stretch:
        """A content between two offsets: trimmed, and with the mark that closes a quotation which it opens."""
        for quotation in self.scene.quotations_between(start, end):
            if end < quotation.outer_end <= end + 3:
                end = quotation.outer_end
        return with_signs(self.text, *trimmed(self.text, start, end))

    def gap_after(self, i: int) -> str:
        """What stands between the word at i and the next one, or the end of the sentence."""
        end = self.words[i + 1].start if i + 1 < len(self.words) else self.sentence.end
        return self.text[self.words[i].end : end]


def _is_someone(name: str) -> bool:
    """True for a person who is described, not named: "a woman", "one engineer in the Denver office"."""
    head = _BEHIND_HEAD.split(name.lower(), maxsplit=1)[0].split()
    return len(head) > 1 and head[0] in _SINGLE and _PERSON.search(head[-1]) is not None


def trimmed(text: str, start: int, end: int) -> Stretch:
    """A content without the white space, the marks of sentences and the quotation marks that surround all of it."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if end - start > 1 and text[start] in _MARKS and text[end - 1] in _MARKS:
        return trimmed(text, start + 1, end - 1)
    return start, end


_SIGN_BEFORE = re.compile(r"(?<![^\s(\[\"'“‘«:])[<>≤≥~≈±+\-−–#@.]{0,2}(?:[A-Z]{0,3}[$£€¥₹])?$")
_SIGN_BEHIND = re.compile(r"\s?[%‰°]|[$£€¥₹+]")


def with_signs(text: str, start: int, end: int) -> Stretch:
    """A stretch with the signs of the number at its edge, which are no words: "-5 degrees", "$300", "growth was 5%"."""
    if text[start : start + 1].isalnum() or text[start : start + 1] in ("$", "£", "€"):
        sign = _SIGN_BEFORE.search(text[max(0, start - 6) : start])
        start -= len(sign.group()) if sign else 0
    if end and text[end - 1].isdigit() and (sign := _SIGN_BEHIND.match(text, end)):
        end = sign.end()
    return start, end


def by_paragraph(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """A quotation as one stretch a paragraph, because a citation shows one paragraph."""
    parts: list[Stretch] = []
    begin = start
    while begin < end:
        stop = text.find("\n", begin, end)
        stop = end if stop < 0 else stop
        part = _bare(text, begin, stop)
        if part[0] < part[1]:
            parts.append(part)
        begin = stop + 1
    return tuple(parts)


def _bare(text: str, start: int, end: int) -> Stretch:
    """Without white space and without the mark that opens the next paragraph of a quotation."""
    while start < end and text[start] in ' \t\n\u00a0“"«':
        start += 1
    while end > start and text[end - 1] in ' \t\n\u00a0,”"»':
        end -= 1
    return start, end


def statement(analysis: Analysis, draft: Draft, confidence: float, hedges: tuple[str, ...]) -> Statement:
    """The statement of a draft, each part of it cited."""
    speaker, cue = draft.speaker, draft.cue
    attribution = Attribution(
        basis="ambiguous" if draft.ambiguous else "attributed",
        speaker=speaker.name if speaker else None,
        speaker_span=analysis.span(speaker.start, speaker.end) if speaker else None,
        cue=analysis.document.text[cue[0] : cue[1]] if cue else None,
        cue_span=analysis.span(*cue) if cue else None,
    )
    contents = tuple(analysis.span(start, end) for start, end in draft.contents)
    return Statement(
        spans=contents,
        content=contents[0],
        attribution=attribution,
        polarity="negated" if draft.negated else "affirmed",
        hedges=hedges,
        mode=draft.mode,
        rule=draft.rule,
        confidence=confidence,
        scope_notes=draft.notes,
    )
