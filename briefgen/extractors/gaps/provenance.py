"""Gaps about where things come from: the document, its unnamed sources, what only one side claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.gaps.gap import Gap, in_sentence, near, short
from briefgen.language.analysis import Analysis
from briefgen.language.asking import clean, is_plural, uncapitalised
from briefgen.language.expressions import Expression
from briefgen.model import Facts


def metadata(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A source without date or publisher cannot be graded."""
    document = analysis.document
    labels = (
        ("publication date", document.published.date),
        ("publisher", document.publisher),
        ("author", document.author),
        ("headline", document.title),
    )
    missing = [label for label, value in labels if value is None]
    undated, unpublished = "publication date" in missing, "publisher" in missing
    if not undated and not unpublished:
        return
    listed = ", ".join(missing[:-1]) + (" or " if len(missing) > 1 else "") + missing[-1]
    why = f"the file gives no {listed}; its currency and reliability cannot be judged"
    first = (analysis.sentence_span(0),) if analysis.sentences else ()
    question = (
        "Who published this, and when?"
        if undated and unpublished
        else "When was this published?"
        if undated
        else "Who published this?"
    )
    yield Gap(question, "metadata", first, "gap.metadata", why, 6.6)


# Unnamed sources -------------------------------------------------------------------------------

_UNNAMED = Expression(
    r"\b(?P<what>(?:(?:unnamed|anonymous|unidentified|several|some|many|other|industry|diplomatic|security|intelligence|military|government|police|"
    r"company|media|senior|well-placed|local|hospital|[A-Z][\w-]+)\s+){0,3}(?:sources|insiders|observers|experts|analysts|critics|commentators|pundits|opponents|skeptics|sceptics|[Pp]eople (?=familiar|close|briefed|with knowledge))"
    r"(?:\s+(?:close to|familiar with|of|within|at|in|inside|with)\s+(?:the\s+)?[\w’-]+(?:\s+[A-Z][\w’-]+)?)?"
    r"|(?:an?|one)\s+(?:(?:unnamed|anonymous|unidentified|senior|top|US|American|British|government|military|security|intelligence|police)\s+)*(?:source|insider|official)(?:\s+(?:close to|familiar with)\s+[\w’ -]{3,30}?)?)"
    r"(?:,? (?:speaking|who spoke) [^,.]{3,60},)?\s+(?P<says>(?:have |has |had )?(?:say|says|said|suggest(?:s|ed)?|claim(?:s|ed)?|indicate[sd]?|believe[sd]?|argue[sd]?|warn(?:s|ed)?|told|speculate[sd]?|predict(?:s|ed)?|think|estimate[sd]?))\b",
)
_NAMING = Expression(r"\b(?:such as|including|like|among them|from|with|at) (?:the )?[A-Z]")


def unnamed_source(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """Somebody is cited who has no name: "sources say", "some observers have suggested"."""
    text = analysis.document.text
    for match in _UNNAMED.finditer(text):
        index = analysis.span(match.start(), match.end()).sentence
        sentence = analysis.sentences[index]
        if _NAMING.search(text[match.start("what") : match.end()]) or text[
            max(0, match.start() - 12) : match.start()
        ].rstrip().endswith(("such as", "like", "to")):
            continue
        following = {s.attribution.speaker for s in found.statements if s.content.sentence == index + 1}
        if any(speaker and speaker[:1].isupper() for speaker in following) and re.search(
            r"critics|experts|analysts|opponents", match.group("what")
        ):
            continue
        what = clean(match.group("what"))
        span = analysis.span(
            match.start("what"), min(match.end() + _tail(text, match.end(), sentence.end), sentence.end)
        )
        said = short(clean(text[match.start("says") : span.end]), 16)
        verb = "are" if is_plural(what.split(" of ")[0]) else "is"
        who = re.sub(r"^(?:(?:an?|the|one|some|several|many|other)\s+)+", "", what, flags=re.IGNORECASE)
        who = uncapitalised(who) if who.split()[0].lower() in _ORDINARY else who
        confirm = (
            ", and does anybody confirm it on the record"
            if re.search(r"sources?|insiders?|official", what, re.IGNORECASE)
            else ""
        )
        saying = f"that “{said}”" if len(said.split()) > 3 else "cited for this"
        question = f"Who {verb} the “{who}” {saying}{confirm}?"
        yield Gap(question, "unnamed", (span,), "gap.unnamed_source", "cited without a name", 5.4)
        return


_ORDINARY = frozenset(
    "sources critics experts analysts observers industry diplomatic security intelligence military government police media senior local opponents insiders commentators unnamed anonymous official".split()
)


def _tail(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[,;.”\"](?:\s|$)").search(text, start + 3, end)
    return (stop.start() if stop else end) - start


# Claims of one side ----------------------------------------------------------------------------

_CLAIMED = Expression(
    r"\b(?P<what>(?:destroyed|destroying|liberated|liberating|captured|capturing|cleared|neutrali[sz]ed|eliminated|shot down|retaken|recaptured)\s+"
    r"(?:at least |more than |over |about |around |some |nearly |up to )?\d[\d,]*(?: to \d+)?\s+(?:square \w+|(?:[\w-]+\s){0,2}?[\w-]+s)\b"
    r"|(?:killed|killing)\s+(?:[\w-]+\s){0,3}?\d[\d,]*\s+(?:[\w-]+\s)?(?:insurgents|militants|fighters|terrorists|rebels|enemies|troops))\b",
    re.IGNORECASE,
)
_INDEPENDENT = Expression(
    r"\b(?:independent\w*|observers|monitor\w*|witness\w*|verif\w+|confirmed by|residents|journalists?|human rights|UN|United Nations|Observatory|according to)\b",
    re.IGNORECASE,
)
_PARTY = Expression(
    r"\b(?:forces|army|military|troops|coalition|rebels|militia|insurgents|militants|air force|navy|Taliban|ISIL|Peshmerga|fighters|airstrikes?|strikes)\b",
    re.IGNORECASE,
)


def war_claim(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A success in battle that only one side counts."""
    text = analysis.document.text
    match = _CLAIMED.search(text)
    if (
        match
        and not re.search(r"crash|accident", text)
        and _PARTY.search(in_sentence(analysis, match.start()))
        and not _INDEPENDENT.search(text)
    ):
        span = analysis.span(*match.span("what"))
        question = f"Does anybody independent confirm “{clean(span.quote)}”?"
        yield Gap(
            question, "missing source", (span,), "gap.war_claim", "a success in battle, with no independent source", 5.8
        )


# What is only reported -------------------------------------------------------------------------

_REPORTEDLY = Expression(
    r"\b(?:reportedly|allegedly|(?<![\w’'] )[Rr]eports (?:say|suggest|indicate|claim)(?: that)?|(?:is|are) (?:said|understood|thought|believed|rumou?red) to (?:have|be))\b"
)
_NAMED_SOURCE = Expression(
    r"\b(?:according to|sa(?:id|ys) [A-Z]|[A-Z][\w’]+ (?:said|says|reported|reports|told)|prosecut\w+|charged|police|indictment|court|accus\w+)\b"
)


def reported(analysis: Analysis, found: Facts) -> Iterator[Gap]:
    """ "reportedly", "allegedly": nobody is named who reports or alleges it."""
    text = analysis.document.text
    spoken = {s.content.sentence for s in found.statements}
    for match in _REPORTEDLY.finditer(text):
        sentence = analysis.sentences[analysis.span(*match.span()).sentence]
        if sentence.index in spoken or _NAMED_SOURCE.search(near(analysis, sentence.index, ahead=0)):
            continue
        quote = short(clean(text[sentence.start : sentence.end]), 22)
        span = analysis.span(sentence.start, sentence.end)
        yield Gap(
            f"On whose word is it reported: “{quote}”?",
            "missing source",
            (span,),
            "gap.reported",
            f"“{match.group().lower()}”, and nobody is named for it",
            5.3,
        )
        return
