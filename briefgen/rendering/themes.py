"""Themes: colours, fonts, sizes, logo and running lines of a page, apart from its templates. Reading them from files is not done here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PageSize = Literal["A4", "Letter"]

FONTS = (
    "Source Sans 3",
    "XCharter",
    "Noto Sans",
    "EB Garamond",
    "Gentium Book Plus",
    "Lato",
    "Open Sans",
    "Roboto",
)
_FALLBACK = '"Noto Sans", "Noto Sans JP", "Noto Sans KR", "Noto Sans SC", sans-serif'
_VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """How a page looks. Colours are #rrggbb, fonts are among FONTS, sizes in points, margins in millimetres.

    ink is text, quiet what is said beside it, accent headings and rules that bind, link the marks,
    rule hairlines, tint a ground that text may stand on, paper the page.
    """

    name: str = "default"
    ink: str = "#1a1a1a"
    quiet: str = "#555555"
    accent: str = "#12283f"
    link: str = "#1f5a8c"
    rule: str = "#c4c9cf"
    tint: str = "#f2f4f6"
    paper: str = "#ffffff"
    text_font: str = "XCharter"
    label_font: str = "Source Sans 3"
    size_pt: float = 8.8
    page: PageSize = "A4"
    margins_mm: tuple[float, float, float, float] = (14, 15, 14, 15)


def values(theme: Theme) -> dict[str, str]:
    """The values that style sheets ask for with var(--name)."""
    colours = {name: getattr(theme, name) for name in ("ink", "quiet", "accent", "link", "rule", "tint", "paper")}
    fonts = {
        "text-font": f'"{theme.text_font}", {_FALLBACK}',
        "label-font": f'"{theme.label_font}", {_FALLBACK}',
    }
    return {**colours, **fonts, "size": f"{theme.size_pt:g}pt"}


def root_style(theme: Theme) -> str:
    """The values as custom properties, for a browser."""
    return ":root { " + "; ".join(f"--{name}: {value}" for name, value in values(theme).items()) + " }"


def page_style(theme: Theme) -> str:
    """The size and the margins of the page; these cannot be custom properties."""
    margins = " ".join(f"{margin:g}mm" for margin in theme.margins_mm)
    return f"@page {{ size: {theme.page}; margin: {margins} }}"


def filled(style: str, theme: Theme) -> str:
    """A style sheet with the theme's values in place of var(--name): resolving them is most of the cost of a cascade."""
    known = values(theme)
    return _VARIABLE.sub(lambda match: known.get(match.group(1), match.group()), style)
