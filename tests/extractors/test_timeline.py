import datetime as dt
from dataclasses import replace

import pytest
from conftest import dated_cases, make_document

from briefgen.extractors import extract
from briefgen.model import Published

CONDITIONAL = Published(dt.date(2025, 12, 17), "operator")  # a Wednesday


def events(text, published=""):
    known = Published(dt.date.fromisoformat(published), "operator") if published else Published()
    return extract((make_document(text, published=known),)).events


def row(event):
    return " | ".join(
        [
            event.time.as_stated,
            str(event.time.value),
            ", ".join(event.actors) or "-",
            event.place or "-",
            "; ".join(event.notes) or "-",
        ]
    )


@pytest.mark.parametrize(("text", "published", "expected"), dated_cases("timeline"))
def test_time_actors_place_and_notes(text, published, expected):
    assert [row(event) for event in events(text, published)] == expected


def test_denial_and_doubt_stay_on_the_event():
    (denied,) = events("The World Bank did not sign the loan with Peru in 2023.")
    (doubted,) = events("The World Bank may sign the loan with Peru in 2031.")
    assert (denied.polarity, doubted.hedges) == ("negated", ("may",))


def test_what_somebody_said_is_attributed():
    (event,) = events("The World Bank said the port of Manta had been sold on Friday.")
    assert (event.attribution.basis, event.attribution.speaker) == ("attributed", "World Bank")


def test_two_main_clauses_are_two_events_with_their_own_words():
    found = events("Ana Silva founded the firm in 1976, and in 1984 the first plant was opened.")
    assert [event.what.quote for event in found] == [
        "Ana Silva founded the firm in 1976",
        "in 1984 the first plant was opened",
    ]


def test_a_dateline_is_no_part_of_what_happened():
    (event,) = events("LIMA, 3 March 2010 — The World Bank signed a loan with Peru on Monday.")
    assert event.what.quote == "The World Bank signed a loan with Peru on Monday"
    assert (event.time.basis, event.time.anchor) == ("derived", "dateline 2010-03-03")


@pytest.mark.parametrize(
    ("as_stated", "value", "earliest", "latest"),
    [
        ("since last summer", "2025-22/..", dt.date(2025, 6, 1), None),
        ("Since September", "2025-09/..", dt.date(2025, 9, 1), None),
        ("In November", "2025-11", dt.date(2025, 11, 1), dt.date(2025, 11, 30)),
        ("several days earlier", None, None, dt.date(2025, 12, 16)),
        ("on Wednesday", "2025-12-17", dt.date(2025, 12, 17), dt.date(2025, 12, 17)),
        ("in 2023", "2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
    ],
)
def test_the_seed_firms_up_when_its_date_is_known(seed, as_stated, value, earliest, latest):
    facts = extract((replace(seed, published=CONDITIONAL),))
    found = [e.time for e in facts.events if e.time.as_stated == as_stated]
    assert {(t.value, t.earliest, t.latest) for t in found} == {(value, earliest, latest)}


def test_the_seed_has_the_same_times_with_and_without_its_date(seed):
    dated = extract((replace(seed, published=CONDITIONAL),)).events
    undated = extract((seed,)).events
    assert [e.time.as_stated for e in dated] == [e.time.as_stated for e in undated]
    assert len(undated) == 8
