import datetime as dt

import pytest
from conftest import dated_cases, make_document

from briefgen.language.happenings import happenings, involving, story_day
from briefgen.language.reading import analyse
from briefgen.model import Published


def analysed(text, published="2010-06-16"):
    known = Published(dt.date.fromisoformat(published), "operator") if published else Published()
    return analyse(make_document(text, published=known))


@pytest.mark.parametrize(("text", "published", "expected"), dated_cases("happenings"))
def test_clause_day_and_rule(text, published, expected):
    found = happenings(analysed(text, published))
    assert [f"{text[h.start : h.end]} | {h.time.value} | {h.rule}" for h in found] == expected


def test_the_day_of_the_story_is_derived_and_names_its_anchor():
    day = story_day(analysed("The World Bank signed a loan with Peru on Monday. Ana Silva welcomed the deal."))
    assert (day.value, day.basis, day.anchor) == ("2010-06-14", "derived", "“on Monday” in the lead")


def test_a_document_without_a_date_has_no_day_of_story():
    assert story_day(analysed("The World Bank signed a loan with Peru on Monday.", "")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Silva welcomed the deal. Pedro Gómez left.", ["Ana Silva welcomed the deal"]),
        ("Ana Silva welcomed the deal. She left the room.", ["Ana Silva welcomed the deal", "She left the room"]),
        ("Ana Silva welcomed the deal. The Ana Silva Foundation closed.", ["Ana Silva welcomed the deal"]),
        ("Ana Silva welcomed the deal. Ana Silva’s rival left.", ["Ana Silva welcomed the deal"]),
        ("Pedro Gómez left, but Ana Silva stayed in the room.", ["but Ana Silva stayed in the room"]),
    ],
)
def test_a_happening_involves_whom_its_clause_names(text, expected):
    analysis = analysed(text)
    found = involving(analysis, happenings(analysis), ("Ana Silva",))
    assert [text[h.start : h.end] for h in found] == expected
