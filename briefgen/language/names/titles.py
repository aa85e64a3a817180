"""Titles and offices in front of a name, and the person whom they announce."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.language import gazetteer
from briefgen.language.names.candidates import Candidate, Run
from briefgen.language.words import Word

HONORIFICS = frozenset("mr mrs ms miss dr sir lady lord dame".split())


def title_length(rest: Sequence[Word]) -> int:
    """How many of the first words are a title or an office; the longest one counts. "King's College" opens with none."""
    stop = next((i for i, word in enumerate(rest) if word.possessive), len(rest))
    return title_words([word.lower for word in rest[:stop]])


def title_words(lowers: Sequence[str]) -> int:
    """The same for words in lower case."""
    length = 0
    while length < len(lowers):
        size = next((n for n in (4, 3, 2, 1) if _is_title(lowers[length : length + n], n)), 0)
        if not size:
            break
        length += size
    return length


def _is_title(lowers: Sequence[str], size: int) -> bool:
    return len(lowers) == size and " ".join(lower.rstrip(".") for lower in lowers) in gazetteer.titles()


def title_then_person(rest: Sequence[Word]) -> bool:
    """True for an office before a given name, unless a body is called after its holder ("Queen Mary Hospital")."""
    length, last = title_length(rest), rest[-1].text
    if gazetteer.head_kind(last) is not None and not (len(rest) == length + 2 and gazetteer.is_surname(last)):
        return False
    return 0 < length < len(rest) and gazetteer.is_given_name(rest[length].text)


def inner_title(rest: Sequence[Word]) -> int:
    """Where a title with a name begins behind a known body: "United Nations Secretary-General Ban Ki-moon"; else 0."""
    for k in range(1, len(rest) - 1):
        length = title_length(rest[k:])
        if 0 < length < len(rest) - k and rest[k].lower not in gazetteer.common_words():
            prefix = " ".join(word.text for word in rest[:k])
            return k if gazetteer.organisation(prefix) or gazetteer.head_kind(rest[k - 1].text) else 0
    return 0


def titled_person(run: Run, skip: int, titled: int, country: str | None) -> Iterator[Candidate]:
    """The person behind a title of titled words, which itself stands behind skip words of a country."""
    first = skip + titled
    while first + 1 < len(run.words) and run.words[first].lower in ("of", "for", "on"):
        first += 1
    candidate = run.part(first).name("person", "title", country=country)
    candidate.full_start = run.words[0].start
    if run.words[skip + titled - 1].lower.rstrip(".") not in HONORIFICS:
        candidate.title = (run.words[0].start, run.words[skip + titled - 1].end)
    yield candidate
