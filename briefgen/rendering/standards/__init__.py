"""What the archive (PDF/A-3a) and assistive technology (PDF/UA-1) ask of a PDF beyond what the typesetter writes.

Works on the objects of a PDF just before they become bytes, and knows nothing of briefs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefgen.rendering.attachments import Attachment, unique
from briefgen.rendering.standards import files, packing, tags
from briefgen.rendering.standards.objects import number_of

VARIANT = "pdf/a-3a"

# pdfuaid is no schema that PDF/A knows, so it has to be declared next to its use.
_ACCESSIBLE = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def finish(pdf: Any, attachments: Sequence[Attachment] = ()) -> None:
    """Bring a PDF of the variant pdf/a-3a up to PDF/UA-1 as well, and put the attachments in."""
    _declare(pdf)
    tags.finish(pdf)
    _describe_links(pdf)
    if attachments:
        files.attach(pdf, unique(attachments))
    packing.settle(pdf)


def _declare(pdf: Any) -> None:
    """Say PDF/UA-1 in the one block of metadata that is there; a second block would not be PDF/A."""
    metadata = pdf.objects[number_of(pdf.catalog["Metadata"])]
    metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", _ACCESSIBLE + b"</rdf:RDF>")]


def _describe_links(pdf: Any) -> None:
    """What a link says of itself is read aloud: "Evidence S4", not the name of an anchor."""
    import pydyf

    for annotation in pdf.objects:
        if isinstance(annotation, dict) and annotation.get("Subtype") == "/Link" and "Dest" in annotation:
            anchor = annotation["Dest"].string
            label = f"Evidence {anchor[9:].upper()}" if anchor.startswith("evidence-") else f"Line {anchor}"
            annotation["Contents"] = pydyf.String(label)
