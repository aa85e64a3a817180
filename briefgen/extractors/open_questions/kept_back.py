"""Questions that somebody named did not answer: refusals to say, to comment, to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extractors.open_questions.finding import Finding, named_speaker
from briefgen.language.analysis import Analysis
from briefgen.language.asking import ask, ask_clause, clean, is_plural, is_question_clause, lower_first
from briefgen.language.clause_bounds import clause_end
from briefgen.language.expressions import Expression
from briefgen.language.names.institutions import is_described
from briefgen.model import Facts, Span, Statement

_COMMENT = Expression(r"\b(?:comment|respond|reached|contacted|answer|elaborate|discuss|reply)", re.IGNORECASE)
_CONFIRM = Expression(r"\b(?:confirm|verify|rule out|deny)", re.IGNORECASE)
_GIVING = Expression(
    r"\b(?:give|given|giving|offer|provid|releas|publish|mention|address|name|detail|identif|present|make|made)",
    re.IGNORECASE,
)
_PROMISE = Expression(
    r"^(?:will|would|can|could)\b.*\b(?:give|given|offer|provide|release|name|address|publish|mention)", re.IGNORECASE
)
_SPLIT = Expression(
    r",?\s+(?:or|and|nor)\s+(?=(?:how|what|when|where|who|why|which|whether)\b|(?:the|its|their|any)\s+[\w-]+\s+of\b)"
)
_INFORMATION = Expression(
    r"\b(?:reasons?|details?|explanations?|numbers?|figures?|dates?|names?|information|timetables?|timelines?|estimates?|causes?|costs?|"
    r"prices?|terms|breakdown|identit(?:y|ies)|motives?|sources?|locations?|amounts?|values?|sizes?|ages?|nationalit(?:y|ies)|results?|"
    r"salar(?:y|ies)|fees?|sums?|conditions?|extent|nature|type|kind|whereabouts|plans?|schedule|duration|specifics|changes?)\b",
    re.IGNORECASE,
)
_DOCUMENTS = Expression(
    r"\b(?P<what>documents?|reports?|footage|videos?|tapes?|letters?|findings|records|transcripts?|files?|e-?mails?|data|minutes|memos?|images?)$",
    re.IGNORECASE,
)
_RUMOURS = Expression(
    r"^(?:(?:the|these|those|any|such|media|press)\s+)*(?:rumou?rs?|reports?|claims?|allegations?|speculation)$",
    re.IGNORECASE,
)
_COUNTED = Expression(r"(?:the\s+)?(?:exact\s+|total\s+)?number of\s+([\w-]+s|troops|people|personnel)\b")
_DETAILS_ALONE = Expression(
    r"^(?:any |further |more |other |additional |the |specific )*(?:details?|information|specifics|particulars)?$",
    re.IGNORECASE,
)


_REQUEST = Expression(
    r"(?:to )?(?:(?:the|an?|several|repeated|multiple|press|media) )*(?:requests?|questions?|calls?|e-?mails?|messages?|inquir\w+|comment)\b",
    re.IGNORECASE,
)


def kept_back(analysis: Analysis, found: Facts) -> Iterator[Finding]:
    """One question for each thing that a speaker is reported to have kept back."""
    said = {s.attribution.speaker for s in found.statements if s.mode in ("direct", "indirect", "mixed")}
    for statement in found.statements:
        if statement.mode == "non_disclosure" and statement.attribution.cue_span is not None:
            cue = statement.attribution.cue or ""
            if _COMMENT.search(cue):
                yield from _no_comment(statement, heard=statement.attribution.speaker in said)
            elif _CONFIRM.search(cue):
                yield from _unconfirmed(statement)
            elif not _PROMISE.search(cue):
                yield from _undisclosed(analysis, statement)


def _no_comment(statement: Statement, *, heard: bool) -> Iterator[Finding]:
    """ "X declined to comment on Y"; nothing when X is quoted elsewhere and no matter is named."""
    content, cue = statement.content, statement.attribution.cue_span
    speaker, quote = named_speaker(statement), " ".join(content.quote.split())
    if speaker is None or cue is None:
        return
    matter = re.match(
        r"(?:on|about|to (?:questions|claims|allegations|reports|criticism) (?:about|of|that|on)|(?=how|why|what|whether))\s*(?P<x>.+)",
        quote,
    )
    named = _with_article(speaker)
    verb = "say"
    question: str | None = f"What {'do' if is_plural(speaker) and speaker.islower() else 'does'} {named} {verb}?"
    if matter and is_question_clause(matter.group("x")):
        question = ask(matter.group("x"))
    elif matter and not _REQUEST.match(matter.group("x")):
        question = f"{(question or '')[:-1]} about {matter.group('x')}?"
    elif heard or (quote.startswith("to ") and not _REQUEST.search(quote)):
        return
    if question:
        why = f"{speaker}: “{statement.attribution.cue}”"
        yield Finding(
            question,
            "no comment",
            cue.start,
            max(cue.end, content.end),
            "questions.no_comment",
            why,
            statement.attribution,
        )


def _unconfirmed(statement: Statement) -> Iterator[Finding]:
    content, cue = statement.content, statement.attribution.cue_span
    phrase = " ".join(content.quote.split())
    if cue is None or content.start <= cue.start:
        return
    if is_question_clause(phrase) or phrase.startswith("that "):
        question = ask_clause(phrase)
    elif _RUMOURS.match(phrase):
        question = f"{'Are' if is_plural(phrase) else 'Is'} {lower_first(phrase)} true?"
    else:
        question = (
            f"{'Are' if is_plural(phrase) else 'Is'} {lower_first(phrase)} confirmed?"
            if len(phrase.split()) <= 14
            else None
        )
    if question:
        why = f"{statement.attribution.speaker}: “{statement.attribution.cue}”"
        yield Finding(
            question, "unconfirmed", cue.start, content.end, "questions.unconfirmed", why, statement.attribution
        )


def _undisclosed(analysis: Analysis, statement: Statement) -> Iterator[Finding]:
    content, cue = statement.content, statement.attribution.cue or ""
    if content.start <= (statement.attribution.cue_span.start if statement.attribution.cue_span else -1):
        return
    antecedent = ""
    for start, end in _parts(content):
        phrase = " ".join(analysis.document.text[start:end].split())
        if is_question_clause(phrase):
            end = clause_end(analysis.document.text, start, end)
            phrase = clean(analysis.document.text[start:end])
        question = _question(phrase, cue, antecedent or _only_person(analysis, statement, phrase))
        counted = _COUNTED.match(phrase)
        antecedent = antecedent or (counted.group(1) if counted else "")
        if question:
            why = f"{statement.attribution.speaker or 'the source'}: “{cue}”"
            yield Finding(question, "undisclosed", start, end, "questions.undisclosed", why, statement.attribution)


def _question(phrase: str, cue: str, antecedent: str) -> str | None:
    if is_question_clause(phrase):
        return _named(ask(phrase, antecedent), antecedent)
    phrase = re.sub(r"^(?:them|him|her|us|me|it|reporters)\s+(?=\w)", "", phrase)
    if re.search(r"\bsa(?:y|id)$", cue) and not _INFORMATION.search(phrase):
        return None
    if _DETAILS_ALONE.match(phrase) or phrase.startswith(("that ", "to ")):
        return None
    document = _DOCUMENTS.search(phrase)
    if document and len(phrase.split()) <= 8:
        plural = is_plural(phrase)
        noun = lower_first(phrase)
        noun = noun if re.match(r"(?:the|its|their|his|her|any)\b", noun) else f"the {noun}"
        return f"What {'do' if plural else 'does'} {noun} show?"
    if (
        _GIVING.search(cue)
        and not _INFORMATION.search(" ".join(phrase.split()[:6]))
        and "identif" not in cue
        and "name" not in cue
    ):
        return None
    return ask(re.sub(r"^(?:any|an?|further|more)\s+", "the ", phrase), antecedent)


def _only_person(analysis: Analysis, statement: Statement, phrase: str) -> str:
    """The one person of the sentence for whom "he" or "she" may stand; nothing where there are two."""
    if not re.search(r"\b(?:he|she)\b", phrase):
        return ""
    sentence = analysis.sentences[statement.content.sentence]
    mentions = analysis.mentions_between(sentence.start, statement.content.start)
    names = dict.fromkeys(
        analysis.document.text[m.start : m.end]
        for m in mentions
        if m.form == "name" and m.entity >= 0 and analysis.entities[m.entity].kind == "person"
    )
    return next(iter(names)) if len(names) == 1 else ""


def _named(question: str | None, person: str) -> str | None:
    """ "Did he decide …?" with the person's name in brackets behind the pronoun."""
    if question is None or not person:
        return question
    return re.sub(r"\b(he|she)\b", rf"\1 [{person}]", question, count=1)


def _parts(content: Span) -> Iterator[tuple[int, int]]:
    """What was kept back, one thing at a time: "the number of troops" / "how long they will stay"."""
    begin = 0
    for match in _SPLIT.finditer(content.quote):
        if match.start() > begin:
            yield content.start + begin, content.start + match.start()
        begin = match.end()
    yield content.start + begin, content.end


_BODIES = (
    "embassy",
    "ministry",
    "government",
    "department",
    "army",
    "company",
    "police",
    "council",
    "commission",
    "court",
    "party",
)


def _with_article(name: str) -> str:
    last = name.split()[-1].lower() if name.split() else ""
    bare = (
        not re.match(r"(?:the|a|an|his|her|its|their|this)\b", name, re.IGNORECASE)
        and "’s " not in name
        and "'s " not in name
    )
    return f"the {name}" if bare and (last in _BODIES or is_described(name)) else lower_first(name)
