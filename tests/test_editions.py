"""Which edition follows which, what is kept of them, and what a changed source does to the facts of the last."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import editions, staleness
from briefgen.errors import InputError
from briefgen.pipeline import build_one, load_config
from briefgen.publications import Order
from briefgen.store import kept, read_manifest

TEXT = (
    "The port of Norrby closed two quays on Monday.\n\n"
    "Mayor Ada Lind said the closure would last until June.\n\nAt least 40 workers were sent home.\n"
)
MAY = dt.date(2024, 5, 6)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    return written(tmp_path)


def written(folder: Path, more: str = "", top: str = "") -> Path:
    path = folder / "briefs.yaml"
    path.write_text(f"{top}briefs:\n  x: {{title: T, sources: [a.txt], formats: [md]{more}}}\n")
    return path


def built(config: Path, *, force: bool = False, **order):
    loaded = load_config(config)
    result = build_one(loaded, loaded.briefs[0], Order(**order), force=force)
    assert result.built, result.problems
    return result


def published(config: Path, **order):
    loaded = load_config(config)
    return editions.published(loaded, loaded.briefs[0], Order(**order))


def edit(config: Path, old: str, new: str) -> None:
    path = config.parent / "a.txt"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_an_edition_keeps_its_facts_and_gives_them_back(project):
    result = built(project)
    (edition,) = published(project)
    facts = editions.facts_of(edition)
    assert [document.name for document in facts.documents] == ["a.txt"]
    assert edition.manifest.facts == editions.digest(facts)
    assert len(edition.manifest.edition) == 8
    assert edition.manifest.edition in result.paths[0].read_text()


def test_the_same_facts_are_kept_in_the_same_bytes(project):
    built(project)
    (path,) = (project.parent / "build/.editions/x").iterdir()
    before = path.read_bytes()
    path.unlink()
    built(project, force=True)
    assert path.read_bytes() == before


def test_what_no_edition_needs_is_forgotten(project):
    built(project)
    edit(project, "40", "60")
    built(project)
    (kept_one,) = (project.parent / "build/.editions/x").iterdir()
    assert kept_one.name == f"{read_manifest(project.parent / 'build/x/manifest.json').facts}.json.gz"


def test_every_day_keeps_its_own(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    config = written(tmp_path, top='naming: "{brief}/{as_of:%Y-%m-%d}/{brief}.{ext}"\n')
    for day, number in ((6, "40"), (7, "60"), (8, "80")):
        (tmp_path / "a.txt").write_text(TEXT.replace("40", number))
        built(config, as_of=MAY.replace(day=day))
    found = published(config)
    assert [edition.manifest.as_of.day for edition in found] == [6, 7, 8]
    assert [editions.facts_of(edition).figures[-1].as_stated for edition in found] == [
        f"At least {n}" for n in (40, 60, 80)
    ]


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\x1f\x8b broken"), lambda path: path.write_bytes(kept.packed("{}"))], ids=["gone", "garbled", "others"])  # fmt: skip
def test_facts_that_are_gone_or_altered_are_a_problem(project, harm):
    built(project)
    (path,) = (project.parent / "build/.editions/x").iterdir()
    harm(path)
    with pytest.raises(InputError) as fault:
        editions.facts_of(published(project)[0])
    assert [problem.rule for problem in fault.value.problems] == ["BG271"]


def without_facts(config: Path) -> None:
    """The edition as a version of briefgen left it that kept no facts."""
    path = config.parent / "build/x/manifest.json"
    path.write_bytes(replace(read_manifest(path), facts=None, edition="").to_bytes())


def test_an_old_edition_with_a_pdf_gives_the_facts_that_it_carries(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    config = tmp_path / "briefs.yaml"
    config.write_text("briefs:\n  x: {title: T, sources: [a.txt], formats: [pdf]}\n")
    built(config)
    whole = editions.facts_of(published(config)[0])
    without_facts(config)
    assert editions.facts_of(published(config)[0]) == whole


def test_an_old_edition_without_a_pdf_has_none(project):
    built(project)
    without_facts(project)
    with pytest.raises(InputError, match="BG271"):
        editions.facts_of(published(project)[0])


@pytest.mark.parametrize(
    "pattern",
    ["{brief}.{ext}", "{brief}/{brief}.{ext}", "all/{as_of:%Y}/{brief}-{as_of:%m%d}.{ext}", "[{brief}]/{title}.{ext}"],
)
def test_editions_are_found_under_any_naming(tmp_path, pattern):
    (tmp_path / "a.txt").write_text(TEXT)
    config = written(tmp_path, top=f'naming: "{pattern}"\n')
    built(config, as_of=MAY)
    assert [edition.manifest.brief for edition in published(config)] == ["x"]


def test_an_edition_of_another_brief_or_with_other_parameters_is_not_ones_own(project):
    built(project)
    path = project.parent / "build/x/manifest.json"
    path.write_bytes(replace(read_manifest(path), brief="y").to_bytes())
    assert published(project) == ()
    path.write_bytes(replace(read_manifest(path), brief="x").to_bytes())
    assert len(published(project)) == 1
    assert published(project, parameters={"region": "north"}) == ()


# Staleness -------------------------------------------------------------------------------------


def stale(config: Path, **how) -> list[str]:
    loaded = load_config(config)
    return [f"{p.rule} {p.severity}: {p.message}" for p in staleness.problems(loaded, loaded.briefs[0], **how)]


def test_a_source_that_stands_is_not_stale(project):
    assert stale(project) == []
    built(project)
    assert stale(project) == []


def test_a_changed_source_makes_the_facts_suspect_whose_words_are_gone(project):
    built(project)
    edit(project, "At least 40", "At least 60")
    (told,) = stale(project)
    assert told.startswith("BG270 warning: has changed since x was built; ")
    assert told.endswith("(S3)")


def test_a_source_that_is_gone_makes_all_facts_suspect(project):
    built(project)
    (project.parent / "a.txt").unlink()
    (told,) = stale(project)
    assert "has gone" in told
    assert "S1, S2, S3" in told


def test_only_the_first_facts_are_named_unless_all_are_asked_for(tmp_path):
    (tmp_path / "a.txt").write_text("\n\n".join(f"Mayor Lind opened quay {i} in May {1990 + i}." for i in range(12)))
    config = written(tmp_path)
    built(config)
    (tmp_path / "a.txt").unlink()
    assert "and 6 more" in stale(config)[0]
    assert "S12" in stale(config, every=True)[0]


def test_an_edition_without_facts_still_tells_that_its_source_has_changed(project):
    built(project)
    without_facts(project)
    edit(project, "40", "60")
    assert [line.split(":")[0] for line in stale(project)] == ["BG270 warning", "BG271 warning"]


def test_a_source_that_was_only_touched_is_not_stale(project):
    built(project)
    path = project.parent / "a.txt"
    path.write_bytes(path.read_bytes())
    assert stale(project) == []
