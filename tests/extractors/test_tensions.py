import pytest
from conftest import cases, make_document

from briefgen.extractors import extract


@pytest.mark.parametrize(("text", "expected"), cases("tensions"))
def test_what_pulls_against_each_other_stands_side_by_side(text, expected):
    found = extract((make_document(text),)).tensions
    assert [f"{t.rule} | {' '.join(str(s.sentence + 1) for s in t.spans)}" for t in found] == expected


def test_a_tension_is_derived_and_its_title_takes_no_side(seed_facts):
    assert all(t.basis == "derived" for t in seed_facts.tensions)
    assert not [t.title for t in seed_facts.tensions if "because" in t.title or "false" in t.title]
