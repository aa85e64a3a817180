"""--log-format and --log-level reach the log of a run."""

from __future__ import annotations

import json

import pytest

from briefgen.cli import run


@pytest.fixture
def briefs(tmp_path):
    (tmp_path / "x.txt").write_text("The council approved the plan on Monday, the mayor said.\n")
    path = tmp_path / "briefs.yaml"
    path.write_text(
        "channels: {gone: {folder: nowhere}}\n"
        "briefs: {a: {title: T, sources: [x.txt], formats: [md], deliver: [gone]}}\n"
    )
    return str(path)


def logged(briefs, capsys, *options):
    run(["run", "a", "--slot", "2026-01-05T06:00Z", "--config", briefs, *options])
    return capsys.readouterr().err.splitlines()


def test_json_lines_name_the_run_its_brief_and_its_slot(briefs, capsys):
    lines = [json.loads(line) for line in logged(briefs, capsys, "--log-format", "json") if line.startswith("{")]
    assert "not sent" in [line["event"] for line in lines]
    assert {(line["brief"], line["slot"]) for line in lines} == {("a", "2026-01-05T06:00:00+00:00")}
    assert all(line["run"] for line in lines)


def test_lines_for_people_from_a_level_up(briefs, capsys):
    lines = logged(briefs, capsys, "--log-format", "human", "--log-level", "warning")
    assert [line.split()[1] for line in lines if "brief=a" in line] == ["warning"]
