"""What the page costs: the default brief against a bare render of the same words, its size, and how an annex grows.

Run by make bench. Times are medians of warm runs in one process; the machine should be quiet.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from briefgen import rendering
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.model import Brief
from briefgen.readers import read
from briefgen.rendering import page, typesetting
from briefgen.themes import Theme

SEED = Path(__file__).resolve().parents[2] / "seeds" / "ecuador-us-deployment.txt"
ROUNDS = 9
SOURCES = (10, 20, 40)
_PLAIN = """
@page {{ size: A4; margin: 15mm }}
html {{ font: 8.8pt/1.35 "{text}" }} h1, h2, h3, td, th, li, a {{ font-family: "{label}" }} ol li, td {{ font-family: "{text}" }}
"""


def main() -> None:
    brief = seed_brief()
    whole = lambda: (rendering.markdown(brief), rendering.pdf(brief))  # noqa: E731
    plain = plain_page(brief)
    ours, bare = side_by_side(whole, lambda: bare_render(plain))
    size = len(rendering.pdf(brief).data)
    print(f"default brief, warm, Markdown + PDF   {ours * 1000:7.0f} ms")
    print(f"bare render of the same words         {bare * 1000:7.0f} ms")
    print(f"ratio                                 {ours / bare:7.2f}    (aim: at most 1.15)")
    print(f"size of the PDF                       {size / 1000:7.0f} kB  (aim: below 150)")
    print("sources   annex pages   seconds   ms a page")
    for number in SOURCES:
        many = brief_of(number)
        seconds = min(timed(lambda many=many: rendering.pdf(many)) for _ in range(2))
        pages = rendering.pdf(many).pages
        print(f"{number:7}   {pages:11}   {seconds:7.2f}   {seconds / pages * 1000:9.0f}")


def seed_brief() -> Brief:
    document, _ = read(SEED)
    assert document is not None
    return compose(extract((document,)), title="US military deployment to Ecuador", marking="TLP:CLEAR")


def brief_of(number: int) -> Brief:
    """A brief of so many sources, each the seed with a name of its own in it, all sentences shown."""
    document, _ = read(SEED)
    assert document is not None
    copies = [
        replace(document, name=f"source-{i}.txt", text=document.text.replace("Manta", f"Manta {i}"))
        for i in range(number)
    ]
    return compose(extract(tuple(copies)), title=f"{number} sources")


def plain_page(brief: Brief) -> str:
    """The words of the brief in the same elements and fonts, without anything else of its style."""
    html = page.render(brief, template="brief", search_path=(), theme=Theme(), parameters={}, media="print")
    body = re.sub(r"<svg.*?</svg>", "", html[html.index("<main>") : html.index("</main>")], flags=re.DOTALL)
    body = re.sub(r"</?(?:span|div|section|header|figure|main)\b[^>]*>", "", body)
    style = _PLAIN.format(text=Theme().text_font, label=Theme().label_font)
    return f"<html lang=en><title>{brief.title}</title><style>{style}</style><body>{body}</body></html>"


def bare_render(html: str) -> bytes:
    weasyprint, fonts, fetcher = typesetting._typesetter()
    data: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(font_config=fonts)
    return data


def side_by_side(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Medians of both, measured in turn so that what else the machine does falls on both."""
    one(), other()
    times = [(timed(one), timed(other)) for _ in range(ROUNDS)]
    return statistics.median(t for t, _ in times), statistics.median(t for _, t in times)


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
