"""init: what it writes, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

from briefgen import examples
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


def test_the_example_is_a_project_of_six_sources_that_builds(tmp_path, monkeypatch, capsys):
    assert run(["init", "--example", str(tmp_path / "new")]) == 0
    written = [Path(line).relative_to(tmp_path / "new").as_posix() for line in capsys.readouterr().out.splitlines()]
    assert written == sorted(examples.files())
    assert len([name for name in written if name.startswith("sources/")]) == 6
    monkeypatch.chdir(tmp_path / "new")
    assert run(["build", "--to", "md"]) == 0
    assert "6 sources, 5 independent" in (tmp_path / "new/build/saltmere-crane/saltmere-crane.md").read_text()


def test_the_example_overwrites_nothing(tmp_path, capsys):
    (tmp_path / "briefs.yaml").write_text("mine", encoding="utf-8")
    assert run(["init", "--example", str(tmp_path)]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["briefs.yaml"]
