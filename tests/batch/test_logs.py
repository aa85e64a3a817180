"""The log: one line an event, with the run on it, and nothing in it that steers, forges or tells secrets."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import logging
import subprocess
import sys
import threading

import pytest
import structlog

from briefgen.batch import logs
from briefgen.batch.delivery.secrets import Secret

SLOT = dt.datetime(2026, 1, 5, 7, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


@pytest.fixture(autouse=True)
def tidy():
    before = logging.root.handlers[:], logging.root.level
    yield
    structlog.reset_defaults()
    logging.root.handlers[:], _ = before[0], logging.root.setLevel(before[1])


def lines(style, level="info", secrets=()):
    stream = io.StringIO()
    logs.setup(style, level=level, secrets=secrets, stream=stream)
    return stream


def records(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_each_line_names_its_run_brief_and_slot():
    stream = lines("json")
    with logs.bind("r1", "water-plan", SLOT):
        logs.log("info", "building", attempt=1)
    logs.log("warning", "idle")
    first, second = records(stream)
    assert {name: first[name] for name in ("level", "event", "run", "brief", "slot", "attempt")} == {
        "level": "info",
        "event": "building",
        "run": "r1",
        "brief": "water-plan",
        "slot": "2026-01-05T06:00:00+00:00",
        "attempt": 1,
    }
    assert dt.datetime.fromisoformat(first["time"]).utcoffset() == dt.timedelta(0)
    assert "run" not in second


def test_threads_do_not_take_each_others_run():
    stream = lines("json")
    with logs.bind("r1", "a", SLOT):
        thread = threading.Thread(target=lambda: logs.log("info", "elsewhere"))
        thread.start()
        thread.join()
    assert "run" not in records(stream)[0]


def test_a_file_gets_json_and_a_terminal_lines():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    logs.setup("auto", stream=terminal)
    logs.log("error", "not sent", channel="mail", detail="450 later, please")
    assert terminal.getvalue()[19:] == 'Z \x1b[31merror  \x1b[0m not sent  channel=mail detail="450 later, please"\n'
    file = lines("auto")
    logs.log("error", "not sent")
    assert records(file)[0]["event"] == "not sent"


@pytest.mark.parametrize(("level", "count"), [("debug", 4), ("info", 3), ("warning", 2), ("error", 1)])
def test_what_is_below_the_level_is_left_out(level, count):
    stream = lines("json", level)
    for each in ("debug", "info", "warning", "error"):
        logs.log(each, "x")
    assert len(records(stream)) == count


FORGED = "title\n2026-01-05T06:00:00Z info    delivered  brief=other\r\x1b[2J\x9b\u202e\ud800\u2028x"


@pytest.mark.parametrize("style", ["json", "human"])
def test_a_text_of_a_source_stays_on_its_line_and_steers_nothing(style):
    stream = lines(style)
    logs.log("info", FORGED, title=FORGED, **{FORGED: [FORGED, {FORGED: FORGED}]})
    text = stream.getvalue()
    assert len(text.splitlines()) == 1
    assert all(char.isprintable() for char in text.rstrip("\n"))
    text.encode()


def test_no_line_of_a_traceback_passes_for_a_line_of_the_log():
    stream = lines("human")
    try:
        raise ValueError(FORGED)
    except ValueError:
        logs.log_error("crashed")
    first, *rest = stream.getvalue().splitlines()
    assert first.endswith("crashed")
    assert len(rest) > 3
    assert all(row.startswith("    ") for row in rest)


@pytest.mark.parametrize("style", ["json", "human"])
def test_secrets_are_in_no_line_wherever_they_stand(style):
    secret = Secret("hunter2", "SMTP_PASSWORD")
    stream = lines(style, secrets=[secret])
    logs.log("info", "said hunter2", detail={"a": ["x hunter2 y"]}, secret=secret, held=(secret,))
    logs.log("info", "other", smtp_password="another1", headers={"Authorization": "Bearer another1"})
    try:
        raise ValueError("hunter2")
    except ValueError:
        logs.log_error("crashed")
    logging.getLogger("library").error("with %s", "hunter2")
    text = stream.getvalue()
    assert len(text.splitlines()) > 3
    assert "hunter2" not in text
    assert "another1" not in text


def test_a_log_that_cannot_be_written_breaks_nothing():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        logs.setup("json", stream=full)
        logs.log("error", "x")
        with contextlib.suppress(OSError):
            full.close()
    logs.log("error", "the stream is closed")


def test_lines_of_many_threads_stay_whole():
    stream = lines("json")
    threads = [threading.Thread(target=lambda: [logs.log("info", "x" * 500) for _ in range(50)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(records(stream)) == 400


def test_what_libraries_log_has_the_same_form():
    stream = lines("json")
    logging.getLogger("weasyprint").warning("Ignored %r", "x\ny")
    logging.getLogger("httpx").info("HTTP Request: POST https://example.org/secret-path")
    (record,) = records(stream)
    assert (record["logger"], record["level"], record["event"]) == ("weasyprint", "warning", "Ignored 'x\\ny'")


def test_a_value_of_any_kind_can_be_logged():
    stream = lines("json")
    logs.log("info", "x", a=None, b=1.5, c=SLOT, d=object, e={1: 2}, f=float("nan"))
    assert json.loads(stream.getvalue())["c"] == str(SLOT)


def test_help_loads_no_logging_library():
    code = "import sys; from briefgen.cli import run; run(['--help']); sys.exit('structlog' in sys.modules or 'httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
