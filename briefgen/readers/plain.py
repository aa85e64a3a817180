"""Plain text as it stands: the document is the file, paragraph by paragraph. No title is guessed."""

from __future__ import annotations

from briefgen.model import Origin
from briefgen.readers.decoding import decode
from briefgen.readers.reading import Metadata, Raw, Reading, Stated, document
from briefgen.readers.sniffing import PLAIN
from briefgen.text import paragraphs


def read(raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
    """The text exactly as decoded; each paragraph's origin is its number ("¶ 3")."""
    text, problem = decode(raw.data, raw.name)
    if text is None:
        return Reading(problems=(problem,) if problem else ())
    origins = tuple(Origin(start, end, f"¶ {i}") for i, (start, end) in enumerate(paragraphs(text), start=1))
    return Reading((document(raw, metadata, stated, text=text, origins=origins, media_type=PLAIN),))
