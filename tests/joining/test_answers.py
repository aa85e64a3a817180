import itertools

import pytest
from sets_at_hand import sets, told_by

from briefgen.extractors import extract
from briefgen.joining import answers, figures
from briefgen.model import Facts

_GAPS = ("accused_reply", "casualties", "vote_margin", "affected_voice", "responsibility")


def joined(documents) -> Facts:
    return answers.join(figures.join(extract(documents)))


def stated(facts: Facts) -> list[str]:
    return [
        f"{q.question} ({told_by(facts, q.spans)}) = {' / '.join(a.quote for a in q.answers) or '?'}"
        for q in facts.open_questions
        if q.question_class == "stated"
    ]


def gaps(facts: Facts) -> list[str]:
    return [
        " = ".join((q.rule, *(a.quote for a in q.answers)))
        for q in facts.open_questions
        if q.rule.removeprefix("gap.") in _GAPS
    ]


@pytest.mark.parametrize(("documents", "expected"), sets("answers"))
def test_questions_close_where_another_document_answers(documents, expected):
    assert stated(joined(documents)) == expected


@pytest.mark.parametrize(("documents", "expected"), sets("gaps"))
def test_a_gap_holds_only_where_no_document_fills_it(documents, expected):
    assert gaps(joined(documents)) == expected


@pytest.mark.parametrize(("documents", "expected"), [*sets("answers"), *sets("gaps")])
def test_the_order_of_the_documents_does_not_change_what_is_joined(documents, expected):
    def told(order):
        return {(q.question, frozenset(q.spans), frozenset(q.answers)) for q in joined(order).open_questions}

    orders = [told(order) for order in itertools.permutations(documents)]
    assert all(other == orders[0] for other in orders)


@pytest.mark.parametrize(("documents", "expected"), [*sets("answers"), *sets("gaps")])
def test_no_question_loses_a_citation(documents, expected):
    before = extract(documents)
    after = joined(documents)
    of_stated = {s for q in before.open_questions if q.question_class == "stated" for s in q.spans}
    assert of_stated == {s for q in after.open_questions if q.question_class == "stated" for s in q.spans}


def test_what_the_tool_asks_of_each_document_is_asked_once():
    documents = sets("gaps")[0].values[0]
    (question,) = [
        q for q in joined(documents).open_questions if q.rule == "gap.metadata" and "published this" in q.question
    ]
    assert len({span.document_id for span in question.spans}) == 2
