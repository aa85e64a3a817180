"""Bytes of a mail to text: by the charset that it names unless that cannot be; bytes that fit nothing are counted."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

UNKNOWN = "\ufffd"
# Encodings, by Python's names, that take quadratic time, hide text, or depend on the machine.
_REFUSED = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "utf-7"))
_LATIN = frozenset(("iso8859-1", "ascii"))  # mail programs write windows-1252 under both names
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Some text, how many of its characters are not told (shown as �), and the encoding, where another was named."""

    text: str
    unknown: int = 0
    read_as: str | None = None


def decoded(data: bytes, charset: str | None) -> Decoded:
    """The text of some bytes. Whatever is no ASCII and is UTF-8 throughout is UTF-8, whatever it says."""
    codec = _codec(charset)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode(codec or "cp1252", "replace")
        return _cleaned(text, None if codec else "windows-1252")
    if codec in (None, "utf-8") or text.isascii() and not _shifts(codec):
        return _cleaned(text, None)
    if codec == "cp1252":
        return _cleaned(text, "UTF-8")
    return _cleaned(data.decode(codec or "utf-8", "replace"), None)


def _codec(charset: str | None) -> str | None:
    """Python's name of a charset; None for none, and for what is no charset of text."""
    try:
        name = codecs.lookup((charset or "").strip().strip("'\"")[:40]).name
        "".encode(name)  # raises LookupError for codecs that make no text
    except (LookupError, ValueError):
        return None
    if name in _REFUSED:
        return None
    return "cp1252" if name in _LATIN else name


def _shifts(codec: str | None) -> bool:
    """True for encodings whose bytes look like ASCII and are not."""
    return codec is not None and codec.startswith(("iso2022", "hz", "utf-16", "utf-32", "cp037", "cp500", "cp1026"))


def _cleaned(text: str, read_as: str | None) -> Decoded:
    text = _CONTROL.sub(UNKNOWN, text)
    return Decoded(text, text.count(UNKNOWN), read_as)
