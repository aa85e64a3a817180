"""What a PDF says of itself: title, author and language where they are fit to be shown, and a date only where it is one of publication.

The days of making and changing a file (CreationDate, ModDate, xmp:CreateDate, dc:date) are no
publication dates: a report of 2009 that was printed anew last week has last week's. Only
prism:publicationDate is taken.

A title is left out when it was put there by a program and not by a person: "Microsoft Word - draft3.doc",
a name of a file, "untitled", one word with digits or underscores, a title without letters.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.readers.reading import Stated
from briefgen.text import printable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_BY_A_PROGRAM = re.compile(
    r"microsoft (?:word|powerpoint|excel|office)\b|(?:powerpoint[- ]presentation|document|slide|page|sheet|book|layout)\s*\d*$"
    r"|untitled|ohne titel|sans titre|no title|title$|print\b|full page|\(?anonymous\)?$|\(?unspecified\)?$|template\b|adobe\b",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r".*\.(?:docx?|pdf|indd|qxp|qxd|tex|dvi|pptx?|xlsx?|rtf|odt|odp|pages|txt|html?|eps|ai|psd|wpd|pub|cdr|fm|p65)\W*",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:administrator|admin|user|owner|unknown|default|author|me|root|guest|pc)\W*\d*", re.IGNORECASE)
_LONGEST = 300
_DATE = re.compile(rb"prism:publicationDate(?:\s*=\s*[\"']|[^>]{0,100}>)\s*(\d{4}-\d{2}-\d{2})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def stated(pdf: PdfDocument, data: bytes, around: Stated) -> Stated:
    """What the PDF says of itself, over what the file around it says."""
    information = pdf.get_metadata_dict()
    title, author = _clean(information.get("Title", "")), _clean(information.get("Author", ""))
    says, where = around, dict(around.where)
    if _is_title(title):
        says, where["title"] = replace(says, title=title), "document information"
    if author and not _NOBODY.fullmatch(author) and any(map(str.isalpha, author)):
        says, where["author"] = replace(says, author=author), "document information"
    dates = tuple((day, "prism:publicationDate") for day in _days(data))
    language = _language(pdf) or says.language
    return replace(says, dates=(*dates, *says.dates), language=language, where=where)


def _clean(text: str) -> str:
    return " ".join(printable(text).split())[:_LONGEST]


def _is_title(title: str) -> bool:
    """True for words that a person gave a document as its title."""
    if not any(map(str.isalpha, title)) or _BY_A_PROGRAM.match(title) or _FILE_NAME.fullmatch(title):
        return False
    return " " in title or (title.isalpha() and len(title) > 3)


def _days(data: bytes) -> list[dt.date]:
    """The publication days in the XMP packets, each once."""
    found: dict[dt.date, None] = {}
    for match in _DATE.finditer(data):
        try:
            found[dt.date.fromisoformat(match[1].decode("ascii"))] = None
        except ValueError:
            continue
    return list(found)


def _language(pdf: PdfDocument) -> str | None:
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFCatalog_GetLanguage(pdf.raw, None, 0)
    if not 2 < length < 100:
        return None
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFCatalog_GetLanguage(pdf.raw, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    language = buffer.raw[: length - 2].decode("utf-16-le", "replace")
    return language if _LANGUAGE.fullmatch(language) else None
