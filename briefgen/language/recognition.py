"""Names of people, organisations and places by a linear-chain model with integer weights. Training lives in tools/train.py.

Source: Lafferty, McCallum and Pereira, Conditional Random Fields, ICML 2001. Only stretches around
capital letters are decoded: nothing else can be a name, and two words in three cost nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from briefgen.language import gazetteer, weights

NameType = Literal["PER", "ORG", "LOC"]
LABELS = ("O", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-PER", "I-PER")
_REACH = 3  # words without a capital that may stand within a name, and the context that is decoded around it
_LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Recogniser:
    """weights holds seven integers for each feature; moves[a][b] is the weight of label b after label a."""

    weights: dict[str, list[int]]
    moves: list[list[int]]


@dataclass(frozen=True, slots=True)
class Found:
    """A name from word first up to, not including, word stop. margin is by how much its type won, in weights."""

    first: int
    stop: int
    type: NameType
    margin: int


@functools.cache
def shipped() -> Recogniser:
    """The model that comes with the package, read when first asked for. Raises EnvironmentFault when it is damaged."""
    plain = weights.load("names")
    return Recogniser(plain["weights"], plain["moves"])


@functools.cache
def clusters() -> dict[str, list[int]]:
    """For common words, lower case, the two groups of like words that they are in: a coarse one and a fine one."""
    return weights.load("clusters")


def recognise(
    sentences: Sequence[tuple[Sequence[str], Sequence[str]]], recogniser: Recogniser | None = None
) -> list[list[Found]]:
    """The names of a document: for each sentence, given as words and tags, those in it, in order, none overlapping.

    A first look reads each sentence alone. A second one lets the document speak with one voice: a name
    has the type that all its places together favour, and what is a name in one place is one in others.
    """
    model = recogniser or shipped()
    scored = [_scores(model, words, tags) for words, tags in sentences]
    first = [_first_look(scores, model.moves) for scores in scored]
    votes = _votes(sentences, first)
    return [
        _second_look(words, tags, scores, found, votes)
        for (words, tags), scores, found in zip(sentences, scored, first, strict=True)
    ]


def _scores(model: Recogniser, words: Sequence[str], tags: Sequence[str]) -> dict[int, list[int]]:
    where = stretches(words)
    seen = features(words, tags, where)
    return {i: _state(model, seen[i]) for start, stop in where for i in range(start, stop)}


def _first_look(scores: dict[int, list[int]], moves: Sequence[Sequence[int]]) -> list[Found]:
    found: list[Found] = []
    places = list(scores)
    begin = 0
    for i in range(1, len(places) + 1):
        if i == len(places) or places[i] != places[i - 1] + 1:
            stretch = [scores[k] for k in places[begin:i]]
            found.extend(_names(_best_path(stretch, moves), stretch, places[begin]))
            begin = i
    return found


Votes = dict[str, dict[NameType, int]]


def _votes(sentences: Sequence[tuple[Sequence[str], Sequence[str]]], first: Sequence[Sequence[Found]]) -> Votes:
    """How strongly each name, and each part of a person's name, is held to be of each type."""
    votes: Votes = {}
    for (words, _), its in zip(sentences, first, strict=True):
        for found in its:
            weight = max(1, found.margin)
            name = " ".join(words[found.first : found.stop]).lower()
            votes.setdefault(name, {})
            votes[name][found.type] = votes[name].get(found.type, 0) + weight
            if found.type == "PER" and found.stop - found.first > 1:
                for word in words[found.first : found.stop]:
                    if word[0].isupper() and len(word) > 2:
                        part = votes.setdefault(word.lower(), {})
                        part["PER"] = part.get("PER", 0) + weight // 2
    return votes


def _second_look(
    words: Sequence[str],
    tags: Sequence[str],
    scores: dict[int, list[int]],
    first: Sequence[Found],
    votes: Votes,
) -> list[Found]:
    taken = {i for found in first for i in range(found.first, found.stop)}
    settled = [_settled(words, found, votes) for found in first]
    for start, stop in _runs(words, tags, taken):
        name = " ".join(words[start:stop]).lower()
        if name in votes:
            sums = _type_sums(scores, start, stop)
            kind = max(sums, key=lambda t: (votes[name].get(t, 0), sums[t]))
            settled.append(Found(start, stop, kind, 1))
    return sorted(settled, key=lambda found: found.first)


def _settled(words: Sequence[str], found: Found, votes: Votes) -> Found:
    its = votes[" ".join(words[found.first : found.stop]).lower()]
    kind = max(its, key=lambda t: (its[t], t == found.type))
    rest = sum(its.values()) - its[kind]
    return Found(found.first, found.stop, kind, max(0, its[kind] - rest))


def _runs(words: Sequence[str], tags: Sequence[str], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised proper nouns that the first look left out."""
    start = -1
    for i in range(len(words) + 1):
        fits = i < len(words) and i not in taken and words[i][0].isupper() and tags[i] in ("NNP", "NNPS")
        fits = fits and words[i].lower() not in gazetteer.calendar_words() and words[i] != "I"
        if fits and start < 0:
            start = i
        elif not fits and start >= 0:
            yield start, i
            start = -1


def _type_sums(scores: Mapping[int, Sequence[int]], start: int, stop: int) -> dict[NameType, int]:
    return {t: sum(max(scores[k][b], scores[k][b + 1]) for k in range(start, stop)) for t, b in _BEGIN.items()}


def stretches(words: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of a sentence that hold capitals, with _REACH words of context; none overlap."""
    found: list[tuple[int, int]] = []
    for i, word in enumerate(words):
        if word[0].isupper() or (word[0].isdigit() and not word.isdigit()):
            start, stop = max(0, i - 1), min(len(words), i + 2)
            if found and start - found[-1][1] <= _REACH:
                found[-1] = (found[-1][0], stop)
            else:
                found.append((start, stop))
    return found


def _state(model: Recogniser, its_features: Sequence[str]) -> list[int]:
    rows = [row for feature in its_features if (row := model.weights.get(feature)) is not None]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * len(LABELS)


def _best_path(scores: Sequence[Sequence[int]], moves: Sequence[Sequence[int]]) -> list[int]:
    """Viterbi; a name can only be continued by its own type."""
    best = [s if not LABELS[k].startswith("I") else s - _NEVER for k, s in enumerate(scores[0])]
    back: list[list[int]] = []
    for row in scores[1:]:
        step, pointers = [], []
        for k, score in enumerate(row):
            top, source = max(
                (best[j] + moves[j][k] - (0 if (j, k) in _ALLOWED else _NEVER), -j) for j in range(len(best))
            )
            step.append(top + score)
            pointers.append(-source)
        best = step
        back.append(pointers)
    path = [best.index(max(best))]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    return path[::-1]


_NEVER = 10**9
_ALLOWED = frozenset(
    (j, k)
    for j, before in enumerate(LABELS)
    for k, after in enumerate(LABELS)
    if not after.startswith("I") or before[2:] == after[2:]
)


def _names(labels: Sequence[int], scores: Sequence[Sequence[int]], offset: int) -> Iterator[Found]:
    i = 0
    while i < len(labels):
        if labels[i] == 0:
            i += 1
            continue
        stop = i + 1
        while stop < len(labels) and LABELS[labels[stop]].startswith("I"):
            stop += 1
        kind = cast(NameType, LABELS[labels[i]][2:])
        sums = _type_sums({offset + k: scores[k] for k in range(i, stop)}, offset + i, offset + stop)
        margin = sums[kind] - max(value for t, value in sums.items() if t != kind)
        yield Found(offset + i, offset + stop, kind, margin)
        i = stop


_BEGIN: dict[NameType, int] = {"LOC": 1, "ORG": 3, "PER": 5}


# Features --------------------------------------------------------------------------------------


def features(words: Sequence[str], tags: Sequence[str], where: Sequence[tuple[int, int]]) -> list[list[str]]:
    """What the model sees of each word within where; words outside have no features."""
    size = len(words)
    lowers = [word.lower() for word in words]
    shapes = [shape(word) for word in words]
    classes = _classes(words, lowers)
    shouted = "!" if _is_shouted(words) else ""
    groups = [clusters().get(lower, _NO_GROUPS) for lower in lowers]
    rows: list[list[str]] = [[] for _ in words]
    for first, stop in where:
        for i in range(first, stop):
            word, lower, form, own = words[i], lowers[i], shapes[i], classes[i]
            before, after = (lowers[i - 1] if i else "^"), (lowers[i + 1] if i + 1 < size else "$")
            before_form, after_form = (shapes[i - 1] if i else "^"), (shapes[i + 1] if i + 1 < size else "$")
            before_own, after_own = (classes[i - 1] if i else "^"), (classes[i + 1] if i + 1 < size else "$")
            opens = "^" if i == 0 or words[i - 1] in _OPENERS else ""
            row = [
                "b",
                "w" + word,
                "l" + lower,
                "f" + form + opens + shouted,
                "3" + lower[-3:],
                "4" + lower[-4:],
                "p" + lower[:3],
                "t" + tags[i] + opens,
                "a" + (tags[i - 1] if i else "^") + " " + tags[i],
                "z" + tags[i] + " " + (tags[i + 1] if i + 1 < size else "$"),
                "B" + before,
                "A" + after,
                "C" + before + " " + form,
                "D" + after + " " + form,
                "g" + own + opens,
                "h" + before_own + "|" + own,
                "i" + own + "|" + after_own,
                "j" + before_form + form + after_form,
                "G" + before_own,
                "I" + after_own,
            ]
            if i > 1:
                row.append("2" + lowers[i - 2])
            if i + 2 < size:
                row.append("5" + lowers[i + 2])
                row.append("k" + classes[i + 2])
            row.extend("q" + letter for letter in own)
            row.extend(_group_features(groups, i, form))
            rows[i] = row
    return rows


_NO_GROUPS: list[int] = []


def _group_features(groups: Sequence[Sequence[int]], i: int, form: str) -> Iterator[str]:
    before = groups[i - 1] if i else _NO_GROUPS
    after = groups[i + 1] if i + 1 < len(groups) else _NO_GROUPS
    if own := groups[i]:
        yield f"K{own[0]}{form}"
        yield f"L{own[1]}{form}"
        if before:
            yield f"M{before[0]} {own[0]}"
        if after:
            yield f"N{own[0]} {after[0]}"
    if before:
        yield f"O{before[0]}"
        yield f"P{before[1]}"
    if after:
        yield f"Q{after[0]}"
        yield f"R{after[1]}"


_OPENERS = frozenset({"“", '"', "``", "‘", ":", "-", "—", "–"})


def shape(word: str) -> str:
    """How a word is written, runs folded: "McDonald" is "AaAa", "F-16" is "A-0"."""
    folded = ""
    for letter in word:
        mark = "A" if letter.isupper() else "a" if letter.islower() else "0" if letter.isdigit() else "-"
        if not folded or folded[-1] != mark:
            folded += mark
    return folded if len(word) > 1 else folded + "1"


def _is_shouted(words: Sequence[str]) -> bool:
    """True for headlines in Title Case or CAPITALS, where a capital says little."""
    longer = [word for word in words if len(word) > 3 and word.isalpha()]
    return len(longer) >= 4 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def _classes(words: Sequence[str], lowers: Sequence[str]) -> list[str]:
    """For each word the letters of the word lists that it, or a phrase around it, stands in."""
    found = [_word_class(word, lower) for word, lower in zip(words, lowers, strict=True)]
    i = 0
    while i < len(words):
        length = 1
        if words[i][0].isupper():
            for size in range(min(_LONGEST_PHRASE, len(words) - i), 0, -1):
                letters = gazetteer.phrase_class(" ".join(words[i : i + size]))
                if letters:
                    for k in range(i, i + size):
                        found[k] += letters if size == 1 else letters.upper()
                    length = size
                    break
        i += length
    return found


@functools.lru_cache(maxsize=20_000)
def _word_class(word: str, lower: str) -> str:
    """Letters for a single word: given name, surname, title, head of a body, of a place, of a group, calendar."""
    if not word[0].isalpha():
        return ""
    letters = ""
    if word[0].isupper():
        letters += "n" if gazetteer.is_given_name(word) else "m" if gazetteer.is_common_given_name(word) else ""
        letters += "s" if gazetteer.is_surname(word) else ""
        letters += "h" if gazetteer.head_kind(word) is not None else ""
        letters += "p" if lower in gazetteer.place_heads() else ""
    letters += "t" if lower.rstrip(".") in gazetteer.titles() else ""
    letters += "d" if lower in gazetteer.calendar_words() else ""
    letters += "e" if lower in gazetteer.common_words() else ""
    return letters + ("g" if gazetteer.group_kind(lower) is not None else "")
