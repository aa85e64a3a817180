"""Names by the shipped model, and the rules by which a document speaks with one voice."""

from briefgen.language.annotation import Trained
from briefgen.language.recognition import LABELS, Recogniser, recognise, stretches


def names(text):
    return [(text[e.start : e.end], e.type) for e in Trained().annotate(text).entities]


def test_people_bodies_and_places_are_told_apart():
    text = "Maria Alvarez of the Health Ministry flew from Nairobi to Oslo on Friday."
    assert names(text) == [
        ("Maria Alvarez", "PER"),
        ("Health Ministry", "ORG"),
        ("Nairobi", "LOC"),
        ("Oslo", "LOC"),
    ]


def test_a_surname_alone_is_a_person_where_the_full_name_stands_elsewhere():
    text = "Aides of Lena Brockhaus were silent. The court fined Brockhaus."
    assert names(text) == [("Lena Brockhaus", "PER"), ("Brockhaus", "PER")]


def test_text_without_capitals_is_not_decoded():
    assert stretches("nothing here is a name at all".split()) == []


def test_stretches_take_a_word_of_context_and_join_over_small_gaps():
    words = "a b c Ministry of the D e f g h i j Oslo".split()
    assert stretches(words) == [(2, 8), (12, 14)]


def test_without_weights_nothing_is_a_name():
    empty = Recogniser({}, [[0] * len(LABELS) for _ in LABELS])
    assert recognise([(["Oslo"], ["NNP"])], empty) == [[]]


def test_confidence_lies_between_a_half_and_one():
    found = Trained().annotate("Angela Merkel met the World Bank in Paris.").entities
    assert found
    assert all(0.5 <= e.confidence <= 1 for e in found)
