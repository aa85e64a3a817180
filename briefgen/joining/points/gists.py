"""What a key point says, so far that two can be held against each other: who, what act, how many, when. Judges no pair.

Everything is read off the words of the point and off the facts that rest on its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.grounding import of_first_source
from briefgen.language.asking import base_form
from briefgen.language.cues import cue_forms
from briefgen.language.quantities.numerals import numeral_at
from briefgen.language.stems import stem
from briefgen.language.tagging import tag
from briefgen.language.times.values import MONTHS, WEEKDAYS
from briefgen.language.words import AUXILIARIES, PREPOSITIONS, Word, is_negated_form, words
from briefgen.model import Facts, KeyPoint, Span
from briefgen.text import tokens

Place = tuple[str, int]  # a document's id and the number of a sentence

_COMPARED = re.compile(
    r"\b(at least|at most|more than|less than|fewer than|up to|as many as|no more than|no fewer than|over|under|nearly|almost|"
    r"about|around|roughly|approximately|some|an estimated)\s+[$€£]?$",
    re.IGNORECASE,
)
_MONTH_NEXT = re.compile(rf"\s+(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(MONTHS)})\.?\s+$", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)}|yesterday|today)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DENIALS = frozenset(
    "deny denie denied denies denying denial refute refuted refutes dispute disputed disputes dismissed dismisses".split()
)
_DOUBTS = frozenset(
    "suspected alleged allegedly reportedly apparently possibly probably perhaps maybe may might unconfirmed believed feared claimed "
    "claims suspects rumoured rumored".split()
)
_PLANS = frozenset(
    "will would shall plan plans planned planning intend intends intended expect expected expects aims set due hope hopes hoped vow "
    "vowed pledge pledged promise promised threaten threatened propose proposed consider considering considers could may might should "
    "must if unless whether".split()
)
_SAME_ACT = (
    "kill die dead death deaths perish fatally", "arrest detain", "injure wound hurt", "collapse", "close shut", "begin start",
    "buy acquire purchase", "resign quit", "approve pass adopt endorse back", "explode blast explosion", "fire blaze", "burn blaze fire",
    "release free", "strike attack", "evacuate evacuation", "rescue save", "sink sank", "reopen", "vote", "rise rose increase",
    "fall fell drop decline",
)  # fmt: skip
_ACTS = {word: group.split()[0] for group in _SAME_ACT for word in group.split()}
_NOT_ACTS = AUXILIARIES | frozenset(
    "have do get make take put go come be become remain seem include according follow".split()
)
_JOINING = frozenset("the of a an in and for s".split())
_HEAD = 24  # characters by which the point is found behind a dateline
_REACH = 4  # words before a verb in which a plan or a negation is of it


@dataclass(frozen=True, slots=True)
class Act:
    """A verb, brought to one form, and whether it is told as done, planned or not done."""

    name: str
    planned: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Gist:
    """What a point says. main is the act of its first verb; roles are the names, things the nouns, by where they stand:
    "subject", or the preposition before them.
    """

    stems: frozenset[str]
    acts: frozenset[Act]
    main: str | None
    numbers: frozenset[str]
    days: frozenset[str]
    weekdays: frozenset[str]
    roles: Mapping[str, frozenset[str]]
    things: Mapping[str, frozenset[str]]
    years: frozenset[str]
    denies: bool
    doubts: bool

    @property
    def names(self) -> frozenset[str]:
        """Everybody and everything that is named."""
        return frozenset().union(*self.roles.values())


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where the facts name somebody, and which days they give, by sentence."""

    names: Mapping[Place, Sequence[tuple[int, int, str]]]
    days: Mapping[Place, frozenset[str]]

    @classmethod
    def of(cls, facts: Facts) -> Mentions:
        """Read them off the stakeholders and events of some facts."""
        names: dict[Place, list[tuple[int, int, str]]] = {}
        for who in facts.stakeholders:
            if who.kind in ("group", "public", "affected"):
                continue
            for alias in who.aliases:
                for span in alias.spans:
                    names.setdefault(span.place, []).append((span.start, span.end, who.name))
        days: dict[Place, set[str]] = {}
        for event in facts.events:
            if event.time.value and event.time.precision == "day":
                for span in (event.what, *((event.time_span,) if event.time_span else ())):
                    days.setdefault(span.place, set()).add(event.time.value)
        return cls(names, {place: frozenset(its) for place, its in days.items()})


def gist(point: KeyPoint, mentions: Mentions) -> Gist:
    """What a point says. Linear in the length of its sentences."""
    reading = _Reading(point, mentions)
    for span in of_first_source(point.spans):
        reading.read(span)
    return reading.gist()


@dataclass(slots=True)
class _Reading:
    """The sentences of one point being read."""

    point: KeyPoint
    mentions: Mentions
    stems: set[str] = field(default_factory=set)
    acts: set[Act] = field(default_factory=set)
    main: str | None = None
    numbers: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    weekdays: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=dict)
    things: dict[str, set[str]] = field(default_factory=dict)
    years: set[str] = field(default_factory=set)
    lower: set[str] = field(default_factory=set)

    def gist(self) -> Gist:
        return Gist(
            frozenset(self.stems),
            frozenset(self.acts),
            self.main,
            frozenset(self.numbers),
            frozenset(self.days),
            frozenset(self.weekdays),
            {role: frozenset(names) for role, names in self.roles.items()},
            {role: frozenset(nouns) for role, nouns in self.things.items()},
            frozenset(self.years),
            denies=bool(self.lower & _DENIALS),
            doubts=bool(self.lower & _DOUBTS),
        )

    def read(self, span: Span) -> None:
        head = max(0, span.quote.find(self.point.text[:_HEAD])) if span == self.point.spans[0] else 0
        its_words = tuple(word for word in _tagged(span.quote) if word.start >= head)
        kept = [word for word in its_words if not self._is_of_speaker(span, word)]
        self.lower.update(word.lower for word in its_words)
        self.stems.update(filter(None, (_content(word) for word in kept)))
        acts = list(_acts(its_words))
        self.acts.update(act for _, act in acts)
        self.main = self.main or next((act.name for is_verb, act in acts if is_verb), None)
        self.numbers.update(_numbers(span.quote[head:]))
        self.days |= self.mentions.days.get(span.place, frozenset())
        self.weekdays.update(_weekdays(span.quote[head:]))
        self.years.update(word.text for word in its_words if _YEAR.match(word.text))
        for role, noun in _nouns(its_words, kept):
            self.things.setdefault(role, set()).add(noun)
        for role, name in _named(span, its_words, self._names(span), kept):
            self.roles.setdefault(role, set()).add(name)

    def _is_of_speaker(self, span: Span, word: Word) -> bool:
        """True for the words that only tell who says it: whoever says it, it is the same."""
        said = self.point.attribution
        if self.point.kind == "non-disclosure":
            return False  # whose silence it is matters
        if said.cue is not None and not cue_forms().get(said.cue.split()[-1].lower(), frozenset()) & {"say", "tell"}:
            return said.cue.lower().startswith("according") and self._lies_in(span, word, said.speaker_span)
        return any(self._lies_in(span, word, part) for part in (said.speaker_span, said.cue_span))

    @staticmethod
    def _lies_in(span: Span, word: Word, part: Span | None) -> bool:
        if part is None or part.document_id != span.document_id:
            return False
        return part.start <= span.start + word.start < part.end

    def _names(self, span: Span) -> list[tuple[int, int, str]]:
        return sorted(
            (start - span.start, end - span.start, name)
            for start, end, name in self.mentions.names.get(span.place, ())
            if span.start <= start and end <= span.end
        )


def _tagged(text: str) -> tuple[Word, ...]:
    its_tokens = tokens(text, 0, len(text))
    tags = tag([token.text for token in its_tokens])
    return words(text, 0, len(text), {t.end: found for t, found in zip(its_tokens, tags, strict=True)})


def _content(word: Word) -> str | None:
    if word.lower in WEEKDAYS or word.lower in MONTHS or word.text[0].isdigit() or is_negated_form(word.lower):
        return None
    return _ACTS.get(_lemma(word)) or stem(word.lower)


def _lemma(word: Word) -> str:
    if not word.tag.startswith("VB"):
        return word.lower
    return _ACTS.get(word.lower) or base_form(word.lower[:-3] + "ed" if word.tag == "VBG" else word.lower)


def _acts(its_words: Sequence[Word]) -> Iterator[tuple[bool, Act]]:
    """What is done, with the plan or the negation before it, and whether a verb tells it; saying so is no act."""
    for i, word in enumerate(its_words):
        name = _lemma(word)
        is_verb = word.tag.startswith("VB") and not {name, word.lower} & _NOT_ACTS and not _says(word)
        if is_verb or word.lower in _ACTS:
            before = {w.lower for w in its_words[max(0, i - _REACH) : i]}
            planned = bool(before & _PLANS) or (i > 0 and its_words[i - 1].lower == "to")
            yield is_verb, Act(_ACTS.get(name, name), planned, any(map(is_negated_form, before)))


def _says(word: Word) -> bool:
    return "say" in cue_forms().get(word.lower, frozenset())


def _numbers(text: str) -> Iterator[str]:
    """The numbers with what bounds them, without days, years and a lone "one"."""
    for match in re.finditer(
        r"(?<![\w.,])(?:\d|(?:[Tt]w|[Tt]hr|[Ff]o|[Ff]i|[Ss]i|[Ss]e|[Ee]i|[Ee]l|[Nn]i|[Tt]e|[Hh]u|[Dd]o)[a-z])", text
    ):
        found = numeral_at(text, match.start())
        if found is None or _is_date(text, found.start, found.end):
            continue
        bound = _COMPARED.search(text[max(0, found.start - 24) : found.start])
        yield f"{bound.group(1).lower() if bound else ''} {found.value}".strip()


def _is_date(text: str, start: int, end: int) -> bool:
    number = text[start:end]
    return bool(
        _YEAR.match(number) or _MONTH_NEXT.match(text, end) or _MONTH_BEFORE.search(text[max(0, start - 12) : start])
    )


def _weekdays(text: str) -> Iterator[str]:
    """The weekdays on which something happened; on which somebody said so does not count."""
    for match in _WEEKDAY.finditer(text):
        before = [w.lower() for w in re.findall(r"\w+", text[max(0, match.start() - 40) : match.start()])[-_REACH:]]
        if not any("say" in cue_forms().get(word, frozenset()) for word in before):
            yield match.group().lower()


def _named(
    span: Span, its_words: Sequence[Word], known: Sequence[tuple[int, int, str]], kept: Sequence[Word]
) -> Iterator[tuple[str, str]]:
    """Each name with its place in the sentence: those that the facts know, then other words in capitals."""
    verb = next((w.start for w in its_words if w.tag in ("VBD", "VBZ", "VBP", "MD")), len(span.quote))
    stays = {word.start for word in kept}
    for i, word in enumerate(its_words):
        if word.start not in stays:
            continue
        name = next((name for start, end, name in known if start <= word.start < end), None)
        if name is None and (not word.capital or not i or word.lower in WEEKDAYS or word.lower in MONTHS):
            continue
        yield _role(its_words, i, verb), _key(name or word.text)


def _key(name: str) -> str:
    """A name in whatever order of its words: "the port authority of Halden", "Halden port authority"."""
    return " ".join(sorted(word for word in re.findall(r"[^\W_]+", name.lower()) if word not in _JOINING))


def _nouns(its_words: Sequence[Word], kept: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """The common nouns before the first verb and behind prepositions: what is spoken of."""
    verb = next((w.start for w in its_words if w.tag in ("VBD", "VBZ", "VBP", "MD")), 0)
    stays = {word.start for word in kept}
    role = "subject"
    for word in its_words:
        if word.gap.strip():
            role = ""
        if word.lower in PREPOSITIONS:
            role = word.lower
        elif word.start >= verb and word.tag.startswith(("VB", "MD")):
            role = "subject" if _says(word) else ""
        elif (
            role and word.tag.startswith("NN") and not word.capital and word.start in stays and (noun := _content(word))
        ):
            yield role, noun


def _role(its_words: Sequence[Word], i: int, verb: int) -> str:
    """ "subject" before the first verb, the preposition that a name stands behind, or "" for another place."""
    for word in reversed(its_words[max(0, i - 3) : i]):
        if word.lower in PREPOSITIONS:
            return word.lower
        if word.gap.strip() or not (word.capital or word.lower in ("the", "a", "an", "its", "their")):
            break
    return "subject" if its_words[i].start < verb else ""
