import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import paragraphs, sentences, tokens


def split(text):
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Mr. Smith met Dr. Jones. They spoke.", ["Mr. Smith met Dr. Jones.", "They spoke."]),
        ("He lives in the U.S. Navy base. She left.", ["He lives in the U.S. Navy base.", "She left."]),
        ("It cost $1.5 million. Fine.", ["It cost $1.5 million.", "Fine."]),
        ("“We won.” He smiled.", ["“We won.”", "He smiled."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("A heading\n\nA sentence.", ["A heading", "A sentence."]),
        ("J. Smith spoke.", ["J. Smith spoke."]),
        ("He said no… and left.", ["He said no… and left."]),
        ("これは文です。次の文です。", ["これは文です。", "次の文です。"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert split(text) == expected


def test_lines_wrapped_by_hand_are_one_paragraph():
    text = "This line was wrapped by hand at about seventy characters, which is\nwhy it goes on here.\n\nNext."
    assert len(paragraphs(text)) == 2


def test_a_text_without_sentences_has_none():
    assert sentences(" \n\t\n") == ()


@given(st.text(alphabet=st.sampled_from("Ab .!?\n\r\t“”\"'’1,;:()é中🙂"), max_size=200))
def test_every_visible_character_lies_in_exactly_one_sentence(text):
    found = sentences(text)
    covered = [i for s in found for i in range(s.start, s.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert [s.index for s in found] == list(range(len(found)))


@given(st.text(max_size=200))
def test_tokens_are_slices_in_order(text):
    found = tokens(text)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
