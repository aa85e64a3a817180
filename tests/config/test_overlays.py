"""facts/<brief>.yaml: what may stand in it, and where its faults are."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.config import overlays

KEY = "document: a.txt, quote: words"


def load(tmp_path: Path, text: str):
    path = tmp_path / "x.yaml"
    path.write_text(text)
    return overlays.load(path)


def test_no_file_is_an_empty_overlay(tmp_path):
    overlay, problems = overlays.load(tmp_path / "x.yaml")
    assert (overlay.facts, overlay.stakeholders, overlay.additions, overlay.grades, problems) == ((), (), (), (), ())


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "facts:\n", "sources:\nadd:\nfacts:\n"])
def test_keys_without_values_say_nothing(tmp_path, text):
    overlay, problems = load(tmp_path, text)
    assert (overlay.facts, problems) == ((), ())


def test_all_that_can_be_said(tmp_path):
    overlay, problems = load(
        tmp_path,
        "sources:\n- {document: a.txt, reliability: B}\n"
        "add:\n- {fact: event, document: a.txt, quote: It rained on Monday., when: Monday}\n"
        "facts:\n"
        "- {fact: figure, document: a.txt, quote: at least 40, at: 7, review: reject}\n"
        "- {fact: stakeholder, name: Ada, rename: Ada Lind, merge: [A. Lind], split: {Other: [Lindt]}, country: SE}\n",
    )
    assert problems == ()
    (grade,), (addition,), (fact,), (who,) = overlay.grades, overlay.additions, overlay.facts, overlay.stakeholders
    assert (grade.reliability, grade.place) == ("B", (2, 3))
    assert (addition.fields, addition.place) == ({"when": "Monday"}, (4, 3))
    assert (fact.verdict, fact.quoted.at, fact.place) == ("reject", 7, (6, 3))
    assert (who.rename, who.merge, who.split, who.country) == ("Ada Lind", ("A. Lind",), {"Other": ("Lindt",)}, "SE")


@pytest.mark.parametrize(
    ("entry", "rule", "place", "told"),
    [
        ("{fact: figur, " + KEY + "}", "BG105", (2, 10), "did you mean 'figure'?"),
        ("{fact: figure, " + KEY + ", reviw: reject}", "BG104", (2, 49), "did you mean 'review'?"),
        ("{fact: figure, " + KEY + ", review: rejected}", "BG105", (2, 57), "did you mean 'reject'?"),
        ("{fact: stakeholder, name: Ada, kind: goverment}", "BG105", (2, 40), "did you mean 'government'?"),
        ("{fact: key point, " + KEY + ", kind: events}", "BG105", (2, 58), "did you mean 'event'?"),
        ("{fact: stakeholder, name: Ada, country: Sweden}", "BG105", (2, 43), "country"),
        ("{fact: stakeholder, rename: Ada}", "BG105", (2, 3), "known by its 'name'"),
        ("{fact: figure, " + KEY + ", rename: X}", "BG105", (2, 3), "for stakeholders only"),
        ("{fact: figure, " + KEY + ", kind: event}", "BG105", (2, 3), "cannot be changed"),
        ("{fact: statement, " + KEY + ", text: Else}", "BG105", (2, 3), "quoted words are never changed"),
        ("{fact: key point, " + KEY + ", text: Else, review: reject}", "BG105", (2, 3), "cannot be edited as well"),
        ("{fact: figure, document: a.txt}", "BG105", (2, 3), "say which fact"),
        ("{" + KEY + ", review: reject}", "BG106", (2, 3), "'fact' is missing"),
        ("{fact: figure, " + KEY + ", at: -1}", "BG105", (2, 53), "at"),
        ("{fact: figure, " + KEY + ", at: '1'}", "BG105", (2, 53), "at"),
        ("just words", "BG105", (2, 3), ""),
        ("{fact: figure, quote: &a words}", "BG107", (2, 25), "anchors"),
        ("{fact: figure, quote: x, quote: y}", "BG103", (2, 28), "duplicate key"),
    ],
)
def test_every_fault_has_its_place(tmp_path, entry, rule, place, told):
    overlay, problems = load(tmp_path, f"facts:\n- {entry}\n")
    assert overlay is None
    assert (problems[0].rule, (problems[0].line, problems[0].column)) == (rule, place)
    assert told in str(problems[0])
    assert problems[0].file.endswith("x.yaml")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{fact: figure, " + KEY + "}", "none of key point"),
        ("{fact: statement, " + KEY + "}", "statement needs 'speaker'"),
        ("{fact: open question, " + KEY + "}", "open question needs 'question'"),
        ("{fact: event, " + KEY + ", text: Else}", "'text' is not for event"),
        ("{fact: key point, document: a.txt}", "'quote' is missing"),
        ("{fact: key point, document: a.txt, quote: ' '}", "must not be empty"),
    ],
)
def test_a_fact_of_ones_own_needs_what_its_kind_asks_for(tmp_path, entry, told):
    overlay, problems = load(tmp_path, f"add:\n- {entry}\n")
    assert overlay is None
    assert told in str(problems[0])


def test_all_faults_at_once(tmp_path):
    _, problems = load(tmp_path, "facts:\n- {fact: figur}\n- {fact: event, reviw: x, says: y}\nsource: []\n")
    assert len(problems) == 3


@pytest.mark.parametrize(
    "text", ["- a list\n", "words\n", "facts: [\n", "facts: !!python/object/apply:os.system [ls]\n"]
)
def test_what_is_no_overlay(tmp_path, text):
    overlay, problems = load(tmp_path, text)
    assert overlay is None
    assert problems


def test_a_tag_is_text_and_runs_nothing(tmp_path):
    made = tmp_path / "made"
    load(tmp_path, f"facts:\n- !!python/object/apply:pathlib.Path.touch [{made}]\n")
    assert not made.exists()
