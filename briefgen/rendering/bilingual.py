"""A page in another language than its sources: which stretches are English, and which way a text runs.

Works on HTML that rendering.page has cleaned, so every element is closed and no attribute holds a ">".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

_NEIGHBOURS = re.compile(r'(?<!">)</span>(\s*[;,.—–]?\s*)<span lang="en">')
_ALONE = re.compile(
    r"<(?P<name>li|p|td|h3|em|strong)(?P<rest> [^<>]*)?>\s*"
    r'<span lang="en">(?P<inner>(?:(?!<span lang|</(?P=name)>).)*)</span>\s*</(?P=name)>',
    re.DOTALL,
)
_SPAN = re.compile(r"<(/?)span\b")


def lifted(body: str) -> str:
    """The same HTML with neighbouring English stretches joined, and a block that is English as a whole marked itself."""
    return _ALONE.sub(_lift, _NEIGHBOURS.sub(r"\1", body))


def _lift(match: re.Match[str]) -> str:
    inner = match["inner"]
    if not _is_balanced(inner):
        return match.group()
    return f'<{match["name"]}{match["rest"] or ""} lang="en">{inner}</{match["name"]}>'


def _is_balanced(inner: str) -> bool:
    """False where a closing tag belongs to a span that was opened outside."""
    depth = 0
    for span in _SPAN.finditer(inner):
        depth += -1 if span[1] else 1
        if depth < 0:
            return False
    return depth == 0


def isolated(body: str) -> str:
    """The same HTML with English stretches kept apart from a line that runs from right to left."""
    return body.replace('<span lang="en">', '<span lang="en" dir="ltr">')


# Directions ------------------------------------------------------------------------------------

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BLOCK = re.compile(r"<(?P<name>h1|h2|h3|h4|p|td|th)(?P<rest> [^<>]*)?>(?=(?P<text>[^\n]{0,400}))")
_TAG = re.compile(r"<[^>]*>|&[^;\s]{1,8};")


def direction_of(text: str, otherwise: Direction = "ltr") -> Direction:
    """Which way a text runs: that of its first letter which has one."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return otherwise


def directed(body: str, direction: Direction) -> str:
    """The same HTML with a direction on each block that runs against the page."""
    if direction == "ltr" and not _RIGHT_TO_LEFT.search(body):
        return body
    return _BLOCK.sub(lambda match: _direct(match, direction), body)


def _direct(match: re.Match[str], direction: Direction) -> str:
    text = _TAG.sub(" ", match["text"])
    own = direction_of(text, direction)
    if own == direction or " dir=" in (match["rest"] or ""):
        return match.group()
    return f'<{match["name"]}{match["rest"] or ""} dir="{own}">'
