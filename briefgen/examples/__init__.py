"""Example projects as files, for "briefgen init --example" and for the tests; what they tell is invented."""

from __future__ import annotations

from pathlib import Path

HARBOUR = "harbour"


def files(name: str = HARBOUR) -> dict[str, bytes]:
    """The files of an example by their paths below its folder, in a fixed order."""
    folder = Path(__file__).resolve().parent / name
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
