import pytest
from conftest import make_document

from briefgen.extractors import extract
from briefgen.extractors.open_questions import ask


@pytest.mark.parametrize(
    ("phrase", "question"),
    [
        ("the number of troops involved", "How many troops are involved?"),
        ("the exact number of victims", "How many victims are there?"),
        ("how long they will stay", "How long will they stay?"),
        ("how many people were killed", "How many people were killed?"),
        ("who was responsible", "Who was responsible?"),
        ("whether the plan would go ahead", "Would the plan go ahead?"),
        ("whether it works", "Is it so that it works?"),
        ("the terms of the deal", "What are the terms of the deal?"),
        ("the cause of the fire", "What is the cause of the fire?"),
        ("the identity of the man", "Who is the man?"),
        ("why it failed", "What is known of “why it failed”?"),
    ],
)
def test_what_is_kept_back_becomes_one_question(phrase, question):
    assert ask(phrase) == question


def stated(text):
    return [
        (q.question, q.kind) for q in extract((make_document(text),)).open_questions if q.question_class == "stated"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is unclear whether the plan will go ahead.", [("Will the plan go ahead?", "unclear")]),
        ("The cause of the fire was not known.", [("What is the cause of the fire?", "unclear")]),
        ("The firm did not respond to a request for comment.", [("What does the firm say?", "no comment")]),
        (
            "The trade sparked criticism over the price of bread.",
            [("What is established about the price of bread?", "contested")],
        ),
        ("There are concerns over prices. Police opened an investigation.", []),
    ],
)
def test_what_the_text_calls_unknown_is_a_question_and_noise_is_none(text, expected):
    assert stated(text) == expected


def test_a_gap_is_derived_and_says_why(seed_facts):
    gaps = [q for q in seed_facts.open_questions if q.question_class == "gap"]
    assert all(g.basis == "derived" and g.why and g.rule.startswith("gap.") for g in gaps)


def test_a_dated_and_published_source_raises_no_metadata_gap():
    import datetime as dt

    from briefgen.model import Published

    document = make_document(
        "The plan failed.", publisher="Paper", published=Published(dt.date(2024, 1, 1), "operator")
    )
    assert "gap.metadata" not in [q.rule for q in extract((document,)).open_questions]
