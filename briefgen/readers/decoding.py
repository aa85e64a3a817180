"""Bytes to text: UTF-8, UTF-16 with its byte order mark, or a Problem; never a guess."""

from __future__ import annotations

import codecs
import re

from briefgen.errors import Problem

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str) -> tuple[str | None, Problem | None]:
    """The text of some bytes, a byte order mark left out; a Problem when they are none."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_wide(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _CONTROL.search(data[:4096]):
            return None, Problem("BG203", "a binary file, not text", file=name)
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02x}"
        return None, Problem(
            "BG204", f"not UTF-8: byte {byte} at offset {error.start}", file=name, line=line, hint="save it as UTF-8"
        )
    if len(_CONTROL.findall(data[:65536])) > 8 or b"\x00" in data:
        return None, Problem("BG203", "a binary file, not text", file=name)
    return text, None


def _decode_wide(data: bytes, name: str) -> tuple[str | None, Problem | None]:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        fault = f"not UTF-16, as its first bytes say: {error.reason} at offset {error.start}"
        return None, Problem("BG204", fault, file=name, hint="save it as UTF-8")
    if "\0" in text:
        return None, Problem("BG203", "a binary file, not text", file=name)
    return text, None
