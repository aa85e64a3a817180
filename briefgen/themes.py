"""Themes as values: colours, fonts, sizes, logo and running lines of a page, and whether its text can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefgen import colours

PageSize = Literal["A4", "Letter"]
FontFamily = Literal[
    "Source Sans 3", "XCharter", "Noto Sans", "EB Garamond", "Gentium Book Plus", "Lato", "Open Sans", "Roboto"
]
FONTS: tuple[FontFamily, ...] = (
    "Source Sans 3", "XCharter", "Noto Sans", "EB Garamond", "Gentium Book Plus", "Lato", "Open Sans", "Roboto",
)  # fmt: skip
COLOURS = ("ink", "quiet", "accent", "link", "rule", "tint", "paper")
_ON_PAPER = ("ink", "quiet", "accent", "link")  # accent sets small headings too, so it counts as small text
_ON_TINT = ("ink", "quiet")


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in the head of the first page, as the bytes of its file."""

    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    data: bytes
    alt: str = "Logo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """How a page looks. Colours are #rrggbb, fonts are among FONTS, sizes in points, margins in millimetres.

    ink is text, quiet what is said beside it, accent headings and the rules that bind, link the marks,
    rule hairlines, tint a ground that text may stand on, paper the page. margins_mm are top, right,
    bottom, left. header stands over each page but the first in place of the title, footer under each.
    """

    ink: str = "#1a1a1a"
    quiet: str = "#555555"
    accent: str = "#12283f"
    link: str = "#1f5a8c"
    rule: str = "#c4c9cf"
    tint: str = "#f2f4f6"
    paper: str = "#ffffff"
    text_font: FontFamily = "XCharter"
    label_font: FontFamily = "Source Sans 3"
    size_pt: float = 8.8
    page: PageSize = "A4"
    margins_mm: tuple[float, float, float, float] = (14, 15, 14, 15)
    header: str | None = None
    footer: str | None = None
    logo: Logo | None = None


BUILT_IN: dict[str, Theme] = {
    "default": Theme(),
    "slate": Theme(
        ink="#1d2126", quiet="#545b63", accent="#2f3b47", link="#49617a", rule="#c9ced4",
        text_font="Source Sans 3", label_font="Source Sans 3", size_pt=9.0,
    ),
    "civic": Theme(
        ink="#1a1a1a", quiet="#57524b", accent="#6b1420", link="#7d2330", rule="#d3cbc0", tint="#f6f3ee",
        text_font="Gentium Book Plus", label_font="Source Sans 3", size_pt=8.8,
    ),
    "mono": Theme(
        ink="#000000", quiet="#404040", accent="#000000", link="#000000", rule="#808080", tint="#ffffff",
    ),
}  # fmt: skip
"""The themes that come with briefgen, by name; mono is for black and white printing."""


@dataclass(frozen=True, slots=True)
class TooFaint:
    """Text of a theme that cannot be read well on its ground, and the ratio of the two."""

    colour: str
    ground: str
    ratio: float


def too_faint(theme: Theme) -> Iterator[TooFaint]:
    """The colours of a theme whose text misses WCAG 2.2 AA (4.5 to 1) on the ground it stands on."""
    for ground, texts in (("paper", _ON_PAPER), ("tint", _ON_TINT)):
        for colour in texts:
            ratio = colours.contrast(getattr(theme, colour), getattr(theme, ground))
            if ratio < colours.ENOUGH:
                yield TooFaint(colour, ground, ratio)
