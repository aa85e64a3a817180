import pytest
from conftest import make_document

from briefgen.extractors import extract
from briefgen.grounding import Claim, check, selftest
from briefgen.model import Span

SOURCE = (
    "Suspected smugglers did not disclose the number. At least 95 people in Peru and Chile died in November 2023, "
    "the ministry said on Monday. It would help, officials said. Voters rejected the plan."
)


def refused(line, source=SOURCE, **more):
    document = make_document(source)
    cited = Span(document.id, 0, len(source), source, 0, document)
    return {refusal.check for refusal in check(Claim(line, (cited,), **more))}


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("At least 59 people in Peru and Chile died", "number"),
        ("95 people in Peru and Chile died", "comparator"),
        ("At most 95 people in Peru and Chile died", "comparator"),
        ("Suspected smugglers did disclose the number.", "negation"),
        ("Voters did not reject the plan", "negation"),
        ("Voters approved the plan.", "polarity"),
        ("It will help, officials said.", "hedge"),
        ("At least 95 people in Chile and Peru died", "name"),
        ("At least 95 people in Brazil and Chile died", "name"),
        ("died in December 2023", "date"),
        ("died in November 2022", "date"),
        ("At least 95 people in Peru and Chile were killed", "wording"),
    ],
)
def test_each_alteration_is_refused_by_the_check_that_is_meant_for_it(line, by):
    assert by in refused(line)


@pytest.mark.parametrize(
    "line",
    [
        SOURCE,
        "Suspected smugglers did not disclose the number.",
        "At least 95 people in Peru and Chile died in November 2023",
        "Voters rejected the plan.",
    ],
)
def test_a_line_that_retells_its_source_passes(line):
    assert refused(line) == set()


def test_a_line_without_a_citation_is_refused():
    assert [r.check for r in check(Claim("Anything.", ()))] == ["citation"]


def test_a_speaker_whom_nothing_cited_names_is_refused():
    assert "speaker" in refused("It would help", speaker="Jane Roe")


def test_a_resolved_pronoun_may_be_read_as_its_name():
    source = "It added that the goal is peace."
    document = make_document(source)
    cited = Span(document.id, 0, len(source), source, 0, document)
    known = {(document.id, 0): "US Embassy"}
    assert check(Claim("The US Embassy added that the goal is peace.", (cited,), known)) == ()
    assert check(Claim("The Peruvian Embassy added that the goal is peace.", (cited,), known)) != ()


def test_the_selftest_catches_at_least_95_percent_on_the_seed(seed_facts):
    report = selftest(seed_facts)
    assert report.made > 100
    assert report.caught >= 0.95
    assert report.false_alarms == ()


def test_the_selftest_alters_every_kind(seed_facts):
    assert all(tally.made > 0 for tally in selftest(seed_facts).tallies)


def test_the_selftest_on_a_text_without_facts_makes_nothing():
    assert selftest(extract((make_document("Hello."),))).made == 0


def test_a_denial_before_the_first_word_of_content_is_not_lost():
    source = "But I don’t believe six people would have helped. The court will decide."
    assert not refused("I don’t believe six people would have helped. The court will decide.", source)
    assert "negation" in refused("I believe six people would have helped. The court will decide.", source)
