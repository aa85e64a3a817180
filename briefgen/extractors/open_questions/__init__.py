"""What the text itself says is not known: kept back, unclear, disputed, pending. What it fails to say is in gaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefgen.extractors.open_questions import contested, kept_back, pending, unknown
from briefgen.extractors.open_questions.finding import Finding
from briefgen.language.analysis import Analysis
from briefgen.language.asking import MOST_WORDS
from briefgen.language.expressions import Expression
from briefgen.model import Facts, OpenQuestion
from briefgen.text import sentence_at

OF_DOCUMENT: tuple[Callable[[Analysis, Facts], Iterator[Finding]], ...] = (kept_back.kept_back, contested.claims)
OF_SENTENCE: tuple[tuple[Callable[[str, int, int], Iterator[Finding]], frozenset[str]], ...] = (
    (unknown.unknown, unknown.WORDS),
    (contested.contested, contested.WORDS),
    (pending.pending, pending.WORDS),
)

# Share of a rule's questions that a reader judged right and well put, over 312 public news and government texts;
# a rule that fired less than three times there takes the share of all.
_CONFIDENCE = {
    "questions.undisclosed": 0.95,
    "questions.unclear": 0.95,
    "questions.unknown": 0.9,
    "questions.attributive": 0.9,
    "questions.questioned": 0.9,
    "questions.denied": 0.8,
    "questions.rumoured": 0.9,
    "questions.sought": 0.85,
    "questions.unreleased": 0.85,
    "questions.disputed": 0.7,  # right on news, mostly wrong on the encyclopedic texts that it was tried on besides
}
_OF_ALL = 0.9

_SELF = Expression(r"\b(?:I|me|we|us|our|ours|my|you|your)\b")
_ANSWERS = (
    (Expression(r"^What (?:is|are|was|were) the (?:\w+ )?causes?\b"), Expression(r"\b(?:was|were|been) caused by\b|\bthe cause (?:was|is)\b(?! (?:not|un|being))")),
    (Expression(r"^Who (?:is|are) the (?:\w+[- ]){0,3}(?:man|woman|victims?|suspects?|gunman|attackers?)\b"), Expression(r"\b(?:later|since|now) (?:been )?identified as\b")),
)  # fmt: skip


def extract(analysis: Analysis, found: Facts) -> tuple[OpenQuestion, ...]:
    """Turn each place where the text says that something is not known into one question, in reading order.

    Weak signs ("concerns over", a bare "investigation") give none. Each question cites the words
    that it rests on; at most one question arises from the same words or the same matter, and none
    that the text answers elsewhere.
    """
    text = analysis.document.text
    findings = [f for rule in OF_DOCUMENT for f in rule(analysis, found)]
    for sentence in analysis.sentences:
        its_words = {word.lower for word in analysis.words[sentence.index]}
        rules = (rule for rule, needs in OF_SENTENCE if not needs.isdisjoint(its_words))
        findings.extend(f for rule in rules for f in rule(text, sentence.start, sentence.end))
    asked = (f for f in findings if _is_whole(f.question) and not _is_answered(f.question, text))
    return tuple(_open_question(analysis, _within_sentence(analysis, f)) for f in _without_doubles(list(asked)))


_BROKEN = Expression(
    r"\b(?:to|of|the|and|or|not|whether|that|an?|[Ww]h(?:at|o) (?:is|are) (?:it|they|them|he|she|this|that))(?:, and when)?\?$|[a-z]{2}\. [A-Z]|^What (?:is|are) (?:them|him|her|all|so)\b"
)


def _is_whole(question: str) -> bool:
    """False for a question about the writer or the reader, and for one that was cut short."""
    return len(question.split()) <= MOST_WORDS and not _SELF.search(question) and not _BROKEN.search(question)


def _is_answered(question: str, text: str) -> bool:
    return any(asked.search(question) and answer.search(text) for asked, answer in _ANSWERS)


def _within_sentence(analysis: Analysis, finding: Finding) -> Finding:
    """The question with the word that opened a sentence in lower case, unless it opens a name."""
    start = sentence_at(analysis.sentences, finding.start).start
    word = re.compile(r"[A-Z][a-z]+").match(analysis.document.text, start)
    if word is None or any(
        m.full_start <= start and m.form in ("name", "adjective")
        for m in analysis.mentions_between(start, word.end() + 1)
    ):
        return finding
    opening = re.compile(rf"(?<=[a-z] |.\[){word.group()}\b(?! [A-Z])")
    return finding._replace(question=opening.sub(word.group().lower(), finding.question, count=1))


def _without_doubles(findings: list[Finding]) -> list[Finding]:
    """The findings in reading order; of two on the same words or matter the first stays."""
    kept: list[Finding] = []
    matters: set[str] = set()
    for finding in sorted(findings, key=lambda f: (f.start, -f.end, f.rule)):
        of_cause = re.match(r"What will the investigation of (.+) find\?", finding.question)
        if of_cause and any(f.question.endswith(f"cause of {of_cause.group(1)}?") for f in findings):
            continue
        overlapping = [k for k in kept[-4:] if k.start < finding.end and finding.start < k.end]
        matter = finding.question.lower().split(", which")[0]
        if finding.rule == "questions.disputed":
            matter = f"{finding.rule} {matter.split()[-1]}"
        if not overlapping and matter not in matters:
            kept.append(finding)
            matters.add(matter)
    return kept


def _open_question(analysis: Analysis, finding: Finding) -> OpenQuestion:
    return OpenQuestion(
        spans=(analysis.span(finding.start, finding.end),),
        attribution=finding.attribution,
        rule=finding.rule,
        confidence=_CONFIDENCE.get(finding.rule, _OF_ALL),
        question=finding.question,
        question_class="stated",
        kind=finding.kind,
        why=finding.why,
    )
