"""Mail (message/rfc822): headers as metadata, the text of its sender, attachments as sources of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.errors import InputError, Problem
from briefgen.model import Origin
from briefgen.readers.mail.attachments import Attachments, attachments
from briefgen.readers.mail.headers import header, stated_by
from briefgen.readers.mail.parsing import Contents, Mail, body_bytes, parse, sort_parts
from briefgen.readers.mail.quoting import Parted, part
from briefgen.readers.mail.transfer import decoded
from briefgen.readers.reading import Metadata, Part, Raw, Reading, Stated, date_problems, document
from briefgen.readers.sniffing import EML
from briefgen.text import paragraphs

_MOST_NAMED = 10


@dataclass(slots=True)
class _Bodies:
    """What the bodies of a mail say, in a row, and the pages among them."""

    own: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    quoted: int = 0
    signature: int = 0
    unknown: int = 0
    read_as: list[str] = field(default_factory=list)


def read(raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
    """The text of a mail as a document, its attachments and the mails that it forwards as parts.

    Plain text is preferred; where there is none, the HTML text is a part (body.html). Quoted text and
    signatures are left out and counted, for what is quoted is another's document.
    """
    try:
        mail = parse(raw.data, raw.name)
    except InputError as error:
        return Reading(problems=error.problems)
    says = stated_by(mail, stated)
    contents = sort_parts(mail)
    bodies = _told(contents, header(mail, "Subject"), says)
    found = attachments(contents, says.marking)
    parts = (*bodies.parts, *found.read)
    problems = (*date_problems(raw, says), *_problems(raw, contents, bodies, found))
    text = "\n\n".join(bodies.own)
    if not text.strip():
        return Reading((), (*problems, *(() if parts else _nothing(raw, contents))), parts)
    origins = tuple(Origin(start, end, f"¶ {i}") for i, (start, end) in enumerate(paragraphs(text), start=1))
    return Reading((document(raw, metadata, says, text=text + "\n", origins=origins, media_type=EML),), problems, parts)


def _told(contents: Contents, subject: str, says: Stated) -> _Bodies:
    bodies = _Bodies()
    for body in contents.bodies:
        text = decoded(body_bytes(body) or _undivided(body), body.get_content_charset())
        bodies.unknown += text.unknown
        bodies.read_as.extend([text.read_as] if text.read_as else [])
        if body.get_content_type() == "text/html":
            _add_page(bodies, text.text, says)
        else:
            _add(bodies, says, _parted(body, text.text.replace("\r\n", "\n").replace("\r", "\n"), subject))
    return bodies


def _undivided(body: Mail) -> bytes:
    """What stands in a mail that says that it has parts, and has none."""
    payload = body.get_payload()
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def _parted(body: Mail, text: str, subject: str) -> Parted:
    flowed = str(body.get_param("format", "")).lower() == "flowed"
    return part(text, subject, flowed=flowed, delete_space=str(body.get_param("delsp", "")).lower() == "yes")


def _add(bodies: _Bodies, says: Stated, parted: Parted) -> None:
    bodies.quoted += parted.quoted_lines
    bodies.signature += parted.signature_lines
    if parted.own.strip():
        bodies.own.append(parted.own)
    if parted.forwarded is not None:
        data = parted.forwarded.encode("utf-8", "replace")
        bodies.parts.append(Part("forwarded mail", data, "forwarded.eml", Stated(marking=says.marking)))


def _add_page(bodies: _Bodies, text: str, says: Stated) -> None:
    """HTML as a part; a byte order mark says that it is UTF-8 now, whatever it said before."""
    if text.strip():
        bodies.parts.append(Part("body", b"\xef\xbb\xbf" + text.encode("utf-8", "replace"), "body.html", says))


def _nothing(raw: Raw, contents: Contents) -> tuple[Problem, ...]:
    if contents.encrypted:
        return (Problem("BG247", "is encrypted", file=raw.name, hint="decrypt it, and save its text"),)
    return (Problem("BG202", "the mail holds no text of its own", file=raw.name),)


def _problems(raw: Raw, contents: Contents, bodies: _Bodies, found: Attachments) -> Iterator[Problem]:
    left = [
        f"{number} {name}{'' if number == 1 else 's'}"
        for number, name in ((bodies.quoted, "quoted line"), (bodies.signature, "line of the signature"))
        if number
    ]
    if left:
        message = f"not read: {' and '.join(left)}".replace("line of the signatures", "lines of the signature")
        yield Problem("BG244", message, "note", raw.name)
    if found.unread:
        more = len(found.unread) - _MOST_NAMED
        names = ", ".join(found.unread[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        yield Problem("BG245", f"attachments that are not read: {names}", "warning", raw.name)
    if contents.more:
        yield Problem("BG245", f"has {contents.more:,} parts more than are read", "warning", raw.name)
    for codec in dict.fromkeys(bodies.read_as):
        yield Problem("BG246", f"is not encoded as it says; read as {codec}", "note", raw.name)
    if bodies.unknown:
        several = bodies.unknown > 1
        message = f"{bodies.unknown} character{'s' if several else ''} cannot be told, shown as �"
        yield Problem("BG246", message, "warning", raw.name)
