from decimal import Decimal

import pytest
from conftest import cases, make_document

from briefgen.extractors import figures, statements
from briefgen.language.reading import analyse
from briefgen.model import Facts


def extract(text):
    document = make_document(text)
    analysis = analyse(document)
    found = Facts(documents=(document,))
    return figures.extract(analysis, Facts(documents=(document,), statements=statements.extract(analysis, found)))


def shown(figure):
    if figure.status != "given":
        value = figure.status
    elif figure.comparator == "range":
        value = f"{figure.low:f}..{figure.high:f}"
    else:
        value = f"{'' if figure.comparator == '=' else figure.comparator}{figure.value:f}"
    extras = [figure.change or "", f"per:{figure.period}" if figure.period and figure.period.startswith("a ") else ""]
    parts = (
        figure.spans[0].quote,
        figure.as_stated,
        value,
        figure.unit or "-",
        figure.counts or "-",
        " ".join(filter(None, extras)) or "-",
    )
    return " | ".join(parts)


@pytest.mark.parametrize(("text", "expected"), cases("figures"))
def test_quote_value_unit_and_what_is_counted(text, expected):
    assert [shown(figure) for figure in extract(text)] == expected


def test_a_value_is_exact():
    (figure,) = extract("The fine was $4.6 billion.")
    assert figure.value == Decimal("4600000000")
    assert f"{figure.value}" == "4600000000"


def test_a_figure_inside_a_statement_has_its_speaker_as_source():
    (figure,) = extract("The World Bank said 40 schools had closed.")
    assert figure.source == "World Bank"


def test_a_figure_in_the_text_s_own_voice_has_no_source():
    (figure,) = extract("Since September, 40 schools have closed.")
    assert figure.source is None


def test_the_period_is_the_time_that_bounds_the_count():
    (figure,) = extract("Since September, 40 schools have closed.")
    assert figure.period == "Since September"


def test_a_time_in_an_aside_bounds_only_the_aside():
    (figure,) = extract("The dam, completed in 1974, supplies water to 600,000 people.")
    assert figure.period is None


def test_a_round_duration_is_about_that_many_years():
    (figure,) = extract("The air force used the base for a decade.")
    assert (figure.value, figure.unit, figure.comparator) == (10, "years", "~")


def test_a_digit_number_too_long_to_be_a_quantity_is_none():
    assert extract("The code is 123456789012345678901234567890 units.") == ()
