"""RSS and Atom feeds saved to disk: each entry a document of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.errors import Problem
from briefgen.model import Document
from briefgen.readers.days import read_stamp, without_echoes
from briefgen.readers.reading import Metadata, Raw, Reading, Stated, date_problems, document
from briefgen.readers.sniffing import FEED
from briefgen.readers.web.article import without_furniture
from briefgen.readers.web.blocks import Block, blocks, joined
from briefgen.readers.web.markup import Element, parse_page, parse_xml
from briefgen.readers.web.readable import make_readable

_MOST_ENTRIES = 1_000
_HEAD = 1_000_000  # bytes in which a feed begins
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
_BODIES = ("encoded", "content", "description", "summary")  # the longest form of an entry first
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:\w{2,8}|#\d{1,6});")
_WHAT = {"link": "url"}
_DATES = ("pubDate", "published", "date", "issued")  # "updated" is the day of a change


def read(raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
    """The entries of a feed that have text, in its order; part is "entry 3".

    The publisher is the title of the feed. An XML document that brings entities of its own is refused.
    """
    if _ENTITY.search(_before_root(raw.data)):
        message = "defines XML entities, which no feed needs and which can hide a bomb; it is not read"
        return Reading(problems=(Problem("BG224", message, file=raw.name, hint="remove the <!DOCTYPE …>"),))
    root, fault = parse_xml(raw.data)
    entries = [element for element in root.iter() if _name(element) in ("item", "entry")] if root is not None else []
    if root is None or not entries:
        return Reading(problems=(_no_entries(raw, fault),))
    channel = next((element for element in root.iter() if _name(element) in ("channel", "feed")), root)
    whole = replace(
        stated,
        publisher=_text(_child(channel, "title")) or stated.publisher,
        language=channel.get("{http://www.w3.org/XML/1998/namespace}lang")
        or _text(_child(channel, "language"))
        or stated.language,
        where={**stated.where, "publisher": "title of the feed"},
    )
    documents: list[Document] = []
    empty: list[int] = []
    disputed: list[Problem] = []
    for number, entry in enumerate(entries[:_MOST_ENTRIES], 1):
        text, origins = joined(_body(entry))
        if not text.strip():
            empty.append(number)
            continue
        own = replace(raw, part=f"{raw.part}, entry {number}" if raw.part else f"entry {number}")
        says = _stated(entry, whole)
        documents.append(document(own, metadata, says, text=text, origins=origins, media_type=FEED))
        disputed.extend(date_problems(own, says, metadata))
    # One date from the operator, for all entries of a feed: one note on it is enough.
    settled = disputed[:1] if metadata.published else disputed
    return Reading(tuple(documents), (*_problems(raw, len(entries), documents, empty, fault), *settled))


def _before_root(data: bytes) -> bytes:
    """What stands before the root of the document, where alone entities can be defined; UTF-16 thinned to ASCII."""
    head = data[:_HEAD].replace(b"\0", b"")
    root = _ROOT.search(head)
    return head[: root.start()] if root else head


def _problems(
    raw: Raw, count: int, documents: list[Document], empty: list[int], fault: tuple[int, str] | None
) -> list[Problem]:
    problems = []
    if fault is not None:
        message = f"not well-formed ({fault[1]}); read as far as it can be"
        problems.append(Problem("BG224", message, "warning", raw.name, fault[0]))
    if not documents:
        problems.append(Problem("BG202", "no entry of the feed holds text", file=raw.name))
    elif empty:
        shown = ", ".join(str(number) for number in empty[:10]) + (", …" if len(empty) > 10 else "")
        message = f"{len(empty)} of {count} entries hold no text and are left out: {shown}"
        problems.append(Problem("BG225", message, "note", raw.name))
    if count > _MOST_ENTRIES:
        message = f"holds {count} entries; the first {_MOST_ENTRIES} are read"
        problems.append(Problem("BG226", message, "warning", raw.name, hint="split it"))
    return problems


def _no_entries(raw: Raw, fault: tuple[int, str] | None) -> Problem:
    if fault is not None:
        return Problem("BG224", f"not well-formed XML: {fault[1]}", file=raw.name, line=fault[0])
    return Problem("BG202", "the feed holds no entries", file=raw.name)


def _stated(entry: Element, whole: Stated) -> Stated:
    """What an entry says of itself, and behind it what its feed says."""
    title, author, url = _title(entry), _author(entry), _link(entry)
    dates = ((read_stamp(_text(_child(entry, name)) or ""), name) for name in _DATES)
    own = without_echoes([(stamp, name) for stamp, name in dates if stamp is not None])
    told = {"title": title, "author": author, "link": url}
    return replace(
        whole,
        title=title or whole.title,
        author=author or whole.author,
        url=url or whole.url,
        dates=own or whole.dates,
        where={**whole.where, **{_WHAT.get(name, name): name for name, value in told.items() if value}},
    )


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _name(child) == name), None)


def _text(element: Element | None) -> str | None:
    """The text of an element on one line; of a title with markup in it, the words."""
    text = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return text[:500] or None


def _title(entry: Element) -> str | None:
    text = _text(_child(entry, "title"))
    if text and _MARKUP.search(text):
        return " ".join(block.text for block in _fragment(text)) or None
    return text


def _author(entry: Element) -> str | None:
    """The name of an entry's author: an Atom name, a Dublin Core creator, or what RSS writes behind the address."""
    names = [_text(_child(child, "name")) or _text(child) for child in entry if _name(child) in ("author", "creator")]
    told = [re.sub(r"^\S+@\S+\s*\((.+)\)$", r"\1", name) for name in names if name]
    return ", ".join(dict.fromkeys(name for name in told if "@" not in name)) or None


def _link(entry: Element) -> str | None:
    for child in entry:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            address = child.get("href") or _text(child) or ""
            if address.startswith(("http://", "https://")):
                return str(address)
    guid = _child(entry, "guid")
    address = _text(guid) or ""
    if guid is not None and guid.get("isPermaLink", "true") == "true" and address.startswith(("http://", "https://")):
        return address
    return None


def _body(entry: Element) -> tuple[Block, ...]:
    """The fullest text of an entry, its HTML read as a page is."""
    for name in _BODIES:
        body = _child(entry, name)
        if body is None:
            continue
        found = blocks(body) if len(body) else _fragment("".join(body.itertext()))
        if kept := without_furniture(found):
            return kept
    return ()


def _fragment(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML, or of plain text, which is HTML without marks."""
    root = parse_page(f"<div>{text}</div>") if text.strip() else None
    if root is None:
        return ()
    make_readable(root)
    for figure in root.iter("figure"):
        if figure.find(".//table") is None:
            figure.clear(keep_tail=True)  # a caption is no part of the text, here as on a page
    return blocks(root)
