import pytest
from drawn import SVG, names, parsed, path_points
from hypothesis import given
from hypothesis import strategies as st

from briefgen.rendering.pictures import Palette
from briefgen.rendering.pictures.svg import Sheet, Words, arrow, box, diamond, disc, line, number, wave


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("colour", "least"), [("ink", 4.5), ("muted", 4.5), ("accent", 4.5), ("line", 3.0)])
def test_the_colours_stand_out_from_the_paper(colour, least):
    assert contrast(getattr(Palette(), colour), Palette().paper) >= least


@given(names, names)
def test_any_text_makes_a_well_formed_element(text, alt):
    sheet = Sheet(200, Palette())
    sheet.words(0, 10, text, room=60)
    sheet.words(0, 20, [Words(text, bold=True), Words(alt, colour="accent")], room=120)
    root = parsed(sheet.element(30, anchor="picture-x", alt=alt))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "title", "text", "tspan", "g"}


def test_what_is_cut_keeps_its_whole_text_as_a_title():
    sheet = Sheet(200, Palette())
    sheet.words(0, 10, [Words("2023", bold=True), Words("A very long line of words"), Words("S1")], room=70)
    (group,) = parsed(sheet.element(30, anchor="picture-x", alt="x")).iter(f"{SVG}g")
    assert group.find(f"{SVG}title").text == "2023 A very long line of words S1"
    first, middle, last = (run.text for run in group.iter(f"{SVG}tspan"))
    assert (first, last) == ("2023 ", "S1")
    assert middle.endswith("… ")


def test_colours_are_classes_too_so_that_a_page_can_set_them():
    sheet = Sheet(10, Palette(accent="#123456"))
    sheet.shape(box(0, 0, 1, 1), fill="accent", stroke="line")
    assert 'class="fill-accent stroke-line"' in sheet.elements[0]
    assert 'fill="#123456"' in sheet.elements[0]


@given(st.floats(-1000, 1000))
def test_numbers_are_short_and_right(value):
    assert float(number(value)) == pytest.approx(value, abs=0.0051)
    assert "e" not in number(value)
    assert number(value) != "-0"


@pytest.mark.parametrize(
    ("path", "bounds"),
    [
        (line(1, 2, 3, 4), (1, 2, 3, 4)),
        (box(1, 2, 3, 4), (1, 2, 4, 6)),
        (disc(5, 5, 2), (3, 3, 7, 7)),
        (diamond(5, 5, 2), (3, 3, 7, 7)),
        (wave(0, 8, 5, height=1), (0, 3, 8, 7)),
        (arrow(5, 5, size=3), (2, 3.14, 5, 6.86)),
        (arrow(5, 5, size=3, to_the_left=True), (5, 3.14, 8, 6.86)),
    ],
)
def test_shapes_stand_where_they_are_drawn(path, bounds):
    xs, ys = zip(*path_points(path), strict=True)
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(bounds, abs=0.02)
