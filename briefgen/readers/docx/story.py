"""The paragraphs and tables of a story of a Word file (its body, its notes, a header), as a reader sees them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from briefgen.readers.docx.blocks import Block, Collector
from briefgen.readers.docx.markup import is_on
from briefgen.readers.docx.styles import Styles
from briefgen.readers.docx.symbols import UNKNOWN, in_font, raised, symbol

# What is passed over with all that is in it: former formats, what frames a page, how a word is pronounced.
_PASSED_OVER = frozenset(
    "rPrChange pPrChange tblPrChange tblPrExChange tblGridChange trPrChange tcPrChange sectPrChange numberingChange "
    "sectPr tblPr tblGrid rt delText delInstrText instrText".split()
)
_STARTS = {
    "p": Collector.start_paragraph,
    "tbl": Collector.start_table,
    "tr": Collector.start_row,
    "tc": Collector.start_cell,
    "txbxContent": Collector.start_box,
}
_ENDS = {
    "p": Collector.end_paragraph,
    "tbl": Collector.end_table,
    "tr": Collector.end_row,
    "tc": Collector.end_cell,
    "txbxContent": Collector.end_box,
}
_LEFT = {"del": "deleted", "moveFrom": "deleted", "m:oMath": "formula", "altChunk": "embedded"}


@dataclass(slots=True)
class _Run:
    """What the format of a run says, and None where it leaves it to the style."""

    style: str | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool = False
    font: str = ""


@dataclass(slots=True)
class Story:
    """Takes the elements of a story in order; its collector then has the text.

    Of tracked changes the text as changed is read, of a field the result. notes are the footnotes and
    endnotes that it calls, in order; left counts what was not read, by kind.
    """

    styles: Styles
    collector: Collector
    notes: list[tuple[str, str]] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    by_note: dict[str, list[Block]] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _skipped: int = 0  # elements open within what is passed over
    _runs: list[_Run] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)  # of each open field, whether its result has begun
    _placeholders: list[bool] = field(default_factory=list)
    _chosen: list[bool] = field(default_factory=list)
    _note: list[str] = field(default_factory=list)

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipped or self._is_passed_over(element):
            self._skipped += 1
            return
        parent = self._open[-1] if self._open else ""
        self._open.append(element)
        if parent in ("rPr", "pPr", "trPr", "tcPr", "sdtPr"):
            self._property(parent, element, attributes)
        elif parent == "r":
            self._in_run(element, attributes)
        self._structure(element, attributes)

    def end(self, element: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        self._open.pop()
        if element == "r":
            self._runs.pop()
        elif element in _ENDS:
            _ENDS[element](self.collector)
        elif element in ("footnote", "endnote"):
            self.by_note[self._note.pop()] = self.collector.end_note()
        elif element == "sdt":
            self._placeholders.pop()
        elif element == "mc:AlternateContent":
            self._chosen.pop()

    def text(self, text: str) -> None:
        """Characters; they count within w:t alone."""
        if not self._skipped and self._open and self._open[-1] == "t":
            self._add(text.replace("\r", " ").replace("\n", " "))

    def _is_passed_over(self, element: str) -> bool:
        if element in _PASSED_OVER:
            return True
        if element == "mc:Fallback" and self._chosen and self._chosen[-1]:
            return True
        if element == "sdtContent" and self._placeholders and self._placeholders[-1]:
            self.left["placeholder"] += 1
            return True
        if element not in _LEFT or (self._open and self._open[-1] in ("rPr", "trPr", "tcPr")):
            return False
        self.left[_LEFT[element]] += 1
        if element == "m:oMath":
            self._add(UNKNOWN)
        return True

    def _property(self, parent: str, element: str, attributes: dict[str, str]) -> None:
        owner = self._open[-3] if len(self._open) > 2 else ""
        if parent == "rPr" and owner == "r" and self._runs:
            self._run_property(self._runs[-1], element, attributes)
        elif parent == "rPr" and owner == "pPr" and element in ("del", "moveFrom"):
            self.collector.go_on()
        elif parent == "pPr" and element == "pStyle":
            self.collector.set_style(attributes.get("val"))
        elif parent == "trPr" and element == "del":
            self.collector.drop_row()
        elif parent == "tcPr" and element == "cellDel":
            self.collector.drop_cell()
        elif parent == "sdtPr" and element == "showingPlcHdr" and is_on(attributes) and self._placeholders:
            self._placeholders[-1] = True

    def _run_property(self, run: _Run, element: str, attributes: dict[str, str]) -> None:
        if element == "rStyle":
            run.style = attributes.get("val")
        elif element == "vanish":
            run.hidden = is_on(attributes)
        elif element in ("strike", "dstrike"):
            run.struck = run.struck or is_on(attributes)
        elif element == "vertAlign":
            run.raised = attributes.get("val") == "superscript"
        elif element == "rFonts":
            run.font = attributes.get("ascii", "")

    def _in_run(self, element: str, attributes: dict[str, str]) -> None:
        if element in ("tab", "ptab"):
            self._add("\t")
        elif element in ("br", "cr"):
            self._add("\n")
        elif element == "noBreakHyphen":
            self._add("-")
        elif element == "sym":
            self._add(symbol(attributes.get("font", ""), attributes.get("char", "")))
        elif element == "fldChar":
            self._field(attributes.get("fldCharType"))
        elif element in ("footnoteReference", "endnoteReference") and self._is_read():
            self.notes.append((element.removesuffix("Reference"), attributes.get("id", "")))
        elif element == "commentReference":
            self.left["comment"] += 1
        elif element == "object":
            self.left["embedded"] += 1

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _structure(self, element: str, attributes: dict[str, str]) -> None:
        if element == "r":
            self._runs.append(_Run())
        elif element in _STARTS:
            _STARTS[element](self.collector)
        elif element in ("footnote", "endnote"):
            self.collector.start_note()
            self._note.append(attributes.get("id", ""))
        elif element == "sdt":
            self._placeholders.append(False)
        elif element == "mc:AlternateContent":
            self._chosen.append(False)
        elif element == "mc:Choice" and self._chosen:
            self._chosen[-1] = True
        elif element in ("ins", "moveTo"):
            self.left["inserted"] += 1

    def _add(self, text: str) -> None:
        """Text of the run that is open, unless nobody sees it."""
        if not self._is_read():
            return
        run = self._runs[-1] if self._runs else _Run()
        if run.raised:
            text = raised(text)
        text = in_font(run.font, text)
        self.left["symbol"] += text.count(UNKNOWN)
        self.collector.add(text)

    def _is_read(self) -> bool:
        run = self._runs[-1] if self._runs else _Run()
        style = self.collector.style
        for what, own, of_style in (
            ("hidden", run.hidden, self.styles.hides),
            ("struck", run.struck, self.styles.strikes),
        ):
            says = next((said for said in (own, of_style(run.style), of_style(style)) if said is not None), False)
            if says:
                self.left[what] += 1
                return False
        if not all(self._fields):
            self.left["field"] += 1
            return False
        return True
