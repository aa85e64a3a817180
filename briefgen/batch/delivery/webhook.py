"""Delivery by HTTP: one signed POST with everything in it as JSON, and what each answer means."""

from __future__ import annotations

import base64
import datetime as dt
import email.utils
import hashlib
import hmac
import json
import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefgen import __version__
from briefgen.batch.delivery import trust
from briefgen.batch.delivery.deadline import Deadline
from briefgen.batch.delivery.parcel import Parcel, Receipt, Status, Undeliverable, chosen, content, megabytes
from briefgen.batch.delivery.secrets import Secret, SecretFault, filled, secret
from briefgen.config.delivery import Channel, WebhookConfig
from briefgen.config.secrets import is_loopback
from briefgen.errors import clean

if TYPE_CHECKING:
    import httpx

_MOST_ANSWER_BYTES = 64_000
_LONGEST_ANSWER = 300
_LONGEST_WAIT_S = 86_400
_CONNECT_S = 30
_LATER = frozenset({408, 425, 429})


def deliver(channel: Channel, settings: WebhookConfig, parcel: Parcel, *, now: dt.datetime) -> Receipt:
    """POST a parcel. The signature covers the time and the whole body; see docs/delivery.md for the receiver's part."""
    url = filled(settings.url)
    shared = secret(settings.secret, settings.secret_file, channel.root)
    assert shared is not None  # the settings cannot be had without
    headers = {name: filled(value) for name, value in settings.headers.items()}
    for value in headers.values():
        # What the HTTP library says of such a value would hold it in another notation, where no redaction finds it.
        if not (value.reveal().isprintable() and value.reveal().isascii()):
            raise SecretFault(f"What {value.origin} holds cannot be a header: it is not one line of ASCII.")
    checked(url)
    data = body(parcel, settings)
    all_headers = {**{name: value.reveal() for name, value in headers.items()}, **signed(data, parcel, shared, now)}
    context = trust.context(settings.ca_file, channel.root, url=url.reveal())
    return post(url, data, all_headers, context=context, timeout_s=settings.timeout_s, now=now)


def body(parcel: Parcel, settings: WebhookConfig) -> bytes:
    """The parcel as JSON, the same bytes for every try. Raises Undeliverable when it is larger than max_mb."""
    most = settings.max_mb * 1_000_000
    files = [
        {
            "name": file.path.name,
            "format": file.format,
            "media_type": file.media_type,
            "sha256": file.sha256,
            "content_base64": base64.b64encode(content(file, most_bytes=int(most * 3 / 4))).decode(),
        }
        for file in chosen(parcel, settings.formats)
    ]
    value = {
        "version": 1,
        "kind": parcel.kind,
        "key": parcel.key,
        "brief": parcel.brief,
        "title": parcel.title,
        "slot": parcel.slot.isoformat(),
        "as_of": parcel.as_of.isoformat() if parcel.as_of else None,
        "manifest_sha256": parcel.manifest_sha256,
        "text": parcel.text,
        "files": files,
    }
    data = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    if len(data) > most:
        raise Undeliverable(f"The request has {megabytes(len(data))}; max_mb allows {megabytes(most)}.")
    return data


def signed(data: bytes, parcel: Parcel, shared: Secret, now: dt.datetime) -> dict[str, str]:
    """The headers of a request, with the HMAC-SHA256 of "<time>.<body>" under the shared secret."""
    timestamp = str(int(now.timestamp()))
    digest = hmac.new(shared.reveal().encode(), f"{timestamp}.".encode() + data, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "User-Agent": f"briefgen/{__version__}",
        "Idempotency-Key": parcel.key,
        "X-Briefgen-Timestamp": timestamp,
        "X-Briefgen-Signature": f"v1={digest}",
    }


def checked(url: Secret) -> None:
    """Refuse an address that came from a variable and is none, or that would send in the clear."""
    try:
        parts = urlsplit(url.reveal())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise SecretFault(f"What {url.origin} holds is no web address.") from None
    if parts.scheme not in ("http", "https") or not host or not url.reveal().isprintable():
        raise SecretFault(f"What {url.origin} holds is no web address.")
    if parts.scheme == "http" and not is_loopback(host):
        raise SecretFault(f"The address in {url.origin} must begin with https:// (http is for this machine alone).")


# The request -----------------------------------------------------------------------------------


def post(
    url: Secret, data: bytes, headers: Mapping[str, str], *, context: ssl.SSLContext, timeout_s: float, now: dt.datetime
) -> Receipt:
    """Send one request and judge its answer; no redirect is followed, and of the answer only the beginning is read."""
    import httpx

    timeout = httpx.Timeout(timeout_s, connect=min(timeout_s, _CONNECT_S))
    with Deadline(timeout_s) as deadline:
        trace = {"trace": _watching(deadline)}
        try:
            client = httpx.Client(verify=context, timeout=timeout, follow_redirects=False)
            request = client.build_request("POST", url.reveal(), content=data, headers=dict(headers), extensions=trace)
        except (httpx.InvalidURL, ValueError, ImportError):
            # The message of such an error repeats the address, and a proxy's may hold a password.
            return Receipt(
                "permanent", f"the address in {url.origin}, or that of a proxy (HTTPS_PROXY), cannot be used"
            )
        with client:
            try:
                response = client.send(request, stream=True)
            except httpx.HTTPError as error:
                return _broken(error, late=deadline.over)
            try:
                return _answered(response, _beginning(response), now)
            finally:
                response.close()


def _watching(deadline: Deadline) -> Any:
    def trace(event: str, info: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            deadline.watch(info["return_value"].get_extra_info("socket"))

    return trace


def _beginning(response: httpx.Response) -> bytes:
    """What the answer says, as far as it is worth reading; the status is in hand already."""
    import httpx

    read = b""
    try:
        for chunk in response.iter_raw():
            read += chunk
            if len(read) >= _MOST_ANSWER_BYTES:
                break
    except httpx.HTTPError:
        return read
    return read[:_MOST_ANSWER_BYTES]


def _answered(response: httpx.Response, said: bytes, now: dt.datetime) -> Receipt:
    code = response.status_code
    if 200 <= code <= 299:
        return Receipt("delivered", f"{code}", remote_id=clean(response.headers.get("x-request-id", ""))[:200] or None)
    if 300 <= code <= 399:
        return Receipt("permanent", f"{code}: it redirects, which is not followed; give the new address")
    line = clean(" ".join(said[: 4 * _LONGEST_ANSWER].decode(errors="replace").split()))[:_LONGEST_ANSWER]
    detail = f"{code}: {line}" if line else f"{code} {response.reason_phrase}".strip()
    if code in _LATER or code >= 500:
        return Receipt("temporary", detail, retry_after_s=_retry_after(response.headers.get("retry-after"), now))
    return Receipt("permanent", detail)


def _retry_after(value: str | None, now: dt.datetime) -> int | None:
    """The seconds that Retry-After asks for, at most a day; it gives seconds or a date."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return min(int(value.strip()[:9]), _LONGEST_WAIT_S)
    try:
        then = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=dt.UTC)
    return max(0, min(int((then - now).total_seconds()), _LONGEST_WAIT_S))


def _broken(error: httpx.HTTPError, *, late: bool) -> Receipt:
    """A request without an answer: not sent, or sent and perhaps taken."""
    import httpx

    cause = _root(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Receipt("permanent", f"the certificate is not trusted ({cause.verify_message})")
    status: Status = "permanent" if isinstance(error, httpx.UnsupportedProtocol) else "temporary"
    reason = "the time was over" if late else _reason(error)
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)):
        return Receipt(status, f"not sent: {reason}")
    return Receipt(status, f"no answer ({reason}); the far side may have taken it", uncertain=True)


def _reason(error: httpx.HTTPError) -> str:
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return "it took too long"
    return clean(" ".join(str(error).split())) or type(error).__name__


def _root(error: BaseException) -> BaseException:
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error
