"""A page as a person sees it: without scripts, what is hidden or struck out, and marks of footnotes."""

from __future__ import annotations

import re
from itertools import islice

from briefgen.readers.web.blocks import LINE_END, blocks
from briefgen.readers.web.markup import Element

_UNSEEN = ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "textarea")
_UNSEEN_CLASSES = frozenset(  # for machines that read aloud, for editors of the page, or a list of its own headings
    "sr-only visually-hidden screen-reader-text screen-reader-only mw-editsection noprint toc".split()
)
_CONSENT = re.compile(  # in a class or id
    r"(?:^|[\s_-])(?:cookies?[_-]?(?:banner|bar|consent|law|message|notice|popup|prompt|wall)|consent[_-]?(?:banner|manager|popup|sdk)"
    r"|gdpr|onetrust|usercentrics|didomi|cookiebot|cybotcookiebot\w*|truste)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WITHDRAWN = ("del", "s", "strike")  # struck out: the page takes it back
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RUNNING = frozenset("p li dd dt td th blockquote h1 h2 h3 h4 h5 h6 figcaption".split())
_NOTE_MARK = re.compile(r"\[[\w ]{1,24}\]$|[*†‡§]+$")  # of a footnote
_LINKED_NOTE = re.compile(r"[\[\]\w,\s–-]{1,12}$")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_PROSE = 200  # characters; a longer cell is no entry in a table
_FRAME = frozenset("table thead tbody tfoot tr td th".split())
_POWER = re.compile(r"[+−-]?\d{1,4}$")
_OPENED = ("“", '"', "«", "„", "‘", "'", "—", "–", "-", "~")  # has its marks, or is the name of the source


def make_readable(root: Element) -> None:
    """Leave in the tree what a person reads: no scripts, nothing hidden or struck out, no notes and notices.

    What is raised stays raised (10⁶, not 106), quotations get the marks that a page shows or stands
    them off by, and a time within a sentence becomes a part of it.
    """
    for element in list(root.iter(*_UNSEEN, *_WITHDRAWN)):
        _remove(element, within_a_line=True)
    for element in [element for element in root.iter() if _is_hidden(element) or _asks_for_consent(element)]:
        _remove(element)
    for element in list(root.iter("sup")):
        _raise(element)
    for element in list(root.iter("q")):
        element.text = f"“{element.text or ''}"
        _close(element, "”")
        element.tag = "span"
    for element in root.iter("blockquote"):
        if next(element.iterancestors("blockquote"), None) is None:
            _mark_quotation(element)
    for element in list(root.iter("time")):
        if _is_within_a_sentence(element):
            element.tag = "span"
    for element in list(root.iter("pre")):
        _keep_lines(element)
    for element in list(root.iter("td", "th")):
        if _is_column(element):
            _unframe(next(element.iterancestors("table"), None))
    for element in list(root.iter("td", "th")):
        _flatten(element)


def _is_hidden(element: Element) -> bool:
    if element.tag in ("html", "body"):
        return False
    style = element.get("style")
    if not _UNSEEN_CLASSES.isdisjoint((element.get("class") or "").split()):
        return True
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style[:2_000]) is not None)


def _asks_for_consent(element: Element) -> bool:
    """True for a notice on cookies, which holds no part of the page itself."""
    marks = f"{(element.get('class') or '')[:300]} {(element.get('id') or '')[:100]}"
    if not _CONSENT.search(marks) or element.tag in ("html", "body"):
        return False
    return next(element.iter("h1", "main", "article"), None) is None


def _remove(element: Element, *, within_a_line: bool = False) -> None:
    """Empty an element; the text behind it stays. It is not taken out: text that is put together costs its length."""
    element.clear(keep_tail=True)
    if within_a_line:
        element.tag = "span"


def _mark_quotation(quotation: Element) -> None:
    """Put marks around the paragraphs of a quotation that is set off; whom it is from stays outside them."""
    for source in quotation.iter("footer", "figcaption"):
        source.tag = "p"
    paragraphs = list(quotation.iter("p")) or ([quotation] if not len(quotation) else [])
    for paragraph in paragraphs:
        text = "".join(paragraph.itertext()).strip()
        if text.endswith((".", "!", "?", "…")) and not text.startswith(_OPENED):
            paragraph.text = f"“{(paragraph.text or '').lstrip()}"
            _close(paragraph, "”")


def _close(element: Element, mark: str) -> None:
    """Put a mark at the end of what stands in an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + mark
    else:
        element.text = (element.text or "").rstrip() + mark


def _raise(element: Element) -> None:
    """Take out the mark of a footnote; write a power with raised figures."""
    text = "".join(element.itertext()).strip()
    parent = element.getparent()
    linked = element.find(".//a") is not None or (parent is not None and parent.tag == "a")
    if _NOTE_MARK.match(text) or (linked and _LINKED_NOTE.match(text)):
        _remove(element, within_a_line=True)
    elif _POWER.match(text):
        for child in list(element):
            element.remove(child)
        element.text = text.translate(_RAISED)
        element.tag = "span"


def _is_within_a_sentence(element: Element) -> bool:
    parent, before = element.getparent(), element.getprevious()
    if parent is None or parent.tag not in _RUNNING:
        return False
    ahead = parent.text if before is None else before.tail
    return len((ahead or "").split()) + len((element.tail or "").split()) > 3


def _keep_lines(element: Element) -> None:
    """Mark the line ends of preformatted text."""
    for inner in element.iter():
        inner.text = (inner.text or "").replace("\n", LINE_END)
        if inner is not element:
            inner.tail = (inner.tail or "").replace("\n", LINE_END)


def _is_column(cell: Element) -> bool:
    """True for a cell that is a part of the page, as in old layouts: it holds a table, or paragraphs of prose."""
    if next(cell.iterdescendants("table"), None) is not None:
        return True
    bare = len(cell.text or "") + sum(len(child.tail or "") for child in cell)
    paragraphs = list(islice(cell.iterdescendants("p"), 20))
    return bare > _PROSE or (len(paragraphs) > 1 and sum(len("".join(p.itertext())) for p in paragraphs) > _PROSE)


def _unframe(table: Element | None) -> None:
    """Make a table that only lays out the page what it is: boxes."""
    waiting = [table] if table is not None else []
    while waiting:
        element = waiting.pop()
        if element.tag in _FRAME:
            element.tag = "div"
            waiting.extend(child for child in element if child.tag != "table")


def _flatten(cell: Element) -> None:
    """Make what stands in a cell of a table one line of text, unless it holds a table itself."""
    if not len(cell) or next(cell.iterdescendants("table"), None) is not None:
        return
    text = " ".join(block.text.replace("\n", " ") for block in blocks(cell))
    for child in list(cell):
        cell.remove(child)
    cell.text = text
