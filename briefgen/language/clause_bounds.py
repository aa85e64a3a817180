"""The clause around a word: where it ends, and what its subject is, read without a parser; nothing where that is unsure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.language.expressions import Expression
from briefgen.language.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, finite_kind

# An embedded question follows: "whether …", "exactly how …".
QUESTION_FOLLOWS = (
    r"(?=(?:exactly\s+|precisely\s+|just\s+)?(?:whether|if|how|what|when|where|who|whom|whose|why|which)\b)"
)
_STOP = Expression(
    r"[;:“”\"—(\n]|,\s(?:or|and)\s(?:if|whether|how|what|when|who|why)\b|\s[-–]\s|,(?!\s(?:or|if any)\b|\d)|\s(?:but|although|though|whilst|despite)\s|\s(?:as|while)\s(?=the|it|he|she|they)"
)
_BOUNDARY = Expression(
    r"(?:,(?!\d)|[;:“”\"—(])\s*(?:(?:and|but|while|whilst|though|although|as|so|because|that|when)\s+)?"
    r"|\s(?:but|though|although|while|whilst|because|that|when|where)\s+"
    r"|^(?:but|and|while|whilst|although|though|meanwhile|however)\b,?\s*",
    re.IGNORECASE,
)
_NO_SUBJECT = (
    CONJUNCTIONS | PRONOUNS | {"this", "that", "these", "those", "there", "much", "more", "not", "so", "better"}
)
_QUESTION_WORDS = frozenset("how what when where who why which whether whose".split())
_MOST_SUBJECT = 16


def clause_end(text: str, start: int, end: int) -> int:
    """Where the clause that begins at start ends, without its final marks."""
    stop = _STOP.search(text, start, end)
    return trimmed_end(text, start, stop.start() if stop else end)


def trimmed_end(text: str, start: int, end: int) -> int:
    """end, moved before closing marks and white space."""
    while end > start and text[end - 1] in " \t\n.,;:!?”’\"')":
        end -= 1
    return end


def subject_before(text: str, start: int, at: int) -> tuple[int, int] | None:
    """The noun phrase (or question clause) that a predicate at `at` says something of; None when it is not sure.

    Appositions and relative clauses between commas are stepped over; a pronoun is no subject.
    """
    for begin, end in reversed(list(_pieces(text, start, at))):
        phrase = text[begin:end].split()
        first = phrase[0].lower().strip("’'") if phrase else ""
        relative = first in ("which", "who", "whose") and begin > start
        if not phrase or first in PREPOSITIONS or relative or (finite_kind(first) and phrase[0].islower()):
            continue
        if not _may_be_subject(phrase, first):
            return None
        reported = _REPORTED.match(text, begin, end)
        if reported and first not in _QUESTION_WORDS:  # "Ana Silva said the bill" has two subjects
            begin = reported.end()
            phrase = text[begin:end].split()
            first = phrase[0].lower()
            if not _may_be_subject(phrase, first):
                return None
        length = len(phrase) if first in _QUESTION_WORDS else _nominal_length(phrase)
        if 0 < length <= _MOST_SUBJECT:
            return begin, trimmed_end(text, begin, _word_end(text, begin, length))
        return None
    return None


_REPORTED = Expression(
    r"[^,;]*\b(?:said|says|told \w+|added|announced|reported|reports|claims|claimed|believes?|confirmed|stated)\s+(?:that\s+)?(?=\S)"
)


def _may_be_subject(phrase: list[str], first: str) -> bool:
    if first in _QUESTION_WORDS:
        return True
    if first in _NO_SUBJECT or first in AUXILIARIES:
        return False
    return (
        (first in DETERMINERS and len(phrase) > 1)
        or phrase[0][0].isupper()
        or phrase[0][0].isdigit()
        or ("to" not in phrase and phrase[-1].endswith("s"))
    )


def _pieces(text: str, start: int, at: int) -> Iterator[tuple[int, int]]:
    begin = start
    for boundary in _BOUNDARY.finditer(text[start:at]):
        yield begin, start + boundary.start()
        begin = start + boundary.end()
    yield begin, trimmed_end(text, begin, at)


def _nominal_length(phrase: list[str]) -> int:
    """How many words stand before the first auxiliary; a conjunction left over at the end is not counted."""
    length = next((i for i, word in enumerate(phrase) if word.lower() in AUXILIARIES), len(phrase))
    while length and phrase[length - 1].lower() in ("and", "or", "but", "also", "still", "yet"):
        length -= 1
    return length


_WORD = Expression(r"\S+")


def _word_end(text: str, start: int, count: int) -> int:
    end = start
    for _, word in zip(range(count), _WORD.finditer(text, start), strict=False):
        end = word.end()
    return end
