"""Markdown to one clean HTML page. What is not in the lists of elements, attributes and link schemes does not get through."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from briefgen.markings import banners
from briefgen.model import Brief
from briefgen.rendering import bilingual, mirroring, pictures, sections, templates, themes, watermark
from briefgen.rendering.filters import MARKED
from briefgen.rendering.speech import ENGLISH, Speech, speech_of
from briefgen.themes import Theme

_TAGS = frozenset(
    "h1 h2 h3 h4 p ul ol li a em strong code pre blockquote table thead tbody tr th td hr br span sup sub del dl dt dd section div".split()
)
_ID = re.compile(r"[a-z][a-z0-9-]{0,60}")
_HREF = re.compile(r"#[a-z][a-z0-9-]{0,60}|https?://[^\s\"'<>]+|mailto:[^\s\"'<>]+")
_COMMON = frozenset({"id", "class", "lang", "dir"})
_CLASS = re.compile(r"[a-z][a-z0-9 -]{0,60}")


def render(
    brief: Brief,
    *,
    template: str,
    search_path: tuple[Path, ...],
    theme: Theme,
    parameters: Mapping[str, str],
    media: Literal["all", "print"] = "all",
    max_pages: int | None = None,
) -> str:
    """The whole page: the template's Markdown as clean HTML inside its page.html.j2, with pictures and style sheets.

    With media "print" what is for screens alone is left out (style sheets, the script, landmarks), and the theme's
    values are put into the rest.
    """
    body = body_of(brief, f"{template}/brief.md.j2", search_path=search_path, theme=theme, parameters=parameters)
    return framed(
        brief,
        body,
        template=template,
        search_path=search_path,
        theme=theme,
        parameters=parameters,
        media=media,
        max_pages=max_pages,
    )


def body_of(
    brief: Brief, file: str, *, search_path: tuple[Path, ...], theme: Theme, parameters: Mapping[str, str]
) -> str:
    """What a template file says of a brief, as clean HTML in sections, with its pictures."""
    speech = speech_of(brief.language, search_path)
    wall = pictures.Wall(brief, pictures.palette(theme), speech)
    source = templates.render(
        file,
        search_path,
        language=brief.language,
        brief=brief,
        parameters=parameters,
        picture=wall.reserve,
        **marked(speech),
    )
    return wall.hang(arranged(source, speech))


def marked(speech: Speech) -> dict[str, bool]:
    """What tells a template to mark what is in English: nothing on an English page."""
    return {} if speech.language.split("-")[0] == "en" else {MARKED: True}


def arranged(source: str, speech: Speech = ENGLISH) -> str:
    """Markdown as clean HTML in sections, each stretch with its language and each block with its direction."""
    body = clean(to_html(source))
    body = bilingual.lifted(body) if speech.direction == "ltr" else bilingual.isolated(body)
    return sections.arrange(bilingual.directed(bound(body), speech.direction))


def framed(
    brief: Brief,
    body: str,
    *,
    template: str,
    search_path: tuple[Path, ...],
    theme: Theme,
    parameters: Mapping[str, str],
    media: Literal["all", "print"] = "all",
    max_pages: int | None = None,
) -> str:
    """A body inside the page of a template set, with its style sheets."""
    from markupsafe import Markup

    own = templates.find(f"{template}/page.html.j2", search_path)
    speech = speech_of(brief.language, search_path)
    style = _style(template, search_path, theme, media, speech) + watermark.style(brief, speech)
    script = templates.read_script(template, search_path) if media == "all" else ""
    return templates.render(
        f"{template if own else 'base'}/page.html.j2",
        search_path,
        language=brief.language,
        brief=brief,
        parameters=parameters,
        banners=banners(brief.marking, brief.classification),
        body=Markup(body),
        style=Markup(style.replace("</", "<\\/")),
        script=Markup(script),
        policy=_policy(script),
        theme=theme,
        rtl=speech.direction == "rtl",
        logo=themes.address(theme.logo) if theme.logo else "",
        looks=" ".join(_looks(brief, max_pages)),
    )


def _policy(script: str) -> str:
    """What a browser may do with the page: show it and run its one script, word for word; nothing is loaded or sent."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = (
        "default-src 'none'",
        f"script-src 'sha256-{digest}'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(allowed)


_LONG_TITLE = 90
_FEW_ITEMS = 16


def _looks(brief: Brief, max_pages: int | None) -> Iterator[str]:
    """The classes of the body, by which style sheets know a page that must be one, or may as well, and a long title."""
    items = (*brief.key_points, *brief.stated_questions, *brief.gaps, *brief.stakeholders, *brief.statements)
    if max_pages == 1 or len(items) + len(brief.timeline) + len(brief.figures) + len(brief.tensions) <= _FEW_ITEMS:
        yield "one-page"
    if len(brief.title) > _LONG_TITLE:
        yield "long-title"


_STARTS_OF_RTL = "\nh1[dir=ltr], h2[dir=ltr], h3[dir=ltr], .opening td[dir=ltr] { text-align: right }"
_PAGE_NUMBER = '"Page " counter(page) " of " counter(pages)'


def _style(
    template: str, search_path: tuple[Path, ...], theme: Theme, media: Literal["all", "print"], speech: Speech
) -> str:
    sheets = templates.read_style(template, search_path, media=media).replace(_PAGE_NUMBER, _page_number(speech))
    if speech.direction == "rtl":
        sheets = mirroring.mirrored(sheets) + _STARTS_OF_RTL
    if media == "print":
        return f"{themes.filled(sheets, theme)}\n{themes.page_style(theme)}"
    return f"{themes.root_style(theme)}\n{sheets}\n{themes.page_style(theme)}"


def _page_number(speech: Speech) -> str:
    """What the foot of a page says, as the value of content."""
    words = speech.gettext("Page %(page)s of %(pages)s", page="\0page\0", pages="\0pages\0").split("\0")
    quoted = (part.replace("\\", "\\\\").replace('"', '\\"') for part in words)
    return " ".join(f"counter({part})" if i % 2 else f'"{part}"' for i, part in enumerate(quoted) if part)


def to_html(source: str) -> str:
    """Markdown to HTML by Python-Markdown with tables, attributes and lists that stay apart."""
    import markdown

    return markdown.markdown(
        source, extensions=["tables", "attr_list", "sane_lists", "md_in_html"], output_format="html"
    )


def clean(body: str) -> str:
    """The same HTML with only known elements, own ids and classes, and links within the page or to the web."""
    import nh3

    attributes = {tag: set(_COMMON) for tag in _TAGS}
    for tag, own in (("a", "href"), ("th", "scope"), ("ol", "start")):
        attributes[tag].add(own)
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


_MARK = re.compile(r'(?<![^\s>])([^\s<>]{1,40}) ((?:\s?<a href="#evidence-[a-z0-9-]+">[^<]*</a>){1,3})')
_FIRST_ANCHOR = re.compile(r'<(li|td)((?: (?!id=)[a-z]+="[^"]*")*)>(\s*)<span (id="[^"]+")></span>')
_ANCHOR = re.compile(r'<span (id="[^"]+")></span>(?:<strong>|([^\s<>]+))')


def bound(body: str) -> str:
    """The same HTML with marks bound to the word before them, and each empty anchor on the item or cell that it opens,
    or around the word behind it.

    So no line of the page opens with a lone mark. A no-break space or an empty element would make the
    typesetter break some lines at their first space instead of their last.
    """
    body = _FIRST_ANCHOR.sub(r"<\1\2 \4>\3", body)
    body = _ANCHOR.sub(lambda m: f"<span {m[1]}>{m[2]}</span>" if m[2] else f"<strong {m[1]}>", body)
    return _MARK.sub(r'<span class="bound">\1 \2</span>', body)


def _filter(tag: str, attribute: str, value: str) -> str | None:  # noqa: ARG001
    patterns = {
        "id": _ID,
        "class": _CLASS,
        "href": _HREF,
        "scope": re.compile("col|row"),
        "start": re.compile(r"\d{1,6}"),
        "lang": re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"),
        "dir": re.compile("ltr|rtl|auto"),
    }
    return value if patterns[attribute].fullmatch(value) else None
