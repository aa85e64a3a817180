"""HTML and XML as trees, behind one door to lxml, parsed within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

Element = Any  # an lxml element; the library has no types

# Both the elements of HTML and those that trafilatura makes of them.
BREAKS = frozenset(("br", "lb", "hr"))
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup html label legend li main menu nav ol option p pre section summary "
    "table tbody tfoot thead ul item list quote title".split()
)
ROWS = frozenset(("tr", "row"))
CELLS = frozenset(("td", "th", "cell"))
TABLES = frozenset(("table",))

_MOST_TAGS = 250_000
_LONGEST_SCRIPT = 2_000_000  # characters
_LONG_TAG = re.compile(
    r"""<([a-zA-Z][\w:-]{0,40})\s(?=[^<]{1000})(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>"""
)  # an image in itself
_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)[^<>]*>")
_SHALLOW = frozenset("html head body title meta link base script style p br".split())  # cannot be nested


def parse_page(text: str) -> Element | None:
    """The tree of a page, however broken; None when there is nothing in it.

    Where elements are nested deeper than 256, only their beginnings and ends are kept, as those of paragraphs.
    """
    text = _LONG_TAG.sub(r"<\1>", _without_long_scripts(within_bounds(text)))
    root, too_deep = _parsed(text)
    return _parsed(_TAG.sub(_shallow, text))[0] if too_deep else root


def _shallow(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in _SHALLOW:
        return tag[0]
    return "<p>" if name in BLOCKS or name in ROWS or name in CELLS else ""


def _without_long_scripts(text: str) -> str:
    """A page without the scripts that are too long to be parsed, or to be about its article."""
    if len(text) < _LONGEST_SCRIPT:
        return text
    lower = text.lower()
    if len(lower) != len(text):  # a letter that becomes two
        return text
    kept, at = [], 0
    while (start := lower.find("<script", at)) >= 0:
        end = lower.find("</script", start)
        end = len(text) if end < 0 else end
        kept.append(text[at : end if end - start < _LONGEST_SCRIPT else start])
        at = end
    return "".join((*kept, text[at:]))


def within_bounds(text: str) -> str:
    """A page up to the last tag that is read; the whole of all but monstrous ones."""
    tag = next(islice(re.finditer("<", text), _MOST_TAGS, None), None)
    return text[: tag.start()] if tag else text


def _parsed(text: str) -> tuple[Element | None, bool]:
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # "Document is empty"
        return None, False
    return root, any("Excessive depth" in entry.message for entry in parser.error_log)


def parse_xml(data: bytes) -> tuple[Element | None, tuple[int, str] | None]:
    """The root of an XML document, read as far as it can be, and line and reason of its first fault.

    Nothing outside is loaded and no entity is put in, but the five of XML.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, (1, str(error))
    faults = [entry for entry in parser.error_log if entry.level_name in ("ERROR", "FATAL")]
    return root, (faults[0].line, faults[0].message) if faults else None


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """Each element below a root, itself included, at its "start" and at its "end", in the order of the document."""
    from lxml import etree

    return iter(etree.iterwalk(root, events=("start", "end")))
