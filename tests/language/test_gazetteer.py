"""The word lists: their form, and that they do not contradict each other."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from typing import get_args

import pytest

from briefgen.language import gazetteer
from briefgen.model import StakeholderKind

WIDTHS = {
    "organisations.tsv": 4,
    "countries.tsv": 4,
    "places.tsv": 2,
    "organisation_heads.tsv": 2,
    "group_heads.tsv": 2,
}
# territories that are no country in countries.tsv, and places that belong to none
OTHER_CODES = {"-", "AQ", "EH"}
KINDS = set(get_args(StakeholderKind))


def rows(name: str) -> list[list[str]]:
    text = resources.files("briefgen.language").joinpath("lists", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def forms(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def words(name: str) -> list[str]:
    return [word for row in rows(name) for word in row[0].split()]


def twice(found: list[str]) -> list[str]:
    return sorted(form for form, count in Counter(found).items() if count > 1)


def organisation_forms() -> list[str]:
    return [form for name, aliases, _, _ in rows("organisations.tsv") for form in (name, *forms(aliases))]


def place_forms() -> list[str]:
    return [form for _, places in rows("places.tsv") for form in forms(places)]


@pytest.mark.parametrize("name", WIDTHS)
def test_every_row_has_its_cells(name: str) -> None:
    assert [row for row in rows(name) if len(row) != WIDTHS[name]] == []


def test_no_form_has_an_empty_part_or_a_curved_apostrophe() -> None:
    every = [
        *organisation_forms(),
        *place_forms(),
        *(f for row in rows("countries.tsv") for c in row[1:] for f in forms(c)),
    ]
    assert [form for form in every if not form or form != form.strip() or "’" in form] == []


def test_no_form_stands_for_two_organisations() -> None:
    assert twice(organisation_forms()) == []


def test_no_form_stands_for_two_places() -> None:
    assert twice(place_forms()) == []


@pytest.mark.parametrize("column", [1, 2, 3])
def test_no_form_stands_for_two_countries(column: int) -> None:
    assert twice([form for row in rows("countries.tsv") for form in forms(row[column])]) == []


def test_no_form_is_an_organisation_and_a_place_or_a_country() -> None:
    countries = {form for row in rows("countries.tsv") for cell in row[1:] for form in forms(cell)}
    assert sorted(set(organisation_forms()) & (countries | set(place_forms()))) == []


def test_every_organisation_has_a_known_kind_and_country() -> None:
    codes = {row[0] for row in rows("countries.tsv")} | OTHER_CODES | {""}
    assert [row for row in rows("organisations.tsv") if row[2] not in KINDS or row[3] not in codes] == []


def test_every_place_lies_in_a_known_country() -> None:
    codes = [row[0] for row in rows("places.tsv")]
    assert set(codes) <= {row[0] for row in rows("countries.tsv")} | OTHER_CODES
    assert twice(codes) == []


def test_country_codes_are_two_capitals_and_unique() -> None:
    codes = [row[0] for row in rows("countries.tsv")]
    assert twice(codes) == []
    assert [code for code in codes if len(code) != 2 or not code.isupper()] == []


def test_heads_and_groups_have_one_known_kind() -> None:
    heads = [head for _, cell in rows("organisation_heads.tsv") for head in forms(cell)]
    groups = [noun for _, nouns in rows("group_heads.tsv") for noun in nouns.split()]
    assert twice(heads) == twice(groups) == []
    assert {row[0] for name in ("organisation_heads.tsv", "group_heads.tsv") for row in rows(name)} <= KINDS


def test_titles_are_lower_case_and_unique() -> None:
    titles = [row[0] for row in rows("titles.txt")]
    assert twice(titles) == []
    assert [title for title in titles if title != title.lower() or title.endswith(".")] == []
    assert {row[1] for row in rows("titles.txt") if len(row) > 1} <= {"", "m", "f"}


def test_no_title_is_a_given_name() -> None:
    given = {word.lower() for word in words("given_names.txt")}
    assert sorted(given & gazetteer.titles()) == []


def test_no_given_name_is_listed_twice() -> None:
    assert twice(words("given_names.txt")) == []


def test_no_place_head_is_listed_twice() -> None:
    assert twice(words("place_heads.txt")) == []


@pytest.mark.parametrize(
    ("form", "kind", "country"),
    [
        ("Boeing", "organisation", "US"),
        ("Da’esh", "armed group", None),
        ("SDF", "armed group", "SY"),
        ("UK Home Office", "ministry", "GB"),
        ("IRGC", "military", "IR"),
        ("Casa Rosada", "government", "AR"),
        ("Petrobras", "organisation", "BR"),
        ("ANC", "organisation", "ZA"),
    ],
)
def test_well_known_bodies_are_known(form: str, kind: str, country: str | None) -> None:
    known = gazetteer.organisation(form)
    assert known is not None
    assert (known.kind, known.country) == (kind, country)


@pytest.mark.parametrize("word", ["target", "gap", "visa", "fox", "orange", "shell", "quartet", "anonymous"])
def test_a_word_in_small_letters_is_no_organisation(word: str) -> None:
    assert gazetteer.organisation(word) is None


@pytest.mark.parametrize("form", ["Target", "Gap", "Visa", "Fox", "Orange", "Sprint", "Wagner", "Maxwell"])
def test_forms_that_are_more_often_something_else_are_left_out(form: str) -> None:
    assert gazetteer.organisation(form) is None


def test_the_members_of_the_united_nations_are_known() -> None:
    assert len(rows("countries.tsv")) >= 193 + 4
    assert gazetteer.country_of_name("U.K.") == "GB"
    assert gazetteer.country_of_name("Korea Republic") == "KR"
    assert gazetteer.country_of_name("Saint Kitts and Nevis") == "KN"
    assert gazetteer.country_of_adjective("Britons") == "GB"
    assert gazetteer.country_of_capital("Kiev") == gazetteer.country_of_capital("Kyiv") == "UA"
