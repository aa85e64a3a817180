"""What a page says of itself: title, publisher, author, address and publication dates, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from briefgen.readers.reading import Stated
from briefgen.readers.web.blocks import Block
from briefgen.readers.web.dates import publication_dates
from briefgen.readers.web.layout import headline_of, is_elsewhere, under_headline
from briefgen.readers.web.markup import Element
from briefgen.readers.web.structured_data import Article

_LONGEST = 500  # characters of a title or a name
_MOST = 2_000  # meta elements and times that are looked at
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "citation_publisher")
_AUTHORS = ("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
            "dcterms.creator", "citation_author", "byl")  # fmt: skip
_ENTRY_TITLE = ".//*[self::h1 or self::h2][contains(concat(' ', @class, ' '), ' entry-title ')]"
_AUTHOR_MARKS = (
    ("rel=author", ".//*[@rel='author']"),
    ("itemprop=author", ".//*[@itemprop='author']"),
    ("class=author", ".//*[contains(concat(' ', @class, ' '), ' author ')][contains(@class, 'vcard')]"),
)
_BY_BEFORE = re.compile(r"^\s*by\s+", re.IGNORECASE)
_BY = re.compile(r"(?:by|written by|von|par)[:\s]\s*(?P<names>[^|•·\n]{3,120})", re.IGNORECASE)


def stated_by(root: Element, data: Article, lines: Sequence[Block]) -> tuple[Stated, tuple[str, ...]]:
    """What the head and the marks of a page state, and the dates in it that can be read two ways.

    root is the page made readable, data what its JSON-LD says, lines all its visible blocks.
    """
    metas = _metas(root)
    where: dict[str, str] = {}

    def first(what: str, found: Iterator[tuple[str, str]]) -> str | None:
        for place, value in found:
            if text := " ".join(value[:_LONGEST].split()):
                where[what] = place
                return text
        return None

    publisher = first("publisher", _publishers(metas, data))
    title = first("title", _titles(root, metas, data))
    authors = ((place, _BY_BEFORE.sub("", names)) for place, names in _authors(root, metas, data, lines))
    author = first("author", authors)
    url = first("url", _addresses(root, metas, data))
    dates, unclear = publication_dates(root, metas, data, lines)
    stated = Stated(
        title=_without_site(title, publisher),
        publisher=publisher,
        author=author,
        url=url,
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        dates=dates,
        where=where,
    )
    return stated, unclear


def _metas(root: Element) -> dict[str, list[str]]:
    """The contents of the meta elements by property or name, in small letters."""
    found: dict[str, list[str]] = {}
    for meta in islice(root.iter("meta"), _MOST):
        key, value = meta.get("property") or meta.get("name") or "", meta.get("content") or ""
        if key and value.strip():
            found.setdefault(key.strip().lower(), []).append(value)
    return found


def _of_metas(metas: dict[str, list[str]], keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((key, metas[key][0]) for key in keys if key in metas)


def _publishers(metas: dict[str, list[str]], data: Article) -> Iterator[tuple[str, str]]:
    if data.publisher:
        yield "JSON-LD publisher", data.publisher
    yield from (found for found in _of_metas(metas, _PUBLISHERS) if not _is_address(found[1]))


def _titles(root: Element, metas: dict[str, list[str]], data: Article) -> Iterator[tuple[str, str]]:
    yield from _of_metas(metas, _TITLES[:1])
    for place, path in (("itemprop=headline", ".//*[@itemprop='headline']"), ("class=entry-title", _ENTRY_TITLE)):
        marked = root.xpath(path)
        if len(marked) == 1:
            yield place, marked[0].get("content") or "".join(marked[0].itertext())
    if headline := headline_of(root):
        yield "h1", headline
    if data.title:
        yield "JSON-LD headline", data.title
    yield from _of_metas(metas, _TITLES[1:])
    for title in islice(root.iter("title"), 1):
        yield "title", "".join(title.itertext())


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """A title without the name of the publisher behind a bar or a dash."""
    if title is None or publisher is None:
        return title
    return re.sub(rf"\s+[|–—«»·-]\s+{re.escape(publisher)}$", "", title) or title


def _authors(
    root: Element, metas: dict[str, list[str]], data: Article, lines: Sequence[Block]
) -> Iterator[tuple[str, str]]:
    if data.author:
        yield "JSON-LD author", data.author
    for key in _AUTHORS:
        names = [name for name in metas.get(key, ()) if not _is_address(name)]
        if names:
            yield key, ", ".join(dict.fromkeys(name.strip() for name in names))
    for place, path in _AUTHOR_MARKS:
        marked = [e for e in islice(iter(root.xpath(path)), 10) if not is_elsewhere(e)]
        names = [" ".join("".join(e.itertext()).split()) for e in marked]
        if any(names):
            yield place, ", ".join(dict.fromkeys(name for name in names if 0 < len(name) <= 80))
    for block in under_headline(root, lines):
        if (byline := _BY.match(block.text)) is not None and len(block.text) <= 160:
            yield "byline", _names_of(byline["names"])


def _names_of(byline: str) -> str:
    """The names of a byline, without the date behind them."""
    return re.split(r",? (?:on |updated |published |posted )|,? \d", byline.split("\n")[0], maxsplit=1)[0].strip(" ,")


def _addresses(root: Element, metas: dict[str, list[str]], data: Article) -> Iterator[tuple[str, str]]:
    for link in islice(root.iter("link"), _MOST):
        if "canonical" in (link.get("rel") or "").lower().split() and _is_address(link.get("href") or ""):
            yield "canonical link", link.get("href")
    for place, url in (*_of_metas(metas, ("og:url", "twitter:url")), ("JSON-LD url", data.url or "")):
        if _is_address(url):
            yield place, url


def _is_address(text: str) -> bool:
    return text.strip().lower().startswith(("http://", "https://"))
