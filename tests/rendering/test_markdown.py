import re

import pytest
from conftest import ROOT, make_document
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen import rendering
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.rendering.page import clean, to_html
from briefgen.rendering.templates import escape_markdown

HOSTILE = [
    "<script>alert(1)</script>", "![x](file:///etc/passwd)", "[x](javascript:alert(1))", "{{ 7*7 }}", "{% raw %}", "{: onclick=alert(1) }",
    "a | b | c", "# Not a heading", "- not a list", "1. not a list", "> not a quote", "```code```", "`code`", "**bold** _em_ *em*",
    "&lt;b&gt; &amp;", "<b onmouseover=x>", "[a]: http://x", "~~~", "===", "---", "\\*", "<http://x>", "<!-- x -->", "<svg/onload=x>", ": x",
    "Term\n: definition", "\u202eabc", "\x02amp\x03", "<link rel=attachment href=/etc/passwd>", "<style>*{}</style>",
]  # fmt: skip


def visible(html):
    text = re.sub(r"<[^>]+>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", "\u00a0"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return " ".join(text.split())


def expected(text):
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]+", " ", text).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_that_text_and_nothing_else(text):
    html = clean(to_html(f"Before {escape_markdown(text)} after\n"))
    assert visible(html) == expected(f"Before {text} after")
    assert re.findall(r"<(?!/?p>)[^>]*>", html) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_at_the_start_of_a_line_is_no_markup(text):
    html = clean(to_html(f"{escape_markdown(text)}\n"))
    assert visible(html) == expected(text)
    assert re.findall(r"<(?!/?p>)[^>]*>", html) == []


def other_dialects():
    """CommonMark, and GFM with tables, struck text and links found by themselves."""
    return [MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"html": True})]


STRUCK = [
    "~~gone~~ and ~gone~", "==marked==", "++new++", "$x$ and $$y$$ cost $5 or US$6", "x^2^", "[^1] and [^1]: note", "https://evil.example/x",
    "www.evil.example", "evil.com and said.In", "mail me@evil.example now", "mailto:me@evil.com", "ftp://evil.com", "//evil.com", "http://127.0.0.1/",
    "    code by blanks", "1.", "2)", "+", "\tx", "a  \nb", "&copy; &#65; &#x41;", "<!DOCTYPE x>", "<?php ?>", "a\\", "*a*b_c_", "!\u200b[x](y)",
    "me@münchen.de", "日本.jp", "a.b.c.com.", "U.S. and p.m. e.g. 3.5", "http:\\\\evil.com", "*[HTML]: x", ":smile:", "- [ ] task", "@[x](y)",
]  # fmt: skip


@pytest.mark.parametrize("text", [*HOSTILE, *STRUCK])
@pytest.mark.parametrize("place", ["{}\n", "Before {} after\n", "- {}\n", "x{}y\n"])
def test_hostile_text_is_text_in_every_dialect(text, place):
    source, shown = place.format(escape_markdown(text)), expected(place.removeprefix("- ").format(text))
    for html in (clean(to_html(source)), *(clean(dialect.render(source)) for dialect in other_dialects())):
        assert re.findall(r"<(?!/?(?:p|ul|li)>)[^>]*>", html) == []
        assert visible(html) == shown


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("abc w.com@:/ <>&[](){}*_`#!|\\-+1~=\"'$^é\n\t"), max_size=40))
def test_no_text_becomes_markup_in_other_dialects(text):
    for dialect in other_dialects():
        html = clean(dialect.render(f"x {escape_markdown(text)} y\n"))
        assert re.findall(r"<(?!/?p>)[^>]*>", html) == []
        assert visible(html) == expected(f"x {text} y")


@pytest.mark.parametrize(
    "text",
    [
        "At least 95 people died, the U.S. Embassy said (p. 3): “$5 million, 3.5 %”!",
        "R&D at 10:30 a.m. – 12:00; see no. 4, A/B.",
    ],
)
def test_ordinary_text_stays_pleasant_to_read(text):
    assert escape_markdown(text) == text.replace("&", "&amp;")


@given(st.text(alphabet=st.sampled_from("ab <>&[](){}*_`#!|\\-+.:1\n\t~=\"'"), max_size=60))
def test_no_text_becomes_markup(text):
    html = clean(to_html(f"x{escape_markdown(text)}y\n"))
    assert re.findall(r"<(?!/?p>)[^>]*>", html) == []
    assert visible(html) == expected(f"x{text}y")


def test_hostile_text_in_a_source_reaches_the_page_as_text():
    text = "The mayor said <script>alert(1)</script> and ![x](file:///etc/passwd) cost {{ 7*7 }} | 95 people [now](javascript:x).\n"
    brief = compose(extract((make_document(text),)), title="<script>T</script> {{ 7*7 }}")
    page = rendering.html(brief)
    assert re.findall("<script>(.*?)</script>", page, re.DOTALL) == [(ROOT / "templates/base/screen.js").read_text()]
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "49" not in rendering.markdown(brief)
    assert re.findall(r'href="(?!#)[^"]*"', page) == []


def test_empty_sections_say_so():
    text = rendering.markdown(compose(extract((make_document("Heading"),)), title="T"))
    assert text.count("None found in the source.") >= 6


def test_the_seed_brief_is_the_golden_one(seed_brief, golden):
    golden("ecuador/brief.md", rendering.markdown(seed_brief))
    golden("ecuador/page.html", rendering.html(seed_brief))


def test_the_seed_facts_are_the_golden_ones(seed_facts, golden):
    from briefgen.pipeline import facts_text

    golden("ecuador/facts.json", facts_text(seed_facts))


def test_every_link_of_the_page_leads_somewhere(seed_brief):
    page = rendering.html(seed_brief)
    targets = set(re.findall(r'id="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert len(links) > 100
    assert set(links) <= targets


def test_every_section_is_there(seed_brief):
    headings = re.findall(r"^## (.+?) \{", rendering.markdown(seed_brief), re.MULTILINE)
    assert headings == ["Bottom line", "Key points", "What is not known", "Stakeholders", "Who said what", "Voice balance", "Timeline", "Figures",
                        "Side by side", "Evidence"]  # fmt: skip


def test_a_template_of_ones_own_changes_one_block(seed_brief, tmp_path):
    (tmp_path / "brief").mkdir()
    own = '{% extends "builtin:brief/brief.md.j2" %}\n{% block voices %}## My voices\n\n{% endblock %}'
    (tmp_path / "brief" / "brief.md.j2").write_text(own)
    text = rendering.markdown(seed_brief, search_path=(tmp_path,))
    assert "## My voices" in text
    assert "Voice balance" not in text
    assert "## Timeline" in text


@pytest.mark.parametrize(
    ("source", "rule", "line"),
    [
        ("a\n{{ brief.nothing }}\n", "BG303", 2),
        ("a\n{% if %}\n", "BG302", 2),
        ("{% include 'none.j2' %}\n", "BG304", 1),
        ("{{ 1 / 0 }}\n", "BG305", 1),
    ],
)
def test_a_fault_in_a_template_has_its_line(seed_brief, tmp_path, source, rule, line):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "brief.md.j2").write_text(source)
    with pytest.raises(rendering.TemplateFault) as caught:
        rendering.markdown(seed_brief, template="own", search_path=(tmp_path,))
    assert (caught.value.problem.rule, caught.value.problem.line) == (rule, line)


def test_an_unknown_template_names_those_there_are(seed_brief):
    with pytest.raises(rendering.TemplateFault, match=r"BG301.*found: brief"):
        rendering.markdown(seed_brief, template="nope")


def test_a_template_cannot_reach_into_python(seed_brief, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "brief.md.j2").write_text("{{ brief.__class__.__mro__ }}")
    with pytest.raises(rendering.TemplateFault):
        rendering.markdown(seed_brief, template="own", search_path=(tmp_path,))


def test_the_built_in_templates_have_no_fault():
    names = rendering.template_names()
    assert names == ("brief", "evidence", "memo", "one-pager", "sitrep", "stakeholders")
    assert {name: rendering.template_problems(name) for name in names} == dict.fromkeys(names, ())
    assert rendering.builtin_folder() == ROOT / "templates"
