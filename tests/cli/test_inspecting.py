"""facts and explain: what they print, and of what."""

from __future__ import annotations

import json

import pytest

from briefgen.cli import run

TEXT = (
    "The mayor of Lima said on Monday the bridge had collapsed. "
    "She did not disclose the cost of repairs.\n\nIt was a day like any other."
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "briefs.yaml").write_text("briefs: {one: {title: One, sources: [a.txt]}}", encoding="utf-8")
    return tmp_path


def printed(capsys, *arguments: str) -> list[str]:
    assert run(arguments) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("project")
def test_the_only_brief_need_not_be_named(capsys):
    assert printed(capsys, "explain") == printed(capsys, "explain", "one")
    assert printed(capsys, "explain", "s2") == printed(capsys, "explain", "one", "S2")


def test_a_file_is_explained_without_a_briefs_yaml(project, capsys):
    (project / "briefs.yaml").unlink()
    assert printed(capsys, "explain", "a.txt", "S1")[0] == "S1  a.txt, characters 0..58, ¶ 1"


def test_with_two_briefs_one_has_to_be_named(project, capsys):
    two = "briefs: {one: {title: T, sources: [a.txt]}, two: {title: T, sources: [a.txt]}}"
    (project / "briefs.yaml").write_text(two, encoding="utf-8")
    assert run(["explain", "S1"]) == 2
    assert "briefs.yaml holds: one, two." in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_a_sentence_comes_with_its_lines_and_its_facts(capsys):
    lines = printed(capsys, "explain", "S2")
    assert lines[1] == "  She did not disclose the cost of repairs."
    assert lines[2].startswith("Cited by: ")
    assert [line for line in lines if line.startswith("  w2 ")] == ["  w2    the cost of repairs"]
    facts = lines[lines.index("Found in it:") + 1 :]
    assert [line.split()[1] for line in facts if line.split()[0].startswith("statement-")] == [
        "statements.non_disclosure"
    ]


@pytest.mark.usefixtures("project")
def test_a_sentence_without_facts_says_so(capsys):
    lines = printed(capsys, "explain", "S3")
    assert lines[2] == "Cited by: no line of the brief"
    assert lines[-1].startswith("  nothing; no rule sees in it")


@pytest.mark.usefixtures("project")
def test_every_fact_can_be_explained_and_names_its_rule(capsys):
    assert run(["facts", "one"]) == 0
    found = json.loads(capsys.readouterr().out)
    facts = [fact for shelf, members in found.items() if shelf != "documents" for fact in members]
    assert len(facts) > 5
    for fact in facts:
        lines = printed(capsys, "explain", fact["id"])
        assert lines[0].split()[0] == fact["id"]
        assert f"Rule: {fact['rule']} " in lines[1]


@pytest.mark.usefixtures("project")
def test_a_stakeholder_on_the_page_is_not_called_left_out(capsys):
    assert run(["facts", "one"]) == 0
    stakeholders = json.loads(capsys.readouterr().out)["stakeholders"]
    lines = printed(capsys, "explain", stakeholders[0]["id"])
    assert "Brief lines: s1" in lines
    assert not [line for line in lines if line.startswith("Left out")]


@pytest.mark.parametrize("style", ["json", "yaml"])
def test_facts_print_nothing_that_steers_a_terminal(project, capsys, style):
    (project / "a.txt").write_text(
        "The mayor\x9b31m of Lima said\u202e the bridge had\x7f collapsed.", encoding="utf-8"
    )
    assert run(["facts", "a.txt", "--format", style]) == 0
    out = capsys.readouterr().out
    assert "had" in out
    assert not set(out) & set("\x9b\u202e\x7f")


def test_json_facts_read_back_to_the_very_text(project, capsys):
    text = "The mayor\x9b31m of Lima said the bridge had\x1b collapsed."
    (project / "a.txt").write_text(text, encoding="utf-8")
    assert run(["facts", "a.txt"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"][0]["text"] == text


def test_a_file_in_another_language_is_read_with_a_warning(project, capsys):
    german = "Die Brücke ist am Montag eingestürzt. Das sagte die Bürgermeisterin der Stadt gestern Abend."
    (project / "a.txt").write_text(german, encoding="utf-8")
    assert run(["facts", "a.txt"]) == 0
    assert "a.txt: warning BG405" in capsys.readouterr().err


def test_a_missing_source_of_a_brief_is_1(project, capsys):
    (project / "a.txt").unlink()
    assert run(["facts", "one"]) == 1
    assert "a.txt: error BG201" in capsys.readouterr().err
