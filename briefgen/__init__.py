"""briefgen: source documents in, cited briefings out.

    >>> import briefgen
    >>> document = briefgen.read("article.txt")
    >>> facts = briefgen.extract(document)
    >>> brief = briefgen.compose(facts, title="What happened")
    >>> markdown = briefgen.render(brief, "md").decode()

``briefgen.build("briefs.yaml")`` makes every brief of a file.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.pipeline import build, compose, extract, read, read_all, render

__all__ = ["__version__", "build", "compose", "extract", "read", "read_all", "render"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """The functions of the API, loaded when first asked for, so that importing the package costs next to nothing."""
    if name in set(__all__) - {"__version__"}:
        return getattr(importlib.import_module("briefgen.pipeline"), name)
    raise AttributeError(f"module 'briefgen' has no attribute {name!r}")
