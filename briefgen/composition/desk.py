"""Where the lines of a brief are made: each is checked against its citations, marked, or refused. What is told is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefgen.composition.evidence import EvidenceBook
from briefgen.grounding import Antecedents, Claim, check
from briefgen.model import Fact, Line, Refusal, Span, Support
from briefgen.plain_text import plain


@dataclass(slots=True)
class Desk:
    """The evidence that lines are marked with, whom their pronouns stand for, and what was refused."""

    book: EvidenceBook
    antecedents: Antecedents
    refusals: list[Refusal] = field(default_factory=list)

    def line(
        self,
        text: str,
        spans: Sequence[Span],
        anchor: str,
        fact: Fact,
        *,
        claim: Claim | None = None,
        kind: str | None = None,
        note: str | None = None,
        support: Support | None = None,
    ) -> Line | None:
        """A line with its marks, or None when the grounding checks refuse it; refusals are kept."""
        text = plain(text)
        claim = claim or Claim(text, tuple(spans), self.antecedents)
        refused = () if fact.basis == "derived" else check(claim, fact_id=fact.id)
        if refused:
            self.refusals.extend(refused)
            return None
        marks = self.book.cite(spans, anchor)
        return Line(
            text=text,
            spans=tuple(spans),
            marks=marks,
            anchor=anchor,
            fact_id=fact.id,
            basis=fact.basis,
            rule=fact.rule,
            kind=kind,
            note=note,
            support=support,
        )


def present(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    """The lines that were not refused."""
    return tuple(line for line in lines if line is not None)


def on_one_line(span: Span) -> str:
    """What a span quotes, each stretch of blanks as one."""
    return " ".join(span.quote.split())


def starting(text: str) -> str:
    """A text with a capital at its head."""
    return text[:1].upper() + text[1:]
