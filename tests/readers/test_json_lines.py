import datetime as dt
import json

import pytest

from briefgen.readers import read_bytes
from briefgen.readers.reading import Metadata


def of(*lines, **given):
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return read_bytes(data, "a.jsonl", suffix=".jsonl", **given)


def test_each_line_is_a_document_with_its_place():
    reading = of(
        {"text": "One.\n\nTwo.", "title": "First", "publisher": "The Courier", "author": ["Ann Lee", "Bo Ray"], "published": "2024-05-03T10:00:00Z", "url": "https://c.example/1", "language": "en", "id": 7},
        b"",
        {"body": "Three."},
        {"content": "Four."},
    )  # fmt: skip
    assert reading.problems == ()
    first, *others = reading.documents
    assert (first.part, first.title, first.publisher, first.author) == (
        "line 1",
        "First",
        "The Courier",
        "Ann Lee, Bo Ray",
    )
    assert (first.published.date, first.published.basis, first.url, first.language) == (
        dt.date(2024, 5, 3),
        "metadata",
        "https://c.example/1",
        "en",
    )
    assert [(first.text[o.start : o.end], o.place) for o in first.origins] == [("One.", "¶ 1"), ("Two.", "¶ 2")]
    assert [(d.part, d.text) for d in others] == [("line 3", "Three."), ("line 4", "Four.")]
    assert next(known.where for known in first.known if known.what == "published") == "key 'published'"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{no json}", "no JSON"),
        (b"[1, 2]", "not an object"),
        (b'"text"', "not an object"),
        (b"NaN", "not an object"),
        (b"1" + b"0" * 100_000, "not an object"),
        (b'{"text": 5}', "holds no text"),
        (b'{"text": null, "body": "  "}', "holds no text"),
        (b'{"a": ' + b"[" * 200_000, "nested too deep"),
        (b'{"text": "cut sho', "no JSON"),
    ],
)
def test_a_bad_line_is_a_warning_and_the_others_are_read(line, fault):
    reading = of({"text": "One."}, line, {"text": "Three."})
    assert [document.part for document in reading.documents] == ["line 1", "line 3"]
    (problem,) = reading.problems
    assert (problem.rule, problem.severity, problem.line) == ("BG227", "warning", 2)
    assert fault in problem.message


def test_without_a_good_line_it_is_an_error():
    reading = of(b"{bad}", b"{worse}")
    assert reading.documents == ()
    assert [(problem.rule, problem.severity, problem.line) for problem in reading.problems] == [
        ("BG227", "error", 1),
        ("BG227", "error", 2),
    ]


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ({"title": 5}, "'title' is no text"),
        ({"publisher": {"name": "x"}}, "'publisher' is no text"),
        ({"published": "05/04/2024"}, "published: '05/04/2024' is not a date"),
        ({"published": 1714694400}, "published: '1714694400' is not a date"),
        ({"marking": "TLP:PINK"}, "marking: 'TLP:PINK' is none of"),
        ({"marking": ["TLP:RED"]}, "marking: "),
    ],
)
def test_what_cannot_be_used_is_said_and_the_text_is_read(record, fault):
    reading = of({"text": "One.", **record})
    (document,) = reading.documents
    (problem,) = reading.problems
    assert document.text == "One."
    assert (problem.rule, problem.severity, problem.line) == ("BG228", "warning", 1)
    assert fault in problem.message


@pytest.mark.parametrize(
    "extra", [b"NaN", b"-Infinity", b"1e999999999", b"9" * 50_000, b"[[[[[]]]]]", b'{"a": {"b": 1}}']
)
def test_values_that_nobody_asked_for_do_no_harm(extra):
    reading = of(b'{"text": "One.", "extra": ' + extra + b"}")
    assert [document.text for document in reading.documents] == ["One."]
    assert reading.problems == ()


def test_half_a_character_becomes_a_mark():
    (document,) = of(b'{"text": "A \\ud800 half.", "title": "\\udfff"}').documents
    assert (document.text, document.title) == ("A � half.", "�")


def test_a_line_of_ten_megabytes_is_read():
    (document,) = of({"text": "A sentence of words. " * 500_000}).documents
    assert len(document.text) == 10_500_000


def test_many_bad_lines_are_counted_and_many_good_ones_capped():
    reading = of({"text": "One."}, *[b"{bad}"] * 30)
    assert len(reading.problems) == 21
    assert reading.problems[-1].message == "10 more such lines"
    reading = of(*({"text": f"Number {i}."} for i in range(1_001)))
    assert len(reading.documents) == 1_000
    assert [problem.rule for problem in reading.problems] == ["BG226"]


def test_a_marking_counts_and_the_operator_wins():
    (document,) = of(
        {"text": "One.", "marking": "TLP:AMBER", "title": "Theirs"}, metadata=Metadata(title="Ours")
    ).documents
    assert (document.marking, document.title) == ("TLP:AMBER", "Ours")


def test_an_operators_date_that_a_line_contradicts_is_a_note():
    reading = of({"text": "One.", "published": "2024-05-03"}, metadata=Metadata(published=dt.date(2024, 5, 9)))
    assert [(problem.rule, problem.severity) for problem in reading.problems] == [("BG220", "note")]
