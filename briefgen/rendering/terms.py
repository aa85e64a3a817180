"""Words of the facts that are labels on a page: named here, so that every catalogue has them."""

from __future__ import annotations


def N_(message: str) -> str:
    """The message itself; it is translated where it is shown."""
    return message
