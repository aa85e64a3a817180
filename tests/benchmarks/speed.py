"""How fast briefgen is, as ratios measured in one run: start, extraction, one cold brief, and that bytes do not change.

Run by `make bench`, not by `make test`. Times are wall-clock seconds, medians of alternating runs, with
compiled modules in place (without them Python compiles everything anew each time).
"""

from __future__ import annotations

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "seeds" / "ecuador-us-deployment.txt"
WORDS = 50_000

_BARE = """
import sys
import weasyprint
page = open(sys.argv[1], encoding="utf-8").read()
weasyprint.HTML(string=page).write_pdf(sys.argv[2])
"""


def wall_s(command: Sequence[str], **environment: str) -> float:
    """Seconds that a command takes. Raises CalledProcessError when it fails."""
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env={**inherited, **environment})
    return time.perf_counter() - begin


def medians_s(commands: dict[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """The median seconds of each command, one of each in turn, so that a busy moment hits them all alike."""
    for command in commands.values():
        wall_s(command)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(wall_s(command))
    return {name: statistics.median(times) for name, times in taken.items()}


def start() -> None:
    """`briefgen --help` beside an interpreter that does nothing."""
    commands = {"help": [sys.executable, "-m", "briefgen", "--help"], "bare": [sys.executable, "-c", ""]}
    found = medians_s(commands, 10)
    report(
        "briefgen --help",
        f"{found['help']:.3f} s (bare python {found['bare']:.3f} s)",
        found["help"] < 0.25,
        "< 0.25 s",
    )


def long_text(words: int) -> str:
    """The seed text again and again, in paragraphs, with a number that keeps the copies apart."""
    text = SEED.read_text(encoding="utf-8").strip()
    copies = words // len(text.split()) + 1
    return "\n\n".join(text.replace("95", str(95 + i)) for i in range(copies))


def extraction() -> None:
    """Words a second on one core: one long text, and the seed once everything is warm."""
    from briefgen.extractors import extract
    from briefgen.model import Document

    short, long = SEED.read_text(encoding="utf-8"), long_text(WORDS)
    seed = Document(text=short, name="seed", sha256="0" * 64)
    cold = cpu_s(lambda: extract((seed,)))
    warm = statistics.median(cpu_s(lambda: extract((seed,))) for _ in range(5))
    whole = statistics.median(
        cpu_s(lambda: extract((Document(text=long, name="long", sha256="0" * 64),))) for _ in range(3)
    )
    for name, text, taken in (("first run", short, cold), ("warm", short, warm), ("long text", long, whole)):
        speed = len(text.split()) / taken
        wanted = "" if name == "first run" else ">= 20,000 words/s"
        report(f"text to facts, {name}", f"{speed:,.0f} words/s ({len(text.split()):,} words)", speed >= 20_000, wanted)


def cpu_s(call: object) -> float:
    """Seconds of processor time that a call takes."""
    begin = time.process_time()
    call()  # type: ignore[operator]
    return time.process_time() - begin


def cold_brief(folder: Path) -> None:
    """Markdown and PDF in a new process, beside the import of WeasyPrint plus a bare rendering of the same page."""
    build = [sys.executable, "-m", "briefgen", "build", "ecuador-deployment", "--out", str(folder), "--to"]
    wall_s([*build, "html"])
    page = folder / "ecuador-deployment" / "ecuador-deployment.html"
    script = folder / "bare.py"
    script.write_text(_BARE, encoding="utf-8")
    found = medians_s(
        {
            "brief": [*build, "md,pdf"],
            "import": [sys.executable, "-c", "import weasyprint"],
            "bare": [sys.executable, str(script), str(page), str(folder / "bare.pdf")],
        },
        7,
    )
    # The bare script imports and renders; the two together are what a brief is measured against.
    ratio = found["brief"] / found["bare"]
    report("one cold brief, md + pdf", f"{found['brief']:.2f} s, {ratio:.2f} x bare", ratio < 2, "< 2.0 x")
    print(f"    import weasyprint alone {found['import']:.2f} s, import and bare rendering {found['bare']:.2f} s")


def same_bytes(folder: Path) -> None:
    """The same input under three hash seeds."""
    seen = set()
    for seed in ("0", "1", "random"):
        out = folder / f"seed-{seed}"
        command = [sys.executable, "-m", "briefgen", "build", "--to", "md,pdf,html,json", "--out", str(out)]
        wall_s(command, PYTHONHASHSEED=seed)
        files = sorted(path for path in out.rglob("*") if path.is_file())
        seen.add(hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest())
    report(
        "bytes under PYTHONHASHSEED 0, 1, random",
        "identical" if len(seen) == 1 else "differ",
        len(seen) == 1,
        "identical",
    )


def report(what: str, value: str, met: bool, wanted: str) -> None:
    """One line: what, how much, and whether it is enough."""
    verdict = f"{'met' if met else 'NOT MET':8} {wanted}" if wanted else ""
    print(f"{what:42} {value:48} {verdict}".rstrip(), flush=True)


def main() -> None:
    """Measure everything, in a temporary folder."""
    start()
    extraction()
    with tempfile.TemporaryDirectory() as name:
        cold_brief(Path(name))
        same_bytes(Path(name))


if __name__ == "__main__":
    main()
