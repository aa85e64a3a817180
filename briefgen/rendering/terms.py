"""Words of the facts that are labels on a page: named here, so that every catalogue has them."""

from __future__ import annotations

from typing import TypeVar

Word = TypeVar("Word", bound=str)


def N_(message: Word) -> Word:
    """The message itself; it is translated where it is shown. Collectors of messages know this name."""
    return message
