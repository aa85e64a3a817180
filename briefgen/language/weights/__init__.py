"""The trained weights that come with the package, as plain numbers in compressed JSON, and their reading.

What they were trained on, under which licence and with which figures is told in MODEL_CARD.md beside them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from importlib import resources
from typing import Any, cast

from briefgen.errors import EnvironmentFault


def load(name: str) -> dict[str, Any]:
    """The weights called name. Raises EnvironmentFault when the file is missing or not the one that was shipped."""
    folder = resources.files(__name__)
    try:
        packed = folder.joinpath(f"{name}.json.gz").read_bytes()
        listed = json.loads(folder.joinpath("sha256.json").read_text(encoding="utf-8"))
    except OSError as fault:
        raise EnvironmentFault(f"The weights {name!r} are missing ({fault}); install briefgen again.") from fault
    if hashlib.sha256(packed).hexdigest() != listed.get(name):
        raise EnvironmentFault(
            f"The weights {name!r} are damaged: another SHA-256 was shipped; install briefgen again."
        )
    return cast(dict[str, Any], json.loads(gzip.decompress(packed)))
