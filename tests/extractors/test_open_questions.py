import pytest
from conftest import cases, make_document

from briefgen.extractors import extract


def stated(text):
    return [q for q in extract((make_document(text),)).open_questions if q.question_class == "stated"]


@pytest.mark.parametrize(("text", "expected"), cases("open_questions"))
def test_what_the_text_calls_unknown_is_one_question_and_noise_is_none(text, expected):
    assert [f"{q.kind} | {q.question}" for q in stated(text)] == expected


def test_a_question_cites_the_words_that_raise_it():
    (question,) = stated("The port is shut. It is unclear whether the plan will go ahead.")
    assert [s.quote for s in question.spans] == ["unclear whether the plan will go ahead"]


def test_who_kept_it_back_stays_on_the_question():
    (question,) = stated("The World Bank did not disclose the size of the loan.")
    assert question.attribution.speaker == "World Bank"


def test_a_speaker_who_is_only_a_pronoun_is_not_named_in_the_question():
    questions = stated("Ana Silva met Eva Lund. She denies having paid the bribe.")
    assert [q.question for q in questions] == ["Is the denial of “having paid the bribe” borne out?"]
