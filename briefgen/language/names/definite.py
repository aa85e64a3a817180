"""Definite nouns: "the embassy", "the president", "the country" are the last one with that head."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.language import gazetteer
from briefgen.language.names.candidates import Candidate
from briefgen.language.names.linking import Register, head
from briefgen.language.words import Word
from briefgen.text import Sentence

_PERSON_NOUNS = frozenset(
    "president minister premier chancellor king queen governor mayor senator general secretary chairman chairwoman judge "
    "director commander ambassador chief leader coach spokesman spokeswoman spokesperson prince pope author".split()
)


def resolve_definite(
    text: str,
    sentences: Sequence[Sentence],
    by_sentence: Sequence[Sequence[Word]],
    candidates: list[Candidate],
    register: Register,
) -> None:
    """Add the mentions that a definite noun makes: "the embassy", "the president", "the country"."""
    heads: dict[str, int] = {}
    person_heads: dict[str, int] = {}
    country = -1
    queue = sorted(candidates, key=lambda c: c.start)
    added: list[Candidate] = []
    position = 0
    for sentence, its_words in zip(sentences, by_sentence, strict=True):
        first_country = _first_country(queue, position, sentence, register)
        for i, word in enumerate(its_words):
            while position < len(queue) and queue[position].start <= word.start:
                _note(queue[position], text, register, heads, person_heads)
                if (
                    queue[position].kind == "government"
                    and queue[position].form == "name"
                    and queue[position].entity >= 0
                ):
                    country = queue[position].entity
                position += 1
            if i == 0 or its_words[i - 1].lower != "the" or word.gap != " " or _goes_on(its_words, i):
                continue
            lower = word.lower
            if lower in ("country", "nation"):
                target = first_country if first_country >= 0 else country
            else:
                target = person_heads.get(lower, -1) if lower in _PERSON_NOUNS else heads.get(lower, -1)
            if target >= 0 and not any(
                c.start <= word.start < c.end for c in queue[max(0, position - 2) : position + 1] if c.entity >= 0
            ):
                added.append(
                    Candidate(
                        word.start,
                        word.end,
                        its_words[i - 1].start,
                        sentence.index,
                        word.text,
                        register.kinds[target],
                        form="description",
                        sense="description",
                        entity=target,
                    )
                )
    taken = {(c.start, c.end) for c in added}
    candidates[:] = [c for c in candidates if c.entity >= 0 and (c.start, c.end) not in taken] + added


def _goes_on(its_words: Sequence[Word], i: int) -> bool:
    """True when the noun is only the first part of a longer one ("the president elect", "the company spokesman")."""
    following = its_words[i + 1] if i + 1 < len(its_words) else None
    return (
        following is not None
        and following.gap == " "
        and (
            following.capital
            or following.lower in _PERSON_NOUNS
            or gazetteer.group_kind(following.lower) is not None
            or gazetteer.head_kind(following.text.capitalize()) is not None
        )
    )


def _first_country(queue: list[Candidate], position: int, sentence: Sentence, register: Register) -> int:
    """The country of whoever comes first in the sentence: its subject, as a rule."""
    for candidate in queue[position:]:
        if candidate.start >= sentence.end:
            break
        if candidate.entity >= 0 and candidate.sense != "city":
            code = candidate.country or register.countries[candidate.entity]
            if code and f"government:{code}" in register.by_key:
                own = candidate.kind in ("government", "person")
                return register.by_key[f"government:{code}"] if own else -1
    return -1


def _note(
    candidate: Candidate, text: str, register: Register, heads: dict[str, int], person_heads: dict[str, int]
) -> None:
    if candidate.entity < 0:
        return
    if candidate.kind == "person":
        for start, end in register.titles[candidate.entity]:
            for noun in text[start:end].lower().split():
                if noun in _PERSON_NOUNS:
                    person_heads[noun] = candidate.entity
    elif candidate.form == "name" and candidate.kind not in ("government", "place"):
        heads[head(candidate.text)] = candidate.entity
        for noun in _GENERIC.get(register.kinds[candidate.entity], ()):
            heads[noun] = candidate.entity


_GENERIC: dict[str, tuple[str, ...]] = {
    "diplomatic mission": ("embassy", "mission"),
    "ministry": ("ministry", "department"),
    "organisation": ("company", "group", "organisation", "organization", "firm", "party", "agency", "union"),
    "military": ("military", "army"),
}
