"""run, runs, retry, pause, resume, prune and doctor --rebuild as a user meets them: files, exit codes, messages."""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from briefgen.cli import run

GOOD = "The council of Leeds approved the road on Monday. The mayor said it would cost at least 40 million pounds."
CONFIG = """\
naming: "{brief}/{slot:%Y-%m-%dT%H%M}/{brief}.{ext}"
channels:
  desk: {folder: {path: desk, name: "{brief}.{ext}"}}
briefs:
  one:
    title: One
    sources: [one.txt]
    formats: [md]
    deliver: [desk]
    schedule:
      cron: "0 * * * *"
      timezone: Europe/Berlin
      retries: {attempts: 1}
      misfire_grace: 3h
      retention: {keep: 1}
  two:
    title: Two
    sources: [one.txt]
    formats: [md]
"""
SLOT = "2026-11-24T10:00"


@pytest.fixture
def project(tmp_path, monkeypatch) -> Iterator[Path]:
    """A folder with one scheduled brief and one that is not, which is also the working directory."""
    (tmp_path / "one.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "briefs.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        logging.root, "handlers", list(logging.root.handlers)
    )  # the commands set up the log of their process
    yield tmp_path
    structlog.reset_defaults()


def call(capsys, *arguments: str) -> tuple[int, str, str]:
    code = run(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def tree(folder: Path) -> dict[str, str]:
    """Every file and folder below, with the hash of its bytes and the time of its last change."""
    return {
        str(p): f"{p.stat().st_mtime_ns} {hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else ''}"
        for p in sorted(folder.rglob("*"))
    }


def set_back(project: Path, hours: int = 2) -> None:
    """As if the schedule had been looked at last so many hours ago."""
    connection = sqlite3.connect(project / ".briefgen/runs.sqlite", isolation_level=None)
    connection.execute(
        "UPDATE schedules SET planned_until = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?)", (f"-{hours} hours",)
    )
    connection.close()


def listed(capsys, *arguments: str) -> list[dict]:
    return json.loads(call(capsys, "runs", "--format", "json", *arguments)[1])


def test_a_brief_is_run_for_a_slot_by_hand_delivered_and_told(project, capsys):
    code, out, _ = call(capsys, "run", "one", "--slot", SLOT)
    assert code == 0
    assert out.splitlines() == ["build/one/2026-11-24T1000/one.md"]
    assert (project / "desk/one.md").read_bytes() == (project / out.strip()).read_bytes()
    (row,) = listed(capsys)
    assert (row["brief"], row["state"], row["slot"], row["local"]) == (
        "one", "delivered", "2026-11-24T09:00:00.000Z", "2026-11-24T10:00:00+01:00",
    )  # fmt: skip


def test_the_same_slot_again_does_nothing_and_says_so(project, capsys):
    call(capsys, "run", "one", "--slot", SLOT)
    before = tree(project / "build")
    code, out, err = call(capsys, "run", "one", "--slot", "2026-11-24T09:00+00:00")
    assert (code, out.splitlines()) == (0, ["build/one/2026-11-24T1000/one.md"])
    assert "was delivered for this slot already" in err
    assert tree(project / "build") == before


def test_what_is_due_is_run_once(project, capsys):
    assert call(capsys, "run", "--due")[:2] == (0, "")
    set_back(project)
    code, out, _ = call(capsys, "run", "--due")
    assert (code, len(out.splitlines())) == (0, 2)
    assert call(capsys, "run", "--due")[:2] == (0, "")
    assert [row["state"] for row in listed(capsys)] == ["delivered", "delivered"]


def test_a_run_that_fails_is_1_and_some_of_many_are_4(project, capsys):
    (project / "one.txt").unlink()
    code, out, err = call(capsys, "run", "one", "--slot", SLOT)
    assert (code, out) == (1, "")
    assert "one.txt: error BG201" in err
    (project / "one.txt").write_text(GOOD, encoding="utf-8")
    config = CONFIG.replace(
        "  two:\n", "  two:\n    schedule: {cron: '0 * * * *', timezone: UTC, retries: {attempts: 1}}\n"
    )
    (project / "briefs.yaml").write_text(
        config.replace("Two\n    sources: [one.txt]", "Two\n    sources: [no.txt]"), encoding="utf-8"
    )
    call(capsys, "run", "--due")
    set_back(project, 1)
    assert call(capsys, "run", "--due")[0] == 4


def test_a_faulty_briefs_yaml_is_1_and_makes_no_record(project, capsys):
    (project / "briefs.yaml").write_text("briefs: 3\n", encoding="utf-8")
    assert call(capsys, "run", "--due")[0] == 1
    assert not (project / ".briefgen").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"], ["run", "one", "--due"], ["run", "--due", "--slot", SLOT], ["run", "nobody"], ["run", "one", "--slot", "soon"],
        ["runs", "show", "abc"], ["retry", "abc"], ["pause"], ["pause", "nobody"], ["resume"], ["pause", "one", "--all"],
    ],
)  # fmt: skip
def test_wrong_use_is_2_and_leaves_no_trace(project, capsys, arguments):
    before = tree(project)
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err
    assert tree(project) == before


# Without a trace -------------------------------------------------------------------------------

LOOKING = [
    ["run", "--due", "--dry-run"],
    ["run", "one", "--slot", SLOT, "--dry-run"],
    ["prune", "--dry-run"],
    ["runs"],
    ["runs", "--format", "json"],
]


@pytest.mark.parametrize("arguments", LOOKING)
def test_looking_writes_nothing_where_there_is_no_record(project, capsys, arguments):
    before = tree(project)
    assert call(capsys, *arguments)[0] == 0
    assert tree(project) == before


@pytest.mark.parametrize("arguments", LOOKING)
def test_looking_writes_nothing_beside_a_record_either(project, capsys, arguments):
    call(capsys, "run", "--due")
    for slot in (SLOT, "2026-11-23T10:00"):
        call(capsys, "run", "one", "--slot", slot)
    set_back(project)
    before = tree(project)
    code, out, _ = call(capsys, *arguments)
    assert (code, bool(out)) == (0, True)
    assert tree(project) == before


# The record ------------------------------------------------------------------------------------


def test_runs_are_filtered_by_brief_state_and_time(project, capsys):
    for name, slot in (("one", SLOT), ("one", "2026-11-25T10:00"), ("two", "2026-11-26T10:00Z")):
        call(capsys, "run", name, "--slot", slot)
    assert [row["brief"] for row in listed(capsys)] == ["two", "one", "one"]
    assert [row["brief"] for row in listed(capsys, "--brief", "two")] == ["two"]
    assert [row["slot"][:10] for row in listed(capsys, "--since", "2026-11-25")] == ["2026-11-26", "2026-11-25"]
    assert len(listed(capsys, "--limit", "1")) == 1
    assert listed(capsys, "--state", "dead") == []
    text = call(capsys, "runs", "--brief", "two")[1]
    assert text.split() == [
        listed(capsys, "--brief", "two")[0]["id"],
        "2026-11-26",
        "10:00",
        "+0000",
        "delivered",
        "two",
    ]


def test_a_run_is_shown_with_its_files_deliveries_problems_and_log(project, capsys):
    (project / "desk").rmdir()
    assert call(capsys, "run", "one", "--slot", SLOT)[0] == 1
    (row,) = listed(capsys)
    shown = json.loads(call(capsys, "runs", "show", row["id"][:5], "--format", "json")[1])
    assert [file["path"] for file in shown["files"]] == ["one/2026-11-24T1000/one.md"]
    ((channel, status),) = [(d["channel"], d["status"]) for d in shown["deliveries"]]
    assert (channel, status) == ("desk", "failed")
    assert [line["event"] for line in shown["log"]] == ["queued", "running", "rendered", "not sent", "dead"]
    text = call(capsys, "runs", "show", row["id"])[1]
    assert f"{row['id']}  one\n" in text
    assert "Slot:   2026-11-24T10:00:00+01:00 (2026-11-24T09:00:00.000Z), by hand" in text
    assert "State:  dead: not delivered: desk" in text
    assert "  desk: failed, 1 attempt(s): " in text


def test_a_run_taken_up_again_goes_on_at_the_next_look(project, capsys):
    (project / "desk").rmdir()
    call(capsys, "run", "one", "--slot", SLOT)
    (row,) = listed(capsys)
    (project / "desk").mkdir()
    code, out, _ = call(capsys, "retry", row["id"][:6])
    assert (code, out) == (0, f"{row['id']} one: dead, now rendered\n")
    assert call(capsys, "run", "--due")[0] == 0
    assert (project / "desk/one.md").exists()
    code, _, err = call(capsys, "retry", row["id"])
    assert (code, "is delivered" in err) == (2, True)


def test_a_paused_schedule_runs_nothing_and_each_slot_says_so(project, capsys):
    call(capsys, "run", "--due")
    connection = sqlite3.connect(project / ".briefgen/runs.sqlite", isolation_level=None)
    assert call(capsys, "pause", "one")[0] == 0
    connection.execute("UPDATE pauses SET since = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-3 hours')")
    connection.close()
    set_back(project)
    assert call(capsys, "run", "--due")[:2] == (0, "")
    rows = listed(capsys)
    assert [row["state"] for row in rows] == ["skipped", "skipped"]
    assert rows[0]["reason"].startswith("paused since ")
    assert "goes on" in call(capsys, "resume", "one")[2]
    assert "was not paused" in call(capsys, "resume", "one")[2]


def test_prune_removes_what_it_said_it_would(project, capsys):
    for slot in (SLOT, "2026-11-23T10:00"):
        call(capsys, "run", "one", "--slot", slot)
    said = call(capsys, "prune", "--dry-run")[1]
    done = call(capsys, "prune")[1]
    assert done == said.replace("would remove", "removed")
    assert sorted(p.name for p in (project / "build/one").iterdir()) == ["2026-11-24T1000"]
    assert len(listed(capsys)) == 1


# Damage ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["run", "--due"], ["run", "one"], ["runs"], ["pause", "--all"], ["prune"]])
def test_a_damaged_record_is_1_and_every_command_names_the_way_out(project, capsys, arguments):
    call(capsys, "run", "one", "--slot", SLOT)
    record = project / ".briefgen/runs.sqlite"
    record.write_bytes(record.read_bytes()[:5000])
    before = tree(project)
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (1, "")
    assert "error BG610" in err
    assert "briefgen doctor --rebuild" in err
    assert tree(project) == before


@pytest.mark.parametrize("damage", ["cut short", "gone", "empty", "of a newer version"])
def test_a_record_is_made_anew_from_the_manifests_and_the_old_one_is_kept(project, capsys, damage):
    call(capsys, "run", "one", "--slot", SLOT)
    call(capsys, "run", "one", "--slot", "2026-11-23T10:00")
    before = listed(capsys)
    record = project / ".briefgen/runs.sqlite"
    if damage == "gone":
        record.unlink()
    elif damage == "of a newer version":
        connection = sqlite3.connect(record)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        record.write_bytes(record.read_bytes()[: 5000 if damage == "cut short" else 0])
    assert call(capsys, "run", "--due")[0] == 1
    code, out, err = call(capsys, "doctor", "--rebuild")
    assert (code, "2 run(s)" in out) == (0, True)
    after = listed(capsys)
    assert [(row["id"], row["state"], row["manifest"]) for row in after] == [
        (row["id"], "delivered", row["manifest"]) for row in before
    ]
    aside = [p.name for p in record.parent.iterdir() if ".aside-" in p.name]
    assert len(aside) == (0 if damage == "gone" else 1)
    assert all(name in err for name in aside)
    assert call(capsys, "run", "one", "--slot", SLOT)[0] == 0
    assert len(listed(capsys)) == 2


def test_a_manifest_that_cannot_be_read_is_said_and_the_others_count(project, capsys):
    for slot in (SLOT, "2026-11-23T10:00"):
        call(capsys, "run", "one", "--slot", slot)
    (project / "build/one/2026-11-23T1000/manifest.json").write_text("{", encoding="utf-8")
    (project / ".briefgen/runs.sqlite").unlink()
    code, out, err = call(capsys, "doctor", "--rebuild")
    assert (code, "1 run(s)" in out, "BG503" in err) == (0, True, True)
