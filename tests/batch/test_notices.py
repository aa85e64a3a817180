"""Telling a person and calling a dead-man's switch, over real connections."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
import structlog
from servers import DROP, SILENT, HttpScript, MailScript, refused_port

from briefgen import config
from briefgen.batch import logs, notices
from briefgen.config.delivery import PingConfig
from briefgen.errors import Problem

NOW = dt.datetime(2026, 1, 5, 6, 0, 7, tzinfo=dt.UTC)
FAILURE = notices.Failure(
    run_id="r-17",
    brief="water-plan",
    title="The plan\r\nBcc: x@example.org",
    slot=dt.datetime(2026, 1, 5, 6, 0, tzinfo=dt.UTC),
    reason="BG601: timed out after 900 s",
    problems=tuple(Problem("BG201", f"no such file\x1b {n}\nforged", file="a.txt") for n in range(25)),
    log="/var/log/briefgen.log",
)


@pytest.fixture
def log():
    stream = io.StringIO()
    logs.setup("json", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.reset_defaults()


def channels(tmp_path, mail_port, hook_url):
    path = tmp_path / "briefs.yaml"
    path.write_text(
        "channels:\n"
        f"  mail: {{email: {{host: 127.0.0.1, port: {mail_port}, tls: none, from: a@example.org, to: [b@example.org], timeout_s: 5}}}}\n"
        f"  hook: {{webhook: {{url: '{hook_url}', secret: '${{HOOK_SECRET}}', formats: [pdf], timeout_s: 5}}}}\n"
        "briefs: {a: {title: T, sources: [x]}}\n"
    )
    loaded, _ = config.load(path)
    return tuple(loaded.channels.values())


def test_a_person_is_told_what_failed_why_and_what_to_do(tmp_path, monkeypatch, log):
    monkeypatch.setenv("HOOK_SECRET", "s")
    with MailScript() as mail, HttpScript() as hook:
        told = notices.notify_failure(channels(tmp_path, mail.port, hook.url), FAILURE, now=NOW)
    assert [(channel.name, receipt.status) for channel, receipt in told] == [
        ("mail", "delivered"),
        ("hook", "delivered"),
    ]
    (message,) = mail.messages
    assert b"\r\nSubject: FAILED: The plan Bcc: x@example.org\r\n" in message
    text = json.loads(hook.requests[0][2])
    assert text["kind"] == "failure"
    for said in (
        "water-plan",
        "2026-01-05 06:00 UTC",
        "BG601: timed out",
        "/var/log/briefgen.log",
        "runs show r-17",
        "retry r-17",
        "and 5 more",
    ):
        assert said in text["text"]
    assert "\x1b" not in text["text"]
    assert "\nforged" not in text["text"]
    assert [line["event"] for line in log()] == ["failure told", "failure told"]


def test_a_channel_that_fails_keeps_no_other_waiting_and_is_logged(tmp_path, monkeypatch, log):
    monkeypatch.setenv("HOOK_SECRET", "s")
    with HttpScript() as hook:
        told = notices.notify_failure(channels(tmp_path, refused_port(), hook.url), FAILURE, now=NOW)
    assert [receipt.status for _, receipt in told] == ["temporary", "delivered"]
    assert [(line["event"], line["channel"]) for line in log()] == [
        ("failure not told", "mail"),
        ("failure told", "hook"),
    ]


def test_a_notice_has_the_same_key_each_time_and_another_for_another_run(tmp_path):
    channel = channels(tmp_path, 25, "http://localhost/")[0]
    key = notices.failure_parcel(FAILURE, channel).key
    assert notices.failure_parcel(FAILURE, channel).key == key
    other = notices.Failure("r-18", *(getattr(FAILURE, name) for name in ("brief", "title", "slot", "reason")))
    assert notices.failure_parcel(other, channel).key != key


# The switch ------------------------------------------------------------------------------------


def switch(**given):
    return PingConfig.model_validate(given)


@pytest.mark.parametrize(("event", "path"), [("start", "/x/start?a=1"), ("success", "/x?a=1"), ("fail", "/x/fail?a=1")])
def test_a_switch_is_called_as_healthchecks_has_it(event, path, log):
    with HttpScript() as server:
        url = server.url.replace("/hook", "/x?a=1")
        receipt = notices.ping(switch(url=url), event, now=NOW, text="y" * 20_000 + "end")
    assert receipt.status == "delivered"
    ((first, _, body),) = server.requests
    assert first == f"POST {path} HTTP/1.1".encode()
    assert len(body) == 10_000
    assert body.endswith(b"end")
    assert log() == []


def test_an_event_has_its_own_address_or_none():
    with HttpScript() as server:
        own = switch(success=server.url, fail=server.url + "?state=fail")
        assert notices.ping(own, "start", now=NOW) is None
        assert notices.ping(own, "fail", now=NOW).status == "delivered"
    assert [first for first, _, _ in server.requests] == [b"POST /hook?state=fail HTTP/1.1"]


@pytest.mark.parametrize("answer", [DROP, SILENT, b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", b"\x00\x00"])
def test_a_call_that_fails_is_a_line_in_the_log_and_no_more(answer, log):
    with HttpScript(answer) as server:
        receipt = notices.ping(switch(url=server.url, timeout_s=0.3), "start", now=NOW)
    assert receipt.status != "delivered"
    assert [(line["event"], line["level"], line["ping"]) for line in log()] == [("ping failed", "warning", "start")]


@pytest.mark.parametrize("value", [None, "", "s3cret", "http://example.org/s3cret", "https://s3cret:99999/"])
def test_an_address_that_cannot_be_used_breaks_nothing_and_is_not_shown(monkeypatch, value, log):
    monkeypatch.delenv("PING_URL", raising=False)
    if value is not None:
        monkeypatch.setenv("PING_URL", value)
    receipt = notices.ping(switch(url="${PING_URL}"), "success", now=NOW)
    assert receipt.status == "permanent"
    assert "PING_URL" in receipt.detail
    assert "s3cret" not in str((receipt, log()))


def test_a_proxy_that_cannot_be_used_breaks_nothing_and_is_not_shown(monkeypatch, log):
    monkeypatch.setenv("http_proxy", "foo://me:s3cret@proxy:1")
    receipt = notices.ping(switch(url="http://127.0.0.1:9/"), "success", now=NOW)
    assert receipt.status == "permanent"
    assert "s3cret" not in str((receipt, log()))
