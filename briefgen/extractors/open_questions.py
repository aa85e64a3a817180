"""What the text itself says is not known: kept back, unclear, disputed, pending. What it fails to say is in gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefgen.language.analysis import Analysis
from briefgen.language.cues import PASSIVE_SILENCE
from briefgen.language.words import AUXILIARIES, Word, words
from briefgen.model import Attribution, Facts, OpenQuestion, Span, Statement

_COMMENT = re.compile(r"\b(?:comment|respond|reached|contacted|answer|elaborate)", re.IGNORECASE)
_WH = (
    "how many",
    "how much",
    "how long",
    "how far",
    "how often",
    "what",
    "when",
    "where",
    "who",
    "why",
    "which",
    "how",
)
_SPLIT = re.compile(
    r",?\s+(?:or|and|nor)\s+(?=how\b|what\b|when\b|where\b|who\b|why\b|which\b|whether\b|the\b|its\b|their\b|any\b)"
)
_RAISES = (
    "raised|raises|raise|raising|prompted|prompts|prompting|sparked|sparking|sparks|drew|drawn|drawing|faces|faced|facing|"
    "triggered|triggering|renewed|renewing|provoked|provoking|attracted|fuelled|fueled|fuelling"
)
_DOUBT = "questions|doubts|scrutiny|criticism|controversy|objections|backlash|suspicions|legal challenges?|condemnation"
_CONTESTED = re.compile(
    rf"\b(?P<verb>{_RAISES})\s+(?P<doubt>(?:[\w-]+\s+(?:and\s+)?){{0,4}}?(?:{_DOUBT}))\b"
    r"(?:\s+(?P<link>over|about|of|into|around|regarding|on|as to)\s+(?P<matter>[^.;]+))?",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:under|facing)\s+(?P<doubt>scrutiny|investigation|review|fire|criticism)\b(?:\s+(?:over|for|into)\s+(?P<matter>[^,.;]+))?",
    re.IGNORECASE,
)
_PENDING = re.compile(
    r"\b(?:is|are|was|were|remains?)\s+(?:still\s+)?(?:pending|awaiting|being investigated|being reviewed|to be decided|ongoing)\b"
    r"|\b(?:investigation|inquiry|review|probe|trial|talks|negotiations|appeal)\b[^.;,]{0,40}\b(?:continues?|is under ?way|are under ?way|is ongoing|are ongoing)\b"
    r"|\b(?:has|have) yet to\s+(?!say|comment|respond|disclose|announce|specify)\w+"
    r"|\b(?:expected|due|scheduled)\s+to\s+(?:rule|decide|vote|report|announce|publish)\b",
    re.IGNORECASE,
)
_UNVERIFIED = re.compile(
    r"\b(?:could not (?:be )?(?:independently )?(?:verif|confirm)\w+|(?:has|have|was|were) not been (?:independently )?(?:verified|confirmed)"
    r"|unconfirmed|unverified)\b",
    re.IGNORECASE,
)
_DISPUTED = re.compile(r"\b(?:disputes?|disputed|contested|contradict(?:s|ed)|disagree[sd]?|at odds)\b", re.IGNORECASE)


class _Finding(NamedTuple):
    question: str
    kind: str
    start: int
    end: int
    rule: str
    why: str
    attribution: Attribution = Attribution()


def extract(analysis: Analysis, found: Facts) -> tuple[OpenQuestion, ...]:
    """Turn each place where the text says that something is not known into one question.

    Weak signs ("concerns over", a bare "investigation") give none. Each question cites the words
    that it rests on; at most one question arises from the same words.
    """
    findings = [f for s in found.statements if s.mode == "non_disclosure" for f in _silence(analysis, s)]
    findings.extend(f for s in found.statements for f in _claims(analysis, s))
    for sentence in analysis.sentences:
        findings.extend(_in_sentence(analysis, sentence.start, sentence.end))
    return tuple(_open_question(analysis, f) for f in _without_doubles(findings))


def _without_doubles(findings: list[_Finding]) -> list[_Finding]:
    kept: list[_Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        overlapping = [k for k in kept[-4:] if k.start < finding.end and finding.start < k.end]
        if not overlapping and finding.question not in {k.question for k in kept[-20:]}:
            kept.append(finding)
    return kept


def _open_question(analysis: Analysis, finding: _Finding) -> OpenQuestion:
    return OpenQuestion(
        spans=(analysis.span(finding.start, finding.end),),
        attribution=finding.attribution,
        rule=finding.rule,
        confidence=0.85,
        question=finding.question,
        question_class="stated",
        kind=finding.kind,
        why=finding.why,
    )


# Kept back -------------------------------------------------------------------------------------


def _silence(analysis: Analysis, statement: Statement) -> Iterator[_Finding]:
    content, attribution = statement.content, statement.attribution
    cue, speaker = attribution.cue or "", attribution.speaker or "the source"
    if attribution.cue_span is None:
        return
    if _COMMENT.search(cue) and not content.quote.lower().startswith(
        ("how", "what", "when", "whether", "who", "why", "on ")
    ):
        rule, why = "questions.no_comment", f"{speaker}: “{cue}”"
        yield _Finding(
            f"What does {_with_article(speaker)} say?",
            "no comment",
            attribution.cue_span.start,
            content.end,
            rule,
            why,
            attribution,
        )
        return
    antecedent = ""
    for start, end in _parts(content):
        phrase = analysis.document.text[start:end]
        question = ask(phrase, antecedent)
        antecedent = antecedent or _counted_noun(phrase)
        why = f"{speaker}: “{cue}”"
        yield _Finding(question, "undisclosed", start, end, "questions.undisclosed", why, attribution)


def _parts(content: Span) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _SPLIT.finditer(content.quote):
        if match.start() > begin:
            yield content.start + begin, content.start + match.start()
        begin = match.end()
    yield content.start + begin, content.end


def _counted_noun(phrase: str) -> str:
    match = re.match(r"(?:the\s+)?(?:exact\s+|total\s+)?number of\s+([\w-]+s|troops|people|personnel)\b", phrase)
    return match.group(1) if match else ""


def ask(phrase: str, antecedent: str = "") -> str:
    """One question from what was kept back: "how long they will stay" → "How long will they stay?"

    antecedent, where given, is put in brackets behind "they". A phrase that no rule can turn is
    quoted whole rather than bent.
    """
    phrase = " ".join(phrase.split()).strip(" ,.;")
    lower = phrase.lower()
    counted = re.match(
        r"(?:the\s+)?(?:exact\s+|total\s+|precise\s+)?(?:number|amount) of\s+(.+)", phrase, re.IGNORECASE
    )
    if counted:
        return _ask_number(counted.group(1))
    for wh in _WH:
        if lower.startswith(wh + " ") or lower == wh:
            return _ask_wh(phrase, wh, antecedent)
    if lower.startswith(("whether ", "if ")):
        return _ask_whether(phrase.split(" ", 1)[1], antecedent)
    identity = re.match(r"(?:the\s+)?(?:identit(?:y|ies)|names?) of\s+(.+)", phrase, re.IGNORECASE)
    if identity:
        verb = "are" if identity.group(1).split()[-1].endswith("s") else "is"
        return f"Who {verb} {identity.group(1)}?"
    if not phrase or lower.startswith(("to ", "that ", "on ", "for ", "about ")):
        return f"What was kept back: “{phrase}”?" if phrase else "What was kept back?"
    verb = "are" if _is_plural(phrase) else "is"
    return f"What {verb} {phrase}?"


def _is_plural(phrase: str) -> bool:
    head = re.split(r"\s+(?:of|for|in|on|about|from|to|with)\s+", phrase)[0].split()
    return bool(head) and head[-1].endswith("s") and not head[-1].endswith(("ss", "us", "is"))


def _ask_number(rest: str) -> str:
    participle = re.match(r"([\w-]+(?:\s+[\w-]+){0,3}?)\s+((?:\w+ed|killed|sent|hurt|lost|left|there)\b.*)", rest)
    if participle:
        return f"How many {participle.group(1)} are {participle.group(2)}?"
    return f"How many {rest} are there?"


def _auxiliary(its_words: Sequence[Word], first: int) -> int:
    return next((i for i in range(first, len(its_words)) if its_words[i].lower in AUXILIARIES), -1)


def _ask_wh(phrase: str, wh: str, antecedent: str) -> str:
    its_words = words(phrase, 0, len(phrase))
    taken = len(wh.split())
    auxiliary = _auxiliary(its_words, taken)
    if auxiliary < 0:
        return f"What is known of “{phrase}”?"
    head = phrase[: its_words[taken - 1].end]
    subject = phrase[its_words[taken].start : its_words[auxiliary - 1].end] if auxiliary > taken else ""
    verb, rest = its_words[auxiliary].text, phrase[its_words[auxiliary].end :]
    of_subject = (
        wh in ("how many", "how much", "which", "who", "what")
        and subject
        and not re.match(r"(?:the|an?|its?|he|she|they|his|her|their|it|we)\b", subject)
    )
    if not subject or of_subject:
        return f"{_capital(phrase)}?"
    return f"{_capital(head)} {verb} {_they(subject, antecedent)}{rest}?"


def _they(subject: str, antecedent: str) -> str:
    return f"they [{antecedent}]" if antecedent and subject == "they" else subject


def _ask_whether(clause: str, antecedent: str) -> str:
    its_words = words(clause, 0, len(clause))
    auxiliary = _auxiliary(its_words, 1)
    if auxiliary < 1:
        return f"Is it so that {clause}?"
    subject = clause[: its_words[auxiliary - 1].end]
    return f"{_capital(its_words[auxiliary].text)} {_they(subject, antecedent)}{clause[its_words[auxiliary].end :]}?"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _with_article(name: str) -> str:
    last = name.split()[-1].lower() if name.split() else ""
    bodies = ("embassy", "ministry", "government", "department", "army", "company")
    return f"the {name}" if last in bodies and not name.lower().startswith("the ") else name


# Claimed, disputed, unclear, pending -----------------------------------------------------------


def _claims(analysis: Analysis, statement: Statement) -> Iterator[_Finding]:
    speaker = statement.attribution.speaker or "the source"
    if statement.rule == "statements.parenthetical":
        sentence = analysis.sentences[statement.content.sentence]
        text = analysis.document.text
        start = (
            statement.attribution.speaker_span.start if statement.attribution.speaker_span else statement.content.start
        )
        before = words(text, sentence.start, start)
        if before:
            noun = before[-1]
            question = f"Is it established that the {noun.text} {statement.content.quote}?"
            why = f"only {_with_article(speaker)} says so"
            yield _Finding(
                question,
                "unverified",
                noun.start,
                statement.content.end,
                "questions.only_claimed",
                why,
                statement.attribution,
            )
    elif statement.polarity == "negated" and (statement.attribution.cue or "").lower().startswith("den"):
        quote = statement.content.quote
        question = f"What is true of what {speaker} denies: “{quote}”?"
        cue = statement.attribution.cue_span
        start = cue.start if cue and cue.start < statement.content.start else statement.content.start
        yield _Finding(
            question,
            "disputed",
            start,
            statement.content.end,
            "questions.denied",
            f"{speaker} denies it",
            statement.attribution,
        )


def _in_sentence(analysis: Analysis, start: int, end: int) -> Iterator[_Finding]:
    text = analysis.document.text
    for match in PASSIVE_SILENCE.finditer(text, start, end):
        yield _unclear(text, match, start, end)
    for match in _CONTESTED.finditer(text, start, end):
        yield _contested(text, match, start)
    for match in _UNDER.finditer(text, start, end):
        matter = (
            f" about {match.group('matter').strip()}"
            if match.group("matter")
            else f": “{_clause(text, start, match.end())}”"
        )
        question = f"What does the {match.group('doubt').lower()} find{matter}?"
        yield _Finding(
            question,
            "contested",
            match.start(),
            match.end(),
            "questions.under_scrutiny",
            "the source reports it as open",
        )
    for match in _PENDING.finditer(text, start, end):
        question = f"What is the outcome of what the source calls pending: “{_clause(text, start, end)}”?"
        yield _Finding(
            question,
            "pending",
            match.start(),
            match.end(),
            "questions.pending",
            "the source reports it as not yet decided",
        )
    for match in _UNVERIFIED.finditer(text, start, end):
        question = f"Can this be verified: “{_clause(text, start, end)}”?"
        yield _Finding(
            question,
            "unverified",
            match.start(),
            match.end(),
            "questions.unverified",
            "the source says that it is not verified",
        )


def _clause(text: str, start: int, end: int, most: int = 24) -> str:
    parts = " ".join(text[start:end].split()).rstrip(".").split()
    return " ".join(parts[:most]) + (" …" if len(parts) > most else "")


def _unclear(text: str, match: re.Match[str], start: int, end: int) -> _Finding:
    after = text[match.end() : end].strip(' .,;”"')
    before = text[start : match.start()].strip(" ,")
    if before.lower() in ("it", "") and after:
        question = ask(after.split(", ")[0])
        return _Finding(
            question,
            "unclear",
            match.start(),
            match.end() + len(text[match.end() : end].split(", ")[0].rstrip(" .")),
            "questions.unclear",
            f"the source: “{match.group()}”",
        )
    subject = re.split(r"[,;]\s+(?:and|but|while)?\s*", before)[-1]
    return _Finding(
        ask(_lower_first(subject)),
        "unclear",
        match.start() - len(before[before.rfind(subject) :]) - 1,
        match.end(),
        "questions.unclear",
        f"the source: “{match.group()}”",
    )


def _lower_first(text: str) -> str:
    first = text.split(" ", 1)[0]
    return (
        text[:1].lower() + text[1:]
        if first in ("The", "A", "An", "Its", "Their", "His", "Her", "How", "What", "Who", "When", "Whether")
        else text
    )


def _contested(text: str, match: re.Match[str], start: int) -> _Finding:
    """ "X has raised legal questions in Y" and "prompting scrutiny over the legality of Z" as questions."""
    doubt, matter = match.group("doubt"), match.group("matter")
    why = f"the source: “{' '.join(match.group().split())}”"
    if matter:
        question = f"What is established about {' '.join(matter.split()).rstrip(' .,”')}?"
        return _Finding(question, "contested", match.start("doubt"), match.end("matter"), "questions.contested", why)
    subject = text[start : match.start()].strip()
    helped = re.search(r"^(?P<subject>.+?)\s+(?P<auxiliary>has|have|had)$", subject)
    rest_end = _stop(text, match.end())
    rest = text[match.end() : rest_end].rstrip(" .,;")
    if helped and len(subject.split()) <= 12 and "," not in subject:
        question = f"What {doubt} {helped.group('auxiliary')} {_lower_first(helped.group('subject'))} {match.group('verb')}{rest}?"
    else:
        question = f"What are the {doubt}{rest}?" if doubt.endswith("s") else f"What is behind the {doubt}{rest}?"
    return _Finding(question, "contested", match.start(), match.end() + len(rest), "questions.contested", why)


def _stop(text: str, start: int) -> int:
    match = re.compile(r"[,.;\n]").search(text, start)
    return match.start() if match else len(text)
