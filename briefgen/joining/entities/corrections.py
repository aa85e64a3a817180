"""What a person says about names in briefs.yaml: who is the same, who is not, and what of it does not fit the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from briefgen.errors import Problem
from briefgen.joining.entities.actors import Actor
from briefgen.language.names.forms import folded
from briefgen.language.names.titles import title_words


@dataclass(frozen=True, slots=True)
class NameRules:
    """same holds a name to print and the other names of the same actor; different names that are not one actor's."""

    same: tuple[tuple[str, tuple[str, ...]], ...] = ()
    different: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.same or self.different)

    @property
    def given(self) -> tuple[str, ...]:
        """The names to print."""
        return tuple(name for name, _ in self.same)


class Directory:
    """The actors by every name that a person may write for them."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._by_name: dict[str, list[Actor]] = {}
        self._by_alias: dict[str, list[Actor]] = {}
        for actor in actors:
            self._by_name.setdefault(_key(actor.stakeholder.name), []).append(actor)
            for name in dict.fromkeys(_key(name) for name in (actor.stakeholder.name, *_called(actor))):
                self._by_alias.setdefault(name, []).append(actor)

    def find(self, name: str) -> Sequence[Actor]:
        """Who bears this name: as the name to print of a document, else as one of its names, with or without a title."""
        words = _key(name).split()
        forms = (" ".join(words), " ".join(words[title_words(words) :]))
        tried = (table.get(form) for form in forms for table in (self._by_name, self._by_alias))
        return next((found for found in tried if found), [])

    def names(self) -> list[str]:
        """All names that find somebody, as the documents have them."""
        every = (n for its in self._by_alias.values() for a in its for n in (a.stakeholder.name, *_called(a)))
        return list(dict.fromkeys(every))


def _key(name: str) -> str:
    return folded(name).replace("-", " ")


def _called(actor: Actor) -> Iterator[str]:
    return (alias.name for alias in actor.stakeholder.aliases if alias.sense in ("name", "government"))


def unions(rules: NameRules, directory: Directory) -> Iterator[Sequence[Actor]]:
    """The actors that a person says are the same."""
    for name, others in rules.same:
        yield [actor for one in (name, *others) for actor in directory.find(one)]


def separations(rules: NameRules, directory: Directory) -> Iterator[tuple[int, int]]:
    """The pairs of actors that a person says are not the same."""
    for names in rules.different:
        for one, other in combinations(names, 2):
            for first, second in product(directory.find(one), directory.find(other)):
                if first.number != second.number:
                    yield first.number, second.number


def problems(rules: NameRules, directory: Directory) -> tuple[Problem, ...]:
    """What of the rules does nothing: names that no document has, and names that cannot be told apart."""
    unknown = (_unknown(name, directory) for name in _all_names(rules) if not directory.find(name))
    return (*unknown, *_contradictions(rules), *_inseparable(rules, directory))


def _all_names(rules: NameRules) -> dict[str, None]:
    written = [name for one, others in rules.same for name in (one, *others)]
    return dict.fromkeys([*written, *(name for names in rules.different for name in names)])


def _unknown(name: str, directory: Directory) -> Problem:
    from rapidfuzz import process

    best = process.extractOne(name, directory.names(), score_cutoff=60)
    hint = f"did you mean {best[0]!r}?" if best else "no stakeholder of these documents is called so"
    return Problem("BG250", f"aliases: nobody is called {name!r}", "warning", hint=hint)


def _contradictions(rules: NameRules) -> Iterator[Problem]:
    """Names that are said to be the same and not to be."""
    sets = [frozenset(folded(name) for name in (one, *others)) for one, others in rules.same]
    for names in rules.different:
        for one, other in combinations(names, 2):
            if any({folded(one), folded(other)} <= same for same in sets):
                message = f"{one!r} and {other!r} are the same under aliases and stand under not_same; they stay apart"
                yield Problem("BG251", message, "warning", hint="take one of the two out")


def _inseparable(rules: NameRules, directory: Directory) -> Iterator[Problem]:
    for names in rules.different:
        for one, other in combinations(names, 2):
            both = _numbers(directory.find(one)) & _numbers(directory.find(other))
            if both:
                message = f"{one!r} and {other!r} are one and the same within a document and stay so there"
                yield Problem("BG252", message, "warning")


def _numbers(actors: Iterable[Actor]) -> set[int]:
    return {actor.number for actor in actors}
