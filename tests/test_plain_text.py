import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.plain_text import plain, with_origins


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Mu\u0308ller", "Müller"),
        ("S\u0323\u0307o", "Ṩo"),
        ("offi\u00adcials", "officials"),
        ("\ufeffThe\u200b mayor", "The mayor"),
        ("oﬃcial ﬂag", "official flag"),
        ("10\u00a0km in\u00a0all", "10 km in all"),
        ("10\u00a0000", "10\u00a0000"),
        ("\u0301 alone", "\u0301 alone"),
    ],
)
def test_a_text_becomes_what_a_reader_sees(written, seen):
    assert plain(written) == seen


def test_each_character_knows_where_it_stood():
    written = "the Mu\u0308l\u00adler oﬃce"
    told = with_origins(written)
    place = told.text.index("Müller")
    start, end = told.original(place, place + len("Müller"))
    assert written[start:end] == "Mu\u0308l\u00adler"
    place = told.text.index("office")
    assert written[slice(*told.original(place, place + 6))] == "oﬃce"


def test_a_plain_text_needs_no_way_back():
    assert with_origins("Café in Québec, 10\u00a0000 people") is None


@given(st.text(alphabet="ab \u00ad\u0308\u200b\u00a01.ﬁé", max_size=60))
def test_origins_rise_and_every_stretch_reads_the_same(text):
    told = with_origins(text)
    if told is None:
        assert plain(text) == text
        return
    assert told.text == plain(text)
    assert list(told.starts) == sorted(told.starts)
    assert all(start < end for start, end in zip(told.starts, told.ends, strict=True))
    assert unicodedata.normalize("NFC", told.text) == told.text
