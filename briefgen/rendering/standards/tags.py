"""The tag tree of a PDF, as PDF/UA-1 wants it.

Its elements are dictionaries: S is their kind, P the element they are in, Pg their page, K what is in them: references
to elements, and numbers of content on that page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.rendering.standards.objects import added, number_of

_HOLLOW = frozenset({"/Span", "/NonStruct", "/P", "/Div", "/Sect", "/Part"})
_HOLD_TEXT = frozenset("/P /H1 /H2 /H3 /H4 /TH /TD /Lbl /LBody /Link /Span /Caption".split())
_OF_EVERY_ELEMENT = frozenset({"Type", "S", "P", "Pg", "K"})


def finish(pdf: Any) -> None:
    """Bring the tags of a PDF/A-3a up to PDF/UA-1."""
    tree = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    _prune(pdf, _elements(pdf, tree))
    _give_items_bodies(pdf, _elements(pdf, tree))
    _hand_over(pdf, tree, _dissolve(pdf, _elements(pdf, tree)))
    elements = _elements(pdf, tree)
    _place_figures(pdf, elements)
    _mark_the_rest_as_artifacts(pdf, tree, elements)
    _scope_headers(pdf, elements)
    _index_ids(pdf, tree, elements)


def _children(pdf: Any, element: Any) -> list[Any]:
    """The elements inside an element; content and links are no elements."""
    kids = [pdf.objects[number_of(kid)] for kid in element.get("K", ()) if isinstance(kid, bytes)]
    return [kid for kid in kids if kid.get("Type") == "/StructElem"]


def _elements(pdf: Any, tree: Any) -> list[Any]:
    """Every element of the tree, in the order in which it is read."""
    elements, waiting = [], _children(pdf, tree)[::-1]
    while waiting:
        element = waiting.pop()
        elements.append(element)
        waiting.extend(_children(pdf, element)[::-1])
    return elements


def _prune(pdf: Any, elements: list[Any]) -> None:
    """Take out the elements that hold nothing: anchors have a place, but nothing to say."""
    for element in reversed(elements):
        if not element["K"] and element["S"] in _HOLLOW and "Alt" not in element:
            parent = pdf.objects[number_of(element["P"])]
            parent["K"].remove(element.reference)
            element.clear()


def _give_items_bodies(pdf: Any, elements: list[Any]) -> None:
    """A list item holds a label and a body; what stands beside the label goes into one."""
    import pydyf

    for item in (element for element in elements if element["S"] == "/LI"):
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


def _place_figures(pdf: Any, elements: list[Any]) -> None:
    """Where a figure stands, in points from the foot of its page; the typesetter counts pixels from the top."""
    import pydyf

    for element in elements:
        if element["S"] == "/Figure":
            height = pdf.objects[number_of(element["Pg"])]["MediaBox"][3]
            left, top, right, bottom = (0.75 * value for value in element["A"]["BBox"])
            element["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def _dissolve(pdf: Any, elements: list[Any]) -> dict[bytes, bytes]:
    """Take out the spans that say nothing of their content: each line of a paragraph is one.

    Returns for the reference of each the reference of the element that holds its content now.
    """
    holders = {}
    for element in reversed(elements):
        parent = pdf.objects[number_of(element["P"])]
        if _says_nothing(element) and parent["S"] in _HOLD_TEXT and parent["Pg"] == element["Pg"]:
            for kid in _children(pdf, element):
                kid["P"] = parent.reference
            place = parent["K"].index(element.reference)
            parent["K"][place : place + 1] = element["K"]
            holders[element.reference] = parent.reference
            element.clear()
    return holders


def _says_nothing(element: Any) -> bool:
    return bool(element["S"] == "/Span" and element.keys() <= _OF_EVERY_ELEMENT)


def _hand_over(pdf: Any, tree: Any, holders: Mapping[bytes, bytes]) -> None:
    """Content of an element that was taken out belongs to the one that holds it now."""
    for owners in _owners_by_page(pdf, tree):
        for mcid, owner in enumerate(owners):
            while owner in holders:
                owner = holders[owner]
            owners[mcid] = owner


def _owners_by_page(pdf: Any, tree: Any) -> list[Any]:
    """For each page the elements to which its content belongs, by the number of the content."""
    rows = pdf.objects[number_of(tree["ParentTree"])]["Nums"]
    return [rows[2 * page + 1] for page in range(len(pdf.pages["Kids"][::3]))]


def _mark_the_rest_as_artifacts(pdf: Any, tree: Any, elements: list[Any]) -> None:
    """Content whose element is not in the tree (the boxes in the margins) is an artifact and says so."""
    inside = {element.reference for element in elements}
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    for page, owners in zip(pages, _owners_by_page(pdf, tree), strict=True):
        outside = {mcid for mcid, owner in enumerate(owners) if owner not in inside}
        owners[:] = [b"null" if mcid in outside else owner for mcid, owner in enumerate(owners)]
        stream = pdf.objects[number_of(page["Contents"])].stream
        for i, item in enumerate(stream):
            if isinstance(item, dict) and item.get("MCID") in outside and stream[i + 1] == b"BDC":
                stream[i - 1 : i + 1] = ["/Artifact", "<</Type/Pagination>>"]


def _scope_headers(pdf: Any, elements: list[Any]) -> None:
    """Each header cell says what it heads: a column in the head of a table, a row elsewhere."""
    for element in elements:
        if element["S"] == "/TH":
            row = pdf.objects[number_of(element["P"])]
            group = pdf.objects[number_of(row["P"])]
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _index_ids(pdf: Any, tree: Any, elements: list[Any]) -> None:
    """The index from ids to elements, without which the headers that cells name cannot be found."""
    import pydyf

    named = {element["ID"].data: element for element in elements if "ID" in element}
    if named:
        ordered = sorted(named.items())
        names = pydyf.Array(part for key, element in ordered for part in (key, element.reference))
        tree["IDTree"] = pydyf.Dictionary(
            {
                "Kids": pydyf.Array(
                    [added(pdf, {"Names": names, "Limits": pydyf.Array([ordered[0][0], ordered[-1][0]])})]
                )
            }
        )
