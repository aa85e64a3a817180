"""Delivery by mail: the conversation with the server, step by step, and what each answer means for each recipient."""

from __future__ import annotations

import base64
import datetime as dt
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar

from briefgen.batch.delivery import letter, trust
from briefgen.batch.delivery.deadline import Deadline
from briefgen.batch.delivery.parcel import Outcome, Parcel, Receipt, Recipient, Status, megabytes
from briefgen.batch.delivery.secrets import Secret, filled, secret
from briefgen.config.delivery import Channel, EmailConfig
from briefgen.errors import clean

_LONGEST_REPLY = 300
_CONNECT_S = 30
_T = TypeVar("_T")


class _Refusal(Exception):
    """The end of a conversation before the message was taken: what it means, and why."""

    def __init__(self, status: Status, detail: str) -> None:
        self.status, self.detail = status, detail
        super().__init__(detail)


def deliver(
    channel: Channel, settings: EmailConfig, parcel: Parcel, earlier: Receipt | None, *, now: dt.datetime
) -> Receipt:
    """Send a parcel to those recipients who did not take it in an earlier try."""
    taken = earlier.taken if earlier else frozenset[str]()
    everybody = dict.fromkeys(_envelope(mailbox) for mailbox in (*settings.to, *settings.cc, *settings.bcc))
    wanted = [recipient for recipient in everybody if recipient not in taken]
    before = tuple(Recipient(recipient, "taken", "in an earlier try") for recipient in everybody if recipient in taken)
    if not wanted:
        return Receipt("delivered", "all recipients have it from an earlier try", recipients=before)
    message = letter.written(settings, parcel, now=now)
    username = filled(settings.username) if settings.username else None
    password = secret(settings.password, settings.password_file, channel.root)
    context = None if settings.tls == "none" else trust.context(settings.ca_file, channel.root)
    with Deadline(settings.timeout_s) as deadline:
        try:
            server = _connected(settings, context, deadline)
            try:
                _log_in(server, settings, username, password)
                receipt = _hand_over(server, settings, message, wanted)
            finally:
                server.close()
        except _Refusal as refusal:
            receipt = Receipt(refusal.status, refusal.detail)
    return _finished(receipt, before, parcel, timed_out=deadline.over)


def _envelope(mailbox: str) -> str:
    return letter.address(mailbox).addr_spec


def _finished(receipt: Receipt, before: Sequence[Recipient], parcel: Parcel, *, timed_out: bool) -> Receipt:
    """The receipt with those who have it from before, and with the mail's name where it may have arrived."""
    late = "the time was over: " if timed_out and receipt.status != "delivered" else ""
    remote_id = parcel.key if receipt.status == "delivered" or receipt.uncertain else None
    return replace(
        receipt, detail=late + receipt.detail, remote_id=remote_id, recipients=(*before, *receipt.recipients)
    )


# The conversation ------------------------------------------------------------------------------


def _connected(settings: EmailConfig, context: ssl.SSLContext | None, deadline: Deadline) -> smtplib.SMTP:
    """A greeted server, behind TLS unless it is on this machine and briefs.yaml says none."""
    host, port = settings.host, settings.effective_port
    raw = _step("connecting", lambda: socket.create_connection((host, port), min(settings.timeout_s, _CONNECT_S)))
    raw.settimeout(settings.timeout_s)
    deadline.watch(raw)
    if context is not None and settings.tls == "implicit":
        raw = _step("TLS", lambda: context.wrap_socket(raw, server_hostname=host))  # closes raw when it fails
    server = _Server(raw, settings)
    try:
        _expect("greeting", 220, server.getreply)
        _hello(server)
        if settings.tls == "starttls":
            if not server.has_extn("starttls"):
                raise _Refusal("permanent", f"{host} does not offer STARTTLS, and nothing is sent without it")
            _expect("STARTTLS", 220, lambda: server.starttls(context=context))
            _hello(server)
    except BaseException:
        server.close()
        raise
    return server


class _Server(smtplib.SMTP):
    """smtplib's side of the conversation over a connection that is already there."""

    def __init__(self, connection: socket.socket, settings: EmailConfig) -> None:
        # Named by the sender's domain: the machine's own name would be looked up, which may take its time.
        super().__init__(local_hostname=letter.address(settings.sender).domain, timeout=settings.timeout_s)
        self.sock, self._host = connection, settings.host


def _hello(server: smtplib.SMTP) -> None:
    code, _ = _step("EHLO", server.ehlo)
    if not 200 <= code <= 299:
        _expect("HELO", 250, server.helo)


def _log_in(server: smtplib.SMTP, settings: EmailConfig, username: Secret | None, password: Secret | None) -> None:
    """PLAIN or LOGIN, in UTF-8 (RFC 4616): the line is encrypted or does not leave this machine."""
    if username is None or password is None:
        return
    offered = server.esmtp_features.get("auth", "").upper().split()
    name, word = (_base64(value) for value in (username.reveal(), password.reveal()))
    if "PLAIN" in offered:
        both = _base64(f"\0{username.reveal()}\0{password.reveal()}")
        _expect("login", 235, lambda: server.docmd("AUTH", f"PLAIN {both}"))
    elif "LOGIN" in offered:
        _expect("login", 334, lambda: server.docmd("AUTH", "LOGIN"))
        _expect("login", 334, lambda: server.docmd(name))
        _expect("login", 235, lambda: server.docmd(word))
    else:
        kinds = f" (only {', '.join(offered)})" if offered else ""
        raise _Refusal("permanent", f"{settings.host} offers no login by name and password{kinds}")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _hand_over(server: smtplib.SMTP, settings: EmailConfig, message: bytes, wanted: Sequence[str]) -> Receipt:
    """Sender, recipients, message; from the last on it is not sure what the server has until it answers."""
    _expect("sender", 250, lambda: server.mail(_envelope(settings.sender), _mail_options(server, settings, message)))
    recipients = [_offered(server, recipient) for recipient in wanted]
    ready = [r.address for r in recipients if r.status == "taken"]
    if not ready:
        return _judged(recipients)
    _expect("DATA", 354, lambda: server.docmd("DATA"))
    try:
        server.send(_stuffed(message))
        code, answer = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        doubt = f"the line dropped before the answer ({_reason(error)}); the server may have taken the message"
        return _judged([_settled(r, "unknown", doubt) for r in recipients])
    text = _reply(code, answer)
    if code != 250:
        return _judged([_settled(r, _status(code), text) for r in recipients])
    _part(server)
    return _judged([_settled(r, "taken", text) for r in recipients])


def _mail_options(server: smtplib.SMTP, settings: EmailConfig, message: bytes) -> list[str]:
    options = []
    if server.has_extn("size"):
        limit = server.esmtp_features["size"].strip()
        if limit.isdigit() and 0 < int(limit) < len(message):
            most = megabytes(int(limit))
            raise _Refusal("permanent", f"the mail has {megabytes(len(message))}; {settings.host} allows {most}")
        options.append(f"size={len(message)}")
    if letter.needs_utf8(settings):
        if not server.has_extn("smtputf8"):
            raise _Refusal("permanent", f"{settings.host} takes no addresses of other than ASCII letters (SMTPUTF8)")
        options += ["SMTPUTF8", "BODY=8BITMIME"]
    return options


def _offered(server: smtplib.SMTP, recipient: str) -> Recipient:
    """One recipient named to the server; "taken" only means so far that it does not object."""
    code, answer = _step("recipient", lambda: server.rcpt(recipient))
    if code == 421:  # the server hangs up
        raise _Refusal("temporary", f"recipient {recipient}: {_reply(code, answer)}")
    return Recipient(recipient, "taken" if code in (250, 251) else _status(code), _reply(code, answer))


def _settled(recipient: Recipient, status: Outcome, detail: str) -> Recipient:
    """What became of a recipient to whom the server had not objected; the others stay as they are."""
    return Recipient(recipient.address, status, detail) if recipient.status == "taken" else recipient


def _judged(recipients: Sequence[Recipient]) -> Receipt:
    """One status for all: what can still change makes it temporary, what never will and is not taken permanent."""
    statuses = {r.status for r in recipients}
    uncertain = "unknown" in statuses
    if statuses == {"taken"}:
        return Receipt("delivered", recipients[0].detail, recipients=tuple(recipients))
    taken = sum(r.status == "taken" for r in recipients)
    faults = "; ".join(f"{r.address}: {r.detail}" for r in recipients if r.status != "taken")
    share = f"taken for {taken} of {len(recipients)} recipients; " if taken else ""
    status: Status = "temporary" if uncertain or "temporary" in statuses else "permanent"
    return Receipt(status, share + faults, uncertain=uncertain, recipients=tuple(recipients))


def _stuffed(message: bytes) -> bytes:
    """The message as DATA wants it: a dot before each dot that opens a line, and one alone at the end."""
    end = b"" if message.endswith(b"\r\n") else b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", message) + end + b".\r\n"


# What answers mean -----------------------------------------------------------------------------


def _expect(step: str, wanted: int, call: Callable[[], tuple[int, bytes]]) -> None:
    code, answer = _step(step, call)
    if code != wanted:
        raise _Refusal(_status(code), f"{step}: {_reply(code, answer)}")


def _step(step: str, call: Callable[[], _T]) -> _T:
    """One step; whatever ends the conversation becomes a _Refusal that names it."""
    try:
        return call()
    except smtplib.SMTPResponseException as error:
        raise _Refusal(_status(error.smtp_code), f"{step}: {_reply(error.smtp_code, error.smtp_error)}") from None
    except (OSError, smtplib.SMTPException) as error:
        raise _Refusal(_lasting(error), f"{step}: {_reason(error)}") from error


def _lasting(error: Exception) -> Status:
    """A certificate or a protocol that does not fit waits for a person; a line that drops may be back in a minute."""
    dropped = isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError))
    return "permanent" if isinstance(error, ssl.SSLError) and not dropped else "temporary"


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is not trusted ({error.verify_message})"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, socket.gaierror):
        return "the name of the server cannot be looked up"
    return " ".join(str(getattr(error, "strerror", None) or error).split())


def _status(code: int) -> Literal["temporary", "permanent"]:
    return "permanent" if 500 <= code <= 599 else "temporary"


def _reply(code: int, answer: Any) -> str:
    """An answer on one line, cut where it goes on and on."""
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    line = clean(" ".join(text.split()))
    return f"{code} {line[:_LONGEST_REPLY]}" if code != -1 else f"no answer of a mail server: {line[:_LONGEST_REPLY]}"


def _part(server: smtplib.SMTP) -> None:
    """Say goodbye; the message is taken, whatever comes of it."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        return
