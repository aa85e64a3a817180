"""Readers of binary formats in a child process with limits: a hostile file costs itself, never the brief or the machine.

The child is a fresh interpreter, not a fork: briefs are built in workers that may have no such
children of their own, and what a hostile file could take over should hold nothing but that file.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from briefgen import wire
from briefgen.errors import Problem, how_it_ended
from briefgen.readers.reading import Metadata, Raw, Reader, Reading, Stated

# What the child may see of the environment: where its interpreter and libraries lie, and no password.
_ENVIRONMENT = frozenset("PATH LD_LIBRARY_PATH DYLD_LIBRARY_PATH SYSTEMROOT TMPDIR LANG LC_ALL LC_CTYPE".split())
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from briefgen.readers.child import main; main()"
_CHUNK = 1 << 20
_AS_TEXT = "save it as plain text, and give that as the source"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: memory, time on a core, time on the clock, and the size of the answer.

    Memory is all that the child maps (RLIMIT_AS). A system that does not limit memory (macOS) or time on a
    core (Windows) leaves the clock and the size of the answer as limits.
    """

    memory_mb: int = 1_024
    cpu_s: int = 60
    wall_s: float = 180.0
    answer_mb: int = 256


@dataclass(frozen=True, slots=True)
class Guarded:
    """A reader that is run in a child process of its own. To be called as the reader itself is.

    Whatever becomes of the child is a Problem: too slow (BG230), too much memory (BG231), died (BG232),
    an answer that is too large (BG239). The reader must be a function of a module, found by its name.
    Files of up to above_bytes are read here: for formats in which a small file cannot do harm.
    """

    reader: Reader
    limits: Limits = Limits()
    above_bytes: int = 0

    def __call__(self, raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
        """What the reader gives, or the one Problem that says why it gave nothing."""
        if len(raw.data) <= self.above_bytes:
            return self.reader(raw, metadata, stated)
        request = pickle.dumps((self.reader, raw, metadata, stated, self.limits.memory_mb, self.limits.cpu_s))
        try:
            end = _ask(request, self.limits)
        except OSError as error:
            return _failed(raw, "BG232", f"no process could be started to read it: {error.strerror or error}")
        return _reading(end, raw, self.limits)


@dataclass(frozen=True, slots=True)
class _End:
    """How a child ended: what it answered, its exit code (negative for a signal), and why it was stopped, if it was."""

    answer: bytes
    code: int
    stopped: str | None


def _ask(request: bytes, limits: Limits) -> _End:
    """Start a child, give it the request, and wait for its end. Raises OSError when there is no room for a process."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, json.dumps(_search_path())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name in _ENVIRONMENT},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(limits.wall_s, stop)
    clock.daemon = True
    clock.start()
    threading.Thread(target=_feed, args=(process.stdin, request), daemon=True).start()
    try:
        answer, whole = _bounded(process.stdout, limits.answer_mb * 1_000_000)
        if not whole:
            process.kill()
        code = process.wait()
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
        with suppress(OSError):
            process.stdin.close()
    return _End(answer, code, "time" if late.is_set() else None if whole else "size")


def _search_path() -> list[str]:
    """Where this process finds its modules, for a child that is told by no PYTHONPATH and no current folder."""
    here = str(Path(__file__).resolve().parents[2])
    found = [entry for entry in sys.path if Path(entry).is_absolute()]
    return found if here in found else [*found, here]


def _feed(pipe: IO[bytes], request: bytes) -> None:
    """Give the child its request, the length first. The pipe stays open: its end tells the child that nobody waits."""
    with suppress(OSError, ValueError):  # the child has ended, and the pipe with it
        pipe.write(len(request).to_bytes(8, "big"))
        pipe.write(request)
        pipe.flush()


def _bounded(pipe: IO[bytes], most: int) -> tuple[bytes, bool]:
    """What comes from a pipe until its end, and True; or as much as is allowed, and False."""
    chunks, size = [], 0
    while chunk := pipe.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            return b"", False
    return b"".join(chunks), True


def _reading(end: _End, raw: Raw, limits: Limits) -> Reading:
    if end.stopped == "time" or end.code == -_signal("SIGXCPU"):
        took = limits.wall_s if end.stopped else limits.cpu_s
        return _failed(raw, "BG230", f"was not read in {took:g} seconds", hint=f"split it, or {_AS_TEXT}")
    if end.stopped == "size":
        return _failed(raw, "BG239", f"reads as more than {limits.answer_mb} MB", hint="split it")
    if end.code != 0:
        hint = "it may want too much memory, or be damaged; " if end.code < 0 else ""
        return _failed(raw, "BG232", f"its reader died ({how_it_ended(end.code)})", hint=hint + _AS_TEXT)
    try:
        return _decoded(json.loads(end.answer), raw, limits)
    except (ValueError, RecursionError):
        return _failed(raw, "BG232", "its reader gave an answer that cannot be read", hint=_AS_TEXT)


def _decoded(answer: object, raw: Raw, limits: Limits) -> Reading:
    """What the child says: a reading, or that it had no memory left, or its fault. Raises ValueError for anything else."""
    if answer == {"memory": None}:
        return _failed(raw, "BG231", f"takes more than {limits.memory_mb} MB to read", hint=f"split it, or {_AS_TEXT}")
    if isinstance(answer, dict) and isinstance(answer.get("fault"), str):
        return _failed(raw, "BG232", f"its reader failed, please report it: {answer['fault']}", hint=_AS_TEXT)
    return wire.decode(Reading, wire.member(answer, "reading"), "reading")


def _failed(raw: Raw, rule: str, message: str, *, hint: str | None = None) -> Reading:
    shown = f"{raw.part}: {message}" if raw.part else message
    return Reading(problems=(Problem(rule, shown, file=raw.name, hint=hint),))


def _signal(name: str) -> int:
    return int(getattr(signal, name, 0)) or sys.maxsize
