"""The layer under all extractors: tokens, parts of speech and named spans of a text, by whatever annotator is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from briefgen.language.recognition import NameType, recognise
from briefgen.language.tagging import tag
from briefgen.text import Token, sentences, tokens

_HALF_WAY = 400  # in hundredths, as the weights are


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A name of a person, an organisation or a place; confidence is how sure the annotator is of the type, 0..1."""

    start: int
    end: int
    type: NameType
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotation:
    """tokens in reading order, a Penn tag for each, named spans that do not overlap.

    heads, where the annotator parses, holds for each token the index of its head, -1 for a root.
    """

    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    entities: tuple[NamedSpan, ...]
    heads: tuple[int, ...] | None = None


class Annotator(Protocol):
    """Whatever annotates a text: the shipped models, or a pipeline of the user's."""

    def annotate(self, text: str) -> Annotation:
        """Annotate a whole document; every offset is one of text, as it is."""
        ...


class Trained:
    """The annotator that comes with the package: no dependency, no download, the same result on every machine."""

    def annotate(self, text: str) -> Annotation:
        """Tokens, tags and names; linear in the length of the text."""
        by_sentence = [tokens(text, sentence.start, sentence.end) for sentence in sentences(text)]
        its_words = [[token.text for token in its_tokens] for its_tokens in by_sentence]
        its_tags = [_settled(words, tag(words)) for words in its_words]
        recognised = recognise(list(zip(its_words, its_tags, strict=True)))
        names = tuple(
            NamedSpan(its_tokens[name.first].start, its_tokens[name.stop - 1].end, name.type, _confidence(name.margin))
            for its_tokens, found in zip(by_sentence, recognised, strict=True)
            for name in found
        )
        return Annotation(tuple(chain.from_iterable(by_sentence)), tuple(chain.from_iterable(its_tags)), names)


def _settled(words: Sequence[str], tags: list[str]) -> list[str]:
    """The tags with "lead" as an adjective where a noun of an office follows: "said lead author Ana Silva"."""
    for i in range(1, len(words) - 1):
        if words[i].lower() == "lead" and tags[i].startswith("VB") and words[i + 1] in _LED and tags[i + 1] == "NN":
            tags[i] = "JJ"
    return tags


_LED = frozenset(
    "author researcher investigator lawyer counsel prosecutor negotiator singer designer engineer scientist".split()
)


def _confidence(margin: int) -> float:
    """A margin in weights as a share: 0.5 for none, 0.75 at _HALF_WAY, towards 1 for a large one."""
    return round(0.5 + 0.5 * margin / (margin + _HALF_WAY), 2)
