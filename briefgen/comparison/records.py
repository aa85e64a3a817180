"""The records of a comparison. A difference holds the facts themselves, so that whoever shows it can cite them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefgen.model import Fact

Kind = Literal["contradicted", "answered", "changed", "new", "withdrawn"]
KINDS: tuple[Kind, ...] = ("contradicted", "answered", "changed", "new", "withdrawn")
"""What can have become of a fact, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the later edition tells otherwise.

    before and now are its words then and now; was and fact the facts that they are told from.
    Each is None where the edition has nothing of the kind.
    """

    kind: Kind
    section: str
    before: str | None
    now: str | None
    was: Fact | None
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, the gravest kind first, and how many facts the two editions share."""

    differences: tuple[Difference, ...]
    same: int

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many differences there are of each kind, those of none left out."""
        counted = Counter(difference.kind for difference in self.differences)
        return {kind: counted[kind] for kind in KINDS if counted[kind]}
