"""The page budget: which items of a brief give way, in which order, until it keeps to its pages. How pages are set is not known here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from briefgen.composition.edition import sealed
from briefgen.model import (
    AnsweredQuestion,
    Brief,
    ConflictEntry,
    Line,
    StakeholderEntry,
    StatementEntry,
    TensionEntry,
    TimelineEntry,
)

STORY = frozenset({"key point", "question", "gap", "answered", "conflict"})
_SECTIONS = {
    "key point": "key_points", "question": "stated_questions", "gap": "gaps", "stakeholder": "stakeholders",
    "statement": "statements", "event": "timeline", "figure": "figures", "side by side": "tensions",
    "conflict": "conflicts", "answered": "answered",
}  # fmt: skip
_LEAST = {
    "key point": 3,
    "question": 1,
    "gap": 1,
    "stakeholder": 2,
    "statement": 1,
    "event": 1,
    "figure": 1,
    "conflict": 1,
}
_LASTING = {
    "key point": 1.5,
    "conflict": 1.5,
    "gap": 1.2,
    "question": 1.2,
}  # how much longer than others their items stay
_RANKED = frozenset(
    {"key point", "question", "gap", "stakeholder", "side by side", "conflict", "answered"}
)  # in the order of their weight


@dataclass(frozen=True, slots=True)
class Item:
    """What can be left out of a brief as one: an entry of a section, by its anchor, and the lines that go with it."""

    section: str
    anchor: str
    lines: tuple[Line, ...]


class Paged(Protocol):
    """A rendered brief that knows how many pages come before the annex."""

    @property
    def body_pages(self) -> int: ...


T = TypeVar("T", bound=Paged)


@dataclass(frozen=True, slots=True)
class Fitted(Generic[T]):
    """A brief that was made to fit, how it was rendered, what was left out, and after how many renders."""

    brief: Brief
    rendered: T
    left_out: tuple[Item, ...]
    renders: int


def meet(brief: Brief, render: Callable[[Brief], T], most: int | None) -> Fitted[T]:
    """Leave out as few of the lowest-ranked items as it takes to keep to so many pages before the annex.

    What is told on the first page stays if leaving out the rest is enough. Each order is searched by halves:
    for n items that can go at most 3 + log2(n) renders. Where nothing helps, all of them are left out.
    """
    search = _Search(brief, render)
    whole = search.tried(())
    if most is None or whole.body_pages <= most:
        return search.result(())
    everything = droppable(brief)
    for order in (tuple(i for i in everything if i.section not in STORY), everything):
        if order and search.tried(order).body_pages <= most:
            return search.result(order[: search.fewest(order, most)])
    return search.result(everything)


class _Search(Generic[T]):
    """Renders briefs with some items left out and remembers each, so that none is rendered twice."""

    def __init__(self, brief: Brief, render: Callable[[Brief], T]) -> None:
        self.brief = brief
        self.render = render
        self.known: dict[tuple[Item, ...], tuple[Brief, T]] = {}

    def tried(self, items: tuple[Item, ...]) -> T:
        if items not in self.known:
            shorter = without(self.brief, items)
            self.known[items] = shorter, self.render(shorter)
        return self.known[items][1]

    def fewest(self, order: tuple[Item, ...], most: int) -> int:
        """The least number of items from the head of an order that is known to fit as a whole."""
        low, high = 1, len(order)
        while low < high:
            middle = (low + high) // 2
            if self.tried(order[:middle]).body_pages <= most:
                high = middle
            else:
                low = middle + 1
        return high

    def result(self, items: tuple[Item, ...]) -> Fitted[T]:
        rendered = self.tried(items)
        return Fitted(self.known[items][0], rendered, items, len(self.known))


def without(brief: Brief, items: Sequence[Item]) -> Brief:
    """The brief without these items; their lines are listed in left_out, where the annex shows them with their anchors."""
    if not items:
        return brief
    gone = {(item.section, item.anchor) for item in items}
    kept: dict[str, Any] = {
        field: tuple(entry for entry in getattr(brief, field) if (section, _anchor(entry)) not in gone)
        for section, field in _SECTIONS.items()
    }
    shown = {entry.line.anchor for entry in kept["timeline"]}
    undated = tuple(line for line in brief.undated if line.anchor in shown)
    lines = tuple(replace(line, kind=item.section) for item in items for line in item.lines)
    return sealed(replace(brief, **kept, undated=undated, left_out=(*brief.left_out, *lines)))


def droppable(brief: Brief) -> tuple[Item, ...]:
    """The items that may give way, the first to go first.

    A section loses its lowest-ranked item, in turn the section that has most left of what it had; each keeps
    a least number, so that no kind of fact goes unmentioned before the others have shrunk.
    """
    waiting = {section: _items(brief, section) for section in _SECTIONS}
    had = {section: len(items) for section, items in waiting.items()}
    order: list[Item] = []
    while True:
        left = {s: len(items) for s, items in waiting.items() if len(items) > _LEAST.get(s, 0)}
        if not left:
            return tuple(order)
        section = max(left, key=lambda s: left[s] / had[s] / _LASTING.get(s, 1.0))
        order.append(waiting[section].pop())


def _items(brief: Brief, section: str) -> list[Item]:
    """The entries of a section, the highest-ranked first.

    Those that the brief lists in another order rank as the first key point that rests on the same sentence.
    """
    items = [Item(section, _anchor(entry), _lines(entry)) for entry in getattr(brief, _SECTIONS[section])]
    if section in _RANKED:
        return items
    weight: dict[str, int] = {}
    for rank, point in enumerate(brief.key_points):
        for mark in point.marks:
            weight.setdefault(mark, rank)
    last = len(brief.key_points)
    return sorted(
        items, key=lambda item: min((weight.get(m, last) for line in item.lines for m in line.marks), default=last)
    )


def _anchor(entry: object) -> str:
    if isinstance(entry, (Line, StakeholderEntry, TensionEntry, ConflictEntry)):
        return entry.anchor
    if isinstance(entry, AnsweredQuestion):
        return entry.question.anchor
    line: Line = entry.line  # type: ignore[attr-defined]
    return line.anchor


def _lines(entry: object) -> tuple[Line, ...]:
    """All lines of an entry, so that each anchor which a sentence of the annex leads back to is still on the page."""
    if isinstance(entry, Line):
        return (entry,)
    if isinstance(entry, StakeholderEntry):
        name = Line(text=entry.name, spans=(), marks=entry.marks, anchor=entry.anchor)
        return (name, *entry.roles, *entry.position, *entry.did)
    if isinstance(entry, TensionEntry):
        return entry.sides
    if isinstance(entry, ConflictEntry):
        return tuple(replace(side.line, note=side.speaker) for side in entry.sides)
    if isinstance(entry, AnsweredQuestion):
        return (entry.question, *entry.answers)
    line: Line = entry.line  # type: ignore[attr-defined]
    if isinstance(entry, StatementEntry):
        return (replace(line, note=" ".join(filter(None, [entry.speaker, entry.cue]))),)
    if isinstance(entry, TimelineEntry):
        return (line, *(dating.line for dating in entry.also_dated))
    return (line,)
