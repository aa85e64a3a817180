"""Whole briefs of invented documents, exactly as they are printed: six sources about one event, an interview, a ruling."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import ROOT

from briefgen import examples, rendering
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.joining import join
from briefgen.lint import lint
from briefgen.model import Brief
from briefgen.pipeline import load_config, sources
from briefgen.readers import read


@pytest.fixture(scope="module")
def harbour(tmp_path_factory) -> Brief:
    """The brief of the example project."""
    folder: Path = tmp_path_factory.mktemp("harbour")
    for name, data in examples.files().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    config = load_config(folder / "briefs.yaml")
    documents, problems = sources(config, config.briefs[0])
    assert problems == ()
    return compose(join(extract(documents)), title=config.briefs[0].title, as_of=config.briefs[0].as_of)


@pytest.fixture(scope="module", params=["interview.md", "ruling.txt"])
def invented(request) -> tuple[str, Brief]:
    """The name and the brief of a document of its own."""
    path = ROOT / "tests" / "fixtures" / "invented" / request.param
    reading = read(path, name=request.param)
    assert reading.problems == ()
    return path.stem, compose(extract(reading.documents), title=path.stem.title(), as_of=dt.date(2026, 3, 1))


def test_the_brief_of_six_sources_is_the_golden_one(harbour, golden):
    golden("harbour/brief.md", rendering.markdown(harbour))
    golden("harbour/page.html", rendering.html(harbour))
    golden("harbour/brief.txt", rendering.txt(harbour))


def test_the_brief_of_six_sources_is_clean(harbour):
    found = lint(harbour, markdown=rendering.markdown(harbour), html=rendering.html(harbour))
    assert [p for p in found if p.severity != "note"] == []
    assert harbour.refusals == ()


@pytest.mark.parametrize("template", ["one-pager", "sitrep", "memo", "stakeholders", "evidence"])
def test_every_set_shows_six_sources_without_a_fault(harbour, template):
    pages = {
        "markdown": rendering.markdown(harbour, template=template),
        "html": rendering.html(harbour, template=template),
    }
    assert [p for p in lint(harbour, **pages) if p.severity == "error"] == []


def test_copies_are_told_and_count_once(harbour):
    assert [(source.label, source.copy_of) for source in harbour.sources] == [
        ("A", None), ("B", "A"), ("C", None), ("D", None), ("E", None), ("F", None),
    ]  # fmt: skip
    assert harbour.independent == 5


def test_the_first_point_cites_the_wire_and_its_copy_as_one_source(harbour):
    point = next(line for line in harbour.key_points if "at least 11" in line.text)
    assert set(point.marks) >= {"A1", "B2"}
    assert point.support is not None
    assert point.support.independent < point.support.reports


def test_no_sentence_of_the_bottom_line_joins_two_sources(harbour):
    assert harbour.bluf
    assert all(len({span.document_id for span in line.spans}) == 1 for line in harbour.bluf)


def test_a_silence_that_another_source_has_broken_is_no_bottom_line(harbour):
    assert [closed.question.text for closed in harbour.answered] == ["When will the terminal reopen?"]
    assert not any("did not say when the terminal" in line.text for line in harbour.bluf)


def test_the_brief_of_an_invented_document_is_the_golden_one(invented, golden):
    name, brief = invented
    golden(f"{name}/brief.md", rendering.markdown(brief))
    golden(f"{name}/page.html", rendering.html(brief))


def test_a_brief_of_one_source_has_nothing_of_several(invented):
    page = rendering.markdown(invented[1])
    assert "single source" in page
    assert not any(words in page for words in ("independent", "Where the sources differ", "copy of", "Copies"))
