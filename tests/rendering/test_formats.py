"""The formats beside Markdown, page and PDF: JSON with its annotations, plain text, and the table of all."""

import json
import os
import subprocess
import sys

import jsonschema
import pytest
from conftest import SEED, make_document

import briefgen
from briefgen import rendering
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.formats import FORMATS
from briefgen.model import Brief
from briefgen.rendering.records import export_schema

HOSTILE = "The mayor said <b>\x02 & \u202e{{ 7*7 }}\ufffe | 95 people ]]> died.\n"


@pytest.fixture(scope="module")
def text(seed_brief):
    return rendering.txt(seed_brief)


@pytest.fixture(scope="module")
def plain(seed_brief):
    return json.loads(rendering.json(seed_brief))


def test_there_is_a_renderer_for_every_format():
    assert set(rendering.RENDERERS) == set(FORMATS)
    assert FORMATS == ("md", "pdf", "html", "json", "docx", "txt")


def test_every_format_is_the_same_in_every_process():
    code = (
        "import briefgen, hashlib, sys; d = briefgen.read(sys.argv[1], title='A');"
        "b = briefgen.compose(briefgen.extract(d), title='T');"
        "print([hashlib.sha256(briefgen.render(b, to)).hexdigest() for to in ('md', 'html', 'json', 'docx', 'txt')])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(SEED)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("99", "Asia/Tokyo"))
    }
    assert len(runs) == 1


@pytest.mark.parametrize("to", ["json", "docx", "txt"])
def test_any_text_can_be_written(to):
    brief = compose(extract((make_document(HOSTILE),)), title="Title \x00 <w:t> \u2029 \ud800")
    if to == "json":
        brief = compose(extract((make_document(HOSTILE),)), title="T")
    assert briefgen.render(brief, to)


# JSON ------------------------------------------------------------------------------------------


def test_the_export_fits_its_schema(plain):
    jsonschema.Draft202012Validator.check_schema(export_schema())
    jsonschema.Draft202012Validator(export_schema()).validate(plain)


def test_the_export_without_its_annotations_is_the_brief(plain, seed_brief):
    record = {key: value for key, value in plain.items() if key != "annotations"}
    assert Brief.from_json(record) == seed_brief
    with pytest.raises(ValueError, match="unknown member 'annotations'"):
        Brief.from_json(plain)


def test_both_selectors_of_an_annotation_find_the_quote(plain, seed):
    targets = [target for annotation in plain["annotations"] for target in annotation["target"]]
    assert len(targets) > 60
    for target in targets:
        quote, position = target["selector"]
        assert seed.text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in seed.text
        assert target["source"] == f"urn:briefgen:{seed.id}"


def test_every_line_that_cites_has_an_annotation(plain, seed_brief):
    assert [a["id"] for a in plain["annotations"]] == [f"#{line.anchor}" for line in seed_brief.lines() if line.spans]
    by_id = {a["id"]: a for a in plain["annotations"]}
    assert by_id["#k1"]["body"]["value"] == seed_brief.key_points[0].text
    assert by_id["#q1"]["motivation"] == "questioning"


def test_a_source_with_an_address_is_named_by_it():
    document = make_document("The bridge fell, the mayor said.", url="https://example.org/a")
    brief = compose(extract((document,)), title="T")
    sources = {t["source"] for a in json.loads(rendering.json(brief))["annotations"] for t in a["target"]}
    assert sources == {"https://example.org/a"}


# Plain text ------------------------------------------------------------------------------------


def test_the_text_of_the_seed_brief_is_the_golden_one(text, golden):
    golden("ecuador/brief.txt", text)


def test_text_is_72_columns_wide_and_has_no_mark_up(text):
    assert max(len(line) for line in text.split("\n")) <= 72
    assert not any(line != line.rstrip() for line in text.split("\n"))
    assert "\n\n\n" not in text
    assert not any(sign in text for sign in ("**", "](#", "<span", "&amp;", "\\["))


def test_marks_of_the_text_lead_to_sentences_at_its_end(text, seed_brief):
    body, evidence = text.split("\nEVIDENCE\n")
    labels = {mark for line in seed_brief.lines() for mark in line.marks}
    assert len(labels) > 10
    assert all(f"[{label}]" in body for label in labels)
    assert all(f"\n[{label}] " in evidence for label in labels)


def test_the_marking_opens_and_closes_the_text(text):
    lines = text.strip().split("\n")
    assert (lines[0], lines[-1]) == ("TLP:CLEAR", "TLP:CLEAR")


def test_what_a_source_says_stays_a_line_of_text():
    brief = compose(extract((make_document("The mayor said {{ 7*7 }} <b>95</b> people died.\n"),)), title="A\nB")
    text = rendering.txt(brief)
    assert text.startswith("A B\n===\n")
    assert "{{ 7*7 }} <b>95</b> people died" in " ".join(text.split())


def test_a_set_may_have_a_text_of_its_own(seed_brief, tmp_path):
    (tmp_path / "brief").mkdir()
    own = '{% extends "base/brief.txt.j2" %}{% block voices %}VOICES\n---\n\n{% endblock %}'
    (tmp_path / "brief" / "brief.txt.j2").write_text(own)
    text = rendering.txt(seed_brief, search_path=(tmp_path,))
    assert "VOICES\n------\n" in text
    assert "VOICE BALANCE" not in text
