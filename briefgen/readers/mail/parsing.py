"""A mail as the parts that it is made of, parsed within bounds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import Compat32

from briefgen.errors import InputError, Problem

Mail = Message

LONGEST_HEADER = 4_000  # characters; the rest is cut off
_MOST_MULTIPARTS = 200
_MOST_WORK = 30_000_000  # lines times groups: each line is held against the ends of all groups that are open
_MOST_PARTS = 2_000
_BOUNDARY = re.compile(rb"boundary\s{0,9}(?:\*\d{0,3}\*?)?\s{0,9}=", re.IGNORECASE)


class _Bounded(Compat32):
    """Reads every header as it stands, but no more than LONGEST_HEADER of it."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


_POLICY = _Bounded(mangle_from_=False)


@dataclass(slots=True)
class Contents:
    """The parts of a mail, sorted: bodies are to be read in a row, attached are files and other mails."""

    bodies: list[Mail] = field(default_factory=list)
    attached: list[Mail] = field(default_factory=list)
    encrypted: int = 0
    more: int = 0  # parts beyond _MOST_PARTS


def parse(data: bytes, name: str) -> Mail:
    """The mail that some bytes are. Raises InputError where its parts are nested beyond all bounds."""
    count, lines = sum(1 for _ in _BOUNDARY.finditer(data)), data.count(b"\n")
    if count > _MOST_MULTIPARTS:
        raise InputError((_too_many(name, f"{count:,} groups of parts"),))
    if lines * (count + 1) > _MOST_WORK:
        raise InputError((_too_many(name, f"{lines:,} lines"),))
    try:
        return message_from_bytes(data.removeprefix(codecs.BOM_UTF8), policy=_POLICY)
    except RecursionError:
        raise InputError((_too_many(name, "parts within parts without end"),)) from None


def _too_many(name: str, what: str) -> Problem:
    return Problem("BG247", f"a mail beyond all bounds: {what}", file=name, hint="save its parts as files")


def sort_parts(mail: Mail) -> Contents:
    """The text of a mail and what is attached to it, in the order in which they stand.

    Of alternatives the first that is plain text with words in it is taken, else the last.
    """
    contents = Contents()
    waiting, met = [mail], 0
    while waiting:
        part = waiting.pop()
        met += 1
        if met > _MOST_PARTS:
            contents.more += 1
        elif part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(list(_children(part, contents))))
        else:
            _sort(part, contents, is_whole=part is mail)
    return contents


def _children(part: Mail, contents: Contents) -> Iterator[Mail]:
    """The parts of a group that are to be looked at."""
    kind, inner = part.get_content_subtype(), parts_of(part)
    if kind == "encrypted":
        contents.encrypted += 1
    elif kind == "alternative":
        chosen = _chosen(inner)
        for one in inner:
            if one is chosen:
                yield one
            else:
                yield from (leaf for leaf in _leaves(one) if is_attachment(leaf))
    elif kind == "signed":
        yield from inner[:1]
    else:
        yield from inner


def parts_of(part: Mail) -> list[Mail]:
    """The parts of a group; none for what is no group."""
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _chosen(alternatives: list[Mail]) -> Mail | None:
    for one in alternatives:
        if one.get_content_type() == "text/plain" and body_bytes(one).strip():
            return one
    worded = [one for one in alternatives if one.get_content_type() == "text/html" or one.is_multipart()]
    return (worded or alternatives or [None])[-1]  # type: ignore[list-item]


def _leaves(part: Mail) -> Iterator[Mail]:
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if one.get_content_maintype() == "multipart" and one.is_multipart():
            waiting.extend(reversed(parts_of(one)))
        else:
            yield one


def _sort(part: Mail, contents: Contents, *, is_whole: bool) -> None:
    kind, family = part.get_content_type(), part.get_content_maintype()
    if family == "multipart" and not is_whole:
        return  # a group that holds nothing
    is_body = family in ("multipart", "text") if is_whole else kind in ("text/plain", "text/html")
    if is_body and (is_whole or not is_attachment(part)):
        contents.bodies.append(part)
    else:
        contents.attached.append(part)


def is_attachment(part: Mail) -> bool:
    """True for a part that comes as a file or as a mail of its own."""
    if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
        return True
    return part.get_filename() is not None


def body_bytes(part: Mail) -> bytes:
    """The bytes of a part without its transfer encoding; empty for a group."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
