import datetime as dt

import pytest
from conftest import cases, make_document

from briefgen.extractors import extract
from briefgen.model import Published


def published(text):
    return make_document(text, publisher="Paper", published=Published(dt.date(2024, 1, 1), "operator"))


def gaps(document):
    return [q for q in extract((document,)).open_questions if q.question_class == "gap"]


@pytest.mark.parametrize(("text", "expected"), cases("gaps"))
def test_a_gap_fires_by_its_rule_and_is_silent_where_the_text_answers(text, expected):
    assert sorted(f"{q.rule} | {q.question}" for q in gaps(published(text))) == sorted(expected)


def test_a_gap_is_derived_cites_and_says_why(seed_facts):
    found = [q for q in seed_facts.open_questions if q.question_class == "gap"]
    assert len(found) > 6
    assert all(g.basis == "derived" and g.why and g.spans and g.rule.startswith("gap.") for g in found)


@pytest.mark.parametrize(
    ("known", "question"),
    [
        ({}, "Who published this, and when?"),
        ({"publisher": "Paper"}, "When was this published?"),
        ({"published": Published(dt.date(2024, 1, 1), "operator")}, "Who published this?"),
    ],
)
def test_a_source_without_date_or_publisher_cannot_be_graded(known, question):
    assert [g.question for g in gaps(make_document("The plan failed.", **known))] == [question]


def test_the_heaviest_gap_comes_first(seed_facts):
    rules = [q.rule for q in seed_facts.open_questions if q.question_class == "gap"]
    assert rules[:3] == ["gap.legal_instrument", "gap.vote_scope", "gap.unnamed_critics"]


def test_a_short_text_gets_few_gaps():
    text = (
        "Peru has begun deploying military forces to the border. Director Ana Silva resigned. Exports fell by 12%. "
        "The army fired on the square, causing many deaths. The bank pledged $40 million to farmers."
    )
    assert len(gaps(published(text))) == 3
