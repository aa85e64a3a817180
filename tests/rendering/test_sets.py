"""Every template set that comes with briefgen: what it shows, where its links lead, and that it can be set in any theme."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from briefgen import rendering
from briefgen.themes import BUILT_IN

SETS = rendering.template_names()


@pytest.mark.parametrize("name", SETS)
def test_each_link_within_a_page_leads_somewhere_on_it(seed_brief, name):
    page = rendering.html(seed_brief, template=name)
    places = set(re.findall(r'id="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert [link for link in links if link not in places] == []
    assert len(places) == len(re.findall(r'id="([^"]+)"', page))


@pytest.mark.parametrize("name", [name for name in SETS if name != "evidence"])
def test_each_line_of_a_page_is_cited(seed_brief, name):
    page = rendering.html(seed_brief, template=name)
    lines = [line for line in (*seed_brief.bluf, *seed_brief.key_points) if f'id="{line.anchor}"' in page]
    assert lines or name == "stakeholders"
    assert all(f'href="#{line.anchor}"' in page for line in lines)


@pytest.mark.parametrize("theme", BUILT_IN)
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_each_set_is_typeset_in_each_theme_without_a_complaint(seed_brief, name, theme, page):
    typeset = rendering.pdf(seed_brief, template=name, theme=replace(BUILT_IN[theme], page=page))
    assert typeset.problems == ()


def test_the_one_pager_has_one_page_before_its_annex(seed_brief):
    assert rendering.pdf(seed_brief, template="one-pager").body_pages == 1


def test_a_sitrep_says_what_it_covers_and_when_the_next_one_comes(seed_brief):
    told = rendering.markdown(
        seed_brief, template="sitrep", parameters={"period": "1-7 December", "next_report": "15 December"}
    )
    assert "| not given | 1-7 December | 15 December |" in told
    assert "| not set |" in rendering.markdown(seed_brief, template="sitrep")


def test_a_memo_leaves_options_and_recommendation_to_the_writer(seed_brief):
    told = rendering.markdown(seed_brief, template="memo", parameters={"to": "The minister"})
    assert "| The minister | *for the writer* |" in told
    assert told.count("*For the writer") == 2


def test_the_cards_of_stakeholders_say_who_is_not_heard(seed_brief):
    told = rendering.markdown(seed_brief, template="stakeholders")
    cards = told.split("\n### ")[1:]
    silent = [who.name for who in seed_brief.stakeholders if who.is_active and not who.statements]
    assert silent
    assert all(any(name in card and "*Said, as reported* not heard" in card for card in cards) for name in silent)


def test_the_annex_alone_names_the_lines_that_cite_a_sentence_without_leading_to_them(seed_brief):
    told = rendering.markdown(seed_brief, template="evidence")
    first = next(line for line in told.splitlines() if "**S1**" in line)
    assert "key point 1" in first
    assert "](#k" not in told
