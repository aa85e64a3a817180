"""The characters of a page with their places, as pdfium tells them, turned so that most of them stand upright."""

from __future__ import annotations

import ctypes
import functools
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_BOLD = re.compile(r"bold|black|heavy|semibold|demi\b", re.IGNORECASE)
_BOLD_WEIGHT = 600
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS_OF_PDFIUM = (0x02, 0xFFFE)  # what it makes of a hyphen at a line's end
_NO_CHARACTER = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200d\u2060\ufeff\ufffc-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_INVISIBLE = frozenset((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_PRIVATE_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "▪",
    "\uf02d": "-",
    "\uf0fc": "•",
}  # of Symbol and Wingdings
_ENOUGH_SHAPES = 40  # letters drawn as outlines, or a picture made of lines


class Glyph(NamedTuple):
    """A character: left and right edge, baseline and type size in points from the lower left corner of the upright page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its number from 1, its size upright, its characters in the order in which they are drawn.

    letters counts the characters, and stays when they are let go.
    turns says by how many quarters clockwise the page as it is shown is turned from the upright one.
    sideways counts characters that stand otherwise than most, unmapped those that the file gives no letter for.
    """

    number: int
    width: float
    height: float
    turns: int
    glyphs: tuple[Glyph, ...]
    letters: int
    sideways: int
    unmapped: int
    is_picture: bool


def sheet(pdf: PdfDocument, index: int) -> Sheet | None:
    """The page at an index; None when pdfium cannot read it."""
    from pypdfium2 import PdfiumError

    try:
        page = pdf[index]
    except PdfiumError:
        return None
    try:
        return _sheet(page, index + 1)
    except PdfiumError:
        return None
    finally:
        page.close()


def _sheet(page: PdfPage, number: int) -> Sheet:
    left, bottom, right, top = page.get_cropbox()
    width, height = max(right - left, 1.0), max(top - bottom, 1.0)
    found, unmapped = _characters(page, left, bottom)
    ways = Counter(placed[0] for placed in found)
    way = min(ways, key=lambda quarter: (-ways[quarter], quarter)) if ways else 0
    turns = -way % 4
    upright = [_upright(placed, width, height, turns) for placed in found if placed[0] == way]
    shown = (page.get_rotation() // 90) % 4
    if turns % 2:
        width, height = height, width
    seen = tuple(g for g in upright if -g.size < g.left < width and -g.size < g.base < height)  # on the page
    return Sheet(
        number,
        width,
        height,
        (shown - turns) % 4,
        seen,
        len(seen),
        len(found) - ways[way],
        unmapped,
        not seen and _is_picture(page),
    )


# Direction in quarters clockwise, letters, box and beginning of the baseline as they lie in the file, size, weight.
_Placed = tuple[int, str, float, float, float, float, float, float, float, bool]


def _characters(page: PdfPage, left: float, bottom: float) -> tuple[list[_Placed], int]:
    """Each character of a page, from the corner at left and bottom; and how many have no letter."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    raw = text_page.raw
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_, x_, y_ = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    owner_of, code_of = pdfium.FPDFText_GetTextObject, pdfium.FPDFText_GetUnicode
    box_of, start_of, address_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin, ctypes.addressof
    found: list[_Placed] = []
    styles: dict[int, tuple[int, float, bool]] = {}
    unmapped, high = 0, 0
    for i in range(pdfium.FPDFText_CountChars(raw)):
        owner = owner_of(raw, i)
        if not owner:  # a space or a line end that pdfium adds; the places tell them better
            continue
        address = address_of(owner.contents)
        if address not in styles:
            styles[address] = _style(pdfium, raw, i, owner)
        code = code_of(raw, i)
        if 0xD800 <= code < 0xE000:  # a letter in two halves
            if code < 0xDC00:
                high = code
                continue
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
        text = _character(code)
        if not text:
            unmapped += code not in _INVISIBLE
            continue
        box_of(raw, i, box_)
        start_of(raw, i, x_, y_)
        quarter, size, bold = styles[address]
        found.append(
            (quarter, text, box.left - left, box.bottom - bottom, box.right - left, box.top - bottom,
             x.value - left, y.value - bottom, size, bold)
        )  # fmt: skip
    text_page.close()
    return found, unmapped


@functools.lru_cache(maxsize=10_000)
def _character(code: int) -> str:
    """The letters that a code stands for; "" for what is none. A soft hyphen is kept, it may end a line."""
    if code in _HYPHENS_OF_PDFIUM:
        return "-"
    text = chr(code)
    if text in _PRIVATE_BULLETS:
        return _PRIVATE_BULLETS[text]
    if text.isspace():
        return " "
    if _NO_CHARACTER.match(text):
        return ""
    return _LIGATURES.get(text, text)


def _style(pdfium: Any, raw: Any, i: int, owner: Any) -> tuple[int, float, bool]:
    """The direction in quarters clockwise, the size in points and the weight of a run of characters."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, i, matrix)
    size = pdfium.FPDFText_GetFontSize(raw, i) * math.hypot(matrix.c, matrix.d)
    quarter = round(pdfium.FPDFText_GetCharAngle(raw, i) / (math.pi / 2)) % 4
    font = pdfium.FPDFTextObj_GetFont(owner)
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    bold = bool(_BOLD.search(name.value.decode("latin-1"))) or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    return quarter, max(abs(size), 0.5), bold


def _upright(placed: _Placed, width: float, height: float, turns: int) -> Glyph:
    """A character on the upright page; width and height are of the page as it lies in the file."""
    _, text, left, bottom, right, top, x, y, size, bold = placed
    if not turns:
        return Glyph(text, left, right, y, size, bold)
    x0, _ = turn(left, bottom, width, height, turns)
    x1, _ = turn(right, top, width, height, turns)
    _, base = turn(x, y, width, height, turns)
    return Glyph(text, min(x0, x1), max(x0, x1), base, size, bold)


def turn(x: float, y: float, width: float, height: float, quarters: int) -> tuple[float, float]:
    """Where a point of a page comes to lie when the page is turned clockwise by some quarters."""
    return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[quarters % 4]


def _is_picture(page: PdfPage) -> bool:
    """True when a page without text shows something all the same: a picture, or letters as outlines."""
    import pypdfium2.raw as pdfium

    shapes = 0
    for i in range(min(pdfium.FPDFPage_CountObjects(page.raw), 10_000)):
        kind = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, i))
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            return True
        shapes += kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_TEXT)
        if shapes >= _ENOUGH_SHAPES:
            return True
    return False
