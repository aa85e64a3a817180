"""The only place that writes results: whole files or none, each brief with the manifest that says what it is."""

from briefgen.store import kept
from briefgen.store.manifests import (
    Manifest,
    Parameter,
    Predecessor,
    PublishedFile,
    UsedSource,
    described,
    read_manifest,
)
from briefgen.store.publishing import publish, publish_all, sweep

__all__ = [
    "Manifest",
    "Parameter",
    "Predecessor",
    "PublishedFile",
    "UsedSource",
    "described",
    "kept",
    "publish",
    "publish_all",
    "read_manifest",
    "sweep",
]
