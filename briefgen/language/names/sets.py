"""Several who are meant at once: "the two countries", "both sides" are those named last, when there are as many of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Literal

from briefgen.language.names.candidates import Candidate
from briefgen.language.words import Word
from briefgen.model import StakeholderKind

_BODIES: frozenset[StakeholderKind | Literal["unknown"]] = frozenset(
    {"government", "organisation", "armed group", "military", "ministry"}
)
_KINDS: dict[str, frozenset[StakeholderKind | Literal["unknown"]]] = {
    **dict.fromkeys("countries nations states governments neighbours neighbors".split(), frozenset({"government"})),
    **dict.fromkeys("sides parties rivals enemies adversaries".split(), _BODIES),
    **dict.fromkeys("companies firms groups organisations organizations banks airlines".split(), frozenset({"organisation"})),
    **dict.fromkeys(
        "leaders men women presidents ministers candidates senators officials brothers sisters".split(),
        frozenset({"person"}),
    ),
}  # fmt: skip
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
_BEFORE = 3  # sentences back that are looked through


def resolve_sets(text: str, by_sentence: Sequence[Sequence[Word]], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, and one more for each member of a set that is clear: in reading order, those of a set together.

    A set is clear when the sentences before it, the nearest first, name just as many of its kind as it counts,
    or when two of them are joined by "and".
    """
    in_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        in_sentence.setdefault(candidate.sentence, []).append(candidate)
    members: list[Candidate] = []
    for number, its_words in enumerate(by_sentence):
        for first, last, count in _sets(its_words):
            meant = _meant(text, in_sentence, number, its_words[first].start, _KINDS[its_words[last].lower], count)
            members.extend(_member(one, its_words[first].start, its_words[last].end, number) for one in meant)
    return sorted([*candidates, *members], key=lambda c: (c.start, c.end))


def _sets(its_words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """The first word of each phrase that means a set, its article included, the last one, and how many it means."""
    for i, word in enumerate(its_words):
        count = _NUMBERS.get(word.lower, 0)
        if not count or i + 1 == len(its_words):
            continue
        article = i > 0 and its_words[i - 1].lower in ("the", "these", "those")
        last = i + 1 if its_words[i + 1].lower in _KINDS else min(i + 2, len(its_words) - 1)
        counted = its_words[last].lower in _KINDS and not its_words[last].possessive
        if counted and (article or word.lower == "both"):
            yield i - article, last, count


def _meant(
    text: str,
    in_sentence: dict[int, list[Candidate]],
    sentence: int,
    before: int,
    kinds: frozenset[StakeholderKind | Literal["unknown"]],
    count: int,
) -> list[Candidate]:
    """The last one mention of each member of the set that stands before an offset; [] where it is not clear who they are."""
    found: dict[int, Candidate] = {}
    for number in range(sentence, max(-1, sentence - _BEFORE - 1), -1):
        here = [c for c in in_sentence.get(number, ()) if c.kind in kinds and c.start < before and c.sense != "city"]
        fresh = {c.entity: c for c in here}
        if len(found.keys() | fresh.keys()) > count:
            return _joined(text, here, count) if not found else []
        found = fresh | found
        if len(found) == count:
            return list(found.values())
    return []


def _joined(text: str, candidates: Sequence[Candidate], count: int) -> list[Candidate]:
    """The only two of a sentence with no more than "and" between them, unless they end a longer list."""
    pairs = [
        [first, second]
        for first, second in itertools.pairwise(candidates)
        if text[first.end : second.full_start].split() in (["and"], ["and", "the"])
        and not text[: first.full_start].rstrip().endswith(",")
        and first.entity != second.entity
    ]
    return pairs[0] if count == 2 and len(pairs) == 1 else []


def _member(one: Candidate, start: int, end: int, sentence: int) -> Candidate:
    return Candidate(
        start, end, start, sentence, "", one.kind, form="pronoun", sense="pronoun", entity=one.entity, rule=one.rule
    )
