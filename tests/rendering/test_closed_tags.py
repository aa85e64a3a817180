"""A page read as XML is the page that a reader of HTML sees, or it is not read as XML."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen import rendering
from briefgen.rendering import closed_tags

HEAD = '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>T</title></head>\n<body>'


def read_as_html(page):
    import weasyprint

    return weasyprint.HTML(string=page).etree_element


def told(tree):
    """Each element with its attributes and the words in and behind it; blanks between elements say nothing."""
    return [
        (
            element.tag,
            {k: v for k, v in element.attrib.items() if not k.endswith("xmlns")},
            (element.text or "").strip(),
            (element.tail or "").strip(),
        )
        for element in tree.iter()
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", rendering.template_names())
def test_each_set_closes_its_tags_and_is_read_as_it_is_written(seed_brief, name, language):
    page = rendering.pdf(replace(seed_brief, language=language), template=name).page
    tree = closed_tags.tree(page)
    assert tree is not None
    assert told(tree) == told(read_as_html(page))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("elements without an end", '<p>a<br>b</p><hr class="rule"><p><img src="data:," alt="c > d"></p>'),
        ("a blank that does not break", "<p>5&nbsp;km, &amp;nbsp; as text</p>"),
        ("signs as text", "<p>a &lt; b &amp;&amp; c > d</p>"),
        (
            "a picture",
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>T</title><path d="M0 0"/></svg>',
        ),
        ("quotes in an attribute", '<p title="it\'s &quot;so&quot;">x</p>'),
    ],
)
def test_it_is_read_as_html_is(title, body):
    page = f"{HEAD}{body}</body></html>"
    assert told(closed_tags.tree(page)) == told(read_as_html(page))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("an open paragraph", "<p>a<p>b"),
        ("a name that XML does not know", "<p>caf&eacute;</p>"),
        ("an attribute without quotes", "<p class=x>a</p>"),
        ("a picture that says nothing of its namespace", "<svg><path/></svg>"),
        ("a loose sign", "<p>a & b</p>"),
        ("a style with a child selector and a sign", "<style>p { content: '<' }</style>"),
    ],
)
def test_what_is_no_xml_is_left_to_html(title, body):
    assert closed_tags.tree(f"{HEAD}{body}</body></html>") is None


def test_a_page_with_open_tags_is_typeset_all_the_same():
    from briefgen.rendering.typesetting import typeset

    assert typeset(f"{HEAD}<p>open<p>and open").pages == 1
