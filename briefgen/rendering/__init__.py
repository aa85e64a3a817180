"""From a brief to what people read: one function a format, and one table of them. The one place that knows templates and typesetting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefgen.errors import Problem
from briefgen.formats import Format
from briefgen.model import Brief, Facts
from briefgen.rendering import records
from briefgen.rendering.attachments import Attachment
from briefgen.rendering.templates import TemplateFault, builtin_folder, template_names
from briefgen.themes import Theme

if TYPE_CHECKING:
    from briefgen.rendering.digests import Digest
    from briefgen.rendering.typesetting import Typeset

__all__ = [
    "RENDERERS",
    "Attachment",
    "Look",
    "TemplateFault",
    "Theme",
    "builtin_folder",
    "digest",
    "docx",
    "facts_json",
    "html",
    "json",
    "markdown",
    "pdf",
    "template_names",
    "template_problems",
    "txt",
]

_DEFAULT = Theme()
_NONE: Mapping[str, str] = {}


def markdown(
    brief: Brief,
    *,
    template: str = "brief",
    search_path: tuple[Path, ...] = (),
    parameters: Mapping[str, str] = _NONE,
) -> str:
    """The brief as Markdown in the dialect of Python-Markdown, good to read as it is.

    search_path holds folders of template sets that come before the built-in ones; parameters are what a
    template sees under that name, here and in the other formats.
    Raises TemplateFault, with file and line, when the template cannot be used.
    """
    from briefgen.rendering import pictures, templates
    from briefgen.rendering.speech import speech_of

    return templates.render(
        f"{template}/brief.md.j2",
        search_path,
        language=brief.language,
        brief=brief,
        parameters=parameters,
        picture=pictures.for_markdown(brief, speech_of(brief.language, search_path)),
    )


def html(
    brief: Brief,
    *,
    template: str = "brief",
    search_path: tuple[Path, ...] = (),
    theme: Theme = _DEFAULT,
    parameters: Mapping[str, str] = _NONE,
) -> str:
    """The brief as one HTML page that needs nothing else; the body is the Markdown, cleaned. Raises TemplateFault."""
    from briefgen.rendering import page as html_page

    return html_page.render(brief, template=template, search_path=search_path, theme=theme, parameters=parameters)


def pdf(
    brief: Brief,
    *,
    template: str = "brief",
    search_path: tuple[Path, ...] = (),
    theme: Theme = _DEFAULT,
    parameters: Mapping[str, str] = _NONE,
    max_pages: int | None = None,
    attachments: Sequence[Attachment] = (),
) -> Typeset:
    """The brief as PDF/A-3a and PDF/UA-1, with its number of pages and what the typesetter complained about.

    max_pages tells the page what it is to fit into; leaving things out is done before.

    The same brief and attachments give the same bytes. Raises TemplateFault, and EnvironmentFault when the
    typesetting library or its system libraries are missing.
    """
    from briefgen.rendering import page as html_page
    from briefgen.rendering import typesetting

    printed = html_page.render(
        brief,
        template=template,
        search_path=search_path,
        theme=theme,
        parameters=parameters,
        media="print",
        max_pages=max_pages,
    )
    return replace(typesetting.typeset(printed, attachments), page=printed)


def json(brief: Brief) -> str:
    """The brief as JSON, with one Web Annotation for each line; keys in a fixed order, ending in a line break."""
    return records.export(brief)


def docx(brief: Brief, *, theme: Theme = _DEFAULT, search_path: tuple[Path, ...] = ()) -> bytes:
    """The brief as a Word document with real styles and footnotes. The same brief gives the same bytes.

    search_path is where catalogues of messages of one's own lie.
    """
    from briefgen.rendering import word

    return word.render(brief, theme=theme, search_path=search_path)


def txt(
    brief: Brief,
    *,
    template: str = "brief",
    search_path: tuple[Path, ...] = (),
    parameters: Mapping[str, str] = _NONE,
) -> str:
    """The brief as plain text for mail, 72 columns wide. Raises TemplateFault."""
    from briefgen.rendering import mail

    return mail.render(brief, template=template, search_path=search_path, parameters=parameters)


def digest(
    made: Digest,
    to: Literal["md", "html", "pdf"],
    *,
    search_path: tuple[Path, ...] = (),
    theme: Theme = _DEFAULT,
    parameters: Mapping[str, str] = _NONE,
) -> tuple[bytes, tuple[Problem, ...]]:
    """A cover and a page for each brief, in one format, and the typesetter's complaints. Raises what pdf raises."""
    from briefgen.rendering import digests

    if to == "md":
        return digests.markdown(made, search_path=search_path, parameters=parameters).encode(), ()
    media: Literal["all", "print"] = "print" if to == "pdf" else "all"
    page = digests.html(made, search_path=search_path, theme=theme, parameters=parameters, media=media)
    if to == "html":
        return page.encode(), ()
    from briefgen.rendering import typesetting

    typeset = typesetting.typeset(page)
    return typeset.data, typeset.problems


@dataclass(frozen=True, slots=True)
class Look:
    """How a brief is to look: template set, where sets of one's own lie, what templates may ask for, theme.

    attachments go into a PDF.
    """

    template: str = "brief"
    search_path: tuple[Path, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    theme: Theme = _DEFAULT
    attachments: tuple[Attachment, ...] = ()

    @property
    def words(self) -> dict[str, Any]:
        """What the formats made from a template are told."""
        return {"template": self.template, "search_path": self.search_path, "parameters": self.parameters}


RENDERERS: Mapping[Format, Callable[[Brief, Look], bytes]] = {
    "md": lambda brief, look: markdown(brief, **look.words).encode(),
    "pdf": lambda brief, look: pdf(brief, **look.words, theme=look.theme, attachments=look.attachments).data,
    "html": lambda brief, look: html(brief, **look.words, theme=look.theme).encode(),
    "json": lambda brief, look: json(brief).encode(),  # noqa: ARG005
    "docx": lambda brief, look: docx(brief, theme=look.theme, search_path=look.search_path),
    "txt": lambda brief, look: txt(brief, **look.words).encode(),
}


def facts_json(facts: Facts) -> str:
    """The facts as JSON, keys in a fixed order, ending in a line break."""
    return records.text(facts)


def template_problems(template: str, search_path: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """What is wrong with a template set without rendering it: a missing file, a fault of syntax, and what an editor sees."""
    from briefgen.rendering import template_lint, templates

    return templates.syntax_problems(template, search_path) or template_lint.problems(template, search_path)
