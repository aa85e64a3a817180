"""How problems look: the line, the caret, and nothing that steers a terminal."""

from __future__ import annotations

import json

import pytest

from briefgen.cli.output import clean, exit_code, json_text, show_problems
from briefgen.errors import Problem


def shown(capsys, problem: Problem) -> list[str]:
    show_problems([problem])
    return capsys.readouterr().err.splitlines()


def test_the_caret_stands_under_the_column(tmp_path, capsys):
    path = tmp_path / "briefs.yaml"
    path.write_text("first\nkey:\tvalue\n", encoding="utf-8")
    lines = shown(capsys, Problem("BG105", "bad", file=str(path), line=2, column=6))
    assert lines == [f"{path}:2:6: error BG105: bad", "    key: value", "         ^"]


def test_the_caret_stands_under_the_column_of_a_very_long_line(tmp_path, capsys):
    path = tmp_path / "briefs.yaml"
    path.write_text("x" * 5_000 + "!" + "y" * 5_000, encoding="utf-8")
    _, line, caret = shown(capsys, Problem("BG105", "bad", file=str(path), line=1, column=5_001))
    assert line[caret.index("^")] == "!"
    assert len(line) < 160


@pytest.mark.parametrize("problem", [Problem("BG1", "m", file="gone.yaml", line=1, column=1), Problem("BG1", "m")])
def test_without_a_file_to_quote_only_the_message_is_shown(capsys, problem):
    assert len(shown(capsys, problem)) == 1


def test_a_message_stays_on_one_line(capsys):
    (line,) = shown(capsys, Problem("BG201", "no such file", file="a\nerror BG999: forged"))
    assert line == "a error BG999: forged: error BG201: no such file"


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x7f", "\x9b", "\r", "\u202e", "\udcff"])
def test_what_steers_a_terminal_is_taken_out(character):
    assert clean(f"a{character}b") == "a�b"
    text = json_text([f"a{character}b"])
    assert character not in text
    assert json.loads(text) == [f"a{character}b"]


def test_letters_of_any_script_stay():
    assert clean("Größe, 東京, القاهرة\n") == "Größe, 東京, القاهرة\n"
    assert "東京" in json_text({"a": "東京"})


@pytest.mark.parametrize(
    ("severities", "strict", "code"),
    [
        ([], True, 0),
        (["note"], True, 0),
        (["warning"], False, 0),
        (["warning"], True, 3),
        (["warning", "error"], True, 1),
        (["error"], False, 1),
    ],
)
def test_the_exit_code_follows_the_gravest_problem(severities, strict, code):
    problems = [Problem("BG1", "m", severity) for severity in severities]
    assert exit_code(problems, strict=strict) == code
