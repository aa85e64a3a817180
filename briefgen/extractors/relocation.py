"""Facts found in the plain form of a document, moved to where the same words stand in the document as it was read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from briefgen.model import Document, Facts, Span
from briefgen.plain_text import PlainText
from briefgen.text import sentence_at, sentences

T = TypeVar("T")


def relocate(facts: Facts, document: Document, plain: PlainText) -> Facts:
    """The same facts about the document itself: every span moved, every fact that names another by its id following it."""
    of_document = sentences(document.text)

    def move(span: Span) -> Span:
        start, end = plain.original(span.start, span.end)
        index = sentence_at(of_document, start).index
        return Span(document.id, start, end, document.text[start:end], index, document)

    statements = tuple(_moved(statement, move) for statement in facts.statements)
    ids = {old.id: new.id for old, new in zip(facts.statements, statements, strict=True)}
    stakeholders = tuple(
        dataclasses.replace(_moved(who, move), said=tuple(ids.get(i, i) for i in who.said))
        for who in facts.stakeholders
    )
    others = {
        field.name: tuple(_moved(fact, move) for fact in getattr(facts, field.name))
        for field in dataclasses.fields(facts)
        if field.name not in ("documents", "statements", "stakeholders")
    }
    return Facts(documents=(document,), statements=statements, stakeholders=stakeholders, **others)


def _moved(value: T, move: Callable[[Span], Span]) -> T:
    """A record, or a tuple of them, with each span in it moved."""
    moved: Any = value
    if isinstance(value, Span):
        moved = move(value)
    elif isinstance(value, tuple):
        moved = tuple(_moved(item, move) for item in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: _moved(getattr(value, field.name), move) for field in dataclasses.fields(value) if field.init
        }
        moved = dataclasses.replace(value, **parts)
    return moved  # type: ignore[no-any-return]
