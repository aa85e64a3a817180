"""digest: one document over a batch, and an exit code that says whether all of it is there."""

from __future__ import annotations

import pypdfium2
import pytest

from briefgen.cli import run

TEXT = "The council of Tavira voted 7 to 2 on Monday to close the bridge, the mayor said."


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "briefs.yaml").write_text(
        "briefs:\n"
        "  bridge: {title: The bridge, sources: [one.txt], formats: [json]}\n"
        "  dam: {title: The dam, sources: [missing.txt], formats: [json]}\n"
        "  words: {title: Only words, sources: [one.txt], formats: [md]}\n"
        "  later: {title: For later, sources: [one.txt], formats: [json], embargo: '2999-01-01T06:00+00:00'}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_digest_says_what_became_of_each_brief(project, capsys):
    assert run(["digest", "--to", "md,pdf", "--title", "Morning", "--as-of", "2026-11-24"]) == 4
    assert capsys.readouterr().out.splitlines() == ["build/digest/digest.md", "build/digest/digest.pdf"]
    told = (project / "build/digest/digest.md").read_text(encoding="utf-8")
    assert "| 24 November 2026 | 1 | 1 | 2 |" in told
    assert "- **For later** *under embargo until 01 January 2999, 06:00*" in told
    assert "BG201" in told
    assert "neither a PDF nor a JSON edition" in told
    assert len(pypdfium2.PdfDocument(project / "build/digest/digest.pdf")) == 2


def test_a_digest_of_what_stands_already_says_so(project):
    assert run(["digest", "bridge", "--to", "md"]) == 0
    assert run(["digest", "bridge", "--to", "md"]) == 0
    assert "unchanged since the last run" in (project / "build/digest/digest.md").read_text(encoding="utf-8")


def test_a_brief_of_that_name_would_be_written_over(project, capsys):
    (project / "briefs.yaml").write_text("briefs: {digest: {title: T, sources: [one.txt]}}", encoding="utf-8")
    assert run(["digest"]) == 2
    assert "rename it" in capsys.readouterr().err


def test_a_format_that_a_digest_does_not_have_is_a_fault_of_usage(project, capsys):
    assert run(["digest", "--to", "docx"]) == 2
    assert "md, html, pdf" in capsys.readouterr().err
