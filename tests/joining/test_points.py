import datetime as dt
from dataclasses import replace

import pytest
from conftest import cases, make_document

from briefgen.extractors import extract
from briefgen.grounding import antecedents, check, point_claim
from briefgen.joining import points
from briefgen.joining.corroboration import Witness, support
from briefgen.model import Conflict, Published, Side

FIRE = "A fire at a warehouse in Halden killed four people on Monday, police said."
FIRE_TOO = "Four people died in a fire at a warehouse in Halden on Monday, the fire service said."
OTHER = "The council of Torvik will vote on a new school next year."


def joined(*texts, **known):
    """The key points of documents that say these texts, joined."""
    return points.join(extract(tuple(make_document(text, **known) for text in texts)))


@pytest.mark.parametrize(("text", "expected"), cases("point_pairs"))
def test_a_point_is_told_once_and_what_differs_stays_apart(text, expected):
    one, two = text.split(" || ")
    told = joined(one, f"{two} ").key_points
    assert len(told) == {"one": 1, "two": 2}[expected[0]]


def test_a_point_cites_all_who_tell_it_and_says_what_the_first_says():
    facts = joined(FIRE, FIRE_TOO, OTHER)
    point = next(p for p in facts.key_points if "fire" in p.text)
    assert {span.document_id for span in point.spans} == {d.id for d in facts.documents[:2]}
    assert point.text == point.spans[0].quote
    assert (point.support.independent, point.support.of, point.support.reports) == (2, 3, 2)


def test_every_joined_point_is_carried_by_its_first_source():
    facts = joined(FIRE, FIRE_TOO, OTHER)
    known = antecedents(facts)
    assert len(facts.key_points) == 2
    assert all(check(point_claim(p.text, p.spans, known)) == () for p in facts.key_points)


def test_what_one_document_says_has_the_support_of_one():
    facts = joined(FIRE, OTHER)
    assert [(p.support.independent, p.support.of) for p in facts.key_points] == [(1, 2), (1, 2)]


def test_a_point_that_only_copies_tell_counts_once():
    documents = [make_document(f"{FIRE}{' ' * i}", origin_group="wire") for i in range(3)]
    facts = points.join(extract((*documents, make_document(OTHER))))
    point = next(p for p in facts.key_points if "fire" in p.text)
    assert (point.support.independent, point.support.of, point.support.reports) == (1, 2, 3)
    assert not next(part.value for part in point.score if part.name == "support")


def test_what_more_sources_tell_comes_first():
    first = joined(OTHER, FIRE, FIRE_TOO).key_points[0]
    assert "fire" in first.text
    assert first.rank == 1


def test_the_order_of_the_documents_changes_nothing():
    texts = (OTHER, FIRE, FIRE_TOO, "The mayor of Halden said the warehouse had no licence.")
    there, back = joined(*texts), joined(*reversed(texts))
    assert [p.text for p in there.key_points] == [p.text for p in back.key_points]
    assert [p.id for p in there.key_points] == [p.id for p in back.key_points]


def test_ranks_run_over_the_whole_set():
    assert [p.rank for p in joined(OTHER, FIRE, FIRE_TOO).key_points] == [1, 2]


def test_the_text_is_that_of_which_most_others_say_the_words():
    long = "A fire at a warehouse in Halden killed four people on Monday, burned two lorries and a crane, and closed the road, police said."
    facts = joined(long, FIRE, FIRE_TOO)
    assert len(facts.key_points) == 1
    assert facts.key_points[0].text in (FIRE, FIRE_TOO)


def test_a_member_that_counts_more_than_others_does_not_speak_for_them():
    more = "The ferry struck the mole in Halden and killed two passengers and injured nine."
    less = "The ferry struck the mole in Halden and killed two passengers."
    assert [p.text for p in joined(more, less).key_points] == [less]


def test_one_document_is_no_second_source_of_itself():
    facts = joined(f"{FIRE}\n\n{OTHER}", f"{FIRE_TOO}\n\nFire killed four people in a warehouse in Halden on Monday.")
    for point in facts.key_points:
        assert point.support.reports == len({span.document_id for span in point.spans})


def test_no_citation_is_lost():
    before = extract(tuple(map(make_document, (FIRE, FIRE_TOO, OTHER))))
    after = points.join(before)
    cited = {span for point in after.key_points for span in point.spans}
    assert {span for point in before.key_points for span in point.spans} == cited


def differing(facts, *values):
    """A conflict between the key points that hold these values."""
    sides = []
    for value in values:
        span = next(s for p in facts.key_points for s in p.spans if value in s.quote)
        sides.append(Side(value=value, span=span))
    spans = tuple(side.span for side in sides)
    return Conflict(spans=spans, basis="derived", rule="t", kind="figure", subject="dead", sides=tuple(sides))


def test_what_a_conflict_sets_side_by_side_is_told_once():
    facts = extract((make_document(FIRE), make_document(FIRE.replace("four", "six")), make_document(FIRE_TOO)))
    conflict = differing(facts, "four", "six")
    told = points.join(replace(facts, conflicts=(conflict,))).key_points
    assert len(told) == 1
    assert "six" not in told[0].text
    assert told[0].support.independent == 2


def test_trap_a_conflict_about_something_else_joins_nothing():
    facts = extract((make_document(f"{FIRE} {OTHER}"), make_document(FIRE.replace("four", "six"))))
    conflict = differing(facts, "school", "six")
    assert len(points.join(replace(facts, conflicts=(conflict,))).key_points) == 3


def test_trap_a_number_in_a_name_of_a_day_is_no_number():
    one = "The ferry struck the mole in Halden on 3 March."
    two = "The ferry struck the mole in Halden."
    assert len(joined(one, two).key_points) == 1


def test_trap_two_fires_on_two_resolved_days_stay_two():
    published = {"published": Published(dt.date(2026, 3, 4), "operator")}
    later = {"published": Published(dt.date(2026, 3, 18), "operator")}
    documents = (make_document(FIRE, **published), make_document(FIRE_TOO, **later))
    assert len(points.join(extract(documents)).key_points) == 2


def test_trap_the_day_on_which_somebody_said_so_is_not_the_day_of_the_act():
    one = "Engineers reopened the bridge at Torvik, the port authority said on Monday."
    two = "Engineers reopened the bridge at Torvik, the port authority said on Tuesday."
    assert len(joined(one, two).key_points) == 1


def test_facts_without_points_stay_as_they_are():
    facts = extract((make_document("Heading"), make_document("Another heading")))
    assert points.join(facts) == facts


def test_what_only_repeats_comes_behind():
    again = "On Monday four people died in Halden in a fire that burned a warehouse."
    facts = joined(f"{FIRE}\n\n{OTHER}", f"{again}\n\nThe mayor resigned over the sale of the ferries.")
    assert facts.key_points[-1].text in (again, FIRE) or len(facts.key_points) == 3


def test_speakers_of_one_name_are_one_source():
    facts = joined("The bridge at Torvik reopened, Anna Berg said.", "The bridge at Torvik reopened, Anna Berg said. ")
    (point,) = facts.key_points
    assert point.support == support([Witness(d.id, "Anna Berg") for d in facts.documents], facts.documents)
    assert point.support.independent == 1
