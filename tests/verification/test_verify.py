import io
import json
import os
import zlib
from dataclasses import replace

import pikepdf
import pytest
from conftest import SEED

from briefgen import build, examples, rendering
from briefgen.cli import run as main
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.model import Brief, Document, Facts
from briefgen.rendering.attachments import Attachment, embedded
from briefgen.verification import verify

NAME = "seeds/ecuador-us-deployment.txt"


@pytest.fixture(scope="module")
def archive(seed_brief, seed_facts):
    """The seed brief as a PDF with its facts and its source."""
    source = Attachment(NAME, SEED.read_bytes(), "text/plain", "Source", "Source")
    return rendering.pdf(seed_brief, attachments=(*embedded(seed_brief, seed_facts), source)).data


@pytest.fixture(scope="module")
def without_source(seed_brief, seed_facts):
    """The same without the source."""
    return rendering.pdf(seed_brief, attachments=embedded(seed_brief, seed_facts)).data


@pytest.fixture
def check(tmp_path):
    """Verify some bytes as a file; the report, and its problems as (rule, severity)."""

    def run(data, *sources, name="brief.pdf"):
        path = tmp_path / name
        path.write_bytes(data)
        report = verify(path, sources)
        return report, [(problem.rule, problem.severity) for problem in report.problems]

    return run


def edited(data, edit):
    """A PDF after a change by pikepdf."""
    with pikepdf.open(io.BytesIO(data)) as document:
        edit(document)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def with_file(data, name, content):
    def edit(document):
        (file,) = [f for f in document.Root.AF if str(f.UF) == name]
        file.EF.F.write(content)

    return edited(data, edit)


def text_with(record, old, new):
    text = rendering.records.text(record)
    assert old in text
    return text.replace(old, new).encode()


# What is as it was ------------------------------------------------------------------------------


def test_a_brief_with_its_source_is_verified_whole(archive, check):
    report, problems = check(archive)
    assert problems == []
    assert report.verified
    assert [line.split()[0] for line in report.held] == ["facts:", "brief:", "source", "66", "66"]
    assert report.held[-1] == "66 of 66 lines found word for word on the pages"


@pytest.mark.parametrize("template", [name for name in rendering.template_names() if name != "brief"])
def test_every_set_is_verified_whole(seed_brief, seed_facts, check, template):
    source = Attachment(NAME, SEED.read_bytes(), "text/plain", "Source", "Source")
    inside = (*embedded(seed_brief, seed_facts), source)
    report, problems = check(rendering.pdf(seed_brief, template=template, attachments=inside).data)
    assert (report.verified, problems) == (True, [])
    assert any("found word for word on the pages" in line for line in report.held)


def test_without_its_source_a_warning_says_so_and_a_given_one_mends_it(without_source, check):
    report, problems = check(without_source)
    assert problems == [("BG808", "warning")]
    assert report.verified
    assert check(without_source, SEED)[1] == []


def test_facts_and_briefs_alone_can_be_verified(seed_brief, seed_facts, check):
    facts = rendering.records.text(seed_facts).encode()
    brief = rendering.records.text(seed_brief).encode()
    assert check(facts, SEED, name="facts.json")[1] == []
    report, problems = check(brief, SEED, name="brief.json")
    assert problems == [("BG808", "warning")]
    assert "no facts are given" in report.problems[0].message


def test_a_template_that_leaves_sections_out_raises_no_alarm(seed_brief, seed_facts, tmp_path, check):
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief" / "brief.md.j2").write_text(
        '{% extends "builtin:brief/brief.md.j2" %}{% block bluf %}{% endblock %}{% block timeline %}{% endblock %}'
    )
    typeset = rendering.pdf(seed_brief, search_path=(tmp_path,), attachments=embedded(seed_brief, seed_facts))
    report, problems = check(typeset.data, SEED)
    assert problems == []
    found = int(report.held[-1].split()[0])
    assert 40 < found < 66


def test_what_gave_way_to_the_page_budget_is_verified_too(tmp_path):
    (tmp_path / "a.txt").write_bytes(SEED.read_bytes())
    config = "briefs: {x: {title: T, sources: [a.txt], formats: [pdf], max_pages: 1, archive: true}}"
    (tmp_path / "briefs.yaml").write_text(config)
    (result,) = build(tmp_path / "briefs.yaml")
    assert any(problem.rule == "BG406" for problem in result.problems)
    assert verify(result.paths[0]).problems == ()


# What was altered -------------------------------------------------------------------------------


def test_another_source_is_told_by_its_hash(archive, check, tmp_path):
    altered = SEED.read_bytes().replace(b"95", b"59")
    report, problems = check(with_file(archive, "ecuador-us-deployment.txt", altered))
    assert problems == [("BG808", "warning"), ("BG804", "error")]
    assert not report.verified
    (tmp_path / "other.txt").write_bytes(altered)
    assert ("BG804", "error") in check(archive, tmp_path / "other.txt")[1]


def test_facts_about_a_text_that_the_source_does_not_have_are_caught(seed, check):
    lie = Document(text=seed.text.replace("at least 95", "at least 59"), name=seed.name, sha256=seed.sha256)
    facts = extract((lie,))
    brief = compose(facts, title="T")
    data = rendering.pdf(brief, attachments=embedded(brief, facts)).data
    assert check(data)[1] == [("BG808", "warning")]  # nothing in the file betrays it
    assert check(data, SEED)[1] == [("BG805", "error")]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"quote": "at least 95 deaths"', '"quote": "at least 59 deaths"', "does not say"),
        ('"value": "95"', '"value": "59"', "does not fit the content"),
        ('"value": "95"', '"value": "1E999999999"', "not a decimal"),
        ('"basis": "attributed"', '"basis": "author"', "does not fit the content"),
        ('"rule": "figures', '"secret": 1, "rule": "figures', "unknown member 'secret'"),
    ],
)
def test_altered_facts_are_caught(archive, seed_facts, check, old, new, says):
    report, problems = check(with_file(archive, "facts.json", text_with(seed_facts, old, new)))
    assert problems == [("BG803", "error")]
    assert says in report.problems[0].message


def altered_line(brief, section, change):
    first, *rest = getattr(brief, section)
    return replace(brief, **{section: (change(first), *rest)})


def in_line(**changes):
    return lambda entry: replace(entry, line=replace(entry.line, **changes))


ALTERED = [
    ("key_points", lambda p: replace(p, text=p.text.replace("temporary", "permanent")), "BG807"),
    ("key_points", lambda p: replace(p, fact_id="keypoint-000000000000"), "BG806"),
    ("key_points", lambda p: replace(p, marks=("S9",)), "BG806"),
    ("key_points", lambda p: replace(p, basis="derived", text="Something else altogether."), "BG807"),
    ("stated_questions", lambda q: replace(q, text="Is the mayor guilty?"), "BG807"),
    ("statements", lambda s: replace(s, speaker="Daniel Noboa"), "BG806"),
    ("timeline", lambda t: replace(t, value="2025-12-17"), "BG806"),
    ("figures", lambda f: replace(f, source="the government"), "BG806"),
    ("figures", in_line(text="at least 59 deaths"), "BG807"),
    ("stakeholders", lambda s: replace(s, name="Somebody Else"), "BG806"),
    ("tensions", lambda t: replace(t, title="A scandal"), "BG806"),
]


@pytest.mark.parametrize(("section", "change", "rule"), ALTERED)
def test_an_altered_line_of_the_brief_is_caught(archive, seed_brief, check, section, change, rule):
    brief = altered_line(seed_brief, section, change)
    data = with_file(archive, "brief.json", rendering.records.text(brief).encode())
    assert (rule, "error") in check(data)[1]


def test_a_brief_of_another_document_is_caught(archive, check):
    other = compose(
        extract((Document(text="The bridge fell, the mayor said.", name="b.txt", sha256="0" * 64),)), title="T"
    )
    report, problems = check(with_file(archive, "brief.json", rendering.records.text(other).encode()))
    assert ("BG806", "error") in problems
    assert report.problems[0].message == "the sources of the brief are not those of the facts"


def test_pages_that_say_something_else_are_caught(seed_brief, seed_facts, check):
    shown = seed_brief
    for section, old, new in (
        ("bluf", "begun", "not begun"),
        ("key_points", "temporary", "permanent"),
        ("stated_questions", "vessels", "ships"),
    ):
        shown = altered_line(
            shown, section, lambda line, old=old, new=new: replace(line, text=line.text.replace(old, new))
        )
    report, problems = check(rendering.pdf(shown, attachments=embedded(seed_brief, seed_facts)).data, SEED)
    assert problems == [("BG810", "error")] * 3
    assert {problem.message.split(" reads otherwise")[0] for problem in report.problems} == {"b1", "k1 or S1", "q1"}


# What is no brief, or hostile -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["facts.json", "brief.json"])
def test_a_missing_attachment_is_said(archive, check, name):
    def edit(document):
        document.Root.AF = pikepdf.Array([f for f in document.Root.AF if str(f.UF) != name])

    report, problems = check(edited(archive, edit))
    assert ("BG802", "error") in problems
    assert name in next(p for p in report.problems if p.rule == "BG802").message


def blank():
    document = pikepdf.new()
    document.add_blank_page()
    return document


def saved(document, **options):
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def encrypted():
    return saved(blank(), encryption=pikepdf.Encryption(owner="a", user="b"))


@pytest.mark.parametrize(
    ("data", "rule", "says"),
    [
        (b"just text", "BG801", "neither a PDF nor JSON"),
        (b"\x00\xff\xfe", "BG801", "neither a PDF nor JSON"),
        (b'{"title": 1}', "BG801", "neither facts nor a brief"),
        (b"[" * 200_000, "BG801", "nested too deeply"),
        (b'{"documents": [1]}', "BG803", "expected an object"),
        (b'{"bluf": [], "sources": 7}', "BG803", "expected a list"),
        (b"%PDF-1.7 and nothing else", "BG801", "damaged"),
        (saved(blank()), "BG802", "holds no facts.json"),
        (encrypted(), "BG801", "encrypted"),
    ],
    ids=lambda value: value.decode("latin-1")[:20] if isinstance(value, bytes) else None,
)
def test_what_is_no_brief_is_said_to_be_none(check, data, rule, says):
    report, problems = check(data)
    assert problems == [(rule, "error")]
    assert says in report.problems[0].message
    assert report.held == ()


def test_half_a_file_is_damaged(archive, check):
    assert check(archive[: len(archive) // 2])[1][0][0] in ("BG801", "BG802")


@pytest.mark.parametrize("kind", ["folder", "fifo", "nothing"])
def test_what_is_no_file_is_said(tmp_path, kind):
    path = tmp_path / "x.pdf"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    assert [problem.rule for problem in verify(path).problems] == ["BG801"]


def test_a_file_of_many_megabytes_is_not_read(tmp_path):
    path = tmp_path / "x.pdf"
    with path.open("wb") as file:
        file.truncate(65_000_000)
    assert [problem.rule for problem in verify(path).problems] == ["BG809"]


def bomb(*, layers=1):
    data = b"\0" * 150_000_000
    for _ in range(layers):
        data = zlib.compress(data, 9)
    document = blank()
    stream = document.make_stream(b"")
    stream.write(data, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * layers))
    file = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, UF="facts.json", EF=pikepdf.Dictionary(F=stream))
    document.Root.AF = pikepdf.Array([file])
    return saved(document)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_not_unpacked(check, layers):
    data = bomb(layers=layers)
    assert len(data) < 400_000
    report, problems = check(data)
    assert problems[0][0] in ("BG801", "BG809")
    assert not report.verified


# The command ------------------------------------------------------------------------------------


def test_the_command_says_what_holds_and_leaves_with_honest_codes(archive, without_source, tmp_path, capsys):
    (tmp_path / "whole.pdf").write_bytes(archive)
    (tmp_path / "alone.pdf").write_bytes(without_source)
    (tmp_path / "none.pdf").write_bytes(b"")
    whole, alone, none = (str(tmp_path / f"{name}.pdf") for name in ("whole", "alone", "none"))
    assert main(["verify", whole]) == 0
    out = capsys.readouterr().out
    assert out.count("ok  ") == 5
    assert main(["verify", alone]) == 0
    assert "BG808" in capsys.readouterr().err
    assert main(["verify", alone, "--strict"]) == 3
    assert main(["verify", alone, str(SEED), "--strict"]) == 0
    assert main(["verify", none]) == 1


def test_the_report_for_programs(archive, tmp_path, capsys):
    path = tmp_path / "brief.pdf"
    path.write_bytes(archive.replace(b"%PDF-1.7", b"%PDX-1.7"))
    assert main(["verify", str(path), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["verified"], report["held"]) == (False, [])
    assert [problem["rule"] for problem in report["problems"]] == ["BG801"]


def test_a_brief_survives_the_way_to_json_and_back(seed_brief, seed_facts):
    assert Brief.from_json(json.loads(rendering.records.text(seed_brief))) == seed_brief
    assert Facts.from_json(json.loads(rendering.records.text(seed_facts))) == seed_facts


def test_a_sentence_that_a_copy_only_says_again_is_not_asked_for(tmp_path):
    for name, data in examples.files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (result,) = build(tmp_path / "briefs.yaml", formats=["pdf"])
    found = verify(result.paths[0], sorted((tmp_path / "sources").iterdir()))
    assert [p.rule for p in found.problems if p.severity == "error"] == []
