"""What a sentence needs beside it to be understood: the speaker of a quotation, what "this" and "he" point at. No ranking."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.extractors.key_points.layout import FIRST_PERSON, Passage
from briefgen.language.analysis import Analysis, Mention
from briefgen.language.quotations import Quotation, find_quotations
from briefgen.language.words import Word
from briefgen.model import Statement

MOST_JOINED = 60  # words of sentences that cannot be told apart; beyond that they are left out
_CONNECTIVE = re.compile(
    r"(?:(?:However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Also|Nevertheless|Nonetheless|Besides|Finally|"
    r"Similarly|Likewise|Of course|Indeed|In fact|Still|Yet|So|Well|Yes|No|Yeah|Yep|Oh|Now),|But,?|And,?)\s+(?=\w)"
)
_HANGING = re.compile(
    r"\W*(?:(?:this|these)(?! (?:\w+ )?(?:year|month|week|weekend|morning|afternoon|evening|spring|summer|autumn|winter|season|decade)\b)|"
    r"that|those|such|here|there it|both|another|others|the others?|then|if (?:so|not)|instead|otherwise|"
    r"(?:one|some|many|most|all|none|both|neither|each|two|three) of (?:them|these|those|whom|which)|one such|"
    r"as a result|as such|for (?:example|instance|this|that)|therefore|thus|hence|consequently|accordingly|"
    r"the (?:former|latter|same|two|pair|first|second|third|last)(?= (?:is|was|are|were|has|have|had|will|would|also|said|say|did)\b)|"
    r"the (?:move|news|incident)\b|"
    r"(?:in|after|before|despite|during|since|because of|at|on|from|with|by|to|under|of) (?:this|that|these|those|which|such)"
    r"(?! (?:year|month|week|weekend|morning|afternoon|evening|spring|summer|autumn|winter|season)\b)|"
    r"by contrast|in contrast|on the other hand|in (?:turn|response|return|the end)|too|not (?:only )?(?:so|that)|"
    r"(?:his|her|its|their|hers|theirs|which|who|because))\b",
    re.IGNORECASE,
)
_AGENT = re.compile(r"(?:[a-z]{3,}(?:er|or|ist|ian|ant|man|woman|men|women|ee)|chief|judge|boy|girl|wife|husband|king|queen|pope|child|"
    r"student|president|resident|parent|suspect|victim|pilot|coach|candidate|secretary|duke|prince|princess|people|couple|fan|colonel|"
    r"general|captain|sergeant|guard|patient|dad|mum|mom|son|daughter|who)s?$")  # fmt: skip
_NO_AGENT = frozenset("number order letter paper water summer winter september october november december power matter offer "
    "color error door floor".split())  # fmt: skip
_NOMINATIVE = frozenset("it he she they".split())
_PERSONAL = frozenset("he she him her his".split())
_THINGS = frozenset({"it", "they"})
_ADVERBIAL = 6  # words that "In 2010, ..." takes at most
_EXPLETIVE = re.compile(
    r"it(?:’s|'s| is| was| has been| will be| would be| may be| remains| seems| appears| became)(?: not| also| still| now)?(?: immediately| yet| entirely)? "
    r"(?:(?!an? |the |his |her |its |their )\w+ (?:that|to|whether|how|why|if)|that|unclear|unknown|likely|possible)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:den(?:y|ies|ied)|confirm(?:s|ed)?|reject(?:s|ed)?|disput(?:es?|ed)|accept(?:s|ed)?|welcom(?:es?|ed)|criticis(?:es?|ed)|"
    r"criticiz(?:es?|ed)|condemn(?:s|ed)?|said|knew) (?:that|this|it|so)(?=[.,;]|$)|"
    r"\b(?:call(?:s|ed)|described|dismissed|rejected|denied|disputed|confirmed) (?:that|this|these|those) "
    r"(?:figure|number|claim|allegation|accusation|charge|account|version|report|estimate|suggestion|description|criticism|idea|view|"
    r"assessment|statement|comparison|proposal|plan|offer|demand|argument)s?\b"
)
_BARE_NUMBER = re.compile(
    r"(?:all|none|some|many|most|several|few|each|neither|either|\d+|two|three|four|five|six|seven|eight|nine|ten),?\s+"
    r"(?:of (?:them|these|those|which|whom)|with|had|have|has|were|was|are|is|did|do|will|would|could|also|said|say)\b",
    re.IGNORECASE,
)
_PEOPLE = ("person", "group", "public", "affected", "armed group")
_DIRECT = ("direct", "mixed")
_AHEAD = 90  # characters within which "in his speech, Ana Silva ..." must come to the name
_ESSAY = 0.2  # share of sentences in the first person from which on a document is somebody's own words


@dataclass(frozen=True, slots=True)
class Reading:
    """How a passage can be shown: text for when it stands alone, and first..last, the sentences it must come with."""

    passage: Passage
    text: str
    first: int
    last: int


def readings(
    analysis: Analysis, passages: Sequence[Passage], statements: Mapping[int, Sequence[Statement]]
) -> dict[int, Reading]:
    """Each passage that can be understood, alone or with its neighbours, by the index of its sentence.

    A sentence is left out when it is somebody's words and nothing near says whose, when it points at
    something out of reach, and when what it must come with is longer than MOST_JOINED words.
    """
    desk = _Desk(analysis, passages, statements)
    needs = {p.sentence: need for p in passages if (need := desk.need(p)) is not None}
    found = {}
    for passage in passages:
        reach = _closed(passage.sentence, needs)
        if reach is not None and desk.holds_together(*reach):
            text = desk.alone(passage)
            found[passage.sentence] = Reading(passage, text, *reach)
    return found


def _closed(sentence: int, needs: Mapping[int, tuple[int, int]]) -> tuple[int, int] | None:
    """The sentences that a sentence needs, with all that those need in turn; at most four."""
    first, last = sentence, sentence
    reached = -1
    while last - first != reached:
        reached = last - first
        if reached > 3:
            return None
        for index in range(first, last + 1):
            if index not in needs:
                return None
            first, last = min(first, needs[index][0]), max(last, needs[index][1])
    return first, last


class _Desk:
    """One document laid out: its quotations, who is quoted where, whether it is in the first person."""

    def __init__(
        self, analysis: Analysis, passages: Sequence[Passage], statements: Mapping[int, Sequence[Statement]]
    ) -> None:
        self.analysis = analysis
        self.statements = statements
        self.passages = {p.sentence: p for p in passages}
        self.quotations = [q for q in find_quotations(analysis.document.text) if q.is_long]
        self._starts = [q.outer_start for q in self.quotations]
        self._cues = _cue_sentences(statements)
        self._opening = passages[0].sentence if passages else -1
        own = sum(self._in_first_person(p) for p in passages)
        self._is_essay = bool(passages) and (
            self._in_first_person(passages[0]) or (own > 1 and own >= _ESSAY * len(passages))
        )

    def need(self, passage: Passage) -> tuple[int, int] | None:
        """The first and the last sentence that must be read with this one; None when nothing near would help."""
        index = passage.sentence
        if passage.lead is not None and passage.speaker is None and self._is_unnamed(passage.lead[0]):
            return None
        first = last = index
        for quotation in self._quotations(passage):
            inside = (self._sentence(quotation.start), self._sentence(quotation.end - 1))
            if inside == (index, index) and not self._is_bare(quotation, passage):
                continue
            cue = self._cues.get(index) or self._cues.get(inside[0]) or self._cues.get(inside[1])
            if cue is None and passage.lead is None:
                return None
            first = min(first, inside[0], *(cue or ()))
            last = max(last, inside[1], *(cue or ()))
        if passage.lead is None and not self._is_essay and self._in_first_person(passage):
            return None
        if first == index and self._points_back(passage):
            first = index - 1
        if first < index == self._opening:  # nothing stands before the lead: it explains itself
            first = index if self._opens_without_pronoun(passage) else first
        return first, last

    def _is_unnamed(self, start: int) -> bool:
        """True for an introduction that says "he" where it should say who."""
        return any(w.start >= start and w.lower in _NOMINATIVE for w in self.analysis.words[self._sentence(start)])

    def _is_bare(self, quotation: Quotation, passage: Passage) -> bool:
        """True when the sentence is nothing but the quotation."""
        return quotation.outer_end - quotation.outer_start >= passage.end - passage.start - 2

    def _quotations(self, passage: Passage) -> Iterator[Quotation]:
        number = max(0, bisect_right(self._starts, passage.start) - 1)
        for quotation in self.quotations[number:]:
            if quotation.outer_start >= passage.end:
                return
            if quotation.end > passage.start:
                yield quotation

    def _sentence(self, offset: int) -> int:
        return max(0, bisect_right(self.analysis.sentences, offset, key=lambda s: s.start) - 1)

    def _in_first_person(self, passage: Passage) -> bool:
        """True when "we" or "I" stands outside any quotation, and so for a speaker that is not named."""
        own = [w for w in self.analysis.words[passage.sentence] if w.lower in FIRST_PERSON and w.text != "US"]
        return any(not self._is_quoted(passage, w) for w in own)

    def _points_back(self, passage: Passage) -> bool:
        """True when the sentence speaks of something by a word that only an earlier sentence explains."""
        text = self.analysis.document.text
        begin = self._begin(passage)
        words = [w for w in self.analysis.words[passage.sentence] if w.start >= begin]
        if not words:
            return True
        if words[0].lower in _NOMINATIVE:
            return not _EXPLETIVE.match(text, begin) and self._speaker_at(passage, words[0]) is None
        if _HANGING.match(text, begin, passage.end) or _BARE_NUMBER.match(text, begin, passage.end):
            return True
        return self._has_stray_pronoun(passage, words) or self._ends_on_pointer(passage)

    def _ends_on_pointer(self, passage: Passage) -> bool:
        """True for "Marsh denied that." and "Altera called that figure a fantasy": what is meant stands before."""
        found = _POINTER.search(self.analysis.document.text, self._begin(passage), passage.end)
        return found is not None and not any(q.start <= found.start() < q.end for q in self._quotations(passage))

    def _opens_without_pronoun(self, passage: Passage) -> bool:
        return self.analysis.words[passage.sentence][0].lower not in _NOMINATIVE

    def _has_stray_pronoun(self, passage: Passage, words: Sequence[Word]) -> bool:
        """True for a "he" before which the sentence has nobody, and for an "it" that follows a mere adverbial."""
        stray = [(i, w) for i, w in enumerate(words) if w.lower in _PERSONAL or (w.lower in _THINGS and "," in w.gap)]
        stray = [(i, w) for i, w in stray if not self._is_quoted(passage, w)]
        if not stray:
            return False
        mentions = self.analysis.mentions_between(words[0].start, passage.end)
        people = [m.start for m in mentions if m.form != "pronoun" and self._is_one_person(m)]
        people += [w.start for w in words if _is_agent(w) and w.tag != "NNS"]
        for position, word in stray:
            before = sum(start < word.start for start in set(people))
            if word.lower in _PERSONAL and before < (2 if word.lower == "him" else 1):
                return not (word.lower in ("his", "her") and any(start < word.start + _AHEAD for start in people))
            if word.lower in _THINGS and 0 < position < _ADVERBIAL and not any(m.start < word.start for m in mentions):
                return not _EXPLETIVE.match(self.analysis.document.text, word.start)
        return False

    def _is_quoted(self, passage: Passage, word: Word) -> bool:
        return any(q.start <= word.start < q.end for q in self._quotations(passage))

    def _is_person(self, entity: int) -> bool:
        return entity >= 0 and self.analysis.entities[entity].kind in _PEOPLE

    def _is_one_person(self, mention: Mention) -> bool:
        """True for whom "he" may mean: a person, named or described; no staff, no crowd."""
        return mention.entity >= 0 and self.analysis.entities[mention.entity].kind == "person"

    def _begin(self, passage: Passage) -> int:
        """Where the sentence begins once a connective that points backwards is dropped."""
        match = _CONNECTIVE.match(self.analysis.document.text, passage.start, passage.end)
        return match.end() if match else passage.start

    def _speaker_at(self, passage: Passage, word: Word) -> str | None:
        """Whom a pronoun at the head of the sentence surely stands for, where the sentence reports what they say."""
        if word.start != self.analysis.sentences[passage.sentence].start:
            return None
        for statement in self.statements.get(passage.sentence, ()):
            span, speaker = statement.attribution.speaker_span, statement.attribution.speaker
            if span and speaker and span.start == word.start and speaker.lower() != word.lower:
                return speaker if self._goes_on(passage, word, speaker) else None
        return None

    def _goes_on(self, passage: Passage, word: Word, speaker: str) -> bool:
        """True when the sentence before is said by that speaker alone; for "he", when nobody else is named there first."""
        before = passage.sentence - 1
        said = {statement.attribution.speaker for statement in self.statements.get(before, ())} == {speaker}
        if before < 0 or word.lower not in _PERSONAL:
            return said
        sentence = self.analysis.sentences[before]
        mentions = self.analysis.mentions_between(sentence.start, sentence.end)
        people = [m.entity for m in mentions if m.form != "pronoun" and self._is_person(m.entity)]
        first = self.analysis.entities[people[0]].name if people else None
        return first == speaker and (said or len(set(people)) == 1)

    def alone(self, passage: Passage) -> str:
        """The sentence as it reads without the one before it: no connective, a pronoun at its head replaced by its name."""
        text = self.analysis.document.text
        begin = self._begin(passage)
        opening = next((w for w in self.analysis.words[passage.sentence] if w.start >= begin), None)
        if opening is not None and opening.lower in _NOMINATIVE:
            speaker = self._speaker_at(passage, opening)
            if speaker is not None:
                return _capitalised(self._as_subject(speaker)) + text[opening.end : passage.end]
        named = self._description_at(passage, begin)
        if named is not None:
            return self._as_subject(self.analysis.entities[named.entity].name) + text[named.end : passage.end]
        shown = text[begin : passage.end]
        return shown if begin == passage.start or passage.lead else _capitalised(shown)

    def _description_at(self, passage: Passage, begin: int) -> Mention | None:
        """Who speaks at the head of a sentence that only describes a body named elsewhere: "The company said"."""
        mention = next(iter(self.analysis.mentions_between(begin, passage.end)), None)
        if mention is None or mention.form != "description" or mention.full_start != begin:
            return None
        if not self.analysis.document.text.startswith("The ", begin) or self.analysis.document.text[mention.end] != " ":
            return None
        spans = (s.attribution.speaker_span for s in self.statements.get(passage.sentence, ()))
        if not any(span is not None and span.start == begin for span in spans):
            return None
        entity = self.analysis.entities[mention.entity]
        first = self.analysis.mentions[entity.mentions[0]]
        return mention if entity.named and entity.kind == "organisation" and first.sentence < mention.sentence else None

    def _as_subject(self, speaker: str) -> str:
        """The name with "the", where a body that is named by what it is asks for it."""
        kinds = {entity.name: entity.kind for entity in self.analysis.entities}
        is_body = kinds.get(speaker) in ("diplomatic mission", "ministry", "military")
        is_owned = re.match(r"[^’']+(?:’s|'s|s’) ", speaker) is not None
        return f"the {speaker}" if is_body and not is_owned and not speaker.lower().startswith("the ") else speaker

    def holds_together(self, first: int, last: int) -> bool:
        """True when first..last is running text of one paragraph and one voice, and no longer than MOST_JOINED words."""
        its = [self.passages.get(index) for index in range(first, last + 1)]
        if first == last:
            return its[0] is not None
        if any(p is None for p in its) or len({p.lead for p in its if p}) > 1:
            return False
        if not all(self._has_antecedent(first, index) for index in range(first + 1, last + 1)):
            return False
        paragraphs = {self.analysis.sentences[index].paragraph for index in range(first, last + 1)}
        return len(paragraphs) == 1 and sum(len(self.analysis.words[i]) for i in range(first, last + 1)) <= MOST_JOINED

    def _has_antecedent(self, first: int, index: int) -> bool:
        """False for a sentence that opens with "he" where nobody is named from first on."""
        words = self.analysis.words[index]
        if not words or words[0].lower not in ("he", "she"):
            return True
        mentions = self.analysis.mentions_between(self.analysis.sentences[first].start, words[0].start)
        earlier = (w for i in range(first, index) for w in self.analysis.words[i])
        return any(m.form != "pronoun" and self._is_person(m.entity) for m in mentions) or any(map(_is_agent, earlier))


def _is_agent(word: Word) -> bool:
    """True for a noun that "he" or "she" may stand for, by its form: driver, minister, student."""
    return word.tag[:2] in ("NN", "") and word.lower not in _NO_AGENT and _AGENT.match(word.lower) is not None


def _cue_sentences(statements: Mapping[int, Sequence[Statement]]) -> dict[int, tuple[int, ...]]:
    """For each sentence that is quoted, the sentences in which it is said who speaks."""
    found: dict[int, tuple[int, ...]] = {}
    for its in statements.values():
        for statement in its:
            cue = statement.attribution.cue_span
            if cue is None or statement.mode not in _DIRECT:
                continue
            for span in statement.spans:
                found.setdefault(span.sentence, (cue.sentence,))
    return found


def _capitalised(text: str) -> str:
    """A new beginning in upper case, but for names like "iPod"."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]
