"""The edition of a brief: a short digest of all that it says, by which two prints can be told apart."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from briefgen import wire
from briefgen.model import Brief


def sealed(brief: Brief) -> Brief:
    """The brief with its edition: eight hex digits of a digest of everything else in it."""
    said = wire.canonical(replace(brief, edition=""))
    return replace(brief, edition=hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8])
