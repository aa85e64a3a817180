"""What a page states about its article in JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.readers.web.markup import Element

_LONGEST = 1_000_000  # characters of one script
_MOST_NODES = 2_000
_ARTICLES = ("article", "posting", "report", "statement", "release")  # how types of articles end, "BlogPosting"
_PAGES = ("webpage", "creativework", "scholarlyarticle")


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page as JSON-LD tells it; None where it does not say."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None


def article_of(root: Element) -> Article:
    """The first article that the page's JSON-LD describes, or else the page itself; empty without any."""
    nodes = [node for script in _scripts(root) for node in _nodes(script)][:_MOST_NODES]
    named = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str)}
    for endings in (_ARTICLES, _PAGES):
        for node in nodes:
            if any(kind.endswith(endings) for kind in _kinds(node)):
                return _article(node, named)
    return Article()


def _scripts(root: Element) -> Iterator[Any]:
    for script in root.iter("script"):
        text = script.text or ""
        if script.get("type", "").strip().lower() == "application/ld+json" and len(text) <= _LONGEST:
            try:
                yield json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue  # a page may be full of broken scripts


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The things that a script describes: itself, those of a list, of "@graph", and what a page is mainly about."""
    waiting = [value]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:_MOST_NODES]
        elif isinstance(value, dict):
            yield value
            waiting[:0] = [value[key] for key in ("mainEntity", "@graph") if isinstance(value.get(key), (list, dict))]


def _kinds(node: dict[str, Any]) -> tuple[str, ...]:
    kinds = node.get("@type")
    return tuple(kind.lower() for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))


def _article(node: dict[str, Any], named: dict[str, Any]) -> Article:
    url = node.get("url")
    return Article(
        title=_text(node.get("headline")) or _text(node.get("name")),
        publisher=_names(node.get("publisher"), named),
        author=_names(node.get("author"), named),
        url=_text(url[0] if isinstance(url, list) and url else url),
        published=_text(node.get("datePublished")),
    )


def _names(value: Any, named: dict[str, Any]) -> str | None:
    """The names of people or bodies, apart by commas; a reference is looked up."""
    found: list[str] = []
    for one in (value if isinstance(value, list) else [value])[:20]:
        node = named.get(str(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one
        name = _text(node.get("name")) if isinstance(node, dict) else _text(node)
        if name and name not in found and not name.startswith(("http://", "https://", "@")):
            found.append(name)
    return ", ".join(found) or None


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) and len(value) < 2_000 else None
