"""The record of one quantity. How one is found stands in the modules beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Comparator = Literal["=", ">=", "<=", ">", "<", "~", "range"]
Status = Literal["given", "undisclosed", "vague"]
Change = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity, start..end with its comparator, the noun it counts and its rate; value is exact in its unit.

    stated_start..stated_end is the quantity alone ("more than 3,000"), what it counts left out.
    A share is a value and a unit that names the whole: "two-thirds" is 2 with the unit "in 3".
    change tells that the quantity is how far something rose or fell. per is the base of a rate
    ("day", "100,000"), period the base where it is a time.
    """

    start: int
    end: int
    sentence: int
    stated_start: int
    stated_end: int
    status: Status
    rule: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator = "="
    unit: str | None = None
    counts: str | None = None
    period: str | None = None
    change: Change | None = None
