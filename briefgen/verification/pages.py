"""The words on the pages of a tagged PDF, read through its tag tree and the character maps of its fonts. Opens no file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_MOST_ELEMENTS = 2_000_000
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4,})>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4,})>")
_SPACE = re.compile(r"\s+")

Glyphs = dict[int, str]


def characters(pdf: pikepdf.Pdf) -> str:
    """All characters of the pages in the order in which they are read aloud, without white space.

    Lines are broken where the page ends and not where a word does, so white space tells nothing.
    Artifacts (page numbers, running heads) are no part of it. Raises what pikepdf raises for a damaged file.
    """
    shown = {page.obj.objgen: _by_content(page) for page in pdf.pages}
    pieces = (shown.get(page, {}).get(mcid, "") for page, mcid in _contents(pdf.Root.StructTreeRoot))
    return _SPACE.sub("", "".join(pieces))


def _contents(root: Any) -> Iterator[tuple[tuple[int, int], int]]:
    """The page and the number of each piece of content, in the order of the tree."""
    waiting: list[tuple[Any, Any]] = [(kid, None) for kid in reversed(_kids(root))]
    for _ in range(_MOST_ELEMENTS):
        if not waiting:
            return
        kid, page = waiting.pop()
        if isinstance(kid, int):
            if page is not None:
                yield page.objgen, kid
        elif kid.get("/Type") == "/StructElem":
            here = kid.get("/Pg", page)
            waiting.extend((inner, here) for inner in reversed(_kids(kid)))
        elif kid.get("/Type") == "/MCR":
            yield kid.get("/Pg", page).objgen, int(kid.MCID)
    raise ValueError("the tag tree does not end")


def _kids(element: Any) -> list[Any]:
    inside = element.get("/K", [])
    return list(inside) if isinstance(inside, pikepdf.Array) else [inside]


def _by_content(page: pikepdf.Page) -> dict[int, str]:
    """What is shown under each content number of a page."""
    fonts = {name: _glyphs(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    shown: dict[int, list[str]] = {}
    marks: list[int | None] = []
    glyphs: Glyphs = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, sign = instruction.operands, str(instruction.operator)
        if sign in ("BDC", "BMC"):
            marks.append(_mcid(operands))
        elif sign == "EMC" and marks:
            marks.pop()
        elif sign == "Tf":
            glyphs = fonts.get(str(operands[0]), {})
        elif sign in ("TJ", "Tj"):
            number = next((mark for mark in reversed(marks) if mark is not None), None)
            if number is not None:
                shown.setdefault(number, []).append(_decoded(operands[0], glyphs))
    return {number: "".join(parts) for number, parts in shown.items()}


def _mcid(operands: Any) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    return int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None


def _decoded(shown: Any, glyphs: Glyphs) -> str:
    """The text of a string of two-byte glyph numbers, or of an array of such strings and gaps."""
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(glyphs.get(int.from_bytes(raw[i : i + 2]), "\ufffd") for i in range(0, len(raw) - 1, 2))


def _glyphs(font: Any) -> Glyphs:
    """The text of each glyph of a font, from its ToUnicode map."""
    if "/ToUnicode" not in font:
        return {}
    source = font.ToUnicode.read_bytes()
    glyphs: Glyphs = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        glyphs.update((int(glyph, 16), _text(text)) for glyph, text in _PAIR.findall(block))
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = int(first, 16)
            for glyph in range(start, int(last, 16) + 1):
                glyphs[glyph] = chr(ord(_text(text)) + glyph - start)
    return glyphs


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
