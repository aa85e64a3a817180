"""What a figure counts: who or what, and what is said of them. Two figures of one count may be compared; others never are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.joining.fates import ANYBODY, FATES, PARTS, TOLL, fate_of
from briefgen.joining.lemmas import is_auxiliary, is_content, is_name, lemma, noun_lemma, stem, stems, verb_lemma
from briefgen.joining.measures import ONE_OF_ITS_KIND, SETTING, measured
from briefgen.joining.texts import Passage, Texts
from briefgen.language.clauses import Clause
from briefgen.language.expressions import Expression
from briefgen.language.words import PRONOUNS, Word, is_negated_form
from briefgen.model import Figure, Span

_LIGHT = frozenset(
    "be have do say tell include give see mean show make take get go come seem remain need want expect".split()
)

_PART = Expression(
    r"\b(?:including|among them|of them|of whom|of which|by|another|further|additional|extra|first|last|other|every|each)\s*$",
    re.IGNORECASE,
)
_MORE = Expression(r"\b(?:another|further|additional|more|extra|others?)\b(?! than)", re.IGNORECASE)
_UNTRUE = Expression(
    r"\b(?:den(?:y|ies|ied)|reject\w*|refut\w+|dismiss\w*|false|untrue|not true|no truth)\b", re.IGNORECASE
)
_EACH = Expression(r"[^.;]{0,80}\b(?:respectively|each|apiece)\b", re.IGNORECASE)
_OF_THOSE = Expression(r"\s*of (?:the|them|those|these|its|their|his|her|whom|which)\b", re.IGNORECASE)
_PLANNED = frozenset(
    "will would could may might shall should plan expect hope aim intend propose seek want ’ll 'll".split()
)
_CONDITIONAL = Expression(
    r"\b(?:if|unless|had (?:earlier|previously|initially)|up from|down from|compared with)\b", re.IGNORECASE
)
CRAFT = frozenset(
    "ferry ship vessel boat trawler tanker freighter liner barge yacht submarine plane jet aircraft airliner helicopter "
    "flight train tram bus coach lorry truck car van".split()
)
_PLACED = Expression(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|around|from|[Aa]cross|[Oo]utside|[Oo]ff|of) (?:the (?:[a-z]+ ){0,4})?(?=[A-Z])"
)
_NAME = Expression(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")


@dataclass(frozen=True, slots=True)
class Count:
    """One figure and what it is the size of; only counts with the same key can be of the same thing.

    subject is that in the words of the source. context holds the stems of the clause around it, places the
    names of places in it, bearers the names of whoever does what to the counted, and window the days within which
    the figure holds, None where nobody knows.
    dated: the clause says when that happened, not only when it was counted. A count that is not sure may be
    the same as another of the same value; it contradicts none.
    """

    figure: Figure
    key: tuple[str, ...]
    context: frozenset[str]
    names: frozenset[str]
    places: frozenset[str]
    bearers: frozenset[str]
    window: tuple[dt.date, dt.date] | None
    dated: bool
    subject: str
    is_sure: bool

    @property
    def span(self) -> Span:
        """Where the figure stands."""
        return self.figure.spans[0]


def count(texts: Texts, figure: Figure) -> Count | None:
    """What a figure counts; None where it is a part, a rise, hypothetical, or hangs on nothing that is sure."""
    span = figure.spans[0]
    passage = texts.passage(span.document_id, span.start)
    start, end = span.start - passage.start, span.end - passage.start
    clause = passage.clause_at(span.start)
    its_words = passage.words[clause.first : clause.last] if clause else passage.words
    if _is_part(figure, passage.text[:start], passage.text[end:]):
        return None
    if any(is_negated_form(word.lower) for word in its_words) or _UNTRUE.search(passage.text, 0, start):
        return None
    key, sure = _key(passage, clause, figure, start, end)
    window, precision = _window(texts, passage, clause)
    modal = any(w.lower in _PLANNED or lemma(w) in _PLANNED for w in its_words if not w.capital)
    return Count(
        figure,
        (*key, "planned" if modal else "told"),
        stems([word for word in its_words if not start <= word.start < end]),
        frozenset(w.lower for w in passage.words if is_name(w)),
        _places(passage.text, clause),
        _bearers(clause, its_words) if "object" in key else frozenset(),
        window,
        precision is not None and not _is_of_counting(key, precision, its_words),
        _subject(passage, key, figure, start, end),
        sure,
    )


def _is_part(figure: Figure, before: str, behind: str) -> bool:
    """True for a part of a whole, a rise, a rate, and what the text sets against the figure that holds."""
    if figure.change or (figure.period or "").startswith(("a ", "per ")):
        return True
    quote, lead = figure.spans[0].quote, before[-24:]
    if _EACH.match(behind):
        return True
    of_those = _OF_THOSE.match(behind) or (not _is_share(figure) and _OF_THOSE.search(quote))
    more = _MORE.search(quote) or _MORE.match(behind.lstrip())
    return any((of_those, more, _PART.search(lead), _CONDITIONAL.search(lead)))


def _is_share(figure: Figure) -> bool:
    unit = figure.unit or ""
    return unit == "%" or unit.startswith(("in ", "percentage"))


_STANDING = frozenset("missing trapped displaced".split())


def _is_of_counting(key: tuple[str, ...], precision: str, its_words: Sequence[Word]) -> bool:
    """Whether the time of a clause tells only when something was counted: "the toll rose to 19 on Wednesday"."""
    if key[0] == "size":
        return precision == "day"
    sets = any(w.tag.startswith("VB") and verb_lemma(w.lower) in SETTING - {"be"} for w in its_words)
    return key[0] == "fate" and (sets or key[1] in _STANDING)


def _subject(passage: Passage, key: tuple[str, ...], figure: Figure, start: int, end: int) -> str:
    """What is counted as the source says it: from the noun to what is said of it, or the noun that a sum is the size of."""
    if key[0] == "size":
        match = re.search(
            rf"\b{key[1]}\w*\b(?: (?:of|to|for) (?:the )?[\w ]{{2,30}}?(?= (?:is|was|at|has|rose)\b))?",
            passage.text,
            re.IGNORECASE,
        )
        return match.group() if match else figure.as_stated
    noun = start + max(0, passage.text[start:end].find(figure.counts or ""))
    behind = _said_of_it([w for w in passage.words if w.start >= noun])
    if key[0] == "fate" and TOLL.search(passage.text[max(0, start - 100) : start]):
        return "death toll"
    if (
        figure.counts
        and behind is not None
        and behind.end - noun <= _SHORT
        and not PARTS.search(passage.text[noun : behind.end])
    ):
        return passage.text[noun : behind.end]
    fate = next((w.text for w in passage.words if w.tag == "VBD" and FATES.get(verb_lemma(w.lower)) == key[1]), None)
    if key[0] == "fate" and figure.counts and fate is not None:
        return f"{figure.counts} {fate}"  # "people injured" of "injured 14 people"
    return figure.counts or figure.spans[0].quote


_SHORT = 60


def _said_of_it(its_words: Sequence[Word]) -> Word | None:
    """The first word behind a noun that tells what became of it, before anything else begins: "people were killed"."""
    for word in its_words:
        if word.tag in ("WRB", "IN", "PRP", "CC") and word.lower not in FATES:
            return None
        if (word.tag in ("VBD", "VBN", "JJ") or word.lower in FATES) and not is_auxiliary(word):
            return word
    return None


def _key(passage: Passage, clause: Clause | None, figure: Figure, start: int, end: int) -> tuple[tuple[str, ...], bool]:
    """What is counted, and whether that is sure enough for two different values to contradict each other."""
    head, modifiers = _head(figure)
    size = measured(passage, clause, figure, start, end)
    if size:
        return size, bool(size[2]) or size[1] in ONE_OF_ITS_KIND
    fate = fate_of(passage, clause, head, start, end)
    if fate:
        group = "" if head in ANYBODY or FATES.get(head) == fate else head
        return ("fate", fate, group, *modifiers), True
    predicate = _predicate(passage, clause, start, end)
    if head and predicate:
        return ("count", head, *modifiers, *predicate), True
    return ("same", head, *modifiers, figure.unit or "", _shown(figure)), False


def _head(figure: Figure) -> tuple[str, tuple[str, ...]]:
    """The noun that is counted, and what is said of it in front of it."""
    its_words = (figure.counts or "").lower().replace("’s", "").split()
    before_of = its_words[: its_words.index("of")] if "of" in its_words else its_words
    if not before_of:
        return "", ()
    *modifiers, head = before_of
    return noun_lemma(head), tuple(sorted(stem(m) for m in modifiers if is_content(m)))


def _shown(figure: Figure) -> str:
    """A value long enough to tell a figure from others, for counts that nothing else tells apart."""
    value = figure.value if figure.value is not None else figure.low
    digits = f"{value:f}".rstrip("0").rstrip(".").rstrip("0") if value is not None else ""
    telling = len(digits.replace(".", "")) >= 2 and value is not None and value >= _TELLING
    return f"{value}" if telling else f"{figure.spans[0].document_id}:{figure.spans[0].start}"


_TELLING = 13


def _predicate(passage: Passage, clause: Clause | None, start: int, end: int) -> tuple[str, ...] | None:
    """What is said of a counted subject, or who does what to a counted object; None where the verb says too little."""
    if clause is None:
        return None
    its = passage.words[clause.first : clause.last]
    verb = clause.verb - clause.first
    last = verb
    while last + 1 < len(its) and its[last + 1].gap == " " and its[last + 1].tag in ("VB", "VBN", "VBG", "RB"):
        last += 1
    while last > verb and not its[last].tag.startswith("VB"):
        last -= 1
    main = verb_lemma(its[last].lower)
    if main in _LIGHT or clause.speaks or main in FATES:
        return None
    if end <= its[verb].start:  # the subject is counted
        between = [w for w in its[:verb] if w.start >= end]
        if any(w.tag.startswith("VB") or w.lower in PRONOUNS for w in between) or "," in its[verb].gap:
            return None
        return ("subject", stem(main))
    if start < its[last].end:
        return None
    between = [w for w in its[last + 1 :] if w.end <= start]
    if len(between) > 2 or any(w.tag in ("IN", "TO", "CC") or "," in w.gap for w in between):
        return None
    nouns = [w for w in _before_comma(its[:verb]) if w.tag.startswith("NN")]
    subject = stems([w for w in nouns if not is_name(w) and w.lower not in CRAFT])
    return ("object", stem(main), " ".join(sorted(subject))) if nouns else None


def _before_comma(its_words: Sequence[Word]) -> Sequence[Word]:
    """The words up to an insertion: "the vessel" of "the vessel, operated by …,"."""
    cut = next((i for i, word in enumerate(its_words) if i and "," in word.gap), len(its_words))
    return its_words[:cut]


def _bearers(clause: Clause | None, its_words: Sequence[Word]) -> frozenset[str]:
    """The names of whoever does it: two ferries, each named, carry two loads."""
    subject = [w for w in its_words if clause is not None and w.end <= its_words[clause.verb - clause.first].start]
    return frozenset(w.lower for w in _before_comma(subject) if is_name(w))


def _places(sentence: str, clause: Clause | None) -> frozenset[str]:
    """The names behind "in", "at", "near" in the clause."""
    first, last = (clause.start, clause.end) if clause else (0, len(sentence))
    placed = (m for m in _PLACED.finditer(sentence, first, last) if m.group().split()[-1] not in CRAFT)
    names = (_NAME.match(sentence, m.end()) for m in placed)
    return frozenset(n.group().split()[-1].lower() for n in names if n and is_content(n.group().split()[-1].lower()))


def _window(texts: Texts, passage: Passage, clause: Clause | None) -> tuple[tuple[dt.date, dt.date] | None, str | None]:
    """The days within which a figure holds, and how exactly its clause says so; else those before its document came out."""
    first = passage.start + (clause.start if clause else 0)
    last = passage.start + (clause.end if clause else len(passage.text))
    stated = [m.time for m in texts.times(passage) if first <= m.start < last and m.time.kind == "date"]
    bounds = [(t.earliest, t.latest) for t in stated if t.earliest and t.latest]
    if bounds:
        exact = all(t.precision == "day" for t in stated)
        return (min(e for e, _ in bounds), max(late for _, late in bounds)), "day" if exact else "coarse"
    day = texts.day(passage.document_id)
    return (day - dt.timedelta(days=_NEWS), day) if day else None, None


_NEWS = 30  # days: what a report tells without a date is as old as that at most
