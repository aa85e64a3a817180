"""The sections of a page: what follows a heading of the second level, in the part and the column that the heading names.

Works on HTML that rendering.page has cleaned, so every element is closed and no attribute holds a ">".
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_ELEMENT = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)\b[^>]*>")
_VOID = frozenset({"br", "hr"})
_ID = re.compile(r'\bid="([^"]+)"')
_CLASSES = re.compile(r'\bclass="([^"]+)"')
_BLOCK_END = re.compile(r"</(?:h2|h3|p|li|tr|figcaption)>")
_LINE_CHARACTERS, _BLOCK_GAP = 58, 0.4


@dataclass(frozen=True, slots=True)
class _Section:
    """One section as HTML, and where it goes; part and column are "" where the heading names none.

    One that may go to either column stands last in its own or, where that one is much the longer, in the other.
    """

    html: str
    part: str
    column: str
    either: bool = False

    def height(self) -> float:
        """About how many lines of its column it takes; pictures, which are hung later, do not count."""
        blocks = (_ELEMENT.sub("", block) for block in _BLOCK_END.split(self.html))
        return sum(_BLOCK_GAP + math.ceil(len(text.strip()) / _LINE_CHARACTERS) for text in blocks if text.strip())


def arrange(body: str) -> str:
    """The same HTML with what precedes the first section in a header, and each section in its part and column.

    `<h2 id="key-points" class="story main">` and all that follows it becomes a section; neighbours of one
    part share a `<div class="part story">`, in it neighbours of one column a `<div class="column main">`. A section
    that names `either` behind its column goes to the end of the other one where its own is much longer.
    """
    starts = list(_starts(body))
    opening, sections = body[: starts[0] if starts else len(body)], []
    for start, end in itertools.pairwise([*starts, len(body)]):
        sections.append(_section(body[start:end]))
    return "\n".join(filter(None, [_wrapped("header", "opening", opening), *_parts(sections)]))


def _starts(body: str) -> Iterator[int]:
    """Where the headings of the second level stand that lie in no other element."""
    depth = 0
    for match in _ELEMENT.finditer(body):
        name = match.group("name")
        if name in _VOID:
            continue
        if match.group("end"):
            depth -= 1
            continue
        if name == "h2" and depth == 0:
            yield match.start()
        depth += 1


def _section(html: str) -> _Section:
    heading = html[: html.index(">")]
    anchor, classes = _ID.search(heading), _CLASSES.search(heading)
    part, column, either = (*(classes.group(1) if classes else "").split(), "", "", "")[:3]
    named = ' class="{0}" aria-labelledby="{0}"'.format(anchor.group(1)) if anchor else ""
    plain = _CLASSES.sub("", heading).rstrip() + html[len(heading) :].rstrip()
    return _Section(f"<section{named}>\n{plain}\n</section>", part, column, either == "either")


def _parts(sections: list[_Section]) -> Iterator[str]:
    for part, group_of_part in itertools.groupby(sections, key=lambda section: section.part):
        its = _balanced(list(group_of_part))
        columns = (
            _wrapped("div", f"column {column}", "\n".join(s.html for s in group)) if column else _joined(group)
            for column, group in itertools.groupby(its, key=lambda section: section.column)
        )
        inner = "\n".join(columns)
        yield _wrapped("div", f"part {part}", inner) if part else inner


def _balanced(sections: list[_Section]) -> list[_Section]:
    """The sections of a part, those that may go to either column in the one where they make the page no longer."""
    columns = list(dict.fromkeys(section.column for section in sections))
    free = next((section for section in sections if section.either), None)
    if free is None or len(columns) != 2 or free.column != columns[0]:
        return sections
    own, other = (sum(s.height() for s in sections if s.column == column) for column in columns)
    if own - free.height() <= other:
        return sections
    return [*(section for section in sections if section is not free), replace(free, column=columns[1])]


def _joined(sections: Iterator[_Section]) -> str:
    return "\n".join(section.html for section in sections)


def _wrapped(element: str, name: str, html: str) -> str:
    return f'<{element} class="{name}">\n{html.strip()}\n</{element}>' if html.strip() else ""
