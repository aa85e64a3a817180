"""Acronyms of the list of organisations that may mean another body: they say nothing more unless the text does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.language import gazetteer
from briefgen.language.names.candidates import Candidate

_LONGEST = 5


def unsettle(candidates: Sequence[Candidate]) -> None:
    """Take country and kind from each acronym ("FSA") whose full name and whose country the text nowhere names."""
    named = {c.country for c in candidates if c.country and not _is_short(c)}
    spelled = {c.key for c in candidates if c.key and not _is_short(c)}
    for candidate in _open(candidates):
        if candidate.country not in named and candidate.key not in spelled:
            candidate.key, candidate.country, candidate.kind = "", None, "organisation"


def _open(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    return (c for c in candidates if c.key and c.country and _is_short(c) and not gazetteer.is_sure_acronym(c.text))


def _is_short(candidate: Candidate) -> bool:
    return candidate.text.isupper() and len(candidate.text) <= _LONGEST and candidate.rule == "list"
