"""Which certificates are believed: those of the system, or those of one file. There is no way to believe any."""

from __future__ import annotations

import ssl
from pathlib import Path

from briefgen.batch.delivery.parcel import Undeliverable


def context(ca_file: str | None, root: Path, *, url: str = "https:") -> ssl.SSLContext:
    """The terms of TLS: verified, for this host. Raises Undeliverable when the file cannot be used.

    For a url without TLS the terms are such that nobody would be believed, which takes no time to read.
    """
    if not url.lower().startswith("https:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    path = root / ca_file if ca_file else None
    try:
        return ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError) as error:
        reason = error.strerror if isinstance(error, FileNotFoundError) else "it holds no certificate in PEM form"
        raise Undeliverable(f"ca_file {path} cannot be used: {reason}.") from error
