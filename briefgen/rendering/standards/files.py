"""Files inside a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefgen.rendering.attachments import Attachment
from briefgen.rendering.standards.objects import added


def attach(pdf: Any, attachments: Sequence[Attachment]) -> None:
    """Put files into the PDF as associated files of the whole document, listed by name."""
    import pydyf

    references = {a.name: added(pdf, _specification(pdf, a)) for a in attachments}
    names = pydyf.Array(part for name in sorted(references) for part in (pydyf.String(name), references[name]))
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = added(pdf, {"Names": names})
    pdf.catalog["AF"] = pydyf.Array(references.values())


def _specification(pdf: Any, attachment: Attachment) -> dict[str, object]:
    import pydyf

    day = pydyf.String(f"D:{attachment.modified:%Y%m%d}000000Z")
    extra = {
        "Type": "/EmbeddedFile",
        "Subtype": pydyf.name(attachment.media_type),
        "Params": pydyf.Dictionary({"Size": len(attachment.data), "CreationDate": day, "ModDate": day}),
    }
    stream = pydyf.Stream([attachment.data], extra, compress=True)
    pdf.add_object(stream)
    file = pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})
    return {
        "Type": "/Filespec",
        "F": pydyf.String(attachment.name),
        "UF": pydyf.String(attachment.name),
        "EF": file,
        "AFRelationship": f"/{attachment.relationship}",
        "Desc": pydyf.String(attachment.description),
    }
