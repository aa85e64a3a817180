import configparser
import shlex
import shutil
import subprocess

import pytest
import yaml

from briefgen.batch import exporting
from briefgen.errors import BriefgenError

AWKWARD = ("/opt/my python/bin/python3", "-m", "briefgen", "--config", '/srv/50% "$HOME" of\\it\'s/briefs.yaml')


def without_comments(text):
    return "\n".join(line for line in text.splitlines() if line and not line.startswith("#"))


def test_a_systemd_command_is_quoted_so_that_systemd_reads_the_same_words():
    unit = exporting.systemd(AWKWARD, name="briefgen")["briefgen.service"]
    (line,) = (line for line in unit.splitlines() if line.startswith("ExecStart="))
    assert line == (
        'ExecStart="/opt/my python/bin/python3" -m briefgen --config "/srv/50%% \\"$$HOME\\" of\\\\it\'s/briefs.yaml"'
    )


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_accepts_the_units(tmp_path):
    for name, text in exporting.systemd(("/bin/sh", *AWKWARD[1:]), name="briefgen").items():
        (tmp_path / name).write_text(text)
    units = [str(tmp_path / f"briefgen.{kind}") for kind in ("service", "timer")]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    assert [line for line in done.stderr.splitlines() if str(tmp_path) in line or "briefgen" in line] == []
    assert done.returncode == 0


def test_the_timer_ticks_every_minute_of_a_clock_that_never_changes():
    timer = configparser.ConfigParser()
    timer.read_string(exporting.systemd(("/bin/true",), name="briefs")["briefs.timer"])
    assert timer["Timer"]["OnCalendar"] == "*-*-* *:*:00 UTC"


def test_a_crontab_line_gives_the_shell_the_same_words():
    awkward = [word.replace("\\", "") for word in AWKWARD]
    text = exporting.crontab(awkward, name="briefgen")["briefgen.crontab"]
    line = without_comments(text)
    when, command = line[: len("* * * * * ")], line[len("* * * * * ") :]
    assert when == "* * * * * "
    assert command.count("%") == command.count("\\%") == 1  # a bare % ends the command
    assert shlex.split(command.replace("\\%", "%")) == awkward  # cron takes the backslash away


def test_a_backslash_in_a_crontab_is_refused():
    with pytest.raises(BriefgenError, match="backslash"):
        exporting.crontab(AWKWARD, name="briefgen")


def test_the_cron_job_is_yaml_and_never_overlaps():
    job = yaml.safe_load(exporting.kubernetes('reg:5000/a"b: {c}', name="morning")["morning.yaml"])
    assert (job["apiVersion"], job["kind"], job["metadata"]["name"]) == ("batch/v1", "CronJob", "morning")
    assert (job["spec"]["schedule"], job["spec"]["timeZone"]) == ("* * * * *", "Etc/UTC")
    assert job["spec"]["concurrencyPolicy"] == "Forbid"
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert pod["restartPolicy"] == "Never"
    (container,) = pod["containers"]
    assert container["image"] == 'reg:5000/a"b: {c}'
    assert container["command"] == ["briefgen", "run", "--due", "--config", "/work/briefs.yaml"]
    assert pod["volumes"][0]["name"] == container["volumeMounts"][0]["name"]


@pytest.mark.parametrize("write", [exporting.systemd, exporting.crontab])
def test_a_path_that_would_end_the_line_is_refused(write):
    with pytest.raises(BriefgenError, match="control character"):
        write(("/bin/true", "a\nExecStart=/bin/evil"), name="briefgen")


@pytest.mark.parametrize("name", ["", "../x", "Morning", "a b", "-a", "a-", "x" * 60])
def test_a_name_that_is_no_unit_name_is_refused(name):
    with pytest.raises(BriefgenError, match="cannot be a name here"):
        exporting.kubernetes("image", name=name)
