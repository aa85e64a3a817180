"""Gaps of one document that another fills: a voice that is heard there, a number that has a source, a cause that is named.

What fills a gap is asked of it by the name of its rule; gaps of rules that are not in these tables stay as they are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from briefgen.joining.answering import CAUSE, OPEN, of_origins, sentence
from briefgen.joining.counting import Count
from briefgen.joining.index import Index, stems_in
from briefgen.joining.said import Said
from briefgen.joining.texts import Passage, Texts
from briefgen.language.expressions import Expression, any_of
from briefgen.model import Facts, Figure, OpenQuestion, Span, Statement

# What a sentence that is about the same has to say, by the rule of the gap that it fills.
_SAYS = {
    "gap.responsibility": any_of(r"responsib\w+|suspect\w*|blam\w+|arrested|charged|carried out by|gunm[ae]n|attackers?"),
    "gap.cause": CAUSE,
    "gap.motive": any_of(r"motives?|because|in (?:revenge|retaliation)|feud|dispute"),
    "gap.death_cause": any_of(r"died (?:of|from|after|in)|cause of death|cancer|heart|stroke|illness|accident|crash|shot|killed"),
    "gap.departure_reason": any_of(r"because|citing|over (?:the|a|his|her|its)|amid|due to|reasons?|after (?:the|a|being)"),
    "gap.succession": any_of(r"succeed\w*|successor|replac\w+|take over|took over|interim|acting"),
    "gap.court_date": any_of(r"trial|hearing|appear\w* in court|sentenc\w+|verdict"),
    "gap.charges": any_of(r"charged|on suspicion of|suspected of|accused of|on charges|charges"),
    "gap.protest_demands": any_of(r"demand\w*|to protest|against|call(?:ed|ing) (?:for|on)|in support"),
    "gap.hostage_demands": any_of(r"ransom|demand\w*|in exchange"),
    "gap.vote_margin": Expression(
        r"\b\d+ (?:votes )?(?:to|against) \d+\b|\bby \d+ votes|\b\d+(?:\.\d+)? ?(?:%|per cent|percent)", re.IGNORECASE
    ),
    "gap.deal_terms": any_of(
        r"under the (?:\w+ )?(?:deal|agreement|accord|contract|treaty)|terms|will (?:pay|receive|supply|provide)|in (?:exchange|return)"
    ),
    "gap.price": Expression(r"[$€£]\s?\d|\d+ (?:dollars|euros|pounds)\b|\bcosts?\b"),
    "gap.works_cost": Expression(r"[$€£]\s?\d|\b(?:million|billion)\b"),
    "gap.law_effect": any_of(r"takes? effect|into force|in force|effective|will (?:begin|start|apply)"),
    "gap.appeal": any_of(r"appeal\w*"),
    "gap.study": any_of(r"university|institute|journal|published (?:in|by)|researchers (?:at|from)"),
    "gap.takeover_approval": any_of(r"approv\w+|regulators?|antitrust|shareholders"),
    "gap.toll_identity": any_of(r"identified|named as|names of|victims (?:were|include\w*|are)|most of them|aged"),
    "gap.sanction_end": any_of(r"expire\w*|lift\w*|until"),
    "gap.other_side": any_of(r"oppos\w+|critici\w+|reject\w*|protest\w*|condemn\w*|against"),
    "gap.unexplained_arrest": any_of(r"on suspicion of|suspected of|accused of|charged|on charges"),
}  # fmt: skip
_ALSO = {"gap.cause": any_of(r"inquir(?:y|ies)|investigat\w+|probe")}  # a cause is not named, and somebody looks for it
_AS_TOLD = frozenset({"gap.vote_margin", "gap.price", "gap.works_cost"})  # their sign need not be words
_TOLLS = frozenset({"gap.casualties", "gap.civilian_harm", "gap.vague_toll"})
_HARM = frozenset({"killed", "injured", "missing"})
_UNHARMED = any_of(r"(?:no casualties|nobody|no one|no deaths|no injuries)")
_SOURCED = frozenset({"gap.toll_source", "gap.number_source", "gap.estimate", "gap.large_number"})
_ANSWERING = frozenset({"gap.accused_reply", "gap.counterpart", "gap.origin_states"})
_GROUPS = {
    "gap.workers": re.compile(r"\b(?:union|workers?|employees?|staff)\b", re.IGNORECASE),
    "gap.affected_voice": None,
}
_CRITICISM = frozenset({"gap.unnamed_critics", "gap.nameless_criticism", "gap.unnamed_camp"})
_CRITICAL = any_of(
    r"critici[sz]\w+|condemn\w*|denounc\w*|accus\w+|blam\w+|slamm\w+|question\w*|warn\w*|object\w*|oppos\w+"
)
_SIMILAR = 0.5  # share of the words of a gap that the sentence which fills it has


class Fillings:
    """What the documents of a set say for one another."""

    def __init__(
        self, facts: Facts, texts: Texts, index: Index, said: Said, counts: dict[tuple[str, int], list[Count]]
    ) -> None:
        self._facts, self._texts, self._index, self._said = facts, texts, index, said
        self._counts = counts
        self._near: dict[str, list[str]] = {}
        self._figures = {span: figure for figure in facts.figures for span in figure.spans}

    def of(self, gap: OpenQuestion) -> tuple[OpenQuestion, ...]:
        """The gap with what others say to it, where somebody is asked; without it where they fill it; else as it is."""
        if not gap.spans:
            return (gap,)
        if gap.rule in _ANSWERING or gap.rule in _GROUPS:
            voices = of_origins(
                self._texts, (sentence(self._texts, self._passage(s.content)) for s in self._voices(gap))
            )
            return (replace(gap, answers=voices) if voices else gap,)
        return () if self._is_filled(gap) else (gap,)

    def comment(self, question: OpenQuestion) -> tuple[Span, ...]:
        """What somebody who said nothing to one document says elsewhere about the same."""
        if question.kind != "no comment":
            return ()
        names = self._surnames(question)
        its = _common(self._passage(question.spans[0]))
        found = (
            s for s in self._by_others(question) if self._is_by(s, names) and its & _common(self._passage(s.content))
        )
        return of_origins(self._texts, (sentence(self._texts, self._passage(s.content)) for s in found))[:1]

    # Voices ------------------------------------------------------------------------------------

    def _voices(self, gap: OpenQuestion) -> Iterator[Statement]:
        """What those whom a gap asks for say in other documents, about what it is about."""
        who = _GROUPS.get(gap.rule)
        if gap.rule == "gap.affected_voice":
            who = re.compile(rf"\b{re.escape(gap.spans[0].quote.split()[-1].rstrip('s'))}s?\b", re.IGNORECASE)
        its, names = _common(self._passage(gap.spans[0])), self._surnames(gap)
        for statement in self._by_others(gap):
            speaker = statement.attribution.speaker or ""
            if who is not None and who.search(speaker):
                yield statement
                continue
            says_so = statement.polarity == "negated" or its & _common(self._passage(statement.content))
            if who is None and self._is_by(statement, names) and says_so:
                yield statement

    def _surnames(self, question: OpenQuestion) -> frozenset[str]:
        """The last words of the names in a question, and of those in front of the words that raised it."""
        text = question.question
        if question.kind == "no comment":
            passage = self._passage(question.spans[0])
            text = f"x {passage.text[: question.spans[0].start - passage.start]}"
        return frozenset(m.lower() for m in re.findall(r"(?<=[a-z,’] )(?:[A-Z][\w’-]+ )*([A-Z][\w’-]+)", text))

    @staticmethod
    def _is_by(statement: Statement, names: frozenset[str]) -> bool:
        words = (statement.attribution.speaker or "").lower().split()
        return bool(words) and words[-1] in names

    def _by_others(self, question: OpenQuestion) -> Iterator[Statement]:
        """The statements of other origins in the same story, those that deny first."""
        near = self._others(question)
        others = [s for s in self._facts.statements if s.mode != "non_disclosure" and s.content.document_id in near]
        yield from sorted(others, key=lambda s: (s.polarity != "negated", self._texts.order(s.content)))

    # Facts -------------------------------------------------------------------------------------

    def _is_filled(self, gap: OpenQuestion) -> bool:
        if gap.rule == "gap.only_speaker":
            return self._is_confirmed(gap)
        if gap.rule in _SOURCED:
            return self._has_source(gap)
        if gap.rule in _TOLLS:
            return self._has_toll(gap)
        if gap.rule in _CRITICISM:
            return any(_CRITICAL.search(s.attribution.cue or "") for s in self._by_others(gap))
        says = [pattern for pattern in (_SAYS.get(gap.rule), _ALSO.get(gap.rule)) if pattern is not None]
        return any(pattern.search(self._behind(p, gap)) for pattern in says for p in self._about(gap))

    def _behind(self, passage: Passage, gap: OpenQuestion) -> str:
        """The sentence, without the words that the gap itself has: "the attack" does not tell who attacked."""
        if gap.rule in _AS_TOLD:
            return passage.text
        own = {word.lower() for word in re.findall(r"\w+", gap.spans[0].quote)}
        return " ".join(word for word in passage.text.split() if word.lower().strip(",.;:") not in own)

    def _about(self, gap: OpenQuestion) -> Iterator[Passage]:
        """The sentences of other origins that have the words of the gap, and leave nothing open themselves."""
        near = self._others(gap)
        wanted = stems_in(" ".join(span.quote for span in gap.spans[:1]))
        for passage in self._index.sharing(wanted, _SIMILAR):
            if passage.document_id in near and not OPEN.search(passage.text):
                yield passage

    def _is_confirmed(self, gap: OpenQuestion) -> bool:
        """Whether anybody else speaks in the other documents of the story."""
        names = {name.lower() for name in re.findall(r"[A-Z][\w’-]+", gap.question)[1:]}
        return any(
            not names & set((s.attribution.speaker or "").lower().split())
            for s in self._by_others(gap)
            if s.attribution.speaker
        )

    def _has_source(self, gap: OpenQuestion) -> bool:
        """Whether the figure that the gap is about has a source where another document tells it."""
        figure = next((self._overlapping(span) for span in gap.spans), None)
        if figure is None:
            return False
        return any(self._said.at(s.document_id, s.start, s.end) is not None for s in figure.spans if s not in gap.spans)

    def _overlapping(self, span: Span) -> Figure | None:
        found = (
            figure
            for other, figure in self._figures.items()
            if other.document_id == span.document_id and other.start < span.end and span.start < other.end
        )
        return next(found, None)

    def _has_toll(self, gap: OpenQuestion) -> bool:
        """Whether another document of the story counts the dead or the hurt, or says that there are none."""
        for document_id in self._others(gap):
            for passage in self._texts.passages(document_id):
                counted = self._counts.get((document_id, passage.index), ())
                if any(c.key[0] == "fate" and c.key[1] in _HARM for c in counted) or _UNHARMED.search(passage.text):
                    return True
        return False

    def _others(self, question: OpenQuestion) -> dict[str, None]:
        """The documents of other origins that tell the same story in the same weeks."""
        own = {self._texts.origin(span.document_id) for span in question.spans}
        first = question.spans[0].document_id
        if first not in self._near:
            story, day = self._texts.story(first), self._texts.day(first)
            others = (d for d in self._texts.documents if self._texts.story(d).is_of(story))
            self._near[first] = [d for d in others if _is_near(day, self._texts.day(d))]
        return dict.fromkeys(d for d in self._near[first] if self._texts.origin(d) not in own)

    def _passage(self, span: Span) -> Passage:
        return self._texts.passage(span.document_id, span.start)


def _common(passage: Passage) -> frozenset[str]:
    """The stems of the words of a sentence that are no names: what it is about, not whom."""
    return frozenset(stems_in(_CAPITALISED.sub(" ", passage.text)))


_CAPITALISED = Expression(r"(?<=\s)[A-Z][\w’'-]*")


def _is_near(one: dt.date | None, two: dt.date | None) -> bool:
    return one is None or two is None or abs((one - two).days) <= _WEEKS


_WEEKS = 45  # days within which a story is told; what fits a gap later is of another
