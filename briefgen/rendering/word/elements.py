"""The few elements of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def element(tag: str, attributes: dict[str, str] | None = None, *children: Any, text: str | None = None) -> Any:
    """One element with its attributes and children: element("w:r", {}, element("w:t", text="S4"))."""
    made: Any = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    if text is not None:
        made.text = text
        if text != text.strip():
            made.set(qn("xml:space"), "preserve")
    for child in children:
        made.append(child)
    return made


def styled(style_id: str) -> Any:
    """The properties of a run in a character style."""
    return element("w:rPr", {}, element("w:rStyle", {"w:val": style_id}))


def field(instruction: str) -> tuple[Any, ...]:
    """Runs of a field that Word fills in: PAGE, NUMPAGES."""
    return (
        element("w:r", {}, element("w:fldChar", {"w:fldCharType": "begin"})),
        element("w:r", {}, element("w:instrText", text=f" {instruction} ")),
        element("w:r", {}, element("w:fldChar", {"w:fldCharType": "separate"})),
        element("w:r", {}, element("w:t", text="1")),
        element("w:r", {}, element("w:fldChar", {"w:fldCharType": "end"})),
    )
