"""Rules about several sources: conflicts with all their sides, and how many sources carry a line."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.lint.page import Page, flat, lines
from briefgen.model import ConflictEntry


def two_sides(page: Page) -> Iterator[str]:
    """BG719: what has one side is no conflict, and a value that no source gives is an invented one."""
    for conflict in page.brief.conflicts:
        if len(conflict.sides) < 2:
            yield f"conflicts: {conflict.anchor} has fewer than two sides: {flat(conflict.subject)[:80]}"
        for side in conflict.sides:
            if not any(flat(side.value).casefold() in flat(span.quote).casefold() for span in side.line.spans):
                yield f"conflicts: {side.line.anchor} gives {side.value[:60]!r}, which it does not cite"


def both_shown(page: Page) -> Iterator[str]:
    """BG720: whoever shows one side alone has chosen between them."""
    if page.html is None:
        return
    ids = {name for _, name in page.html.ids}
    for conflict in page.brief.conflicts:
        shown = [side.line.anchor in ids for side in conflict.sides]
        if any(shown) and not all(shown):
            yield f"the page shows {sum(shown)} of the {len(shown)} sides of {conflict.anchor}: {_subject(conflict)}"


def supported(page: Page) -> Iterator[str]:
    """BG721: "3 of 4 independent sources" is a promise that three can be looked up."""
    sources = page.brief.independent
    for section, line in lines(page.brief):
        support = line.support
        if support is not None and not support.independent <= min(support.of, support.reports):
            yield f"{section}: {line.anchor} is carried by {support.independent} of {support.of} sources"
        elif support is not None and support.of != sources:
            yield f"{section}: {line.anchor} counts {support.of} independent sources, and there are {sources}"


def _subject(conflict: ConflictEntry) -> str:
    return flat(conflict.subject)[:80]
