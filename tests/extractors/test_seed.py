"""What an expert reader must find in the seed document, and what nobody may make of it."""

import re

import pytest

from briefgen import rendering


@pytest.mark.parametrize(
    ("speaker", "cue", "mode", "start"),
    [
        ("US Embassy in Quito", "announced", "indirect", "The United States has begun deploying"),
        ("US Embassy in Quito", "According to", "indirect", "the deployment is part of a joint security strategy"),
        ("United States", "says", "indirect", "are used for drug trafficking"),
        ("US Embassy in Quito", "confirmed", "nominal", "the arrival of US Air Force personnel"),
        ("US Embassy in Quito", "did not disclose", "non_disclosure", "the number of troops involved or how long"),
        ("Ecuador’s Ministry of Defense", "said", "indirect", "US aircraft carrying military-type equipment"),
        ("US Embassy in Quito", "said", "indirect", "the operation is intended to strengthen"),
        ("US Embassy in Quito", "added", "indirect", "the goal is to protect both"),
        ("Daniel Noboa", "said", "indirect", "the joint operation would help identify"),
        ("US Embassy in Quito", "said", "indirect", "the short-term joint effort falls within"),
    ],
)
def test_every_statement_is_found(seed_facts, speaker, cue, mode, start):
    found = [
        (s.attribution.speaker, s.attribution.cue, s.mode)
        for s in seed_facts.statements
        if s.content.quote.startswith(start)
    ]
    assert found == [(speaker, cue, mode)]


def test_there_are_no_other_statements_and_none_is_a_direct_quotation(seed_facts):
    assert len(seed_facts.statements) == 10
    assert all(s.mode != "direct" for s in seed_facts.statements)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("US Embassy in Quito", "diplomatic mission", "US"),
        ("United States", "government", "US"),
        ("US Air Force", "military", "US"),
        ("Ecuador", "government", "EC"),
        ("Daniel Noboa", "person", "EC"),
        ("Ecuador’s Ministry of Defense", "ministry", "EC"),
        ("Ecuadorian Air Force", "military", "EC"),
        ("voters", "public", None),
        ("drug trafficking organisations", "armed group", None),
        ("Donald Trump", "person", "US"),
        ("at least 95 deaths", "affected", None),
    ],
)
def test_every_stakeholder_is_found(seed_facts, name, kind, country):
    assert [(s.kind, s.country) for s in seed_facts.stakeholders if s.name == name] == [(kind, country)]


def test_trump_says_and_does_nothing(seed_facts):
    (trump,) = [s for s in seed_facts.stakeholders if s.name == "Donald Trump"]
    assert (trump.said, trump.did, trump.voice) == ((), (), "none")


def test_the_embassy_is_reached_through_its_definite_noun_and_quito_is_a_government_where_it_acts(seed_facts):
    aliases = {(s.name, a.name, a.sense) for s in seed_facts.stakeholders for a in s.aliases}
    assert ("US Embassy in Quito", "embassy", "description") in aliases
    assert ("Ecuador", "Quito", "government") in aliases


@pytest.mark.parametrize(
    ("as_stated", "value"),
    [
        ("for a decade until 2009", "1999~/2009"),
        ("in 2023", "2023"),
        ("since last summer", None),
        ("Since September", "XXXX-09/.."),
        ("In November", "XXXX-11"),
        ("several days earlier", None),
    ],
)
def test_every_time_is_fixed_as_far_as_the_text_goes(seed_facts, as_stated, value):
    assert [e.time.value for e in seed_facts.events if e.time.as_stated == as_stated] == [value]


def test_wednesday_stays_open_twice_and_once_it_is_ambiguous(seed_facts):
    wednesdays = [e for e in seed_facts.events if e.time.as_stated == "on Wednesday"]
    assert [(e.time.value, e.time.reason) for e in wednesdays] == [(None, "weekday without a publication date")] * 2
    assert "dates the statement" in wednesdays[0].notes[0]
    assert "arrival" in wednesdays[1].notes[0]


def test_the_derived_start_says_that_it_is_derived(seed_facts):
    (event,) = [e for e in seed_facts.events if e.time.as_stated == "for a decade until 2009"]
    assert event.time.basis == "derived"


def test_the_figures(seed_facts):
    found = {f.spans[0].quote: (f.status, f.value, f.comparator, f.source) for f in seed_facts.figures}
    assert found["at least 95 deaths"] == ("given", 95, ">=", None)
    assert found["the number of troops involved"][0] == "undisclosed"
    assert found["how long they will remain in Ecuador"][0] == "undisclosed"
    assert not any(re.search(r"2009|2023|two", quote) for quote in found)


@pytest.mark.parametrize(
    "question",
    [
        "How many troops are involved?",
        "How long will they [troops] remain in Ecuador?",
        "Is the deployment lawful and politically legitimate in Ecuador?",
        "Is the campaign legal, and what is its human cost?",
        "Are the vessels in fact used for drug trafficking?",
    ],
)
def test_every_stated_question(seed_facts, question):
    assert question in [q.question for q in seed_facts.open_questions if q.question_class == "stated"]


@pytest.mark.parametrize(
    "rule",
    [
        "gap.legal_instrument",
        "gap.vote_scope",
        "gap.unnamed_critics",
        "gap.single_voice",
        "gap.toll_source",
        "gap.mandate",
        "gap.metadata",
        "gap.side_by_side",
        "gap.vote_margin",
        "gap.uncounted",
        "gap.no_baseline",
        "gap.deployment_end",
        "gap.unclear_date",
        "gap.origin_states",
    ],
)
def test_every_gap_that_must_be_noticed(seed_facts, rule):
    assert rule in [q.rule for q in seed_facts.open_questions]


def test_the_tensions(seed_facts):
    sides = {t.rule: [s.sentence + 1 for s in t.spans] for t in seed_facts.tensions}
    assert sides == {
        "tension.temporary_open_ended": [1, 5],
        "tension.lawful_refused": [11, 13],
        "tension.arrival_times": [4, 6],
    }


def test_the_key_points_rest_on_every_sentence_that_matters(seed_brief):
    cited = {mark for line in seed_brief.key_points for mark in line.marks}
    assert {"S1", "S4", "S5", "S12", "S13", "S14", "S10", "S11", "S3", "S17"} <= cited


@pytest.mark.parametrize(
    "never",
    [
        r"\b\d{1,2} (?:November|September|December)\b",
        r"airstrike",
        r"killed",
        r"referendum",
        r"Pentagon|Southern Command",
        r"(?<!at least )\b95\b",
        r"Trump (?:said|ordered|announced)",
        r"drug boats",
        r"2025|2024",
    ],
)
def test_nothing_is_said_that_the_source_does_not_say(seed_brief, never):
    assert re.search(never, rendering.markdown(seed_brief)) is None
