import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.times import find_times
from briefgen.text import sentences

PUBLISHED = dt.date(2025, 12, 17)  # a Wednesday


def found(text, published=None):
    return [(text[m.start : m.end], m.time.kind, m.time.value) for m in find_times(text, sentences(text), published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on 24 November 2004.", [("24 November 2004", "date", "2004-11-24")]),
        ("It began on November 24, 2004.", [("November 24, 2004", "date", "2004-11-24")]),
        ("Filed 2004-11-24 late.", [("2004-11-24", "date", "2004-11-24")]),
        ("Filed 24/11/2004 late.", [("24/11/2004", "date", "2004-11-24")]),
        ("Filed 03/04/2004 late.", [("03/04/2004", "date", "2004")]),
        ("They signed it in 2023.", [("2023", "date", "2023")]),
        ("In November, voters came.", [("November", "date", "XXXX-11")]),
        ("Since September, boats sank.", [("September", "date", "XXXX-09/..")]),
        ("On Wednesday it rained.", [("Wednesday", "date", None)]),
        ("since last summer it grew", [("last summer", "date", None)]),
        ("the summer of 2019 was hot", [("the summer of 2019", "date", "2019-22")]),
        ("He came several days earlier.", [("several days earlier", "date", None)]),
        ("for a decade until 2009", [("a decade", "duration", "P1DE"), ("2009", "date", "../2009")]),
        ("in the 1990s they left", [("the 1990s", "date", "199X")]),
        ("from 2019 to 2021 prices rose", [("2019 to 2021", "date", "2019/2021")]),
        ("the third quarter of 2020", [("third quarter of 2020", "date", "2020-Q3")]),
        ("at 5:30 pm the gates opened", [("5:30 pm", "time", "T17:30")]),
        ("every Monday they meet", [("every Monday", "set", None)]),
        ("a three-year plan", [("three-year", "duration", "P3Y")]),
    ],
)
def test_an_expression_has_its_span_kind_and_value(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "It fell to 2000 troops.",
        "He paid $2000 today-ish",
        "in room 12",
        "the second man",
        "1,999 people came",
    ],
)
def test_what_is_no_time_is_left_alone(text):
    assert [f for f in found(text) if f[1] == "date" and f[0] != "today"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was announced on Wednesday.", "2025-12-17"),
        ("It was announced on Friday.", "2025-12-12"),
        ("They will meet on Friday.", "2025-12-19"),
        ("In November, voters came.", "2025-11"),
        ("In March it began.", "2025-03"),
        ("Since September it went on.", "2025-09/.."),
        ("It happened yesterday.", "2025-12-16"),
        ("They approved the plan on Friday.", "2025-12-12"),
        ("It happened two weeks ago.", "2025-12-03"),
        ("It happened last year.", "2024"),
        ("It happened last month.", "2025-11"),
        ("It happened in 2023.", "2023"),
    ],
)
def test_a_publication_date_anchors_what_hangs_on_it(text, value):
    assert [v for _, _, v in found(text, PUBLISHED)] == [value]


def test_without_a_publication_date_the_reason_is_said():
    (mention,) = find_times("It was on Wednesday.", sentences("It was on Wednesday."), None)
    assert mention.time.reason == "weekday without a publication date"
    assert (mention.time.earliest, mention.time.latest) == (None, None)


def test_days_before_another_event_have_only_an_upper_bound():
    text = "It had arrived several days earlier."
    (mention,) = find_times(text, sentences(text), PUBLISHED)
    assert (mention.time.value, mention.time.earliest, mention.time.latest) == (None, None, dt.date(2025, 12, 16))


def test_a_season_flags_its_hemisphere():
    text = "It grew since last summer."
    (mention,) = find_times(text, sentences(text), PUBLISHED)
    assert "hemisphere" in mention.time.reason


@given(st.text(alphabet=st.sampled_from("0123456789-/: MayJunonWedsatlag,."), max_size=120))
def test_no_text_breaks_it_and_spans_do_not_overlap(text):
    mentions = find_times(text, sentences(text), PUBLISHED)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
