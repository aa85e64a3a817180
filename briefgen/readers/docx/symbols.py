"""Characters that Word keeps as something else: letters of symbol fonts, raised figures."""

from __future__ import annotations

import re

UNKNOWN = "\ufffd"  # shown where a character of a font of its own stands; what it looks like is not told

# The code points of the Symbol font that change what a text says. Source: Adobe Symbol encoding.
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0x2D: "−", 0xB0: "°", 0xA2: "′",
    0xB2: "″", 0xA5: "∞", 0x3C: "<", 0x3E: ">", 0x3D: "=", 0x2B: "+", 0x25: "%", 0xB7: "•", 0xBC: "…", 0xAE: "→",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0x6D: "μ", 0xA4: "⁄", 0x7E: "∼", 0xA0: "€",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x70: "π", 0x73: "σ", 0x6C: "λ",
}  # fmt: skip
_PICTURES = re.compile(r"wingdings|webdings|zapf|mt extra|bookshelf", re.IGNORECASE)
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_POWER = re.compile(r"[+−-]?\d{1,4}")


def symbol(font: str, code: str) -> str:
    """The character of a symbol by the code of its font, in hexadecimal; UNKNOWN where the font is no alphabet."""
    try:
        point = int(code, 16)
    except ValueError:
        return UNKNOWN
    if font.lower() == "symbol":
        return _SYMBOL.get(point & 0xFF, UNKNOWN)
    if _PICTURES.match(font) or not (0x20 <= point < 0xD800 or 0xF900 <= point < 0xFFFE):
        return UNKNOWN
    return chr(point)


def in_font(font: str, text: str) -> str:
    """The text with those characters replaced that only a font of symbols gives a form (U+F000 and on)."""
    return _PRIVATE.sub(lambda match: symbol(font, f"{ord(match.group()):x}"), text)


def raised(text: str) -> str:
    """Figures that stand raised, so that 10⁶ is not read as 106, nor the mark of a note as a part of a number."""
    return text.translate(_RAISED) if _POWER.fullmatch(text.strip()) else text
