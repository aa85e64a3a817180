"""What of a document is running text: headline, headings, labels, credits and boilerplate told apart. Nothing is ranked here."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.language.analysis import Analysis
from briefgen.language.cues import is_cue
from briefgen.language.datelines import dateline_end
from briefgen.language.words import Word, has_finite_verb
from briefgen.text import Sentence

FIRST_PERSON = frozenset(
    "i we my our me us mine ours i’m i've i’ve i'm we’re we're we’ve we've we’ll we'll i’ll i'll".split()
)
_TITLE_WORDS = 24
_ENDS = '.!?…”"’)'
_INVISIBLE = "\u200b\u200e\u200f\ufeff"
_QUESTION = re.compile(r"\?[\"”’)]*$")
_CREDIT = re.compile(
    r"(?:^|[.!?]\s+|\()(?:file |stock )?(?:image|photo(?:graph)?|picture|video|audio|credit|illustration|graphic|caption)s?"
    r"(?: credit)?(?:\s*[:;]| by\b)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^\W*(?:read (?:more|also|next|the full)|click (?:here|on|to)|tap (?:here|to)|sign up|subscribe|follow us|share (?:this|on)|"
    r"see also|related (?:news|stor|article|topic|link|content)|more (?:on this|from|stories)|advertisement|sponsored|"
    r"all rights reserved|copyright\b|©|\(c\)|(?:we|this (?:web)?site|our (?:web)?site)\s+uses? cookies|by (?:continuing|clicking|using)|"
    r"accept (?:all )?cookies|(?:external|further) (?:links?|reading|information)|sources?\b|download (?:our|the) app|"
    r"get (?:the|our) (?:latest|daily|best)|this (?:article|story|report|exclusive interview) (?:was|is|has been|features|originally|appeared)|"
    r"present\s*:|in attendance\b|apologies (?:for absence )?(?:were|was|had been) received|"
    r"(?:this report|it) covers the (?:period|week|month)|the (?:next|previous) (?:situation )?(?:report|update|bulletin) (?:will|was)\b|"
    r"for (?:more|further) (?:information|details)|for (?:interviews?|enquiries|inquiries)\b|(?:to )?contact (?:us|the)|notes? to editors|(?:wait|join) )"
    r"|\b(?:cookie (?:policy|settings|notice)|privacy policy|terms (?:of (?:use|service)|and conditions)|all rights reserved|"
    r"our newsletter|see the (?:\w+ ){1,2}page for)\b",
    re.IGNORECASE,
)
_CAPTION_WORDS = 6  # a shorter line without a verb is a caption or a byline
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_RELATIVE = frozenset({"WDT", "WP"})
_FURNITURE_WORDS = 30  # an article about cookies has longer sentences than a cookie notice
_END = re.compile(r"\W*(?:ENDS?|[Ee]nds|###|-30-|[Nn]otes? (?:to|for) [Ee]ditors?)\W*$")
_COURTESY = re.compile(
    r"\W*(?:thank(?:s| you)|(?:you(?:’|')re|you are)(?: very)? welcome|good (?:morning|afternoon|evening)|hello|hi)\b",
    re.IGNORECASE,
)
_COURTEOUS_WORDS = 8
_STRAY = re.compile(r"[\])}>#.,;:]+\s+")
_BULLET = re.compile(r"(?:[-–—*•·▪‣◦]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_TABULAR = re.compile(r"\||\t|\S {3,}\S.* {3,}\S")
_LABEL = re.compile(r"([A-Z][^\W\d_]*\.?(?:[ -][A-Z][^\W_]*\.?){0,4})\s?:\s+(?=\S)")
_RELEASE_HEAD = 3  # a statement introduced within so many paragraphs is what the document is for
_ASKING = frozenset("q question interviewer moderator host reporter".split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of running text; start..end is what a reader needs of it, without dateline, bullet or label.

    lead is the stretch before it that says who speaks ("Ana Silva:"), for every sentence of what they say;
    speaker is the name in it, where it is nothing but a name.
    """

    sentence: int
    start: int
    end: int
    lead: tuple[int, int] | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The headline ("" when there is none) and the running text of a document, in reading order."""

    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph: its sentences, and what stands apart from them at its head."""

    sentences: tuple[Sentence, ...]
    start: int
    end: int
    lead: tuple[int, int] | None = None
    speaker: str | None = None


def read_layout(analysis: Analysis) -> Layout:
    """Tell the running text of a document from all that only frames it.

    Left out: headings, captions and credits, bylines, tables, boilerplate, questions, and in a
    transcript what the interviewer says. A statement that is introduced once ("The minister said:")
    and then printed over paragraphs keeps its introduction as the lead of each sentence.
    """
    text = analysis.document.text
    blocks = [
        _Block(tuple(its), its[0].start, its[-1].end)
        for its in (list(group) for _, group in itertools.groupby(analysis.sentences, key=lambda s: s.paragraph))
    ]
    title, body = _headline(analysis, blocks)
    body = list(itertools.takewhile(lambda b: not _END.match(text, b.start, b.end), body)) or body
    labels = _labels(text, body)
    turned = _in_turns(body, labels) if labels else _introduced(analysis, body)
    passages = tuple(passage for block in turned for passage in _running(analysis, block))
    return Layout(title, passages)


def _headline(analysis: Analysis, blocks: list[_Block]) -> tuple[str, list[_Block]]:
    """The title, and the blocks under it: a first line without a full stop is the headline."""
    given = analysis.document.title or ""
    if blocks and _is_heading(analysis.document.text, blocks[0]):
        line = analysis.document.text[blocks[0].start : blocks[0].end]
        if len(line.split()) <= _TITLE_WORDS:
            return given or line, blocks[1:]
    return given, blocks


def _is_heading(text: str, block: _Block) -> bool:
    return len(block.sentences) == 1 and text[block.end - 1] not in _ENDS + ":"


def _is_apart(text: str, block: _Block) -> bool:
    """True for a heading, a caption with its credit, a row of a table."""
    line = text[block.start : block.end]
    if _is_heading(text, block) or _TABULAR.search(line):
        return True
    return len(block.sentences) <= 4 and _CREDIT.search(line) is not None


# Who speaks ------------------------------------------------------------------------------------


def _labels(text: str, blocks: Sequence[_Block]) -> dict[int, re.Match[str]]:
    """The speaker's label of each block that has one, by the block's start; {} when this is no transcript."""
    found = {b.start: m for b in blocks if (m := _LABEL.match(text, b.start, b.end))}
    counts = Counter(match.group(1) for match in found.values())
    is_transcript = len(counts) > 1 and (max(counts.values()) > 1 or any(name.lower() in _ASKING for name in counts))
    return {start: match for start, match in found.items() if is_transcript}


def _in_turns(blocks: Sequence[_Block], labels: Mapping[int, re.Match[str]]) -> Iterator[_Block]:
    """The blocks with the label that they stand under; those of the interviewer are left out."""
    asking = _asking(blocks, labels)
    label: re.Match[str] | None = None
    for block in blocks:
        label = labels.get(block.start, label)
        if label is None:
            yield block
        elif label.group(1) not in asking:
            yield _Block(block.sentences, block.start, block.end, (label.start(), label.end()), label.group(1))


def _asking(blocks: Sequence[_Block], labels: Mapping[int, re.Match[str]]) -> frozenset[str]:
    """The labels of those who ask: at least half their turns hold a question; if nobody's do, whoever speaks first."""
    turns: dict[str, list[bool]] = {}
    for block in blocks:
        if block.start in labels:
            match = labels[block.start]
            whose = _last_word(match.group(1))
            turns.setdefault(whose, []).append("?" in match.string[match.end() : block.end])
    asking = {
        name
        for name, asked in turns.items()
        if name.lower() in _ASKING or (len(asked) > 1 and sum(asked) * 2 >= len(asked))
    }
    if not asking or len(asking) == len(turns):
        asking = {next(iter(turns))}
    return frozenset(match.group(1) for match in labels.values() if _last_word(match.group(1)) in asking)


def _last_word(label: str) -> str:
    """What "Marta Ruiz" and "Ruiz", "The Post" and "Post" have in common."""
    return label.split()[-1].lower()


def _introduced(analysis: Analysis, blocks: Sequence[_Block]) -> Iterator[_Block]:
    """The blocks, those of a printed statement with the sentence that introduces it as their lead."""
    lead: tuple[int, int] | None = None
    left = 0
    for number, block in enumerate(blocks):
        lead = lead if left > 0 else None
        left -= 1
        yield _Block(block.sentences, block.start, block.end, lead)
        last = block.sentences[-1]
        if analysis.document.text[last.end - 1] == ":" and any(is_cue(w.lower) for w in analysis.words[last.index]):
            lead = (last.start, last.end)
            left = _statement_length(analysis, last, blocks[number + 1 :], is_release=number < _RELEASE_HEAD)


def _statement_length(analysis: Analysis, lead: Sentence, blocks: Sequence[_Block], *, is_release: bool) -> int:
    """Over how many blocks an introduced statement goes.

    In quotation marks, as far as the marks go. Without, to the last block in the first person, and
    at least one; in a press release, which is little else, to the next heading or to a block that
    names the speaker, as only the author would.
    """
    text = analysis.document.text
    its = list(itertools.takewhile(lambda b: not _is_heading(text, b), blocks))
    if its and text[its[0].start] in '“"':
        return sum(1 for _ in itertools.takewhile(lambda b: text[b.start] in '“"', its))
    speaker = _last_name(analysis.words[lead.index])
    named = next((n for n, block in enumerate(its) if n and _has_word(analysis, block, speaker)), len(its))
    spoken = [n for n, block in enumerate(its, start=1) if _has_word(analysis, block, FIRST_PERSON)]
    return max(named if is_release else 1, max(spoken, default=0))


def _last_name(words: Sequence[Word]) -> frozenset[str]:
    """The last word of the name before the verb of speech."""
    cue = next((i for i in range(len(words) - 1, -1, -1) if is_cue(words[i].lower)), 0)
    return frozenset(next(([w.lower] for w in reversed(words[:cue]) if w.capital), []))


def _has_word(analysis: Analysis, block: _Block, wanted: frozenset[str]) -> bool:
    return any(w.lower in wanted for s in block.sentences for w in analysis.words[s.index])


# Running text ----------------------------------------------------------------------------------


def _running(analysis: Analysis, block: _Block) -> Iterator[Passage]:
    text = analysis.document.text
    if _is_apart(text, block):
        return
    for sentence in block.sentences:
        start = _after_furniture(text, block, sentence)
        if _is_prose(analysis, sentence, text[start : sentence.end]):
            yield Passage(sentence.index, start, sentence.end, block.lead, block.speaker)


def _after_furniture(text: str, block: _Block, sentence: Sentence) -> int:
    """Where the sentence's own words begin: behind stray marks, and behind label, bullet or dateline at the head of a block."""
    start = sentence.start
    opens = start == block.start
    if opens and block.lead and block.lead[0] == start:
        start = block.lead[1]
    for furniture in (_STRAY, _BULLET) if opens else (_STRAY,):
        match = furniture.match(text, start, min(sentence.end, start + 80))
        if match:
            start = match.end()
    return dateline_end(text, start, sentence.end) if opens else start


def _is_prose(analysis: Analysis, sentence: Sentence, raw: str) -> bool:
    raw = raw.rstrip(_INVISIBLE)
    if not raw or raw[-1] not in _ENDS or _QUESTION.search(raw):
        return False
    length = len(analysis.words[sentence.index])
    if length <= _FURNITURE_WORDS and _FURNITURE.search(raw):
        return False
    if length <= _COURTEOUS_WORDS and _COURTESY.match(raw):
        return False
    return _can_be_sentence(analysis.words[sentence.index])


def _can_be_sentence(words: Sequence[Word]) -> bool:
    """False for a caption: a few words without a verb, or a noun whose only verb is that of a relative clause."""
    before = ("", *(word.tag for word in words))
    finite = [before[i] not in _RELATIVE for i, word in enumerate(words) if word.tag in _FINITE]
    return any(finite) if finite else len(words) > _CAPTION_WORDS or has_finite_verb(words)
