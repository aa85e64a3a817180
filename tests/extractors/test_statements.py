from pathlib import Path

import pytest
from conftest import make_document

from briefgen.extractors import statements
from briefgen.language.reading import analyse
from briefgen.model import Facts

FIXTURE = Path(__file__).parent.parent / "fixtures" / "statements.txt"


def cases():
    blocks = [b.split("\n") for b in FIXTURE.read_text(encoding="utf-8").strip().split("\n\n")]
    return [pytest.param(b[1], [] if b[2:] == ["-"] else b[2:], id=b[0]) for b in blocks if not b[0].startswith("#")]


def extract(text):
    document = make_document(text)
    return statements.extract(analyse(document), Facts(documents=(document,)))


@pytest.mark.parametrize(("text", "expected"), cases())
def test_speaker_cue_mode_and_content(text, expected):
    found = extract(text)
    assert [f"{s.attribution.speaker} | {s.attribution.cue} | {s.mode} | {s.content.quote}" for s in found] == expected


def test_a_quotation_over_two_sentences_is_one_statement():
    (statement,) = extract("“We tried hard. We failed at the end,” Ana Silva said.")
    assert statement.content.quote == "We tried hard. We failed at the end"


def test_a_split_quotation_keeps_both_parts():
    (statement,) = extract("“We tried very hard,” Ana Silva said, “and we failed at the end.”")
    assert [s.quote for s in statement.spans] == ["We tried very hard", "and we failed at the end."]


def test_silence_is_negated():
    (statement,) = extract("The World Bank did not disclose the size of the loan.")
    assert statement.polarity == "negated"


def test_hedges_inside_the_content_are_kept():
    (statement,) = extract("Ana Silva said the plan would help suspected victims.")
    assert statement.hedges == ("would", "suspected")


def test_what_may_or_may_not_be_attributed_is_left_out_and_noted():
    (statement,) = extract("According to the World Bank, growth has slowed, as prices have gone up everywhere.")
    assert statement.content.quote == "growth has slowed"
    assert "ambiguous" in statement.scope_notes[0]
