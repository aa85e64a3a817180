"""The file that the record is kept in: made whole or not at all, refused when it is damaged, read without a trace."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.batch.runs.schema import APPLICATION_ID, VERSION, migrate
from briefgen.errors import InputError, Problem

_MAGIC = b"SQLite format 3\x00"
_BUSY_MS = 30_000
_REBUILD = "'briefgen doctor --rebuild' puts it aside and makes it anew from the manifests of the editions"


@dataclass(frozen=True, slots=True)
class Store:
    """An open record. One belongs to one thread; another thread opens its own."""

    path: Path
    connection: sqlite3.Connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, alone from its first statement on: all of it is in the file at its end, or nothing.

        Raises InputError when the file turns out to be damaged or the disk to be full.
        """
        with _faults(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for reading, its faults as InputError."""
        with _faults(self.path):
            yield self.connection

    @contextlib.contextmanager
    def another(self) -> Iterator[Store]:
        """The same record for another thread."""
        with _faults(self.path), contextlib.closing(_connect(self.path.resolve().as_uri())) as connection:
            _configure(self.path, connection)
            yield Store(self.path, connection)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The record at a path, made when there is none; refused when it is damaged, strange, or of a newer briefgen."""
    path = path.resolve()  # SQLite keeps its log beside the file, not beside a link to it
    if not path.exists():
        _make(path)
    _check_header(path)
    with _faults(path), contextlib.closing(_connect(path.resolve().as_uri())) as connection:
        _check_content(path, connection)
        _configure(path, connection)
        migrate(connection)
        yield Store(path, connection)


@contextlib.contextmanager
def opened_for_reading(path: Path) -> Iterator[Store | None]:
    """The record at a path, without a byte written anywhere beside it; None when there is none.

    A record at rest is one file and is read as it stands. Beside one in use, or left by a process
    that was killed, lie a -wal and a -shm; they are read, not touched. Without its -shm, a copy is read.
    """
    path = path.resolve()
    if not path.exists():
        _refuse_orphans(path)
        yield None
        return
    _check_header(path)
    wal, shm = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    with contextlib.ExitStack() as stack:
        place, options = path, "mode=ro&immutable=1"
        if wal.exists() and shm.exists():
            options = "mode=ro&readonly_shm=1"
        elif wal.exists():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="briefgen-")))
            place, options = Path(shutil.copy(path, folder)), "mode=ro"
            shutil.copy(wal, folder)
        stack.enter_context(_faults(path))
        connection = stack.enter_context(contextlib.closing(_connect(f"{place.resolve().as_uri()}?{options}")))
        _check_content(path, connection, oldest=VERSION)
        yield Store(path, connection)


def put_aside(path: Path, stamp: str) -> Path:
    """Rename a record and what lies beside it, so that another can take its place; the new path. Nothing is deleted."""
    aside = path.with_name(f"{path.name}.aside-{stamp}")
    for end in ("-wal", "-shm", ""):
        part = path.with_name(path.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
    return aside


def _make(path: Path) -> None:
    """An empty record under another name, then in its place: a file that is there is a whole one.

    Where two processes make it at once, the first one's stands.
    """
    _refuse_orphans(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _refused(
            "BG612", f"cannot be written: {error.strerror}", path, "choose another place with --record"
        ) from error
    os.close(handle)
    temporary = Path(name)
    try:
        with _faults(path), contextlib.closing(_connect(temporary.resolve().as_uri())) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _configure(path, connection)
            migrate(connection)
        temporary.chmod(0o644)
        _put_where_none_is(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _put_where_none_is(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            temporary.rename(path)


def _refuse_orphans(path: Path) -> None:
    """A -wal without its database: the record was lost, not yet to be made."""
    if path.with_name(path.name + "-wal").exists() and not path.exists():
        raise _refused("BG610", "is missing, though its -wal file is there", path, _REBUILD)


def _check_header(path: Path) -> None:
    """The first bytes, before SQLite is asked: it takes an empty file for a new database."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise _refused(
            "BG612", f"cannot be read: {error.strerror}", path, "choose another place with --record"
        ) from error
    if len(header) < 100:
        raise _refused("BG610", f"is damaged: {len(header)} bytes long", path, _REBUILD)
    if not header.startswith(_MAGIC):
        raise _refused("BG610", "is damaged, or no record of runs: it does not begin as one", path, _REBUILD)
    page = int.from_bytes(header[16:18])
    promised = int.from_bytes(header[28:32]) * (page if page > 1 else 65536)
    at_rest = not path.with_name(path.name + "-wal").exists()
    if at_rest and path.stat().st_size < promised:
        raise _refused("BG610", f"is damaged: shorter than the {promised} bytes that it says", path, _REBUILD)
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise _refused("BG611", "is a database, but not of briefgen", path, "choose another place with --record")


def _check_content(path: Path, connection: sqlite3.Connection, *, oldest: int = 0) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < oldest:
        message = f"is of an older briefgen (version {version} of the record, this one reads {VERSION})"
        raise _refused("BG611", message, path, "'briefgen run --due' brings it up to date")
    if version > VERSION:
        message = f"was written by a newer briefgen (version {version} of the record, this one knows {VERSION})"
        raise _refused("BG611", message, path, "upgrade briefgen, or choose another place with --record")
    faults = [str(row[0]) for row in connection.execute("PRAGMA quick_check(3)")]
    if faults != ["ok"]:
        raise _refused("BG610", f"is damaged: {' '.join(' '.join(faults).split())[:200]}", path, _REBUILD)


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_MS / 1000)
    connection.row_factory = sqlite3.Row
    return connection


def _configure(path: Path, connection: sqlite3.Connection) -> None:
    """What a writer needs. WAL lasts in the file, the rest is asked for each time."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise _refused("BG612", "lies where SQLite cannot keep a write-ahead log", path, "put it on a local disk")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


@contextlib.contextmanager
def _faults(path: Path) -> Iterator[None]:
    """Faults of the file and of the disk as problems; faults of our SQL stay what they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise _refused("BG610", f"is damaged: {error}", path, _REBUILD) from error
        if kind in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise _refused("BG612", f"cannot be written: {error}", path, "make room, or use --record") from error
        if kind == sqlite3.SQLITE_BUSY:
            message = f"is held by another process for more than {_BUSY_MS // 1000} s"
            raise _refused("BG612", message, path, "see what holds it: fuser") from error
        raise


def _refused(rule: str, message: str, path: Path, hint: str) -> InputError:
    return InputError((Problem(rule, message, file=str(path), hint=hint),))
