"""Writing results: whole files or none, below one folder, never through a link. What a result is called is not decided here.

Folders are walked by descriptor, one name at a time and without following links, so that nobody can
swap one for a link between a check and the write. A lock on the folder is held from the first
temporary file to the last rename; the system gives it up when its holder dies. A temporary file that
is found under the lock is therefore an orphan, and is swept away.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen.errors import InputError, Problem

_TEMPORARY = re.compile(r"\..+\.briefgen-[0-9a-f]{8}")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def publish(root: Path, relative: str, data: bytes) -> Path:
    """Write root/relative so that at every moment either the old file or the whole new one is there.

    Folders are made as needed. Raises InputError (BG501) when the file would lie outside root, when
    it or a folder on its way is a symbolic link, and when the disk or a permission refuses.
    """
    return publish_all(root, {relative: data})[0]


def publish_all(root: Path, files: Mapping[str, bytes], *, seal: Mapping[str, bytes] | None = None) -> tuple[Path, ...]:
    """Write some files that belong together, by their paths below root; the paths in the same order, the seal's last.

    Each is on the disk under another name before the first takes its place, so a full disk or a
    refused permission leaves all the old ones standing. The seal, such as a manifest, takes its
    place only after the others are there for good. Raises InputError (BG501) as publish does.
    """
    staged: list[_Staged] = []
    sealing = seal or {}
    with ExitStack() as stack:
        folders = _locked_folders(root, (*files, *sealing), stack)
        stack.callback(_discard, staged)
        for relative, data in (*files.items(), *sealing.items()):
            parent, name = _split(root, relative)
            _stage(_Staged(folders[parent], name, root / relative), data, staged)
        for batch in (staged[: len(files)], staged[len(files) :]):
            for file in batch:
                file.put_in_place()
            for folder in dict.fromkeys(file.folder for file in batch):
                _flush(folder)
    return tuple(file.path for file in staged)


def sweep(root: Path, folder: str) -> None:
    """Remove the temporary files that a publisher who died left in root/folder; nothing while somebody publishes there."""
    with ExitStack() as stack:
        try:
            handle = _walk(root, PurePosixPath(folder).parts, make=False)
        except (OSError, InputError):
            return
        stack.callback(os.close, handle)
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stack.callback(fcntl.flock, handle, fcntl.LOCK_UN)
            _sweep(handle)


# Folders ---------------------------------------------------------------------------------------


def _split(root: Path, relative: str) -> tuple[tuple[str, ...], str]:
    """The folders below root and the name of a result; refused when it would lie outside."""
    path = PurePosixPath(relative)
    if path.is_absolute() or not path.parts or ".." in path.parts:
        raise _leaves(root / relative)
    return path.parts[:-1], path.name


def _locked_folders(root: Path, names: tuple[str, ...], stack: ExitStack) -> dict[tuple[str, ...], int]:
    """A locked descriptor for each folder that is written to. Locks are taken in one order: two publishers cannot block each other."""
    handles = {}
    for parts in sorted({_split(root, name)[0] for name in names}):
        with _refusals(root.joinpath(*parts)):
            root.mkdir(parents=True, exist_ok=True)
            handle = _walk(root, parts, make=True)
        stack.callback(os.close, handle)
        with suppress(OSError):  # a file system without locks: no sweeping either
            fcntl.flock(handle, fcntl.LOCK_EX)
            stack.callback(fcntl.flock, handle, fcntl.LOCK_UN)
            _sweep(handle)
        handles[parts] = handle
    return handles


def _walk(root: Path, parts: tuple[str, ...], *, make: bool) -> int:
    """A descriptor of root/parts; root itself may be a link, what lies below may not."""
    handle = os.open(root, _FOLDER & ~os.O_NOFOLLOW)
    for depth, part in enumerate(parts, start=1):
        try:
            inner = _enter(handle, part, root.joinpath(*parts[:depth]), make=make)
        finally:
            os.close(handle)
        handle = inner
    return handle


def _enter(outer: int, name: str, path: Path, *, make: bool) -> int:
    if make:
        with suppress(FileExistsError):
            os.mkdir(name, dir_fd=outer)
            _flush(outer)
    if stat.S_ISLNK(os.stat(name, dir_fd=outer, follow_symlinks=False).st_mode):
        raise _leaves(path)
    return os.open(name, _FOLDER, dir_fd=outer)


def _flush(folder: int) -> None:
    """Make the new names last; a file system that cannot flush folders has nothing to flush."""
    with suppress(OSError):
        os.fsync(folder)


def _sweep(folder: int) -> None:
    for name in os.listdir(folder):
        if _TEMPORARY.fullmatch(name):
            with suppress(FileNotFoundError):
                os.unlink(name, dir_fd=folder)


# Files -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file that is written under another name beside its place."""

    folder: int
    name: str
    path: Path
    token: str = ""

    @property
    def temporary(self) -> str:
        return f".{self.name}.briefgen-{self.token}"

    def put_in_place(self) -> None:
        with _refusals(self.path):
            os.replace(self.temporary, self.name, src_dir_fd=self.folder, dst_dir_fd=self.folder)


def _stage(place: _Staged, data: bytes, staged: list[_Staged]) -> None:
    """Write the data beside its place and flush it to the disk; staged knows of it before it exists."""
    _refuse_links_and_folders(place)
    file = _Staged(place.folder, place.name, place.path, secrets.token_hex(4))
    staged.append(file)
    with _refusals(file.path):
        handle = os.open(file.temporary, _NEW_FILE, 0o644, dir_fd=file.folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fchmod(handle, 0o644)
            os.fsync(handle)


def _refuse_links_and_folders(place: _Staged) -> None:
    try:
        mode = os.stat(place.name, dir_fd=place.folder, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise _leaves(place.path)
    if stat.S_ISDIR(mode):
        raise _refused(place.path, "a folder of that name is in the way")


def _discard(staged: list[_Staged]) -> None:
    for file in staged:
        with suppress(OSError):
            os.unlink(file.temporary, dir_fd=file.folder)


# Refusals --------------------------------------------------------------------------------------


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """What the system refuses, as a Problem of the path."""
    try:
        yield
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error


def _refused(path: Path, reason: str) -> InputError:
    message = f"cannot be written: {reason}"
    return InputError((Problem("BG501", message, file=str(path), hint="choose another folder with --out"),))


def _leaves(path: Path) -> InputError:
    return InputError((Problem("BG501", "the output would leave its folder or follow a link", file=str(path)),))
