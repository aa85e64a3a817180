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
        ("पुल बंद है। नदी ऊँची है।", ["पुल बंद है।", "नदी ऊँची है।"]),
        ("أين الجسر؟ لا أعرف.", ["أين الجسر؟", "لا أعرف."]),
        ("It fell.[1] He left.[citation needed] Why?", ["It fell.[1]", "He left.[citation needed]", "Why?"]),
        (
            "It was shut on Friday.1 Ten left.³ It cost $2.* Yes.† No.",
            ["It was shut on Friday.1", "Ten left.³", "It cost $2.*", "Yes.†", "No."],
        ),
        ("Version 2.0.1 A is out. It costs 3.5 now.", ["Version 2.0.1 A is out.", "It costs 3.5 now."]),
        ("It fell.\u200b Nobody left.\u00a0Yes.", ["It fell.\u200b", "Nobody left.", "Yes."]),
        ("One.\r\nTwo.\rThree.\u2028Four", ["One.", "Two.", "Three.", "Four"]),
        ("Q: Why?\nA: Because.\n> She said so.", ["Q: Why?", "A: Because.", "> She said so."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert split(text) == expected


def test_lines_wrapped_by_hand_are_one_paragraph():
    text = "This line was wrapped by hand at about seventy characters, which is\nwhy it goes on here.\n\nNext."
    assert len(paragraphs(text)) == 2


def test_lines_that_end_within_a_sentence_go_on_whatever_ends_them():
    text = "The pier had been closed by the mayor of the old town,\r\nwho had seen cracks.\r\n\r\nNext."
    assert [text[s:e] for s, e in paragraphs(text)] == [text[: text.index("\r\n\r\n")], "Next."]


def test_long_headlines_under_one_another_are_not_one_paragraph():
    lines = [f"Mayor of the old town denies that he knew of cracks in pier number {i}" for i in "123"]
    assert len(paragraphs("\n".join(lines))) == 3


def test_a_short_wrapped_line_does_not_cut_a_denial_off():
    text = "Mayor Ann Lee said that 12 men did\nnot die.\n\nIt rained."
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "Mayor Ann Lee said that 12 men did\nnot die.",
        "It rained.",
    ]


def test_items_and_turns_are_not_drawn_together():
    lines = [
        f"{mark}the council of the old town approved the money for the pier on Monday"
        for mark in ("- ", "- ", "2) ", "Ana Silva: ", "> ")
    ]
    assert len(paragraphs("\n".join(lines))) == 5


def test_what_is_too_long_for_a_sentence_is_cut_between_its_parts():
    text = "the council met in the town hall; " * 50
    ends = [text[s.end - 1] for s in sentences(text)]
    assert ends == [";", ";"]


def test_a_text_without_sentences_has_none():
    assert sentences(" \n\t\n") == ()


@given(st.text(alphabet=st.sampled_from("Ab1 .!?\n\r\u2028\u200b[]*\t“”\"'’1,;:()é中🙂"), max_size=200))
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
