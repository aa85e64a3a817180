"""Folders and patterns as lists of files: sorted, never through a link, without what is hidden. Reads names alone."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MOST_FILES = 2_000
_WILD = re.compile(r"[*?]|\[[^]]+\]")
_MOST_LOOKED_AT = 100_000


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a pattern by their paths below root, sorted; links that lead elsewhere; whether there were too many."""

    names: tuple[str, ...]
    links: tuple[str, ...] = ()
    too_many: bool = False


def is_pattern(root: Path, path: str) -> bool:
    """True for a folder, and for a path with wildcards unless a file has just that name."""
    whole = root / path
    try:
        return whole.is_dir() or (_WILD.search(path) is not None and not whole.exists())
    except (OSError, ValueError):
        return False


def base_of(root: Path, path: str) -> Path:
    """The folder that is searched: the part of a pattern before its first wildcard."""
    whole = root / path
    if whole.is_dir():
        return whole
    fixed = []
    for part in PurePosixPath(path).parts:
        if _WILD.search(part):
            break
        fixed.append(part)
    return root.joinpath(*fixed)


def expand(root: Path, path: str, exclude: Sequence[str], avoid: Sequence[Path]) -> Files:
    """The files that a folder or pattern stands for.

    Names as in briefs.yaml: relative to root, with "/". What begins with a dot, Office lock files and
    editors' copies are left out, and so is all that lies in a folder of avoid. "**" stands for any
    folders. exclude holds patterns for the whole path below the base, or for a name.
    """
    base = base_of(root, path)
    wanted = ("**",) if (root / path).is_dir() else PurePosixPath(path).parts
    unwanted = [PurePosixPath(pattern).parts for pattern in exclude]
    names: list[str] = []
    links: list[str] = []
    for number, file in enumerate(_walk(base, avoid)):
        shown = _shown(root, file)
        below = file.relative_to(base).parts
        if not _fits(PurePosixPath(shown).parts, wanted) or any(
            _fits(below, pattern) or _fits(below[-1:], pattern) for pattern in unwanted
        ):
            continue
        (links if _leads_out(file, base) else names).append(shown)
        if number >= _MOST_LOOKED_AT or len(names) > MOST_FILES:
            return Files(tuple(sorted(names)[:MOST_FILES]), tuple(sorted(links)), too_many=True)
    return Files(tuple(sorted(names)), tuple(sorted(links)))


def _walk(base: Path, avoid: Sequence[Path]) -> Iterator[Path]:
    for folder, folders, files in os.walk(base, followlinks=False):
        here = Path(folder)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and here / f not in avoid)
        yield from (here / name for name in sorted(files) if not _is_litter(name) and here / name not in avoid)


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith("~") or name in ("Thumbs.db", "desktop.ini")


def _leads_out(file: Path, base: Path) -> bool:
    return file.is_symlink() and not file.resolve().is_relative_to(base.resolve())


def _shown(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


def _fits(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """True when a path's parts are those of a pattern; "**" stands for any number of them."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_fits(parts[skip:], pattern[1:]) for skip in range(len(parts) + 1))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])
