"""What the record of runs costs: 10,000 no-op slots planned, run and recorded, the time that 'briefgen runs' takes, a tick."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from runs_at_hand import HOUR, NINE, Hands, agenda_of  # noqa: E402

from briefgen.batch import planning, scheduler  # noqa: E402
from briefgen.batch.execution import Actions, Outcome  # noqa: E402
from briefgen.batch.runs import queries  # noqa: E402
from briefgen.batch.runs.enrolling import enrol  # noqa: E402
from briefgen.batch.runs.opening import opened  # noqa: E402
from briefgen.batch.runs.records import NewRun  # noqa: E402

SLOTS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
TICKS = 200


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def no_op() -> Actions:
    """Hands that do nothing."""
    hands = Hands()
    return Actions(lambda *_: Outcome(), hands.deliver, hands.ping, lambda *_: None)


def asked(folder: Path, arguments: list[str]) -> float:
    """How long a command takes, from its start to its end."""
    command = [sys.executable, "-m", "briefgen", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return seconds(lambda: subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True))


def main() -> None:
    """Print one line for each figure."""
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as name:
        folder = Path(name)
        agenda, record = agenda_of(folder, "overlap: queue"), folder / ".briefgen" / "runs.sqlite"
        wanted = [NewRun("one", NINE - number * HOUR, "hourly", origin="hand") for number in range(SLOTS)]
        with opened(record) as store:
            print(f"{SLOTS:,} rows written in one look     {seconds(lambda: enrol(store, wanted, NINE)):8.2f} s")
        taken = seconds(lambda: scheduler.run_due(record, agenda, no_op(), now=lambda: NINE))
        print(f"{SLOTS:,} no-op slots run and recorded {taken:8.2f} s   {taken / SLOTS * 1000:.1f} ms each")
        with opened(record) as store:
            recorded = len(queries.history(store, states=["delivered"]))
            assert recorded == SLOTS, f"{recorded} of {SLOTS} recorded"
            later = iter(range(TICKS))
            ticks = seconds(lambda: [planning.tick(store, agenda, NINE + dt.timedelta(seconds=n)) for n in later])
            print(f"a look that finds nothing due        {ticks / TICKS * 1000:8.2f} ms")
        for arguments in (["runs"], ["runs", "--state", "dead"], ["runs", "--limit", str(SLOTS), "--format", "json"]):
            print(f"briefgen {' '.join(arguments):40} {min(asked(folder, arguments) for _ in range(3)):8.2f} s")
        print(f"size of the record                   {record.stat().st_size / 1e6:8.1f} MB")


if __name__ == "__main__":
    main()
