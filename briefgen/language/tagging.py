"""Part-of-speech tags (Penn Treebank) by an averaged perceptron with integer weights. Training lives in tools/train.py.

Source: Collins, Discriminative Training Methods for Hidden Markov Models, EMNLP 2002; greedy, left to right.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.language import weights


@dataclass(frozen=True, slots=True)
class Tagger:
    """tags in a fixed order; certain maps words that have but one tag to its index; weights are (tag, weight) pairs."""

    tags: tuple[str, ...]
    certain: dict[str, int]
    weights: dict[str, list[int]]


@functools.cache
def shipped() -> Tagger:
    """The tagger that comes with the package, read when first asked for. Raises EnvironmentFault when it is damaged."""
    plain = weights.load("tagger")
    return Tagger(tuple(plain["tags"]), plain["certain"], plain["weights"])


def tag(words: Sequence[str], tagger: Tagger | None = None) -> list[str]:
    """The Penn tag of each word of one sentence. Ties go to the tag that comes first, so results never vary."""
    model = tagger or shipped()
    names, certain, table = model.tags, model.certain, model.weights
    shapes = [word_forms(word) for word in words]
    tags: list[str] = []
    before, before_that = "^", "^"
    for i, word in enumerate(words):
        index = certain.get(word, -1)
        if index < 0:
            scores = [0] * len(names)
            for feature in features(shapes, i, before, before_that):
                pairs = table.get(feature)
                if pairs is not None:
                    for k in range(0, len(pairs), 2):
                        scores[pairs[k]] += pairs[k + 1]
            index = scores.index(max(scores))
        before_that, before = before, names[index]
        tags.append(before)
    return tags


def is_ordinary(lower: str) -> bool:
    """True for a lower-case word that the tagger learnt as something else than a proper noun."""
    model = shipped()
    if (index := model.certain.get(lower)) is not None:
        return not model.tags[index].startswith("NNP")
    pairs = model.weights.get("w" + lower)
    if not pairs:
        return False
    best = max(range(0, len(pairs), 2), key=lambda k: pairs[k + 1])
    return not model.tags[pairs[best]].startswith("NNP")


def word_forms(word: str) -> tuple[str, str, str]:
    """What features see of a word: lower case with digits as 0, its last three letters, and how it is written."""
    lower = word.lower()
    if not lower.isalpha():
        lower = "".join("0" if letter.isdigit() else letter for letter in lower)
        written = "0" if "0" in lower else "." if not any(map(str.isalpha, lower)) else "-"
    else:
        written = "a"
    if word[0].isupper():
        written += "A" if len(word) > 1 and word.isupper() else "Aa"
    return lower, lower[-3:], written


_EDGE = ("", "", "")


def features(shapes: Sequence[tuple[str, str, str]], i: int, before: str, before_that: str) -> Iterator[str]:
    """The features of word i, given the two tags before it."""
    lower, suffix, written = shapes[i]
    previous = shapes[i - 1] if i else _EDGE
    following = shapes[i + 1] if i + 1 < len(shapes) else _EDGE
    yield "b"
    yield "w" + lower
    yield "s" + suffix
    yield "u" + lower[-2:] + before
    yield "p" + lower[:3]
    yield "f" + written + ("^" if i == 0 else "")
    yield "t" + before
    yield "T" + before + " " + before_that
    yield "x" + before + " " + lower
    yield "v" + previous[0]
    yield "S" + previous[1]
    yield "n" + following[0]
    yield "N" + following[1]
    yield "F" + written + following[2]
    yield "y" + suffix + following[1]
    yield "c" + lower + " " + following[0]
    yield "V" + (shapes[i - 2][0] if i > 1 else "")
    yield "M" + (shapes[i + 2][0] if i + 2 < len(shapes) else "")
