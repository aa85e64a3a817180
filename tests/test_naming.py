"""What results are called: which templates are refused, and that no value leads out of its folder."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import naming
from briefgen.naming import NamingFault, parse

VALUES = {
    "brief": "water",
    "ext": "pdf",
    "title": "The plan: a/b",
    "as_of": dt.date(2025, 1, 31),
    "slot": dt.datetime(2025, 10, 26, 2, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    "parameters.region": "EU",
}


@pytest.mark.parametrize(
    ("template", "path", "manifest"),
    [
        (naming.DEFAULT, "water/water.pdf", "water/manifest.json"),
        ("{brief}/{as_of:%Y-%m-%d}/{brief}.{ext}", "water/2025-01-31/water.pdf", "water/2025-01-31/manifest.json"),
        ("{brief}/{brief}-{as_of}.{ext}", "water/water-2025-01-31.pdf", "water/water-2025-01-31.manifest.json"),
        ("all/{brief}.{ext}", "all/water.pdf", "all/water.manifest.json"),
        ("{brief}.{ext}", "water.pdf", "water.manifest.json"),
        ("{as_of:%Y}/{as_of:%m}/{title}.{ext}", "2025/01/The-plan-a-b.pdf", "2025/01/The-plan-a-b.manifest.json"),
        ("{brief}/{slot}/b.{ext}", "water/2025-10-26T0230+0200/b.pdf", "water/2025-10-26T0230+0200/manifest.json"),
        ("{parameters.region}/{brief}.{ext}", "EU/water.pdf", "EU/water.manifest.json"),
    ],
)
def test_a_template_is_filled_in_and_the_manifest_has_a_place_of_its_own(template, path, manifest):
    assert parse(template).path(VALUES) == path
    assert parse(template).manifest_path(VALUES) == manifest


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{breif}.{ext}", r"unknown field \{breif\} \(did you mean \{brief\}\?\)"),
        ("{0}.{ext}", r"unknown field \{0\}"),
        ("{brief.__class__}.{ext}", "unknown field"),
        ("{parameters.a-b}.{ext}", "unknown field"),
        ("{brief!r}.{ext}", "a conversion is not allowed"),
        ("{brief:>9}.{ext}", "only as_of and slot take a format"),
        ("{as_of:%B}.{ext}", "the format may have %Y"),
        ("{as_of:%H}.{ext}", "the format may have %Y"),
        ("{as_of:%Y/%m}.{ext}", "the format may have %Y"),
        ("{brief", "a brace that is no field"),
        ("{{x}}.{ext}", "a brace that is no field"),
        ("{brief}", r"must end in '\.\{ext\}'"),
        ("{ext}/{brief}.{ext}", r"must end in '\.\{ext\}'"),
        ("../{brief}.{ext}", "may not be empty, begin with"),
        ("/etc/{brief}.{ext}", "may not be empty, begin with"),
        ("a//{brief}.{ext}", "may not be empty, begin with"),
        (".{brief}.{ext}", "may not be empty, begin with"),
        ("a\\{brief}.{ext}", "cannot be the name of a file"),
        ("a\n{brief}.{ext}", "cannot be the name of a file"),
        ("x" * 200 + ".{ext}", "more than 180 bytes"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(template, reason):
    with pytest.raises(NamingFault, match=reason):
        parse(template)


def test_a_field_without_a_value_is_said():
    with pytest.raises(NamingFault, match=r"asks for \{as_of\}, which is not given"):
        parse("{as_of}/{brief}.{ext}").path({**VALUES, "as_of": None})


@given(st.text(max_size=300))
def test_no_value_leads_out_of_its_folder_or_makes_a_name_that_no_system_takes(value):
    path = parse("{title}/x-{parameters.p}/{marking}.{ext}").path(
        {"title": value, "parameters.p": value, "marking": value, "ext": "md"}
    )
    parts = path.split("/")
    assert len(parts) == 3
    assert all(part and not part.startswith(".") and len(part.encode()) < 200 for part in parts)
    assert not set(path) & set('\\:*?"<>|\0\n\r')
