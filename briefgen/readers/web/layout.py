"""Where things stand on a page: its headline, what is printed under it, and what belongs to other articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from briefgen.readers.web.blocks import Block
from briefgen.readers.web.markup import Element

_ELSEWHERE = re.compile(r"\b(?:related|comments?|sidebar|recommended|teasers?|promo|trending)\b", re.IGNORECASE)
_UNDER_HEADLINE = 12  # blocks in which date and byline stand
PARAGRAPH = 200  # characters; who writes as much has begun the text
_LONGEST = 500  # characters of a class


def headline_of(root: Element) -> str | None:
    """The heading of the first level, where there is just one and it is not the name of the site; else None."""
    headings = [" ".join("".join(heading.itertext()).split()) for heading in islice(root.iter("h1"), 2)]
    title = " ".join("".join(next(root.iter("title"), root.makeelement("title")).itertext()).split())
    if len(headings) != 1 or not headings[0]:
        return None
    return headings[0] if not title.endswith(headings[0]) or title == headings[0] else None


def under_headline(root: Element, lines: Sequence[Block]) -> tuple[Block, ...]:
    """The short blocks between the headline and the text."""
    headline = headline_of(root)
    start = next((i for i, block in enumerate(lines[:500], 1) if block.text == headline), 0)
    found = []
    for block in lines[start : start + _UNDER_HEADLINE]:
        if len(block.text) > PARAGRAPH:
            break
        found.append(block)
    return tuple(found)


def is_elsewhere(element: Element) -> bool:
    """True for what belongs to another article: in a list of links, a sidebar, a comment."""
    for around in element.iterancestors():
        if around.tag in ("aside", "nav", "footer", "li"):
            return True
        if around.tag != "body" and _ELSEWHERE.search((around.get("class") or "")[:_LONGEST].replace("_", "-")):
            return True
    return False
