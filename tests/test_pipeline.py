import datetime as dt
import json

import pikepdf
import pypdfium2
import pytest
from conftest import SEED

import briefgen
from briefgen.errors import BriefgenError, InputError
from briefgen.model import Document, Facts
from briefgen.pipeline import build_one, load_config, sources
from briefgen.publications import Order
from briefgen.readers import original


def write(folder, text):
    (folder / "briefs.yaml").write_text(text)
    return load_config(folder / "briefs.yaml")


def test_the_journey_in_five_calls():
    document = briefgen.read(SEED, published=dt.date(2025, 12, 17))
    facts = briefgen.extract(document)
    brief = briefgen.compose(facts, title="T")
    assert briefgen.render(brief, "md").startswith(b"# T")
    assert briefgen.render(brief, "pdf").startswith(b"%PDF-")
    assert json.loads(briefgen.render(brief, "json"))["title"] == "T"
    assert b"<html" in briefgen.render(brief, "html")
    assert Facts.from_json(facts.to_json()) == facts


def test_reading_what_is_not_there_raises_with_the_problem():
    with pytest.raises(InputError, match="BG201"):
        briefgen.read("no such file.txt")


def test_build_writes_what_briefs_yaml_asks_for(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge collapsed on Monday, the mayor said.")
    (tmp_path / "briefs.yaml").write_text("output: out\nbriefs: {x: {title: T, sources: [a.txt], formats: [md, html]}}")
    (result,) = briefgen.build(tmp_path / "briefs.yaml")
    assert result.built
    assert [p.relative_to(tmp_path).as_posix() for p in result.paths] == ["out/x/x.md", "out/x/x.html"]


def test_an_unknown_name_lists_those_there_are(tmp_path):
    config = write(tmp_path, "briefs: {x: {title: T, sources: [a.txt]}}")
    with pytest.raises(BriefgenError, match="found: x"):
        briefgen.build(config, ["y"])


def test_one_text_under_two_names_counts_once(tmp_path):
    (tmp_path / "a.txt").write_text("The same sentence in both.")
    (tmp_path / "b.txt").write_text("The same sentence in both.")
    config = write(tmp_path, "briefs: {x: {title: T, sources: [a.txt, b.txt]}}")
    documents, problems = sources(config, config.briefs[0])
    assert [d.name for d in documents] == ["a.txt"]
    assert [(p.rule, p.severity) for p in problems] == [("BG208", "warning")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Heading\n\nAnother heading\n", "BG206"),
        ("Die Brücke ist am Montag eingestürzt. Das sagte die Bürgermeisterin der Stadt gestern Abend.", "BG405"),
    ],
)
def test_poor_material_is_a_warning(tmp_path, text, rule):
    (tmp_path / "a.txt").write_text(text)
    config = write(tmp_path, "briefs: {x: {title: T, sources: [a.txt], formats: [md]}}")
    (result,) = briefgen.build(config)
    assert result.built
    assert [p.rule for p in result.problems] == [rule]


def test_a_page_budget_is_met_by_leaving_out_and_said(tmp_path):
    (tmp_path / "a.txt").write_text(SEED.read_text())
    config = write(tmp_path, "briefs: {x: {title: T, sources: [a.txt], formats: [pdf], max_pages: 1}}")
    (result,) = briefgen.build(config)
    assert result.built
    assert {p.rule for p in result.problems} <= {"BG406", "BG407"}
    assert result.problems


def attached(path):
    with pikepdf.open(path) as document:
        return {str(f.UF): (str(f.AFRelationship), f.EF.F.read_bytes()) for f in document.Root.AF}


def test_a_pdf_carries_its_facts_and_an_archive_its_sources_too(tmp_path):
    data = "The bridge collapsed on Monday, the mayor said.\r\n".encode("utf-8-sig")
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_bytes(data + folder.encode())
    text = "defaults: {formats: [pdf]}\nbriefs:\n  plain: {title: T, sources: [x/a.txt]}\n  kept: {title: T, sources: [x/a.txt, y/a.txt], archive: true}"
    plain, kept = briefgen.build(write(tmp_path, text))
    assert {name: kind for name, (kind, _) in attached(*plain.paths).items()} == {"facts.json": "/Data", "brief.json": "/Data"}  # fmt: skip
    files = attached(*kept.paths)
    assert files["a.txt"] == ("/Source", data + b"x")
    assert files["a-2.txt"] == ("/Source", data + b"y")
    assert [d["name"] for d in json.loads(files["facts.json"][1])["documents"]] == ["x/a.txt", "y/a.txt"]


def test_a_source_that_changes_while_the_brief_is_built_is_not_archived(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The bridge collapsed on Monday, the mayor said.")
    document = briefgen.read(path)
    path.write_text("The bridge stands, the mayor said.")
    data, problem = original(path, document)
    assert (data, problem.rule, problem.severity) == (None, "BG209", "error")


def test_a_long_text_is_extracted_from_whole():
    text = "The mayor of Lima said on Monday the bridge had collapsed. At least 95 people died in 2023.\n\n" * 3_000
    facts = briefgen.extract(Document(text=text, name="long", sha256="0"))
    assert len(facts.statements) == 3_000


def test_a_template_sees_the_parameters_of_a_run_as_text_in_every_format(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge collapsed on Monday, the mayor said.")
    (tmp_path / "templates/brief").mkdir(parents=True)
    (tmp_path / "templates/brief/brief.md.j2").write_text("# T\n\n{{ parameters.edition }}\n")
    config = write(tmp_path, "briefs: {x: {title: T, sources: [a.txt], formats: [md, html, pdf]}}")
    result = build_one(config, config.briefs[0], Order(parameters={"edition": "*Morning* <b>"}))
    assert result.problems == ()
    markdown, html, pdf = (path.read_bytes() for path in result.paths)
    assert b"\\*Morning\\* &lt;b&gt;" in markdown
    assert b"<p>*Morning* &lt;b&gt;</p>" in html
    assert "*Morning* <b>" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def test_a_template_that_asks_for_a_parameter_that_is_not_given_is_a_fault(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge collapsed on Monday, the mayor said.")
    (tmp_path / "templates/brief").mkdir(parents=True)
    (tmp_path / "templates/brief/brief.md.j2").write_text("# T\n\n{{ parameters.edition }}\n")
    config = write(tmp_path, "briefs: {x: {title: T, sources: [a.txt], formats: [md]}}")
    assert [p.rule for p in build_one(config, config.briefs[0]).problems] == ["BG303"]


RUIZ = (
    "Ana Ruiz opened the bridge on Monday. “It will hold,” Ruiz said.",
    "The winner of the vote, A. B. Ruiz-Vela, said it would not.",
)
TOLD = "briefs: {x: {title: T, sources: [a.txt, b.txt], formats: [json], aliases: {Ana Ruiz: [A. B. Ruiz-Vela, Ana Ruis]}}}"


def test_aliases_make_one_stakeholder_and_a_name_that_nobody_has_is_a_warning(tmp_path):
    for name, text in zip("ab", RUIZ, strict=True):
        (tmp_path / f"{name}.txt").write_text(text)
    (result,) = briefgen.build(write(tmp_path, TOLD))
    brief = json.loads(result.paths[0].read_text())
    assert [who["name"] for who in brief["stakeholders"] if "Ruiz" in who["name"]] == ["Ana Ruiz"]
    assert {said["speaker"] for said in brief["statements"]} == {"Ana Ruiz"}
    (warning,) = [problem for problem in result.problems if problem.rule.startswith("BG25")]
    assert (warning.rule, warning.severity, warning.file, warning.hint) == (
        "BG250",
        "warning",
        "x",
        "did you mean 'Ana Ruiz'?",
    )
