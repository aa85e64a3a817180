"""Gaps about law and approval: instruments that are not named, votes without a margin, rejections whose reach is open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.gaps.gap import Gap, as_within, bare, near, short
from briefgen.language.analysis import Analysis
from briefgen.language.asking import base_form, clean, is_plural, uncapitalised
from briefgen.language.expressions import Expression
from briefgen.model import Facts, Span

_COMPLIES = Expression(
    r"\b(?:complies|comply|complied|complying|in line|in accordance|in compliance|consistent|compatible|permitted|allowed|legal|"
    r"lawful|authori[sz]ed|falls? within)\b[^.;]{0,120}?\b(?P<basis>(?:existing|applicable|relevant|current|international|"
    r"domestic|national|bilateral)\s+(?:[\w-]+\s+){0,2}?(?:agreements?|laws?|treat(?:y|ies)|rules|regulations|obligations|standards))\b",
    re.IGNORECASE,
)
_VIOLATES = Expression(
    r"\b(?P<what>(?:violat(?:es?|ed|ing|ions?)|breach(?:es|ed|ing)?|contrary to|in violation|in breach)\s+(?:of\s+)?(?:the\s+)?(?P<basis>(?:international|humanitarian|federal|national|human rights|existing|UN|European)\s+(?:[\w-]+\s+)?(?:laws?|agreements?|rules|treat(?:y|ies)|obligations|regulations|resolutions)))\b",
    re.IGNORECASE,
)
_INSTRUMENT = Expression(
    r"\b(?:Convention|Treaty|Charter|Article \d+|Section \d+|Act\b(?! of)|Resolutions? \d+|Protocol|Statute|Amendment|Code|Directive|UNSCR \d+|Constitution|Regulation \d+|Non-Proliferation)"
)
_SIGNED = Expression(
    r"\b(?:sign(?:ed|s|ing)?|ratified|concluded|reached)\s+(?P<instrument>(?:an?|the)\s+(?:[\w’-]+\s+){0,5}?"
    r"(?:agreement|treaty|accord|pact|deal|memorandum|convention|protocol))\b"
)


def legal_instrument(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A claim of lawfulness, or of a breach, that does not name the instrument."""
    text = analysis.document.text
    match = _COMPLIES.search(text)
    breach = _VIOLATES.search(text) if match is None else None
    found_match = match or breach
    if found_match is None or _INSTRUMENT.search(text):
        return
    basis = clean(found_match.group("basis"))
    spans: tuple[Span, ...] = (analysis.span(found_match.start(), found_match.end()),)
    if breach:
        question = f"Which provision of “{basis}” is said to be violated?"
        yield Gap(
            question,
            "legal basis",
            spans,
            "gap.legal_breach",
            "a breach is claimed, and the provision is not named",
            6.4,
        )
        return
    verb = "are" if is_plural(basis) else "is"
    signed = _SIGNED.search(text)
    question = f"Which “{basis}” {verb} meant?"
    if signed and signed.group("instrument").split()[-1] in basis.lower():
        instrument = analysis.span(signed.start("instrument"), signed.end("instrument"))
        question = f"Which “{basis}” {verb} meant, and is the “{bare(clean(instrument.quote))}” one of them?"
        spans = (*spans, instrument)
    why = "lawfulness is claimed, and the instrument is not named"
    yield Gap(question, "legal basis", spans, "gap.legal_instrument", why, 9.0)


_REJECTED = Expression(
    r"\b(?P<who>(?:the\s+)?(?:voters|parliament|congress|senate|(?:supreme|high|federal|district|constitutional|appeals|top|highest|state|national|regional) court|lawmakers|legislators|assembly|council|regulators?|"
    r"judges?|mps|residents))\s+(?:has |have |had )?"
    r"(?P<verb>rejected|blocked|struck down|voted down|voted against|vetoed|banned|overturned|defeated|ruled against)\s+(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_TO_ALLOW = Expression(r"\bto (?:allow|permit|legali[sz]e|authori[sz]e|approve)\s+(?P<what>.+)", re.IGNORECASE)
_EVENT_NOUN = Expression(
    r"\b[Tt]he\s+((?:[a-z]+ment|[a-z]+tion|[a-z]+sion|plan|deal|sale|purchase|merger|launch|closure|proposal|measure|project|mission|ban|reform))\b"
)
_LEGAL_MATTER = Expression(
    r"\blegal (?:and \w+ )?(?:questions|challenges?|doubts)|\blegality\b|\bunlawful|\billegal", re.IGNORECASE
)
_APPROVAL = Expression(
    r"\b(?:approv(?:ed|al)|ratif\w+|authori[sz]ation|parliament|congress|assembly|court|judge)\b", re.IGNORECASE
)


def vote_scope(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """What is called lawful resembles what was rejected before: does the rejection cover it?"""
    text = analysis.document.text
    match = next((m for m in _REJECTED.finditer(text) if m.start() > lead(analysis)), None)
    if match is None or not (_COMPLIES.search(text) or _LEGAL_MATTER.search(text)):
        return
    nouns = [m.group(1) for m in _EVENT_NOUN.finditer(text, 0, match.start())]
    if not nouns:
        return
    what = clean(match.group("what"))
    allowed = _TO_ALLOW.search(what)
    span = analysis.span(match.start("who"), match.start("what") + len(match.group("what").rstrip(" ,”")))
    covered = (
        f"amount to “{short(clean(allowed.group('what')), 16)}”, which"
        if allowed
        else f"fall under “{short(what, 18)}”, which"
    )
    open_approval = not _APPROVAL.search(text, 0, match.start("who")) and not _APPROVAL.search(text, match.end())
    approval = ", and does it need the approval of a legislature or a court" if open_approval else ""
    question = (
        f"Does the {nouns[-1]} {covered} {clean(match.group('who')).lower()} {match.group('verb').lower()}{approval}?"
    )
    why = "a rejection is reported, and nothing says whether it bears on what is reported now"
    yield Gap(question, "legal basis", (span,), "gap.vote_scope", why, 8.5)


def lead(analysis: Analysis) -> int:
    """The end of the second sentence: a rejection told there is the news itself."""
    return analysis.sentences[min(1, len(analysis.sentences) - 1)].end if analysis.sentences else 0


_BODY = r"(?:voters|parliament|congress|the senate|senate|lawmakers|legislators|the assembly|national assembly|the council|mps|members|shareholders|residents|the house|house of representatives|delegates|city council|the commons|house of commons|house of lords)"
_VOTED = Expression(
    rf"\b(?P<who>(?:the\s+)?(?:[A-Z][\w-]+\s+){{0,2}}(?i:{_BODY})(?:\s+of\s+[A-Z]\w+)?)\s+(?:has |have |had |today |on \w+ )?(?P<verb>rejected|approved|passed|backed|defeated|adopted|ratified|endorsed|refused)\s+(?P<what>(?:an?|the|its|new|[A-Z])[^.;,”]+)"
)
_VOTED_TO = Expression(
    r"\b(?P<who>(?i:councillors|lawmakers|legislators|mps|senators|members|shareholders|delegates|commissioners|residents|voters|workers|"
    r"the (?:city |town |county )?council|parliament|the senate|the house)(?: in [A-Z]\w+)?)\s(?:have |has |on \w+ )?voted\s(?P<when>on \w+(?: \w+)?\s|last \w+\s|late \w+\s|\w+day\s)?"
    r"(?P<what>(?:to|in favou?r of|against)\s[^.;,:“”\"\n]{4,160})"
)
_WON = Expression(
    r"\b(?P<who>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,3})\s+(?:has |have )?(?:won|wins|win)\s+(?P<what>(?:the\s+|a\s+)?(?:[\w-]+\s+){0,4}?(?:election|primary|referendum|presidency|vote|runoff|run-off|by-election)s?)\b"
)
_MARGIN = Expression(
    r"\d(?:\.\d+)?\s?(?:%|per ?cent)|\b\d+\s?(?:[-–—]|to)\s?\d+\b|\bvotes\b|\bmajority\b|unanim\w+|narrowly|\bmargin\b|overwhelming\w*|voice vote|two-thirds|landslide|\bby \d+|\bseats\b",
    re.IGNORECASE,
)


_TIME_TAIL = Expression(
    r"\s(?:earlier|last|yesterday|today|on [A-Z]\w+day|in (?:[A-Z]\w+|\d{4})|this (?:week|month|year)|after|before|when|which)\b.*",
    re.DOTALL,
)


def vote_margin(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A vote was won or lost, and nothing says by how much."""
    text = analysis.document.text
    if _MARGIN.search(text):
        return
    voted, voted_to, won = _VOTED.search(text), _VOTED_TO.search(text), _WON.search(text)
    if voted:
        what = short(clean(_TIME_TAIL.sub("", voted.group("what"))), 20)
        who = clean(voted.group("who"))
        who = (
            uncapitalised(who)
            if who.split()[0].lower()
            in ("the", "voters", "lawmakers", "members", "residents", "shareholders", "delegates", "legislators")
            else who
        )
        base = base_form(voted.group("verb").lower())
        wording = re.search(r"\b(?:proposal|referendum|measure|question)\b", what) and "voters" in who.lower()
        asked = "On what exact question and by what margin" if wording else "By what margin"
        span = analysis.span(voted.start(), voted.end())
        yield Gap(
            f"{asked} did {who} {base} {what}?",
            "missing detail",
            (span,),
            "gap.vote_margin",
            "a vote is reported without its margin",
            5.3,
        )
    elif voted_to:
        who = as_within(analysis, *voted_to.span("who"))
        question = f"By what margin did {who} vote {short(clean(_TIME_TAIL.sub('', voted_to.group('what'))), 16)}?"
        span = analysis.span(*voted_to.span())
        why = "a vote is reported without its margin"
        yield Gap(question, "missing detail", (span,), "gap.vote_margin", why, 5.3)
    elif won:
        question = f"By what margin did {won.group('who')} win {clean(won.group('what'))}, and on what turnout?"
        yield Gap(
            question,
            "missing detail",
            (analysis.span(*won.span()),),
            "gap.vote_margin",
            "a vote is reported without its margin",
            5.3,
        )


_SANCTION = Expression(
    r"\b(?:impos(?:es?|ed|ing)|introduc(?:es?|ed|ing)|extend(?:s|ed)?|announc(?:es|ed))\s+(?P<what>(?:new |fresh |further |economic |tough |additional |trade |the )*(?:sanctions|an? (?:[\w-]+ )?(?:embargo|curfew|ban)))\b",
    re.IGNORECASE,
)
_LIFTING = Expression(
    r"\b(?:unless|until|lift\w*|expire\w*|condition\w*|if (?:the|it|they)|as long as|indefinite\w*|permanent\w*|hours?|a year|months?|temporar\w+)\b",
    re.IGNORECASE,
)


def sanction_end(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """Sanctions or a ban without what would end them."""
    match = _SANCTION.search(analysis.document.text, 0, lead(analysis))
    if match and not _LIFTING.search(analysis.document.text):
        what = bare(clean(match.group("what")))
        do, them = ("do", "them") if is_plural(what) else ("does", "it")
        question = f"How long {do} the {what} last, and what would lift {them}?"
        yield Gap(
            question,
            "missing detail",
            (analysis.span(*match.span("what")),),
            "gap.sanction_end",
            "nothing says what would end it",
            5.2,
        )


_DEADLINE = Expression(r"\b(?P<what>(?:the |a |an? [\w-]+ )?(?:deadline|ultimatum))\b", re.IGNORECASE)
_OR_ELSE = Expression(
    r"\bor (?:else|face|be)\b|\botherwise\b|\bif\b[^.]{0,90}\b(?:not|fail\w*|miss\w*|refus\w*|unable)\b|\bunless\b|\bsanctions?\b|\bpenalt\w+|\bfines?\b|\bconsequence\w*|\bextend\w*|\bextension\b|\bmissed\b|\bfac(?:e|es|ing)\b|\bthreat\w*",
    re.IGNORECASE,
)


def deadline(analysis: Analysis, found: Facts) -> Iterator[Gap]:  # noqa: ARG001
    """A deadline without a consequence."""
    text = analysis.document.text
    match = _DEADLINE.search(text, 0, lead(analysis))
    if match and not _OR_ELSE.search(text):
        noun = match.group("what").split()[-1].lower()
        happens = "is missed" if noun == "deadline" else "is not met"
        around = near(analysis, analysis.span(*match.span()).sentence, behind=0, ahead=0)
        if re.search(r"\bpassed\b|\bmet\b", around):
            return
        yield Gap(
            f"What happens if the {noun} {happens}?",
            "missing detail",
            (analysis.span(*match.span()),),
            "gap.deadline",
            "a deadline without a consequence",
            5.0,
        )
