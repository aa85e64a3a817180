"""What the machine has to give: cores to work on, and how much memory a process takes. Read, never changed."""

from __future__ import annotations

import os
from pathlib import Path

MEMORY_CAN_BE_WATCHED = Path("/proc/self/statm").exists()


def cores() -> int:
    """The cores this process may use: those it is bound to, and no more than its control group pays for."""
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(bound, _quota() or bound))


def _quota(path: Path = Path("/sys/fs/cgroup/cpu.max")) -> int | None:
    """The whole cores that a container's share of time comes to; None without such a share."""
    try:
        share, _, period = path.read_text(encoding="ascii").partition(" ")
    except OSError:
        return None
    return -(-int(share) // int(period)) if share.isdigit() and int(period) else None


def resident_bytes(pid: int) -> int:
    """The memory of a process that lies in RAM; 0 once it is gone, and where the system does not tell."""
    return _statm(pid, 1)


def address_space_bytes(pid: int) -> int:
    """The memory that a process has asked for, used or not; 0 where the system does not tell."""
    return _statm(pid, 0)


def _statm(pid: int, column: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(fields[column]) * os.sysconf("SC_PAGE_SIZE") if fields else 0
