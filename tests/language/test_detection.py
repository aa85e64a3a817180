from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.detection import ENGLISH, languages, tongues
from briefgen.text import paragraphs

FIXTURE = Path(__file__).parent.parent / "fixtures" / "languages.txt"
ENGLISH_PARAGRAPH = "The bridge will stay closed until the summer, the mayor said."
SPANISH_PARAGRAPH = "El puente está cerrado desde el lunes, según el alcalde."


def cases():
    for number, line in enumerate(FIXTURE.read_text(encoding="utf-8").splitlines(), start=1):
        if " | " in line and not line.startswith("#"):
            language, text = line.split(" | ", 1)
            yield pytest.param(text, None if language == "nothing" else language, id=f"{number} {language}")


@pytest.mark.parametrize(("text", "language"), list(cases()))
def test_the_language_of_a_paragraph(text, language):
    found = languages(text)
    assert found.main == language
    assert bool(found.foreign) == (language not in (None, ENGLISH))


def foreign(*parts):
    return [parts.index(text[s.start : s.end]) for text in ["\n\n".join(parts)] for s in languages(text).foreign]


def test_a_foreign_paragraph_within_an_english_document_is_found():
    assert foreign(ENGLISH_PARAGRAPH, SPANISH_PARAGRAPH, ENGLISH_PARAGRAPH + " ") == [1]


def test_a_bare_line_goes_with_its_neighbours_where_they_agree():
    assert foreign(ENGLISH_PARAGRAPH, SPANISH_PARAGRAPH, "Rui Costa", "¿Por qué no se ha dicho nada?") == [1, 2, 3]
    assert foreign(ENGLISH_PARAGRAPH, "Rui Costa", SPANISH_PARAGRAPH) == [2]


def test_one_foreign_heading_does_not_make_headings_foreign():
    assert foreign(
        "Port strike ends",
        "Mayor quits",
        "Le maire a quitté la ville",
        "Floods in the north of the country",
        "Bridge closed",
    ) == [2]


def test_an_english_paragraph_within_a_foreign_document_stays():
    assert foreign(SPANISH_PARAGRAPH, ENGLISH_PARAGRAPH, "El alcalde no ha dicho cuándo se abre.", "Alcaldía") == [
        0,
        2,
        3,
    ]


def test_a_long_paragraph_is_judged_by_the_share_of_its_words():
    assert languages((SPANISH_PARAGRAPH + " ") * 500).main == "Spanish"
    assert languages((ENGLISH_PARAGRAPH + " ") * 500 + SPANISH_PARAGRAPH).foreign == ()


def test_each_language_is_named_once():
    found = languages(f"{SPANISH_PARAGRAPH}\n\nМост закрыт.\n\n{SPANISH_PARAGRAPH}")
    assert tongues(found.foreign) == "Spanish and a language in Cyrillic script"


@given(st.lists(st.sampled_from([ENGLISH_PARAGRAPH, SPANISH_PARAGRAPH, "Мост закрыт.", "12 | 13", "A", "\u202e", "é"])))
def test_foreign_stretches_are_paragraphs_in_order(parts):
    text = "\n\n".join(parts)
    bounds = paragraphs(text)
    assert [(s.start, s.end) for s in languages(text).foreign] == sorted(
        {(s.start, s.end) for s in languages(text).foreign} & set(bounds)
    )
