import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.quantities import find_quantities, undisclosed_in
from briefgen.language.times import find_times
from briefgen.text import sentences


def found(text):
    split = sentences(text)
    return [
        (text[q.start : q.end], q.value, q.comparator, q.unit)
        for q in find_quantities(text, split, find_times(text, split, None))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resulted in at least 95 deaths.", [("at least 95 deaths", Decimal(95), ">=", "deaths")]),
        ("more than 3,000 troops left.", [("more than 3,000 troops", Decimal(3000), ">", "troops")]),
        ("It cost $1.5 million.", [("$1.5 million", Decimal(1_500_000), "=", "$")]),
        ("It fell by 12.5 per cent.", [("12.5 per cent", Decimal("12.5"), "=", "%")]),
        ("some 200 people came", [("some 200 people", Decimal(200), "~", "people")]),
        ("two dozen soldiers came", [("two dozen soldiers", Decimal(24), "=", "soldiers")]),
        ("twenty-five schools closed", [("twenty-five schools", Decimal(25), "=", "schools")]),
        ("10 to 15 ships sank", [("10 to 15 ships", None, "range", "ships")]),
        ("dozens of residents fled", [("dozens of residents", None, "=", "residents")]),
        ("a sharp increase in violence", [("a sharp increase in violence", None, "=", "violence")]),
    ],
)
def test_a_quantity_has_its_span_value_comparator_and_unit(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 2009 and 2023",
        "the two countries met",
        "They won 3-2.",
        "on 5 May they met",
        "the iPhone 4 users",
        "at 10:30 they left",
        "the 1990s were",
    ],
)
def test_what_counts_nothing_is_no_quantity(text):
    assert found(text) == []


def test_a_range_is_one_figure_with_both_ends():
    text = "10 to 15 ships sank"
    (quantity,) = find_quantities(text, sentences(text), ())
    assert (quantity.low, quantity.high) == (10, 15)


def test_what_is_kept_back_is_undisclosed():
    text = "the number of troops involved or how long they will remain"
    assert [(q.unit, q.status) for q in undisclosed_in(text, 0, len(text), 0)] == [
        ("troops", "undisclosed"),
        ("duration", "undisclosed"),
    ]


@given(st.text(alphabet="1234567890,.$€%-–' \n()[]#aAbmkinoftwhred", max_size=120))
def test_quantities_lie_in_the_text_in_order_and_do_not_overlap(text):
    quantities = [q for q in find_quantities(text, sentences(text), ()) if q.status == "given"]
    assert all(0 <= q.start <= q.stated_start < q.stated_end <= q.end <= len(text) for q in quantities)
    assert all(one.end <= other.start for one, other in itertools.pairwise(quantities))


def test_a_numeral_that_words_spell_is_added_up():
    text = "two hundred and fifty thousand people, twenty-one million votes, a dozen ships"
    assert [q.value for q in find_quantities(text, sentences(text), ())] == [250_000, 21_000_000, 12]
