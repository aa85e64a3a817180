"""Plain text as it stands: the document is the file, paragraph by paragraph. No title is guessed."""

from __future__ import annotations

from briefgen.errors import Problem
from briefgen.model import Document, Origin
from briefgen.readers.decoding import Metadata, Raw
from briefgen.text import paragraphs


def read(raw: Raw, metadata: Metadata) -> tuple[Document | None, tuple[Problem, ...]]:
    """The text exactly as decoded; each paragraph's origin is its number ("¶ 3")."""
    origins = tuple(Origin(start, end, f"¶ {i}") for i, (start, end) in enumerate(paragraphs(raw.text), start=1))
    document = Document(
        text=raw.text,
        name=raw.name,
        sha256=raw.sha256,
        title=metadata.title,
        publisher=metadata.publisher,
        author=metadata.author,
        published=metadata.when(),
        url=metadata.url,
        reliability=metadata.reliability,
        marking=metadata.marking,
        classification=metadata.classification,
        origins=origins,
    )
    return document, ()
