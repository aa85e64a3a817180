"""Pages whose tags are all closed, read as XML: done when the patient reading of HTML has just begun."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_VOID = re.compile(r'<(br|hr|img|meta)((?:\s[a-z-]+="[^"]*")*)>')


def tree(page: str) -> ElementTree.Element | None:
    """The root element of an HTML page; None when it cannot be read as XML and has to be read as HTML."""
    try:
        root = ElementTree.fromstring(_VOID.sub(r"<\1\2/>", page.replace("&nbsp;", "\u00a0")))
    except ElementTree.ParseError:
        return None
    of_html_alone = any(element.tag in ("svg", "math") for element in root.iter())  # XML has them in a namespace
    return None if of_html_alone else root
