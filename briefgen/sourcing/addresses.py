"""Which addresses a source may be fetched from: those of the public internet, and of nothing behind this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], tuple[str, ...]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TEREDO = ipaddress.ip_network("2001::/32")
_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")


def resolve(host: str, port: int) -> tuple[str, ...]:
    """All addresses of a host, in the order of the system, each once. Raises OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(where[0]).partition("%")[0] for *_, where in found))


def is_public(address: str) -> bool:
    """True for an address of the public internet; one that wraps another counts as the one inside it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = _wrapped(parsed)
    if inner is not None:
        return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _wrapped(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address carries inside it: mapped, 6to4, NAT64 or Teredo."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _SIX_TO_FOUR:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.teredo[1] if address in _TEREDO and address.teredo is not None else None
