"""Whether a sentence of one document answers what another leaves open: about the same, and of the kind that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefgen.joining.acts import act_of
from briefgen.joining.counting import Count
from briefgen.joining.fates import FATES
from briefgen.joining.index import Index, stems_in
from briefgen.joining.lemmas import act, is_name, stem, verb_lemma
from briefgen.joining.queries import Query
from briefgen.joining.texts import Passage, Texts
from briefgen.language.clauses import Clause
from briefgen.language.expressions import Expression
from briefgen.language.times.values import MONTHS
from briefgen.language.words import DAYS, Word, is_negated_form
from briefgen.model import Span

_LEAST = 0.75  # share of what is asked about that an answer must have
_FEW = 0.5  # where a name or what a pronoun means is had, too
OPEN = Expression(
    r"\b(?:not (?:yet )?(?:been )?(?:known|clear|said|say|disclosed?|released|identified|named|announced|determined|established|given)"
    r"|unclear|unknown|undisclosed|uncertain|undecided|declined to|refused to say|yet to|no word|(?:nobody|no one) (?:has|knows)"
    r"|remains? (?:open|unclear|a mystery)|investigating|to determine|looking into|speculat\w+|rumou?r\w*|whether|if)\b",
    re.IGNORECASE,
)
CAUSE = Expression(
    r"\b(?:because|due to|caused by|as a result of|on suspicion of|suspected of|on charges of|accused of|in retaliation for|in response to|"
    r"blamed (?:it )?on|(?:cause|reason|motive) (?:was|is|were|had been)|owing to|the result of|triggered by|set off by|sparked by)\s",
    re.IGNORECASE,
)
_THING = Expression(r"(?:by|of|for|on|because|to|is|was)\s+(?:not|no|un\w+)\b", re.IGNORECASE)
_PLACED = Expression(r"\b(?:in|at|near|outside|inside|off|aboard|on) (?:the |a )?(?:[a-z-]+ ){0,3}?(?=[A-Z][a-z])")
_CALLED = Expression(r"\b(?:identified|named) (?:\w+ ){0,3}?as (?:\w+ ){0,3}?(?=[A-Z])")
_MOST = 2  # answers to one question


def answers(texts: Texts, index: Index, counts: dict[tuple[str, int], list[Count]], asked: Query) -> tuple[Span, ...]:
    """The sentences that answer a question, of one origin each, in the order of publication; () where none surely does.

    No document answers that came out before the question was last asked, and none that asks it.
    """
    found = [
        p
        for p in index.sharing(_looked_for(asked), _share(asked))
        if _may_answer(texts, asked, p) and _is_answer(texts, counts, asked, p)
    ]
    if asked.persons:
        found = [passage for passage in found if _persons(asked, passage)]
        if len({name for passage in found for name in _persons(asked, passage)}) > 1:
            return ()  # "he" can mean two, and both are told of
    return of_origins(texts, (sentence(texts, passage) for passage in found))


def of_origins(texts: Texts, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The first spans in the order of publication, of each origin and in each wording one."""
    of_origin: dict[str, Span] = {}
    for span in sorted(spans, key=texts.order):
        of_origin.setdefault(texts.origin(span.document_id), span)
    return tuple({span.quote: span for span in reversed(of_origin.values())}.values())[::-1][:_MOST]


def _persons(asked: Query, passage: Passage) -> frozenset[str]:
    """Which of those whom a pronoun can mean take part in the act."""
    clause = _clause_of(asked, passage)
    if clause is None:
        return frozenset()
    its = act_of(passage, clause)
    return asked.persons & (its.agent.names | its.patient.names)


def _looked_for(asked: Query) -> frozenset[str]:
    """What is looked for; the noun that is counted may be another one where its fate is told."""
    return asked.stems - ({stem(asked.counted)} if asked.counted and len(asked.stems) > 1 else frozenset())


def _share(asked: Query) -> float:
    return _FEW if asked.names or asked.persons or asked.meant else _LEAST


def _may_answer(texts: Texts, asked: Query, passage: Passage) -> bool:
    """Whether a sentence is of another origin, of the same story, not older than the question, and leaves nothing open."""
    here = passage.document_id
    if texts.origin(here) in asked.documents or passage.text.rstrip("”\"'’").endswith("?") or OPEN.search(passage.text):
        return False
    day = texts.day(here)
    if day is not None and asked.asked is not None and day < asked.asked:
        return False
    words = set(stems_in(passage.text))
    lower = passage.text.lower()
    if not all(re.search(rf"\b{re.escape(name)}\b", lower) for name in asked.names):
        return False
    if asked.meant and asked.meant.isdisjoint(words):
        return False
    first = asked.question.spans[0].document_id
    return texts.story(here).is_of(texts.story(first))


def _is_answer(texts: Texts, counts: dict[tuple[str, int], list[Count]], asked: Query, passage: Passage) -> bool:
    if asked.wanted in ("count", "amount"):
        return any(_is_number(asked, c, passage) for c in counts.get((passage.document_id, passage.index), ()))
    clause = _clause_of(asked, passage)
    if clause is None:
        return False
    if any(is_negated_form(w.lower) for w in passage.words[clause.first : clause.last]):
        return False
    first, last = clause.start, clause.end
    if asked.wanted == "time":
        return _has_time(texts, asked, passage, first, last)
    if asked.wanted == "cause":
        return _has_cause(asked, passage)
    if asked.wanted == "place":
        return _has_place(asked, passage, clause)
    return _has_person(asked, passage, clause)


def _clause_of(asked: Query, passage: Passage) -> Clause | None:
    """The clause that has the act which is asked about, else the one that has most of the words."""
    its = passage.clauses
    for clause in its:
        words = passage.words[clause.first : clause.last]
        if asked.verb and any(w.tag.startswith("VB") and stem(act(verb_lemma(w.lower))) == asked.verb for w in words):
            return clause
    if asked.verb and asked.wanted != "cause":
        return None
    wanted = asked.stems - asked.names
    ranked = [(len(wanted & set(stems_in(passage.text[c.start : c.end]))), -i) for i, c in enumerate(its)]
    best = max(ranked, default=(0, 0))
    return its[-best[1]] if best[0] else None


# Kinds of answers ------------------------------------------------------------------------------


def _is_number(asked: Query, count: Count, passage: Passage) -> bool:
    """Whether a figure counts what is asked for: the same fate, or the same noun with all that is said of it."""
    figure = count.figure
    if asked.wanted == "amount":
        return bool(figure.unit) and not figure.counts and figure.unit != "%" and _says_all(asked, passage)
    fate = next((FATES[word] for word in _words(asked.question.question) if word in FATES), None)
    if fate is not None:
        group = "" if asked.counted in ("", "person", "victim") else asked.counted
        return count.key[:2] == ("fate", fate) and (len(count.key) < 4 or count.key[2] == group)
    head = stem((figure.counts or "").lower().split(" of ")[0].split()[-1]) if figure.counts else ""
    return head == stem(asked.counted) and _says_all(asked, passage)


def _words(question: str) -> Iterator[str]:
    for word in re.findall(r"[a-z]+", question.lower()):
        yield word
        yield verb_lemma(word)


def _says_all(asked: Query, passage: Passage) -> bool:
    wanted = asked.stems - asked.names - {stem(asked.counted)}
    had = set(stems_in(passage.text)) | {
        stem(act(verb_lemma(w.lower))) for w in passage.words if w.tag.startswith("VB")
    }
    return wanted <= had


def _has_time(texts: Texts, asked: Query, passage: Passage, first: int, last: int) -> bool:
    """Whether the clause says when; a year or less, and no older than the question where it asks for what is to come."""
    for mention in texts.times(passage):
        if (
            not first <= mention.start - passage.start < last
            or mention.time.kind != "date"
            or mention.time.latest is None
        ):
            continue
        if mention.time.precision not in ("day", "week", "month", "year") or mention.role not in (
            "at",
            "during",
            "after",
        ):
            continue
        coming = re.match(r"When (?:will|is|are|does|do)\b", asked.question.question) is not None
        if not coming or asked.asked is None or mention.time.latest >= asked.asked:
            return True
    return False


def _has_cause(asked: Query, passage: Passage) -> bool:
    """Whether the sentence names a cause behind what is asked about."""
    match = CAUSE.search(passage.text)
    if match is None or _THING.match(match.group().split()[-1] + passage.text[match.end() - 1 : match.end() + 12]):
        return False
    before = set(stems_in(passage.text[: match.start()])) | set(_acts_before(passage, match.start()))
    about = asked.stems - asked.names
    return bool(about) and about <= before | asked.names


def _acts_before(passage: Passage, at: int) -> Iterator[str]:
    return (stem(act(verb_lemma(w.lower))) for w in passage.words if w.start < at and w.tag.startswith("VB"))


def _has_place(asked: Query, passage: Passage, clause: Clause) -> bool:
    """Whether a place is named behind the act."""
    verb = next(
        (
            w.end
            for w in passage.words[clause.first : clause.last]
            if w.tag.startswith("VB") and stem(act(verb_lemma(w.lower))) == asked.verb
        ),
        None,
    )
    if verb is None:
        return False
    found = _PLACED.search(passage.text, verb, min(clause.end, verb + _NEAR))
    return found is not None and passage.text[found.end() :].split()[0].lower().strip(",.") not in DAYS | frozenset(
        MONTHS
    )


_NEAR = 40


def _has_person(asked: Query, passage: Passage, clause: Clause) -> bool:
    """Whether somebody is named as the one who does what is asked, or is said to be the one who is asked for."""
    if _CALLED.search(passage.text):
        return True
    if not asked.verb or not asked.question.question.startswith(
        ("Who will", "Who has", "Who had", "Who did", "Who was to")
    ):
        return False
    words = passage.words[clause.first : clause.last]
    subject = _before(words, asked.verb)
    names = {w.lower for w in subject if is_name(w)}
    return bool(names) and names.isdisjoint(asked.names)


def _before(words: Sequence[Word], verb: str) -> Sequence[Word]:
    at = next((i for i, w in enumerate(words) if w.tag.startswith("VB") and stem(act(verb_lemma(w.lower))) == verb), 0)
    return words[:at]


def sentence(texts: Texts, passage: Passage) -> Span:
    """The citation of a whole sentence, without its stop."""
    end = len(passage.text.rstrip(" \n."))
    return texts.span(passage.document_id, passage.start, passage.start + end)
