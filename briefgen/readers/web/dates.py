"""The publication dates that a page states, each with its place.

Nothing is guessed: a date in the address or in the text is no publication date, and neither is the day of a change.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from briefgen.language.times.dateline import find_dateline
from briefgen.readers.days import is_two_ways, read_stamp, without_echoes
from briefgen.readers.web.blocks import Block
from briefgen.readers.web.layout import PARAGRAPH, is_elsewhere, under_headline
from briefgen.readers.web.markup import Element
from briefgen.readers.web.structured_data import Article
from briefgen.text import sentences

_DATES = ("article:published_time", "og:published_time", "og:article:published_time", "article:published", "pubdate",
          "publishdate", "publish-date", "publish_date", "publication_date", "datepublished", "parsely-pub-date",
          "sailthru.date", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "citation_publication_date",
          "citation_date", "originalpublicationdate", "date")  # fmt: skip
_IS_PUBLISHED = re.compile(
    r"(?:^|[\s_-])(?:dt-)?(?:published|pubdate|entry-date|posted(?:-on)?|datepublished)(?:$|[\s_-])"
)
_IS_CHANGED = re.compile(r"updated|modified|revised|reviewed", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(
    r"(?:(?:first |originally )?published|publication date|posted|issued|released|release date|date)"
    r"(?: on| at)?\s*:?\s*(?P<date>[^|•·\n]{6,60})?$",
    re.IGNORECASE,
)
_DATED_ELEMENTS = ("time", "abbr", "span", "meta", "div", "p")
_MOST_MARKED = 50  # elements marked as a date, or as an author
_STANDFIRST = 80
_PARTS = re.compile(r"\s*[|•·\n]\s*")  # of a byline
_GOES_ON = re.compile(r"[—–-]")  # behind a date that opens a report, which others read
_LONGEST = 500  # characters of a class


def publication_dates(
    root: Element, metas: Mapping[str, Sequence[str]], data: Article, lines: Sequence[Block]
) -> tuple[tuple[tuple[dt.date, str], ...], tuple[str, ...]]:
    """The days with their places, the most telling first, and the dates that can be read two ways.

    metas are the contents of the meta elements, data what the page's JSON-LD says, lines its visible blocks.
    """
    candidates = tuple(_dates(root, metas, data, lines))
    stamps = [(stamp, place) for place, text in candidates if (stamp := read_stamp(text)) is not None]
    dates = without_echoes(stamps) or _bare_date(under_headline(root, lines))
    unclear = tuple(f"{text.strip()} ({place})" for place, text in candidates if is_two_ways(text))
    return tuple(dict.fromkeys(dates)), unclear


def _dates(
    root: Element, metas: Mapping[str, Sequence[str]], data: Article, lines: Sequence[Block]
) -> Iterator[tuple[str, str]]:
    """Each place that gives a publication date, and the date as written there."""
    yield from ((key, metas[key][0]) for key in _DATES[:4] if key in metas)
    if data.published:
        yield "JSON-LD datePublished", data.published
    yield from ((key, metas[key][0]) for key in _DATES[4:] if key in metas)
    marked = (element for element in root.iter(*_DATED_ELEMENTS) if _published_mark(element))
    dated = [element for element in islice(marked, _MOST_MARKED) if not is_elsewhere(element)]
    yield from ((str(_published_mark(element)), _date_text(element)) for element in _of_one_article(dated))
    yield from _labelled(under_headline(root, lines))
    yield from (("time", _date_text(time)) for time in _of_one_article(tuple(_times_under_headline(root))))


def _published_mark(element: Element) -> str | None:
    """What marks an element as the date of publication; None when nothing does."""
    if (element.get("itemprop") or "").lower() == "datepublished":
        return "itemprop=datePublished"
    if element.tag == "time" and element.get("pubdate") is not None:
        return "time pubdate"
    kind = (element.get("class") or "")[:_LONGEST].lower()
    if element.tag in ("time", "abbr", "span") and _IS_PUBLISHED.search(kind) and not _IS_CHANGED.search(kind):
        return f"{element.tag} class={_IS_PUBLISHED.search(kind)[0].strip()}"  # type: ignore[index]
    return None


def _date_text(element: Element) -> str:
    given = element.get("datetime") or element.get("content")
    if given is None and element.tag == "abbr":
        given = element.get("title")
    return given or " ".join("".join(islice(element.itertext(), 10)).split())


def _of_one_article(dated: Sequence[Element]) -> Sequence[Element]:
    """The elements, unless they are of several articles: then the page is a list of them, and has no date by them."""
    articles = [next(element.iterancestors("article"), None) for element in dated]
    return dated if all(article is articles[0] for article in articles) else ()


def _times_under_headline(root: Element) -> Iterator[Element]:
    """The times that stand between the headline and the first paragraph, those of a change left out."""
    headline = next(root.iter("h1"), None)
    if headline is None:
        return
    length = 0
    for element in islice(headline.xpath("following::*"), 100):
        if element.tag == "time":
            around = element.getparent()
            before = element.getprevious()
            label = (around.text if before is None else before.tail) or ""
            kinds = f"{label} {element.get('class') or ''} {around.get('class') or ''}"[:_LONGEST]
            if not _IS_CHANGED.search(kinds) and not is_elsewhere(element):
                yield element
        elif element.tag == "p":
            length = len("".join(islice(element.itertext(), 50)))
            if length > PARAGRAPH:
                return


def _labelled(lines: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Dates that the page prints as "Published: 3 May 2024", also over two lines."""
    for i, block in enumerate(lines):
        for part in _PARTS.split(block.text):
            says = _SAYS_PUBLISHED.match(part)
            if says is None:
                continue
            date = says["date"] or (lines[i + 1].text if i + 1 < len(lines) else "")
            yield "printed under the headline", date


def _bare_date(lines: Sequence[Block]) -> tuple[tuple[dt.date, str], ...]:
    """A date on a line of its own under the headline, where nothing else gives one."""
    for block in lines:
        if len(block.text) > _STANDFIRST and block.text.endswith("."):
            break  # the text has begun
        for part in _PARTS.split(block.text):
            dateline = None if _IS_CHANGED.search(part) else find_dateline(part, sentences(part))
            if dateline is not None and not _GOES_ON.search(part, dateline.end):
                return ((dateline.date, "printed under the headline"),)
    return ()
