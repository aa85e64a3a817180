"""Markdown to one clean HTML page. What is not in the lists of elements, attributes and link schemes does not get through."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.markings import banners
from briefgen.model import Brief
from briefgen.rendering import templates, watermark

_TAGS = frozenset(
    "h1 h2 h3 h4 p ul ol li a em strong code pre blockquote table thead tbody tr th td hr br span sup sub del dl dt dd section div".split()
)
_ID = re.compile(r"[a-z][a-z0-9-]{0,60}")
_HREF = re.compile(r"#[a-z][a-z0-9-]{0,60}|https?://[^\s\"'<>]+|mailto:[^\s\"'<>]+")
_CLASS = re.compile(r"[a-z][a-z0-9 -]{0,60}")


def render(brief: Brief, *, template: str, search_path: tuple[Path, ...], size: str) -> str:
    """The whole page: the template's Markdown as clean HTML inside its page.html.j2, with its style sheet."""
    from markupsafe import Markup

    source = templates.render(f"{template}/brief.md.j2", search_path, brief=brief)
    body = clean(to_html(source))
    name = template if _has_page(template, search_path) else "brief"
    style = templates.read_style(template, search_path).replace("</", "<\\/") + watermark.style(brief)
    return templates.render(
        f"{name}/page.html.j2",
        search_path,
        brief=brief,
        banners=banners(brief.marking, brief.classification),
        body=Markup(body),
        style=Markup(style),
        size=size,
    )


def _has_page(template: str, search_path: tuple[Path, ...]) -> bool:
    return any((folder / template / "page.html.j2").is_file() for folder in (*search_path, templates.builtin_folder()))


def to_html(source: str) -> str:
    """Markdown to HTML by Python-Markdown with tables, attributes and lists that stay apart."""
    import markdown

    return markdown.markdown(
        source, extensions=["tables", "attr_list", "sane_lists", "md_in_html"], output_format="html"
    )


def clean(body: str) -> str:
    """The same HTML with only known elements, own ids and classes, and links within the page or to the web."""
    import nh3

    attributes = {tag: {"id", "class"} for tag in _TAGS}
    attributes["a"] = {"id", "class", "href"}
    attributes["th"] = {"id", "class", "scope"}
    attributes["ol"] = {"id", "class", "start"}
    cleaned = nh3.clean(
        body,
        tags=set(_TAGS),
        attributes=attributes,
        attribute_filter=_filter,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
        clean_content_tags={"script", "style"},
    )
    return cleaned.replace("<th>", '<th scope="col">')


def _filter(tag: str, attribute: str, value: str) -> str | None:  # noqa: ARG001
    patterns = {
        "id": _ID,
        "class": _CLASS,
        "href": _HREF,
        "scope": re.compile("col|row"),
        "start": re.compile(r"\d{1,6}"),
    }
    return value if patterns[attribute].fullmatch(value) else None
