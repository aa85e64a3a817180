import pytest
from conftest import cases, make_document

from briefgen.language import gazetteer
from briefgen.language import names as naming
from briefgen.language.annotation import NamedSpan
from briefgen.language.reading import analyse
from briefgen.language.words import words
from briefgen.text import sentences


@pytest.mark.parametrize(("text", "expected"), cases("names"))
def test_who_is_named_and_by_which_words(text, expected):
    analysis = analyse(make_document(text))
    found = []
    for entity in analysis.entities:
        forms = dict.fromkeys(text[m.start : m.end] for m in (analysis.mentions[i] for i in entity.mentions))
        found.append(f"{entity.name} → {entity.kind}, {entity.country or '-'} | {', '.join(forms)}")
    assert found == expected


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


def test_a_guess_follows_the_annotator_and_keeps_what_the_rule_took_it_for():
    text = "We flew to Zubrowka again."
    start = text.index("Zubrowka")
    spans = [NamedSpan(start, start + 8, "PER", 0.9)]
    split = sentences(text)
    names = naming.find_names(text, split, [words(text, s.start, s.end) for s in split], spans)
    assert [(e.name, e.kind, e.other_kind) for e in names.entities] == [("Zubrowka", "person", "place")]


def test_a_known_name_is_kept_against_the_annotator_with_less_confidence():
    text = "The World Bank said no."
    split = sentences(text)
    its_words = [words(text, s.start, s.end) for s in split]
    agreed, denied = (
        naming.find_names(text, split, its_words, [NamedSpan(4, 14, kind, 0.9)]).entities[0] for kind in ("ORG", "PER")
    )
    assert (agreed.kind, denied.kind, denied.other_kind) == ("organisation", "organisation", "person")
    assert denied.confidence < agreed.confidence


def test_a_guess_that_an_annotator_does_not_share_is_dropped():
    text = "They met Flim Flam there."
    split = sentences(text)
    its_words = [words(text, s.start, s.end) for s in split]
    assert [e.name for e in naming.find_names(text, split, its_words).entities] == ["Flim Flam"]
    assert naming.find_names(text, split, its_words, []).entities == ()


def test_a_country_that_acts_is_a_government_and_one_in_which_things_happen_is_none():
    names = analyse(make_document("Turkey warned them. It rained in Turkey."))
    assert [m.sense for m in names.mentions] == ["government", "name"]
