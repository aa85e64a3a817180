"""The only place that writes results: whole files or none, inside the output folder, never through a link."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from briefgen.errors import InputError, Problem


def publish(root: Path, relative: str, data: bytes) -> Path:
    """Write root/relative so that at every moment either the old file or the whole new one is there.

    Folders are made as needed. Raises InputError (BG501) when the file would lie outside root, when
    it or a folder on its way is a symbolic link, and when the disk or a permission refuses.
    """
    path = root / relative
    if not path.resolve().is_relative_to(root.resolve()) or any(
        p.is_symlink() for p in (path, *path.parents) if p.is_relative_to(root) and p != root
    ):
        raise InputError((Problem("BG501", "the output would leave its folder or follow a link", file=str(path)),))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            (
                Problem(
                    "BG501",
                    f"cannot be written: {reason}",
                    file=str(error.filename or path),
                    hint="choose another folder with --out",
                ),
            )
        ) from error
    return path


def _replace(path: Path, data: bytes) -> None:
    """Temporary file in the same folder, flushed to the disk, put in place, folder flushed."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
