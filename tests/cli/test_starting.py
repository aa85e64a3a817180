"""init: what it writes, and what it leaves alone."""

from __future__ import annotations

from briefgen.cli import run


def test_init_writes_a_project_that_checks_clean(tmp_path, monkeypatch, capsys):
    assert run(["init", str(tmp_path / "new")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / "new" / "briefs.yaml"),
        str(tmp_path / "new" / "sources" / "example.txt"),
    ]
    monkeypatch.chdir(tmp_path / "new")
    assert run(["check", "--strict"]) == 0


def test_init_keeps_a_source_that_is_there(tmp_path, capsys):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "example.txt").write_text("mine", encoding="utf-8")
    assert run(["init", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'briefs.yaml'}\n"
    assert (tmp_path / "sources" / "example.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_in_the_way_of_the_folder_is_1(tmp_path, capsys):
    (tmp_path / "here").write_text("mine", encoding="utf-8")
    assert run(["init", str(tmp_path / "here")]) == 1
    assert "BG501" in capsys.readouterr().err
