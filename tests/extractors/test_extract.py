import pytest
from conftest import make_document

from briefgen.extractors import extract


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Heading",
        "# A\n\nB\n\nC",
        "ALL CAPITALS NEWS FLASH TODAY.",
        "word " * 40_000,
        "…",
        "مرحبا بالعالم هذا نص",
        "a." * 5000,
        "”“”“",
        "1 2 3 4 5",
    ],
    ids=[
        "empty",
        "blank",
        "heading",
        "headings",
        "capitals",
        "one sentence of 200,000 characters",
        "dots",
        "arabic",
        "short",
        "marks",
        "digits",
    ],
)
def test_odd_texts_give_facts_or_none_and_never_break(text):
    facts = extract((make_document(text),))
    assert facts.documents[0].text == text


def test_an_extractor_of_ones_own_can_take_the_place_of_the_others(seed):
    facts = extract((seed,), extractors=())
    assert facts.statements == ()
    assert facts.documents == (seed,)
