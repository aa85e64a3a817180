import datetime as dt
import os

import pytest

from briefgen.model import Published
from briefgen.readers import read
from briefgen.readers.reading import Metadata


def fault(path):
    reading = read(path)
    assert reading.documents == ()
    return reading.problems[0]


def one(path, **given):
    reading = read(path, **given)
    (document,) = reading.documents
    return document, reading.problems


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def test_text_is_read_exactly_as_it_stands(tmp_path):
    text = "One.\r\n\r\nTwo’s “é” 🙂\u00a0end.\n"
    document, problems = one(write(tmp_path, "a.txt", text.encode()))
    assert document.text == text
    assert problems == ()
    assert [document.text[o.start : o.end].strip() for o in document.origins] == ["One.", "Two’s “é” 🙂\u00a0end."]


def test_a_byte_order_mark_is_left_out(tmp_path):
    document, _ = one(write(tmp_path, "a.txt", b"\xef\xbb\xbfOne."))
    assert document.text == "One."


def test_bytes_that_are_not_utf8_are_a_problem_with_offset_and_line(tmp_path):
    problem = fault(write(tmp_path, "a.txt", b"One.\nCaf\xe9 two."))
    assert (problem.rule, problem.line) == ("BG204", 2)
    assert "0xe9 at offset 8" in problem.message


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.txt", b"", "BG202"),
        ("a.txt", b" \n\t ", "BG202"),
        ("a.txt", b"%PDF-1.7 ...", "BG236"),
        ("a.txt", b"PK\x03\x04....", "BG203"),
        ("a.txt", bytes(range(256)) * 4, "BG203"),
        ("a.txt", b"text\x00text", "BG203"),
        ("a.md", b"---\ntitle: x\n---\n", "BG202"),
    ],
)
def test_what_is_no_text_is_said(tmp_path, name, data, rule):
    assert fault(write(tmp_path, name, data)).rule == rule


def test_a_missing_file_and_a_folder_are_problems(tmp_path):
    assert fault(tmp_path / "no.txt").rule == "BG201"
    assert "folder" in fault(tmp_path).message
    assert fault(tmp_path / "bad\x00name.txt").rule == "BG201"


def test_front_matter_is_metadata_and_the_operator_wins(tmp_path):
    path = write(
        tmp_path,
        "a.md",
        b"---\ntitle: Theirs\npublisher: Paper\ndate: 2024-05-06\nauthor: A\nurl: http://x\n---\nText here.\n",
    )
    document, problems = one(path, metadata=Metadata(title="Ours"))
    assert problems == ()
    assert (document.title, document.publisher, document.author, document.url) == ("Ours", "Paper", "A", "http://x")
    assert (document.published.date, document.published.basis) == (dt.date(2024, 5, 6), "metadata")
    assert document.text == "Text here.\n"


def test_front_matter_faults_have_their_lines(tmp_path):
    problem = fault(write(tmp_path, "a.md", b"---\ntitle: x\npublished: 6 May\n---\nText.\n"))
    assert (problem.rule, problem.line) == ("BG205", 3)
    assert fault(write(tmp_path, "b.md", b"---\ntitle: x\ntitle: y\n---\nText.\n")).line == 3


def test_markdown_becomes_words_with_the_line_of_each_block(tmp_path):
    source = "# A *head*\n\nSee [this](http://x) **now**.\nMore.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n"
    document, _ = one(write(tmp_path, "a.md", source.encode()))
    assert document.title == "A head"
    assert document.text.split("\n\n")[:4] == ["A head", "See this now. More.", "one", "two"]
    places = {document.text[o.start : o.end]: o.place for o in document.origins}
    assert (places["A head"], places["See this now. More."], places["two"]) == ("line 1", "line 3", "line 7")


def test_a_date_from_the_operator_says_so(tmp_path):
    document, _ = one(write(tmp_path, "a.txt", b"Text."), metadata=Metadata(published=dt.date(2024, 1, 2)))
    assert (document.published.date, document.published.basis) == (dt.date(2024, 1, 2), "operator")


def test_twenty_megabytes_of_text_are_read(tmp_path):
    document, problems = one(write(tmp_path, "a.txt", b"A sentence of words.\n\n" * 1_000_000))
    assert problems == ()
    assert len(document.text) == 22_000_000


def test_a_date_on_a_line_of_its_own_is_the_publication_date(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Bridge closed\n\nMarch 3, 2021\n\nThe bridge was closed on Monday.", encoding="utf-8")
    document, _ = one(path)
    assert document.published == Published(dt.date(2021, 3, 3), "stated")


def test_the_operators_date_wins_over_a_dateline(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("LONDON, 3 March 2021 — The bridge was closed.", encoding="utf-8")
    document, _ = one(path, metadata=Metadata(published=dt.date(2021, 3, 4)))
    assert document.published == Published(dt.date(2021, 3, 4), "operator")


def test_a_date_within_a_sentence_is_no_publication_date(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("On 3 March 2021 the bridge was closed.", encoding="utf-8")
    document, _ = one(path)
    assert document.published.date is None


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert fault(tmp_path / "pipe.txt").message == "is no ordinary file"
