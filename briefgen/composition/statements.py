"""Who said what: which statements are shown, and as which lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefgen.composition.desk import Desk, on_one_line
from briefgen.grounding import statement_claim
from briefgen.model import Statement, StatementEntry

_PRONOUNS = frozenset("he she it they i we you who this that one".split())


def told(statements: Sequence[Statement], most: int) -> tuple[Statement, ...]:
    """The statements to show, in the order of the sources: where there are too many, the first of each speaker first.

    Left out are those of a pronoun that nobody resolved, and what somebody reports within words of their own that
    are shown whole.
    """
    turns = {
        (s.attribution.speaker, span.document_id, span.sentence)
        for s in statements
        if s.attribution.cue_span is None
        for span in s.spans
    }
    shown = [
        s
        for s in statements
        if (s.attribution.speaker or "").lower() not in _PRONOUNS
        and not (s.attribution.cue_span and (s.attribution.speaker, *_place(s)) in turns)
    ]
    heard: Counter[str | None] = Counter()
    turn: list[tuple[int, int]] = []
    for number, statement in enumerate(shown):
        speaker = statement.attribution.speaker
        turn.append((heard[speaker] if speaker else len(shown), number))
        heard[speaker] += 1
    return tuple(shown[number] for number in sorted(number for _, number in sorted(turn)[:most]))


def _place(statement: Statement) -> tuple[str, int]:
    return statement.content.document_id, statement.content.sentence


def entries(desk: Desk, statements: Sequence[Statement]) -> tuple[StatementEntry, ...]:
    """An entry for each statement that its citations carry."""
    made = (_entry(desk, statement, f"w{i}") for i, statement in enumerate(statements, start=1))
    return tuple(entry for entry in made if entry is not None)


def _entry(desk: Desk, statement: Statement, anchor: str) -> StatementEntry | None:
    attribution, shown = statement.attribution, on_one_line(statement.content)
    claim = replace(statement_claim(statement, desk.antecedents), text=shown)
    line = desk.line(shown, [statement.content], anchor, statement, claim=claim, kind=statement.mode)
    if line is None:
        return None
    cue = [attribution.cue_span] if attribution.cue_span else []
    inferred = ("speaker inferred from the paragraph",) if attribution.basis == "ambiguous" else ()
    return StatementEntry(
        speaker=attribution.speaker or "not named",
        cue=attribution.cue or "",
        mode=statement.mode,
        line=replace(line, marks=desk.book.cite([statement.content, *cue], anchor)),
        notes=(*statement.scope_notes, *inferred),
    )
