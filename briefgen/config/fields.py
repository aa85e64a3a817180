"""What fields of briefs.yaml are made of: strict models, dates, texts, names. What the fields are is in the files beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from briefgen import naming

Marking = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]


class Misspelt(ValueError):
    """A word that is none of those known; the nearest of them becomes the hint."""

    def __init__(self, message: str, word: str, known: Sequence[str]) -> None:
        super().__init__(message)
        self.word, self.known = word, known


def _date(value: object) -> object:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a date; write YYYY-MM-DD") from None
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value


def _naming(value: str) -> str:
    naming.parse(value)
    return value


Date = Annotated[dt.date, BeforeValidator(_date)]
Text = Annotated[str, AfterValidator(_not_blank)]
Naming = Annotated[str, AfterValidator(_naming)]


class Strict(BaseModel):
    """A mapping of briefs.yaml: no key beyond those named, no value bent into another type, nothing changed later."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")
