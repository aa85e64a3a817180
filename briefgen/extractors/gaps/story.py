"""Gaps by kind of story: what the table of expectations asks and the text does not answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.gaps.expectations import EXPECTATIONS
from briefgen.extractors.gaps.gap import Gap, definite, lead_end, near
from briefgen.language.analysis import Analysis
from briefgen.language.asking import clean, uncapitalised
from briefgen.language.expressions import Expression, any_of
from briefgen.model import Facts

_NOUNS = {
    "crashed": "crash", "crashes": "crash", "derailed": "derailment", "derails": "derailment", "collapsed": "collapse", "collapses": "collapse",
    "capsized": "capsizing", "capsize": "capsizing", "capsizes": "capsizing", "sank": "sinking", "sinks": "sinking",
    "kidnapped": "kidnapping", "kidnappers": "kidnapping", "abducted": "abduction", "abductors": "abduction", "hostage": "hostage-taking",
    "hostages": "hostage-taking", "hijacked": "hijacking", "hijackers": "hijacking", "pirates": "seizure",
}  # fmt: skip
_PLACE = Expression(
    r"\s(?:in|at|near|on|off)\s(?:the\s)?(?:[a-z]+ern\s|central\s|downtown\s)?[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,2}"
)


_IMPLIED = {"gap.motive": "gap.responsibility"}  # who nobody knows has no known motive
_OF_PERSON = frozenset({"gap.succession", "gap.departure_reason", "gap.death_cause", "gap.court_date"})
# What the text itself calls unknown is asked already.
_ASKED = {
    "gap.cause": any_of(r"cause|why|investigation"),
    "gap.motive": any_of(r"motive|purpose|why"),
    "gap.responsibility": any_of(r"responsible|behind|suspects?"),
    "gap.protest_demands": any_of(r"purpose|demands?"),
    "gap.death_cause": any_of(r"cause|how did"),
}


def _person(analysis: Analysis, match: re.Match[str]) -> str | None:
    """The person whose name ends where the trigger's does; None when it is no person's."""
    for mention in analysis.mentions_between(match.start("what"), match.end("what")):
        if (
            mention.end == match.end("what")
            and mention.entity >= 0
            and analysis.entities[mention.entity].kind == "person"
        ):
            return analysis.document.text[mention.start : mention.end]
    return None


def story(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """The questions that this kind of story raises and that the text does not answer; the first of each kind."""
    text, fired = analysis.document.text, set[str]()
    for expectation in EXPECTATIONS:
        end = lead_end(analysis, expectation.sentences)
        match = expectation.trigger.search(text, 0, end)
        if match is None or expectation.answered.search(text) or _IMPLIED.get(expectation.rule) in fired:
            continue
        if expectation.setting is not None and not expectation.setting.search(text, 0, end):
            continue
        if expectation.rule in _ASKED and any(
            _ASKED[expectation.rule].search(q.question) for q in found.open_questions
        ):
            continue
        named = _person(analysis, match) if expectation.rule in _OF_PERSON else _named(text, match)
        if not named:
            continue
        span = analysis.span(*(match.span("what") if match.group("what") else match.span()))
        if expectation.answered_near is not None and expectation.answered_near.search(
            near(analysis, span.sentence, ahead=2)
        ):
            continue
        question = expectation.question.format(
            what=named,
            definite=definite(match.group("what") or ""),
            arrested="arrested",
            takeover=_takeover(match),
            departs=_departs(match, named),
        )
        fired.add(expectation.rule)
        yield Gap(question, expectation.kind, (span,), expectation.rule, expectation.why, expectation.weight)


_DEPARTS = {
    "quit": "quit",
    "resign": "resign",
    "step": "step down",
    "has": "leave",
    "withdr": "withdraw",
    "pull": "pull out",
    "announced": "announce it",
}


def _departs(match: re.Match[str], who: str) -> str:
    """ "did X resign", "was X dismissed": what the text says of the departure, as a question goes on."""
    said = match.group()[len(match.group("what") or "") :]
    dismissed = re.search(r"was (fired|sacked|dismissed|ousted)", said)
    if dismissed:
        return f"was {who} {dismissed.group(1)}"
    verb = next((verb for start, verb in _DEPARTS.items() if re.search(rf"\b{start}", said)), "leave")
    return f"did {who} {verb}"


def _takeover(match: re.Match[str]) -> str:
    """The change of owner as a noun."""
    what = (match.group("what") or "").lower()
    return (
        what
        if what in ("takeover", "acquisition", "merger", "buyout")
        else "sale"
        if what.startswith("sell")
        else "purchase"
    )


def _named(text: str, match: re.Match[str]) -> str:
    """The thing as a noun, with the place that follows it."""
    what = clean(match.group("what") or match.group())
    last = what.split()[-1]
    noun = _NOUNS.get(last.lower())
    named = " ".join([*what.split()[:-1], noun]) if noun else what
    if named[:1].isupper() and not any(w[:1].isupper() for w in named.split()[1:]):
        named = (
            uncapitalised(named)
            if match.start("what") == 0 or text[match.start("what") - 2 : match.start("what")] in (". ", "\n\n")
            else named
        )
    place = _PLACE.match(text, match.end("what")) if match.group("what") and not noun else None
    return named + (clean(" ".join(place.group().split()))).join((" ", "")) if place else named
