"""Which documents are copies of one another: wire reports, reprints, edited ones. Copies are one source.

Documents are compared by their shingles (runs of six words), held against the others through an index of
them, so that the work grows with the words and not with the pairs. Nothing here changes a text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from briefgen.joining.sets import DisjointSets
from briefgen.language.furniture import furniture
from briefgen.model import Document, Facts

_SHINGLE = 6  # words: one word in ten may be changed and three quarters of a text are still covered
_MOSTLY = 0.5  # share of the longer text that is word for word in the shorter: a copy, edited
_WHOLLY = 0.8  # share of the shorter text that is word for word in the longer: taken over as it was
_NEIGHBOURS = 2  # documents with the same shingle are compared with the next so many of them
_WORD = re.compile(r"\w+")


def group(facts: Facts) -> Facts:
    """The facts with the origin group of each document set; nothing else of them changes."""
    return replace(facts, documents=grouped(facts.documents))


def grouped(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, each with its origin group: the id of the first published of its copies, its own if it has none.

    Copies are texts of which half or more is the same, word for word in runs of six words or more, with
    whatever headline; what pages print around an article is not compared. A copy of a copy is one, too.
    A short text that stands wholly in a longer one is of its origin when this is the only one to hold it
    and holds no other: a wire report that was added to, in one step or in several. A round-up of many reports has an origin of its
    own, and so has a report that several papers built on, each in its own way.
    Stories that only share their background, or the text of one statement, stay apart.

    A group that is given already is kept, and so is its name. Documents without a publication date count
    as later than those with one, in their order. What is grouped with what does not depend on the order.
    """
    order = sorted(range(len(documents)), key=lambda i: documents[i].id)
    texts = [_worded(documents[i].text) for i in order]
    sets = DisjointSets(len(documents))
    _unite_given([documents[i].origin_group for i in order], sets)
    shared = {pair: _shared(texts[pair[0]], texts[pair[1]]) for pair in _proposed(texts)}
    for (one, other), words in shared.items():
        if min(words) >= _MOSTLY * max(len(texts[one].words), len(texts[other].words)):
            sets.unite(one, other)
    for one, other in _additions(texts, shared, sets):
        sets.unite(one, other)
    members = [[order[place] for place in its] for its in sets.all()]
    names = {i: _name([documents[j] for j in sorted(its)]) for its in members for i in its}
    return tuple(replace(document, origin_group=names[i]) for i, document in enumerate(documents))


def _name(copies: Sequence[Document]) -> str:
    given = sorted({d.origin_group for d in copies if d.origin_group})
    first = min(copies, key=lambda document: document.published.date or dt.date.max)
    return given[0] if given else first.id


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text as numbers, and the shingle that begins at each of them."""

    words: tuple[int, ...]
    shingles: tuple[int, ...]
    known: frozenset[int]


def _worded(text: str) -> _Text:
    """The words of what the article says, without case, marks on letters and punctuation."""
    words = tuple(
        zlib.crc32(word.encode("utf-8", "surrogatepass"))
        for stretch in _without_furniture(text)
        for word in _WORD.findall(_plain(stretch))
    )
    runs = (words[i : i + _SHINGLE] for i in range(len(words) - _SHINGLE + 1))
    shingles = tuple(zlib.crc32(b"".join(word.to_bytes(4, "big") for word in run)) for run in runs)
    return _Text(words, shingles, frozenset(shingles))


def _without_furniture(text: str) -> Iterator[str]:
    at = 0
    for start, end in furniture(text):
        yield text[at:start]
        at = end
    yield text[at:]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("\N{SOFT HYPHEN}", "").casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _unite_given(groups: Sequence[str | None], sets: DisjointSets) -> None:
    first: dict[str, int] = {}
    for i, name in enumerate(groups):
        if name is not None:
            sets.unite(first.setdefault(name, i), i)


def _proposed(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Pairs that may be copies: neighbours among those that have a shingle, so that what all have costs no more."""
    holders: dict[int, list[int]] = {}
    for i, text in enumerate(texts):
        for shingle in text.known:
            holders.setdefault(shingle, []).append(i)
    pairs = (
        (one, other)
        for its in holders.values()
        for k, one in enumerate(its)
        for other in its[k + 1 : k + 1 + _NEIGHBOURS]
    )
    return iter(sorted(set(pairs)))


def _shared(one: _Text, other: _Text) -> tuple[int, int]:
    """How many words of each stand in a shingle of both."""
    common = one.known & other.known
    return _covered(one, common), _covered(other, common)


def _covered(text: _Text, common: Collection[int]) -> int:
    steps = [0] * (len(text.words) + 1)
    for i, shingle in enumerate(text.shingles):
        if shingle in common:
            steps[i] += 1
            steps[i + _SHINGLE] -= 1
    return sum(depth > 0 for depth in accumulate(steps))


def _additions(
    texts: Sequence[_Text], shared: Mapping[tuple[int, int], tuple[int, int]], sets: DisjointSets
) -> list[tuple[int, int]]:
    """Texts wholly inside one other, which holds no second one; both counted by their groups."""
    inside: dict[int, set[int]] = {}
    around: dict[int, set[int]] = {}
    for (one, other), words in shared.items():
        short, long = sorted((one, other), key=lambda i: (len(texts[i].words), i))
        covered = words[0] if short == one else words[1]
        if sets.find(short) != sets.find(long) and covered >= _WHOLLY * len(texts[short].words):
            inside.setdefault(sets.find(short), set()).add(sets.find(long))
            around.setdefault(sets.find(long), set()).add(sets.find(short))
    pairs = ((short, longer) for short in inside if (longer := _only(_nearest(short, inside))) is not None)
    return [(short, longer) for short, longer in pairs if _only(_nearest(longer, around)) == short]


def _nearest(one: int, beyond: Mapping[int, set[int]]) -> list[int]:
    """Those beyond one without others between: of a text in three lengths, the one next to it."""
    its = beyond[one]
    return [far for far in its if not any(far in beyond.get(near, ()) for near in its if near != far)]


def _only(numbers: Sequence[int]) -> int | None:
    return numbers[0] if len(numbers) == 1 else None
