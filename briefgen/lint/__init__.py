"""The brief's linter: what a careful editor would send back. The rules and their severity are listed here, each is a function beside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.errors import Problem, Severity

if TYPE_CHECKING:
    from briefgen.model import Brief


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, how grave a breach is, what it asks for, and whether briefs.yaml may switch it off."""

    id: str
    severity: Severity
    asks: str
    may_be_ignored: bool = True


CATALOGUE: tuple[Rule, ...] = (
    Rule("BG701", "warning", "the bottom line has at most 70 words"),
    Rule("BG702", "error", "every line that states something cites a sentence"),
    Rule("BG703", "error", "words of doubt and attribution are kept"),
    Rule("BG704", "warning", "a likelihood and a level of confidence do not share a sentence (ICD 203)"),
    Rule("BG705", "warning", "TLP labels are written as TLP 2.0 writes them"),
    Rule("BG706", "error", "the marking stands at the head and the foot of the page", may_be_ignored=False),
    Rule("BG707", "warning", "headings begin with one of level 1 and leave no level out"),
    Rule("BG708", "error", "every number of a line stands in what the line cites"),
    Rule("BG709", "error", "every quote is its source's text, character for character"),
    Rule("BG710", "note", "a person who acts or speaks has a role"),
    Rule("BG711", "warning", "a time that is not fixed says why"),
    Rule("BG712", "error", "a derived line names its rule"),
    Rule("BG713", "error", "every mark and every link of the page leads somewhere"),
    Rule("BG714", "error", "a cited sentence links back to the lines that cite it"),
    Rule("BG715", "warning", "the title has at most 120 characters"),
    Rule("BG716", "warning", "no two key points say the same"),
    Rule("BG717", "warning", "the page passes over no line of the bottom line and no key point"),
    Rule("BG718", "error", "what the page states has its mark behind it"),
    Rule("BG719", "error", "a conflict has two sides or more, and each value stands in what its side cites"),
    Rule("BG720", "error", "a page that shows one side of a conflict shows the others"),
    Rule("BG721", "error", "a line is carried by no more sources than it cites and than there are"),
)
IDS = tuple(rule.id for rule in CATALOGUE)
IGNORABLE = tuple(rule.id for rule in CATALOGUE if rule.may_be_ignored)


def lint(
    brief: Brief, *, markdown: str = "", html: str = "", ignore: Collection[str] = (), name: str | None = None
) -> tuple[Problem, ...]:
    """What the rules find in a brief and in the pages made of it, in the order of the catalogue.

    markdown and html are the whole pages, "" where there is none: then what can only be seen on a
    page is not looked at. name is the brief's, as the file of each problem.
    """
    from briefgen.lint.page import read
    from briefgen.lint.table import TABLE

    page = read(brief, markdown, html)
    return tuple(
        Problem(rule.id, message, rule.severity, name)
        for rule in CATALOGUE
        if rule.id not in ignore or not rule.may_be_ignored
        for message in TABLE[rule.id](page)
    )
