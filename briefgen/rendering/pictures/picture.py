"""What a picture is once it is drawn, and the colours that it is drawn in. No shape is made here."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.rendering.speech import Speech
from briefgen.themes import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of pictures. Words reach 4.5:1 against paper, marks and lines 3:1; grid and tint carry no meaning."""

    ink: str = "#1a1a1a"
    muted: str = "#555555"
    accent: str = "#1f5a8c"
    line: str = "#555555"
    grid: str = "#c4c9cf"
    tint: str = "#f2f4f6"
    paper: str = "#ffffff"


def palette(theme: Theme) -> Palette:
    """The colours of a theme as pictures use them: marks as its links, whose contrast a theme has to keep."""
    return Palette(
        ink=theme.ink,
        muted=theme.quiet,
        accent=theme.link,
        line=theme.quiet,
        grid=theme.rule,
        tint=theme.tint,
        paper=theme.paper,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture and its twin in words: every datum that the SVG shows stands in rows.

    svg is a whole element with its own ids; title heads the picture, alt says in one or two
    sentences what there is to see.
    """

    name: str
    title: str
    alt: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def more_in_table(count: int, speech: Speech) -> str:
    """How many things a picture has no room for."""
    return speech.ngettext("%(num)s more in the table", "%(num)s more in the table", count)
