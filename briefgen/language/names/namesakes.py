"""A country and a state of the United States that share a name: Georgia."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.language.names.candidates import Candidate

_STATE = re.compile(
    r"\bGeorgia(?:['’]s)? (?:Gov(?:ernor\b|\.)|Lt\. Gov\.|Republicans?\b|Democrats?\b|(?:General )?Assembly\b|[Ll]egislature\b"
    r"|House\b|Senate\b|Secretary of State\b|Supreme Court\b|[Ss]tate\b|Bureau\b|Tech\b)"
    r"|\b(?:[Gg]overnor|Gov\.|U\.?S\.? state|state) of Georgia\b|\b(?:Atlanta|Savannah|Macon), Georgia\b|\bAtlanta\b"
)
_COUNTRY = re.compile(r"\bGeorgians?\b|\bTbilisi\b|\bBatumi\b|\bAbkhazia\b|\bSouth Ossetia\b")


def settle_georgia(candidates: Sequence[Candidate], text: str) -> None:
    """Make Georgia a place in the United States in a text that has its governor or its capital, and nothing of the country."""
    its = [c for c in candidates if c.country == "GE"]
    if not its or not _STATE.search(text) or _COUNTRY.search(text):
        return
    for candidate in its:
        candidate.country = "US"
        if candidate.kind == "government" and candidate.text == "Georgia":
            candidate.kind, candidate.sense = "place", "name"
