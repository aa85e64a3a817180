import pytest
from conftest import cases, make_document
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.composition import compose
from briefgen.composition.relations import relations
from briefgen.extractors import extract


def found(text):
    facts = extract((make_document(text),))
    return [
        " | ".join(filter(None, (r.actor, r.action, r.target, r.speaker))) for r in relations(facts, facts.stakeholders)
    ]


@pytest.mark.parametrize(("text", "expected"), cases("relations"))
def test_relations(text, expected):
    assert found(text) == expected


def test_the_seed_says_who_acts_on_whom_with_the_marks_of_its_sentences(seed_brief):
    assert [(r.actor, r.action, r.target, r.speaker, r.mark) for r in seed_brief.relations] == [
        ("United States", "has begun deploying military forces to", "Ecuador", "US Embassy in Quito", "S1"),
        ("voters", "rejected a proposal by", "Daniel Noboa", None, "S13"),
    ]


def test_the_words_of_a_relation_stand_in_its_span(seed_brief):
    assert seed_brief.relations
    assert all(r.action in r.span.quote for r in seed_brief.relations)


def test_only_stakeholders_of_the_brief_are_related(seed_facts):
    assert relations(seed_facts, seed_facts.stakeholders[:1]) == ()


def test_a_relation_told_twice_in_the_same_words_is_one():
    assert found("Microsoft sued Google. Later that year, Microsoft sued Google.") == ["Microsoft | sued | Google"]


names_and_verbs = st.lists(
    st.sampled_from("Microsoft Google Germany Russia sued met with and , . ’s if that not the".split()), max_size=25
)


@given(names_and_verbs)
@settings(max_examples=40, deadline=None)
def test_whatever_the_words_each_relation_is_a_stretch_of_the_text(some):
    facts = extract((make_document(" ".join(some) + "."),))
    brief = compose(facts, title="T")
    for relation in brief.relations:
        assert relation.action in relation.span.quote
        assert relation.actor != relation.target
