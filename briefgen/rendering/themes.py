"""Themes as style: values that style sheets ask for, put in where a page is set, declared where a browser reads it."""

from __future__ import annotations

import base64
import re

from briefgen.themes import COLOURS, Logo, Theme

_FALLBACK = '"Noto Sans", "Noto Sans JP", "Noto Sans KR", "Noto Sans SC", sans-serif'
_VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


def values(theme: Theme) -> dict[str, str]:
    """The values that style sheets ask for with var(--name)."""
    fonts = {
        "text-font": f'"{theme.text_font}", {_FALLBACK}',
        "label-font": f'"{theme.label_font}", {_FALLBACK}',
    }
    return {**{name: getattr(theme, name) for name in COLOURS}, **fonts, "size": f"{theme.size_pt:g}pt"}


def root_style(theme: Theme) -> str:
    """The values as custom properties, for a browser."""
    return ":root { " + "; ".join(f"--{name}: {value}" for name, value in values(theme).items()) + " }"


def page_style(theme: Theme) -> str:
    """The size, the margins and the ground of the page; these cannot be custom properties."""
    margins = " ".join(f"{margin:g}mm" for margin in theme.margins_mm)
    ground = f"; background: {theme.paper}" if theme.paper != "#ffffff" else ""
    return f"@page {{ size: {theme.page}; margin: {margins}{ground} }}"


def filled(style: str, theme: Theme) -> str:
    """A style sheet with the theme's values in place of var(--name), so that nothing is left to resolve for each element."""
    known = values(theme)
    return _VARIABLE.sub(lambda match: known.get(match.group(1), match.group()), style)


def address(logo: Logo) -> str:
    """A logo as a data: address, the only kind that a page may load."""
    return f"data:{logo.media_type};base64,{base64.b64encode(logo.data).decode()}"
