"""Disjoint sets of numbers: what is the same as what, when it is told pair by pair and in any order."""

from __future__ import annotations


class DisjointSets:
    """The numbers 0..size-1, at first each by itself; a set is known by its smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, number: int) -> int:
        """The smallest member of the set of a number."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def unite(self, one: int, other: int) -> None:
        """Make one set of two."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def all(self) -> tuple[tuple[int, ...], ...]:
        """The sets, by their smallest members, each in ascending order."""
        members: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            members.setdefault(self.find(number), []).append(number)
        return tuple(tuple(its) for its in members.values())
