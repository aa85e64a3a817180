"""Who runs a run: a process, told apart from every other, and whether it still lives. Leases are in claims."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: where it runs, its number there, and when it began, for numbers come round again.

    place is boot and process namespace: two processes with one place can see each other. Where the
    system does not tell, it is empty, and began is 0.
    """

    host: str
    place: str
    pid: int
    began: int

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}"

    def to_text(self) -> str:
        """The owner as it stands in the record."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> Owner:
        """The owner that such a text names."""
        return cls(**json.loads(text))


def this_process() -> Owner:
    """The owner that this process is."""
    return Owner(socket.gethostname(), _place(), os.getpid(), _began(os.getpid()))


def lives(owner: Owner, seen_from: Owner) -> bool | None:
    """Whether the process of an owner lives; None when it cannot be seen from here, and only its lease can tell."""
    if (owner.host, owner.place) != (seen_from.host, seen_from.place):
        return None
    try:
        os.kill(owner.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's process has that number; whose it is, the time tells
        pass
    return owner.began == _began(owner.pid)


def _place() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        namespace = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""
    return f"{boot} {namespace}"


def _began(pid: int) -> int:
    """When a process began, in ticks since the boot; 0 where the system does not tell, and for one that is a corpse."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    fields = stat.rpartition(")")[2].split()  # the name before may hold anything
    return 0 if fields[0] in "ZX" else int(fields[19])
