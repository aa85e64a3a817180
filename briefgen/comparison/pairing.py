"""Which fact of one edition is which of another. Looks at subjects and values alone, never at places in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.comparison.kinds import Section

_ALIKE = 0.5  # of the words of two facts, counted on both sides, that they must share to be of one subject
_TELLING = 40  # facts that may hold a word for it to lead from one fact to another; more say nothing


@dataclass(frozen=True, slots=True)
class Pairs:
    """Facts that two editions share, those that changed, and those without a partner, each in the order of its edition."""

    same: tuple[tuple[Any, Any], ...]
    changed: tuple[tuple[Any, Any], ...]
    new: tuple[Any, ...]
    gone: tuple[Any, ...]


def paired(before: Sequence[Any], after: Sequence[Any], section: Section) -> Pairs:
    """Pair the facts of one section: by id, then by subject and value, then by what they are about."""
    matches: dict[int, int] = {}
    for key in (lambda fact: fact.id, lambda fact: (section.about(fact), section.value(fact))):
        matches.update(_equal(before, after, key, matches))
    same = dict(matches)
    matches.update(_alike(before, after, section, matches))
    left, values = set(matches.values()), section.value
    changed = [(i, j) for i, j in matches.items() if i not in same]
    unlike = [(i, j) for i, j in changed if values(before[i]) != values(after[j])]
    equal = [*same.items(), *((i, j) for i, j in changed if values(before[i]) == values(after[j]))]
    return Pairs(
        tuple((before[i], after[j]) for i, j in sorted(equal)),
        tuple((before[i], after[j]) for i, j in sorted(unlike, key=lambda pair: pair[1])),
        tuple(fact for j, fact in enumerate(after) if j not in left),
        tuple(fact for i, fact in enumerate(before) if i not in matches),
    )


def _equal(before: Sequence[Any], after: Sequence[Any], key: Any, known: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The facts with one key, the first of each side with the first of the other."""
    taken, waiting = set(known.values()), defaultdict[Hashable, list[int]](list)
    for j, fact in enumerate(after):
        if j not in taken:
            waiting[key(fact)].append(j)
    for queue in waiting.values():
        queue.reverse()
    for i, fact in enumerate(before):
        if i not in known and waiting.get(key(fact)):
            yield i, waiting[key(fact)].pop()


def _alike(
    before: Sequence[Any], after: Sequence[Any], section: Section, known: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """The facts that are most alike, the closest pairs first, each fact once; the same whichever side is called the earlier."""
    taken = set(known.values())
    old = {i: section.words(fact) for i, fact in enumerate(before) if i not in known}
    new = {j: section.words(fact) for j, fact in enumerate(after) if j not in taken}
    ranked = []
    for i, j in sorted(_meeting(before, after, old, new, section)):
        score = 2 * len(old[i] & new[j]) / (len(old[i]) + len(new[j]))
        if score >= _ALIKE:
            told = sorted((section.tell(before[i]), section.tell(after[j])))
            ranked.append((-score, abs(i - j), told, i + j, i, j))
    done_before, done_after = set[int](), set[int]()
    for *_, i, j in sorted(ranked):
        if i not in done_before and j not in done_after:
            done_before.add(i)
            done_after.add(j)
            yield i, j


def _meeting(before: Sequence[Any], after: Sequence[Any], old: dict[int, frozenset[str]], new: dict[int, frozenset[str]],
             section: Section) -> set[tuple[int, int]]:  # fmt: skip
    """The pairs that share a telling word and are about one thing: what is worth a closer look."""
    shelves: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, (facts, words) in enumerate(((before, old), (after, new))):
        for index, its in words.items():
            for word in its:
                shelves[section.about(facts[index]), word][side].append(index)
    return {
        (i, j)
        for its_old, its_new in shelves.values()
        if len(its_old) <= _TELLING and len(its_new) <= _TELLING
        for i in its_old
        for j in its_new
    }
