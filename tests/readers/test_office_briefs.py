"""Briefs from a Word file and from a mail: from the file to the finished PDF, and back to the file."""

import json
from email.message import EmailMessage

import pikepdf
import pytest
from word_files import note, p, reference, table, word_file

from briefgen import build
from briefgen.pipeline import load_config, sources
from briefgen.verification import verify

CLOSED = "The port of Sant Pol was closed on Monday, the mayor said."
KILLED = "At least 12 people were killed in the fire, the port office said."
CAUSE = "The port office said on 3 March 2026 that it did not know the cause of the fire."


def word():
    """A Word file that says something in a paragraph, in a table and in a note."""
    body = [p("Harbour report", style="Title"), p(CLOSED, reference("footnote", 4)), table(("Sant Pol", KILLED))]
    return word_file(*body, footnotes=note("footnote", 4, CAUSE))


def letter(*, subject="Harbour closed", log=f"{KILLED}\n\n{CAUSE}\n"):
    """A mail that says something, with a log that says more."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ana Ruiz <ana@example.org>", "desk@example.org", subject
    mail["Date"] = "Tue, 3 Mar 2026 09:00:00 +0000"
    mail.set_content(f"{CLOSED}\n\n> Is it closed?\n")
    mail.add_attachment(log, filename="log.txt")
    return mail.as_bytes()


def built(folder, name, data, more=""):
    """The record of a brief of one source, its PDF, and the problems of the build."""
    (folder / name).write_bytes(data)
    (folder / "briefs.yaml").write_text(
        f"output: out\nbriefs: {{x: {{title: T, sources: [{name}], formats: [pdf, json]{more}}}}}"
    )
    (result,) = build(folder / "briefs.yaml")
    assert result.built
    record = json.loads((folder / "out/x/x.json").read_text())
    return record, folder / "out/x/x.pdf", {problem.rule for problem in result.problems}


def places(record):
    """Where each sentence of the evidence stands in its original."""
    return {e["text"]: (s["document"]["part"], e["place"]) for s in record["sources"] for e in s["evidence"]}


def test_a_brief_from_a_word_file_leads_back_to_it(tmp_path):
    record, pdf, _ = built(tmp_path, "a.docx", word())
    assert places(record) == {
        "Harbour report": (None, "¶ 1"),
        CLOSED: (None, "¶ 2"),
        "Sant Pol": (None, "table 1, row 1"),
        KILLED: (None, "table 1, row 1"),
        CAUSE: (None, "footnote 1"),
    }
    report = verify(pdf, [tmp_path / "a.docx"])
    assert report.problems == ()
    assert report.held[2].startswith("source a.docx: SHA-256 and text")


def test_a_brief_from_a_mail_leads_back_to_it_and_to_its_attachment(tmp_path):
    record, pdf, problems = built(tmp_path, "a.eml", letter())
    assert places(record) == {
        CLOSED: (None, "¶ 1"),
        KILLED: ("attachment log.txt", "¶ 1"),
        CAUSE: ("attachment log.txt", "¶ 2"),
    }
    assert "BG244" in problems
    report = verify(pdf, [tmp_path / "a.eml"])
    assert report.problems == ()
    assert sum(line.startswith("source a.eml: SHA-256 and text") for line in report.held) == 2


def test_a_source_that_was_changed_is_told(tmp_path):
    _, pdf, _ = built(tmp_path, "a.eml", letter())
    (tmp_path / "a.eml").write_bytes(letter().replace(b"12 people", b"10 people"))
    assert "BG804" in [problem.rule for problem in verify(pdf, [tmp_path / "a.eml"]).problems]


def test_a_mail_with_several_documents_is_archived_once(tmp_path):
    _, pdf, problems = built(tmp_path, "a.eml", letter(), ", archive: true")
    assert "BG249" not in problems
    assert verify(pdf).problems == ()
    with pikepdf.open(pdf) as document:
        assert sorted(str(file.UF) for file in document.Root.AF) == ["a.eml", "brief.json", "facts.json"]


@pytest.mark.parametrize(("log", "documents"), [(KILLED, 2), (f"TLP:RED\n\n{KILLED}\n", 1)])
def test_a_file_is_archived_only_when_the_brief_may_carry_all_of_it(tmp_path, log, documents):
    record, pdf, problems = built(
        tmp_path, "a.eml", letter(subject="[TLP:GREEN] Port", log=log), ", archive: true, release: TLP:AMBER"
    )
    assert len(record["sources"]) == documents
    assert ("BG249" in problems) == (documents == 1)
    held = "\n".join(verify(pdf).held)
    assert ("source a.eml" in held) == (documents == 2)


def test_the_same_mail_gives_the_same_documents(tmp_path):
    (tmp_path / "a.eml").write_bytes(letter())
    (tmp_path / "briefs.yaml").write_text("briefs: {x: {title: T, sources: [a.eml]}}")
    config = load_config(tmp_path / "briefs.yaml")
    assert sources(config, config.briefs[0]) == sources(config, config.briefs[0])


def test_pages_say_which_part_of_a_file_a_source_is(tmp_path):
    (tmp_path / "a.eml").write_bytes(letter())
    (tmp_path / "briefs.yaml").write_text(
        "output: out\nbriefs: {x: {title: T, sources: [a.eml], formats: [md, txt, html]}}"
    )
    (result,) = build(tmp_path / "briefs.yaml")
    assert len(result.paths) == 3
    assert all("File a.eml, attachment log.txt" in path.read_text() for path in result.paths)
