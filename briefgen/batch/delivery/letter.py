"""A parcel as a mail message: addresses, headers, text, attachments. Sending it is in mail.py."""

from __future__ import annotations

import datetime as dt
import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from briefgen.batch.delivery.parcel import Parcel, Undeliverable, chosen, content, filled, megabytes
from briefgen.config.delivery import EmailConfig
from briefgen.errors import CONTROL, clean

_MOST_SUBJECT = 200
_BASE64 = 4 / 3 * 78 / 76  # a line of 76 letters and its end for 57 bytes


def written(settings: EmailConfig, parcel: Parcel, *, now: dt.datetime) -> bytes:
    """The message as it is sent, the same for every try but for its date.

    Raises Undeliverable when it is larger than max_mb, or a file of it is missing or changed.
    """
    message = EmailMessage(policy=SMTP.clone(utf8=needs_utf8(settings)))
    message["From"] = address(settings.sender)
    message["To"] = tuple(address(mailbox) for mailbox in settings.to)
    if settings.cc:
        message["Cc"] = tuple(address(mailbox) for mailbox in settings.cc)
    message["Subject"] = _subject(settings, parcel)
    message["Date"] = now
    message["Message-ID"] = f"<{parcel.key}@{address(settings.sender).domain}>"
    message["X-Briefgen-Delivery"] = parcel.key
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    message.set_content(_lines(_text(settings, parcel)), charset="utf-8", cte="quoted-printable")
    _attach(message, settings, parcel)
    _fix_boundaries(message, parcel.key)
    data = message.as_bytes()
    most = settings.max_mb * 1_000_000
    if len(data) > most:
        raise Undeliverable(f"The mail has {megabytes(len(data))}; max_mb allows {megabytes(most)}.")
    return data


def address(mailbox: str) -> Address:
    """A mailbox as briefs.yaml has it; a domain of other than ASCII letters in the form that the net uses."""
    name, whole = parseaddr(mailbox)
    local, _, domain = whole.rpartition("@")
    return Address(name, local, domain if domain.isascii() else _ascii_domain(domain))


def _ascii_domain(domain: str) -> str:
    import idna

    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError as error:
        raise Undeliverable(f"The domain {domain!r} cannot be written in ASCII: {error}.") from error


def needs_utf8(settings: EmailConfig) -> bool:
    """True when the part of an address before the @ is not ASCII, which the server must allow (SMTPUTF8)."""
    everybody = (settings.sender, *settings.to, *settings.cc, *settings.bcc)
    return not all(address(mailbox).username.isascii() for mailbox in everybody)


def _subject(settings: EmailConfig, parcel: Parcel) -> str:
    """The subject on one line: a title must not add headers."""
    template = settings.subject if parcel.kind == "brief" else "{title}"
    text = " ".join(CONTROL.sub(" ", filled(template, parcel)).split())
    return text if len(text) <= _MOST_SUBJECT else text[: _MOST_SUBJECT - 1].rstrip() + "…"


def _text(settings: EmailConfig, parcel: Parcel) -> str:
    """The plain text, where it was built and is not attached, which is made for mails; otherwise the parcel's own."""
    plain = next((file for file in parcel.files if file.format == "txt"), None)
    if plain is None or "txt" in settings.attach:
        return parcel.text
    return content(plain, most_bytes=int(settings.max_mb * 1_000_000)).decode(errors="replace")


def _lines(text: str) -> str:
    """The text as a mail may hold it: halves of characters cannot be sent, other controls have no business in it."""
    return clean(text.replace("\r\n", "\n"))


def _attach(message: EmailMessage, settings: EmailConfig, parcel: Parcel) -> None:
    """The HTML, where it was built, as the better form of the text; then the files that are asked for."""
    most = int(settings.max_mb * 1_000_000 / _BASE64)
    page = next((file for file in parcel.files if file.format == "html"), None)
    if page is not None and "html" not in settings.attach:
        message.add_alternative(
            content(page, most_bytes=most).decode(errors="replace"), subtype="html", cte="quoted-printable"
        )
    for file in chosen(parcel, settings.attach):
        main, _, sub = file.media_type.partition("/")
        data = content(file, most_bytes=most)
        message.add_attachment(data, maintype=main, subtype=sub, filename=clean(file.path.name))


def _fix_boundaries(message: EmailMessage, key: str) -> None:
    """Boundaries by the key instead of by chance; neither base64 nor quoted-printable can hold "=_"."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{hashlib.sha256(f'{key}{number}'.encode()).hexdigest()[:32]}")
