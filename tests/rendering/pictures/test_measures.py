from pathlib import Path

import pytest
import rendercv_fonts
from drawn import names
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefgen.rendering.pictures.measures import SLACK, fitted, plain, text_width

FONTS = Path(rendercv_fonts.__file__).parent / "Source Sans 3"
EUROPE = [chr(code) for code in (*range(0x20, 0x7F), *range(0xC0, 0x17F)) if chr(code).isprintable()] + list("–—…“”‘’·")


@pytest.mark.parametrize(("face", "bold"), [("Regular", False), ("Bold", True)])
def test_no_letter_of_the_bundled_face_is_wider_than_measured(face, bold):
    font = TTFont(FONTS / f"SourceSans3-{face}.ttf")
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    wider = {
        char: advances[glyphs[ord(char)]][0]
        for char in EUROPE
        if ord(char) in glyphs and advances[glyphs[ord(char)]][0] > text_width(char, 1000, bold=bold) + 0.01
    }
    assert len(glyphs) > 300
    assert wider == {}


def test_plain_letters_are_measured_exactly_but_for_the_slack():
    font = TTFont(FONTS / "SourceSans3-Regular.ttf")
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    text = "The quick brown fox, 1999–2009"
    real = sum(advances[glyphs[ord(char)]][0] for char in text)
    assert text_width(text, 1000) / SLACK == pytest.approx(real, rel=0.01)


@given(names, st.floats(0, 400), st.booleans())
def test_what_is_fitted_fits_and_is_a_beginning(text, room, bold):
    text = plain(text)
    shown = fitted(text, room, 7.4, bold=bold)
    assert text_width(shown, 7.4, bold=bold) <= room + 0.02
    assert text.startswith(shown.removesuffix("…"))
    assert shown in ("", text) or shown.endswith("…")


def test_words_are_cut_between_words_where_the_rest_is_short():
    assert fitted("one two three", text_width("one two thr…", 7.4), 7.4) == "one two…"


@pytest.mark.parametrize(
    ("text", "words"), [("a\nb\x00c", "a b c"), ("\u202eabc", "abc"), ("\ud800x", "x"), ("\ufffe", "")]
)
def test_control_characters_and_lone_surrogates_are_left_out(text, words):
    assert plain(text) == words
