"""The states of a run and of a delivery, and which may follow which: tables, and the one function that asks them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

State = Literal["queued", "running", "rendered", "delivered", "failed", "dead", "skipped"]
Status = Literal["pending", "sending", "delivered", "failed"]

STATES: tuple[State, ...] = get_args(State)
OPEN: tuple[State, ...] = ("queued", "running", "failed", "rendered")  # something is still to be done

# failed: it will be tried again on its own. dead: only a person brings it back.
TRANSITIONS: Mapping[str, frozenset[str]] = {
    "queued": frozenset({"running", "skipped"}),
    "running": frozenset({"rendered", "failed", "dead", "queued"}),
    "rendered": frozenset({"delivered", "dead"}),
    "failed": frozenset({"running", "dead", "skipped"}),
    "delivered": frozenset(),
    "dead": frozenset({"queued", "rendered"}),
    "skipped": frozenset({"queued"}),
}

DELIVERY_TRANSITIONS: Mapping[str, frozenset[str]] = {
    "pending": frozenset({"sending", "failed"}),
    "sending": frozenset({"delivered", "pending", "failed"}),
    "delivered": frozenset(),
    "failed": frozenset({"pending"}),
}


class IllegalTransitionError(AssertionError):
    """A state followed one that it may not follow: a fault of ours, never of the user's files."""


def require(table: Mapping[str, frozenset[str]], old: str, new: str) -> None:
    """Crash unless the table lets new follow old."""
    if new not in table[old]:
        raise IllegalTransitionError(f"{old} may not become {new}; only {', '.join(sorted(table[old])) or 'nothing'}")
