"""How fast it is: help, extraction, one cold brief against the bare libraries, and sameness of bytes. Prints ratios."""

from __future__ import annotations

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "seeds" / "ecuador-us-deployment.txt"


def wall(command: list[str], runs: int = 7, **env: str) -> float:
    """The median wall time of a command in seconds, after one run to warm up."""

    def once() -> float:
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **env}, cwd=ROOT)
        return time.perf_counter() - begin

    once()
    return statistics.median(once() for _ in range(runs))


def per_call(call: Callable[[], object], runs: int = 5) -> float:
    """The median time of a call in seconds."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


_LOAD = """import time
begin = time.process_time()
from briefgen import pipeline
from briefgen.language.reading import TRAINED
TRAINED.annotate("Lima is a city.")
print(time.process_time() - begin)"""


def loading(runs: int = 7) -> float:
    """The median processor time that a fresh process takes to import the pipeline and load its models, in seconds."""
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", _LOAD]
        times = [
            float(subprocess.run(command, check=True, capture_output=True, text=True, env=env, cwd=ROOT).stdout)
            for _ in range(runs + 1)
        ]
    return statistics.median(times[1:])


def main() -> None:
    """Print one line a measure."""
    import briefgen
    from briefgen import rendering
    from briefgen.model import Document

    print(f"briefgen --help                 {wall([sys.executable, '-m', 'briefgen', '--help']):.3f} s")
    print(f"import and models               {loading():.3f} s of processor time, bytecode cached")
    text = SEED.read_text(encoding="utf-8")
    long = Document(text="\n\n".join([text] * 40), name="long", sha256="0")
    short = Document(text=text, name="short", sha256="0")
    briefgen.extract(short)
    for name, document in (("one article", short), ("40 articles' text", long)):
        words = len(document.text.split())
        print(
            f"extraction, {name:20}{words / per_call(lambda document=document: briefgen.extract(document)):9.0f} words/s"
        )
    brief = briefgen.compose(briefgen.extract(short), title="T")
    page = rendering.html(brief)
    rendering.pdf(brief)
    warm = per_call(lambda: (rendering.markdown(brief), rendering.pdf(brief)))
    print(f"warm Markdown + PDF             {warm:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "page.html"
        html.write_text(page, encoding="utf-8")
        bare = "import weasyprint, sys; weasyprint.HTML(string=open(sys.argv[1]).read()).write_pdf()"
        own = [sys.executable, "-m", "briefgen", "build", "--force", "--out", folder]
        baseline, cold = wall([sys.executable, "-c", bare, str(html)]), wall(own)
        print(
            f"cold brief, Markdown + PDF      {cold:.3f} s; bare import and render {baseline:.3f} s; ratio {cold / baseline:.2f}"
        )
        digests = set()
        for seed in ("0", "1", "random"):
            subprocess.run(own, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT)
            digests.add(
                tuple(
                    hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(Path(folder).rglob("*")) if p.is_file()
                )
            )
        print(f"same bytes under 3 hash seeds   {'yes' if len(digests) == 1 else 'NO'}")


if __name__ == "__main__":
    main()
