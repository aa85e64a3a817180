"""The documents of a set as the joining steps read them: sentence by sentence, when asked for. No rule lives here."""

from __future__ import annotations

import datetime as dt
import functools
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.joining.lemmas import is_name
from briefgen.language.clauses import Clause, clauses
from briefgen.language.quotations import find_quotations
from briefgen.language.tagging import tag
from briefgen.language.times import TimeMention, behind_dateline, find_times
from briefgen.language.words import Word, words
from briefgen.model import Document, Span
from briefgen.text import Sentence, sentence_at, sentences, tokens

_LAST = dt.date.max


@functools.lru_cache(maxsize=20_000)
def _words(sentence: str) -> tuple[Word, ...]:
    its_tokens = tokens(sentence)
    tags = tag([token.text for token in its_tokens])
    read = words(sentence, 0, len(sentence), {token.end: t for token, t in zip(its_tokens, tags, strict=True)})
    mended = tuple(replace(word, tag="VBD") if _is_finite_after_all(read, i) else word for i, word in enumerate(read))
    if any(word.tag in _FINITE for word in mended):
        return mended
    only = next((i for i, w in enumerate(mended) if w.tag == "VBN" and i and mended[i - 1].tag.startswith("NN")), None)
    return tuple(replace(word, tag="VBD") if i == only else word for i, word in enumerate(mended))


_FINITE = ("VBD", "VBZ", "VBP", "MD")


_OBJECT_OPENS = frozenset("DT CD PRP PRP$ NNP NNPS NN NNS JJ VBG".split())
_SELDOM_PASSIVE = frozenset(
    "marched gathered arrived resigned died returned fled appeared met protested rallied collapsed crashed remained travelled "
    "traveled agreed happened occurred erupted escaped retired survived disappeared voted".split()
)

_HELPERS = frozenset("do does did let lets help helps helped make makes made".split())


def _is_finite_after_all(read: Sequence[Word], i: int) -> bool:
    """Whether a participle by its tag is the verb of its clause: "Police arrested Jonas", "500 people marched through"."""
    if read[i].tag not in ("VBN", "VB") or i == 0 or i + 1 == len(read) or read[i].gap != " ":
        return False
    before = read[i - 1] if read[i - 1].tag != "RB" or i < 2 else read[i - 2]
    if not before.tag.startswith(("NN", "PRP")):
        return False
    if read[i].tag == "VB" and any(w.tag in ("MD", "TO") or w.lower in _HELPERS for w in read[max(0, i - 4) : i]):
        return False
    return read[i].lower in _SELDOM_PASSIVE or (read[i + 1].gap == " " and read[i + 1].tag in _OBJECT_OPENS)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a document, without its dateline. Offsets of its words and clauses count from its start."""

    document_id: str
    index: int
    start: int
    text: str

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, each with its part of speech."""
        return _words(self.text)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses in order."""
        return clauses(self.words, [(q.start, q.end) for q in find_quotations(self.text)])

    def clause_at(self, offset: int) -> Clause | None:
        """The clause around an offset of the document; None where the sentence has no verb."""
        at = offset - self.start
        its = self.clauses
        return next((clause for clause in its if at < clause.end), its[-1] if its else None)


@dataclass(frozen=True, slots=True)
class Story:
    """The words of which names in some documents are made, in lower case.

    themes are those that they keep coming back to, lead those in the headline and the first sentence.
    """

    names: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()

    def __or__(self, other: Story) -> Story:
        """What both are about."""
        return Story(self.names | other.names, self.themes | other.themes, self.lead | other.lead)

    def is_of(self, other: Story) -> bool:
        """Whether two documents tell one story: they share two words of names, or one that both keep coming back to."""
        return len(self.names & other.names) >= _SHARED or not self.themes.isdisjoint(other.themes)


NO_STORY = Story()
_LEAD = 12  # sentences
_OPENING = 2  # sentences: headline and lead
_THEMES = 3
_SHARED = 2


class Texts:
    """The documents of a set with their sentences, their times and their place in the order of publication."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = {document.id: document for document in documents}
        self._number = {document.id: number for number, document in enumerate(documents)}
        self._sentences: dict[str, tuple[Sentence, ...]] = {}
        self._times: dict[str, tuple[TimeMention, ...]] = {}
        self._stories: dict[str, Story] = {}
        self._first_days: dict[str, dt.date] = {}
        for document in documents:
            if (day := document.published.date) is not None:
                group = document.origin_group or document.id
                self._first_days[group] = min(day, self._first_days.get(group, day))

    def sentences(self, document_id: str) -> tuple[Sentence, ...]:
        """The sentences of a document."""
        if document_id not in self._sentences:
            self._sentences[document_id] = sentences(self.documents[document_id].text)
        return self._sentences[document_id]

    def passage(self, document_id: str, offset: int) -> Passage:
        """The sentence of a document that holds an offset."""
        return self._passage(document_id, sentence_at(self.sentences(document_id), offset))

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """All sentences of a document."""
        return tuple(self._passage(document_id, sentence) for sentence in self.sentences(document_id))

    def neighbour(self, passage: Passage, step: int) -> Passage | None:
        """The sentence that stands so many places behind (or, below 0, before) another one; None beyond the text."""
        its, index = self.sentences(passage.document_id), passage.index + step
        return self._passage(passage.document_id, its[index]) if 0 <= index < len(its) else None

    def _passage(self, document_id: str, sentence: Sentence) -> Passage:
        text, start = self.documents[document_id].text, sentence.start
        filed = (m for m in self._times_between(document_id, start, sentence.end) if m.role == "dateline")
        start = min(max([start, *(behind_dateline(text, m.end) for m in filed)]), sentence.end)
        return Passage(document_id, sentence.index, start, text[start : sentence.end])

    def times(self, passage: Passage) -> Sequence[TimeMention]:
        """The expressions of time in a sentence, but for a dateline; offsets are those of the document."""
        end = passage.start + len(passage.text)
        return [m for m in self._times_between(passage.document_id, passage.start, end) if m.role != "dateline"]

    def _times_between(self, document_id: str, start: int, end: int) -> Sequence[TimeMention]:
        if document_id not in self._times:
            document = self.documents[document_id]
            self._times[document_id] = find_times(document.text, self.sentences(document_id), document.published.date)
        its = self._times[document_id]
        first = bisect_left(its, start, key=lambda mention: mention.start)
        return its[first : bisect_left(its, end, key=lambda mention: mention.start)]

    def story(self, document_id: str) -> Story:
        """What a document is about, by the names in its first sentences."""
        if document_id not in self._stories:
            first = self.sentences(document_id)[:_LEAD]
            read = [[w.lower for w in self._passage(document_id, sentence).words if is_name(w)] for sentence in first]
            named = Counter(name for its in read for name in its)
            most = sorted(named, key=lambda name: (-named[name], name))[:_THEMES]
            themes = frozenset(n for n in most if named[n] > 1)
            lead = frozenset(name for its in read[:_OPENING] for name in its)
            self._stories[document_id] = Story(frozenset(named), themes, lead)
        return self._stories[document_id]

    def day(self, document_id: str) -> dt.date | None:
        """When a document was published, None where nobody says."""
        return self.documents[document_id].published.date

    def first_day(self, document_id: str) -> dt.date | None:
        """When what a document says was first published, None where nobody says: a copy is as old as its original."""
        return self._first_days.get(self.origin(document_id))

    def origin(self, document_id: str) -> str:
        """What a document is counted as: copies of one another are one."""
        return self.documents[document_id].origin_group or document_id

    def order(self, span: Span) -> tuple[dt.date, int, int]:
        """Sorts by publication, unknown dates last, then as the documents were given."""
        return (self.day(span.document_id) or _LAST, self._number[span.document_id], span.start)

    def steady(self, span: Span) -> tuple[dt.date, str, int]:
        """Sorts by publication too, but the same in whatever order the documents were given."""
        return (self.day(span.document_id) or _LAST, span.document_id, span.start)

    def span(self, document_id: str, start: int, end: int) -> Span:
        """The citation of start..end of a document."""
        document = self.documents[document_id]
        index = sentence_at(self.sentences(document_id), start).index
        return Span(document_id, start, end, document.text[start:end], index, document)


@functools.lru_cache(maxsize=1)
def texts_of(documents: tuple[Document, ...]) -> Texts:
    """The texts of some documents; one step after another reads the same."""
    return Texts(documents)
