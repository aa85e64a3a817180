"""new template: what it writes, and what it leaves alone."""

from __future__ import annotations

from briefgen.cli import run


def test_new_template_writes_a_set_that_builds_as_it_is(tmp_path, monkeypatch, capsys):
    assert run(["init", str(tmp_path)]) == 0
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert run(["new", "template", "ours", "--from", "sitrep"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / "templates" / "ours" / "brief.md.j2"),
        str(tmp_path / "templates" / "ours" / "print.css"),
    ]
    briefs = tmp_path / "briefs.yaml"
    briefs.write_text(briefs.read_text(encoding="utf-8").replace("title: My", "template: ours\n    title: My"))
    assert run(["build", "--to", "md"]) == 0
    assert "## Highlights" in (tmp_path / "build" / "first-brief" / "first-brief.md").read_text(encoding="utf-8")


def test_new_template_never_overwrites(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates" / "ours").mkdir(parents=True)
    (tmp_path / "templates" / "ours" / "print.css").write_text("mine", encoding="utf-8")
    assert run(["new", "template", "ours"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert not (tmp_path / "templates" / "ours" / "brief.md.j2").exists()
    assert (tmp_path / "templates" / "ours" / "print.css").read_text(encoding="utf-8") == "mine"
