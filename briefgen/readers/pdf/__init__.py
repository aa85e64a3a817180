"""A PDF, read page by page: text in reading order, each paragraph with its page and its place on it.

The journey: characters with places (glyphs), words and rows (words), running heads and feet out
(furniture), columns and tables (layout, tables), paragraphs and notes (paragraphs), words that were
parted at line ends (hyphens), and all of it as one text with origins (assembly).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.errors import Problem
from briefgen.readers.pdf import assembly, particulars
from briefgen.readers.pdf.furniture import furniture, usual_size
from briefgen.readers.pdf.glyphs import Sheet, sheet
from briefgen.readers.pdf.layout import blocks
from briefgen.readers.pdf.opening import opened
from briefgen.readers.pdf.words import Line, Word, rows, with_initials, words
from briefgen.readers.reading import Metadata, Raw, Reading, Stated, date_problems, document
from briefgen.readers.sniffing import PDF

MOST_PAGES = 1_000
_SCAN_HINT = "run a text recognition over it first (ocrmypdf)"


def read(raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
    """The text of a PDF. To be run in a child (Guarded): pdfium is C++ and the file is not to be trusted."""
    pdf, problem = opened(raw)
    if pdf is None:
        return Reading(problems=(problem,) if problem else ())
    problems = [problem] if problem else []
    count = min(len(pdf), MOST_PAGES)
    if len(pdf) > count:
        message = f"has {len(pdf):,} pages; the first {count:,} are read"
        problems.append(Problem("BG237", message, "warning", raw.name, hint="split it"))
    sheets: list[Sheet] = []
    found: list[tuple[Word, ...]] = []
    unread: list[int] = []
    for index in range(count):
        if (page := sheet(pdf, index)) is None:
            unread.append(index + 1)
            continue
        found.append(words(page.glyphs))
        sheets.append(replace(page, glyphs=()))  # a page has more letters than a file of them should hold at once
    says = particulars.stated(pdf, raw.data, stated)
    problems.extend(_page_problems(raw, sheets, unread))
    if any(problem.severity == "error" for problem in problems):
        return Reading(problems=tuple(problems))
    text, origins = assembly.assembled(_pages(sheets, found))
    if not text:
        return Reading(problems=(*problems, Problem("BG202", "the file holds no text", file=raw.name)))
    return Reading(
        (document(raw, metadata, says, text=text, origins=origins, media_type=PDF),),
        (*problems, *date_problems(raw, says, metadata)),
    )


def _pages(sheets: Sequence[Sheet], found: Sequence[Sequence[Word]]) -> list[assembly.Page]:
    """The pages with their columns and tables, without what runs along at their edges."""
    lines = [rows(page) for page in found]
    body = usual_size(line for page in lines for line in page)
    dropped = furniture([(sheet.height, page) for sheet, page in zip(sheets, lines, strict=True)], body)
    pages = []
    for sheet_, page, page_lines, out in zip(sheets, found, lines, dropped, strict=True):
        kept = with_initials(_kept(page, page_lines, out), body)
        pages.append(assembly.Page(sheet_, tuple(blocks(kept, body)), body))
    return pages


def _kept(page: Sequence[Word], lines: Sequence[Line], out: frozenset[int]) -> Sequence[Word]:
    if not out:
        return page
    gone = {id(word) for i in out for word in lines[i].words}
    return [word for word in page if id(word) not in gone]


def _page_problems(raw: Raw, sheets: Sequence[Sheet], unread: Sequence[int]) -> list[Problem]:
    """What of the pages was not read, and why."""
    problems = []
    pictures = [sheet.number for sheet in sheets if sheet.is_picture]
    nameless = [sheet.number for sheet in sheets if sheet.unmapped > sheet.letters]
    sideways = [sheet.number for sheet in sheets if sheet.sideways]
    if pictures and not any(sheet.letters for sheet in sheets):
        return [Problem("BG233", "its pages are pictures: it holds no text", file=raw.name, hint=_SCAN_HINT)]
    if nameless and len(nameless) == len(sheets):
        message = "its fonts do not say which letters they show, so its text cannot be read"
        return [Problem("BG233", message, file=raw.name, hint=_SCAN_HINT)]
    if unread and not sheets:
        return [Problem("BG236", "damaged: none of its pages can be read", file=raw.name, hint="get it anew")]
    if unread:
        message = f"damaged: {_listed(unread)} cannot be read"
        problems.append(Problem("BG236", message, "warning", raw.name, hint="get it anew"))
    if pictures:
        message = f"{_listed(pictures)} without text: pictures are not read"
        problems.append(Problem("BG234", message, "warning", raw.name, hint=_SCAN_HINT))
    if nameless:
        message = f"{_listed(nameless)} in a font that does not say which letters it shows: not read"
        problems.append(Problem("BG234", message, "warning", raw.name, hint=_SCAN_HINT))
    if sideways:
        message = f"text set sideways on {_listed(sideways)} is not read"
        problems.append(Problem("BG238", message, "note", raw.name))
    return problems


def _listed(pages: Sequence[int]) -> str:
    """ "page 2", "pages 2, 5–7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    told = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return f"page{'s' if len(pages) > 1 else ''} {told}"
