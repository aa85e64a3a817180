"""Bytes of a page to text: by its byte order mark, what it declares, UTF-8, and last windows-1252, which is said."""

from __future__ import annotations

import codecs
import re

from briefgen.errors import Problem

_HEAD = 4_096  # bytes in which a page may declare its encoding
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta\b[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})"
    rb"|^\s*<\?xml\b[^<>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_LATIN = frozenset(("iso8859-1", "ascii"))  # browsers read both as windows-1252
_WIDE = re.compile(r"utf-?(?:16|32|7)")  # whoever can be read so far was not written in them


def decode_page(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a page, and a note where its encoding had to be assumed or bytes do not fit it.

    Source: the WHATWG Encoding Standard, whose labels ISO-8859-1 and ASCII mean windows-1252.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name)
    declared = _declared(data[:_HEAD])
    if declared is not None:
        return _decoded(data, declared, name)
    try:
        return _without_nulls(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        message = "does not say how its letters are encoded, and is not UTF-8; read as windows-1252"
        note = Problem("BG221", message, "note", name, hint="save it as UTF-8 if letters look wrong")
        return _without_nulls(data.decode("windows-1252", "replace")), (note,)


def _declared(head: bytes) -> str | None:
    """The encoding that a page declares, by Python's name; None where it declares none that is known."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    label = (match.group(1) or match.group(2)).decode("ascii")
    try:
        known = codecs.lookup(label).name
        "".encode(known)  # raises LookupError for codecs that make no text, such as base64
    except LookupError:
        return None
    if known in _LATIN:
        return "windows-1252"
    return "utf-8" if _WIDE.match(known) else known


def _decoded(data: bytes, encoding: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return _without_nulls(data.decode(encoding)), ()
    except UnicodeDecodeError as error:
        text = _without_nulls(data.decode(encoding, "replace"))
        if text.count("�") * 100 > len(text) and encoding != "windows-1252":
            return _without_nulls(data.decode("windows-1252", "replace")), (_misdeclared(encoding, name),)
        message = f"bytes that are not {encoding}, the first at offset {error.start}, are shown as �"
        return text, (Problem("BG221", message, "note", name),)


def _misdeclared(encoding: str, name: str) -> Problem:
    message = f"says that it is {encoding}, and is not; read as windows-1252"
    return Problem("BG221", message, "note", name, hint="save it as UTF-8 if letters look wrong")


def _without_nulls(text: str) -> str:
    return text.replace("\0", "")
