"""Rules about people and times: who somebody is, and why a time is not fixed."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.lint.page import Page


def without_role(page: Page) -> Iterator[str]:
    """BG710: a reader who meets a name wants to know whose it is. Asked only of persons who act or speak, all at once."""
    names = [who.name for who in page.brief.stakeholders if who.kind == "person" and who.is_active and not who.roles]
    if names:
        yield f"nothing says who they are: {', '.join(names)}"


def unfixed_times(page: Page) -> Iterator[str]:
    """BG711: an event without a date says why it has none."""
    for entry in page.brief.timeline:
        if entry.value is None and not entry.reason:
            yield f"{entry.line.anchor}: {entry.as_stated!r} is not fixed, and no reason is given"
