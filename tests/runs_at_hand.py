"""Short ways to fill a record of runs, for tests and for the processes that tests begin."""

from __future__ import annotations

import datetime as dt

from briefgen.batch.runs.enrolling import enrol
from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.owners import Owner, this_process
from briefgen.batch.runs.records import NewRun

NINE = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
HERE = this_process()
ELSEWHERE = Owner("another-host", "another boot", 7, 1)


def slot(store: Store, brief: str = "one", *, minutes: int = 0, schedule: str = "daily", reason: str = "") -> str:
    """A row for a slot so many minutes after nine; its id."""
    run = NewRun(brief, NINE + minutes * MINUTE, schedule, reason=reason)
    assert enrol(store, [run], NINE) == (run.id,)
    return run.id
