"""The facts of editions, kept below the output folder under the sha256 of their text, so that later editions can be compared.

They lie in a hidden folder, one for each brief; no name of a result begins with a dot. What is there is
packed; the sha256 is that of the text.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import zlib
from collections.abc import Collection
from contextlib import suppress
from os import O_DIRECTORY, O_NOFOLLOW, O_RDONLY, close
from os import open as open_folder
from pathlib import Path

FOLDER = ".editions"
_SUFFIX = ".json.gz"
_MOST = 256_000_000  # characters that kept facts may unpack to


def digest(text: str) -> str:
    """The sha256 under which a text is kept."""
    return hashlib.sha256(_encoded(text)).hexdigest()


def name(brief: str, facts: str) -> str:
    """Where the facts of a brief are kept, below the output folder."""
    return f"{FOLDER}/{brief}/{facts}{_SUFFIX}"


def packed(text: str) -> bytes:
    """A text as it is kept; the same text, the same bytes."""
    return gzip.compress(_encoded(text), compresslevel=6, mtime=0)


def read(root: Path, brief: str, facts: str) -> str | None:
    """The text that is kept under a sha256; None when it is not there, or no longer what it was."""
    path = root / name(brief, facts)
    try:
        with gzip.open(path) as stream:
            data = stream.read(_MOST + 1)
    except (OSError, EOFError, zlib.error):
        return None
    if len(data) > _MOST or hashlib.sha256(data).hexdigest() != facts:
        return None
    return data.decode(errors="replace")


def forget(root: Path, brief: str, wanted: Collection[str]) -> None:
    """Remove the facts of a brief that no edition needs; waits for whoever is publishing it."""
    folder = root / FOLDER / brief
    keep = {f"{facts}{_SUFFIX}" for facts in wanted}
    try:
        handle = open_folder(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    except OSError:
        return
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        for path in sorted(folder.glob(f"*{_SUFFIX}")):
            if path.name not in keep:
                path.unlink(missing_ok=True)
    finally:
        close(handle)


def _encoded(text: str) -> bytes:
    return text.encode(errors="backslashreplace")
