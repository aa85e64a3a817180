"""What one document says on the level of language: the common ground of all extractors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from briefgen.language.detection import Languages
from briefgen.language.times import TimeMention
from briefgen.language.words import Word
from briefgen.model import Document, Span, StakeholderKind
from briefgen.text import Sentence, sentence_at


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where somebody or something is named, described or pointed at.

    start..end covers the name without titles ("Daniel Noboa"); full_start..end takes them along.
    entity is the index of the entity it refers to in Analysis.entities, -1 when unresolved.
    """

    start: int
    end: int
    full_start: int
    sentence: int
    form: Literal["name", "description", "pronoun", "adjective"]
    sense: Literal["name", "government", "city", "description", "pronoun"]
    entity: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body, group or place of the document. country is an ISO 3166 alpha-2 code.

    confidence is how often such names had the right kind where it was measured. other_kind is what they are by
    the other reading where rule and annotator disagree.
    """

    name: str
    kind: StakeholderKind
    country: str | None
    mentions: tuple[int, ...]
    titles: tuple[tuple[int, int], ...] = ()
    named: bool = True
    confidence: float = 1.0
    other_kind: StakeholderKind | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with its sentences, mentions, entities and times in reading order, and the words of each sentence.

    languages says which paragraphs are not in English, furniture which only frame the text; what the
    other fields say of those means little.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeMention, ...]
    words: tuple[tuple[Word, ...], ...]
    languages: Languages
    furniture: tuple[tuple[int, int], ...]

    def is_running_text(self, start: int, end: int) -> bool:
        """False for what lies within one paragraph that is not in English, or that is not part of the article."""
        i = bisect_right(self.furniture, start, key=lambda bounds: bounds[0]) - 1
        framing = i >= 0 and end <= self.furniture[i][1]
        return not framing and not self.languages.is_foreign(start, end)

    def mentions_between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin within start..end."""
        return _between(self.mentions, start, end)

    def times_between(self, start: int, end: int) -> Sequence[TimeMention]:
        """The expressions of time that begin within start..end."""
        return _between(self.times, start, end)

    def span(self, start: int, end: int) -> Span:
        """The citation of start..end of the document."""
        quote = self.document.text[start:end]
        return Span(self.document.id, start, end, quote, sentence_at(self.sentences, start).index, self.document)

    def sentence_span(self, index: int) -> Span:
        """The citation of one whole sentence."""
        sentence = self.sentences[index]
        return self.span(sentence.start, sentence.end)


_Placed = TypeVar("_Placed", Mention, TimeMention)


def _between(placed: Sequence[_Placed], start: int, end: int) -> Sequence[_Placed]:
    first = bisect_left(placed, start, key=lambda m: m.start)
    return placed[first : bisect_left(placed, end, lo=first, key=lambda m: m.start)]
