"""Looking before the night: secrets, files and folders of briefs.yaml that are not there now. Nothing is sent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefgen import marked_yaml
from briefgen.config.delivery import Channel, FolderConfig
from briefgen.config.secrets import VARIABLE
from briefgen.errors import Problem

_FILES = frozenset({"ca_file", "password_file", "secret_file"})
_UNSET = "it is read when something is delivered; this shell may not be the one that delivers"


def missing(path: Path, channels: dict[str, Channel]) -> tuple[Problem, ...]:
    """Warnings for what deliveries will want and what is not to be had here and now, each with its place in the file.

    path is a briefs.yaml in which no fault was found, channels are those in it.
    """
    tree, _ = marked_yaml.load(path.read_text(encoding="utf-8-sig"), file=str(path))
    if tree is None:
        return ()
    return tuple(
        Problem("BG113", message, "warning", str(path), *tree.place(place), hint)
        for place, message, hint in _missing(tree.value, path.resolve().parent, channels)
    )


def _missing(
    file: dict[str, Any], root: Path, channels: dict[str, Channel]
) -> Iterator[tuple[marked_yaml.Path, str, str]]:
    for place, text in _texts(file, ()):
        if not _is_of_delivery(place):
            continue
        for name in VARIABLE.findall(text):
            if not os.environ.get(name) and not os.environ.get(f"{name}_FILE"):
                yield place, f"the environment variable {name} is not set", _UNSET
        if place[-1] in _FILES and not VARIABLE.search(text) and not os.access(root / text, os.R_OK):
            yield place, f"{root / text} cannot be read", "paths are relative to briefs.yaml"
    for name, channel in channels.items():
        if isinstance(channel.settings, FolderConfig) and not (root / channel.settings.path).is_dir():
            place = ("channels", name, "folder", "path")
            yield place, f"there is no folder {root / channel.settings.path}", "make it, or mount it"


def _texts(value: object, place: marked_yaml.Path) -> Iterator[tuple[marked_yaml.Path, str]]:
    if isinstance(value, str):
        yield place, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _texts(inner, (*place, key))


def _is_of_delivery(place: marked_yaml.Path) -> bool:
    return place[0] == "channels" or "ping" in place
