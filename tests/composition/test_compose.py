import datetime as dt

from conftest import make_document

from briefgen.composition import Limits, compose
from briefgen.extractors import extract
from briefgen.model import Published


def all_lines(brief):
    yield from (*brief.bluf, *brief.key_points, *brief.stated_questions, *brief.gaps, *brief.undated)
    yield from (e.line for section in (brief.statements, brief.timeline, brief.figures) for e in section)
    yield from (side for t in brief.tensions for side in t.sides)
    yield from (line for who in brief.stakeholders for line in (*who.roles, *who.did))


def test_the_bottom_line_has_at_most_70_words_and_every_sentence_is_cited(seed_brief):
    assert 0 < sum(len(line.text.split()) for line in seed_brief.bluf) <= 70
    assert [line.marks for line in seed_brief.bluf] == [("S1",), ("S5",), ("S12",)]


def test_every_line_leads_to_evidence_and_back(seed_brief):
    labels = {e.label: e for s in seed_brief.sources for e in s.evidence}
    lines = list(all_lines(seed_brief))
    assert len(lines) > 50
    for line in lines:
        assert line.marks
        assert all(line.anchor in labels[mark].cited_by for mark in line.marks)


def test_anchors_are_unique_but_for_lines_shown_twice(seed_brief):
    anchors = [line.anchor for line in all_lines(seed_brief)]
    assert len(set(anchors)) == len(anchors) - len(seed_brief.undated)


def test_the_annex_holds_every_sentence_in_order(seed, seed_brief):
    (source,) = seed_brief.sources
    assert [e.label for e in source.evidence] == [f"S{i}" for i in range(1, 18)]
    assert all(seed.text[e.start : e.end] == e.text for e in source.evidence)
    assert source.used == sum(bool(e.cited_by) for e in source.evidence) >= 15


def test_a_text_without_a_date_says_what_would_firm_up(seed_brief):
    assert {mark for line in seed_brief.undated for mark in line.marks} == {"S1", "S3", "S4", "S6", "S13", "S17"}


def test_with_a_date_nothing_is_left_to_firm_up(seed):
    from dataclasses import replace

    dated = replace(seed, published=Published(dt.date(2025, 12, 17), "operator"))
    brief = compose(extract((dated,)), title="T", as_of=dt.date(2025, 12, 17))
    assert brief.undated == ()
    assert {(e.as_stated, e.value) for e in brief.timeline} >= {
        ("on Wednesday", "2025-12-17"),
        ("In November", "2025-11"),
        ("in 2023", "2023"),
    }


def test_resolved_events_come_first_and_in_order(seed_brief):
    fixed = [e.earliest for e in seed_brief.timeline if e.earliest]
    assert fixed == sorted(fixed)
    assert [e.earliest is not None for e in seed_brief.timeline] == sorted(
        (e.earliest is not None for e in seed_brief.timeline), reverse=True
    )


def test_voice_balance_counts_reports_not_silence(seed_brief):
    voices = {v.name: v.statements for v in seed_brief.voices}
    assert voices["US Embassy in Quito"] == 6
    assert voices["Daniel Noboa"] == voices["Ecuador’s Ministry of Defense"] == 1
    assert voices["voters"] == 0


def test_a_line_that_its_citation_does_not_carry_is_kept_out_and_recorded(seed_facts):
    from dataclasses import replace

    first = replace(seed_facts.key_points[0], text=seed_facts.key_points[0].text.replace("Ecuador", "Peru"))
    brief = compose(replace(seed_facts, key_points=(first, *seed_facts.key_points[1:])), title="T")
    assert "Peru as part" not in " ".join(line.text for line in (*brief.key_points, *brief.bluf))
    assert {r.check for r in brief.refusals if r.fact_id == first.id} >= {"name", "wording"}


def test_nothing_is_refused_on_the_seed(seed_brief):
    assert seed_brief.refusals == ()


def test_limits_cut_the_lowest_ranked(seed_facts, seed_brief):
    brief = compose(seed_facts, title="T", limits=Limits(key_points=3, gaps=2))
    assert [line.text for line in brief.key_points] == [line.text for line in seed_brief.key_points[:3]]
    assert len(brief.gaps) == 2


def test_several_sources_have_a_letter_each():
    one, two = make_document("The mill in Lima burned down."), make_document("The mayor said the mill was old.")
    brief = compose(extract((one, two)), title="T")
    assert [s.label for s in brief.sources] == ["A", "B"]
    assert brief.sources[1].evidence[0].label == "B1"


def test_a_brief_of_nothing_has_empty_sections():
    brief = compose(extract((make_document("Heading"),)), title="T")
    assert (brief.bluf, brief.key_points, brief.statements) == ((), (), ())
