"""What the headers of a mail say: subject, sender, list, day, each as its sender wrote it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_tz

from briefgen import markings
from briefgen.readers.mail.parsing import Mail
from briefgen.readers.mail.transfer import decoded
from briefgen.readers.reading import Stated
from briefgen.text import printable

_LIST = re.compile(r"\s*\"?([^<\"]*?)\"?\s*<([^<>\s]+)>")
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MOST_AUTHORS = 3
_MARKS = re.compile(r"[\[(]?(TLP:[A-Z+]+)[\])]?", re.IGNORECASE)


def stated_by(mail: Mail, stated: Stated) -> Stated:
    """What a mail says of itself, over what was said of it where it was found.

    The day is the one that the sender's clock showed. A TLP label in the subject marks the mail.
    """
    said: dict[str, str] = {}
    where: dict[str, str] = {}
    for what, name, value in (
        ("title", "Subject", header(mail, "Subject")),
        ("author", "From", _authors(mail)),
        ("publisher", "List-Id", _list_name(mail)),
        ("publisher", "Organization", header(mail, "Organization")),
        ("url", "Archived-At", _archived_at(mail)),
        ("language", "Content-Language", _language(mail)),
    ):
        if value and what not in said:
            said[what], where[what] = value, f"{name} header"
    marking = markings.strictest((stated.marking, _marking(said.get("title", ""))))
    dates = tuple((day, "Date header") for day in _days(mail))
    return replace(
        stated,
        **said,
        marking=marking,
        dates=dates or stated.dates,
        where={**stated.where, **where},
    )


def header(mail: Mail, name: str) -> str:
    """A header on one line, its encoded words decoded; empty where there is none. Of several the first counts."""
    found = _raw(mail, name)
    return _readable(found[0]) if found else ""


def _raw(mail: Mail, name: str) -> list[str]:
    return [_unescaped(str(value)) for key, value in mail.raw_items() if key.lower() == name.lower()]


def _unescaped(value: str) -> str:
    """A header as it was sent, where it holds bytes that are not ASCII."""
    if value.isascii():
        return value
    return decoded(value.encode("utf-8", "surrogateescape"), None).text


def _readable(value: str) -> str:
    return " ".join(printable(decode_words(value)).split())


def decode_words(value: str) -> str:
    """A header with its encoded words decoded (RFC 2047); as it stands where they are broken."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(_piece(piece, charset) for piece, charset in pieces)


def _piece(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:
        return piece.decode("raw-unicode-escape", "replace")
    return decoded(piece, charset).text


def _authors(mail: Mail) -> str:
    raw = _raw(mail, "From")[:1]
    try:
        pairs = getaddresses(raw)
    except RecursionError:  # comments within comments without end
        return ""
    names = [_readable(name) or printable(address) for name, address in pairs]
    return ", ".join(name for name in names[:_MOST_AUTHORS] if name)


def _list_name(mail: Mail) -> str:
    match = _LIST.match(header(mail, "List-Id"))
    return (match.group(1) or match.group(2)) if match else ""


def _archived_at(mail: Mail) -> str:
    match = _ADDRESS.search(header(mail, "Archived-At"))
    return match.group(1) if match else ""


def _language(mail: Mail) -> str:
    value = header(mail, "Content-Language")
    return value if _LANGUAGE.fullmatch(value) else ""


def _marking(subject: str) -> str | None:
    return markings.strictest(markings.stated_in(match.group(1).upper()) for match in _MARKS.finditer(subject))


def _days(mail: Mail) -> Iterator[dt.date]:
    for value in _raw(mail, "Date"):
        day = _day(value)
        if day is not None:
            yield day


def _day(value: str) -> dt.date | None:
    """The calendar day of a date header, in the zone in which it was written."""
    try:
        parsed = parsedate_tz(value.replace(" at ", " ")[:200])
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if parsed is None:
        return None
    try:
        return dt.date(*parsed[:3])
    except ValueError:
        return None
