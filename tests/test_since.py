"""The section that tells what changed since the last edition: against which edition, what of it, and what never."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.pipeline import BuildResult, build_one, load_config
from briefgen.publications import Order
from briefgen.store import read_manifest
from briefgen.verification import verify

TEXT = (
    "The port of Norrby closed two quays on Monday.\n\n"
    "Mayor Ada Lind said the closure would last until June.\n\nAt least 40 workers were sent home.\n"
)
DAILY = 'naming: "{brief}/{as_of:%Y-%m-%d}/{brief}.{ext}"\n'
NONE = "No earlier edition is at hand."


def written(folder: Path, more: str = ", since: last", top: str = "", formats: str = "md") -> Path:
    path = folder / "briefs.yaml"
    path.write_text(f"{top}briefs:\n  x: {{title: T, sources: [a.txt], formats: [{formats}]{more}}}\n")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    return written(tmp_path)


def build(config: Path, text: str | None = None, *, day: int | None = None, force: bool = False) -> BuildResult:
    if text is not None:
        (config.parent / "a.txt").write_text(text)
    loaded = load_config(config)
    result = build_one(loaded, loaded.briefs[0], Order(as_of=dt.date(2024, 5, day) if day else None), force=force)
    assert result.built, result.problems
    return result


def told(result: BuildResult) -> list[str]:
    """The lines of the section, without their marks."""
    text = next(path for path in result.paths if path.suffix == ".md").read_text()
    section = text.partition("## Since the last edition")[2].partition("\n## ")[0]
    return [line.partition(" [S")[0] for line in section.split("\n")[1:] if line and not line.startswith("*Edition")]


def toll(number: int) -> str:
    return TEXT.replace("40", str(number))


def changed(before: int, now: int) -> list[str]:
    return [f"- **changed:** At least {before} workers → At least {now} workers"]


def test_without_the_key_nothing_is_told_and_nothing_depends_on_what_was(tmp_path):
    config = written(tmp_path, more="")
    first = build(config, toll(40))
    before = first.paths[0].read_bytes()
    build(config, toll(60))
    assert build(config, toll(40)).paths[0].read_bytes() == before
    assert b"Since the last edition" not in before
    assert read_manifest(first.manifest).since is None


def test_the_first_edition_has_none_before_it(project):
    assert told(build(project)) == [NONE]


def test_the_second_tells_before_and_now_with_the_mark_and_the_edition(project):
    first = build(project)
    second = build(project, toll(60))
    assert told(second) == changed(40, 60)
    text = second.paths[0].read_text()
    assert "At least 60 workers [S3](#evidence-s3)" in text
    assert f"*Edition {read_manifest(first.manifest).edition}*" in text or "*Edition " in text


def test_the_third_is_compared_with_the_second(project):
    for number in (40, 60):
        build(project, toll(number))
    assert told(build(project, toll(80))) == changed(60, 80)


def test_back_to_what_it_was_is_a_change_too(project):
    for number in (40, 60):
        build(project, toll(number))
    assert told(build(project, toll(40))) == changed(60, 40)


def test_built_again_the_same_edition_has_the_same_before_it_and_the_same_bytes(project):
    build(project)
    second = build(project, toll(60))
    before = second.paths[0].read_bytes()
    assert build(project).status == "unchanged"
    assert build(project, force=True).status == "built"
    assert second.paths[0].read_bytes() == before


def test_another_look_is_no_other_edition(project):
    build(project)
    build(project, toll(60))
    (project.parent / "templates/brief").mkdir(parents=True)
    (project.parent / "templates/brief/brief.md.j2").write_text(
        '{% extends "base/base.md.j2" %}{% block title %}# Anew {: #title }\n\n{% endblock %}'
    )
    result = build(project)
    assert result.status == "built"
    assert "# Anew" in result.paths[0].read_text()
    assert told(result) == changed(40, 60)


def test_the_key_alone_makes_no_edition_of_what_stands(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    build(written(tmp_path, more=""))
    assert told(build(written(tmp_path))) == [NONE]


def test_what_stands_from_another_day_is_the_edition_before(project):
    build(project, toll(40), day=6)
    assert told(build(project, toll(60), day=7)) == changed(40, 60)
    assert told(build(project, day=8)) == ["Nothing changed."]
    assert build(project, day=8).status == "unchanged"


# Where each day has its own place --------------------------------------------------------------


@pytest.fixture
def daily(tmp_path: Path) -> Path:
    config = written(tmp_path, top=DAILY)
    for day, number in ((6, 40), (7, 60), (9, 80)):
        build(config, toll(number), day=day)
    return config


def test_a_day_is_compared_with_the_last_one_before_it(daily):
    assert told(build(daily, toll(80), day=9)) == changed(60, 80)
    assert told(build(daily, toll(40), day=6)) == [NONE]


def test_a_day_between_is_compared_with_the_one_before_it(daily):
    assert told(build(daily, toll(70), day=8)) == changed(60, 70)


def test_a_day_built_again_keeps_the_one_before_it(daily):
    assert told(build(daily, toll(65), day=7)) == changed(40, 65)


def test_a_day_is_built_again_when_the_one_before_it_has_changed(daily):
    assert build(daily, toll(80), day=9).status == "unchanged"
    build(daily, toll(65), day=7)
    again = build(daily, toll(80), day=9)
    assert again.status == "built"
    assert told(again) == changed(65, 80)


# What is at hand, and what may be told ---------------------------------------------------------


def test_an_old_edition_is_known_by_its_pdf(tmp_path):
    config = written(tmp_path, formats="md, pdf")
    first = build(config, toll(40))
    old = replace(read_manifest(first.manifest), facts=None, edition="")
    first.manifest.write_bytes(old.to_bytes())
    for path in (tmp_path / "build/.editions/x").iterdir():
        path.unlink()
    second = build(config, toll(60))
    assert told(second) == changed(40, 60)
    assert build(config).status == "unchanged"
    assert told(build(config, force=True)) == changed(40, 60)
    pdf = next(path for path in second.paths if path.suffix == ".pdf")
    assert verify(pdf, [tmp_path / "a.txt"]).problems == ()


def test_facts_that_are_lost_are_a_warning_and_the_brief_is_built(project):
    build(project)
    for path in (project.parent / "build/.editions/x").iterdir():
        path.unlink()
    result = build(project, toll(60))
    assert [p.rule for p in result.problems if p.severity == "warning"] == ["BG271"]
    assert told(result) == [NONE]


def test_what_a_person_rejects_is_not_told_as_withdrawn(project):
    build(project)
    (project.parent / "facts").mkdir()
    (project.parent / "facts/x.yaml").write_text(
        "facts:\n- {fact: statement, document: a.txt, quote: the closure would last until June, review: reject}\n"
        "- {fact: key point, document: a.txt, quote: Mayor Ada Lind said the closure would last until June., review: reject}\n"
    )
    result = build(project)
    assert result.status == "built"
    assert not any("withdrawn" in line for line in told(result))
    assert "2 rejected" in result.paths[0].read_text()


def marked(folder: Path, marking: str, more: str) -> Path:
    path = folder / "briefs.yaml"
    path.write_text(
        f"briefs:\n  x:\n    title: T\n    formats: [md]\n    since: last\n    {more}\n"
        f"    sources: [{{path: a.txt, marking: TLP:CLEAR}}, {{path: b.txt, marking: {marking}}}]\n"
    )
    return path


def test_what_a_release_withholds_is_not_told_as_withdrawn(tmp_path):
    (tmp_path / "b.txt").write_text("Karl Berg said the vault under the quay is empty.\n")
    build(marked(tmp_path, "TLP:CLEAR", "marking: TLP:CLEAR"), TEXT)
    result = build(marked(tmp_path, "TLP:RED", "release: TLP:GREEN"))
    assert "vault" not in result.paths[0].read_text()
    assert "vault" not in result.manifest.read_text()


def test_words_of_a_stricter_source_that_is_gone_keep_its_marking(tmp_path):
    (tmp_path / "b.txt").write_text("Karl Berg said the vault under the quay is empty.\n")
    build(marked(tmp_path, "TLP:AMBER", "marking: TLP:AMBER"), TEXT)
    config = written(tmp_path, more=", since: last, marking: TLP:CLEAR")
    result = build(config)
    assert any("vault" in line for line in told(result))
    assert "| TLP:AMBER |" in result.paths[0].read_text()


def test_every_format_tells_it(tmp_path):
    config = written(tmp_path, formats="md, html, txt, json, docx")
    build(config, toll(40))
    result = build(config, toll(60))
    for path in result.paths:
        if path.suffix != ".docx":
            assert "At least 40 workers → At least 60" in path.read_text() or path.suffix == ".json"
    (exported,) = [path for path in result.paths if path.suffix == ".json"]
    assert '"before": "At least 40 workers"' in exported.read_text()
    (document,) = [path for path in result.paths if path.suffix == ".docx"]
    from docx import Document

    assert any("At least 40 workers → At least 60 workers" in p.text for p in Document(str(document)).paragraphs)


def test_no_more_than_has_room(project):
    many = "\n\n".join(f"Mayor Ada Lind opened quay number {n} on {n} March 2024." for n in range(2, 22))
    build(project, many)
    result = build(project, many.replace("March 2024", "April 2024"))
    assert len([line for line in told(result) if line.startswith("- ")]) == 8
    assert "further changes are not listed" in result.paths[0].read_text()


def test_the_day_of_the_edition_before_is_told(daily):
    assert ", 7 May 2024*" in build(daily, toll(80), day=9, force=True).paths[0].read_text()
