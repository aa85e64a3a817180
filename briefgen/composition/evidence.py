"""The evidence annex in the making: every sentence of every source, its label, and which lines cite it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence

from briefgen.model import Document, Evidence, Origin, SourceEntry, Span
from briefgen.text import Sentence, sentences


class EvidenceBook:
    """Labels sentences and remembers who cites them.

    With one source the labels are S1, S2, ...; with several they carry the source's letter: A1, B4.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = tuple(documents)
        self._letters = {d.id: _letter(i) if len(documents) > 1 else "S" for i, d in enumerate(documents)}
        self._sentences: dict[str, tuple[Sentence, ...]] = {d.id: sentences(d.text) for d in documents}
        self._firsts = _firsts(documents)
        self._cited: dict[tuple[str, int], list[str]] = {}

    def cite(self, spans: Sequence[Span], anchor: str) -> tuple[str, ...]:
        """Note that the line at anchor cites these spans; the labels of their sentences in order, each once."""
        marks: dict[str, None] = {}
        for span in spans:
            for sentence in self._touched(span):
                marks[self.label(span.document_id, sentence.index)] = None
                lines = self._cited.setdefault((span.document_id, sentence.index), [])
                if anchor not in lines:
                    lines.append(anchor)
        return tuple(marks)

    def _touched(self, span: Span) -> Sequence[Sentence]:
        """The sentences that a span runs through: a long quotation runs through several."""
        its = self._sentences[span.document_id]
        last = span.sentence
        while last + 1 < len(its) and its[last + 1].start < span.end:
            last += 1
        return its[span.sentence : last + 1]

    def label(self, document_id: str, sentence: int) -> str:
        """The label of a sentence, as it is printed."""
        return f"{self._letters[document_id]}{sentence + 1}"

    def sources(self) -> tuple[SourceEntry, ...]:
        """The sources with all their sentences, those that nothing cites with an empty cited_by."""
        return tuple(self._source(document) for document in self.documents)

    def _source(self, document: Document) -> SourceEntry:
        evidence = []
        for sentence in self._sentences[document.id]:
            label = self.label(document.id, sentence.index)
            evidence.append(
                Evidence(
                    label=label,
                    anchor=f"evidence-{label.lower()}",
                    text=document.text[sentence.start : sentence.end],
                    start=sentence.start,
                    end=sentence.end,
                    place=_place(document.origins, sentence.start),
                    cited_by=tuple(self._cited.get((document.id, sentence.index), ())),
                )
            )
        letter = self._letters[document.id]
        return SourceEntry(document=document, label=letter, evidence=tuple(evidence), copy_of=self._original(document))

    def _original(self, document: Document) -> str | None:
        """The letter of the source that a document is a copy of: the first published of its group, the first of several."""
        first = self._firsts.get(document.origin_group or "", document)
        return self._letters[first.id] if first.id != document.id else None


def _firsts(documents: Sequence[Document]) -> dict[str, Document]:
    """The first published document of each origin group; one without a date counts as later than those with one."""
    firsts: dict[str, Document] = {}
    for document in sorted(documents, key=lambda d: d.published.date or dt.date.max):
        if document.origin_group:
            firsts.setdefault(document.origin_group, document)
    return firsts


def _letter(index: int) -> str:
    """A to Z, then AA, AB, ..."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _place(origins: Sequence[Origin], offset: int) -> str | None:
    i = bisect_right(origins, offset, key=lambda origin: origin.start) - 1
    return origins[i].place if i >= 0 and offset < origins[i].end else None
