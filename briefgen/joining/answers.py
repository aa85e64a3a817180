"""Open questions over documents: each once, closed where another document answers it; gaps that no document leaves open go."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefgen.joining.answering import answers
from briefgen.joining.counting import Count, count
from briefgen.joining.gaps import Fillings
from briefgen.joining.index import index_of, stems_in
from briefgen.joining.queries import query
from briefgen.joining.referents import Referents
from briefgen.joining.said import Said
from briefgen.joining.texts import Texts, texts_of
from briefgen.model import Facts, OpenQuestion

_OF_DOCUMENT = "metadata"


def join(facts: Facts) -> Facts:
    """The facts with each question once, with the answers that other documents give, and without the gaps that they fill.

    A stated question is answered by a sentence that is about the same, of the kind that is asked for, and not older than
    the question. A gap is what one document lacks; in a set it holds only where all do.
    """
    texts = texts_of(facts.documents)
    questions = _once(texts, facts.open_questions)
    index, referents = index_of(texts), Referents(facts, texts)
    counts = _by_sentence(texts, facts)
    fillings = Fillings(facts, texts, index, Said(facts), counts)
    joined: list[OpenQuestion] = []
    for question in questions:
        if question.question_class == "gap":
            joined.extend(fillings.of(question))
            continue
        asked = query(texts, referents, question)
        found = answers(texts, index, counts, asked) if asked is not None else fillings.comment(question)
        joined.append(replace(question, answers=found) if found else question)
    return replace(facts, open_questions=tuple(dict.fromkeys(joined)))


def _by_sentence(texts: Texts, facts: Facts) -> dict[tuple[str, int], list[Count]]:
    """What the figures count, by the sentences in which they stand; a figure of several documents in each of them."""
    found: dict[tuple[str, int], list[Count]] = {}
    for figure in facts.figures:
        for span in figure.spans if figure.status == "given" else ():
            one = count(texts, replace(figure, spans=(span,)))
            if one is not None:
                found.setdefault((span.document_id, texts.passage(span.document_id, span.start).index), []).append(one)
    return found


# The same question -----------------------------------------------------------------------------


def _once(texts: Texts, questions: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    """The questions, those that ask the same as one with all their citations, in the words of the first document.

    Where the words differ in their numbers only ("the 31 people missing"), the last document has the say.
    """
    shelves: dict[tuple[object, ...], list[OpenQuestion]] = {}
    for question in questions:
        shelves.setdefault(_matter(question), []).append(question)
    return [_one(texts, its) for its in shelves.values()]


def _matter(question: OpenQuestion) -> tuple[object, ...]:
    about = frozenset(stems_in(question.question))
    if question.kind == _OF_DOCUMENT:
        return (question.rule, question.question)
    if len(about) < 2 and question.spans:
        return (question.id,)
    kind = re.match(r"\w+(?: many| much| long)?", question.question)
    asks = kind.group() if kind else ""
    return (question.question_class, "Why" if "caus" in about and asks == "What" else asks, about)


def _one(texts: Texts, its: Sequence[OpenQuestion]) -> OpenQuestion:
    if len(its) == 1:
        return its[0]
    ordered = sorted(its, key=lambda q: texts.order(q.spans[0]) if q.spans else (dt.date.max, 0, 0))
    numbered = len({re.sub(r"\d[\d,]*", "0", q.question) for q in its}) == 1 and len({q.question for q in its}) > 1
    told = ordered[-1] if numbered else ordered[0]
    return replace(told, spans=tuple(dict.fromkeys((*told.spans, *(span for q in ordered for span in q.spans)))))
