"""Who said what: which statements are shown, and as which lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.composition.desk import Desk, on_one_line
from briefgen.grounding import statement_claim
from briefgen.model import Statement, StatementEntry

_PRONOUNS = frozenset("he she it they i we you who this that one".split())


def told(
    statements: Sequence[Statement], most: int, weight: Callable[[Statement], tuple[int, int]]
) -> tuple[Statement, ...]:
    """The statements to show, in the order of the sources: where there are too many, the first of each speaker first.

    weight says which of equals comes first, the smaller the sooner. Left out are those of a pronoun that nobody
    resolved, what somebody reports within words of their own that are shown whole, and what a copy says again.
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
        and not (s.attribution.cue_span and (s.attribution.speaker, *s.content.place) in turns)
    ]
    shown = list(without_repeats(shown))
    heard: Counter[str | None] = Counter()
    turn: list[tuple[int, tuple[int, int], int]] = []
    for number, statement in enumerate(shown):
        speaker = statement.attribution.speaker
        turn.append((heard[speaker] if speaker else len(shown), weight(statement), number))
        heard[speaker] += 1
    return tuple(shown[number] for number in sorted(number for _, _, number in sorted(turn)[:most]))


def without_repeats(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements without those that another document has word for word of the same speaker."""
    first: dict[tuple[str | None, str], str] = {}
    for statement in statements:
        said = (statement.attribution.speaker, on_one_line(statement.content))
        document_id = statement.content.document_id
        if first.setdefault(said, document_id) == document_id:
            yield statement


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
