import pytest
from conftest import make_document
from drawn import SVG, brief, check, names, parsed, texts, widths
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Relation, Span
from briefgen.rendering.pictures import draw
from briefgen.rendering.pictures.stakeholder_map import MOST_RELATIONS

TEXT = make_document("A met B.")
SPAN = Span(TEXT.id, 0, 7, "A met B", 0, TEXT)


def relation(actor, action, target, speaker=None, mark="S1"):
    return Relation(actor=actor, action=action, target=target, span=SPAN, speaker=speaker, mark=mark)


SUED = relation("Maersk", "sued", "FNV", mark="S7")
ACCUSED = relation("FNV", "accused", "Maersk", mark="S4")
STRUCK = relation("FNV", "has struck against", "the port", "police", "S9")


def test_each_name_stands_once_on_each_side():
    shown = [text for text, *_ in texts(check("map", brief(relations=(SUED, ACCUSED, STRUCK))).svg)]
    assert shown.count("FNV") == 2
    assert shown.count("Maersk") == 2
    assert "sued S7" in shown


def test_what_somebody_is_reported_to_say_is_dashed_and_says_who():
    svg = check("map", brief(relations=(SUED, STRUCK))).svg
    assert "has struck against says police S9" in [text for text, *_ in texts(svg)]
    dashed = [p for p in parsed(svg).iter(f"{SVG}path") if p.get("stroke-dasharray")]
    assert len(dashed) == 2  # one in the legend


def test_without_reported_relations_there_is_no_legend():
    assert "reported" not in " ".join(text for text, *_ in texts(draw("map", brief(relations=(SUED, ACCUSED))).svg))


def test_the_twin_has_all_that_is_drawn():
    assert draw("map", brief(relations=(SUED, STRUCK))).rows == (
        ("Maersk", "sued", "FNV", "the text itself", "S7"),
        ("FNV", "has struck against", "the port", "police", "S9"),
    )


@pytest.mark.parametrize("its", [(), (SUED,)], ids=["none", "one"])
def test_nothing_is_drawn_for_fewer_than_two_relations(its):
    assert draw("map", brief(relations=its)) is None


def test_two_hundred_relations_are_bounded_and_the_rest_is_counted():
    its = tuple(relation(f"Actor {i % 20}", "met", f"Target {i}") for i in range(200))
    picture = check("map", brief(relations=its))
    assert texts(picture.svg)[-1][0] == f"{200 - MOST_RELATIONS} more in the table"
    assert len(picture.rows) == 200


def test_a_small_map_is_the_golden_one(golden):
    golden("pictures/map.svg", check("map", brief(relations=(SUED, ACCUSED, STRUCK))).svg + "\n")


some = st.builds(relation, names, names, names, st.one_of(st.none(), names))


@given(st.lists(some, max_size=30), widths)
@settings(max_examples=40, deadline=None)
def test_any_relations_make_a_map_without_touching_labels(its, width):
    check("map", brief(relations=tuple(its)), width)
