"""One document read once, for all extractors. Puts the readers of this package together; no rule lives here."""

from __future__ import annotations

from briefgen.language.analysis import Analysis
from briefgen.language.annotation import Annotator, Trained
from briefgen.language.detection import languages
from briefgen.language.furniture import furniture
from briefgen.language.names import find_names
from briefgen.language.times import find_times
from briefgen.language.words import words
from briefgen.model import Document
from briefgen.text import sentences

TRAINED = Trained()


def analyse(document: Document, annotator: Annotator = TRAINED) -> Analysis:
    """Read a document: its sentences, mentions, entities and times; the annotator tells parts of speech and names."""
    its_sentences = sentences(document.text)
    annotation = annotator.annotate(document.text)
    tags = {token.end: tag for token, tag in zip(annotation.tokens, annotation.tags, strict=True)}
    its_words = tuple(words(document.text, s.start, s.end, tags) for s in its_sentences)
    names = find_names(document.text, its_sentences, its_words, annotation.entities)
    times = find_times(document.text, its_sentences, document.published.date)
    return Analysis(
        document=document,
        sentences=its_sentences,
        mentions=names.mentions,
        entities=names.entities,
        times=times,
        words=its_words,
        languages=languages(document.text),
        furniture=furniture(document.text),
    )
