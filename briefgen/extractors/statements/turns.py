"""Speech by layout: the turns of a transcript ("Name: text", "**Name**", "Q:") and headlines ("Minister: we will …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.extractors.statements.scene import Draft, Scene, Speaker, Stretch
from briefgen.language.clauses import has_clause, is_noun
from briefgen.text import paragraphs

_LABEL = re.compile(
    r"(?:\*\*|__)?(?P<label>[A-Z][\w.’'()-]{0,30}(?:[ \t][A-Z(&][\w.’'()-]{0,30}){0,5})(?:\*\*|__)?(?P<colon>\s?:(?:\*\*|__)?)?(?=\s|$)"
)
_NEVER = frozenset(
    "Note Source Sources Photo Image Caption Update Correction Warning Editor’s Related Tags Published See Also Read "
    "Summary Background Example Location Date Time Place Contact Email Phone Website Address Fax Tel".split()
)
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
    """The turns of a transcript, each a direct statement of whoever its label names; questions are left out.

    A text is a transcript when labels at the head of its paragraphs come back: one thing said by two, or
    many by one. A label is no speaker when it only ever stands once.
    """
    blocks = paragraphs(scene.text)
    labels = _labels(scene, blocks)
    for number, label in enumerate(labels):
        stop = labels[number + 1].paragraph if number + 1 < len(labels) else min(len(blocks), label.paragraph + 3)
        contents = _contents(scene, blocks, label, stop)
        if not contents or scene.text[contents[-1][1] - 1] == "?":
            continue
        yield Draft(
            speaker=_speaker(scene, label),
            cue=None,
            contents=contents,
            mode="direct",
            rule="statements.turn",
        )


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
    return mention is not None and scene.analysis.entities[mention.entity].kind == "person"


def _contents(scene: Scene, blocks: Sequence[Stretch], label: _Label, stop: int) -> tuple[Stretch, ...]:
    """The paragraphs of a turn: its own, and those up to the next label that end like sentences."""
    parts: list[Stretch] = []
    start, end = label.text_start, blocks[label.paragraph][1]
    while start < end and scene.text[start].isspace():
        start += 1
    if start < end:
        parts.append((start, end))
    for begin, finish in blocks[label.paragraph + 1 : stop]:
        if scene.text[finish - 1] not in ".!?…”\"" or sum(b - a for a, b in parts) > _LONGEST:
            break
        parts.append((begin, finish))
    return tuple(parts)


def _speaker(scene: Scene, label: _Label) -> Speaker:
    mention = next(iter(scene.analysis.mentions_between(label.start, label.end)), None)
    if mention is not None and mention.form == "name" and mention.end >= label.end:
        return Speaker(scene.analysis.entities[mention.entity].name, label.start, label.end, mention.entity)
    return Speaker(label.name, label.start, label.end, -1)


_HEAD = re.compile(r"(?P<who>[^:.?!“”\"\n]{2,60}): (?=[“\"‘']?\w)")


def read_headline(scene: Scene) -> Iterator[Draft]:
    """ "Minister: we will rebuild the bridge": the first line, when a person or a body stands before its colon."""
    blocks = paragraphs(scene.text)
    match = _HEAD.match(scene.text, blocks[0][0], blocks[0][1]) if blocks else None
    if match is None or scene.text[blocks[0][1] - 1] in ".!":
        return
    sentence = scene.analysis.sentences[0]
    its_words = scene.analysis.words[0]
    split = next((k for k, word in enumerate(its_words) if word.start >= match.end()), len(its_words))
    behind = sum(word.start < blocks[0][1] for word in its_words)
    if not split or sentence.start != blocks[0][0] or not is_noun(its_words[split - 1]):
        return
    mention = next(iter(scene.analysis.mentions_between(match.start(), match.end("who"))), None)
    if mention is None or mention.end < match.end("who") or has_clause(its_words, 0, split):
        return
    entity = scene.analysis.entities[mention.entity]
    if entity.kind in ("place", "affected") or not has_clause(its_words, split, behind):
        return
    yield Draft(
        speaker=Speaker(entity.name, mention.full_start, mention.end, mention.entity),
        cue=(match.end("who"), match.end("who") + 1),
        contents=((match.end(), blocks[0][1]),),
        mode="indirect",
        rule="statements.headline",
        ambiguous=True,
    )
