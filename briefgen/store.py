"""The only place that writes results: whole files or none, inside the output folder, never through a link."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from briefgen.errors import InputError, Problem


def publish(root: Path, relative: str, data: bytes) -> Path:
    """Write root/relative so that at every moment either the old file or the whole new one is there.

    Folders are made as needed. Raises InputError (BG501) when the file would lie outside root, when
    it or a folder on its way is a symbolic link, and when the disk or a permission refuses.
    """
    return publish_all(root, {relative: data})[0]


def publish_all(root: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write some files that belong together, by their paths below root; the paths in the same order.

    Each is on the disk under another name before the first takes its place, so a full disk or a
    refused permission leaves all the old ones standing. Raises InputError (BG501) as publish does.
    """
    staged: dict[Path, Path] = {}
    try:
        for relative, data in files.items():
            path = _safe(root, relative)
            staged[path] = _stage(path, data)
        for path, temporary in staged.items():
            _put_in_place(temporary, path)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
    for folder in dict.fromkeys(path.parent for path in staged):
        _flush(folder)
    return tuple(staged)


def _safe(root: Path, relative: str) -> Path:
    """The path of a result; refused when it leaves root, follows a link, or is a folder."""
    path = root / relative
    below = [p for p in (path, *path.parents) if p.is_relative_to(root) and p != root]
    if not path.resolve().is_relative_to(root.resolve()) or any(p.is_symlink() for p in below):
        raise InputError((Problem("BG501", "the output would leave its folder or follow a link", file=str(path)),))
    if path.is_dir():
        raise _refused(path, "a folder of that name is in the way")
    return path


def _stage(path: Path, data: bytes) -> Path:
    """The data in a temporary file beside path, flushed to the disk."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _refused(path, error.strerror or str(error)) from error
    except BaseException:  # Ctrl-C must not leave the temporary file behind either
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put_in_place(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error


def _flush(folder: Path) -> None:
    """Make the new names last; a file system that cannot flush folders has nothing to flush."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _refused(path: Path, reason: str) -> InputError:
    message = f"cannot be written: {reason}"
    return InputError((Problem("BG501", message, file=str(path), hint="choose another folder with --out"),))
