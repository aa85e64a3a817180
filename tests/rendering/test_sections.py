import re

import pytest

from briefgen.rendering.page import clean, to_html
from briefgen.rendering.sections import arrange


def arranged(markdown):
    return re.sub(r"\s+", " ", arrange(clean(to_html(markdown))))


def test_what_precedes_the_first_section_is_the_opening():
    assert arranged("# T\n\nx\n\n## A\n\ny\n").startswith(
        '<header class="opening"> <h1>T</h1> <p>x</p> </header> <section>'
    )


def test_a_page_without_sections_is_an_opening_alone():
    assert arranged("x\n") == '<header class="opening"> <p>x</p> </header>'


def test_a_section_is_named_by_its_heading():
    assert (
        arranged("## A {: #a }\n\nx\n")
        == '<section class="a" aria-labelledby="a"> <h2 id="a">A</h2> <p>x</p> </section>'
    )


def test_neighbours_of_one_part_and_column_share_them():
    html = arranged("## A {: .one .left }\n\n## B {: .one .left }\n\n## C {: .one .right }\n\n## D {: .two }\n\n## E\n")
    assert re.findall(r'<div class="[^"]+">|</div>|<h2>.', html) == [
        '<div class="part one">', '<div class="column left">', "<h2>A", "<h2>B", "</div>",
        '<div class="column right">', "<h2>C", "</div>", "</div>", '<div class="part two">', "<h2>D", "</div>", "<h2>E",
    ]  # fmt: skip


def test_a_heading_within_another_element_opens_no_section():
    html = arranged('## A\n\n<div markdown="1">\n\n## B {: .two .left }\n\n</div>\n\nrest\n')
    assert html.count("<section") == 1
    assert html.index("B</h2>") < html.index("rest") < html.index("</section>")


def test_nothing_is_lost_on_the_way():
    markdown = "# T\n\n## A {: .p .c }\n\n- one\n- two\n\n### a\n\n| h |\n|---|\n| cell |\n\n## B\n\nthree <br> four\n"

    def words(html):
        return re.sub(r"<[^>]+>", " ", html).split()

    assert words(arranged(markdown)) == words(clean(to_html(markdown)))


LONG, SHORT = "<p>One line.</p>" * 40, "<p>One line.</p>" * 4


@pytest.mark.parametrize(
    ("left", "right", "expected"), [(LONG, SHORT, "right"), (SHORT, LONG, "left"), (LONG, LONG, "left")]
)
def test_what_may_stand_in_either_column_stands_where_the_page_gets_no_longer(left, right, expected):
    body = (
        f'<h2 id="a" class="back left">A</h2>{left}<h2 id="v" class="back left either">V</h2><p>Short.</p>'
        f'<h2 id="b" class="back right">B</h2>{right}'
    )
    arranged = arrange(body)
    column = arranged[: arranged.index('class="v"')].rpartition('class="column ')[2].partition('"')[0]
    assert column == expected
    assert arranged.count('class="v"') == 1
    assert arranged.index('class="a"') < arranged.index('class="b"')
