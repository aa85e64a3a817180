"""What the archive (PDF/A-3a) and assistive technology (PDF/UA-1) ask of a PDF beyond what the typesetter writes.

Works on the objects of a PDF just before they become bytes, and knows nothing of briefs. Elements of the
tag tree are dictionaries: S is their kind, K their children (references to elements, numbers of content).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.rendering.attachments import Attachment, unique

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
_REFERENCE = re.compile(rb"(\d+) 0 R")
_HOLLOW = frozenset({"/Span", "/NonStruct", "/P", "/Div", "/Sect", "/Part"})


def finish(pdf: Any, attachments: Sequence[Attachment] = ()) -> None:
    """Bring a PDF of the variant pdf/a-3a up to PDF/UA-1 as well, and put the attachments in."""
    _declare(pdf)
    tree = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    _prune(pdf, tree)
    _give_items_bodies(pdf, tree)
    _place_figures(pdf, tree)
    _mark_the_rest_as_artifacts(pdf, tree)
    _scope_headers(pdf, tree)
    _index_ids(pdf, tree)
    _describe_links(pdf)
    if attachments:
        _attach(pdf, unique(attachments))


def _declare(pdf: Any) -> None:
    """Say PDF/UA-1 in the one block of metadata that is there; a second block would not be PDF/A."""
    metadata = pdf.objects[_number(pdf.catalog["Metadata"])]
    metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", _ACCESSIBLE + b"</rdf:RDF>")]


# The tag tree ----------------------------------------------------------------------------------


def _number(reference: object) -> int:
    match = _REFERENCE.fullmatch(reference) if isinstance(reference, bytes) else None
    if match is None:
        raise ValueError(f"{reference!r} is no reference")
    return int(match.group(1))


def _children(pdf: Any, element: Any) -> list[Any]:
    """The elements inside an element; content and links are no elements."""
    kids = [pdf.objects[_number(kid)] for kid in element.get("K", ()) if isinstance(kid, bytes)]
    return [kid for kid in kids if kid.get("Type") == "/StructElem"]


def _elements(pdf: Any, tree: Any) -> Iterator[Any]:
    """Every element of the tree, in the order in which it is read."""
    waiting = _children(pdf, tree)[::-1]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(_children(pdf, element)[::-1])


def _prune(pdf: Any, tree: Any) -> None:
    """Take out the elements that hold nothing: anchors have a place, but nothing to say."""
    for element in reversed(list(_elements(pdf, tree))):
        if not element["K"] and element["S"] in _HOLLOW and "Alt" not in element:
            parent = pdf.objects[_number(element["P"])]
            parent["K"].remove(element.reference)
            element.clear()


def _give_items_bodies(pdf: Any, tree: Any) -> None:
    """A list item holds a label and a body; what stands beside the label goes into one."""
    import pydyf

    for item in [element for element in _elements(pdf, tree) if element["S"] == "/LI"]:
        kids = _children(pdf, item)
        loose = [kid for kid in kids if kid["S"] not in ("/Lbl", "/LBody")]
        if not loose or len(kids) != len(item["K"]):
            continue
        body = pydyf.Dictionary({key: item[key] for key in ("Type", "Pg")})
        body.update(S="/LBody", P=item.reference, K=pydyf.Array(kid.reference for kid in loose))
        pdf.add_object(body)
        first = item["K"].index(loose[0].reference)
        item["K"][:] = [kid for kid in item["K"] if kid not in body["K"]]
        item["K"].insert(first, body.reference)
        for kid in loose:
            kid["P"] = body.reference


def _place_figures(pdf: Any, tree: Any) -> None:
    """Where a figure stands, in points from the foot of its page; the typesetter counts pixels from the top."""
    import pydyf

    for element in _elements(pdf, tree):
        if element["S"] == "/Figure":
            height = pdf.objects[_number(element["Pg"])]["MediaBox"][3]
            left, top, right, bottom = (0.75 * value for value in element["A"]["BBox"])
            element["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def _mark_the_rest_as_artifacts(pdf: Any, tree: Any) -> None:
    """Content whose element is not in the tree (the boxes in the margins) is an artifact and says so."""
    inside = {element.reference for element in _elements(pdf, tree)}
    rows = pdf.objects[_number(tree["ParentTree"])]["Nums"]
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    for page_number, page in enumerate(pages):
        owners = rows[2 * page_number + 1]
        outside = {mcid for mcid, owner in enumerate(owners) if owner not in inside}
        owners[:] = [b"null" if mcid in outside else owner for mcid, owner in enumerate(owners)]
        stream = pdf.objects[_number(page["Contents"])].stream
        for i, item in enumerate(stream):
            if isinstance(item, dict) and item.get("MCID") in outside and stream[i + 1] == b"BDC":
                stream[i - 1 : i + 1] = ["/Artifact", "<</Type/Pagination>>"]


def _scope_headers(pdf: Any, tree: Any) -> None:
    """Each header cell says what it heads: a column in the head of a table, a row elsewhere."""
    for element in _elements(pdf, tree):
        if element["S"] == "/TH":
            row = pdf.objects[_number(element["P"])]
            group = pdf.objects[_number(row["P"])]
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _index_ids(pdf: Any, tree: Any) -> None:
    """The index from ids to elements, without which the headers that cells name cannot be found."""
    import pydyf

    named = {element["ID"].data: element for element in _elements(pdf, tree) if "ID" in element}
    if named:
        ordered = sorted(named.items())
        names = pydyf.Array(part for key, element in ordered for part in (key, element.reference))
        tree["IDTree"] = pydyf.Dictionary(
            {
                "Kids": pydyf.Array(
                    [_added(pdf, {"Names": names, "Limits": pydyf.Array([ordered[0][0], ordered[-1][0]])})]
                )
            }
        )


def _describe_links(pdf: Any) -> None:
    """What a link says of itself is read aloud: "Evidence S4", not the name of an anchor."""
    import pydyf

    for annotation in pdf.objects:
        if isinstance(annotation, dict) and annotation.get("Subtype") == "/Link" and "Dest" in annotation:
            anchor = annotation["Dest"].string
            label = f"Evidence {anchor[9:].upper()}" if anchor.startswith("evidence-") else f"Line {anchor}"
            annotation["Contents"] = pydyf.String(label)


# Attachments -----------------------------------------------------------------------------------


def _attach(pdf: Any, attachments: Sequence[Attachment]) -> None:
    """Put files into the PDF as associated files of the whole document, listed by name."""
    import pydyf

    references = {a.name: _added(pdf, _specification(pdf, a)) for a in attachments}
    names = pydyf.Array(part for name in sorted(references) for part in (pydyf.String(name), references[name]))
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = _added(pdf, {"Names": names})
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


def _added(pdf: Any, values: dict[str, Any]) -> bytes:
    """A dictionary as an object of its own; its reference."""
    import pydyf

    dictionary = pydyf.Dictionary(values)
    pdf.add_object(dictionary)
    return bytes(dictionary.reference)
