"""Contact sheets: every template set in every theme, on A4 and Letter, as pictures to look at. Writes into build/gallery."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

import briefgen
from briefgen import rendering
from briefgen.model import Brief
from briefgen.themes import BUILT_IN

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "gallery"
_SCALE = 0.55  # of 72 dpi
_MOST = 12  # pages of one document
_GAP, _LABEL = 8, 16  # pixels


def main(sources: list[str]) -> None:
    """Draw one sheet for each source and set: a row for each theme and page size."""
    OUT.mkdir(parents=True, exist_ok=True)
    for source in sources or [str(ROOT / "seeds" / "ecuador-us-deployment.txt")]:
        facts = briefgen.extract(briefgen.read(source))
        brief = briefgen.compose(facts, title=Path(source).stem.replace("-", " ").capitalize(), marking="TLP:GREEN")
        for name in rendering.template_names():
            path = OUT / f"{Path(source).stem}-{name}.png"
            sheet(list(rows(brief, name))).save(path, optimize=True)
            print(path.relative_to(ROOT))


def rows(brief: Brief, template: str) -> Iterator[tuple[str, list[Image.Image]]]:
    """The pages of a brief in each theme and size, with a label."""
    for theme in BUILT_IN:
        for size in ("A4", "Letter"):
            typeset = rendering.pdf(brief, template=template, theme=replace(BUILT_IN[theme], page=size))
            complaints = f", {len(typeset.problems)} COMPLAINTS" if typeset.problems else ""
            document = pypdfium2.PdfDocument(typeset.data)
            pages = [document[i].render(scale=_SCALE).to_pil() for i in range(min(len(document), _MOST))]
            yield f"{template} · {theme} · {size} · {len(document)} pages{complaints}", pages


def sheet(its_rows: list[tuple[str, list[Image.Image]]]) -> Image.Image:
    """All rows under one another, each with its label above it."""
    width = max(sum(page.width + _GAP for page in pages) for _, pages in its_rows) + _GAP
    height = sum(max(page.height for page in pages) + _LABEL + _GAP for _, pages in its_rows) + _GAP
    whole, top = Image.new("RGB", (width, height), "#888888"), _GAP
    draw = ImageDraw.Draw(whole)
    for label, pages in its_rows:
        draw.text((_GAP, top), label, fill="#ffffff")
        left = _GAP
        for page in pages:
            whole.paste(page, (left, top + _LABEL))
            left += page.width + _GAP
        top += max(page.height for page in pages) + _LABEL + _GAP
    return whole


if __name__ == "__main__":
    main(sys.argv[1:])
