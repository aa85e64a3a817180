"""The inside of the child that reads one file: take it, read it under limits, answer as JSON, never outlive the one who asked."""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import signal
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from briefgen import wire
from briefgen.readers.reading import Metadata, Raw, Reader, Stated

_PR_SET_PDEATHSIG = 1
_MB = 1024 * 1024


def main() -> None:
    """Read one request from standard input, write the answer to standard output, and end the process.

    The answer is one JSON object with one member: "reading", "memory" (there was none left) or "fault".
    """
    answer = _own_output()
    _die_with_the_asker()
    length = int.from_bytes(sys.stdin.buffer.read(8), "big")
    # The request comes from the process that trusts us with the file; the answer, which goes the other way, is JSON.
    reader, raw, metadata, stated, memory_mb, cpu_s = pickle.loads(sys.stdin.buffer.read(length))
    threading.Thread(target=_end_with_the_asker, daemon=True).start()
    limit(memory_mb, cpu_s)
    answer.write(_answer(reader, raw, metadata, stated))
    answer.flush()
    os._exit(0)  # without taking a library down, which has been seen to crash after all was well


def _answer(reader: Reader, raw: Raw, metadata: Metadata, stated: Stated) -> bytes:
    try:
        return json.dumps({"reading": wire.encode(reader(raw, metadata, stated))}).encode("ascii")
    except MemoryError:
        return b'{"memory": null}'
    except Exception as fault:  # a fault of ours must reach the one who asked, who shows it as a Problem
        return json.dumps({"fault": _told(fault)}).encode("ascii")


def _told(fault: Exception) -> str:
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    words = f"{type(fault).__name__}: {fault}" if str(fault) else type(fault).__name__
    return f"{words[:500]} ({Path(frame.filename).name}:{frame.lineno})"


def _own_output() -> BinaryIO:
    """Standard output for the answer alone: what a library prints goes nowhere."""
    own = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return own


def limit(memory_mb: int, cpu_s: int) -> None:
    """Let the system refuse memory beyond a limit, and stop what takes more time on a core; as far as it can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the one who asked watches the clock
        return
    for what, soft in (
        (resource.RLIMIT_AS, memory_mb * _MB),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        with suppress(ValueError, OSError):  # macOS does not limit the address space
            resource.setrlimit(what, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _die_with_the_asker() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _end_with_the_asker() -> None:
    """End when the pipe from the asker does: it is gone, on any system and however it went."""
    os.read(0, 1)
    os._exit(1)
