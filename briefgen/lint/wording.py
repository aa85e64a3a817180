"""Rules about words: length, hedges, likelihood, numbers, repetition, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefgen.grounding import Claim, check_hedges, check_numbers, line_claim
from briefgen.lint.page import Page, flat, lines, stated
from briefgen.model import Line

MOST_WORDS = 70
MOST_TITLE = 120
_ALIKE = 0.8  # share of the words of content of the shorter key point that the other has too
_TELLING = 5  # words of content below which two points may be alike by chance
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_LIKELIHOOD = re.compile(
    r"\b(?:almost (?:no chance|certain(?:ly)?)|nearly certain|remote|(?:highly |very )?(?:un)?likely|(?:highly )?(?:im)?probabl[ey]|"
    r"roughly even (?:chance|odds))\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"\b(?:(?:high|moderate|medium|low) confidence|confidence (?:is|was|level)|highly confident)\b", re.IGNORECASE
)
_CONTENT = re.compile(r"[^\W_]{4,}|\d+")


def bluf_length(page: Page) -> Iterator[str]:
    """BG701: 70 words are what a busy reader takes in at a glance."""
    count = sum(len(line.text.split()) for line in page.brief.bluf)
    if count > MOST_WORDS:
        yield f"the bottom line has {count} words; {MOST_WORDS} are the most"


def hedges(page: Page) -> Iterator[str]:
    """BG703: "suspected" may not become a fact on its way onto the page."""
    for section, line in stated(page.brief):
        if line.basis == "stated" and line.spans and (fault := check_hedges(_claim(line))) is not None:
            yield f"{section}: {fault}: {_shown(line)}"


def likelihood(page: Page) -> Iterator[str]:
    """BG704: "likely, with high confidence" says two things at once. What is quoted word for word is not the brief's own."""
    quoted = {entry.line.anchor for entry in page.brief.statements if entry.mode == "direct"}
    for section, line in lines(page.brief):
        for sentence in _SENTENCE.findall(line.text):
            if line.anchor not in quoted and _LIKELIHOOD.search(sentence) and _CONFIDENCE.search(sentence):
                yield f"{section}: a likelihood and a confidence in one sentence: {_shown(line)}"


def numbers(page: Page) -> Iterator[str]:
    """BG708: a number that nothing cited gives is an invented one."""
    for section, line in stated(page.brief):
        if line.basis == "stated" and line.spans and (fault := check_numbers(_claim(line))) is not None:
            yield f"{section}: {fault}: {_shown(line)}"


def title(page: Page) -> Iterator[str]:
    """BG715: a title that runs over three lines is a summary."""
    if len(page.brief.title) > MOST_TITLE:
        yield f"the title has {len(page.brief.title)} characters; {MOST_TITLE} are the most"


def repeated(page: Page) -> Iterator[str]:
    """BG716: a point that is there twice takes the place of another."""
    points = [(line, set(map(str.lower, _CONTENT.findall(line.text)))) for line in page.brief.key_points]
    for i, (line, words) in enumerate(points):
        for other, others in points[:i]:
            shorter = min(len(words), len(others))
            if shorter >= _TELLING and len(words & others) > _ALIKE * shorter:
                yield f"{line.anchor} says much the same as {other.anchor}: {_shown(line)}"


def _claim(line: Line) -> Claim:
    return replace(line_claim(line), text=flat(line.text))


def _shown(line: Line) -> str:
    return flat(line.text)[:80]
