"""What the page costs: the default brief against a bare render of the same words, its size, and how an annex grows.

Run by make bench. Times are medians of processor time over warm runs in one process, each
after a collection of what the run before it left behind.
"""

from __future__ import annotations

import gc
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
ROUNDS = 15
SOURCES = (10, 20, 40)
_PLAIN = """
@page {{ size: A4; margin: 15mm }}
html {{ font: 8.8pt/1.35 "{text}" }} h1, h2, h3, td, th, li, a {{ font-family: "{label}" }} ol li, td {{ font-family: "{text}" }}
"""


def main() -> None:
    brief = seed_brief()
    plain = plain_page(brief)
    whole, bare = side_by_side(
        lambda: (rendering.markdown(brief), rendering.pdf(brief)),
        lambda: bare_render(plain),
    )
    design, _ = side_by_side(
        lambda: (rendering.markdown(brief), bare_render(printed(brief))),
        lambda: bare_render(plain),
    )
    size = len(rendering.pdf(brief).data)
    print(f"bare render of the same words                {bare * 1000:7.0f} ms")
    print(f"our page, rendered as bare, and Markdown     {design * 1000:7.0f} ms   ratio {design / bare:.2f}")
    print(f"the same as PDF/A-3a and PDF/UA-1            {whole * 1000:7.0f} ms   ratio {whole / bare:.2f} (aim: 1.15)")
    print(f"size of the PDF                              {size / 1000:7.0f} kB   (aim: below 150)")
    print("sources   annex pages   seconds   ms a page")
    for number in SOURCES:
        many = brief_of(number)
        seconds = min(timed(lambda many=many: rendering.pdf(many)) for _ in range(2))
        pages = rendering.pdf(many).pages
        print(f"{number:7}   {pages:11}   {seconds:7.2f}   {seconds / pages * 1000:9.0f}")


def seed_brief() -> Brief:
    (document,) = read(SEED).documents
    assert document is not None
    return compose(extract((document,)), title="US military deployment to Ecuador", marking="TLP:CLEAR")


def brief_of(number: int) -> Brief:
    """A brief of so many sources, each the seed with a name of its own in it, every sentence cited and so shown."""
    (document,) = read(SEED).documents
    assert document is not None
    copies = [
        replace(document, name=f"source-{i}.txt", text=document.text.replace("Manta", f"Manta {i}"))
        for i in range(number)
    ]
    brief = compose(extract(tuple(copies)), title=f"{number} sources")
    cited = (
        replace(source, evidence=tuple(replace(e, cited_by=e.cited_by or ("k1",)) for e in source.evidence))
        for source in brief.sources
    )
    return replace(brief, sources=tuple(cited))


def printed(brief: Brief) -> str:
    """The page of the brief as it goes to the typesetter."""
    return page.render(brief, template="brief", search_path=(), theme=Theme(), parameters={}, media="print")


def plain_page(brief: Brief) -> str:
    """The words of the brief in the same elements and fonts, without anything else of its style."""
    html = printed(brief)
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
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
