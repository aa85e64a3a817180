import datetime as dt

import pytest

from briefgen.readers.days import Stamp, is_two_ways, read_stamp, without_echoes

DAY = dt.date(2024, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-03",
        " 2024-05-03T23:40:00-04:00 ",
        "2024-05-03 08:00",
        "20240503",
        "20240503T084500Z",
        "Fri, 03 May 2024 08:00:00 GMT",
        "3 May 2024",
        "3rd May, 2024",
        "Friday, 3 May 2024 11:40",
        "May 3, 2024",
        "MAY 3 2024",
        "May 3, 2024 at 9:15 am EDT",
    ],
)
def test_a_plain_date_is_its_day(text):
    stamp = read_stamp(text)
    assert stamp is not None
    assert stamp.day == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "May 2024",
        "2024",
        "05/04/2024",
        "31 February 2024",
        "2024-13-01",
        "Mayor 3, 2024",
        "3 Marathon 2024",
        "12345678901",
        "99/99/2024",
        "on 3 May 2024 the bridge fell",
        "x" * 5_000_000,
        "3 May 2024" + " " * 200 + "x" * 100,
    ],
)
def test_what_names_no_day_is_none(text):
    assert read_stamp(text) is None


def test_a_date_of_numbers_counts_only_where_it_reads_one_way():
    assert read_stamp("25/12/2024") == Stamp(dt.date(2024, 12, 25))
    assert read_stamp("12/25/2024") == Stamp(dt.date(2024, 12, 25))
    assert read_stamp("05.05.2024") == Stamp(dt.date(2024, 5, 5))
    assert is_two_ways("05/04/2024")
    assert not is_two_ways("25/12/2024")


def test_an_instant_in_universal_time_is_an_echo_of_a_local_day():
    stamps = [(read_stamp("2024-05-04T03:40:00Z"), "JSON-LD"), (read_stamp("2024-05-03T23:40:00-04:00"), "meta")]
    assert without_echoes(stamps) == ((DAY, "meta"),)


def test_days_that_no_time_zone_joins_stay_two():
    stamps = [(read_stamp("2024-05-06T03:40:00Z"), "JSON-LD"), (read_stamp("2024-05-03"), "meta")]
    assert without_echoes(stamps) == ((dt.date(2024, 5, 6), "JSON-LD"), (DAY, "meta"))


def test_universal_time_alone_gives_its_day():
    assert without_echoes([(read_stamp("2024-05-03T03:40:00Z"), "meta")]) == ((DAY, "meta"),)
