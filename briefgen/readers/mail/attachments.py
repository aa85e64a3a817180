"""Files and mails inside a mail: what is read as a source of its own, and what is only named."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from briefgen.readers.mail.headers import decode_words
from briefgen.readers.mail.parsing import Contents, Mail, body_bytes, parts_of
from briefgen.readers.reading import Part, Stated
from briefgen.readers.sniffing import PLAIN, media_type
from briefgen.text import printable

_MOST_READ = 100
_LONGEST_NAME = 100  # characters
_TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
_TEXT_TYPES = ("text/plain", "text/markdown")
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_SEPARATOR = re.compile(r"[/\\]")


@dataclass(frozen=True, slots=True)
class Attachments:
    """Those that are read, and the names of those that are not."""

    read: tuple[Part, ...]
    unread: tuple[str, ...]


def attachments(contents: Contents, marking: str | None) -> Attachments:
    """The files of a mail, marked as it is. Pictures that stand in its text and its own signatures are passed over."""
    read: list[Part] = []
    unread: list[str] = []
    names: Counter[str] = Counter()
    for part in contents.attached:
        if part.get_content_type() in _SIGNATURES or _is_inline_picture(part):
            continue
        name, data = _file(part)
        label = f"attached mail {name}" if part.get_content_type() == "message/rfc822" else f"attachment {name}"
        names[label] += 1
        if names[label] > 1:
            label = f"{label} ({names[label]})"
        if len(read) < _MOST_READ and _is_readable(part, data, name):
            read.append(Part(label.rstrip(), data, name, Stated(marking=marking)))
        else:
            unread.append(label.removeprefix("attachment ").rstrip())
    return Attachments(tuple(read), tuple(unread))


def _is_inline_picture(part: Mail) -> bool:
    if part.get_content_maintype() != "image":
        return False
    return part.get("Content-ID") is not None or part.get_content_disposition() != "attachment"


def _file(part: Mail) -> tuple[str, bytes]:
    """The name of an attachment as a plain file name, and its bytes; a mail is taken as it stands."""
    if part.get_content_type() != "message/rfc822":
        return file_name(part), body_bytes(part)
    inner = parts_of(part)
    return file_name(part, ""), _mail_bytes(part, inner[0]) if inner else body_bytes(part)


def _mail_bytes(part: Mail, inner: Mail) -> bytes:
    """The bytes of a mail in a mail; some programs encode it, which the parser does not expect."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() in ("base64", "quoted-printable"):
        inner["Content-Transfer-Encoding"] = str(part["Content-Transfer-Encoding"])
        return body_bytes(inner)
    try:
        return inner.as_bytes()
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return b""


def file_name(part: Mail, default: str = "without a name") -> str:
    """The last part of the name that an attachment gives itself, without anything that steers a terminal or a page."""
    given = part.get_filename()
    shown = printable(decode_words(given)) if given else ""
    last = _SEPARATOR.split(" ".join(shown.split()))[-1].strip(". ")
    if len(last) > _LONGEST_NAME:
        suffix = PurePath(last).suffix[:10]
        last = last[: _LONGEST_NAME - len(suffix)] + suffix
    return last or default


def _is_readable(part: Mail, data: bytes, name: str) -> bool:
    if not data.strip():
        return False
    suffix = PurePath(name).suffix.lower()
    kind = media_type(data, suffix)
    if kind == PLAIN:
        return suffix in _TEXT_SUFFIXES or (not suffix and part.get_content_type() in _TEXT_TYPES)
    return not kind.startswith(("a ", "an "))
