"""A style sheet for a page that runs from right to left: what it says of left and right, the other way round.

WeasyPrint 70 does not know margin-inline-start and its like, so style sheets are written for pages from left to right.
"""

from __future__ import annotations

import re

_OTHER = {"left": "right", "right": "left"}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PROPERTY = re.compile(r"(?<=[{;\s])((?:margin|padding|border)-)?(left|right)(-(?:width|style|color))?(?=\s*:)")
_VALUE = re.compile(r"((?:float|clear|text-align)\s*:\s*)(left|right)\b")
_MARGIN_BOX = re.compile(r"(@(?:top|bottom)-)(left|right)\b")
_FOUR = re.compile(r"((?:margin|padding|inset)\s*:\s*)([^\s;{}]+)[ ]+([^\s;{}]+)[ ]+([^\s;{}]+)[ ]+([^\s;{}]+)")


def mirrored(style: str) -> str:
    """The same style with left and right exchanged in properties, values, margin boxes and lists of four lengths.

    Selectors stay: a column that is named left is then on the right.
    """
    style = _COMMENT.sub("", style)
    style = _PROPERTY.sub(lambda m: f"{m[1] or ''}{_OTHER[m[2]]}{m[3] or ''}", style)
    style = _VALUE.sub(lambda m: m[1] + _OTHER[m[2]], style)
    style = _MARGIN_BOX.sub(lambda m: m[1] + _OTHER[m[2]], style)
    return _FOUR.sub(r"\1\2 \5 \4 \3", style)
