"""Rules about the page: markings, headings, and what a template left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.lint.page import Page, flat
from briefgen.markings import TLP, banners

_LABEL = re.compile(r"\bTLP\b[\s:_–-]*\w+(?:\+\w+)?", re.IGNORECASE)


def label_form(page: Page) -> Iterator[str]:
    """BG705: "TLP Amber" is no label. Looks at what the operator wrote; sources may write what they like."""
    brief = page.brief
    if brief.marking is not None and brief.marking not in TLP:
        yield f"{brief.marking!r} is none of {', '.join(TLP)}"
    classification = brief.classification.text if brief.classification else ""
    for what, text in (("title", brief.title), ("classification", classification)):
        for match in _LABEL.finditer(text):
            if match.group() not in TLP:
                yield f"the {what} has {match.group()!r}, which is no label of TLP 2.0"


def marking_shown(page: Page) -> Iterator[str]:
    """BG706: a page that travels carries its marking above and below."""
    for banner in banners(page.brief.marking, page.brief.classification):
        if page.html is not None and sum(banner.text in shown for shown in page.html.markings) < 2:
            yield f"the page does not show {banner.text} at its head and its foot"
        if page.markdown and banner.text not in _unescaped(page.markdown):
            yield f"the Markdown does not show {banner.text}"


def _unescaped(markdown: str) -> str:
    return flat(re.sub(r"\\([\\`*_{}\[\]()#+\-.!~|$=:<>@])", r"\1", markdown))


def heading_order(page: Page) -> Iterator[str]:
    """BG707: whoever listens to a page finds their way by its headings."""
    if page.html is None:
        return
    before = 0
    for level, text in page.html.headings:
        if level > before + 1:
            yield f"{text[:60]!r} is a heading of level {level} " + (
                f"below one of level {before}" if before else "and the first"
            )
        if level == 1 and before:
            yield f"{text[:60]!r} is another heading of level 1"
        before = level


def dropped(page: Page) -> Iterator[str]:
    """BG717: a template may leave out a section, or stop after the first lines, but not pass over one of them."""
    if page.html is None:
        return
    for section, name in (("bluf", "lines of the bottom line"), ("key_points", "key points")):
        shown = [(line, any(True for _ in page.html.places(flat(line.text)))) for line in getattr(page.brief, section)]
        last = max((i for i, (_, is_shown) in enumerate(shown) if is_shown), default=0)
        missing = [line for line, is_shown in shown[:last] if not is_shown]
        if missing:
            yield f"the page passes over {len(missing)} of {len(shown)} {name}, first {missing[0].anchor}"
