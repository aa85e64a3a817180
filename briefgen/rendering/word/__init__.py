"""A brief as a Word document: real styles, tables whose header rows repeat, a footnote for each sentence that is cited."""

from __future__ import annotations

from pathlib import Path

from briefgen.model import Brief
from briefgen.themes import Theme

__all__ = ["render"]


def render(brief: Brief, *, theme: Theme, search_path: tuple[Path, ...] = ()) -> bytes:
    """The document as bytes; the same brief and theme give the same bytes."""
    from briefgen.rendering.speech import speech_of
    from briefgen.rendering.word import package, sections
    from briefgen.rendering.word.paper import Paper

    paper = Paper(brief, theme, speech_of(brief.language, search_path))
    for section in sections.SECTIONS:
        section(paper, brief)
    return package.packed(paper, brief)
