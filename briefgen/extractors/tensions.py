"""Things the sources say that do not sit easily together. They are shown side by side; nothing is judged here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from briefgen.language.analysis import Analysis
from briefgen.language.cues import SPOKEN_OF
from briefgen.language.expressions import Expression
from briefgen.model import Facts, Span, Statement, Tension

_TAIL = Expression(r",\s+(?:amid|as|while|prompting)\b")
_SHORT_LIVED = Expression(
    r"\b(?:temporary|temporarily|short-term|short-lived|interim|provisional|time-limited|limited duration)\b",
    re.IGNORECASE,
)
_LENGTH = Expression(
    r"\b(?:how long|duration|length of|end date|when (?:it|they|the \w+) (?:will|would) (?:end|leave|withdraw)|timeline|timetable)\b",
    re.IGNORECASE,
)
_LAW = r"(?:[\w-]+\s+){0,3}?(?:laws?|constitution|agreements?|treat(?:y|ies)|convention|obligations)"
_LAWFUL = Expression(
    rf"\b(?:compl(?:y|ies|ied) with|in line with|in accordance with|consistent with|permitted under|legal under|allowed under|within)\s+(?:the\s+)?{_LAW}\b"
    r"|\b(?:is|are|was|were|be) (?:fully |entirely |perfectly )?(?:lawful|legal|constitutional)\b",
    re.IGNORECASE,
)
_REFUSED = Expression(
    r"\b(?:voters|parliament|congress|senate|courts?|judges?|lawmakers|legislators|assembly|council|regulators?|referendum)\s+(?:has |have |had )?"
    r"(?:rejected|struck down|voted against|voted down|blocked|vetoed|banned|overturned|ruled (?:that .{0,40}|it )?(?:illegal|unlawful|unconstitutional))\b",
    re.IGNORECASE,
)
_LEGAL_DOUBT = Expression(
    r"\b(?:legal (?:and \w+ )?(?:questions|challenges?|doubts)|(?:questions|doubts|scrutiny|concerns) (?:over|about) the legality|unlawful|illegal under|unconstitutional)\b",
    re.IGNORECASE,
)
_ARRIVES_NOW = Expression(r"\b(?:arrival of|ha(?:s|ve) (?:just )?arrived|arrived (?:on|today|in|at))\b", re.IGNORECASE)
_ARRIVED_BEFORE = Expression(
    r"\bhad (?:already )?arrived\b|\barrived\b[^.;]{0,60}\b(?:earlier|already|previously|before|the (?:week|month|day) before)\b",
    re.IGNORECASE,
)
_SAID_BEFORE = Expression(
    r"\b(?:(?:had|has|have) (?:earlier|previously|initially|repeatedly|long|always|originally)|initially|at first|originally|previously)\s+"
    r"(?:denied|said|insisted|promised|claimed|ruled out|refused|vowed|pledged|rejected|maintained|announced|reported|stated)\b",
    re.IGNORECASE,
)
_CONTRADICTS = Expression(
    r"\b(?:disput(?:es|ed)|contradict(?:s|ed)|challenged (?:the|that) (?:claim|figure|account)|dismissed (?:the|that|those) (?:claims?|reports?|allegations?))\b",
    re.IGNORECASE,
)
_TOLLED = Expression(r"\b(?:deaths?|dead|killed|casualties|injured|wounded|victims|arrest\w*|missing)\b", re.IGNORECASE)
_MOST_OF_A_RULE = 2

_CONFIDENCE = 0.8  # share of the pairs that a reader judged to belong side by side, over 312 public texts: 5 of 6


class _Pair(NamedTuple):
    title: str
    rule: str
    spans: tuple[Span, ...]


Rule = Callable[[Analysis, Facts], Iterator[_Pair]]


def extract(analysis: Analysis, found: Facts) -> tuple[Tension, ...]:
    """Find pairs of sentences that pull against each other, by named rules; each side is a sentence or its main part."""
    pairs: dict[tuple[int, ...], _Pair] = {}
    vocabulary = {word.lower for its_words in analysis.words for word in its_words}
    for rule in (rule for rule, needs in RULES if not needs or not needs.isdisjoint(vocabulary)):
        for pair in islice(rule(analysis, found), _MOST_OF_A_RULE):
            if len(pair.spans) > 1:
                pairs.setdefault(tuple(s.sentence for s in pair.spans), pair)
    return tuple(
        Tension(spans=p.spans, basis="derived", rule=p.rule, confidence=_CONFIDENCE, title=p.title)
        for p in pairs.values()
    )


def _sentences(analysis: Analysis, pattern: Expression) -> list[int]:
    text = analysis.document.text
    return [s.index for s in analysis.sentences if pattern.search(text, s.start, s.end)]


def _sides(analysis: Analysis, *indexes: int) -> tuple[Span, ...]:
    return tuple(_opening_clause(analysis, i) for i in dict.fromkeys(indexes))


def _opening_clause(analysis: Analysis, index: int) -> Span:
    """The sentence, without what follows a comma and "amid", "as" or their like."""
    sentence = analysis.sentences[index]
    long = sentence.end - sentence.start > 60
    tail = _TAIL.search(analysis.document.text, sentence.start + 30, sentence.end) if long else None
    return analysis.span(sentence.start, tail.start() if tail else sentence.end)


def short_but_open(analysis: Analysis, found: Facts) -> Iterator[_Pair]:
    """Called temporary, and nobody says how long it lasts."""
    silent = [
        s.content.sentence for s in found.statements if s.mode == "non_disclosure" and _LENGTH.search(s.content.quote)
    ]
    called = _sentences(analysis, _SHORT_LIVED)
    if silent and called:
        title = "Described as temporary; duration not disclosed"
        yield _Pair(title, "tension.temporary_open_ended", _sides(analysis, called[0], silent[0]))


def lawful_but_refused(analysis: Analysis, found: Facts) -> Iterator[_Pair]:
    """Said to be lawful, while voters, a court or a parliament refused something, or its legality is questioned."""
    said = {s.content.sentence for s in found.statements if s.mode != "non_disclosure"}
    lawful = [i for i in _sentences(analysis, _LAWFUL) if i in said]
    refused = [i for i in _sentences(analysis, _REFUSED) if i not in lawful]
    doubted = [i for i in _sentences(analysis, _LEGAL_DOUBT) if i not in lawful]
    if lawful and refused:
        title = "Said to be within the law; something related was rejected"
        yield _Pair(title, "tension.lawful_refused", _sides(analysis, lawful[0], refused[0]))
    elif lawful and doubted:
        title = "Said to be within the law; its legality is questioned"
        yield _Pair(title, "tension.lawful_doubted", _sides(analysis, lawful[0], doubted[0]))


def arrived_already(analysis: Analysis, found: Facts) -> Iterator[_Pair]:  # noqa: ARG001
    """An arrival told as news, and another one told as earlier."""
    earlier = _sentences(analysis, _ARRIVED_BEFORE)
    now = [i for i in _sentences(analysis, _ARRIVES_NOW) if i not in earlier]
    near = [(a, b) for a in now for b in earlier if abs(a - b) <= 4]
    if near:
        title = "Arrival reported now; an earlier arrival is also reported"
        yield _Pair(title, "tension.arrival_times", _sides(analysis, *near[0]))


def denied(analysis: Analysis, found: Facts) -> Iterator[_Pair]:
    """A denial, and the claim near it that shares most words with it: the sentence in front first."""
    text = analysis.document.text
    for denial in found.statements:
        cue, index = denial.attribution.cue_span, denial.content.sentence
        refuses = (
            cue is not None
            and cue.quote.lower().startswith("reject")
            and SPOKEN_OF.search(denial.content.quote) is not None
        )
        if (
            cue is None
            or not (refuses or cue.quote.lower().startswith("den"))
            or _IF.search(text[analysis.sentences[index].start : cue.start])
        ):
            continue
        own = _content_words(denial.content.quote)
        claims = [
            i
            for i in range(max(0, index - 8), min(len(analysis.sentences), index + 9))
            if i != index and _is_claim(analysis, found, denial, i)
        ]
        shared = {i: len(own & _content_words(analysis.sentence_span(i).quote)) + (i == index - 1) for i in claims}
        best = max(claims, key=lambda i: (shared[i], -abs(i - index)), default=None)
        if best is not None and shared[best] >= 2:
            yield _Pair("Claimed and denied", "tension.denied", _sides(analysis, best, index))


_IF = Expression(r"\bif\b", re.IGNORECASE)
_CLAIM = Expression(
    r"\b(?:reportedly|allegedly|accus\w+|alleg\w+|claim\w*|reports? (?:say|said|suggest)\w*|charged)\b", re.IGNORECASE
)


def _is_claim(analysis: Analysis, found: Facts, denial: Statement, index: int) -> bool:
    """True for a sentence in which something is alleged, or said by somebody else than the one who denies."""
    quote = analysis.sentence_span(index).quote
    if quote.endswith("?"):
        return False
    others = any(
        s.content.sentence == index and s.attribution.speaker != denial.attribution.speaker for s in found.statements
    )
    return others or _CLAIM.search(quote) is not None


def disputed(analysis: Analysis, found: Facts) -> Iterator[_Pair]:
    """What one speaker says, and another disputes in the sentence behind it."""
    spoken: dict[int, Statement] = {s.content.sentence: s for s in found.statements if s.mode != "non_disclosure"}
    for index in _sentences(analysis, _CONTRADICTS):
        before, here = spoken.get(index - 1), analysis.sentence_span(index).quote
        speakers = [s.attribution.speaker for s in found.statements if s.content.sentence == index]
        if before is None or before.attribution.speaker in speakers or _CONTRADICTS.search(before.content.quote):
            continue
        if _content_words(before.content.quote) & _content_words(here) or re.search(
            r"\b(?:this|that|the) (?:claims?|figures?|account|version|statement)\b", here
        ):
            yield _Pair("Said by one side, disputed by another", "tension.disputed", _sides(analysis, index - 1, index))


def said_otherwise(analysis: Analysis, found: Facts) -> Iterator[_Pair]:
    """What somebody said before, next to what the same speaker says now."""
    text = analysis.document.text
    for index in _sentences(analysis, _SAID_BEFORE):
        sentence = analysis.sentences[index]
        before = next(_SAID_BEFORE.finditer(text, sentence.start, sentence.end))
        own = (
            s
            for s in found.statements
            if s.attribution.cue_span and before.start() <= s.attribution.cue_span.start < before.end()
        )
        speakers = {s.attribution.speaker for s in own} - {None}
        now = [
            s.content.sentence
            for s in found.statements
            if s.attribution.speaker in speakers and 0 < abs(s.content.sentence - index) <= 4
        ]
        if now:
            nearest = min(now, key=lambda i: (abs(i - index), i))
            yield _Pair("Said before; said now", "tension.said_otherwise", _sides(analysis, index, nearest))


def different_values(analysis: Analysis, found: Facts) -> Iterator[_Pair]:
    """Two different values for what reads like the same count."""
    seen: dict[tuple[str, str], tuple[object, int]] = {}
    for figure in found.figures:
        if figure.status != "given" or figure.value is None or not figure.unit or not figure.counts:
            continue
        sentence = analysis.sentences[figure.spans[0].sentence]
        behind = analysis.document.text[figure.spans[0].end : min(sentence.end, figure.spans[0].end + 24)]
        toll = _TOLLED.search(f"{figure.counts} {behind}")
        if toll is None:
            continue
        key = (toll.group().lower(), " ".join(sorted(_content_words(figure.counts))))
        value, index = figure.value, figure.spans[0].sentence
        if key in seen and seen[key][0] != value and seen[key][1] != index:
            title = f"Different figures for {figure.counts}" + (
                "" if toll.group() in figure.counts else f" {toll.group()}"
            )
            yield _Pair(title, "tension.different_values", _sides(analysis, seen[key][1], index))
        seen.setdefault(key, (value, index))


_COMMON = frozenset(
    "that this with from have were been their which would there about after said says also more than when they what will into over "
    "could should because other some being".split()
)


def _content_words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in _COMMON)


# Each rule with the words without any of which it cannot fire (none: it always runs).
RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (
        short_but_open,
        frozenset("temporary temporarily short-term short-lived interim provisional time-limited limited".split()),
    ),
    (
        lawful_but_refused,
        frozenset(
            "rejected struck voted blocked vetoed banned overturned ruled legal legality unlawful illegal unconstitutional".split()
        ),
    ),
    (arrived_already, frozenset({"arrived"})),
    (denied, frozenset()),
    (disputed, frozenset("dispute disputes disputed contradicts contradicted challenged dismissed".split())),
    (said_otherwise, frozenset("earlier previously initially repeatedly long always originally first".split())),
    (different_values, frozenset()),
)
