"""Which rules of the linter a brief switches off. What the rules are is in briefgen.lint."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from briefgen.config.fields import Misspelt, Strict
from briefgen.lint import IDS, IGNORABLE


def _rule(value: str) -> str:
    if value in IDS and value not in IGNORABLE:
        raise ValueError(f"the rule {value} cannot be ignored")
    if value not in IDS:
        raise Misspelt(f"no rule {value!r}; docs/lint.md lists them", value, IGNORABLE)
    return value


class LintConfig(Strict):
    """How the brief's linter is set."""

    ignore: tuple[Annotated[str, AfterValidator(_rule)], ...] = Field(
        (), strict=False, description="Rules that are not looked at: BG701 to BG721."
    )
