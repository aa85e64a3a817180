import datetime as dt
import itertools
import re

import pytest
from cronsim import CronSim
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import cron

EXPRESSIONS = (
    "* * * * *|*/15 * * * *|5-20/5 6 * * *|0 7 * * MON-FRI|30 2 1,15 * *|0 0 L * *|0 9 LW * *|0 9 * * FRI#2|0 9 * * 5L|"
    "0 0 1 * MON|0 0 */10 * MON|0 0 31 * *|0 12 29 FEB *|17 3,15 * JAN,JUL 0|0 0 * * 7"
).split("|")


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(EXPRESSIONS), st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2090, 1, 1)))
def test_times_are_those_that_cronsim_finds_one_by_one(expression, start):
    after = start.replace(microsecond=0)
    expected = list(itertools.islice(CronSim(expression, after), 20))
    found = list(
        cron.parse(expression).between(after + dt.timedelta(seconds=1), expected[-1] + dt.timedelta(seconds=1))
    )
    assert found == expected


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(EXPRESSIONS),
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2090, 1, 1)),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=40)),
)
def test_the_count_is_that_of_the_times(expression, start, length):
    parsed = cron.parse(expression)
    assert parsed.count(start, start + length) == len(list(parsed.between(start, start + length)))


def test_start_is_in_and_end_is_out():
    seven, eight = dt.datetime(2026, 1, 1, 7), dt.datetime(2026, 1, 1, 8)
    assert list(cron.parse("0 * * * *").between(seven, eight)) == [seven]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("0 7 * *", "has 4 fields instead of five: minute, hour, day of the month, month, day of the week"),
        ("0 0 7 * * *", "has six fields; seconds are not known here, the first field is the minute"),
        ("61 * * * *", "the minute '61': 61 is not between 0 and 59"),
        ("0 7,24 * * *", "the hour '24': 24 is not between 0 and 23"),
        ("0 7 0 * *", "the day of the month '0': 0 is not between 1 and 31"),
        ("0 7 * 13 *", "the month '13': 13 is not between 1 and 12"),
        ("0 7 * * MOO", "the day of the week 'MOO': not understood; write 0 to 7, or SUN to SAT"),
        ("0 7 * * FRI-MON", "the day of the week 'FRI-MON': the range runs backwards"),
        ("0 7 * * 1-9", "the day of the week '1-9': 9 is not between 0 and 7"),
        ("0 7 L-3 * *", "the day of the month 'L-3': not understood"),
        ("1- * * * *", "the minute '1-': something is missing"),
        ("1,,2 * * * *", "the minute '': something is missing"),
        ("*/0 * * * *", "the minute '*/0': '0' is no step"),
        ("*/x * * * *", "the minute '*/x': 'x' is no step"),
        ("*/90 * * * *", "a step of 90 never comes twice"),
        ("² * * * *", "the minute '²': not understood"),
        ("@reboot", "'@reboot' is none of @hourly"),
        ("0 0 30 2 *", "'0 0 30 2 *' never fires"),
        ("0 0 31 4,6 *", "'0 0 31 4,6 *' never fires"),
        ("* * */20 * 1L", "never fires"),  # the 1st or the 21st are no last Monday of a month
        ("* " * 150, "longer than 200 characters"),
        ("9" * 5000 + " * * * *", "longer than 200 characters"),
    ],
)
def test_each_fault_says_which_field_and_why(text, fault):
    with pytest.raises(ValueError, match=re.escape(fault)):
        cron.parse(text)


def test_a_day_that_comes_once_in_decades_is_no_fault():
    leap_day = cron.parse("0 0 29 2 *")
    assert leap_day.falls_on(dt.date(2028, 2, 29))
    assert not leap_day.falls_on(dt.date(2027, 2, 28))


@pytest.mark.parametrize(("alias", "expression"), list(cron.ALIASES.items()))
def test_an_alias_is_its_expression(alias, expression):
    assert cron.parse(alias.upper()) == cron.parse(expression)


def test_both_day_fields_mean_either_unless_one_begins_with_a_star():
    assert cron.parse("0 0 1 * MON").either_day
    assert not cron.parse("0 0 */10 * MON").either_day
    assert not cron.parse("0 0 1 * *").either_day


def test_an_expression_is_told_in_words():
    assert cron.parse("0 7 * * 1-5").explained == "At 07:00 on Monday through Friday"
    assert cron.parse("0 7 31 * *").explained == "At 07:00 on the 31st day of every month"
    assert cron.parse("0 7 13 * *").explained == "At 07:00 on the 13th day of every month"
