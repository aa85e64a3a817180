"""Opening a PDF with pdfium, or saying why it cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import Problem
from briefgen.readers.reading import Raw

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_TAIL = 2_048  # bytes in which the end of a whole file is marked


def opened(raw: Raw) -> tuple[PdfDocument | None, Problem | None]:
    """The PDF; a Problem instead when it is encrypted or damaged, and beside it when it is cut short."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        pdf = pypdfium2.PdfDocument(raw.data)
        count = len(pdf)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            hint = "save it without a password, and give that as the source"
            return None, Problem("BG235", "encrypted: it wants a password", file=raw.name, hint=hint)
        return None, _damaged(raw)
    if not count:
        return None, _damaged(raw)
    if b"%%EOF" not in raw.data[-_TAIL:]:
        message = "cut short: its end is missing; what is there was read"
        return pdf, Problem("BG236", message, "warning", raw.name, hint="get it anew")
    return pdf, None


def _damaged(raw: Raw) -> Problem:
    return Problem("BG236", "damaged: no PDF reader could open it", file=raw.name, hint="get it anew")
