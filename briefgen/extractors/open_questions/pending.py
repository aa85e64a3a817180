"""Questions that wait for an outcome: inquiries, rulings, decisions and steps that have not been taken yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.open_questions.finding import Finding, said_by_source
from briefgen.language.asking import ask, clean, is_plural, lower_first
from briefgen.language.clause_bounds import QUESTION_FOLLOWS, clause_end, subject_before, trimmed_end
from briefgen.language.expressions import Expression

_SEEKING = Expression(
    r"\b(?P<cue>(?:trying|try|tries|tried|seeking|working|hoping|need|needs|have|has|up to \w+(?: \w+)?)\s+to\s+"
    r"(?:determine|establish|find out|ascertain|decide|investigate|examine|clarify|figure out)|"
    r"to (?:determine|establish|ascertain|investigate|examine)(?=\s+(?:whether|if)\b)|"
    r"(?:is|are|was|were|will be)\s+(?:still\s+|currently\s+|also\s+)?(?:investigating|looking into|examining|considering|weighing|deciding|debating|"
    r"reviewing)|seeking answers (?:to|on|about)|will (?:decide|determine))"
    rf"\s+(?:exactly\s+)?{QUESTION_FOLLOWS}",
    re.IGNORECASE,
)
_INVESTIGATED = Expression(
    r"\b(?:is|are|was|were|remains?|remained|has been|have been)\s+(?:now\s+|still\s+|currently\s+|also\s+)?"
    r"(?P<state>under\s+(?P<noun>investigation|review|consideration|inquiry|appeal|negotiation|discussion)|being\s+(?P<verb>investigated|reviewed|considered|appealed|negotiated|assessed|examined))\b",
    re.IGNORECASE,
)
_INVESTIGATING = Expression(
    r"\b(?:is|are|was|were|will be)\s+(?:still\s+|currently\s+|now\s+|also\s+)?(?:investigating|looking into|examining)\s+(?P<what>the (?:cause|causes|circumstances|origin|reason|reasons|motive|source|incident|crash|accident|attack|fire|explosion|death|deaths|matter|shooting|allegations?|claims?)\b[^.;,”]{0,220})",
    re.IGNORECASE,
)
_YET_TO = Expression(
    r"\b(?P<have>has|have|is|are)\s+(?:still\s+)?yet to\s+(?P<verb>(?!say|comment|respond|disclose|specify)\w+)(?P<rest>[^.;,”]{0,220})",
    re.IGNORECASE,
)
_AWAITING = Expression(
    r"\b(?:is|are|was|were)\s+(?:still\s+|currently\s+|now\s+)?(?:awaiting|waiting for|pending)\s+(?P<what>(?:an?\s|the\s|its\s|their\s|his\s|her\s|final\s|further\s|government\s|official\s|formal\s)*"
    r"(?:[\w-]+\s)?(?P<noun>decision|ruling|verdict|results?|approval|sentence|sentencing|response|answer|permission|confirmation|outcome|judgment|extradition|trial)\b(?P<rest>[^.;,”]{0,220}))",
    re.IGNORECASE,
)
_EXPECTED = Expression(
    r"\b(?:is|are)\s+(?:still\s+)?(?:expected|due|scheduled|set)\s+to\s+(?P<verb>rule|decide|vote)\b(?P<rest>\s+(?:on|about|whether|over|in favou?r of)\s[^.;,”]{3,220})?",
    re.IGNORECASE,
)
_DEBATED = Expression(
    r"\b(?:is|are)\s+(?:still\s+|currently\s+|now\s+)?(?:debating|considering|discussing|weighing)\s+(?:an?|the)\s+(?P<what>(?:[\w-]+\s+){0,3}?(?P<noun>bill|motion|resolution|law|proposal|plan|ban)\b[^.;,”]{0,220})"
)
_CAUSE = Expression(
    r"^(?:the\s+)?(?:exact\s+)?(?:causes?|reasons?|motives?|origins?|sources?|circumstances)\b", re.IGNORECASE
)
_RESULT = {
    "investigation": "find",
    "review": "conclude",
    "inquiry": "find",
    "consideration": "lead to",
    "discussion": "lead to",
}
_ACTION = {
    "investigated": "investigation", "reviewed": "review", "considered": "consideration", "assessed": "assessment",
    "examined": "examination", "appealed": "appeal", "negotiated": "negotiation",
}  # fmt: skip


WORDS = frozenset(
    "determine establish find ascertain decide investigate examine clarify figure investigating looking examining considering weighing deciding debating "
    "reviewing discussing seeking under being yet awaiting waiting pending expected due scheduled set".split()
)  # a sentence without any of them raises none of these questions


def pending(text: str, start: int, end: int) -> Iterator[Finding]:
    """The questions of one sentence that it reports as waiting for an outcome. A bare "investigation" is none."""
    yield from _sought(text, start, end)
    yield from _investigated(text, start, end)
    yield from _steps(text, start, end)


def _sought(text: str, start: int, end: int) -> Iterator[Finding]:
    """ "Prosecutors are trying to determine whether …", "is considering whether to …"."""
    for match in _SEEKING.finditer(text, start, end):
        if re.search(r"\b(?:I|[Ww]e|[Yy]ou)\b", text[max(start, match.start() - 12) : match.start()]) and not text[
            match.end() :
        ].startswith(("what it", "whether the", "how the", "who ")):
            continue
        stop = clause_end(text, match.end(), end)
        clause = clean(text[match.end() : stop])
        choice = re.match(r"whether(?: or not)? to (?P<do>.+)", clause)
        if choice:
            subject = subject_before(text, start, match.start())
            question = f"Will {lower_first(clean(text[slice(*subject)]))} {choice.group('do')}?" if subject else None
        else:
            subject = subject_before(text, start, match.start()) if re.search(r"\bthey\b", clause) else None
            they = lower_first(clean(text[slice(*subject)])) if subject else ""
            question = ask(clause, they if is_plural(they) else "")
        if question:
            yield Finding(question, "pending", match.start(), stop, "questions.sought", said_by_source(match))


def _investigated(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in _INVESTIGATED.finditer(text, start, end):
        subject = subject_before(text, start, match.start())
        if subject is None:
            continue
        thing = lower_first(clean(text[slice(*subject)]))
        question = ask(thing) if _CAUSE.match(thing) else _outcome(thing, match)
        if question:
            yield Finding(question, "pending", subject[0], match.end(), "questions.under_review", said_by_source(match))
    for match in _INVESTIGATING.finditer(text, start, end):
        what = lower_first(clean(match.group("what")))
        question = ask(what) if _CAUSE.match(what) else f"What will the investigation of {what} find?"
        if question:
            yield Finding(
                question,
                "pending",
                match.start(),
                trimmed_end(text, match.start(), match.end()),
                "questions.under_review",
                said_by_source(match),
            )


def _outcome(thing: str, match: re.Match[str]) -> str:
    noun = (match.group("noun") or _ACTION[match.group("verb").lower()]).lower()
    if noun in _RESULT:
        return f"What will the {noun} of {thing} {_RESULT[noun]}?"
    return f"How will the {noun} of {thing} end?"


def _steps(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in _YET_TO.finditer(text, start, end):
        subject = subject_before(text, start, match.start())
        if subject is not None:
            thing = lower_first(clean(text[slice(*subject)]))
            question = f"Will {thing} {match.group('verb')}{_rest(match.group('rest'))}, and when?"
            yield Finding(
                question,
                "pending",
                subject[0],
                trimmed_end(text, match.start(), match.end()),
                "questions.yet_to",
                said_by_source(match),
            )
    for match in _AWAITING.finditer(text, start, end):
        what = re.sub(r"^(?:an?|its|their|his|her)\s", "the ", lower_first(clean(match.group("what"))))
        what = what if what.startswith("the ") else f"the {what}"
        what = re.sub(r"^the (?=approval|permission|confirmation)", "", what)
        granted = match.group("noun").lower() in ("approval", "permission", "confirmation", "extradition")
        question = f"Will {what} be given?" if granted else f"What {'are' if is_plural(what) else 'is'} {what}?"
        yield Finding(
            question,
            "pending",
            match.start(),
            trimmed_end(text, match.start(), match.end()),
            "questions.awaited",
            said_by_source(match),
        )
    for match in _DEBATED.finditer(text, start, end):
        subject = subject_before(text, start, match.start())
        if subject is not None:
            thing = lower_first(clean(text[slice(*subject)]))
            verb = "adopt" if match.group("noun") in ("proposal", "plan", "ban") else "pass"
            question = f"Will {thing} {verb} the {clean(match.group('what'))}?"
            yield Finding(
                question,
                "pending",
                subject[0],
                trimmed_end(text, match.start(), match.end()),
                "questions.debated",
                said_by_source(match),
            )
    for match in _EXPECTED.finditer(text, start, end):
        subject = subject_before(text, start, match.start())
        if subject is not None:
            thing = lower_first(clean(text[slice(*subject)]))
            question = f"How will {thing} {match.group('verb')}{_rest(match.group('rest'))}?"
            yield Finding(
                question,
                "pending",
                subject[0],
                trimmed_end(text, match.start(), match.end()),
                "questions.expected",
                said_by_source(match),
            )


def _rest(phrase: str | None) -> str:
    return f" {clean(phrase)}" if phrase and clean(phrase) else ""
