"""Questions as lines: those that are open, and those that another source has answered since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.composition.desk import Desk, on_one_line, present, starting
from briefgen.model import AnsweredQuestion, Line, OpenQuestion


def open_questions(desk: Desk, questions: Iterable[OpenQuestion], letter: str) -> tuple[Line, ...]:
    """Questions are phrased by the tool: always derived lines, resting on the words that raised them."""
    lines = (_asked(desk, question, f"{letter}{i}") for i, question in enumerate(questions, start=1))
    return present(lines)


def answered(desk: Desk, questions: Iterable[OpenQuestion]) -> tuple[AnsweredQuestion, ...]:
    """Each question with what answers it, word for word; one whose answers are all refused has none."""
    entries = []
    for i, question in enumerate(questions, start=1):
        line = _asked(desk, question, f"r{i}")
        stated = replace(question, basis="stated")
        answers = present(
            _named(desk.line(starting(on_one_line(span)), (span,), f"r{i}a{k}", stated), question)
            for k, span in enumerate(question.answers, start=1)
        )
        if line is not None and answers:
            entries.append(AnsweredQuestion(question=line, answers=answers))
    return tuple(entries)


def _asked(desk: Desk, question: OpenQuestion, anchor: str) -> Line | None:
    derived = replace(question, basis="derived")
    line = desk.line(question.question, question.spans, anchor, derived, kind=question.kind, note=question.why)
    return _named(line, question)


def _named(line: Line | None, question: OpenQuestion) -> Line | None:
    """The line with the id of its question as the facts have it."""
    return replace(line, fact_id=question.id) if line is not None else None
