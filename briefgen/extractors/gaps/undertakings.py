"""Gaps of what is under way or to come: plans, pledges, deployments, steps without a date, what was stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.gaps.gap import Gap, core, definite, lead_end, near
from briefgen.language.analysis import Analysis
from briefgen.language.asking import clean, is_plural, lower_first
from briefgen.language.clause_bounds import subject_before
from briefgen.language.expressions import Expression, any_of
from briefgen.model import Facts

# What is to come --------------------------------------------------------------------------------

_WILL = Expression(
    r"\b(?P<will>will|plans? to|is to|are to|intends? to|(?:is|are) (?:set|expected|planning|due) to)\s+(?P<verb>launch|release|open|begin|start|visit|hold|publish|introduce|resume|return|withdraw|"
    r"close|reopen|send|deliver|vote on|file|submit|join|leave|stop|end|move|replace|appeal|merge with|sell|buy|acquire|ban|lift|reduce|cut)\b(?P<rest>[^.;,:”\"]{3,220})",
)
_CONDITIONAL = Expression(r"\b(?:if|when|once|unless|would|whether|that)\b", re.IGNORECASE)


def undated_step(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A step is announced, and nothing near it says when."""
    text = analysis.document.text
    for match in _WILL.finditer(text, 0, lead_end(analysis, 4)):
        sentence = analysis.sentences[analysis.span(match.start(), match.end()).sentence]
        subject = subject_before(text, sentence.start, match.start())
        if (
            subject is None
            or "\n" in match.group()
            or _WHEN.search(near(analysis, sentence.index))
            or "“" in match.group()
            or text[sentence.start : match.start()].count('"') % 2
        ):
            continue
        who, rest = lower_first(clean(text[slice(*subject)])), clean(match.group("rest"))
        if (
            _CONDITIONAL.search(text, sentence.start, match.end())
            or len(who.split()) > 8
            or len(rest.split()) > 20
            or analysis.times_between(sentence.start, sentence.end)
        ):
            continue
        span = analysis.span(subject[0], match.start("rest") + len(match.group("rest").rstrip()))
        yield Gap(
            f"When will {who} {match.group('verb')} {rest}?",
            "missing detail",
            (span,),
            "gap.undated_step",
            "a step is announced without a date",
            5.0,
        )
        return


_STOPPED = Expression(
    r"\b(?P<be>was|were|has been|have been|had been)\s+(?P<done>delayed|postponed|cancelled|canceled|suspended|grounded|halted|called off)\b"
)
_REASON = any_of(
    r"reasons?|caus\w+|blam\w+|explain\w*|problems?|faults?|shortages?|weather|storms?|strikes?|fears?|concerns?|illness|injur\w+|technical|safety|threats?|crash\w*|volcan\w+"
)
_REASON_NEAR = any_of(r"because|due to|after|following|over|amid|as|while|pending|since|when|until|for|in order to")


def stopped(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Something is put off or called off, and no reason is given."""
    text = analysis.document.text
    match = _STOPPED.search(text, 0, lead_end(analysis, 4))
    if match is None or _REASON.search(text):
        return
    sentence = analysis.sentences[analysis.span(*match.span()).sentence]
    subject = subject_before(text, sentence.start, match.start())
    if subject is None or _REASON_NEAR.search(near(analysis, sentence.index, behind=0, ahead=2)):
        return
    thing = lower_first(clean(text[slice(*subject)]))
    span = analysis.span(subject[0], match.end())
    question = f"Why {'were' if is_plural(thing) else 'was'} {thing} {match.group('done')}?"
    yield Gap(
        question, "missing detail", (span,), "gap.stopped", "something is put off or called off without a reason", 5.4
    )


# Deployments -----------------------------------------------------------------------------------

_DEPLOYS = Expression(
    r"\b(?:deploy(?:s|ed|ing|ment)?|sen(?:ds?|t|ding))\s+(?:of\s+)?(?:[\w,-]+\s+){0,5}?(?P<what>military forces|troops|soldiers|peacekeepers|personnel|marines|warships?|paratroopers|military advis[eo]rs)\b",
    re.IGNORECASE,
)
_MANDATE = any_of(
    r"rules of engagement|command(?:ed)? (?:by|of)|under the command|jurisdiction|immunity|status of forces|mandate|unarmed|armed with|combat role|non-combat"
)
_END = any_of(r"cost(?:s|ing)?|budget|exit|until|withdraw\w*|for (?:\w+|\d+) (?:months|weeks|years|days)|rotation\w*")


def deployment(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Forces are sent: what they may do, what it costs and what would end it."""
    text = analysis.document.text
    match = _DEPLOYS.search(text, 0, lead_end(analysis, 2))
    if match is None:
        return
    span = analysis.span(*match.span())
    forces = clean(match.group("what")).lower()
    if not _MANDATE.search(text):
        question = f"May the {forces} take part in operations or only support them, are they armed, who commands them, and under whose jurisdiction?"
        yield Gap(
            question,
            "missing detail",
            (span,),
            "gap.mandate",
            "forces are sent, and their orders, command and status are not given",
            7.8,
        )
    if not _END.search(text, match.start(), lead_end(analysis, 8)):
        question = "What does the deployment cost, who pays, and what would end it?"
        yield Gap(
            question,
            "missing detail",
            (span,),
            "gap.deployment_end",
            "forces are sent, and neither cost nor end is given",
            4.8,
        )


# Plans -----------------------------------------------------------------------------------------

_PLANS = Expression(
    r"\b(?:plans?|intends?|proposes?|proposed|pledged|announced plans|agreed|set|wants?|hopes?|is|are|will)\s+(?:to\s+)?(?P<verb>build|construct|expand|install|replace|rebuild|modernise|modernize|upgrade)\s+"
    r"(?P<what>(?:an?|the|its|their|\d[\d,]*|new|more)\s[^.;,”\"“]{3,220})",
    re.IGNORECASE,
)
_COST = Expression(
    r"[$€£¥]|\b(?:million|billion|costs?|costing|price[sd]?|fund\w*|budget|financ\w+|free of charge|pa(?:y|id|ys)|invest\w*)\b",
    re.IGNORECASE,
)
_WHEN = Expression(
    r"\b(?:by|in|on|from|until|before|later|next|this|starting|beginning|within|during)\s+(?:the\s+)?(?:end of\s+|early\s+|late\s+|mid-?|first\s+|second\s+|third\s+|fourth\s+)*"
    r"(?:\d{4}|January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|fall|winter|weeks?|months?|years?|days?|quarter|decade|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    r"|\b(?:tomorrow|immediately|soon|deadline|schedul\w+|already|complet\w+|due)\b",
    re.IGNORECASE,
)


def plan(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Something is to be built or renewed, without a cost or a date."""
    text = analysis.document.text
    match = _PLANS.search(text, 0, lead_end(analysis, 4))
    if match is None:
        return
    index = analysis.span(match.start(), match.start("what") + 1).sentence
    unpriced, undated = not _COST.search(text), not _WHEN.search(near(analysis, index, ahead=3))
    if not unpriced and not undated:
        return
    what = definite(core(match.group("what")))
    parts = []
    if unpriced:
        parts.append(f"{'what' if undated else 'What'} will {what} cost, and who pays")
    if undated:
        parts.insert(0, f"When {'are' if is_plural(what) else 'is'} {what} to be ready")
    missing = " or ".join(([] if not undated else ["date"]) + ([] if not unpriced else ["cost"]))
    span = analysis.span(match.start(), match.start("what") + len(match.group("what").rstrip()))
    yield Gap(f"{', and '.join(parts)}?", "missing detail", (span,), "gap.plan", f"a plan without {missing}", 5.0)


_PLEDGE = Expression(
    r"\b(?:pledg(?:es?|ed|ing)|promis(?:es?|ed|ing)|donat(?:es?|ed|ing)|allocat(?:es?|ed|ing)|earmark(?:s|ed|ing)|commit(?:s|ted|ting))\s+(?:to\s+(?:provide|give|spend|invest)\s+)?(?:\w+\s+){0,3}?"
    r"(?P<what>(?:an additional |another |up to |more than |around |about |some )?(?:US|A|C)?[$€£]\s?\d[\d.,]*(?:\s?(?:million|billion|bn|m|thousand)\b)?)",
    re.IGNORECASE,
)
_SPREAD = Expression(
    r"\b(?:over (?:the )?(?:next|coming|\w+ (?:years|months))|per year|annual\w*|a year|by \d{4}|between \d{4}|conditions?|in return|provided that|this year|immediate\w*|financial year|until)\b",
    re.IGNORECASE,
)


def pledge(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Money is promised, without the time over which it is paid or its conditions."""
    match = _PLEDGE.search(analysis.document.text)
    if match is None:
        return
    span = analysis.span(*match.span("what"))
    if not _SPREAD.search(near(analysis, span.sentence)):
        question = f"Over what period and on what conditions will “{clean(span.quote)}” be paid?"
        yield Gap(
            question, "missing detail", (span,), "gap.pledge", "money is promised without period or conditions", 4.7
        )
