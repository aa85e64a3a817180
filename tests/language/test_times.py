import datetime as dt
import itertools
import re

import pytest
from conftest import dated_cases
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.times import find_dateline, find_times, iter_dated, iter_single, tei_value, timex_value
from briefgen.text import sentences

PUBLISHED = dt.date(2025, 12, 17)  # a Wednesday


def mentions(text, published=None):
    return find_times(text, sentences(text), published)


@pytest.mark.parametrize(("text", "published", "expected"), dated_cases("times"))
def test_words_kind_value_and_timex(text, published, expected):
    found = mentions(text, dt.date.fromisoformat(published) if published else None)
    assert [
        f"{' '.join(text[m.start : m.end].split())} | {m.time.kind} | {m.time.value} | {timex_value(m.time)}"
        for m in found
    ] == expected


def test_there_are_cases():
    assert len(dated_cases("times")) >= 90


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
        ("It happened two weeks ago.", "2025-12-03"),
        ("It happened last year.", "2024"),
        ("It happened last month.", "2025-11"),
        ("It happened in 2023.", "2023"),
    ],
)
def test_a_publication_date_anchors_what_hangs_on_it(text, value):
    assert [m.time.value for m in mentions(text, PUBLISHED)] == [value]


def test_without_a_date_the_reason_is_said():
    (mention,) = mentions("It was on Wednesday.")
    assert mention.time.reason == "weekday without a publication date"
    assert (mention.time.earliest, mention.time.latest) == (None, None)


@pytest.mark.parametrize(
    ("text", "published", "anchor"),
    [
        ("It was on Monday.", PUBLISHED, "publication date 2025-12-17"),
        ("LIMA, 3 March 2010 — It was on Monday.", None, "dateline 2010-03-03"),
        ("They met on 3 March 2010. The next day they left.", None, "“on 3 March 2010” in the text"),
    ],
)
def test_the_anchor_is_named_and_the_time_is_derived(text, published, anchor):
    time_found = mentions(text, published)[-1].time
    assert (time_found.anchor, time_found.basis) == (anchor, "derived")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Storm hits coast\n\nSaturday, April 4, 2009\n\nA storm came.", dt.date(2009, 4, 4)),
        ("LONDON, 3 March 2010 — A storm came.", dt.date(2010, 3, 3)),
        ("LONDON (March 3, 2010) - A storm came.", dt.date(2010, 3, 3)),
        ("Storm hits coast\nBy Jane Roe, March 3, 2010\nA storm came.", dt.date(2010, 3, 3)),
        ("Storm hits coast\nPublished: 3 March 2010 at 10:15 GMT\nA storm came.", dt.date(2010, 3, 3)),
        ("LONDON, March 3 — A storm came.", None),
        ("A storm came on 3 March 2010.", None),
        ("On 3 March 2010 a storm came.", None),
        ("3 March 2010 was a Wednesday.", None),
    ],
)
def test_a_dateline_is_a_date_of_its_own(text, date):
    dateline = find_dateline(text, sentences(text))
    assert (dateline and dateline.date) == date


def test_a_dateline_dates_no_event():
    (dateline,) = mentions("LONDON, 3 March 2010 — A storm came.")
    assert dateline.role == "dateline"
    assert list(iter_dated([dateline])) == []


def test_days_before_another_event_have_only_an_upper_bound():
    (mention,) = mentions("It had arrived several days earlier.", PUBLISHED)
    assert (mention.time.value, mention.time.earliest, mention.time.latest) == (None, None, dt.date(2025, 12, 16))


def test_a_season_flags_its_hemisphere():
    (mention,) = mentions("It grew since last summer.", PUBLISHED)
    assert "hemisphere" in mention.time.reason


@pytest.mark.parametrize(
    "text", ["It closed in early 2005.", "It closed at the end of 2005.", "It closed in late 2005."]
)
def test_part_of_a_year_stays_vague_and_says_so(text):
    (mention,) = mentions(text)
    assert mention.time.value == "2005"
    assert re.fullmatch(r"“(?:early|end|late)”: how much of it is not said", mention.time.reason)


def test_the_ends_of_a_range_stand_alone_for_scorers():
    assert [timex_value(m.time) for m in iter_single(mentions("From 2004 to 2009 it grew."))] == ["2004", "2009"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It closed this weekend.", "2025-12-13/2025-12-14"),
        ("In the 1960s it grew.", "1960-01-01/1969-12-31"),
        ("In the 20th century it grew.", "1900-01-01/1999-12-31"),
        ("It grew last summer.", "2025-06-01/2025-08-31"),
        ("It closed by the end of the year.", "2025-12-31"),
        ("It closed a few days ago.", "/2025-12-17"),
        ("The past three years were dry.", "2022/2025"),
        ("It opened at 15:11 GMT.", "15:11:00"),
        ("They meet weekly.", None),
        ("They waited three years.", None),
    ],
)
def test_tei_writes_stretches_as_first_and_last_day(text, value):
    assert [tei_value(m.time) for m in mentions(text, dt.date(2025, 12, 16))] == [
        value and value.replace("2025-12-17", "2025-12-16")
    ]


@given(st.text(alphabet=st.sampled_from("0123456789-/: MayJunonWedsatlag,."), max_size=120))
def test_no_text_breaks_it_and_spans_do_not_overlap(text):
    found = mentions(text, PUBLISHED)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(
    st.lists(
        st.sampled_from(
            "in the last few years ago a half of 2009 from March to 31 May 9999 0001 Monday Sunday yesterday Q4 week weekend".split()
        )
    )
)
def test_no_row_of_words_of_time_breaks_it(words):
    text = " ".join(words)
    for published in (None, PUBLISHED, dt.date(1, 1, 2), dt.date(9999, 12, 30)):
        assert all(timex_value(m.time) != "" and tei_value(m.time) != "" for m in mentions(text, published))
