import json
import os
import subprocess
import sys

import pytest
from conftest import SEED, make_document
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.composition import compose
from briefgen.extractors import extract

PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "said",
        "The US Embassy",
        "according to",
        ",",
        ".",
        " ",
        "\n\n",
        "did not disclose",
        "how long",
        "95",
        "at least",
        "%",
        "$",
        "he",
        "Noboa",
        "President",
        "in November",
        "on Wednesday",
        "voters rejected",
        "x" * 50,
        "é",
        "中文。",
        "🙂",
        "\u202e",
        "’s",
        "{{ x }}",
        "<b>",
        "\t",
    ]
)


@given(st.lists(PIECES, max_size=40).map(" ".join))
@settings(deadline=None, max_examples=150)
def test_every_span_of_every_fact_is_what_the_document_says(text):
    document = make_document(text)
    facts = extract((document,))
    brief = compose(facts, title="T")
    spans = [
        s
        for shelf in (
            facts.statements,
            facts.figures,
            facts.events,
            facts.key_points,
            facts.stakeholders,
            facts.open_questions,
        )
        for f in shelf
        for s in f.spans
    ]
    assert all(text[s.start : s.end] == s.quote for s in spans)
    assert all(line.marks for line in (*brief.bluf, *brief.key_points))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Heading",
        "# A\n\nB\n\nC",
        "ALL CAPITALS NEWS FLASH TODAY.",
        "word " * 40_000,
        "…",
        "مرحبا بالعالم هذا نص",
        "a." * 5000,
        "”“”“",
        "1 2 3 4 5",
    ],
    ids=[
        "empty",
        "blank",
        "heading",
        "headings",
        "capitals",
        "one sentence of 200,000 characters",
        "dots",
        "arabic",
        "short",
        "marks",
        "digits",
    ],
)
def test_odd_texts_give_facts_or_none_and_never_break(text):
    facts = extract((make_document(text),))
    assert facts.documents[0].text == text


def test_the_same_facts_under_every_hash_seed():
    code = f"import briefgen, json; print(json.dumps(briefgen.extract(briefgen.read({str(SEED)!r})).to_json()))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": s},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for s in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["statements"]


def test_an_extractor_of_ones_own_can_take_the_place_of_the_others(seed):
    facts = extract((seed,), extractors=())
    assert facts.statements == ()
    assert facts.documents == (seed,)
