from dataclasses import replace

import pytest

from briefgen import rendering
from briefgen.lint import CATALOGUE, IDS, IGNORABLE, lint
from briefgen.lint.page import read
from briefgen.lint.table import TABLE
from briefgen.markings import Classification
from briefgen.model import ConflictEntry, SideEntry, Support, TimelineEntry


@pytest.fixture(scope="module")
def pages(seed_brief):
    return {"markdown": rendering.markdown(seed_brief), "html": rendering.html(seed_brief)}


def rules(problems):
    return [problem.rule for problem in problems]


def first(brief, section, **changes):
    """The brief with changes to the first line of a section."""
    lines = getattr(brief, section)
    return replace(brief, **{section: (replace(lines[0], **changes), *lines[1:])})


def first_entry(brief, section, **changes):
    """The brief with changes to the line of the first entry of a section."""
    entries = getattr(brief, section)
    entry = replace(entries[0], line=replace(entries[0].line, **changes))
    return replace(brief, **{section: (entry, *entries[1:])})


def with_sentence(brief, **changes):
    """The brief with changes to the first sentence of its first source."""
    source = brief.sources[0]
    evidence = (replace(source.evidence[0], **changes), *source.evidence[1:])
    return replace(brief, sources=(replace(source, evidence=evidence), *brief.sources[1:]))


def spoken(brief, **changes):
    """The brief with changes to the stakeholder that is a person and speaks."""
    i = next(i for i, who in enumerate(brief.stakeholders) if who.kind == "person" and who.is_active)
    who = replace(brief.stakeholders[i], **changes)
    return replace(brief, stakeholders=(*brief.stakeholders[:i], who, *brief.stakeholders[i + 1 :]))


def undated(brief, reason):
    entry = replace(brief.timeline[2], value=None, reason=reason)
    assert isinstance(entry, TimelineEntry)
    return replace(brief, timeline=(*brief.timeline[:2], entry, *brief.timeline[3:]))


def differing(brief, *values):
    """The brief with a conflict between as many of its key points as there are values."""
    sides = tuple(SideEntry(value=v, line=line) for v, line in zip(values, brief.key_points, strict=False))
    return replace(brief, conflicts=(ConflictEntry(kind="claim", subject="S", anchor="c1", rule="r", sides=sides),))


BREACHES = [
    ("BG701", lambda b: replace(b, bluf=(*b.bluf, *b.bluf, *b.bluf))),
    ("BG702", lambda b: first(b, "key_points", marks=())),
    ("BG702", lambda b: first_entry(b, "figures", spans=(), marks=())),
    ("BG702", lambda b: spoken(b, marks=())),
    ("BG703", lambda b: first_entry(b, "timeline", text=b.timeline[0].line.text + " allegedly")),
    ("BG704", lambda b: first(b, "stated_questions", text="It is likely, with high confidence, that they stay.")),
    ("BG705", lambda b: replace(b, marking="TLP AMBER")),
    ("BG705", lambda b: replace(b, title="Report, TLP: RED")),
    ("BG705", lambda b: replace(b, classification=Classification("tlp:green", 1))),
    ("BG708", lambda b: first_entry(b, "timeline", text=b.timeline[0].line.text.replace("2009", "2010"))),
    ("BG709", lambda b: with_sentence(b, text="The United States has begun.")),
    ("BG709", lambda b: replace(b, statements=(replace(first_entry(b, "statements", text="It is").statements[0], mode="direct"),))),
    ("BG710", lambda b: spoken(b, roles=())),
    ("BG711", lambda b: undated(b, None)),
    ("BG712", lambda b: first(b, "gaps", rule=None)),
    ("BG713", lambda b: first(b, "key_points", marks=("S99",))),
    ("BG714", lambda b: with_sentence(b, cited_by=())),
    ("BG715", lambda b: replace(b, title="words " * 21)),
    ("BG716", lambda b: replace(b, key_points=(*b.key_points, replace(b.key_points[0], anchor=b.key_points[0].anchor)))),
    ("BG719", lambda b: differing(b, "The United States", "ninety-five soldiers")),
    ("BG719", lambda b: differing(b, "The United States")),
    ("BG721", lambda b: first(b, "key_points", support=Support(2, 1, 3))),
    ("BG721", lambda b: first(b, "key_points", support=Support(1, 4, 1))),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "breach"), BREACHES)
def test_a_brief_that_breaks_a_rule_is_told_so(seed_brief, rule, breach):
    found = lint(breach(seed_brief))
    assert rule in rules(found)
    assert {p.severity for p in found if p.rule == rule} == {r.severity for r in CATALOGUE if r.id == rule}


def test_a_breach_breaks_no_other_rule_than_its_own(seed_brief):
    assert {rule: set(rules(lint(breach(seed_brief)))) - {rule} for rule, breach in BREACHES if rule not in ("BG702", "BG703")} == {
        rule: set() for rule, _ in BREACHES if rule not in ("BG702", "BG703")
    }  # fmt: skip


PAGES = [
    ("BG706", lambda p: {**p, "html": p["html"].replace('class="marking running"', 'class="running"', 1)}),
    ("BG706", lambda p: {**p, "markdown": p["markdown"].replace("TLP:CLEAR", "TLP")}),
    ("BG707", lambda p: {**p, "html": p["html"].replace("<h2", "<h4").replace("</h2", "</h4")}),
    ("BG707", lambda p: {**p, "html": p["html"].replace("<h2", "<h1").replace("</h2", "</h1")}),
    ("BG713", lambda p: {**p, "html": p["html"].replace('id="evidence-s4"', 'id="evidence-s4x"')}),
    ("BG714", lambda p: {**p, "html": p["html"].replace('href="#', 'href="#evidence-s1" title="')}),
    ("BG717", lambda p: {**p, "html": p["html"].replace("said US aircraft carrying", "")}),
    ("BG718", lambda p: {**p, "html": p["html"].replace('href="#evidence-', 'href="#source-1" title="')}),
]


@pytest.mark.parametrize(("rule", "breach"), PAGES)
def test_a_page_that_breaks_a_rule_is_told_so(seed_brief, pages, rule, breach):
    assert breach(pages) != pages
    assert rule in rules(lint(seed_brief, **breach(pages)))


def test_the_seed_brief_and_its_pages_are_clean(seed_brief, pages):
    assert lint(seed_brief, **pages) == ()


def test_a_conflict_of_which_a_page_shows_one_side_alone_is_told(seed_brief, pages):
    both = differing(seed_brief, *(line.text.split()[0] for line in seed_brief.key_points[:2]))
    assert rules(lint(both, **pages)) == []
    hidden = {**pages, "html": pages["html"].replace('id="k2"', 'id="k2x"').replace('href="#k2"', 'href="#k2x"')}
    assert "BG720" in rules(lint(both, **hidden))


def test_every_rule_has_a_breach_a_function_and_a_line_in_the_docs(request):
    assert set(IDS) == set(TABLE) == {rule for rule, _ in (*BREACHES, *PAGES)} | {"BG720"}
    docs = (request.config.rootpath / "docs" / "lint.md").read_text(encoding="utf-8")
    assert [rule for rule in IDS if f"| {rule} |" not in docs] == []


def test_a_rule_can_be_ignored_but_not_the_marking(seed_brief, pages):
    bare = {**pages, "html": pages["html"].replace("marking running", "running")}
    assert rules(lint(replace(seed_brief, title="words " * 21), ignore=["BG715"])) == []
    assert set(rules(lint(seed_brief, **bare, ignore=IDS))) == {"BG706"}
    assert "BG706" not in IGNORABLE


def test_a_time_that_is_not_fixed_for_a_reason_is_fine(seed_brief):
    assert lint(undated(seed_brief, "weekday without a publication date")) == ()


def test_what_somebody_is_quoted_with_may_mix_likelihood_and_confidence(seed_brief):
    text = "It is likely, with high confidence, that they stay."
    mixed = first_entry(seed_brief, "statements", text=text)
    assert "BG704" in rules(lint(mixed))
    direct = replace(mixed, statements=(replace(mixed.statements[0], mode="direct"),))
    assert "BG704" not in rules(lint(direct))


def test_a_line_that_only_stands_within_another_needs_no_mark_of_its_own(seed_brief, pages):
    first, *rest = seed_brief.statements
    words = " ".join(first.line.text.split()[:8])
    inner = replace(first, line=replace(first.line, text=words, anchor="w99", marks=("S2",)))
    assert "BG718" not in rules(lint(replace(seed_brief, statements=(first, *rest, inner)), **pages))


def test_a_page_may_stop_after_the_first_key_points_but_not_pass_one_over(seed_brief, pages):
    shown = [line.text for line in seed_brief.key_points]
    assert "BG717" not in rules(lint(seed_brief, **{**pages, "html": pages["html"].replace(shown[-1][20:60], "")}))
    assert "BG717" in rules(lint(seed_brief, **{**pages, "html": pages["html"].replace(shown[1][20:60], "")}))


def test_two_markings_are_both_asked_for(seed_brief, pages):
    both = replace(seed_brief, classification=Classification("OFFICIAL", 1))
    assert rules(lint(both, **pages)) == ["BG706", "BG706"]
    assert lint(both, markdown=rendering.markdown(both), html=rendering.html(both)) == ()


def test_a_page_is_read_as_text_with_its_links_headings_and_ids(seed_brief):
    page = read(
        seed_brief, "", '<h1 id="a">A <em>b</em></h1><style>x</style><p>One  two<br>three <a href="#a">S1</a></p>'
    ).html
    assert page.text == " A b One two three S1"
    assert page.headings == [(1, "A b")]
    assert [(page.text[:offset], target) for offset, target in page.links] == [(" A b One two three ", "#a")]
