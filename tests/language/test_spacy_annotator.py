"""A spaCy pipeline made here stands in for the shipped models."""

import pytest
import spacy
from spacy.tokens import Doc

import briefgen
from briefgen.cli import run
from briefgen.errors import EnvironmentFault
from briefgen.language import spacy_annotator
from briefgen.language.spacy_annotator import SpacyAnnotator

TEXT = "Zorbal Quix said the mill in Ploverton had shut.\n\nQuix Mills declined to comment on Monday, 3 May."


@pytest.fixture(scope="module")
def pipeline():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Zorbal Quix"},
            {"label": "GPE", "pattern": "Ploverton"},
            {"label": "ORG", "pattern": "Quix Mills"},
            {"label": "DATE", "pattern": "Monday, 3 May"},
        ]
    )
    return nlp


def test_names_have_the_three_types_and_others_are_left_out(pipeline):
    found = SpacyAnnotator(pipeline).annotate(TEXT)
    assert [(TEXT[e.start : e.end], e.type) for e in found.entities] == [
        ("Zorbal Quix", "PER"),
        ("Ploverton", "LOC"),
        ("Quix Mills", "ORG"),
    ]


def test_tokens_are_slices_of_the_text_and_blanks_are_none(pipeline):
    found = SpacyAnnotator(pipeline).annotate(TEXT)
    assert [TEXT[t.start : t.end] for t in found.tokens] == [t.text for t in found.tokens]
    assert not any(t.text.isspace() for t in found.tokens)
    assert len(found.tags) == len(found.tokens)
    assert found.heads is None


def test_heads_are_kept_where_the_pipeline_parses():
    nlp = spacy.blank("en")

    @spacy.Language.component("flat_parse")
    def flat_parse(doc):
        return Doc(
            doc.vocab,
            [t.text for t in doc],
            [bool(t.whitespace_) for t in doc],
            heads=[0] * len(doc),
            deps=["dep"] * len(doc),
        )

    nlp.add_pipe("flat_parse")
    assert SpacyAnnotator(nlp).annotate("Ships sank .").heads == (-1, 0, 0)


def test_a_text_longer_than_the_pipelines_limit_is_read():
    nlp = spacy.blank("en")
    nlp.max_length = 10
    assert len(SpacyAnnotator(nlp).annotate(TEXT).tokens) > 10


def test_the_pipelines_names_reach_the_facts(pipeline, tmp_path):
    path = tmp_path / "mill.txt"
    path.write_text(TEXT, encoding="utf-8")
    facts = briefgen.extract(briefgen.read(path), annotator=SpacyAnnotator(pipeline))
    kinds = {s.name: s.kind for s in facts.stakeholders}
    assert kinds["Zorbal Quix"] == "person"
    assert kinds["Quix Mills"] == "organisation"


def test_briefs_yaml_names_a_pipeline_by_its_folder(pipeline, tmp_path, monkeypatch, capsys):
    pipeline.to_disk(tmp_path / "pipeline")
    (tmp_path / "mill.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "briefs.yaml").write_text(
        "defaults: {formats: [md], extractor: {spacy: pipeline}}\nbriefs:\n  mill: {title: The mill, sources: [mill.txt]}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert run(["facts", "mill"]) == 0
    assert '"name": "Zorbal Quix"' in capsys.readouterr().out
    assert run(["build"]) == 0


def test_a_pipeline_that_is_not_there_is_an_environment_fault():
    with pytest.raises(EnvironmentFault, match="no spaCy pipeline 'no_such_pipeline' here"):
        spacy_annotator.load("no_such_pipeline")
