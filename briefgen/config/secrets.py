"""How briefs.yaml names secrets: ${VARIABLE} or a file. Written out they are refused; what they hold is read in batch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

WRITTEN_OUT = "written_secret"  # the kind of fault that becomes BG109, whose line is never shown
VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_OURS = frozenset({"content-type", "content-length", "host", "idempotency-key", "transfer-encoding", "user-agent"})
_TELLING = re.compile(r"auth(?!ors?$)|cookie|credential|key|pass|pwd|secret|signature|token", re.IGNORECASE)


def written_out(what: str) -> PydanticCustomError:
    """The fault of a secret that stands in the file; it repeats nothing of it."""
    return PydanticCustomError(WRITTEN_OUT, "{what} is written out", {"what": what})


def _reference(value: str) -> str:
    if VARIABLE.fullmatch(value) is None:
        raise written_out("a secret")
    return value


def _one_line(value: str) -> str:
    if not value.strip() or any(not char.isprintable() for char in value):
        raise ValueError("must be one line of printable text")
    return value


def _without_variable(value: str) -> str:
    if VARIABLE.search(value):
        raise ValueError("cannot hold ${NAME}; write it out")
    return value


def _server(value: str) -> str:
    if re.search(r"[\s/@]", value) or (":" in value and value.count(":") < 2):
        raise ValueError("must be the name of a server alone; the port is a key of its own")
    return value


def _address(value: str) -> str:
    """A web address whose secrets, if it has any, are variables; https, or http to this machine."""
    if VARIABLE.match(value):
        return value
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("is no web address") from None
    if parts.password is not None or _telling_query(parts.query):
        raise written_out("a secret within a web address")
    if not host or parts.scheme not in ("http", "https") or parts.username is not None:
        raise ValueError("must be a web address such as https://example.org/hook, or ${NAME}")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("must begin with https:// (http is for this machine alone)")
    return value


def _telling_query(query: str) -> bool:
    return any(_TELLING.search(name) and not VARIABLE.fullmatch(value) for name, value in parse_qsl(query))


def _headers(value: Mapping[str, str]) -> Mapping[str, str]:
    for name, content in value.items():
        if not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name):
            raise ValueError(f"{name!r} is no name of a header")
        if name.lower() in _OURS or name.lower().startswith("x-briefgen-"):
            raise ValueError(f"{name!r} is set by briefgen")
        if _TELLING.search(name) and not VARIABLE.search(content):
            raise written_out(f"the value of the header {name!r}")
    return value


def is_loopback(host: str) -> bool:
    """True for the names and addresses of this machine."""
    return host == "localhost" or re.fullmatch(r"127(\.\d{1,3}){3}|::1", host) is not None


def tells_a_secret(name: str) -> bool:
    """True for names of things that are usually secret: a password, a token, a key."""
    return _TELLING.search(name) is not None


OneLine = Annotated[str, AfterValidator(_one_line)]
WrittenOut = Annotated[OneLine, AfterValidator(_without_variable)]
Server = Annotated[WrittenOut, AfterValidator(_server)]
SecretName = Annotated[str, AfterValidator(_reference), Field(json_schema_extra={"pattern": f"^{VARIABLE.pattern}$"})]
WebAddress = Annotated[str, AfterValidator(_one_line), AfterValidator(_address)]
Headers = Annotated[dict[str, OneLine], AfterValidator(_headers)]
