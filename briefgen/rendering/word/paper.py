"""The sheet that sections are written on: its styles, its margins with the marking, paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from briefgen.markings import banners
from briefgen.model import Brief, Line
from briefgen.rendering import watermark
from briefgen.rendering.speech import Speech
from briefgen.rendering.word.elements import element, field
from briefgen.rendering.word.footnotes import REFERENCE, TEXT, Footnotes
from briefgen.text import printable
from briefgen.themes import Theme

_SIZES_MM = {"A4": (210, 297), "Letter": (215.9, 279.4)}
_FONT = "Calibri"  # a document is set where it is read, and there the bundled fonts are missing


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words: plain, strong, or quiet (said by the tool, not by the source), in the page's language or in English."""

    text: str
    weight: Literal["plain", "strong", "quiet"] = "plain"
    english: bool = False


Piece = Words | Line | tuple[str, ...]
"""What a paragraph is made of: words, a line with its marks, or marks alone."""


def strong(text: str, *, english: bool = False) -> Words:
    """Words in bold."""
    return Words(text, "strong", english)


def quiet(text: str, *, english: bool = False) -> Words:
    """Words of the tool beside those of the source."""
    return Words(text, "quiet", english)


class Paper:
    """A document in the making. Texts of any origin may be written on it; what cannot be printed becomes a space."""

    def __init__(self, brief: Brief, theme: Theme, speech: Speech) -> None:
        self.document: Any = docx.Document()
        self.speech = speech
        self.footnotes = Footnotes(brief, speech)
        self._theme = theme
        self._set_styles(brief.language)
        self._set_page(brief)

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the title of the document."""
        self.document.add_heading(printable(text), level)

    def paragraph(self, *pieces: Piece, style: str | None = None) -> None:
        """A paragraph in one of the styles of the document ("List Number", "List Bullet")."""
        self._write(self.document.add_paragraph(style=style), pieces)

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[Sequence[Piece]]], widths: Sequence[int]) -> None:
        """A table with a header row that repeats on each page and rows that are never torn; widths are shares."""
        table = self.document.add_table(rows=1, cols=len(headers), style="Table Grid")
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, headers, strict=True):
            self._write(cell.paragraphs[0], (strong(text),))
            cell._tc.get_or_add_tcPr().append(element("w:shd", {"w:val": "clear", "w:fill": self._theme.tint[1:]}))
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for row in rows:
            for cell, pieces in zip(table.add_row().cells, row, strict=True):
                self._write(cell.paragraphs[0], pieces)
        self._lay_out(table, widths)
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _lay_out(self, table: Any, widths: Sequence[int]) -> None:
        """Hairlines, columns in their shares, rows that stay whole."""
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": self._theme.rule[1:]}
        table._tbl.tblPr.append(element("w:tblBorders", {}, *(element(f"w:{side}", line) for side in sides)))
        section = self.document.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        shares = [int(width * share / sum(widths)) for share in widths]
        for column, share in zip(table.columns, shares, strict=True):
            column.width = share
        for row in table.rows:
            row._tr.get_or_add_trPr().insert(0, element("w:cantSplit"))
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = share
                cell.paragraphs[0].paragraph_format.space_after = Pt(1)

    def _write(self, paragraph: Any, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, Words):
                run = paragraph.add_run(printable(piece.text))
                run.bold = True if piece.weight == "strong" else None
                if piece.weight == "quiet":
                    run.font.color.rgb = _rgb(self._theme.quiet)
                if piece.english:
                    self._tell_english(run)
                continue
            if isinstance(piece, Line):
                self._tell_english(paragraph.add_run(printable(piece.text)))
            self._mark(paragraph, piece.marks if isinstance(piece, Line) else piece)

    def _tell_english(self, run: Any) -> None:
        """Say that a run is English where the document is in another language."""
        if self.speech.language.split("-")[0] != "en":
            run._r.get_or_add_rPr().append(element("w:lang", {"w:val": "en"}))

    def _mark(self, paragraph: Any, labels: Sequence[str]) -> None:
        for label in labels:
            paragraph.add_run(" ").style = self._reference
            for made in self.footnotes.mark(label):
                paragraph._p.append(made)

    # Styles and margins

    def _set_styles(self, language: str) -> None:
        styles = self.document.styles
        defaults = styles.element.find(".//" + qn("w:lang"))
        defaults.set(qn("w:val"), language)
        normal = styles["Normal"]
        _set_font(normal, _FONT)
        normal.font.size = Pt(10)
        normal.paragraph_format.space_after = Pt(4)
        normal.paragraph_format.line_spacing = 1.1
        for name, size in (("Title", 22), ("Heading 1", 13), ("Heading 2", 11)):
            _set_font(styles[name], _FONT)
            styles[name].font.size = Pt(size)
            styles[name].font.color.rgb = _rgb(self._theme.accent)
        for name in ("List Bullet", "List Number"):
            styles[name].paragraph_format.space_after = Pt(2)
        note = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        note.base_style, note.font.size = normal, Pt(8)
        note.paragraph_format.space_after = Pt(1)
        self._reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        self._reference.font.superscript = True
        self._reference.font.color.rgb = _rgb(self._theme.link)
        assert (note.style_id, self._reference.style_id) == (TEXT, REFERENCE)

    def _set_page(self, brief: Brief) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = (Mm(side) for side in _SIZES_MM[self._theme.page])
        top, right, bottom, left = self._theme.margins_mm
        section.top_margin, section.right_margin = Mm(top + 8), Mm(right + 3)
        section.bottom_margin, section.left_margin = Mm(bottom + 6), Mm(left + 3)
        section.header_distance = section.footer_distance = Mm(8)
        self._write_banners(section.header.paragraphs[0], brief)
        foot = section.footer.paragraphs[0]
        self._write_banners(foot, brief)
        for made in self._page_number():
            foot._p.append(made)

    def _page_number(self) -> Iterator[Any]:
        """Page 1 of 2, as fields that are filled in where the document is shown."""
        words = self.speech.gettext("Page %(page)s of %(pages)s", page="\0PAGE\0", pages="\0NUMPAGES\0")
        for i, part in enumerate(f"\t{words}".split("\0")):
            yield from field(part) if i % 2 else _run(part) if part else ()

    def _write_banners(self, paragraph: Any, brief: Brief) -> None:
        for banner in banners(brief.marking, brief.classification):
            run = paragraph.add_run(f" {printable(banner.text)} ")
            run.bold, run.font.color.rgb = True, _rgb(banner.colour)
            run._r.get_or_add_rPr().append(element("w:shd", {"w:val": "clear", "w:fill": banner.background[1:]}))
        if brief.notice:
            paragraph.add_run(f" {watermark.words(brief, self.speech)}").bold = True


def _run(text: str) -> tuple[Any, ...]:
    tab = (element("w:r", {}, element("w:tab")),) * text.count("\t")
    return (*tab, element("w:r", {}, element("w:t", text=text.replace("\t", ""))))


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())


def _set_font(style: Any, name: str) -> None:
    """The font of a style for every script; the template names fonts of its theme, which would win."""
    style.font.name = name
    fonts = style.element.rPr.rFonts
    for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[attribute]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), name)
