"""Symbolic links among sources: none that is not meant leads out of the project."""

from __future__ import annotations

import os
from pathlib import Path

from briefgen.errors import Problem


def led_outside(path: Path, root: Path, shown: str) -> Problem | None:
    """A problem where a path within the project leads out of it by a symbolic link.

    Whoever writes a path that lies outside means it; one that only leads there may be a trap.
    """
    written, folder = (Path(os.path.normpath(one.absolute())) for one in (path, root))
    if not written.is_relative_to(folder):
        return None
    try:
        target = os.path.realpath(path)
    except ValueError:  # no name of a file at all, which its reader says
        return None
    if Path(target).is_relative_to(os.path.realpath(root)):
        return None
    message = f"is a symbolic link that leads out of the project, to {target}"
    return Problem("BG248", message, file=shown, hint="write that path in briefs.yaml if it is meant")
