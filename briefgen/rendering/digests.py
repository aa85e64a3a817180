"""A digest: a cover that says what was produced, skipped and failed, then each brief on one page. Which those are is not decided here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefgen import markings
from briefgen.model import Brief
from briefgen.rendering import page, templates
from briefgen.rendering.speech import speech_of
from briefgen.themes import Theme

_ID = re.compile(r'\b(id|aria-labelledby)="([^"]+)"')
_MARK = re.compile(r'<a href="#evidence-[^"]+">([^<]*)</a>')
_ID_IN_MARKDOWN = re.compile(r'(\{: #|<span id=")')
_MARK_IN_MARKDOWN = re.compile(r"\[([A-Z]+\d+)\]\(#evidence-[a-z0-9-]+\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What became of one brief; one that was produced comes with itself and, where it was written, with its path."""

    name: str
    title: str
    status: Literal["produced", "skipped", "failed"]
    anchor: str
    reason: str | None = None
    brief: Brief | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The briefs of a batch, in order."""

    title: str
    leaves: tuple[Leaf, ...]
    as_of: dt.date | None = None
    language: str = "en"

    @property
    def produced(self) -> tuple[tuple[Leaf, Brief], ...]:
        """The leaves that have a page, each with its brief."""
        return tuple((leaf, leaf.brief) for leaf in self.leaves if leaf.brief is not None)


def markdown(digest: Digest, *, search_path: tuple[Path, ...], parameters: Mapping[str, str]) -> str:
    """The digest as Markdown: the cover, then the pages of the briefs, each behind a rule."""
    words = _Words(search_path, parameters)
    leaves = (
        _MARK_IN_MARKDOWN.sub(r"\1", _ID_IN_MARKDOWN.sub(rf"\g<1>{leaf.anchor}-", words.leaf(leaf, brief)))
        for leaf, brief in digest.produced
    )
    return "\n---\n\n".join((words.cover(digest), *leaves))


def html(
    digest: Digest,
    *,
    search_path: tuple[Path, ...],
    theme: Theme,
    parameters: Mapping[str, str],
    media: Literal["all", "print"] = "all",
) -> str:
    """The digest as one page for a screen or, with media "print", for the typesetter."""
    words = _Words(search_path, parameters, on_page=True)
    leaves = (
        f'<div class="leaf">\n{_own(page.arranged(words.leaf(leaf, brief), speech_of(brief.language, search_path)), leaf)}\n</div>'
        for leaf, brief in digest.produced
    )
    body = "\n".join(
        (
            f'<div class="cover">\n{page.arranged(words.cover(digest), speech_of(digest.language, search_path))}\n</div>',
            *leaves,
        )
    )
    return page.framed(
        _frame(digest),
        body,
        template="digest",
        search_path=search_path,
        theme=theme,
        parameters=parameters,
        media=media,
    )


def _own(body: str, leaf: Leaf) -> str:
    """The page of one brief with anchors of its own; its marks lead into another file, so they are no links."""
    renamed = _ID.sub(rf'\1="{leaf.anchor}-\2"', body)
    return _MARK.sub(r'<span class="mark">\1</span>', renamed)


def _frame(digest: Digest) -> Brief:
    """What the page around a digest says of it: a title, a day, and the strictest marking of what is in it."""
    briefs = [brief for _, brief in digest.produced]
    return Brief(
        title=digest.title,
        language=digest.language,
        as_of=digest.as_of,
        marking=markings.strictest(brief.marking for brief in briefs),
        classification=markings.highest(brief.classification for brief in briefs),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The two templates of a digest, and what they may ask for."""

    search_path: tuple[Path, ...]
    parameters: Mapping[str, str]
    on_page: bool = False

    def cover(self, digest: Digest) -> str:
        return templates.render(
            "digest/cover.md.j2",
            self.search_path,
            language=digest.language,
            digest=digest,
            parameters=self.parameters,
            **self._marked(digest.language),
        )

    def leaf(self, leaf: Leaf, brief: Brief) -> str:
        return templates.render(
            "digest/leaf.md.j2",
            self.search_path,
            language=brief.language,
            brief=brief,
            leaf=leaf,
            parameters=self.parameters,
            picture=lambda *_, **__: "",
            **self._marked(brief.language),
        )

    def _marked(self, language: str) -> dict[str, bool]:
        return page.marked(speech_of(language, self.search_path)) if self.on_page else {}
