import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.rendering.pictures.measures import text_width
from briefgen.rendering.pictures.scale import fit


def day(text):
    return dt.date.fromisoformat(text).toordinal()


def spans(*days):
    return [(day(d), day(d) + 1) for d in days]


def labels(scale):
    return [tick.label for tick in scale.ticks(6.6)]


def test_years_are_one_stretch_with_ticks_at_round_years():
    scale = fit([(day("1999-01-01"), day("2010-01-01")), (day("2023-01-01"), day("2024-01-01"))], 0, 510)
    assert len(scale.stretches) == 1
    assert labels(scale)[:3] == ["2000", "2002", "2004"]


def test_days_of_one_month_have_ticks_at_days():
    assert labels(fit(spans("2025-12-10", "2025-12-13"), 0, 510)) == [
        "10 Dec 2025",
        "11 Dec",
        "12 Dec",
        "13 Dec",
    ] or labels(fit(spans("2025-12-10", "2025-12-13"), 0, 510))[1:-1] == ["10 Dec", "11 Dec", "12 Dec", "13 Dec"]


def test_centuries_have_ticks_at_centuries():
    scale = fit(spans("1066-10-14", "1492-10-12", "1789-07-14", "1989-11-09"), 0, 510)
    assert {int(label) % 100 for label in labels(scale)} == {0}


def test_a_long_empty_time_is_left_out_where_it_would_hide_the_rest():
    scale = fit(spans("1976-01-01", "2025-12-10", "2025-12-11", "2025-12-14"), 0, 510)
    assert len(scale.stretches) == 2
    assert len(scale.breaks) == 1
    assert scale.x(day("2025-12-11")) - scale.x(day("2025-12-10")) > 20


def test_two_far_dates_need_no_break():
    assert fit(spans("1976-01-01", "2025-12-10"), 0, 510).breaks == ()


def test_evenly_spread_dates_need_no_break():
    assert fit(spans("2000-01-01", "2005-01-01", "2010-01-01", "2015-01-01"), 0, 510).breaks == ()


@st.composite
def any_spans(draw):
    days = st.integers(1, dt.date.max.toordinal())
    length = st.sampled_from([1, 7, 31, 366, 3653])
    return [
        (start, min(dt.date.max.toordinal() + 1, start + draw(length)))
        for start in draw(st.lists(days, min_size=1, max_size=30))
    ]


@given(any_spans(), st.sampled_from([220.0, 510.0]))
def test_time_runs_to_the_right_and_stays_on_the_axis(its, width):
    scale = fit(its, 0, width)
    days = sorted({d for span in its for d in span})
    places = [scale.x(d) for d in days]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= width + 0.01
    assert 1 <= len(scale.stretches) <= 4


@given(any_spans(), st.sampled_from([220.0, 510.0]))
def test_labels_of_ticks_never_touch(its, width):
    ticks = fit(its, 0, width).ticks(6.6)
    assert ticks
    ends = [(t.label_x, t.label_x + text_width(t.label, 6.6)) for t in ticks]
    assert all(a[1] < b[0] for a, b in pairwise(ends))
    assert ends[0][0] >= 0
    assert ends[-1][1] <= width + 0.01


def test_a_single_day_has_a_tick():
    assert labels(fit(spans("2025-12-10"), 0, 300)) == ["10 Dec 2025"]


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_trouble(edge):
    assert fit(spans(edge, "2000-01-01"), 0, 510).ticks(6.6)
