"""The build and watch commands as a user meets them: files, exit codes, messages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from briefgen.cli import run
from briefgen.cli.amounts import megabytes, seconds

GOOD = "The council of Leeds approved the road on Monday. The mayor said it would cost at least 40 million pounds."
CONFIG = "briefs:\n  one:\n    title: One\n    sources: [one.txt]\n    formats: [md]\n"


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A folder with a briefs.yaml of one brief, which is also the working directory."""
    (tmp_path / "one.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "briefs.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add_brief(project: Path, name: str, source: str, **more: str) -> None:
    extra = "".join(f"    {key}: {value}\n" for key, value in more.items())
    block = f"  {name}:\n    title: {name}\n    sources: [{source}]\n    formats: [md]\n{extra}"
    with (project / "briefs.yaml").open("a", encoding="utf-8") as file:
        file.write(block)


@pytest.mark.usefixtures("project")
def test_every_written_path_is_printed_alone_on_standard_output(capsys):
    assert run(["build", "--to", "md,html,json,pdf"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [f"build/one/one.{to}" for to in ("md", "html", "json", "pdf")]
    assert [Path(line).stat().st_size > 500 for line in out.splitlines()] == [True] * 4
    assert err == ""


def test_out_moves_the_results(project, capsys):
    assert run(["build", "--out", "elsewhere"]) == 0
    assert capsys.readouterr().out == "elsewhere/one/one.md\n"
    assert not (project / "build").exists()


def test_a_brief_is_built_by_name(project, capsys):
    add_brief(project, "two", "one.txt")
    assert run(["build", "two"]) == 0
    assert capsys.readouterr().out == "build/two/two.md\n"


def test_without_briefs_yaml_the_message_says_how_to_get_one(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["build"]) == 1
    assert "briefgen init" in capsys.readouterr().err


def test_what_can_be_built_is_built_and_then_it_fails_with_4(project, capsys):
    add_brief(project, "two", "missing.txt")
    add_brief(project, "three", "one.txt")
    assert run(["build"]) == 4
    out, err = capsys.readouterr()
    assert out.splitlines() == ["build/one/one.md", "build/three/three.md"]
    assert "missing.txt: error BG201" in err
    told = [line for line in err.splitlines() if line.startswith("[")]
    assert [line[:5] for line in told] == ["[1/3]", "[2/3]", "[3/3]"]
    assert sorted(line[6:] for line in told) == ["one", "three", "two: failed"]
    assert "3 briefs: 2 built, 1 failed." in err


def test_a_file_in_the_way_of_the_output_folder_is_said_and_kept(project, capsys):
    (project / "build").write_text("mine", encoding="utf-8")
    assert run(["build"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "error BG501: cannot be written" in err
    assert (project / "build").read_text(encoding="utf-8") == "mine"


def test_no_format_is_written_when_one_of_them_cannot_be(project, capsys):
    (project / "build/one/one.html").mkdir(parents=True)
    assert run(["build", "--to", "md,html"]) == 1
    assert "one.html: error BG501" in capsys.readouterr().err
    assert [p.name for p in (project / "build/one").iterdir()] == ["one.html"]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% if %}", "brief.md.j2:1: error BG302"),
        ("\n{{ brief.nothing_of_the_kind }}", "brief.md.j2:2: error BG303"),
        ("{% include 'absent.j2' %}", "error BG304: template 'absent.j2' does not exist"),
    ],
)
def test_a_faulty_template_is_1_and_names_its_line(project, capsys, template, message):
    folder = project / "templates" / "brief"
    folder.mkdir(parents=True)
    (folder / "brief.md.j2").write_text(template, encoding="utf-8")
    assert run(["build"]) == 1
    assert message in capsys.readouterr().err
    assert not (project / "build").exists()


def test_json_reports_each_brief_with_its_problems(project, capsys):
    add_brief(project, "two", "missing.txt")
    assert run(["build", "--format", "json"]) == 4
    out, err = capsys.readouterr()
    assert err == ""
    one, two = json.loads(out)
    assert one == {"brief": "one", "built": True, "status": "built", "paths": ["build/one/one.md"], "problems": []}
    assert (two["brief"], two["built"], two["paths"]) == ("two", False, [])
    assert two["problems"] == [
        {
            "rule": "BG201",
            "message": "no such file",
            "severity": "error",
            "file": "missing.txt",
            "line": None,
            "column": None,
            "hint": "paths are relative to briefs.yaml",
        }
    ]


def test_json_reports_a_faulty_briefs_yaml_in_the_same_shape(project, capsys):
    (project / "briefs.yaml").write_text("", encoding="utf-8")
    assert run(["build", "--format", "json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["brief"], report["built"], report["paths"]) == (None, False, [])
    assert [problem["rule"] for problem in report["problems"]] == ["BG101"]


def test_paths_are_told_from_where_the_user_stands(project, monkeypatch, capsys):
    add_brief(project, "two", "missing.txt")
    (project / "below").mkdir()
    monkeypatch.chdir(project / "below")
    assert run(["build", "--config", "../briefs.yaml"]) == 4
    out, err = capsys.readouterr()
    assert out == f"{project}/build/one/one.md\n"
    assert f"{project}/missing.txt: error BG201" in err


def test_as_of_dates_the_brief_and_its_undated_source(project):
    assert run(["build", "--to", "json", "--as-of", "2024-05-15"]) == 0
    brief = json.loads((project / "build/one/one.json").read_text(encoding="utf-8"))
    assert brief["as_of"] == "2024-05-15"
    assert brief["sources"][0]["document"]["published"] == {"date": "2024-05-15", "basis": "operator"}
    assert [(row["as_stated"], row["value"]) for row in brief["timeline"]] == [("on Monday", "2024-05-13")]


def test_without_a_date_none_is_made_up(project):
    assert run(["build", "--to", "json"]) == 0
    brief = json.loads((project / "build/one/one.json").read_text(encoding="utf-8"))
    assert brief["as_of"] is None
    assert [row["value"] for row in brief["timeline"]] == [None]


@pytest.mark.usefixtures("project")
def test_without_pango_a_pdf_is_5_with_the_line_that_installs_it_and_markdown_works(capsys, monkeypatch):
    from briefgen.errors import EnvironmentFault
    from briefgen.rendering import typesetting

    def nothing_there():
        raise EnvironmentFault(f"PDF needs WeasyPrint and Pango; install them: {typesetting.INSTALL}")

    monkeypatch.setattr(typesetting, "_typesetter", nothing_there)
    assert run(["build", "--to", "md,pdf"]) == 5
    out, err = capsys.readouterr()
    assert out == ""
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in err
    assert run(["build", "--to", "md"]) == 0
    assert capsys.readouterr().out == "build/one/one.md\n"


def test_a_copy_counts_once_and_fails_only_under_strict(project, capsys):
    (project / "copy.txt").write_text(GOOD, encoding="utf-8")
    (project / "briefs.yaml").write_text(CONFIG.replace("[one.txt]", "[one.txt, copy.txt]"), encoding="utf-8")
    assert run(["build"]) == 0
    assert "copy.txt: warning BG208: has the same text as one.txt; counted once" in capsys.readouterr().err
    assert run(["build", "--strict"]) == 3
    assert capsys.readouterr().out == "build/one/one.md\n"


def test_a_source_cannot_steer_the_terminal(project, capsys):
    (project / "one.txt").unlink()
    (project / "briefs.yaml").write_text(CONFIG.replace("one.txt", '"a\\e[31m\\x9bb.txt"'), encoding="utf-8")
    assert run(["build"]) == 1
    err = capsys.readouterr().err
    assert "BG201" in err
    assert "\x1b" not in err
    assert "\x9b" not in err


def test_the_same_input_gives_the_same_bytes_under_every_hash_seed(project):
    seen = set()
    for seed in ("0", "1", "random"):
        command = [sys.executable, "-m", "briefgen", "build", "--to", "md,pdf,html,json", "--out", f"out-{seed}"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        seen.add(tuple(path.read_bytes() for path in sorted((project / f"out-{seed}/one").iterdir())))
    assert len(seen) == 1
    assert len(next(iter(seen))) == 5  # the four formats and the manifest


@pytest.mark.usefixtures("project")
def test_an_unchanged_brief_is_said_and_its_paths_are_printed_all_the_same(capsys):
    assert run(["build"]) == 0
    capsys.readouterr()
    assert run(["build"]) == 0
    out, err = capsys.readouterr()
    assert out == "build/one/one.md\n"
    assert err == "one: unchanged, made from the same before; --force builds it anew\n"
    assert run(["build", "--force", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["status"] == "built"


def test_a_limit_holds_for_a_single_brief(project, capsys):
    folder = project / "templates" / "brief"
    folder.mkdir(parents=True)
    loops = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    (folder / "brief.md.j2").write_text(loops, encoding="utf-8")
    assert run(["build", "--timeout", "1s"]) == 1
    assert "one: error BG601: was not done after 1 seconds, and was stopped" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--timeout", "soon", "'soon' is not a time like 90, 90s, 5m or 1h"),
        ("--timeout", "0s", "'0s' is not a time"),
        ("--memory", "2T", "'2T' is not a size like 512M or 2G"),
        ("--jobs", "0", "0 is not in the range x>=1"),
    ],
)
def test_an_amount_that_is_none_is_a_fault_of_usage(capsys, option, value, message):
    assert run(["build", option, value]) == 2
    assert message in capsys.readouterr().err


def test_amounts_are_read_as_people_write_them():
    ctx, parameter = click.Context(click.Command("x")), click.Option(["--x"])
    assert [seconds(ctx, parameter, text) for text in ("90", "90s", "1.5m", "1h", None)] == [90, 90, 90, 3600, None]
    assert [megabytes(ctx, parameter, text) for text in ("512", "512M", "2g", "0.5GB", None)] == [
        512,
        512,
        2048,
        512,
        None,
    ]


# watch -----------------------------------------------------------------------------------------


def wait_for(condition, seconds: float = 20.0) -> bool:
    """True as soon as the condition holds; False when it never did."""
    for _ in range(int(seconds / 0.05)):
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_watch_builds_again_when_a_source_changes_and_ends_cleanly_on_ctrl_c(project):
    output, log = project / "build/one/one.md", project / "log.hidden"
    command = [sys.executable, "-m", "briefgen", "watch"]
    with log.open("w") as file:
        watching = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=file)
    try:
        assert wait_for(lambda: "Watching" in log.read_text())
        time.sleep(0.5)  # the watcher says that it begins a moment before it has begun
        (project / "one.txt").write_text(GOOD + " Residents protested on Tuesday.", encoding="utf-8")
        assert wait_for(lambda: "Residents protested" in output.read_text(encoding="utf-8"))
        (project / "briefs.yaml").write_text("briefs: 3", encoding="utf-8")
        assert wait_for(lambda: "BG105" in log.read_text())
        watching.send_signal(signal.SIGINT)
        assert watching.wait(timeout=20) == 0
    finally:
        watching.kill()
        watching.wait()
    assert "Traceback" not in log.read_text()
