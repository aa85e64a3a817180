"""Things the sources say that do not sit easily together. They are shown side by side; nothing is judged here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from briefgen.language.analysis import Analysis
from briefgen.model import Facts, Span, Tension

_TAIL = re.compile(r",\s+(?:amid|as|while|prompting)\b")
_SHORT_LIVED = re.compile(
    r"\b(?:temporary|temporarily|short-term|short-lived|brief|interim|provisional|time-limited|limited duration)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b(?:how long|duration|length of|end date|when (?:it|they|the \w+) (?:will|would) (?:end|leave|withdraw)|timeline|timetable)\b",
    re.IGNORECASE,
)
_LAWFUL = re.compile(
    r"\b(?:complies with|comply with|in line with|in accordance with|lawful|legal under|consistent with|permitted under|within the law|within the framework)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:rejected|struck down|voted against|voted down|blocked|vetoed|banned|ruled (?:that .{0,40})?(?:illegal|unlawful|unconstitutional))\b",
    re.IGNORECASE,
)
_LEGAL_DOUBT = re.compile(
    r"\b(?:legal (?:and \w+ )?(?:questions|challenges?|concerns|doubts)|legality|unlawful|illegal|unconstitutional)\b",
    re.IGNORECASE,
)
_ARRIVES = re.compile(
    r"\b(?:arriv(?:al|ed|es|ing)|landed|has begun|have begun|began|started|launched|entered)\b", re.IGNORECASE
)
_EARLIER = re.compile(
    r"\b(?:earlier|already|previously|before that|days before|weeks before|had (?:been )?\w+ed)\b", re.IGNORECASE
)


class _Pair(NamedTuple):
    title: str
    rule: str
    spans: tuple[Span, ...]


Rule = Callable[[Analysis, Facts], Iterator[_Pair]]


def extract(analysis: Analysis, found: Facts) -> tuple[Tension, ...]:
    """Find pairs of sentences that pull against each other, by named rules; each side is a sentence or its main part."""
    pairs = [pair for rule in RULES for pair in rule(analysis, found)]
    return tuple(Tension(spans=p.spans, basis="derived", rule=p.rule, confidence=0.7, title=p.title) for p in pairs)


def _sentences(analysis: Analysis, pattern: re.Pattern[str]) -> list[int]:
    text = analysis.document.text
    return [s.index for s in analysis.sentences if pattern.search(text, s.start, s.end)]


def _sides(analysis: Analysis, *indexes: int) -> tuple[Span, ...]:
    return tuple(_opening_clause(analysis, i) for i in dict.fromkeys(indexes))


def _opening_clause(analysis: Analysis, index: int) -> Span:
    """The sentence, without what follows a comma and "amid", "as" or their like."""
    sentence = analysis.sentences[index]
    tail = (
        _TAIL.search(analysis.document.text, sentence.start + 30, sentence.end)
        if sentence.end - sentence.start > 60
        else None
    )
    return analysis.span(sentence.start, tail.start() if tail else sentence.end)


def short_but_open(analysis: Analysis, found: Facts) -> Iterator[_Pair]:
    """Called temporary, and nobody says how long it lasts."""
    silent = [
        s.content.sentence for s in found.statements if s.mode == "non_disclosure" and _LENGTH.search(s.content.quote)
    ]
    called = _sentences(analysis, _SHORT_LIVED)
    if silent and called:
        yield _Pair(
            "Described as temporary; duration not disclosed",
            "tension.temporary_open_ended",
            _sides(analysis, called[0], silent[0]),
        )


def lawful_but_refused(analysis: Analysis, found: Facts) -> Iterator[_Pair]:  # noqa: ARG001
    """Said to be lawful, while voters, a court or a parliament refused something like it, or its legality is questioned."""
    lawful = _sentences(analysis, _LAWFUL)
    refused = [i for i in _sentences(analysis, _REFUSED) if i not in lawful]
    doubted = [i for i in _sentences(analysis, _LEGAL_DOUBT) if i not in lawful]
    if lawful and refused:
        yield _Pair(
            "Said to be within the law; something related was rejected",
            "tension.lawful_refused",
            _sides(analysis, lawful[0], refused[0]),
        )
    elif lawful and doubted:
        yield _Pair(
            "Said to be within the law; its legality is questioned",
            "tension.lawful_doubted",
            _sides(analysis, lawful[0], doubted[0]),
        )


def begun_but_earlier(analysis: Analysis, found: Facts) -> Iterator[_Pair]:  # noqa: ARG001
    """A beginning or an arrival told as news, and another one told as earlier."""
    text = analysis.document.text
    arrivals = _sentences(analysis, _ARRIVES)
    earlier = [i for i in arrivals if _EARLIER.search(text, analysis.sentences[i].start, analysis.sentences[i].end)]
    now = [
        i
        for i in arrivals
        if i not in earlier
        and re.search(
            r"arriv|has begun|have begun|began", text[analysis.sentences[i].start : analysis.sentences[i].end]
        )
    ]
    same = re.compile(r"\barriv", re.IGNORECASE)
    matching = [
        (a, b)
        for a in now
        for b in earlier
        if same.search(analysis.sentence_span(b).quote) and same.search(analysis.sentence_span(a).quote)
    ]
    if matching:
        a, b = matching[0]
        yield _Pair(
            "Arrival reported now; an earlier arrival is also reported", "tension.arrival_times", _sides(analysis, a, b)
        )


def denied(analysis: Analysis, found: Facts) -> Iterator[_Pair]:
    """A denial next to the claim that shares most words with it."""
    denials = [s for s in found.statements if s.polarity == "negated" and s.mode != "non_disclosure"]
    for denial in islice(denials, 3):
        own = _content_words(denial.content.quote)
        best = (
            max(
                (i for i in range(len(analysis.sentences)) if i != denial.content.sentence),
                key=lambda i: len(own & _content_words(analysis.sentence_span(i).quote)),
                default=None,
            )
            if len(analysis.sentences) < 400
            else None
        )
        if best is not None and len(own & _content_words(analysis.sentence_span(best).quote)) >= 3:
            yield _Pair("Claimed and denied", "tension.denied", _sides(analysis, best, denial.content.sentence))


def different_values(analysis: Analysis, found: Facts) -> Iterator[_Pair]:
    """Two different values for what reads like the same count."""
    seen: dict[tuple[str, str], tuple[object, int]] = {}
    for figure in found.figures:
        if figure.status != "given" or figure.value is None or not figure.unit or not figure.counts:
            continue
        key = (figure.unit, " ".join(sorted(_content_words(figure.counts))))
        if not _TOLLED.search(f"{figure.unit} {figure.counts}"):
            continue
        value, index = figure.value, figure.spans[0].sentence
        if key in seen and seen[key][0] != value and seen[key][1] != index:
            yield _Pair(
                f"Different figures for {figure.counts}",
                "tension.different_values",
                _sides(analysis, seen[key][1], index),
            )
        seen.setdefault(key, (value, index))


_TOLLED = re.compile(r"\b(?:deaths?|dead|killed|casualties|injured|wounded|victims|arrest\w*|missing)\b", re.IGNORECASE)


def _content_words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in _COMMON)


_COMMON = frozenset(
    "that this with from have were been their which would there about after said says also more than when they what will into over".split()
)

RULES: tuple[Rule, ...] = (short_but_open, lawful_but_refused, begun_but_earlier, denied, different_values)
