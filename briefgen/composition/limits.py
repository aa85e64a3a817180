"""How much of each kind a brief shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How many items of each kind a brief shows; the rest stays in the facts."""

    key_points: int = 12
    stakeholders: int = 15
    statements: int = 14
    events: int = 14
    figures: int = 12
    stated_questions: int = 10
    gaps: int = 8
    answered: int = 8
    tensions: int = 5
    conflicts: int = 8
