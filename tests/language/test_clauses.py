import pytest
from conftest import make_document

from briefgen.language.clauses import clauses
from briefgen.language.reading import analyse


def found(text):
    (words,) = analyse(make_document(text)).words
    return [(text[c.start : c.end], c.form, c.speaks, c.reported) for c in clauses(words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank signed a loan.", [("The bank signed a loan", "past", False, False)]),
        ("The bank will sign a loan.", [("The bank will sign a loan", "future", False, False)]),
        ("The bank has signed a loan.", [("The bank has signed a loan", "perfect", False, False)]),
        ("The bank had signed a loan.", [("The bank had signed a loan", "past perfect", False, False)]),
        (
            "Ana Silva said on Friday that the bank signed a loan.",
            [("Ana Silva said on Friday", "past", True, False), ("that the bank signed a loan", "past", False, True)],
        ),
        (
            "Ana Silva said the bank signed a loan.",
            [("Ana Silva said", "past", True, False), ("the bank signed a loan", "past", False, True)],
        ),
        (
            "Ana Silva praised the bank, which signed a loan.",
            [("Ana Silva praised the bank", "past", True, False), ("which signed a loan", "past", False, False)],
        ),
        (
            "The bank signed a loan, and Ana Silva left.",
            [("The bank signed a loan", "past", False, False), ("and Ana Silva left", "past", False, False)],
        ),
        (
            "The bank signed a loan, prompting protests.",
            [("The bank signed a loan", "past", False, False), ("prompting protests", "participle", False, False)],
        ),
        ("A loan for the new port.", []),
    ],
)
def test_a_clause_for_each_verb(text, expected):
    assert found(text) == expected


def test_a_clause_without_a_subject_shares_that_of_the_one_before():
    (words,) = analyse(make_document("The bank signed a loan and left the town.")).words
    assert [clause.shares for clause in clauses(words)] == [False, True]


def test_no_words_no_clause():
    assert clauses(()) == ()
