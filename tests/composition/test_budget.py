import re
from dataclasses import dataclass

import pytest

from briefgen import rendering
from briefgen.composition import budget

ENTRIES = ("key_points", "stated_questions", "gaps", "stakeholders", "statements", "timeline", "figures", "tensions")


@dataclass(frozen=True)
class Sheet:
    body_pages: int


def sheet(brief, *, items_a_page):
    return Sheet(-(-sum(len(getattr(brief, name)) for name in ENTRIES) // items_a_page))


def entries(brief):
    return sum(len(getattr(brief, name)) for name in ENTRIES)


def met(brief, most, items_a_page=20):
    return budget.meet(brief, lambda b: sheet(b, items_a_page=items_a_page), most)


def test_what_fits_is_rendered_once_and_stays_whole(seed_brief):
    fitted = met(seed_brief, 9)
    assert (fitted.brief, fitted.left_out, fitted.renders) == (seed_brief, (), 1)


def test_without_a_budget_nothing_is_left_out(seed_brief):
    assert met(seed_brief, None, items_a_page=1).left_out == ()


@pytest.mark.parametrize("items_a_page", range(20, 66, 3))
def test_no_more_is_left_out_than_it_takes(seed_brief, items_a_page):
    fitted = met(seed_brief, 1, items_a_page)
    assert entries(fitted.brief) == min(items_a_page, entries(seed_brief))
    assert fitted.rendered.body_pages == 1


def test_the_story_of_page_one_stays_where_the_rest_is_enough(seed_brief):
    fitted = met(seed_brief, 1, entries(seed_brief) - 10)
    assert len(fitted.left_out) == 10
    assert not {item.section for item in fitted.left_out} & budget.STORY


def test_few_renders_are_enough(seed_brief):
    everything = budget.droppable(seed_brief)
    assert len(everything) > 40
    assert (
        max(met(seed_brief, 1, n).renders for n in range(15, entries(seed_brief), 5))
        <= 3 + len(everything).bit_length()
    )


def test_a_budget_that_cannot_be_met_leaves_out_all_that_may_go(seed_brief):
    fitted = met(seed_brief, 1, items_a_page=1)
    assert fitted.left_out == budget.droppable(seed_brief)
    assert fitted.rendered.body_pages > 1
    assert len(fitted.brief.key_points) == 3


def test_the_lowest_ranked_go_first(seed_brief):
    order = [item.anchor for item in budget.droppable(seed_brief) if item.section == "key point"]
    assert order == [line.anchor for line in reversed(seed_brief.key_points[3:])]


def test_what_is_left_out_is_listed_with_its_marks(seed_brief):
    (item,) = (i for i in budget.droppable(seed_brief) if i.anchor == "k12")
    shorter = budget.without(seed_brief, [item])
    (last,) = (line for line in seed_brief.key_points if line.anchor == "k12")
    assert last.marks
    assert [(line.anchor, line.kind, line.marks) for line in shorter.left_out] == [("k12", "key point", last.marks)]
    assert "k12" not in [line.anchor for line in shorter.key_points]
    assert shorter.edition != seed_brief.edition


def test_times_that_would_firm_up_are_those_still_shown(seed_brief):
    shorter = budget.without(seed_brief, [i for i in budget.droppable(seed_brief) if i.section == "event"])
    assert {line.anchor for line in shorter.undated} <= {entry.line.anchor for entry in shorter.timeline}
    assert len(shorter.undated) < len(seed_brief.undated)


def test_every_link_still_leads_somewhere_when_most_is_left_out(seed_brief):
    page = rendering.html(budget.without(seed_brief, budget.droppable(seed_brief)))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


def test_an_emptied_section_says_that_it_was_left_out_and_not_that_nothing_was_found(seed_brief):
    page = rendering.markdown(budget.without(seed_brief, budget.droppable(seed_brief)))
    section = page[page.index("## Side by side") : page.index("## Evidence")]
    assert "Left out to keep to the number of pages" in section
    assert "None found" not in section
