"""briefgen diff, and what check says of changed sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.cli import run

TEXT = "The port of Norrby closed two quays on Monday.\n\nAt least 40 workers were sent home.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    Path("briefs.yaml").write_text("briefs:\n  x: {title: T, sources: [a.txt], formats: [json]}\n")
    assert run(["build"]) == 0
    return tmp_path


def edit(old: str, new: str) -> None:
    Path("a.txt").write_text(Path("a.txt").read_text().replace(old, new))


def test_nothing_changed(project, capsys):
    capsys.readouterr()
    assert run(["diff", "x", "--exit-code"]) == 0
    assert "nothing changed; " in capsys.readouterr().out


def test_a_changed_figure_is_told_before_and_after_with_its_mark(project, capsys):
    edit("40", "60")
    capsys.readouterr()
    assert run(["diff", "x"]) == 0
    out = capsys.readouterr().out
    assert "  ~ figure: At least 40 workers [S2]\n      → At least 60 workers [S2]\n" in out


def test_the_exit_code_tells_when_asked_to(project):
    edit("40", "60")
    assert run(["diff", "x", "--exit-code"]) == 1


def test_for_programs(project, capsys):
    edit("40", "60")
    capsys.readouterr()
    run(["diff", "x", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["changed"] == len([d for d in told["differences"] if d["kind"] == "changed"])
    figure = next(d for d in told["differences"] if d["section"] == "figure")
    assert (figure["before"], figure["now"]) == ("At least 40 workers", "At least 60 workers")
    assert figure["before_id"] != figure["now_id"]


def test_two_files(project, capsys):
    old = Path("build/x/x.json").rename("old.json")
    edit("40", "60")
    run(["build"])
    capsys.readouterr()
    assert run(["diff", str(old), "build/x/x.json"]) == 0
    assert "→ At least 60 workers" in capsys.readouterr().out


def test_facts_and_pdf_are_compared_by_their_facts(project, capsys):
    run(["facts", "a.txt"])
    Path("facts.json").write_text(capsys.readouterr().out)
    run(["build", "--to", "pdf"])
    capsys.readouterr()
    assert run(["diff", "facts.json", "build/x/x.pdf", "--exit-code"]) == 0


def test_facts_and_lines_cannot_be_compared(project, capsys):
    run(["facts", "a.txt"])
    Path("facts.json").write_text(capsys.readouterr().out)
    assert run(["diff", "facts.json", "build/x/x.json"]) == 2
    assert "two of a kind" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["diff", "y"], 2, "No brief 'y'"),
        (["diff", "missing.json", "build/x/x.json"], 1, "BG801"),
        (["diff", "briefs.yaml", "build/x/x.json"], 1, "BG801"),
        (["diff", "x", "--published"], 2, "Only one edition"),
        (["diff"], 2, "NAME or FILE"),
    ],
)
def test_what_cannot_be_compared_says_why(project, capsys, arguments, code, message):
    assert run(arguments) == code
    assert message in capsys.readouterr().err


def test_without_an_edition_there_is_nothing_to_compare(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    Path("briefs.yaml").write_text("briefs:\n  x: {title: T, sources: [a.txt]}\n")
    assert run(["diff", "x"]) == 2
    assert "No edition of 'x' is published" in capsys.readouterr().err


def test_the_two_last_published_editions(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    naming = '"{brief}/{as_of:%Y-%m-%d}/{brief}.{ext}"'
    Path("briefs.yaml").write_text(f"naming: {naming}\nbriefs:\n  x: {{title: T, sources: [a.txt], formats: [md]}}\n")
    for day, number in (("2024-05-06", "40"), ("2024-05-07", "60")):
        Path("a.txt").write_text(TEXT.replace("40", number))
        run(["build", "--as-of", day])
    capsys.readouterr()
    assert run(["diff", "x", "--published"]) == 0
    assert "→ At least 60 workers" in capsys.readouterr().out


def test_check_warns_of_a_changed_source(project, capsys):
    edit("40", "60")
    capsys.readouterr()
    assert run(["check"]) == 0
    assert "a.txt: warning BG270" in capsys.readouterr().err
    assert run(["check", "--strict", "--facts"]) == 3


def test_a_source_cannot_steer_the_terminal(project, capsys):
    edit("At least 40", "\x1b[31mAt least 60")
    capsys.readouterr()
    run(["diff", "x"])
    assert "\x1b" not in capsys.readouterr().out
