"""The body of an article within its page, found by trafilatura, which never sees the network here."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from briefgen.language.furniture import furniture
from briefgen.readers.web.blocks import Block, blocks
from briefgen.readers.web.markup import Element

_GAP = 200  # characters that the page has and the article has not, or the other way round
_MOST_ELEMENTS = 20_000  # read in a few seconds; no article has as many

# What trafilatura leaves of "Updated 3 May" when it takes the time out.
_LABEL = re.compile(r"(?:(?:last|first) )?(?:published|updated|posted|modified|revised)(?: on| at)?:?$", re.IGNORECASE)
_FEED_FOOT = re.compile(r"The post .{1,300} (?:appeared first|first appeared) on .{1,200}$")  # WordPress, in feeds


def article_blocks(root: Element, lines: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of the article on a page that was made readable; none where no article is found.

    The tree stays as it is; lines are all its blocks. Notices, buttons and links to other articles
    are left out.
    """
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return ()
    import trafilatura

    with _quiet():
        found = trafilatura.bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    if found is None or isinstance(found, dict) or found.body is None:
        return ()
    return without_furniture(_as_on_page(blocks(found.body), lines))


def _as_on_page(found: tuple[Block, ...], lines: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, or, where trafilatura made one of a whole page, those of the page that are in it."""
    if len(found) != 1 or len(lines) < 2:
        return found
    whole, at = " ".join(found[0].text.split()), 0
    kept = []
    for line in lines:
        text = " ".join(line.text.split())
        start = whole.find(text, at, at + len(text) + _GAP)
        if start >= 0:
            at = start + len(text)
            kept.append(line)
    return tuple(kept) if at >= len(whole) - _GAP and len(kept) > 1 else found


def without_furniture(found: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without those that only frame a text: "Read more: …", "Share this", cookie notices."""
    return tuple(block for block in found if not _is_furniture(block.text))


def _is_furniture(text: str) -> bool:
    if _LABEL.match(text) or _FEED_FOOT.match(text) or not any(character.isalnum() for character in text):
        return True
    return sum(end - start for start, end in furniture(text)) >= len(text.strip())


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's warnings from the terminal: what it did not find, the reader says."""
    log = logging.getLogger("trafilatura")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)
