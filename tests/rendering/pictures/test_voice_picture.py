import pytest
from drawn import SVG, brief, check, names, parsed, path_points, texts, voice, widths
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.rendering.pictures import draw
from briefgen.rendering.pictures.voices import MOST_HEARD, MOST_SILENT

BALANCE = (
    voice("US Embassy in Quito", 6, "diplomatic mission", "US"),
    voice("Daniel Noboa", 1),
    voice("voters", 0, "public"),
)


def test_who_speaks_more_has_the_longer_bar_one_cell_a_report():
    picture = check("voices", brief(voices=BALANCE))
    cells = next(p.get("d") for p in parsed(picture.svg).iter(f"{SVG}path") if p.get("stroke") is None)
    assert cells.count("M") == 7
    widths = {text: right for text, _, _, right, _ in texts(picture.svg)}
    assert widths["6"] > widths["1"]


def test_who_is_not_heard_is_named_with_an_empty_cell():
    picture = check("voices", brief(voices=BALANCE))
    empty = [p for p in parsed(picture.svg).iter(f"{SVG}path") if p.get("fill") == "none" and "z" in p.get("d")]
    assert [p.get("d").count("M") for p in empty] == [1]
    assert [text for text, *_ in texts(picture.svg)][-2:] == ["Not heard", "voters"]


def test_the_twin_has_all_that_is_drawn():
    assert draw("voices", brief(voices=BALANCE)).rows == (
        ("US Embassy in Quito", "diplomatic mission, US", "6"),
        ("Daniel Noboa", "person", "1"),
        ("voters", "public", "not heard"),
    )


def test_alt_says_who_dominates_and_who_is_missing():
    alt = draw("voices", brief(voices=BALANCE)).alt
    assert (
        alt == "Who speaks in the sources: US Embassy in Quito 6 of 7 reports; 1 other voice heard; not heard: voters."
    )


@pytest.mark.parametrize(
    "its", [(), (voice("A"), voice("B")), (voice("A", 3),)], ids=["none", "nobody heard", "one name"]
)
def test_nothing_is_drawn_where_there_is_no_balance_to_see(its):
    assert draw("voices", brief(voices=its)) is None


def test_many_reports_make_one_bar():
    picture = check("voices", brief(voices=(voice("A", 5000), voice("B", 1))))
    assert max(x for p in parsed(picture.svg).iter(f"{SVG}path") for x, _ in path_points(p.get("d"))) <= 510


def test_two_hundred_voices_are_bounded_and_the_rest_is_counted():
    its = tuple(voice(f"Speaker {i}", 200 - i) for i in range(100)) + tuple(voice(f"Silent {i}") for i in range(100))
    picture = check("voices", brief(voices=its))
    assert texts(picture.svg)[-1][0] == f"{200 - MOST_HEARD - MOST_SILENT} more in the table"
    assert len(picture.rows) == 200


def test_a_small_balance_is_the_golden_one(golden):
    golden("pictures/voices.svg", check("voices", brief(voices=BALANCE)).svg + "\n")


@given(st.lists(st.builds(voice, names, st.sampled_from([0, 0, 1, 2, 9, 41, 10**6])), max_size=60), widths)
@settings(max_examples=40, deadline=None)
def test_any_voices_make_a_picture_without_touching_labels(its, width):
    check("voices", brief(voices=tuple(sorted(its, key=lambda v: -v.statements))), width)
