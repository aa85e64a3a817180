"""One page from the web: https alone, every address checked and held to, bounded in size and time, no more than a few redirects.

The name of a host is looked up once for each request, all its addresses must be public, and the
connection goes to the address that was checked, so that nobody can give another answer in between.
Proxies of the environment are not used: through them nothing of this could be promised.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from briefgen import __version__
from briefgen.errors import clean
from briefgen.sourcing import addresses
from briefgen.sourcing.addresses import Resolve

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 20_000_000
MOST_SECONDS = 60.0
_MOST_REDIRECTS = 5
_CHUNK = 65_536


class FetchFault(Exception):
    """A page that cannot be had; the message says why, as the end of a sentence. later is true when another try may help."""

    def __init__(self, reason: str, *, later: bool = False) -> None:
        super().__init__(reason)
        self.later = later


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the bytes, the address they came from in the end, and the media type that the server gave."""

    data: bytes
    url: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Network:
    """How the far side is reached: which addresses a host has, which of them may be asked, whose certificates are believed."""

    resolve: Resolve = addresses.resolve
    may_ask: Callable[[str], bool] = addresses.is_public
    tls: ssl.SSLContext | None = None
    most_bytes: int = MOST_BYTES
    most_seconds: float = MOST_SECONDS


def fetch(url: str, network: Network | None = None) -> Fetched:
    """The page at an address. Raises FetchFault."""
    network = network or Network()
    end = time.monotonic() + network.most_seconds
    for _ in range(_MOST_REDIRECTS + 1):
        answer = _asked(url, network, end)
        if isinstance(answer, Fetched):
            return answer
        try:
            url = urljoin(url, answer)
        except ValueError as error:
            raise FetchFault(f"redirects to what is no web address ({clean(answer)[:80]})") from error
    raise FetchFault(f"redirects more than {_MOST_REDIRECTS} times")


def _asked(url: str, network: Network, end: float) -> Fetched | str:
    """What one request gives: the page, or the address that it sends us to."""
    import httpx

    target = _parsed(url)
    address = _checked_address(target, network)
    pinned = target.copy_with(host=address, fragment=None)
    headers = {
        "Host": target.netloc.decode("ascii"),
        "User-Agent": f"briefgen/{__version__}",
        "Accept": "text/html, application/pdf, application/xhtml+xml, text/plain, */*;q=0.5",
        "Accept-Encoding": "gzip, identity;q=0.9",
    }
    context = network.tls or ssl.create_default_context()
    timeout = httpx.Timeout(min(20.0, network.most_seconds))
    try:
        with httpx.Client(verify=context, trust_env=False, follow_redirects=False, timeout=timeout) as client:
            request = client.build_request("GET", pinned, headers=headers)
            request.extensions["sni_hostname"] = target.raw_host.decode("ascii")
            response = client.send(request, stream=True)
            try:
                return _answered(response, url, network, end)
            finally:
                response.close()
    except httpx.TimeoutException as error:
        raise FetchFault("took too long to answer", later=True) from error
    except httpx.HTTPError as error:
        raise FetchFault(_reason(error), later=True) from error


def _parsed(url: str) -> httpx.URL:
    import httpx

    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchFault(f"is no web address ({clean(str(error))[:120]})") from error
    if target.scheme != "https":
        raise FetchFault(f"leads to {clean(target.scheme) or 'no'}:// — only https:// is fetched")
    if target.userinfo:
        raise FetchFault("holds a user name or a password")
    if not target.host:
        raise FetchFault("names no host")
    return target


def _checked_address(target: httpx.URL, network: Network) -> str:
    """The address to connect to; every address of the host must be one that may be asked."""
    host = target.raw_host.decode("ascii").strip("[]")
    try:
        found = network.resolve(host, target.port or 443)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FetchFault(f"its host {host} cannot be found ({reason})", later=True) from error
    barred = [address for address in found if not network.may_ask(address)]
    if barred or not found:
        shown = barred[0] if barred else "none"
        raise FetchFault(f"its host {host} has an address that is not of the public internet ({shown})")
    return found[0]


def _answered(response: httpx.Response, url: str, network: Network, end: float) -> Fetched | str:
    code = response.status_code
    if code in (301, 302, 303, 307, 308):
        where = response.headers.get("location", "")
        if not where:
            raise FetchFault(f"answered {code} without saying where to")
        return str(where)
    if code != 200:
        reason = clean(f"{code} {response.reason_phrase}".strip())
        raise FetchFault(f"answered {reason}", later=code >= 500 or code == 429)
    data = _body(response, network, end)
    if not data.strip():
        raise FetchFault("answered with nothing")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(data, url, clean(kind)[:100])


def _body(response: httpx.Response, network: Network, end: float) -> bytes:
    """The bytes of the answer, unpacked by hand so that they are counted while they grow."""
    packing = response.headers.get("content-encoding", "identity").strip().lower() or "identity"
    if packing not in ("identity", "gzip", "x-gzip"):
        raise FetchFault(f"answered in an encoding that was not asked for ({clean(packing)[:40]})")
    unpacker = None if packing == "identity" else zlib.decompressobj(wbits=31)
    pieces, size = [], 0
    for raw in response.iter_raw(_CHUNK):
        if time.monotonic() > end:
            raise FetchFault(f"was not there after {network.most_seconds:.0f} seconds", later=True)
        piece = _unpacked(unpacker, raw, network.most_bytes + 1 - size) if unpacker else raw
        pieces.append(piece)
        size += len(piece)
        if size > network.most_bytes:
            raise FetchFault(f"is larger than {network.most_bytes // 1_000_000} MB")
    if unpacker is not None and not unpacker.eof:
        raise FetchFault("ends too soon", later=True)
    return b"".join(pieces)


def _unpacked(unpacker: zlib._Decompress, raw: bytes, most: int) -> bytes:
    try:
        return unpacker.decompress(raw, most)
    except zlib.error as error:
        raise FetchFault("is packed in a way that cannot be read", later=True) from error


def _reason(error: httpx.HTTPError) -> str:
    cause: BaseException = error
    while (below := cause.__cause__ or cause.__context__) is not None:
        cause = below
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"shows a certificate that is not trusted ({cause.verify_message})"
    return f"cannot be reached ({clean(' '.join(str(error).split()))[:160] or type(error).__name__})"
