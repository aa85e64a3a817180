"""facts --edit, and what a build makes of corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.cli import run
from briefgen.config import overlays

TEXT = (
    "The port authority of Norrby closed two quays on 3 March 2024.\n\n"
    "Mayor Ada Lind said the closure would last until the end of June.\n\n"
    "At least 40 workers were sent home. The authority did not disclose the cost of the closure.\n"
)
FILE = Path("facts/x.yaml")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    Path("briefs.yaml").write_text("briefs:\n  x: {title: T, sources: [a.txt], formats: [md]}\n")
    return tmp_path


def written(capsys) -> str:
    capsys.readouterr()
    assert run(["facts", "x", "--edit"]) == 0
    assert capsys.readouterr().out == "facts/x.yaml\n"
    return FILE.read_text()


def uncomment(key: str, behind: str) -> None:
    """Take away the "# " before a key, in the first entry behind some words."""
    text = FILE.read_text()
    start = text.index(f"# {key}", text.index(behind))
    FILE.write_text(text[:start] + text[start + 2 :])


def test_the_file_has_every_fact_and_no_verdict(project, capsys):
    written(capsys)
    run(["facts", "x"])
    found = json.loads(capsys.readouterr().out)
    overlay, problems = overlays.load(FILE)
    assert problems == ()
    assert len(overlay.facts) + len(overlay.stakeholders) == sum(len(v) for k, v in found.items() if k != "documents")
    assert not any(entry.acts for entry in (*overlay.facts, *overlay.stakeholders))


def test_a_file_without_a_verdict_changes_no_byte_of_the_brief(project, capsys):
    run(["build"])
    before = Path("build/x/x.md").read_bytes()
    written(capsys)
    assert run(["build"]) == 0
    assert Path("build/x/x.md").read_bytes() == before


def test_the_same_facts_give_the_same_file(project, capsys):
    first = written(capsys)
    FILE.unlink()
    assert written(capsys) == first


def test_nothing_new_leaves_the_file_alone(project, capsys):
    written(capsys)
    stamp = FILE.stat().st_mtime_ns
    assert run(["facts", "x", "--edit"]) == 0
    assert "nothing is new" in capsys.readouterr().err
    assert FILE.stat().st_mtime_ns == stamp


def test_what_a_person_wrote_stays_and_what_is_new_comes_behind_it(project, capsys):
    written(capsys)
    uncomment("review: reject", "the closure would last")
    mine = FILE.read_text() + "# my own note\n"
    FILE.write_text(mine)
    Path("a.txt").write_text(TEXT + "\nKarl Berg said the union was not asked.\n")
    after = written(capsys)
    assert after.startswith(mine)
    assert "the union was not asked" in after[len(mine) :]
    assert "the closure would last" not in after[len(mine) :]
    assert run(["build"]) == 0


def test_a_file_whose_facts_stand_before_other_keys(project, capsys):
    FILE.parent.mkdir()
    FILE.write_text("facts:\n  - fact: figure\n    document: a.txt\n    quote: At least 40 workers\nsources: []\n")
    after = written(capsys)
    assert after.endswith("sources: []\n")
    assert overlays.load(FILE)[1] == ()
    assert after.count("At least 40 workers") == FILE.read_text().count("At least 40 workers")


def test_a_file_without_facts_gets_them(project, capsys):
    FILE.parent.mkdir()
    FILE.write_text("sources:\n- {document: a.txt, reliability: C}\n")
    assert written(capsys).startswith("sources:\n- {document: a.txt, reliability: C}\n")
    assert len(overlays.load(FILE)[0].facts) > 3


def test_a_list_that_cannot_be_added_to_is_left_alone(project, capsys):
    FILE.parent.mkdir()
    FILE.write_text("facts: []\n")
    assert run(["facts", "x", "--edit"]) == 2
    assert "write its 'facts' as a list" in capsys.readouterr().err
    assert FILE.read_text() == "facts: []\n"


def test_a_faulty_file_is_left_alone(project, capsys):
    FILE.parent.mkdir()
    FILE.write_text("facts:\n- {fact: figur}\n")
    assert run(["facts", "x", "--edit"]) == 1
    assert "facts/x.yaml:2:10: error BG105" in capsys.readouterr().err
    assert FILE.read_text() == "facts:\n- {fact: figur}\n"


def test_a_faulty_file_stops_its_brief(project, capsys):
    FILE.parent.mkdir()
    FILE.write_text("facts:\n- {fact: figur}\n")
    assert run(["build"]) == 1
    assert "facts/x.yaml:2:10: error BG105" in capsys.readouterr().err
    assert run(["check"]) == 1


def test_a_rejected_statement_is_not_built_and_comes_back_when_it_is_accepted(project, capsys):
    written(capsys)
    words = "- *said:* "
    uncomment("review: reject", "- fact: statement")
    run(["build"])
    assert words not in Path("build/x/x.md").read_text()
    FILE.write_text(FILE.read_text().replace("  review: reject", "  review: accept"))
    run(["build"])
    assert words in Path("build/x/x.md").read_text()


def test_facts_tell_their_review(project, capsys):
    written(capsys)
    uncomment("review: reject", "- fact: statement")
    uncomment("review: accept", "- fact: figure")
    run(["facts", "x"])
    found = json.loads(capsys.readouterr().out)
    assert [s["review"] for s in found["statements"]][:1] == ["rejected"]
    assert [f["review"] for f in found["figures"]][:1] == ["accepted"]


def test_explain_says_that_a_person_rejected_a_fact(project, capsys):
    written(capsys)
    uncomment("review: reject", "- fact: statement")
    run(["facts", "x"])
    rejected = json.loads(capsys.readouterr().out)["statements"][0]["id"]
    run(["explain", "x", rejected])
    assert "Left out: a person rejected it." in capsys.readouterr().out


def test_a_file_that_corrects_no_brief_is_found_by_check(project, capsys):
    FILE.parent.mkdir()
    Path("facts/y.yaml").write_text("")
    assert run(["check"]) == 0
    assert "facts/y.yaml: warning BG268" in capsys.readouterr().err


def test_an_invented_quote_stops_the_brief(project, capsys):
    FILE.parent.mkdir()
    FILE.write_text("add:\n- {fact: key point, document: a.txt, quote: The quays are open.}\n")
    assert run(["build"]) == 1
    assert "facts/x.yaml:2:3: error BG266" in capsys.readouterr().err
    assert not Path("build/x/x.md").exists()


def test_a_correction_that_no_longer_fits_is_a_warning_with_its_place(project, capsys):
    FILE.parent.mkdir()
    FILE.write_text("facts:\n- {fact: figure, document: a.txt, quote: 70 sailors, review: reject}\n")
    assert run(["build", "--strict"]) == 3
    assert "facts/x.yaml:2:3: warning BG261" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["x\u2028y.txt", "x'y\".txt", "x: y #z.txt", "-x.txt", "ünïcode \u0085.txt"])
def test_any_name_and_any_quote_can_be_written(project, capsys, name):
    Path(name).write_text(TEXT.replace("the closure", "the “closure”: \\ \u0085 #1 'then'"))
    Path("briefs.yaml").write_text(
        f"briefs:\n  x:\n    title: T\n    sources:\n      - {json.dumps(name)}\n    formats: [md]\n"
    )
    written(capsys)
    overlay, problems = overlays.load(FILE)
    assert problems == ()
    assert {entry.quoted.document for entry in overlay.facts if entry.quoted} == {name}
    assert run(["facts", "x", "--edit"]) == 0
    assert "nothing is new" in capsys.readouterr().err


def test_a_link_in_place_of_the_file_is_not_followed(project, capsys):
    FILE.parent.mkdir()
    Path("elsewhere.yaml").write_text("facts:\n- {fact: figure, document: a.txt, quote: none, review: accept}\n")
    FILE.symlink_to("../elsewhere.yaml")
    before = Path("elsewhere.yaml").read_text()
    assert run(["facts", "x", "--edit"]) == 1
    assert "BG501" in capsys.readouterr().err
    assert Path("elsewhere.yaml").read_text() == before


def test_editions_of_a_brief_share_its_corrections(project, capsys):
    Path("briefs.yaml").write_text(
        "briefs:\n  x:\n    title: T\n    sources: [{path: a.txt, marking: TLP:CLEAR}, {path: b.txt, marking: TLP:RED}]\n"
        "    formats: [md]\n    marking: TLP:RED\n    editions:\n      open: {marking: TLP:CLEAR, title: T}\n      full: {marking: TLP:RED}\n"
    )
    Path("b.txt").write_text("Karl Berg said the vault is empty.\n")
    text = written(capsys)
    assert "the vault is empty" in text
    FILE.write_text(text.replace("  # review: accept", "  review: accept"))
    assert run(["build", "--strict"]) in (0, 3)
    told = capsys.readouterr().err
    assert "BG26" not in told
    assert "vault" not in Path("build/x-open/manifest.json").read_text()
