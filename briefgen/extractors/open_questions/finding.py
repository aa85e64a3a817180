"""One finding of a rule, and how its reason is put. No rule lives here."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.language.words import PRONOUNS
from briefgen.model import Attribution, Statement


class Finding(NamedTuple):
    """A question that some words raise; start..end are those words."""

    question: str
    kind: str
    start: int
    end: int
    rule: str
    why: str
    attribution: Attribution = Attribution()


def named_speaker(statement: Statement) -> str | None:
    """The speaker's name where the text itself gives it; a name that was only resolved from a pronoun is not risked."""
    span = statement.attribution.speaker_span
    return statement.attribution.speaker if span is not None and span.quote.lower() not in PRONOUNS else None


def said_by_source(match: re.Match[str]) -> str:
    """The reason of a stated question: the words of the source."""
    return f"the source: “{' '.join(match.group().split())}”"
