import json

import pytest

from briefgen.cli import run

FILE = """\
briefs:
  night: {title: T, sources: [x.txt], schedule: {cron: 30 2 * * *, timezone: Europe/Berlin}}
  b: {title: T, sources: [x.txt]}
  c: {title: T, sources: [x.txt]}
  d: {title: T, sources: [x.txt]}
  e: {title: T, sources: [x.txt]}
schedules:
  morning: {briefs: [b, c], cron: 0 7 * * SAT, timezone: America/New_York}
  idle: {briefs: [d], cron: "*/5 * * * *", timezone: UTC, enabled: false}
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefs.yaml").write_text(FILE)
    return tmp_path


def call(capsys, *arguments):
    code = run(["schedule", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_next_lists_all_schedules_in_one_row_with_local_time_and_utc(project, capsys):
    code, out, err = call(capsys, "next", "--from", "2026-10-24T00:00Z", "--days", "3")
    assert code == 0
    assert out.splitlines() == [
        "Sat 2026-10-24 02:30 +02:00  2026-10-24 00:30 UTC  night",
        "Sat 2026-10-24 07:00 -04:00  2026-10-24 11:00 UTC  morning: b, c",
        "Sun 2026-10-25 02:30 +02:00  2026-10-25 00:30 UTC  night  02:30 comes twice on this day; this is the first time",
        "Sun 2026-10-25 02:30 +01:00  2026-10-25 01:30 UTC  night"
        "  skipped: 02:30 comes a second time on this day, and dst.fold is first",
        "Mon 2026-10-26 02:30 +01:00  2026-10-26 01:30 UTC  night",
    ]
    assert err.splitlines() == [
        "night: At 02:30 every day, Europe/Berlin",
        "morning: At 07:00 on Saturday, America/New_York",
        "idle: Every fifth minute of every hour, UTC; not enabled, so nothing runs",
    ]


def test_next_takes_names_of_schedules_and_of_briefs_and_a_count(project, capsys):
    _, by_brief, _ = call(capsys, "next", "c", "--from", "2026-10-24T11:00Z", "--count", "2")
    _, by_schedule, _ = call(capsys, "next", "morning", "--from", "2026-10-24T11:00Z", "--count", "2")
    assert by_brief == by_schedule
    assert [line[4:14] for line in by_brief.splitlines()] == ["2026-10-24", "2026-10-31"]  # the first instant counts


def test_next_takes_a_brief_that_is_built_as_its_editions(project, capsys):
    (project / "briefs.yaml").write_text(
        "briefs:\n  plan:\n    title: T\n    sources: [x.txt]\n    schedule: {cron: 0 7 1 * MON, timezone: UTC}\n"
        "    editions: {in: {marking: 'TLP:AMBER'}, out: {marking: 'TLP:CLEAR', title: T}}\n"
    )
    _, out, err = call(capsys, "next", "plan", "--from", "2026-10-24T11:00Z", "--count", "2")
    assert [line.split()[-1] for line in out.splitlines()] == ["plan-in", "plan-out"]
    assert err.count("BG112") == 1
    assert "briefs.yaml:5:22" in err


def test_next_as_json(project, capsys):
    _, out, _ = call(capsys, "next", "night", "--from", "2026-03-29T00:00Z", "--count", "1", "--format", "json")
    assert json.loads(out) == [
        {
            "schedule": "night",
            "briefs": ["night"],
            "timezone": "Europe/Berlin",
            "local": "2026-03-29T03:00+02:00",
            "utc": "2026-03-29T01:00:00Z",
            "day": "2026-03-29",
            "note": "2026-03-29 02:30 does not exist; runs at 03:00 instead",
            "skipped": None,
        }
    ]


def test_a_long_list_says_how_much_it_leaves_out(project, capsys):
    (project / "briefs.yaml").write_text(FILE.replace(", enabled: false", ""))
    _, out, err = call(capsys, "next", "idle", "--from", "2026-01-01T00:00Z", "--days", "1")
    assert len(out.splitlines()) == 200
    assert "89 more until 2026-01-02 00:00 UTC, see --count" in err  # 12 an hour, both ends


def test_next_says_that_there_is_no_schedule(project, capsys):
    (project / "briefs.yaml").write_text("briefs:\n  a: {title: T, sources: [x.txt]}\n")
    code, out, err = call(capsys, "next")
    assert (code, out) == (0, "")
    assert "no schedule" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("next", "nope"), "No schedule or brief 'nope'"),
        (("next", "e"), "has no schedule"),
        (("next", "--from", "tomorrow"), "is no instant"),
        (("next", "--from", "2026-10-24"), "has no zone; write 2026-10-24T00:00Z"),
        (("next", "--from", "1812-01-01T00:00Z"), "is not between 1970 and 2200"),
        (("next", "--days", "0"), "1<=x<=3660"),
        (("export",), "--systemd, --crontab or --kubernetes"),
        (("export", "--systemd", "--name", "a/b"), "cannot be a name here"),
    ],
)
def test_wrong_use_is_said_and_exits_with_2(project, capsys, arguments, message):
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("--systemd", ["briefgen.service", "briefgen.timer"]),
        ("--crontab", ["briefgen.crontab"]),
        ("--kubernetes", ["briefgen.yaml"]),
    ],
)
def test_export_writes_files_or_prints_them(project, capsys, target, names):
    code, out, _ = call(capsys, "export", target, "--out", "units")
    assert (code, out.split()) == (0, [f"units/{name}" for name in names])
    code, printed, _ = call(capsys, "export", target)
    assert code == 0
    texts = [(project / "units" / name).read_text() for name in names]
    assert all(text in printed for text in texts)


def test_export_calls_this_python_with_the_whole_path_of_the_file(project, capsys):
    _, out, _ = call(capsys, "export", "--crontab")
    assert f"-m briefgen run --due --config {project.resolve()}/briefs.yaml" in out


def test_a_faulty_file_is_said_before_anything_is_written(project, capsys):
    (project / "briefs.yaml").write_text(FILE.replace("30 2", "30 25"))
    code, out, err = call(capsys, "export", "--systemd", "--out", "units")
    assert (code, out) == (1, "")
    assert "BG105" in err
    assert not (project / "units").exists()
