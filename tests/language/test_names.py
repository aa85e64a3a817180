import pytest

from briefgen.language import gazetteer
from briefgen.language import names as naming
from briefgen.language.words import words
from briefgen.text import sentences


def find_names(text, split):
    return naming.find_names(text, split, [words(text, s.start, s.end) for s in split])


def entities(text):
    return {e.name: (e.kind, e.country) for e in find_names(text, sentences(text)).entities}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ecuadorian President Daniel Noboa spoke.", {"Daniel Noboa": ("person", "EC")}),
        (
            "The US Embassy in Quito said no.",
            {"US Embassy in Quito": ("diplomatic mission", "US"), "Quito": ("place", "EC")},
        ),
        (
            "Peru’s Ministry of Defence agreed.",
            {"Peru": ("government", "PE"), "Peru’s Ministry of Defence": ("ministry", "PE")},
        ),
        ("The French Air Force left.", {"French Air Force": ("military", "FR")}),
        ("It happened in Lima.", {"Lima": ("place", "PE")}),
        ("The voters came home.", {"voters": ("public", None)}),
        ("They fought drug trafficking organisations.", {"drug trafficking organisations": ("armed group", None)}),
        ("We met NATO officials.", {"NATO": ("organisation", None), "officials": ("group", None)}),
    ],
)
def test_a_name_has_its_kind_and_country(text, expected):
    assert entities(text) == expected


def test_capitals_that_act_are_governments_and_capitals_in_which_one_is_are_places():
    assert entities("Washington and Quito signed a deal.") == {
        "United States": ("government", "US"),
        "Ecuador": ("government", "EC"),
    }
    assert entities("He spoke in Quito.") == {"Quito": ("place", "EC")}


def test_a_surname_finds_its_owner_and_two_people_with_one_surname_stay_two():
    names = find_names(text := "Ana Silva met Pedro Costa. Silva left.", sentences(text))
    assert {e.name: len(e.mentions) for e in names.entities} == {"Ana Silva": 2, "Pedro Costa": 1}
    assert len(entities("Ana Silva met Pedro Silva.")) == 2


def test_a_definite_noun_is_the_last_body_with_that_head():
    names = find_names(text := "The US Embassy in Quito spoke. The embassy said more.", sentences(text))
    assert next((e.name, len(e.mentions)) for e in names.entities) == ("US Embassy in Quito", 2)


def test_words_that_only_open_a_sentence_are_no_names():
    assert entities("However, the plan failed. Yesterday it rained. Officials agreed.") == {
        "Officials": ("group", None)
    }


def test_mentions_are_slices_in_order(seed):
    names = find_names(seed.text, sentences(seed.text))
    assert all(0 <= m.start < m.end <= len(seed.text) for m in names.mentions)
    assert [m.start for m in names.mentions] == sorted(m.start for m in names.mentions)
    assert all(i in names.entities[m.entity].mentions for i, m in enumerate(names.mentions))


def test_the_country_list_has_each_code_once_and_every_name_leads_back():
    rows = list(gazetteer._rows("countries.tsv"))
    assert len({row[0] for row in rows}) == len(rows) > 180
    assert all(gazetteer.country_of_name(gazetteer.country_names(row[0])[0]) == row[0] for row in rows)


@pytest.mark.parametrize("form", ["Ecuadorian", "British", "South Korean", "Saudi"])
def test_adjectives_of_nationality_lead_to_a_country(form):
    assert gazetteer.country_of_adjective(form) is not None


def test_apostrophes_of_both_kinds_are_one():
    assert gazetteer.country_of_name("Côte d’Ivoire") == gazetteer.country_of_name("Côte d'Ivoire") == "CI"
