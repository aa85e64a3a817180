"""Speech by layout: turns of a transcript ("Name: text", "**Name**", "Q:") and headlines ("Minister: we will …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.extractors.statements.scene import Draft, Scene, Speaker, Stretch
from briefgen.language.phrases import has_clause
from briefgen.text import paragraphs

_LABEL = re.compile(
    r"(?:\*\*|__)?(?P<label>[A-Z][\w.’'()-]{0,30}(?:[ \t][A-Z(&][\w.’'()-]{0,30}){0,5})(?:\*\*|__)?"
    r"(?P<colon>\s?:(?:\*\*|__)?)?(?=\s|$)"
)
_NEVER = frozenset(
    "Note Source Sources Photo Image Caption Update Correction Warning Editor’s Related Tags Published See Also Read "
    "Summary Background Example Location Date Time Place Contact Email Phone Website Address Fax Tel".split()
)
_SHORTEST = 5  # words; "Yes." and "Not at all." answer, but state nothing by themselves
_LONGEST = 1_500  # characters of a turn that are cited


@dataclass(frozen=True, slots=True)
class _Label:
    """A label at the head of a paragraph; text_start is where the turn's words begin."""

    name: str
    start: int
    end: int
    text_start: int
    paragraph: int


def read_turns(scene: Scene) -> Iterator[Draft]:
    """The turns of a transcript, each a direct statement of whoever its label names.

    A text is a transcript when labels at the head of its paragraphs come back. Whoever mostly asks is the
    interviewer, whose turns are left out, as are those of a word or two ("Yes.").
    """
    blocks = paragraphs(scene.text)
    labels = _labels(scene, blocks)
    turns = [(label, _contents(scene, blocks, label, stop)) for label, stop in _stops(labels, len(blocks))]
    asked = Counter(label.name for label, its in turns if its and scene.text[its[-1][1] - 1] == "?")
    spoken = Counter(label.name for label, _ in turns)
    for label, contents in turns:
        if not contents or 2 * asked[label.name] >= spoken[label.name] or scene.text[contents[-1][1] - 1] == "?":
            continue
        if sum(len(scene.text[start:end].split()) for start, end in contents) >= _SHORTEST:
            speaker = _speaker(scene, label)
            scene.turns.append((contents[0][0], contents[-1][1], speaker))
            yield Draft(speaker=speaker, cue=None, contents=contents, mode="direct", rule="statements.turn")


def _stops(labels: Sequence[_Label], last: int) -> Iterator[tuple[_Label, int]]:
    """Each label with the number of the paragraph where its turn must have ended."""
    for label, following in pairwise(labels):
        yield label, following.paragraph
    if labels:
        yield labels[-1], min(last, labels[-1].paragraph + 3)


def _labels(scene: Scene, blocks: Sequence[Stretch]) -> list[_Label]:
    found: list[_Label] = []
    for number, (start, end) in enumerate(blocks):
        match = _LABEL.match(scene.text, start, min(end, start + 120))
        if match is None or match["label"].split()[0] in _NEVER:
            continue
        marked = match["colon"] is not None or (match.end() == end and scene.text[start] in "*_")
        if marked:
            found.append(_Label(match["label"], match.start("label"), match.end("label"), match.end(), number))
    counts = Counter(label.name for label in found)
    kept = [label for label in found if counts[label.name] > 1 or _is_person(scene, label)]
    return kept if len(kept) >= 2 and any(counts[label.name] > 1 for label in kept) else []


def _is_person(scene: Scene, label: _Label) -> bool:
    mention = next(iter(scene.analysis.mentions_between(label.start, label.end)), None)
    return label.paragraph > 0 and mention is not None and scene.analysis.entities[mention.entity].kind == "person"


def _contents(scene: Scene, blocks: Sequence[Stretch], label: _Label, stop: int) -> tuple[Stretch, ...]:
    """The paragraphs of a turn: its own, and those up to the next label that end like sentences."""
    parts: list[Stretch] = []
    start, end = label.text_start, blocks[label.paragraph][1]
    while start < end and scene.text[start].isspace():
        start += 1
    if start < end:
        parts.append((start, end))
    for begin, finish in blocks[label.paragraph + 1 : stop]:
        if scene.text[finish - 1] not in '.!?…”"' or sum(b - a for a, b in parts) > _LONGEST:
            break
        parts.append((begin, finish))
    return tuple(parts)


def _speaker(scene: Scene, label: _Label) -> Speaker:
    mention = next(iter(scene.analysis.mentions_between(label.start, label.end)), None)
    if mention is not None and mention.form == "name" and mention.end >= label.end:
        return Speaker(scene.analysis.entities[mention.entity].name, label.start, label.end, mention.entity)
    return Speaker(label.name, label.start, label.end, -1)


_HEAD = re.compile(r"(?P<who>[^:.?!“”\"\n]{2,60}): (?=[“\"‘']?\w)")
_TAIL = re.compile(r"(?: [–—-] |: )(?P<who>[^:.?!“”\"\n–—]{2,40})$")
_VOICES = frozenset(
    "police official officials minister ministry report study witness witnesses spokesman spokeswoman spokesperson "
    "source sources expert experts lawyer lawyers court mayor president government army company".split()
)


def read_headline(scene: Scene) -> Iterator[Draft]:
    """ "Minister: we will rebuild the bridge", "Bridge will be rebuilt – minister": speech by a mark in a headline."""
    blocks = paragraphs(scene.text)
    if not blocks or scene.text[blocks[0][1] - 1] in ".!" or blocks[0][1] - blocks[0][0] > 200:
        return
    start, end = blocks[0]
    if scene.quotations_between(start, end):
        return  # what stands between quotation marks has rules of its own
    head = _HEAD.match(scene.text, start, end)
    tail = _TAIL.search(scene.text, start, end) if head is None else None
    match = head or tail
    if match is None:
        return
    content = (head.end(), end) if head is not None else (start, match.start())
    speaker = _voice(scene, match.start("who"), match.end("who"))
    its_words = scene.analysis.words[0]
    inside = [k for k, word in enumerate(its_words) if content[0] <= word.start < content[1]]
    if speaker is None or not inside or not has_clause(its_words, inside[0], inside[-1] + 1):
        return
    sign = match.end("who") if head is not None else match.start()
    mark = sign + (0 if head is not None else len(match[0]) - len(match[0].lstrip()))
    yield Draft(
        speaker=speaker,
        cue=(mark, mark + 1),
        contents=(content,),
        mode="indirect",
        rule="statements.headline",
        ambiguous=True,
    )


def _voice(scene: Scene, start: int, end: int) -> Speaker | None:
    """Who a whole stretch of a headline names; None when it is a topic ("Climate: …") or a clause."""
    mention = next(iter(scene.analysis.mentions_between(start, end)), None)
    if mention is not None and mention.end == end and scene.analysis.entities[mention.entity].kind != "place":
        return Speaker(scene.analysis.entities[mention.entity].name, mention.full_start, mention.end, mention.entity)
    words = scene.text[start:end].lower().split()
    if words and words[-1] in _VOICES and len(words) <= 4:
        return Speaker(scene.text[start:end], start, end, -1)
    return None
