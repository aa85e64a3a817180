"""The cited sentences as footnotes. python-docx has none, so the part of the package that holds them is written here."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefgen.model import Brief
from briefgen.rendering.speech import Speech
from briefgen.rendering.word.elements import element, styled
from briefgen.text import printable

TEXT, REFERENCE = "footnotetext", "footnotereference"
_SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))


class Footnotes:
    """Footnotes in the making: one for each sentence, at its first mark; later marks link to that place.

    They are numbered by the program that shows them, in the order of their first marks, and open with the label of
    the sentence ("S4") in the other formats. Marks of one's own ("S4" for the number) are shown twice by LibreOffice.
    """

    def __init__(self, brief: Brief, speech: Speech) -> None:
        several = len(brief.sources) > 1
        self._sentences: dict[str, str] = {}
        self._english = speech.language.split("-")[0] != "en"
        for source in brief.sources:
            name = f"{source.document.called}, " if several else ""
            for sentence in source.evidence:
                place = f"{sentence.place}, " if sentence.place else ""
                stretch = speech.gettext("characters %(start)s–%(end)s", start=sentence.start, end=sentence.end)
                self._sentences[sentence.label] = f"{sentence.text} ({name}{place}{stretch})"
        self._numbers: dict[str, int] = {}

    def mark(self, label: str) -> tuple[Any, ...]:
        """The elements of one mark: the footnote itself the first time, a link to it afterwards."""
        if label not in self._sentences:
            return ()
        if label in self._numbers:
            run = element("w:r", {}, styled(REFERENCE), element("w:t", text=str(self._numbers[label])))
            return (element("w:hyperlink", {"w:anchor": f"mark-{label}", "w:history": "1"}, run),)
        number = str(len(self._numbers) + 1)
        self._numbers[label] = int(number)
        return (
            element("w:bookmarkStart", {"w:id": number, "w:name": f"mark-{label}"}),
            element("w:r", {}, styled(REFERENCE), element("w:footnoteReference", {"w:id": number})),
            element("w:bookmarkEnd", {"w:id": number}),
        )

    def attach(self, document: Any) -> None:
        """Put the footnotes into the document's package, and say in its settings which are only rules."""
        root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for kind, rule in _SEPARATORS:
            paragraph = element("w:p", {}, element("w:r", {}, element(f"w:{kind}")))
            root.append(element("w:footnote", {"w:type": kind, "w:id": rule}, paragraph))
        for label, number in self._numbers.items():
            root.append(self._footnote(label, number))
        data = serialize_part_xml(root)
        package = document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, data, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = document.settings.element
        rules = [element("w:footnote", {"w:id": rule}) for _, rule in _SEPARATORS]
        settings.find("{*}compat").addprevious(element("w:footnotePr", {}, *rules))

    def _footnote(self, label: str, number: int) -> Any:
        style = element("w:pPr", {}, element("w:pStyle", {"w:val": TEXT}))
        mark = element("w:r", {}, styled(REFERENCE), element("w:footnoteRef"))
        bold = element("w:rPr", {}, element("w:b"))
        name = element("w:r", {}, bold, element("w:t", text=f" {label} "))
        told = (element("w:rPr", {}, element("w:lang", {"w:val": "en"})),) if self._english else ()
        text = element("w:r", {}, *told, element("w:t", text=printable(self._sentences[label])))
        return element("w:footnote", {"w:id": str(number)}, element("w:p", {}, style, mark, name, text))
