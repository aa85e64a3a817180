import json
import subprocess
import sys

import pytest
from conftest import SEED

from briefgen.cli import COMMANDS, run

GOOD = "briefs:\n  one:\n    title: One\n    sources: [a.txt]\n    formats: [md]\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefs.yaml").write_text(GOOD)
    (tmp_path / "a.txt").write_text(
        "The mayor of Lima said on Monday the bridge had collapsed. She did not disclose the cost of repairs.\n"
    )
    return tmp_path


def call(capsys, *arguments):
    code = run(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_build_prints_every_path_it_wrote(project, capsys):
    code, out, err = call(capsys, "build", "--to", "md,json,html")
    assert (code, err) == (0, "")
    assert out.split() == ["build/one/one.md", "build/one/one.json", "build/one/one.html"]
    assert all((project / path).stat().st_size > 100 for path in out.split())


def test_build_reports_as_json(project, capsys):
    code, out, _ = call(capsys, "build", "--format", "json")
    assert code == 0
    (report,) = json.loads(out)
    assert (report["brief"], report["built"], report["status"]) == ("one", True, "built")
    assert (report["paths"], report["problems"]) == (["build/one/one.md"], [])


def test_a_faulty_config_is_shown_with_a_caret_and_nothing_is_written(project, capsys):
    (project / "briefs.yaml").write_text(GOOD.replace("title", "titel"))
    code, out, err = call(capsys, "build")
    assert (code, out) == (1, "")
    assert (
        "briefs.yaml:3:5: error BG104: unknown key 'titel' (did you mean 'title'?)\n        titel: One\n        ^"
        in err
    )
    assert not (project / "build").exists()


def test_check_finds_faults_of_sources_and_templates_in_one_pass(project, capsys):
    (project / "briefs.yaml").write_text(GOOD + "    template: brif\n  two:\n    title: T\n    sources: [no.txt]\n")
    code, _, err = call(capsys, "check")
    assert code == 1
    assert "BG201" in err
    assert "BG301" in err


def test_check_as_json(project, capsys):
    (project / "briefs.yaml").write_text(GOOD.replace("a.txt", "no.txt"))
    code, out, _ = call(capsys, "check", "--format", "json")
    (problem,) = json.loads(out)
    assert code == 1
    assert (problem["rule"], problem["file"], problem["severity"]) == ("BG201", "no.txt", "error")


def test_check_names_a_missing_spacy_pipeline(project, capsys):
    (project / "briefs.yaml").write_text(GOOD + "    extractor: {spacy: no_such_pipeline}\n")
    code, _, err = call(capsys, "check")
    assert code == 5
    assert "one: error BG502" in err
    assert "no_such_pipeline" in err


def test_check_with_brief_lints_each_brief_and_writes_nothing(project, capsys):
    (project / "briefs.yaml").write_text(GOOD.replace("title: One", "title: TLP Red " + "and more " * 20))
    assert call(capsys, "check")[0] == 0
    code, _, err = call(capsys, "check", "--brief", "--strict")
    assert code == 3
    assert "one: warning BG705: the title has 'TLP Red'" in err
    assert "one: warning BG715" in err
    assert not (project / "build").exists()


def test_a_rule_that_is_ignored_is_not_looked_at(project, capsys):
    (project / "briefs.yaml").write_text(
        GOOD.replace("title: One", "title: " + "words " * 30) + "    lint: {ignore: [BG715]}\n"
    )
    assert call(capsys, "build", "--strict")[0] == 0


@pytest.mark.parametrize(
    ("rule", "message"), [("BG799", "no rule 'BG799'"), ("BG706", "the rule BG706 cannot be ignored")]
)
def test_only_rules_that_are_there_and_may_be_are_ignored(project, capsys, rule, message):
    (project / "briefs.yaml").write_text(GOOD + f"    lint: {{ignore: [{rule}]}}\n")
    code, _, err = call(capsys, "check")
    assert code == 1
    assert f"briefs.yaml:6:21: error BG105: ignore: {message}" in err


def test_a_template_that_drops_marks_stops_the_brief(project, capsys):
    (project / "templates" / "own").mkdir(parents=True)
    (project / "templates" / "own" / "brief.md.j2").write_text(
        "# {{ brief.title }}\n\n## Points\n\n{% for line in brief.key_points %}\n- {{ line.text }}\n{% endfor %}\n"
    )
    (project / "briefs.yaml").write_text(GOOD + "    template: own\n")
    code, _, err = call(capsys, "build")
    assert code == 1
    assert "one: error BG718: the page shows k1 (key_points) without its mark" in err
    assert not (project / "build").exists()


def test_a_project_without_faults_checks_clean(project, capsys):
    assert call(capsys, "check")[0] == 0


def test_one_bad_brief_does_not_stop_the_others(project, capsys):
    (project / "briefs.yaml").write_text(GOOD + "  two:\n    title: T\n    sources: [no.txt]\n    formats: [md]\n")
    code, out, err = call(capsys, "build")
    assert code == 4
    assert out.split() == ["build/one/one.md"]
    assert "no.txt: error BG201: no such file" in err


def test_a_single_bad_brief_is_a_fault_of_the_input(project, capsys):
    (project / "a.txt").unlink()
    assert call(capsys, "build")[0] == 1


def test_warnings_count_only_under_strict(project, capsys):
    (project / "a.txt").write_text("Heading only\n")
    assert call(capsys, "build")[0] == 0
    assert call(capsys, "build", "--strict")[0] == 3


def test_earlier_output_stands_when_a_build_fails(project, capsys):
    call(capsys, "build")
    before = (project / "build/one/one.md").read_bytes()
    (project / "a.txt").write_bytes(b"\xff\xfe broken")
    assert call(capsys, "build")[0] == 1
    assert (project / "build/one/one.md").read_bytes() == before


def test_an_output_folder_that_cannot_be_written_is_said(project, capsys):
    (project / "out").write_text("a file in the way")
    code, _, err = call(capsys, "build", "--out", "out")
    assert code == 1
    assert "BG501" in err


@pytest.mark.parametrize(
    ("template", "rule"),
    [("{{ nothing }}", "BG303"), ("{% for %}", "BG302"), ("{% include 'no' %}", "BG304")],
)
def test_a_faulty_template_is_said_with_its_line(project, capsys, template, rule):
    (project / "templates/brief").mkdir(parents=True)
    (project / "templates/brief/brief.md.j2").write_text(template)
    code, _, err = call(capsys, "build")
    assert code == 1
    assert rule in err
    assert "brief.md.j2:1" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nope"],
        ["build", "--to", "odt"],
        ["build", "--as-of", "yesterday"],
        ["build", "missing"],
        ["explain", "one", "S99"],
        ["build", "--nope"],
    ],
)
def test_wrong_use_is_exit_code_2(project, capsys, arguments):
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err


def test_control_characters_do_not_reach_the_terminal(project, capsys):
    name = "a\x1b]0;owned\x07.txt"
    (project / "briefs.yaml").write_text(GOOD.replace("[a.txt]", '["a\\e]0;owned\\a.txt"]'))
    code, _, err = call(capsys, "build")
    assert code == 1
    assert name not in err
    assert "\x1b" not in err


def test_as_of_dates_what_has_no_date(project, capsys):
    call(capsys, "build", "--as-of", "2024-05-08")
    text = (project / "build/one/one.md").read_text()
    assert "6 May 2024" in text
    assert "| 8 May 2024 |" in text


def test_facts_of_a_file_are_json_and_yaml(project, capsys):
    _, as_json, _ = call(capsys, "facts", "a.txt")
    _, as_yaml, _ = call(capsys, "facts", "one", "--format", "yaml")
    assert json.loads(as_json)["statements"][0]["content"]["quote"] == "the bridge had collapsed"
    assert "quote: the bridge had collapsed" in as_yaml


def test_explain_lists_sentences_and_explains_one_and_a_fact(project, capsys):
    _, listed, _ = call(capsys, "explain", "one")
    assert [line.split()[:2] for line in listed.splitlines()] == [["S1", "used"], ["S2", "used"]]
    _, sentence, _ = call(capsys, "explain", "one", "S2")
    fact = next(line.split()[0] for line in sentence.splitlines() if "statements.non_disclosure" in line)
    _, explained, _ = call(capsys, "explain", "one", fact)
    assert "Rule: statements.non_disclosure" in explained
    assert "Brief lines: w2" in explained


def test_selftest_reports_what_is_caught(capsys):
    code, out, _ = call(capsys, "selftest", str(SEED))
    assert code == 0
    assert "number" in out
    assert "0 unaltered line(s) refused" in out


@pytest.mark.parametrize("what", ["briefs", "facts", "brief"])
def test_schemas_are_json(capsys, what):
    code, out, _ = call(capsys, "schema", what)
    assert code == 0
    assert json.loads(out)["$schema"].endswith("2020-12/schema")


def test_doctor_finds_this_machine_well(capsys):
    code, out, _ = call(capsys, "doctor")
    assert code == 0
    assert "missing" not in out


def test_init_then_build_works_in_an_empty_folder_and_nothing_is_overwritten(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert call(capsys, "init")[0] == 0
    assert call(capsys, "build", "--to", "md")[0] == 0
    before = (tmp_path / "briefs.yaml").read_bytes()
    assert call(capsys, "init")[0] == 2
    assert (tmp_path / "briefs.yaml").read_bytes() == before


def test_help_names_every_command_and_loads_nothing_heavy():
    code = (
        "import sys; from briefgen.cli import run; run(['--help']);"
        "print(sorted(set(sys.modules) & {'weasyprint', 'jinja2', 'pydantic', 'yaml', 'rich', 'babel', 'markdown', 'briefgen.extractors'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
    assert all(f"  {name} " in done.stdout for name in COMMANDS)
