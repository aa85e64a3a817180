import pytest
from conftest import cases, make_document

from briefgen.extractors import statements
from briefgen.language.reading import analyse
from briefgen.model import Facts


def extract(text):
    document = make_document(text)
    return statements.extract(analyse(document), Facts(documents=(document,)))


@pytest.mark.parametrize(("text", "expected"), cases("statements"))
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


def test_a_cue_in_the_middle_keeps_both_parts():
    (statement,) = extract("The bridge, Ana Silva said, would open in May.")
    assert [s.quote for s in statement.spans] == ["The bridge", "would open in May"]


def test_a_quotation_over_paragraphs_is_one_statement_with_a_span_for_each():
    (statement,) = extract("Ana Silva said: “We tried very hard.\n\n“We failed at the end.”")
    assert [s.quote for s in statement.spans] == ["We tried very hard.", "We failed at the end."]


def test_a_quotation_may_run_on_without_a_second_mark():
    (statement,) = extract('Ana Silva said, "We tried very hard.\n\nWe failed at the end."')
    assert [s.quote for s in statement.spans] == ["We tried very hard.", "We failed at the end."]


def test_a_mark_that_is_never_closed_does_not_swallow_the_next_paragraphs():
    found = extract("Ana Silva said: “We tried very hard.\n\nIt rained.\n\nIt rained.\n\n“It rained,” Bob Lee said.")
    assert [s.content.quote for s in found] == ["We tried very hard.", "It rained"]


def test_a_floating_quotation_is_only_probably_its_speakers():
    _, floating = extract("“We are tired of waiting,” Ana Silva said. “It has been ten years now.”")
    assert (floating.rule, floating.attribution.basis) == ("statements.floating", "ambiguous")


def test_a_floating_quotation_may_follow_the_paragraph_that_names_its_speaker():
    _, floating = extract("Ana Silva said the bridge was safe.\n\n“It has been tested ten times now.”")
    assert floating.attribution.speaker == "Ana Silva"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ana Silva did not say that the bridge was safe.", "negated"),
        ("Ana Silva denied that the bridge was safe.", "negated"),
        ("The World Bank rejected claims that it had lied.", "negated"),
        ("Neither country revealed what the offer included.", "negated"),
        ("Ana Silva said the bridge was not safe.", "affirmed"),
    ],
)
def test_a_negated_cue_is_told_from_a_negated_content(text, polarity):
    assert [s.polarity for s in extract(text)] == [polarity]


def test_whoever_is_not_named_is_nobody_and_that_is_noted():
    (statement,) = extract("It is alleged that the company paid bribes.")
    assert (statement.attribution.speaker, statement.attribution.basis) == (None, "ambiguous")
    assert statement.scope_notes == ("the source does not say who says so",)


TRANSCRIPT = """An interview about a bridge

Reporter: How was the bridge built?

Ana Silva: We built it with our own hands. I think that it is safe.

It took two years in all.

Reporter: Who paid for it?

Ana Silva: The town paid for all of it.

Reporter: Really?

Ana Silva: Yes.
"""


def test_the_turns_of_a_transcript_are_direct_speech_and_questions_are_left_out():
    found = [s for s in extract(TRANSCRIPT) if s.rule == "statements.turn"]
    assert [(s.attribution.speaker, [p.quote for p in s.spans]) for s in found] == [
        ("Ana Silva", ["We built it with our own hands. I think that it is safe.", "It took two years in all."]),
        ("Ana Silva", ["The town paid for all of it."]),
    ]


def test_i_is_whoever_has_the_turn():
    (thought,) = [s for s in extract(TRANSCRIPT) if s.rule == "statements.attitude"]
    assert (thought.attribution.speaker, thought.content.quote) == ("Ana Silva", "it is safe")


def test_names_alone_on_their_lines_open_turns():
    found = extract("**Ana Silva**\n\nWe built it with our own hands.\n\n**Ana Silva**\n\nIt took two years in all.\n")
    assert [s.attribution.speaker for s in found] == ["Ana Silva", "Ana Silva"]


def test_a_colon_in_a_text_is_no_transcript():
    assert extract("Contents\n\nNote: the bridge is closed.\n\nWarning: it may fall at any time.\n") == ()


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        ("Minister: we will rebuild the bridge", "Minister", "we will rebuild the bridge"),
        ("Bridge will be rebuilt – minister", "minister", "Bridge will be rebuilt"),
    ],
)
def test_a_headline_reports_speech_by_a_mark(headline, speaker, content):
    (statement,) = extract(f"{headline}\n\nThe bridge is closed.")
    assert (statement.attribution.speaker, statement.content.quote) == (speaker, content)


def test_a_topic_before_a_colon_is_no_speaker():
    assert extract("Climate: what we know so far about it\n\nThe bridge is closed.") == ()
