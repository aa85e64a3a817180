"""Words in SVG set a line at a time. WeasyPrint 70 sets them letter by letter: ten times as slow, no kerning,
and wrong in every script that joins letters or runs from right to left. Only typesetting.py calls this.
"""

from __future__ import annotations

import importlib
from math import inf
from typing import Any

_BY_LETTER = frozenset(
    "rotate dx dy textLength lengthAdjust letter-spacing dominant-baseline alignment-baseline display-anchor".split()
)
_WEIGHTS = {"normal": 400, "bold": 700}


def set_by_line() -> None:
    """Have WeasyPrint set each run of SVG text in one piece where nothing asks for single letters."""
    svg: Any = importlib.import_module("weasyprint.svg")
    text: Any = importlib.import_module("weasyprint.svg.text")
    if getattr(svg.text, "by_line", False):
        return
    by_letter = svg.text

    def by_line(sheet: Any, node: Any, font_size: float) -> None:
        if not node.text or not _is_plain(node):
            by_letter(sheet, node, font_size)
        else:
            _draw(text, sheet, node, font_size)

    by_line.by_line = True  # type: ignore[attr-defined]
    svg.text = by_line  # the drawing of nodes compares tags with this name
    svg.TAGS.update({tag: by_line for tag, drawn in svg.TAGS.items() if drawn is by_letter})


def _is_plain(node: Any) -> bool:
    """True for text with at most one place and no wish for single letters; textPath and links go the old way."""
    if node.tag not in ("text", "tspan") or _BY_LETTER & node.attrib.keys():
        return False
    return not any(set(node.get(axis, "").strip()) & set(" ,%") for axis in ("x", "y"))


def _draw(text: Any, sheet: Any, node: Any, font_size: float) -> None:
    """One run: the steps of weasyprint.svg.text.text for a whole line instead of each letter."""
    from weasyprint.draw.text import draw_emojis, draw_first_line
    from weasyprint.matrix import Matrix
    from weasyprint.svg.utils import size
    from weasyprint.text.line_break import split_first_line

    style = _style(text, sheet, node, font_size)
    layout, _, _, width, height, baseline = split_first_line(node.text, style, sheet.context, inf, 0)
    x = size(node.get("x"), font_size, sheet.inner_width) if "x" in node.attrib else sheet.cursor_position[0]
    y = size(node.get("y"), font_size, sheet.inner_height) if "y" in node.attrib else sheet.cursor_position[1]
    sheet.cursor_position = (x + width, y)
    corners = ((x, y - baseline), (x + width, y - baseline + height))
    node.text_bounding_box = text.extend_bounding_box(node.text_bounding_box, corners)
    sheet.stream.push_state()
    fill, stroke = sheet.set_graphical_state(node, font_size)
    sheet.stream.begin_text()
    layout.reactivate(style)
    sheet.fill_stroke(fill, stroke, text=True)
    line = text.TextBox(layout, style)
    line.baseline = baseline
    emojis = draw_first_line(sheet.stream, line, "none", "none", Matrix(d=-1, e=x, f=y))
    sheet.stream.end_text()
    sheet.stream.pop_state()
    draw_emojis(sheet.stream, style, x, y, emojis)


def _style(text: Any, sheet: Any, node: Any, font_size: float) -> Any:
    from weasyprint.css.properties import INITIAL_VALUES

    style = text.Style(INITIAL_VALUES)
    style.font_config = sheet.font_config
    style["font_family"] = [family.strip("\"' ") for family in node.get("font-family", "sans-serif").split(",")]
    style["font_style"] = node.get("font-style", "normal")
    weight = node.get("font-weight", "400")
    style["font_weight"] = _WEIGHTS.get(weight) or (int(weight) if weight.isdigit() else 400)
    style["font_size"] = font_size
    style["white_space"] = "pre"
    return style
