import pytest
from conftest import make_document

from briefgen.language.phrases import has_clause, noun_phrase_start, noun_phrase_stop, verb_group_start
from briefgen.language.reading import analyse


def words_of(text):
    return analyse(make_document(text)).words[0]


def index(words, text):
    return [word.text for word in words].index(text)


@pytest.mark.parametrize(
    ("text", "last", "phrase"),
    [
        ("The head of the agency said no.", "agency", "The head of the agency"),
        ("A letter seen by the paper says no.", "paper", "A letter seen by the paper"),
        ("Lee and Kim said no.", "Kim", "Lee and Kim"),
        ("The dog hit Lee and Kim said no.", "Kim", "Kim"),
        ("In Lima the minister said no.", "minister", "the minister"),
        ("The town’s old mayor said no.", "mayor", "The town’s old mayor"),
        ("Yesterday she said no.", "she", "she"),
    ],
)
def test_where_a_noun_phrase_begins(text, last, phrase):
    words = words_of(text)
    end = index(words, last)
    start = noun_phrase_start(words, end)
    assert text[words[start].start : words[end].end] == phrase


@pytest.mark.parametrize(
    ("text", "first", "phrase"),
    [
        ("He gave farmers the plan of the town.", "farmers", "farmers"),
        ("He told the head of the agency that it was dead.", "the", "the head of the agency"),
        ("He told her it was dead.", "her", "her"),
    ],
)
def test_where_a_noun_phrase_ends(text, first, phrase):
    words = words_of(text)
    start = index(words, first)
    assert text[words[start].start : words[noun_phrase_stop(words, start) - 1].end] == phrase


def test_a_verb_group_takes_its_auxiliaries_and_adverbs():
    words = words_of("Lee has not yet said so.")
    assert words[verb_group_start(words, index(words, "said"))].text == "has"


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("the bridge has fallen down", True),
        ("they’ve gone home", True),
        ("a bridge that has fallen down", False),
        ("a policy of turning away boats which carry them", False),
        ("the arrival of the new team", False),
    ],
)
def test_a_clause_has_a_subject_and_a_finite_verb_of_its_own(text, clause):
    words = words_of(f"He saw {text}.")
    assert has_clause(words, 2, len(words)) is clause
