"""The objects of a PDF, and the references by which they name each other."""

from __future__ import annotations

import re
from typing import Any

_REFERENCE = re.compile(rb"(\d+) 0 R")


def number_of(reference: object) -> int:
    """The number of the object that a reference names. Raises ValueError when it is no reference."""
    match = _REFERENCE.fullmatch(reference) if isinstance(reference, bytes) else None
    if match is None:
        raise ValueError(f"{reference!r} is no reference")
    return int(match.group(1))


def added(pdf: Any, values: dict[str, Any]) -> bytes:
    """A dictionary as an object of its own; its reference."""
    import pydyf

    dictionary = pydyf.Dictionary(values)
    pdf.add_object(dictionary)
    return bytes(dictionary.reference)
