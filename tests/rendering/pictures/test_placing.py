import re

import pytest
from drawn import brief, on, voice
from markupsafe import Markup

from briefgen import rendering
from briefgen.rendering.page import clean, to_html
from briefgen.rendering.pictures import Wall, draw, for_markdown

BRIEF = brief(
    voices=(voice("<b>A</b> | x", 2), voice("B")), timeline=(on("2001-01-01", "It began"), on("2002-02-02", "It ended"))
)


def page(tmp_path, template):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "brief.md.j2").write_text(template, encoding="utf-8")
    return rendering.html(BRIEF, template="own", search_path=(tmp_path,)), rendering.markdown(
        BRIEF, template="own", search_path=(tmp_path,)
    )


def test_a_template_asks_for_a_picture_and_the_page_has_it_as_a_figure(tmp_path):
    html, markdown = page(tmp_path, '# T\n\n{{ picture("voices") }}\n\nAfter.\n')
    (figure,) = re.findall(r'<figure class="picture voices" id="picture-voices">.*?</figure>', html, re.DOTALL)
    assert figure.startswith(
        '<figure class="picture voices" id="picture-voices"><figcaption>Who speaks, and how often</figcaption><svg '
    )
    assert "&lt;b&gt;A&lt;/b&gt; | x" in figure
    assert "<svg" not in markdown
    assert "| &lt;b&gt;A&lt;/b&gt; &#124; x | person | 2 |" in markdown
    assert "<p>After.</p>" in html


def test_where_the_section_has_the_table_the_twin_is_left_out(tmp_path):
    html, markdown = page(tmp_path, '{{ picture("timeline", table=false) }}\n\nAfter.\n')
    assert "<svg" in html
    assert "<table" not in html
    assert markdown.strip() == "After."


def test_on_the_page_the_twin_is_a_table_with_scoped_headers(tmp_path):
    html, _ = page(tmp_path, '{{ picture("voices") }}\n')
    (twin,) = re.findall(r'<details class="twin">.*?</details>', html, re.DOTALL)
    assert twin.count('<th scope="col">') == 3
    assert twin.count("<tr>") == 3


def test_the_same_picture_twice_has_two_ids(tmp_path):
    html, _ = page(tmp_path, '{{ picture("voices") }}\n\n{{ picture("voices", width=250) }}\n')
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {"picture-voices", "picture-voices-2", "picture-voices-2-title"} <= set(ids)


def test_a_picture_of_another_brief_can_be_asked_for():
    other = brief(voices=(voice("Other", 1), voice("Else")))
    wall = Wall(BRIEF)
    assert "Other" in wall.hang(wall.reserve("voices", of=other).strip())


def test_a_picture_that_would_say_nothing_leaves_no_trace(tmp_path):
    empty = brief()
    wall = Wall(empty)
    assert wall.reserve("voices") == Markup("")
    assert for_markdown(empty)("timeline") == Markup("")


def test_an_unknown_picture_is_a_fault_of_the_template_with_its_line(tmp_path):
    with pytest.raises(rendering.TemplateFault) as fault:
        page(tmp_path, '# T\n\n{{ picture("timelime") }}\n')
    assert fault.value.problem.line == 3
    assert "no picture 'timelime'; there are: timeline" in fault.value.problem.message


def test_text_cannot_forge_a_place_for_a_picture():
    wall = Wall(BRIEF)
    wall.reserve("voices")
    body = clean(to_html('<div id="picture-nothing"></div>\n\n&lt;div id="picture-voices"&gt;&lt;/div&gt;\n'))
    assert "<svg" not in wall.hang(body)


def test_a_brief_gives_the_same_bytes_twice(seed_brief):
    assert draw("timeline", seed_brief) == draw("timeline", seed_brief)
    assert draw("voices", seed_brief) == draw("voices", seed_brief)
