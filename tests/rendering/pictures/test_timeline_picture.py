import pytest
from drawn import SVG, brief, check, event, events, on, parsed, texts, widths
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.rendering.pictures import draw
from briefgen.rendering.pictures.moments import moment
from briefgen.rendering.pictures.timeline import MOST_DATED, MOST_UNDATED
from briefgen.rendering.speech import ENGLISH

EXACT = on("2004-11-24")
WITHIN = event("in 2023", "2023", "2023-01-01", "2023-12-31", precision="year")
THROUGHOUT = event("from 1994 to 2002", "1994/2002", "1994-01-01", "2002-12-31", precision="year")
WORKED_OUT = event("yesterday", "2007-09-19", "2007-09-19", "2007-09-19", basis="derived")
ABOUT = event("for a decade until 2009", "1999~/2009", "1999-01-01", "2009-12-31", precision="year", basis="derived")
SINCE = event("since 1993", "1993/..", "1993-01-01", None, precision="year")
UNTIL = event("by 2011", "../2011", None, "2011-12-31", precision="year")
WEEK = event("next week", "2008-03-17/2008-03-23", "2008-03-17", "2008-03-23", precision="week", basis="derived")
UNDATED = event("on Wednesday", reason="weekday without a publication date")
NO_YEAR = event("In November", "XXXX-11", precision="month", reason="month stated, year not")


@pytest.mark.parametrize(
    ("entry", "drawn_as"),
    [
        (EXACT, "a day"),
        (WITHIN, "some time within"),
        (THROUGHOUT, "throughout"),
        (WORKED_OUT, "a day, worked out"),
        (ABOUT, "about throughout, worked out"),
        (SINCE, "open-ended: since"),
        (UNTIL, "open-ended: until"),
        (WEEK, "some time within, worked out"),
        (UNDATED, "no date fixed"),
        (NO_YEAR, "no date fixed"),
        (event("around 2020", "2020", "2020-01-01", "2020-12-31", precision="year"), "about some time within"),
    ],
)
def test_how_sure_a_time_is_decides_how_it_is_drawn(entry, drawn_as):
    assert moment(entry).drawn_as(ENGLISH) == drawn_as


def shapes(*entries):
    """What is drawn for one more event beside two plain ones, in the look of each path."""
    picture = draw("timeline", brief(timeline=(on("2001-01-01"), *entries, on("2012-06-01"))))
    return [
        (
            path.get("fill") == "none",
            path.get("stroke-dasharray") is not None,
            "C" in path.get("d"),
            "q" in path.get("d"),
        )
        for path in parsed(picture.svg).iter(f"{SVG}path")
    ]


def test_each_kind_of_time_has_a_form_of_its_own_not_only_a_colour():
    looks = [
        tuple(shapes(e))
        for e in (EXACT, WORKED_OUT, event("in 2004", "2004", "2004-01-01", "2004-12-31", precision="year"), SINCE)
    ]
    assert len(set(looks)) == len(looks)


def test_the_seed_has_its_undated_events_in_a_lane_of_their_own_with_the_reason(seed_brief):
    picture = check("timeline", seed_brief)
    rows = {text: top for text, _, top, _, _ in texts(picture.svg)}
    heading = next(top for text, top in rows.items() if text.startswith("No date fixed"))
    assert rows["“In November” S13"] > heading
    assert rows["month stated, year not"] == pytest.approx(rows["“In November” S13"], abs=1)
    assert all(top < heading for text, top in rows.items() if text.startswith(("about 1999", "2023 ")))


@pytest.mark.parametrize(
    "entries", [(), (EXACT,), (EXACT, EXACT), (EXACT, UNDATED, NO_YEAR), (UNDATED, NO_YEAR)], ids=str
)
def test_no_timeline_is_drawn_without_two_different_times(entries):
    assert draw("timeline", brief(timeline=entries)) is None


def test_the_twin_has_all_that_is_drawn():
    entries = (EXACT, WITHIN, ABOUT, SINCE, UNTIL, UNDATED, NO_YEAR)
    picture = check("timeline", brief(timeline=entries))
    assert picture.columns == ("As stated", "Fixed to", "Drawn as", "What", "Source")
    assert (
        "on Wednesday",
        "not fixed (weekday without a publication date)",
        "no date fixed",
        "Something happened",
        "S1",
    ) in picture.rows
    assert len(picture.rows) == len(entries)


def test_a_broken_axis_is_said():
    days = ("1976-01-01", "2025-12-10", "2025-12-11", "2025-12-14")
    picture = check("timeline", brief(timeline=tuple(map(on, days))))
    assert any("axis broken once" in text for text, *_ in texts(picture.svg))
    assert "axis broken once" in picture.alt


def test_two_hundred_events_are_bounded_and_the_rest_is_counted():
    entries = tuple(on(f"{1800 + i}-01-01") for i in range(200)) + tuple([UNDATED] * 100)
    picture = check("timeline", brief(timeline=entries))
    more = 300 - MOST_DATED - MOST_UNDATED
    assert texts(picture.svg)[-1][0] == f"{more} more in the table"
    assert len(picture.rows) == 300
    assert len(picture.svg) < 40_000


def test_a_small_timeline_is_the_golden_one(golden):
    entries = (EXACT, WITHIN, THROUGHOUT, WORKED_OUT, ABOUT, SINCE, UNTIL, WEEK, UNDATED, NO_YEAR)
    picture = check("timeline", brief(timeline=entries))
    golden("pictures/timeline.svg", picture.svg + "\n")


@given(st.lists(events(), max_size=25), widths)
@settings(max_examples=40, deadline=None)
def test_any_events_make_a_picture_without_touching_labels(entries, width):
    check("timeline", brief(timeline=tuple(entries)), width)
