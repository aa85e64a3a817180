"""What nobody should ask of a page, and some will: it is set all the same, whole, and without a complaint that is not due."""

from dataclasses import replace

import pypdfium2
import pytest
from conftest import make_document

from briefgen import rendering
from briefgen.composition import Limits, compose
from briefgen.extractors import extract
from briefgen.model import Alias
from briefgen.rendering.page import bound


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    text = " ".join("\n".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    return text


def most_right(data):
    """How far right anything is set on any page, as a share of the page's width."""
    document, furthest = pypdfium2.PdfDocument(data), 0.0
    for page in document:
        for thing in page.get_objects():
            furthest = max(furthest, thing.get_bounds()[2] / page.get_width())
    document.close()
    return furthest


def set_without_complaint(brief):
    typeset = rendering.pdf(brief)
    assert typeset.problems == ()
    return typeset


def test_a_title_of_300_characters_leaves_room_for_the_story(seed_facts):
    title = ("A title that goes on about everything that happened in the region since the summer and before, " * 4)[
        :300
    ]
    typeset = set_without_complaint(compose(seed_facts, title=title))
    assert " ".join(title.split()) in text_of(typeset.data)
    assert typeset.body_pages <= 3


def test_a_long_title_is_cut_in_the_head_of_the_pages_alone(seed_facts):
    page = rendering.html(compose(seed_facts, title="Word " * 60))
    assert page.count("Word " * 30) >= 1
    assert '<p class="subject running">' + ("Word " * 60)[:89] in page
    assert "…</p>" in page


def test_a_stakeholder_with_60_aliases_takes_no_more_room_than_another(seed_facts):
    first = seed_facts.stakeholders[0]
    aliases = tuple(Alias(f"Alias number {i}", "name", first.spans[:1]) for i in range(60))
    facts = replace(seed_facts, stakeholders=(replace(first, aliases=aliases), *seed_facts.stakeholders[1:]))
    assert set_without_complaint(compose(facts, title="T")).body_pages == 2


def test_zero_stakeholders_say_so(seed_facts):
    brief = compose(replace(seed_facts, stakeholders=()), title="T")
    markdown = rendering.markdown(brief)
    section = markdown[markdown.index("## Stakeholders") : markdown.index("## Who said what")]
    assert "None found in the source." in section
    set_without_complaint(brief)


def test_nothing_at_all_is_one_page_and_an_annex(seed_facts):
    assert set_without_complaint(compose(extract((make_document("Heading"),)), title="T")).body_pages == 1


def test_200_key_points_are_all_set_over_many_pages(seed_facts):
    points = [replace(p, text=p.text, rank=i) for i, p in enumerate(seed_facts.key_points, start=1)]
    brief = compose(replace(seed_facts, key_points=tuple(points)), title="T", limits=Limits(key_points=200))
    lines = tuple(replace(brief.key_points[i % len(points)], anchor=f"k{i + 1}") for i in range(200))
    typeset = set_without_complaint(replace(brief, key_points=lines))
    assert text_of(typeset.data).count("Ecuador’s Ministry of Defense said US aircraft") >= 200 // len(points)
    assert typeset.body_pages > 8


@pytest.mark.parametrize("sign", ["x", "W", "é"])
def test_words_of_200_letters_stay_on_the_page(sign):
    word = sign * 200
    facts = extract(
        (make_document(f"The mayor said {word} cost 95 dollars. The council rejected {word} in 2023. {word}."),)
    )
    data = set_without_complaint(compose(facts, title=word)).data
    assert most_right(data) <= 1 - 14 / 210


def test_a_mark_is_not_bound_to_a_word_that_is_wider_than_a_column():
    mark = '<a href="#evidence-s1">S1</a>'
    assert bound(f"<p>word {mark}</p>") == f'<p><span class="bound">word {mark}</span></p>'
    assert bound(f"<p>{'x' * 41} {mark}</p>") == f"<p>{'x' * 41} {mark}</p>"


def test_a_title_from_right_to_left_is_set_between_its_neighbours(seed_facts):
    typeset = set_without_complaint(compose(seed_facts, title="נתונים – figures"))
    assert "figures" in text_of(typeset.data)
    assert typeset.body_pages == 2


def test_letters_that_no_font_has_are_named_and_the_rest_is_set(seed_facts):
    typeset = rendering.pdf(compose(seed_facts, title="بيانات – figures"))
    assert {p.rule for p in typeset.problems} == {"BG401"}
    assert "figures" in text_of(typeset.data)


def test_no_fact_is_lost_between_markdown_and_page(seed_brief):
    text = text_of(set_without_complaint(seed_brief).data)
    for line in (*seed_brief.key_points, *seed_brief.gaps, *seed_brief.stated_questions):
        assert " ".join(line.text.split()) in text
    assert all(facts_shown in text for facts_shown in (e.text for e in seed_brief.sources[0].evidence))
