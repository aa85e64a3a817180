"""The edition of a brief: a short digest of all that it says, by which two prints can be told apart."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from briefgen import wire
from briefgen.model import Brief


def sealed(brief: Brief) -> Brief:
    """The brief with its edition: eight hex digits of a digest of everything else in it.

    What is not told (None, an empty tuple) is no content, as with the ids of facts.
    """
    said = wire.canonical(_told(replace(brief, edition="").to_json()))
    return replace(brief, edition=hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8])


def _told(plain: object) -> object:
    """A JSON value without the members that say nothing."""
    if isinstance(plain, dict):
        return {key: _told(value) for key, value in plain.items() if value is not None and value != []}
    return [_told(item) for item in plain] if isinstance(plain, list) else plain
