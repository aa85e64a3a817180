"""Many briefs at once: throughput of two workers against one, a run without changes, a worker's memory, the price of a guard, kills.

Give another number of briefs than 1,000 as the first argument.
"""

from __future__ import annotations

import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WHO = "council mayor ministry governor police embassy company union court army agency parliament hospital bank".split()
WHAT = "road bridge school harbour plan budget factory railway dam airport clinic market".split()
DID = "approved rejected opened closed postponed criticised defended announced".split()
WHERE = "Leeds Quito Oslo Lima Nairobi Lyon Turin Porto Gdansk Accra Cusco Bergen".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()


def article(number: int) -> str:
    """A short text of its own, the same for the same number."""
    dice = random.Random(number)
    lines = []
    for _ in range(2):
        who, what, town = dice.choice(WHO), dice.choice(WHAT), dice.choice(WHERE)
        count = dice.randrange(2, 9_000)
        lines.append(
            f"The {who} of {town} {dice.choice(DID)} the {what} on {dice.choice(DAYS)}. "
            f"It would cost at least {count} million dollars, the {dice.choice(WHO)} said. "
            f"Residents of {dice.choice(WHERE)} said {dice.randrange(20, 900)} people were suspected to be affected."
        )
    return "\n\n".join(lines)


def project(folder: Path, count: int) -> Path:
    """A briefs.yaml of so many distinct briefs, each Markdown and PDF."""
    (folder / "sources").mkdir()
    lines = ["briefs:"]
    for number in range(count):
        (folder / f"sources/{number}.txt").write_text(article(number), encoding="utf-8")
        lines.append(f"  brief-{number:04}:\n    title: Brief number {number}\n    sources: [sources/{number}.txt]")
    (folder / "briefs.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "briefs.yaml"


def built(config: Path, jobs: int, *more: str) -> float:
    """The seconds of one run of the command line, with compiled modules as a user has them."""
    command = [sys.executable, "-m", "briefgen", "build", "--config", str(config), "--jobs", str(jobs), *more]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    return time.perf_counter() - begin


def memory_of_a_worker(config: Path, mark: int) -> tuple[int, int]:
    """The megabytes in RAM of the one worker after so many briefs, and the most of any worker from then on."""
    import psutil

    from briefgen.batch.workers import build_many

    sizes: list[int] = []

    def look(_: object) -> None:
        family = psutil.Process().children(recursive=True)
        sizes.append(max(child.memory_info().rss for child in family) // 2**20)

    build_many(config, workers=1, force=True, on_done=look)
    return sizes[mark - 1], max(sizes[mark - 1 :])


def per_brief(call: Callable[[], object], times: int = 15) -> float:
    """The median seconds of a call, after two to warm up."""
    taken = []
    for _ in range(times + 2):
        begin = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken[2:])


def guard(config: Path) -> tuple[float, float, float]:
    """Seconds of one brief in this process, in a warm guarded worker, and in a guarded worker of its own."""
    from briefgen.batch.guard import Limits
    from briefgen.batch.workers import build_guarded, build_many
    from briefgen.pipeline import build_one, load_config

    loaded = load_config(config)
    name = loaded.briefs[0].name
    bare = per_brief(lambda: build_one(loaded, loaded.briefs[0], force=True))
    times: list[float] = []
    names = tuple(brief.name for brief in loaded.briefs[:40])
    limits = Limits(timeout_s=60, memory_mb=500)
    build_many(loaded, names, workers=1, limits=limits, force=True, on_done=lambda _: times.append(time.perf_counter()))
    warm = statistics.median(later - earlier for earlier, later in itertools.pairwise(times[5:]))
    alone = per_brief(lambda: build_guarded(loaded, name, timeout_s=60, memory_mb=500, force=True))
    return bare, warm, alone


def torn(folder: Path, kills: int) -> int:
    """How many files were not whole after a publisher was killed with -9 so many times, each at a random moment."""
    sys.path.insert(0, str(ROOT / "tests"))
    from test_store import killed_while_publishing

    dice, found = random.Random(7), 0
    for _ in range(kills):
        killed_while_publishing(folder, dice)
        for path in (folder / "b").glob("[!.]*"):
            lines = path.read_bytes()
            found += lines != lines[:10] * (len(lines) // 10) or len(lines) not in (10, 30, 400_000)
    return found


def main() -> None:
    """Print one line a measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as name:
        config = project(Path(name), count)
        one = built(config, 1, "--force")
        _told(f"{count} briefs, 1 worker", f"{one:8.1f} s", f"{count / one:.1f}/s")
        two = built(config, 2, "--force")
        _told(f"{count} briefs, 2 workers", f"{two:8.1f} s", f"{count / two:.1f}/s")
        _told("two workers against one", f"{one / two:8.2f} x", "aim: 1.80")
        again = built(config, 2)
        _told("nothing changed", f"{again:8.2f} s", f"{100 * again / two:.1f} % of the first; aim: 2")
        mark = min(100, count // 10)
        early, most = memory_of_a_worker(config, mark)
        grown = f"{early} MB after {mark}: {100 * (most - early) / early:+.1f} %; aim: within 10"
        _told(f"a worker, up to brief {count}", f"{most:8} MB", grown)
        bare, warm, alone = guard(config)
        _told("one brief in this process", f"{1000 * bare:8.1f} ms", "")
        _told("one in a warm guarded worker", f"{1000 * warm:8.1f} ms", f"{1000 * (warm - bare):+.1f}; aim: 60")
        _told("one in a guarded worker of its own", f"{1000 * alone:8.1f} ms", f"{1000 * (alone - bare):+.1f}; aim: 60")
        kills = 60
        _told(f"torn files after {kills} kills with -9", f"{torn(Path(name) / 'kills', kills):8}", "aim: 0")


def _told(what: str, figure: str, remark: str) -> None:
    print(f"{what:36}{figure:14}{remark}", flush=True)


if __name__ == "__main__":
    main()
