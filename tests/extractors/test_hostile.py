import json
import os
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from conftest import SEED, make_document
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.language.detection import languages
from briefgen.language.furniture import furniture
from briefgen.model import Facts, Span
from briefgen.pipeline import facts_text, reading_problems

KINDS = sorted((Path(__file__).parent.parent / "fixtures" / "kinds_of_text").glob("*.txt"))
MARKS = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "«",
    "»",
    "(",
    ")",
    "[1]",
    ",",
    ".",
    ":",
    ";",
    "?",
    "!",
    "…",
    "—",
    "|",
    "- ",
    "• ",
]
BREAKS = [
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u2028",
    "\t",
    "  ",
    "\u00a0",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\x85",
    "\x00",
    "\x1b",
]
BIDI = ["\u202e", "\u202c", "\u2066", "\u2069", "مرحبا", "שלום"]
SPEECH = [
    "said", "told reporters", "according to", "did not disclose", "declined to say", "how long", "denied that", "Q:", "A:",
    "ANA SILVA:", "who said", "adding that", "was quoted as saying", "it is unclear whether", "raised questions over",
]  # fmt: skip
NAMES = [
    "The US Embassy in Quito", "President Daniel Noboa", "Noboa", "Ana Silva", "the ministry", "the embassy", "it", "he",
    "they", "Ecuador’s", "Mr. Silva", "THE MAYOR", "Washington and Quito", "de la Cruz", "U.S.",
]  # fmt: skip
NUMBERS = [
    "95", "at least", "1.5 million", "$30", "€2bn", "17%", "3/4", "2021", "on Wednesday", "in November", "on 3 March 2021",
    "last year", "since Friday", "the 1990s", "9" * 40, "1,000,000,000,000", "-0", "½", "٣", "²",
]  # fmt: skip
CLAUSES = [
    "voters rejected", "signed an agreement", "was closed", "12 people were killed", "under scrutiny", "would not", "amid",
    "El alcalde dijo que no habrá más puentes.", "We use cookies, you agree.", "© 2021", "Read more", "{{ x }}", "<b>", "&amp;",
    "https://a.example/b?c=d", "a@b.example", "x" * 60, "é", "e\u0301", "中文。", "🙂",
]  # fmt: skip
PIECES = st.sampled_from(MARKS + BREAKS + BIDI + SPEECH + NAMES + NUMBERS + CLAUSES)
CHARACTERS = st.characters(exclude_categories=("Cs",))
TEXTS = st.one_of(
    st.lists(PIECES, max_size=50).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(CHARACTERS, max_size=3)), max_size=40).map("".join),
)


def all_facts(facts: Facts):
    return [fact for f in fields(facts) if f.name != "documents" for fact in getattr(facts, f.name)]


def all_spans(value):
    """Every span anywhere inside a record."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from all_spans(item)
    elif is_dataclass(value):
        for f in fields(value):
            yield from all_spans(getattr(value, f.name))


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_hostile_text_gives_facts_that_hold(text):
    document = make_document(text)
    facts = extract((document,))
    found = all_facts(facts)
    assert all(text[s.start : s.end] == s.quote for fact in found for s in all_spans(fact))
    assert len({fact.id for fact in found}) == len(found)
    assert extract((document,)) == facts
    assert Facts.from_json(json.loads(facts_text(facts))) == facts
    reading_problems(document)


@given(TEXTS)
@settings(deadline=None, max_examples=40)
def test_hostile_text_gives_a_brief(text):
    brief = compose(extract((make_document(text),)), title="T")
    assert all(line.marks for line in (*brief.bluf, *brief.key_points))


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_every_kind_of_text_gives_facts_that_hold(path):
    document = make_document(path.read_bytes().decode())
    found = all_facts(extract((document,)))
    assert all(document.text[s.start : s.end] == s.quote for fact in found for s in all_spans(fact))
    assert all(any(c.isalnum() for c in s.quote) for fact in found for s in fact.spans)
    compose(extract((document,)), title="T")


# Other languages -------------------------------------------------------------------------------

ENGLISH = "The mayor said on Monday that 12 people were missing."
SPANISH = "El ministro Juan Pérez dijo el lunes que 300 soldados de Estados Unidos no llegarán hasta noviembre de 2025."


@pytest.mark.parametrize("name", ["spanish", "chinese"])
def test_of_a_text_in_another_language_only_that_it_was_not_read_is_said(name):
    (path,) = [p for p in KINDS if p.stem == name]
    document = make_document(path.read_text(encoding="utf-8"))
    (only,) = all_facts(extract((document,)))
    assert (only.rule, only.basis) == ("gap.foreign", "derived")
    assert [(p.rule, p.severity) for p in reading_problems(document)] == [("BG405", "warning")]


def test_no_fact_rests_on_foreign_paragraphs_alone():
    (path,) = [p for p in KINDS if p.stem == "mixed_languages"]
    document = make_document(path.read_text(encoding="utf-8"))
    spoken = languages(document.text)
    found = [fact for fact in all_facts(extract((document,))) if fact.rule != "gap.foreign"]
    assert found
    assert all(any(not spoken.is_foreign(s.start, s.end) for s in fact.spans) for fact in found)


def test_later_extractors_do_not_build_on_foreign_paragraphs():
    facts = extract((make_document(f"{ENGLISH}\n\n{SPANISH}"),))
    assert [s.attribution.speaker for s in facts.statements] == ["the mayor"]
    assert not [s for s in facts.stakeholders if "Pérez" in s.name or s.country == "US"]
    assert not [q for q in facts.open_questions if "300" in q.question]


def test_foreign_paragraphs_are_counted_and_placed():
    document = make_document(f"{ENGLISH}\n\n{SPANISH}\n\nМост закрыт.\n")
    (problem,) = reading_problems(document)
    assert (problem.rule, problem.severity, problem.line) == ("BG408", "note", 3)
    assert "2 paragraphs read as Spanish and a language in Cyrillic script" in problem.message
    (gap,) = [q for q in extract((document,)).open_questions if q.rule == "gap.foreign"]
    assert gap.spans[0].quote == SPANISH
    assert gap.question == "What is said in Spanish and a language in Cyrillic script?"


# What frames an article ------------------------------------------------------------------------


def test_notices_bylines_and_buttons_give_no_facts():
    (path,) = [p for p in KINDS if p.stem == "boilerplate"]
    document = make_document(path.read_text(encoding="utf-8"))
    facts = extract((document,))
    assert {s.name for s in facts.stakeholders} & {"Maria Lopes", "Tom Gray", "João Reis", "Twitter", "Reject"} == set()
    assert [f.as_stated for f in facts.figures] == ["12"]
    assert all("2021" not in e.time.as_stated for e in facts.events)
    assert all("2021" not in k.text for k in facts.key_points)


def test_mail_headers_give_no_facts():
    (path,) = [p for p in KINDS if p.stem == "mail"]
    document = make_document(path.read_text(encoding="utf-8"))
    headers = furniture(document.text)
    assert len(headers) == 6
    facts = [fact for fact in all_facts(extract((document,))) if fact.rule != "gap.metadata"]
    assert facts
    assert all(any(s.start >= headers[-1][1] for s in fact.spans) for fact in facts)


def test_that_a_source_is_undated_is_said_though_it_opens_with_a_byline_or_a_foreign_line():
    for opening in ("By Ana Silva", SPANISH):
        facts = extract((make_document(f"{opening}\n\n{ENGLISH}\n\n{ENGLISH}\n\n{ENGLISH}"),))
        assert "gap.metadata" in [q.rule for q in facts.open_questions]


@pytest.mark.parametrize(
    "text",
    [
        "The regulator fined the company for its use of cookies and for its privacy policy.",
        "Updated figures show that 12 people died.",
        "Published in 2019, the book sold 2 million copies.",
        "By Monday, Ana Silva had left.",
        "Video games, films and more were shown.",
        "Share prices fell by 12 percent on Monday.",
        "Related claims were dropped by the court.",
        "From: the beginning",
        "[12] The applicant claims that the council knew.",
        "Home and away, Norway won on Friday.",
        "Follow the money, Ana Silva said.",
    ],
)
def test_running_text_about_such_things_is_read(text):
    assert furniture(text) == ()


# The same on every run -------------------------------------------------------------------------


def test_the_same_facts_under_every_hash_seed():
    code = (
        "import sys; from pathlib import Path; from briefgen import extract; from briefgen.model import Document\n"
        "from briefgen.pipeline import facts_text\n"
        "for p in sys.argv[1:]: sys.stdout.buffer.write("
        "facts_text(extract(Document(text=Path(p).read_bytes().decode(), name='t', sha256='0'))).encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(SEED), *map(str, KINDS)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b'"documents"') == 1 + len(KINDS)
