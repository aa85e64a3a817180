from pathlib import Path

import pytest
from conftest import make_document

from briefgen.extractors import extract

FIXTURE = Path(__file__).parent.parent / "fixtures" / "tensions.txt"


def cases():
    blocks = [b.split("\n") for b in FIXTURE.read_text(encoding="utf-8").strip().split("\n\n")]
    return [pytest.param(b[1], [] if b[2:] == ["-"] else b[2:], id=b[0]) for b in blocks if not b[0].startswith("#")]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_what_pulls_against_each_other_stands_side_by_side(text, expected):
    found = extract((make_document(text),)).tensions
    assert [f"{t.rule} | {' '.join(str(s.sentence + 1) for s in t.spans)}" for t in found] == expected


def test_a_tension_is_derived_and_its_title_takes_no_side(seed_facts):
    assert all(t.basis == "derived" for t in seed_facts.tensions)
    assert not [t.title for t in seed_facts.tensions if "because" in t.title or "false" in t.title]
