"""How a template asks for a picture, and how it gets into Markdown and onto the page. No picture is drawn here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Protocol

from markupsafe import Markup

from briefgen.model import Brief
from briefgen.rendering.pictures.coverage import coverage
from briefgen.rendering.pictures.figures import figures
from briefgen.rendering.pictures.measures import plain
from briefgen.rendering.pictures.picture import Palette, Picture
from briefgen.rendering.pictures.stakeholder_map import stakeholder_map
from briefgen.rendering.pictures.timeline import timeline
from briefgen.rendering.pictures.voices import voices
from briefgen.rendering.speech import ENGLISH, Speech, speech_of
from briefgen.rendering.templates import escape_markdown

WIDTH = 510.0  # points: the text of an A4 page with the default margins


class Drawing(Protocol):
    """A function that draws one picture of a brief, or says with None that there is nothing to see."""

    def __call__(
        self, brief: Brief, *, width: float, palette: Palette, anchor: str, speech: Speech
    ) -> Picture | None: ...


PICTURES: Mapping[str, Drawing] = {
    "timeline": timeline,
    "voices": voices,
    "coverage": coverage,
    "figures": figures,
    "map": stakeholder_map,
}


def draw(
    name: str,
    brief: Brief,
    *,
    width: float = WIDTH,
    palette: Palette | None = None,
    anchor: str | None = None,
    speech: Speech | None = None,
) -> Picture | None:
    """One picture by its name, or None when it would say nothing; in the language of the brief where none is given.

    Raises ValueError for a name that is none.
    """
    if name not in PICTURES:
        raise ValueError(f"no picture {name!r}; there are: {', '.join(PICTURES)}")
    return PICTURES[name](
        brief,
        width=float(width),
        palette=palette or Palette(),
        anchor=anchor or f"picture-{name}",
        speech=speech or speech_of(brief.language),
    )


# Markdown --------------------------------------------------------------------------------------


def for_markdown(brief: Brief, speech: Speech | None = None) -> Callable[..., Markup]:
    """What {{ picture(name) }} gives in Markdown: the table with the same data, or nothing with table=false."""

    def picture(
        name: str, *, table: bool = True, caption: bool = True, width: float = WIDTH, of: Brief | None = None
    ) -> Markup:
        drawn = draw(name, of or brief, width=width, speech=speech)
        return Markup(_markdown_table(drawn, caption=caption) if drawn and table else "")

    return picture


def _markdown_table(picture: Picture, *, caption: bool) -> str:
    rows = [picture.columns, *picture.rows]
    cells = [" | ".join(escape_markdown(cell) for cell in row) for row in rows]
    head, body = f"| {cells[0]} |", "".join(f"| {row} |\n" for row in cells[1:])
    title = f"**{escape_markdown(picture.title)}**\n\n" if caption else ""
    return f"\n{title}{head}\n|{'---|' * len(picture.columns)}\n{body}\n"


# The page --------------------------------------------------------------------------------------

_PLACE = re.compile(r'<div id="(picture-[a-z]+(?:-\d+)?)"></div>')


@dataclass(slots=True)
class Wall:
    """The pictures of one page: templates reserve places, which are filled once the page is clean."""

    brief: Brief
    palette: Palette = field(default_factory=Palette)
    speech: Speech = ENGLISH
    _figures: dict[str, str] = field(default_factory=dict)
    _count: Counter[str] = field(default_factory=Counter)

    def reserve(
        self, name: str, *, table: bool = True, caption: bool = True, width: float = WIDTH, of: Brief | None = None
    ) -> Markup:
        """What {{ picture(name) }} gives on a page: an empty element with an id; nothing where there is no picture."""
        self._count[name] += 1
        anchor = f"picture-{name}" + (f"-{self._count[name]}" if self._count[name] > 1 else "")
        drawn = draw(name, of or self.brief, width=width, palette=self.palette, anchor=anchor, speech=self.speech)
        if drawn is None:
            return Markup("")
        self._figures[anchor] = _figure(drawn, anchor, self.speech, table=table, caption=caption)
        return Markup(f'\n\n<div id="{anchor}"></div>\n\n')

    def hang(self, body: str) -> str:
        """The clean HTML with the pictures in their places."""
        return _PLACE.sub(lambda place: self._figures.get(place.group(1), place.group()), body)


def _figure(picture: Picture, anchor: str, speech: Speech, *, table: bool, caption: bool) -> str:
    twin = _html_table(picture, speech) if table else ""
    title = f"<figcaption>{_html(picture.title)}</figcaption>" if caption else ""
    return f'<figure class="picture {picture.name}" id="{anchor}">{title}{picture.svg}{twin}</figure>'


def _html(text: str) -> str:
    return escape(plain(text))


def _html_table(picture: Picture, speech: Speech) -> str:
    """The same data as a table that a reader on screen can open; on paper the picture carries its words."""
    head = "".join(f'<th scope="col">{_html(column)}</th>' for column in picture.columns)
    body = "".join(f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>" for row in picture.rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<details class="twin"><summary>{_html(speech.gettext("The same as a table"))}</summary>{table}</details>'
