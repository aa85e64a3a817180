"""From a PDF to a brief, and back from the brief to the page."""

import json
import re

import pytest
from pdf_making import BRIDGES, COSTS, CROSSING, in_box, letters, made

from briefgen.cli import run
from briefgen.model import Brief
from briefgen.pipeline import build
from briefgen.verification import verify

REPORT = f"""<h1>Bridges of the north</h1><div class="two"><p>{BRIDGES}</p><p>{COSTS}</p><p>{CROSSING}</p></div>
<p style="break-before: page">“We told them in writing,” said Jane Smith, an engineer. {COSTS}</p>"""
CONFIG = "briefs: {bridges: {title: Bridges, sources: [report.pdf], formats: [md, pdf, json], archive: true}}"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bridges")
    (folder / "report.pdf").write_bytes(made(REPORT, "@page { @bottom-center { content: counter(page) } }"))
    (folder / "briefs.yaml").write_text(CONFIG)
    (result,) = build(folder / "briefs.yaml")
    assert (result.status, result.problems) == ("built", ())
    return folder, {path.suffix: path for path in result.paths}


def test_the_annex_prints_page_and_paragraph(project):
    _, paths = project
    text = paths[".md"].read_text()
    places = re.findall(r"(p\. \d+, ¶ \d+), characters", text)
    assert places[0] == "p. 1, ¶ 1"
    assert places[-1] == "p. 2, ¶ 1"


def test_every_sentence_of_the_brief_lies_in_the_box_of_its_paragraph(project):
    folder, paths = project
    plain = json.loads(paths[".json"].read_text())
    brief = Brief.from_json({key: value for key, value in plain.items() if key != "annotations"})
    data = (folder / "report.pdf").read_bytes()
    document = brief.sources[0].document
    whole = 0
    for line in brief.lines():
        for span in line.spans:
            (origin,) = (o for o in document.origins if o.start <= span.start < o.end)
            quote = letters(document.text[span.start : min(span.end, origin.end)])
            assert quote in in_box(data, origin.page, origin.box)
            whole += 1
    assert whole > 10


def test_the_brief_is_verified_with_its_pdf(project):
    folder, paths = project
    assert verify(paths[".pdf"]).problems == ()
    assert verify(paths[".pdf"], (folder / "report.pdf",)).problems == ()


def test_another_pdf_is_none_of_the_sources(project, tmp_path):
    _, paths = project
    other = tmp_path / "report.pdf"
    other.write_bytes(made(REPORT.replace("41 of 212", "14 of 212")))
    assert [problem.rule for problem in verify(paths[".pdf"], (other,)).problems] == ["BG804"]


def test_explain_shows_the_page(project, capsys, monkeypatch):
    folder, _ = project
    monkeypatch.chdir(folder)
    assert run(["explain", "bridges", "S2"]) == 0
    assert "report.pdf, characters 22.." in (told := capsys.readouterr().out)
    assert ", p. 1, ¶ 2" in told


def test_a_damaged_pdf_stops_its_brief_with_its_rule(tmp_path, capsys, monkeypatch):
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 nothing")
    (tmp_path / "briefs.yaml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    assert run(["check"]) == 1
    assert "report.pdf: error BG236" in "".join(capsys.readouterr())
