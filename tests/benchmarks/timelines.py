"""Timelines joined over documents around one target, as gold of SemEval-2015 Task 4 asks for them. No scores here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.language.analysis import Analysis
from briefgen.language.happenings import happenings, involving
from briefgen.language.times import timex_value


def predict(timeline: Mapping[str, Any], read: Sequence[Analysis]) -> dict[str, Any]:
    """The dated happenings that involve the target of one gold timeline, over the documents of its topic.

    Each is given once with its date (cut to the day), its document and its place.
    """
    names = names_of(timeline["target"], read)
    events = []
    for analysis in read:
        for happening in involving(analysis, happenings(analysis), names):
            date = timex_value(happening.time)
            if date is not None and not date.startswith("X"):
                place = {"start": happening.start, "end": happening.end}
                events.append({"date": date[:10], "doc": analysis.document.name, **place})
    return {"id": timeline["id"], "events": events}


def names_of(target: str, read: Sequence[Analysis]) -> tuple[str, ...]:
    """The names by which texts call a target: its own, its last words and its initials where nobody else ends so."""
    words = target.split()
    names = [target]
    if len(words) > 2:
        names.append(" ".join(words[-2:]))
        names.append("".join(word[0] for word in words if word[0].isupper()))
    for word in words[1:]:
        is_number = any(sign.isdigit() for sign in word)
        if (
            len(word) > 2
            and (is_number or (word is words[-1] and word[0].isupper()))
            and not _is_shared(word, words, read)
        ):
            names.append(word)
    return tuple(name for name in names if len(name) > 2)


def _is_shared(word: str, words: Sequence[str], read: Sequence[Analysis]) -> bool:
    """Whether the documents know others whose name ends in the same word ("Airlines")."""
    own = {own.lower() for own in words}
    named = (entity.name.lower().split() for analysis in read for entity in analysis.entities if entity.named)
    return any(len(name) > 1 and name[-1] == word.lower() and not own & set(name[:-1]) for name in named)
