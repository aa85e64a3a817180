"""A user's own spaCy pipeline as the annotator. The one door to spaCy, which is no dependency: pip install briefgen[spacy]."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from briefgen.errors import EnvironmentFault
from briefgen.language.annotation import Annotation, NamedSpan
from briefgen.language.recognition import NameType
from briefgen.text import Token

if TYPE_CHECKING:
    from spacy.language import Language

# OntoNotes, as most English pipelines have them, and the three labels of CoNLL and WikiNER.
_TYPES: dict[str, NameType] = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
}


class SpacyAnnotator:
    """Tokens, Penn tags, names and, where the pipeline parses, heads, by a spaCy pipeline."""

    def __init__(self, pipeline: Language) -> None:
        self.pipeline = pipeline

    def annotate(self, text: str) -> Annotation:
        """Annotate a whole document; names of other types than person, organisation and place are left out.

        spaCy's limit on the length of a text is lifted: a text was let in by the reader or not at all.
        """
        self.pipeline.max_length = max(self.pipeline.max_length, len(text) + 1)
        document = self.pipeline(text)
        places = {token.i: n for n, token in enumerate(token for token in document if not token.is_space)}
        kept = [document[i] for i in places]
        tokens = tuple(Token(token.idx, token.idx + len(token), token.text) for token in kept)
        heads = tuple(places.get(t.head.i, -1) if t.head.i != t.i else -1 for t in kept)
        names = tuple(
            NamedSpan(span.start_char, span.end_char, _TYPES[span.label_])
            for span in document.ents
            if span.label_ in _TYPES and span.text.strip()
        )
        return Annotation(tokens, tuple(t.tag_ for t in kept), names, heads if document.has_annotation("DEP") else None)


@functools.cache
def load(name: str) -> SpacyAnnotator:
    """The annotator for an installed pipeline or a folder of one. Raises EnvironmentFault when either is missing."""
    try:
        import spacy
    except ImportError as fault:
        raise EnvironmentFault(
            f"The extractor asks for the spaCy pipeline {name!r}, and spaCy is not installed: pip install 'briefgen[spacy]'."
        ) from fault
    try:
        return SpacyAnnotator(spacy.load(name))
    except OSError as fault:
        raise EnvironmentFault(
            f"There is no spaCy pipeline {name!r} here; install it (python -m spacy download {name}) or give its folder."
        ) from fault
