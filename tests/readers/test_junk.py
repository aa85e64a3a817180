"""Files that are not what they should be, of every kind that is read: each is read or a Problem, and nothing waits or raises."""

import os
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import p, word_file

from briefgen.pipeline import load_config, sources
from briefgen.readers import MAX_BYTES, READERS, docx, mail, read, read_bytes
from briefgen.readers.reading import Metadata, Raw, Stated
from briefgen.readers.sniffing import DOCX, EML, FEED, HTML, JSON_LINES, MARKDOWN, PDF, PLAIN

SENTENCE = "The harbour was closed on Monday, the port office said."
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 95>>stream\nBT /F 12 Tf 50 700 Td (The harbour was closed on Monday, the port office said.) Tj ET"
    b"            \nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R/Size 6>>\n%%EOF\n"
)
SAMPLES = {
    DOCX: (".docx", word_file(p("Report", style="H1"), p(SENTENCE))),
    EML: (".eml", f"From: a@example.org\nTo: b@example.org\nSubject: Port\n\n{SENTENCE}\n".encode()),
    PDF: (".pdf", _PDF),
    HTML: (".html", f"<!DOCTYPE html><html><title>Port</title><body><p>{SENTENCE}</p><p>{SENTENCE}</p></body></html>".encode()),
    FEED: (".xml", f"<rss version='2.0'><channel><item><title>Port</title><description>{SENTENCE}</description></item></channel></rss>".encode()),
    JSON_LINES: (".jsonl", f'{{"text": "{SENTENCE}"}}\n'.encode()),
    MARKDOWN: (".md", f"# Port\n\n{SENTENCE}\n".encode()),
    PLAIN: (".txt", f"{SENTENCE}\n".encode()),
}  # fmt: skip
KINDS = [kind for kind in SAMPLES if kind in READERS]
TOLD_BY_CONTENT = [kind for kind in KINDS if kind not in (MARKDOWN, PLAIN)]


def fault(path):
    reading = read(path)
    assert reading.documents == ()
    return reading.problems[0]


def is_honest(reading):
    """Something was read, or an error says why not."""
    return bool(reading.documents) or any(problem.severity == "error" for problem in reading.problems)


@pytest.mark.parametrize("suffix", [".txt", ".png", ""])
@pytest.mark.parametrize("kind", TOLD_BY_CONTENT)
def test_a_wrong_extension_changes_nothing(kind, suffix):
    right, data = SAMPLES[kind]
    texts = [document.text for document in read_bytes(data, "a", suffix=right).documents]
    assert texts
    assert [document.text for document in read_bytes(data, "a", suffix=suffix).documents] == texts


@pytest.mark.parametrize("share", [10, 50, 90])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_was_cut_short_is_read_or_a_problem(kind, share):
    suffix, data = SAMPLES[kind]
    assert is_honest(read_bytes(data[: len(data) * share // 100], "a", suffix=suffix))


def test_a_word_file_that_was_cut_short_is_never_read_in_part():
    _, data = SAMPLES[DOCX]
    for length in range(0, len(data) - 1, 7):
        assert docx.read(Raw(data[:length], "a", "0" * 64), Metadata(), Stated()).documents == ()


@given(st.binary(max_size=200))
def test_junk_behind_the_signature_of_an_archive(junk):
    for start in (b"PK\x03\x04", b"PK\x03\x04word/document.xml", SAMPLES[DOCX][1][:200], SAMPLES[DOCX][1]):
        assert is_honest(docx.read(Raw(start + junk, "a", "0" * 64), Metadata(), Stated()))


@given(st.data())
def test_a_word_file_with_bytes_changed(data):
    whole = bytearray(SAMPLES[DOCX][1])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert is_honest(docx.read(Raw(bytes(whole), "a", "0" * 64), Metadata(), Stated()))


@given(st.binary(max_size=300))
def test_junk_behind_the_headers_of_a_mail(junk):
    reading = mail.read(Raw(b"From: a@example.org\nTo: b@example.org\n" + junk, "a", "0" * 64), Metadata(), Stated())
    assert is_honest(reading) or reading.parts


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_no_bytes(tmp_path, kind):
    path = tmp_path / f"a{SAMPLES[kind][0]}"
    path.write_bytes(b"")
    assert fault(path).rule == "BG202"


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_too_large_is_not_read(tmp_path, kind):
    path = tmp_path / f"a{SAMPLES[kind][0]}"
    path.write_bytes(SAMPLES[kind][1])
    os.truncate(path, MAX_BYTES + 1)
    assert fault(path).rule == "BG207"


def test_what_is_no_file_is_said(tmp_path):
    (tmp_path / "folder.docx").mkdir()
    os.mkfifo(tmp_path / "pipe.eml")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    assert {
        path.name: (fault(path).rule, fault(path).message.partition(":")[0]) for path in sorted(tmp_path.iterdir())
    } == {
        "broken.txt": ("BG201", "no such file"),
        "circle.txt": ("BG201", "cannot be read"),
        "folder.docx": ("BG201", "is a folder, not a file"),
        "pipe.eml": ("BG201", "is no ordinary file"),
    }


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_devices_are_refused(tmp_path, device):
    (tmp_path / "a.txt").symlink_to(device)
    assert fault(tmp_path / "a.txt").rule == "BG201"


def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.txt")
        assert fault(tmp_path / "a.txt").message == "is no ordinary file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    assert (fault(path).rule, fault(path).message) == ("BG201", "cannot be read: Permission denied")


# Links ----------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path):
    """A project beside a file that is not part of it."""
    (tmp_path / "secret.txt").write_text(SENTENCE)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text(SENTENCE)
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


def gathered(project, *paths):
    listed = ", ".join(str(path) for path in paths)
    (project / "briefs.yaml").write_text(f"briefs: {{x: {{title: T, sources: [{listed}]}}}}")
    config = load_config(project / "briefs.yaml")
    documents, problems = sources(config, config.briefs[0])
    return [document.name for document in documents], [(problem.rule, problem.severity) for problem in problems]


def test_a_link_out_of_the_project_is_refused(project):
    (project / "a.txt").symlink_to(project.parent / "secret.txt")
    assert gathered(project, "a.txt") == ([], [("BG248", "error")])


def test_a_folder_that_leads_out_of_it_is_refused(project):
    (project / "sources").symlink_to(project.parent / "elsewhere")
    assert gathered(project, "sources/a.txt") == ([], [("BG248", "error")])


def test_a_chain_of_links_is_followed_to_its_end(project):
    (project / "b.txt").symlink_to(project.parent / "secret.txt")
    (project / "a.txt").symlink_to(project / "b.txt")
    assert gathered(project, "a.txt") == ([], [("BG248", "error")])


def test_a_link_within_the_project_is_followed(project):
    (project / "b.txt").write_text(SENTENCE)
    (project / "a.txt").symlink_to(project / "b.txt")
    assert gathered(project, "a.txt") == (["a.txt"], [])


def test_whoever_writes_a_path_outside_means_it(project):
    (project.parent / "link.txt").symlink_to(project.parent / "secret.txt")
    assert gathered(project, "../secret.txt", "../link.txt")[1] == [("BG208", "warning")]
    assert gathered(project, project.parent / "secret.txt")[1] == []


def test_a_project_that_is_itself_reached_by_a_link(project, tmp_path):
    (project / "a.txt").write_text(SENTENCE)
    (tmp_path / "link").symlink_to(project)
    assert gathered(tmp_path / "link", "a.txt") == (["a.txt"], [])


def test_one_file_under_two_names_counts_once(project):
    suffix, data = SAMPLES[DOCX]
    (project / f"a{suffix}").write_bytes(data)
    os.link(project / f"a{suffix}", project / "b.txt")
    assert gathered(project, f"a{suffix}", "b.txt") == ([f"a{suffix}"], [("BG208", "warning")])
