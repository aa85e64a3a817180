"""Looking before the night: secrets, files and folders of briefs.yaml that are not there now. Nothing is sent."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefgen import marked_yaml
from briefgen.config import Config
from briefgen.config.delivery import Channel, EmailConfig, FolderConfig, over
from briefgen.config.secrets import VARIABLE
from briefgen.errors import Problem

_FILES = frozenset({"ca_file", "password_file", "secret_file"})
_UNSET = "it is read when something is delivered; this shell may not be the one that delivers"


def missing(path: Path, config: Config) -> tuple[Problem, ...]:
    """What deliveries will want and what is not to be had here and now, each with its place in the file.

    path is a briefs.yaml in which no fault was found, config what is in it. Warnings for secrets, files and
    folders, which may be there where the scheduler runs; errors for formats that a brief is not built in.
    """
    tree, _ = marked_yaml.load(path.read_text(encoding="utf-8-sig"), file=str(path))
    if tree is None:
        return ()
    absent = (
        Problem("BG113", message, "warning", str(path), *tree.place(place), hint)
        for place, message, hint in _missing(tree.value, path.resolve().parent, config.channels)
    )
    unbuilt = (
        Problem("BG114", message, "error", str(path), *tree.place(place), "add it to formats, or change the channel")
        for place, message in _unbuilt(config)
    )
    return (*absent, *unbuilt)


def _unbuilt(config: Config) -> Iterator[tuple[marked_yaml.Path, str]]:
    """Formats that a channel sends and a brief that goes over it does not have."""
    for brief in config.briefs:
        schedule = next((s for s in config.schedules if {brief.name, brief.edition_of} & {*s.briefs}), None)
        built = (schedule.formats if schedule else None) or brief.formats
        for name in over(schedule, brief).deliver or ():
            settings = config.channels[name].settings
            wanted = settings.attach if isinstance(settings, EmailConfig) else settings.formats or ()
            for lacking in [to for to in wanted if to not in built]:
                place = ("briefs", brief.edition_of or brief.name, "deliver")
                yield place, f"the channel {name!r} sends {lacking}, which {brief.name} is not built as"


def _missing(
    file: dict[str, Any], root: Path, channels: Mapping[str, Channel]
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
