"""Web pages saved to disk: the article without what stands around it, and what the page says of itself."""

from __future__ import annotations

from dataclasses import replace

from briefgen.errors import Problem
from briefgen.readers.reading import Metadata, Raw, Reading, Stated, date_problems, document
from briefgen.readers.sniffing import HTML
from briefgen.readers.web.article import article_blocks
from briefgen.readers.web.blocks import Block, blocks, joined
from briefgen.readers.web.charsets import decode_page
from briefgen.readers.web.layout import headline_of
from briefgen.readers.web.markup import Element, parse_page, within_bounds
from briefgen.readers.web.metadata import stated_by
from briefgen.readers.web.readable import make_readable
from briefgen.readers.web.structured_data import article_of


def read(raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
    """The article of a page, a block a paragraph; its origins count the blocks ("¶ 3").

    Where no article is found, all visible text is taken, with a warning. Nothing that the page links
    to is loaded. stated is what is known of the page from outside, and stands where it says nothing.
    """
    text, problems = decode_page(raw.data, raw.name)
    problems = (*problems, *_cut_short(raw, text))
    root = parse_page(text)
    if root is None:
        return Reading(problems=(*problems, _no_text(raw)))
    data = article_of(root)
    make_readable(root)
    body = root.find("body")
    lines = blocks(body) if body is not None else ()
    found = _headed(root, article_blocks(root, lines)) if lines else ()
    if not found and lines:
        message = "no article was found on the page; all its visible text is taken"
        problems = (*problems, Problem("BG222", message, "warning", raw.name))
    whole, origins = joined(found or lines)
    if not whole.strip():
        return Reading(problems=(*problems, _no_text(raw)))
    own, unclear = stated_by(root, data, lines)
    says = _over(stated, own)
    return Reading(
        (document(raw, metadata, says, text=whole, origins=origins, media_type=HTML),),
        (*problems, *_unclear(raw, says, unclear), *date_problems(raw, says, metadata)),
    )


def _headed(root: Element, found: tuple[Block, ...]) -> tuple[Block, ...]:
    """An article under its headline, which stands outside of it on some pages."""
    headline = headline_of(root)
    if not found or headline is None or any(block.text == headline for block in found[:10]):
        return found
    return (Block(headline), *found)


def _cut_short(raw: Raw, text: str) -> tuple[Problem, ...]:
    read = within_bounds(text)
    if len(read) == len(text):
        return ()
    message = f"more tags than any article has; read up to character {len(read):,}"
    return (Problem("BG229", message, "warning", raw.name, hint="save the article alone"),)


def _no_text(raw: Raw) -> Problem:
    return Problem("BG202", "the page holds no text", file=raw.name, hint="save it as the browser shows it")


def _over(stated: Stated, own: Stated) -> Stated:
    """What the page says of itself, and behind it what was known before."""
    return replace(
        own,
        title=own.title or stated.title,
        publisher=own.publisher or stated.publisher,
        author=own.author or stated.author,
        url=own.url or stated.url,
        marking=stated.marking,
        language=own.language or stated.language,
        dates=(*own.dates, *stated.dates),
        where={**stated.where, **own.where},
    )


def _unclear(raw: Raw, says: Stated, unclear: tuple[str, ...]) -> tuple[Problem, ...]:
    """A note on dates that can be read two ways, where the page gives none that is plain."""
    if says.dates or not unclear:
        return ()
    message = f"its date can be read two ways, and is not used: {unclear[0]}"
    return (Problem("BG223", message, "note", raw.name, hint="give the day with published: in briefs.yaml"),)
