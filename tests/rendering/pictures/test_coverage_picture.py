import pytest
from conftest import make_document
from drawn import SVG, brief, check, names, parsed, texts, widths
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Evidence, SourceEntry
from briefgen.rendering.pictures import draw
from briefgen.rendering.pictures.coverage import MOST_CELLS, use


def sentence(label, *cited_by):
    return Evidence(
        label=label, anchor=f"evidence-{label.lower()}", text="It began.", start=0, end=9, place=None, cited_by=cited_by
    )


def source(label, *citing, title="A report"):
    its = tuple(sentence(f"{label}{i}", *cited_by) for i, cited_by in enumerate(citing, start=1))
    return SourceEntry(document=make_document("It began.", title=title), label=label, evidence=its)


ONE = source("S", ("k1", "b1"), (), ("t3", "k2"), ("w1",), ("b2",))


@pytest.mark.parametrize(
    ("cited_by", "part"),
    [((), "not used"), (("w1", "t2"), "elsewhere"), (("w1", "k12"), "key points"), (("k1", "b1", "s1"), "bottom line")],
)
def test_a_sentence_counts_for_the_most_prominent_part_that_cites_it(cited_by, part):
    assert use(sentence("S1", *cited_by)) == part


def test_there_is_one_cell_a_sentence_and_how_full_it_is_tells_its_use():
    picture = check("coverage", brief(sources=(ONE,)))
    filled, outlined = list(parsed(picture.svg).iter(f"{SVG}path"))[-2:]
    assert outlined.get("d").count("M") == 5
    assert filled.get("d").count("M") == 4
    heights = [part.split("v")[1].split("h")[0] for part in filled.get("d").split("z")[:-1]]
    assert len(set(heights)) == 3


def test_the_twin_has_every_sentence_with_its_use():
    assert draw("coverage", brief(sources=(ONE,))).rows == (
        ("S1", "A report", "bottom line"),
        ("S2", "A report", "not used"),
        ("S3", "A report", "key points"),
        ("S4", "A report", "elsewhere"),
        ("S5", "A report", "bottom line"),
    )


def test_alt_counts_the_sentences_and_names_those_of_the_bottom_line():
    alt = draw("coverage", brief(sources=(ONE,))).alt
    assert alt == "The brief cites 4 of the 5 sentences of 1 source; the bottom line rests on S1, S5."


def test_several_sources_are_named_each_above_its_cells():
    two = (source("A", ("b1",), (), title="First"), source("B", (), (), ("k1",), title="Second"))
    shown = [text for text, *_ in texts(check("coverage", brief(sources=two)).svg)]
    assert "A First 1 of 2" in shown
    assert "B Second 1 of 3" in shown


@pytest.mark.parametrize(
    "sources", [(), (source("S"),), (source("S", ("b1",)),)], ids=["none", "empty", "one sentence"]
)
def test_nothing_is_drawn_for_fewer_than_two_sentences(sources):
    assert draw("coverage", brief(sources=sources)) is None


def test_thousands_of_sentences_share_cells_and_the_legend_says_so():
    picture = check("coverage", brief(sources=(source("S", *[("k1",)] * 3000),)))
    assert any("each cell stands for 3 sentences" in text for text, *_ in texts(picture.svg))
    assert parsed(picture.svg)[-1].get("d").count("M") <= MOST_CELLS
    assert len(picture.rows) == 3000


def test_a_small_strip_is_the_golden_one(golden):
    golden("pictures/coverage.svg", check("coverage", brief(sources=(ONE,))).svg + "\n")


uses = st.sampled_from([(), ("w1",), ("k1",), ("b1",)])


@given(st.lists(st.tuples(st.lists(uses, max_size=200), names), max_size=14), widths)
@settings(max_examples=30, deadline=None)
def test_any_sources_make_a_strip_without_touching_labels(its, width):
    sources = tuple(source(f"S{'ABCDEFGHIJKLMNO'[i]}", *citing, title=title) for i, (citing, title) in enumerate(its))
    check("coverage", brief(sources=sources), width)
