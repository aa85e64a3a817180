import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT

from briefgen import config


def faults(tmp_path, text):
    path = tmp_path / "briefs.yaml"
    path.write_text(text, encoding="utf-8")
    loaded, found = config.load(path)
    assert loaded is None
    return [(p.rule, p.line, p.column, p.hint) for p in found]


GOOD = "briefs:\n  a:\n    title: T\n    sources: [x.txt]\n"


def test_defaults_reach_every_brief(tmp_path):
    path = tmp_path / "briefs.yaml"
    path.write_text("defaults: {formats: [html], page: Letter}\n" + GOOD)
    loaded, found = config.load(path)
    assert found == ()
    assert loaded.briefs[0].formats == ("html",)
    assert loaded.briefs[0].page == "Letter"
    assert loaded.output == tmp_path / "build"


def test_all_faults_are_found_in_one_pass_with_their_places(tmp_path):
    text = "defaults: {templte: x}\nbriefs:\n  a b:\n    title: T\n    sources: [x]\n  c:\n    title: T\n    sources:\n      - pth: y\n    formats: [pdff]\n"
    assert faults(tmp_path, text) == [
        ("BG104", 1, 12, "did you mean 'template'?"),
        ("BG105", 3, 3, None),
        ("BG104", 9, 9, "did you mean 'path'?"),
        ("BG105", 10, 15, "did you mean 'pdf'?"),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "BG101"),
        ("- a\n", "BG105"),
        ("briefs: {}\n", "BG105"),
        ("defaults: {}\n", "BG106"),
        (GOOD + "    max_pages: 0\n", "BG105"),
        (GOOD + "    marking: TLP:PINK\n", "BG105"),
        (GOOD + "    as_of: 31.12.2024\n", "BG105"),
        (GOOD + "    language: nl\n", "BG105"),
        (GOOD.replace("[x.txt]", "[]"), "BG105"),
        (GOOD.replace("[x.txt]", "['']"), "BG105"),
    ],
)
def test_each_fault_has_its_rule(tmp_path, text, rule):
    assert [fault[0] for fault in faults(tmp_path, text)] == [rule]


def test_a_fault_in_the_defaults_is_said_once(tmp_path):
    assert len(faults(tmp_path, "defaults: {page: A5}\n" + GOOD)) == 1


def test_a_missing_file_says_how_to_begin(tmp_path):
    _, found = config.load(tmp_path / "briefs.yaml")
    assert found[0].rule == "BG101"
    assert "init" in found[0].hint


def test_a_file_that_is_not_utf8_says_where(tmp_path):
    path = tmp_path / "briefs.yaml"
    path.write_bytes(b"briefs:\n  a: \xff\n")
    _, found = config.load(path)
    assert (found[0].rule, found[0].line) == ("BG102", 2)
    assert "byte 13" in found[0].message


def test_the_shipped_file_is_valid_and_gives_the_seed_no_date():
    loaded, found = config.load(ROOT / "briefs.yaml")
    assert found == ()
    assert loaded.briefs[0].sources[0].published is None
    assert loaded.briefs[0].as_of is None


def test_the_schema_on_disk_is_the_one_the_code_gives():
    assert json.loads((ROOT / "docs" / "briefs.schema.json").read_text()) == config.json_schema()


def test_the_schema_accepts_the_shipped_file_and_refuses_a_typo():
    shipped = yaml.safe_load(Path(ROOT / "briefs.yaml").read_text())
    jsonschema.validate(shipped, config.json_schema())
    shipped["defaults"]["templte"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(shipped, config.json_schema())


def test_a_brief_named_like_a_key_still_gets_a_suggestion(tmp_path):
    text = "briefs:\n  title:\n    title: T\n    sources: [x]\n    markng: TLP:RED\n"
    assert faults(tmp_path, text) == [("BG104", 5, 5, "did you mean 'marking'?")]


ALIASES = "briefs:\n  x:\n    title: T\n    sources: [a.txt]\n"


def test_aliases_and_their_contrary_are_read(tmp_path):
    (tmp_path / "briefs.yaml").write_text(
        ALIASES + "    aliases: {Ana Ruiz: [A. Ruiz]}\n    not_same: [[A. Ruiz, B. Ruiz]]\n"
    )
    loaded, found = config.load(tmp_path / "briefs.yaml")
    assert found == ()
    assert loaded.briefs[0].aliases == {"Ana Ruiz": ("A. Ruiz",)}
    assert loaded.briefs[0].not_same == (("A. Ruiz", "B. Ruiz"),)


@pytest.mark.parametrize(
    ("line", "rule"),
    [("aliases: {Ana Ruiz: A. Ruiz}", "BG105"), ("aliases: [Ana Ruiz]", "BG105"), ("not_same: [[Ana Ruiz]]", "BG105"),
     ("alias: {Ana Ruiz: [A. Ruiz]}", "BG104")],
)  # fmt: skip
def test_aliases_of_another_shape_are_faults(tmp_path, line, rule):
    assert [fault[0] for fault in faults(tmp_path, f"{ALIASES}    {line}\n")] == [rule]
