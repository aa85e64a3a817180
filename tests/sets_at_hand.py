"""Small invented sets of documents, for the tests of joining."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import pytest

from briefgen.model import Document, Facts, Published, Span

_FIXTURES = Path(__file__).resolve().parent / "fixtures" / "joining"


def sets(name: str) -> list[Any]:
    """The cases of tests/fixtures/joining/<name>.txt as parameters (documents, expected), with their line numbers as ids.

    A case is a block of lines: its title, a line for each document, and what is expected, one a line, a lone "-" for
    nothing. A document is "> 2024-05-07 | text", with "-" for an unknown day and, behind the day, the group of copies
    that it belongs to; ¶ is a paragraph's end in the text. Blocks that open with "#" are comments.
    """
    found = []
    lines = (_FIXTURES / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    for full, numbered in itertools.groupby(enumerate(lines, start=1), key=lambda pair: bool(pair[1])):
        (number, title), *rest = numbered
        if full and not title.startswith("#"):
            documents = tuple(_document(k, line) for k, (_, line) in enumerate(rest) if line.startswith("> "))
            expected = [line for _, line in rest if not line.startswith("> ")]
            found.append(pytest.param(documents, [] if expected == ["-"] else expected, id=f"{number}: {title}"))
    return found


def _document(number: int, line: str) -> Document:
    head, _, text = line[2:].partition(" | ")
    day, _, group = head.partition(" ")
    known = {} if day == "-" else {"published": Published(dt.date.fromisoformat(day), "operator")}
    text = text.replace(" ¶ ", "\n\n")
    return Document(text=text, name=f"{number + 1}.txt", sha256="0" * 64, origin_group=group or None, **known)


def told_by(facts: Facts, spans: tuple[Span, ...]) -> str:
    """The numbers of the documents in which spans stand: "1 and 3"."""
    names = {document.id: document.name.removesuffix(".txt") for document in facts.documents}
    return " and ".join(sorted({names[span.document_id] for span in spans}))
