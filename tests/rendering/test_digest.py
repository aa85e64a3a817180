"""A digest: what its cover says of each brief, and that its pages do not get in one another's way."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from briefgen.rendering import digests as digest
from briefgen.rendering.digests import Digest, Leaf
from briefgen.rendering.typesetting import typeset
from briefgen.themes import Theme


@pytest.fixture
def morning(seed_brief):
    secret = replace(seed_brief, title="Second *brief*", marking="TLP:AMBER")
    return Digest(
        title="Morning digest",
        as_of=dt.date(2026, 11, 24),
        leaves=(
            Leaf(name="one", title=seed_brief.title, status="produced", anchor="b1", brief=seed_brief, path="one.pdf"),
            Leaf(name="two", title=secret.title, status="produced", anchor="b2", brief=secret),
            Leaf(name="three", title="Dam", status="failed", anchor="b3", reason="dam.txt: BG201: no such <file>"),
            Leaf(name="four", title="Old", status="skipped", anchor="b4", reason="expired on 1 May 2026"),
        ),
    )


def page(morning, media="all"):
    return digest.html(morning, search_path=(), theme=Theme(), parameters={}, media=media)


def test_the_cover_counts_and_names_what_was_produced_skipped_and_failed(morning):
    told = digest.markdown(morning, search_path=(), parameters={})
    assert "| 24 November 2026 | 2 | 1 | 1 |" in told
    assert "- **Old** *expired on 1 May 2026*" in told
    assert "- **Dam** *dam.txt: BG201: no such &lt;file&gt;*" in told
    assert told.index("## Produced") < told.index("## Skipped") < told.index("## Failed") < told.index("## Bottom line")


def test_no_anchor_stands_twice_and_every_link_leads_somewhere(morning):
    html = page(morning)
    places = re.findall(r'\bid="([^"]+)"', html)
    assert len(places) == len(set(places))
    links = re.findall(r'href="#([^"]+)"', html)
    assert links
    assert set(links) <= set(places)
    assert 'href="#b2-title"' in html


def test_marks_are_no_links_and_name_the_file_with_the_annex(morning):
    html = page(morning)
    assert "#evidence-s1" not in html
    assert '<span class="mark">S1</span>' in html
    assert "one.pdf" in html
    assert "](#evidence" not in digest.markdown(morning, search_path=(), parameters={})


def test_the_digest_is_marked_as_its_strictest_brief(morning):
    assert "TLP:AMBER</span>" in page(morning)
    public = replace(morning, leaves=morning.leaves[:1])
    assert "TLP:AMBER" not in page(public)


def test_each_brief_has_one_page_behind_the_cover(morning):
    made = typeset(page(morning, media="print"))
    assert made.problems == ()
    assert made.pages == 3


def test_a_batch_in_which_nothing_was_produced_says_so(morning):
    bare = replace(morning, leaves=morning.leaves[2:])
    told = digest.markdown(bare, search_path=(), parameters={})
    assert "| 24 November 2026 | 0 | 1 | 1 |" in told
    assert re.search(r"## Produced[^\n]*\n\nNone\.", told)
