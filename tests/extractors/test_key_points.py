from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_document

from briefgen.extractors import extract
from briefgen.grounding import Claim, antecedents, check

FIXTURE = Path(__file__).parent.parent / "fixtures" / "key_points.txt"


def cases():
    found, number = [], 1
    for block in FIXTURE.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        if not lines[0].startswith("#"):
            expected = [] if lines[2:] == ["-"] else lines[2:]
            found.append(pytest.param(lines[1].replace(" ¶ ", "\n\n"), expected, id=f"{number}: {lines[0]}"))
        number += len(lines) + 1
    return found


def in_reading_order(facts):
    return [p.text for p in sorted(facts.key_points, key=lambda p: p.spans[-1].start)]


def points(text, **known):
    return extract((replace(make_document(text), **known),)).key_points


@pytest.mark.parametrize(("text", "expected"), cases())
def test_what_becomes_a_point_and_how_it_reads(text, expected):
    assert in_reading_order(extract((make_document(text),))) == expected


@pytest.mark.parametrize(("text", "expected"), cases())
def test_every_point_passes_the_grounding_checks(text, expected):
    facts = extract((make_document(text),))
    known = antecedents(facts)
    assert [r for p in facts.key_points for r in check(Claim(p.text, p.spans, known))] == []
    assert len(facts.key_points) == len(expected)
