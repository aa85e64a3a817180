"""What is built again and what is left as it is, and what a manifest says of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from briefgen.cli import run
from briefgen.errors import InputError
from briefgen.pipeline import build, build_one, load_config
from briefgen.publications import Order
from briefgen.store import read_manifest

TEXT = "The council of Leeds approved the road on Monday. The mayor said it would cost at least 40 million pounds."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A brief of two sources with a warning, as Markdown."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("A heading\n\nAnother heading\n")
    return written(tmp_path)


def written(folder: Path, more: str = "", top: str = "") -> Path:
    path = folder / "briefs.yaml"
    path.write_text(f"{top}briefs:\n  x: {{title: T, sources: [a.txt, b.txt], formats: [md]{more}}}\n")
    return path


def status(config: Path, **order) -> str:
    loaded = load_config(config)
    return build_one(loaded, loaded.briefs[0], Order(**order)).status


def test_the_second_time_nothing_is_written_and_the_same_is_told(project):
    (first,) = build(project)
    path = first.paths[0]
    before = path.stat()
    (second,) = build(project)
    assert (first.status, second.status) == ("built", "unchanged")
    assert (second.paths, second.problems, second.manifest) == (first.paths, first.problems, first.manifest)
    assert [p.rule for p in second.problems] == ["BG206"]
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [r.status for r in build(project, force=True)] == ["built"]


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.txt").write_text(TEXT + " It rained."),
        lambda folder: written(folder, ", marking: TLP:RED"),
        lambda folder: (folder / "templates").mkdir() or (folder / "templates/x.j2").write_text("x"),
        lambda folder: (folder / "build/x/x.md").write_text("tampered"),
        lambda folder: (folder / "build/x/x.md").unlink(),
        lambda folder: (folder / "build/x/manifest.json").unlink(),
        lambda folder: (folder / "build/x/manifest.json").write_text("{"),
    ],
    ids=["source", "config", "template", "tampered", "removed", "no manifest", "broken manifest"],
)
def test_whatever_changes_what_is_made_or_what_was_made_builds_again(project, tmp_path, change):
    assert status(project) == "built"
    change(tmp_path)
    assert status(project) == "built"
    assert status(project) == "unchanged"


@pytest.mark.parametrize(
    "order",
    [
        {"formats": ("json",)},
        {"as_of": dt.date(2025, 1, 1)},
        {"parameters": {"region": "EU"}},
        {"out": Path("elsewhere")},
    ],
    ids=lambda order: next(iter(order)),
)
def test_another_order_builds_again(project, tmp_path, monkeypatch, order):
    monkeypatch.chdir(tmp_path)
    assert status(project) == "built"
    assert status(project, **order) == "built"
    assert status(project, **order) == "unchanged"


@pytest.mark.parametrize("more", [", deliver: []", ", schedule: {cron: '0 6 * * *', timezone: Europe/Berlin}"])
def test_when_and_where_a_brief_goes_does_not_change_what_is_in_it(project, tmp_path, more):
    assert status(project) == "built"
    written(tmp_path, more)
    assert status(project) == "unchanged"


def test_the_end_of_an_embargo_builds_again_and_another_hour_before_it_does_not(project, tmp_path):
    config = written(tmp_path, ", embargo: '2026-12-01T06:00Z'")
    at = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
    assert status(config, at=at) == "built"
    assert status(config, at=at + dt.timedelta(hours=5)) == "unchanged"
    assert status(config, at=at + dt.timedelta(days=2)) == "built"


def test_the_same_brief_at_another_slot_is_unchanged_and_its_manifest_says_the_new_one(project, tmp_path):
    berlin = dt.timezone(dt.timedelta(hours=1))
    assert status(project, slot=dt.datetime(2026, 1, 5, 6, 30, tzinfo=berlin)) == "built"
    assert status(project, slot=dt.datetime(2026, 1, 6, 6, 30, tzinfo=berlin)) == "unchanged"
    assert read_manifest(tmp_path / "build/x/manifest.json").slot == "2026-01-06T05:30:00Z"


def test_a_manifest_does_not_tell_where_somebody_stood(project, tmp_path, monkeypatch):
    build(project, out=tmp_path / "one")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    build(project, out=tmp_path / "two")
    one, two = (read_manifest(tmp_path / name / "x/manifest.json") for name in ("one", "two"))
    assert one == two
    assert [p.file for p in one.problems] == ["b.txt"]
    assert [source.name for source in one.sources] == ["a.txt", "b.txt"]


def withholding(folder, kept, withheld):
    """A brief of one source that goes in and one that its release keeps out."""
    (folder / withheld).write_text("A secret heading")
    config = folder / "briefs.yaml"
    config.write_text(
        "briefs: {x: {title: T, formats: [md], release: TLP:GREEN, marking: TLP:GREEN, "
        f"sources: [{{path: {kept}, marking: TLP:CLEAR}}, {{path: {withheld}, marking: TLP:RED}}]}}}}"
    )
    return config


def test_nothing_beside_a_brief_names_what_it_withholds(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    config = withholding(tmp_path, "a.txt", "zanzibar.txt")
    (first,) = build(config)
    assert [problem.rule for problem in first.problems] == ["BG213"]
    assert "zanzibar" not in str(first.problems) + (tmp_path / "build/x/manifest.json").read_text()
    assert [r.status for r in build(config)] == ["unchanged"]


def test_a_problem_that_may_name_it_stays_out_of_the_manifest_and_the_brief_is_built_each_time(tmp_path):
    (tmp_path / "heading.txt").write_text("Only a heading")
    config = withholding(tmp_path, "heading.txt", "heading")
    (first,) = build(config)
    assert "BG206" in [problem.rule for problem in first.problems]
    manifest = json.loads((tmp_path / "build/x/manifest.json").read_text())
    assert "BG206" not in [problem["rule"] for problem in manifest["problems"]]
    assert [r.status for r in build(config)] == ["built"]


def test_names_follow_the_template_and_the_manifest_lists_them(project, tmp_path):
    config = written(tmp_path, ", as_of: 2025-01-31", 'naming: "{brief}/{as_of:%Y-%m-%d}/{brief}.{ext}"\n')
    (result,) = build(config)
    assert [p.relative_to(tmp_path).as_posix() for p in result.paths] == ["build/x/2025-01-31/x.md"]
    assert result.manifest == tmp_path / "build/x/2025-01-31/manifest.json"
    assert json.loads(result.manifest.read_text())["files"][0]["name"] == "x.md"


def test_a_name_without_its_value_is_a_problem_of_the_brief(project, tmp_path):
    (result,) = build(written(tmp_path, top='naming: "{as_of}/{brief}.{ext}"\n'))
    assert [(p.rule, p.file) for p in result.problems] == [("BG504", "x")]


def test_a_faulty_template_of_names_is_told_with_its_place(project, tmp_path):
    with pytest.raises(InputError, match=r"briefs.yaml:1:9: error BG105: naming: unknown field \{breif\}"):
        load_config(written(tmp_path, top='naming: "{breif}.{ext}"\n'))


@pytest.mark.parametrize(
    ("naming", "names", "formats"),
    [
        ("{title}.{ext}", ("a", "b"), "md"),
        ("{brief}.{ext}", ("a", "A"), "md"),
        ("{brief}/{brief}.{ext}", ("manifest",), "json"),
    ],
    ids=["same title", "capitals apart", "the manifest's own name"],
)
def test_two_files_of_one_name_are_refused_before_anything_is_built(tmp_path, capsys, naming, names, formats):
    (tmp_path / "a.txt").write_text(TEXT)
    briefs = "".join(f"  {name}: {{title: T, sources: [a.txt], formats: [{formats}]}}\n" for name in names)
    (tmp_path / "briefs.yaml").write_text(f'naming: "{naming}"\nbriefs:\n{briefs}')
    with pytest.raises(InputError, match="BG505"):
        build(tmp_path / "briefs.yaml", names[:1])
    assert not (tmp_path / "build").exists()
    assert run(["check", "--config", str(tmp_path / "briefs.yaml")]) == 1
    assert "BG505" in capsys.readouterr().err
