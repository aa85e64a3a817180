"""deliver test: a message that says it is one, over each channel, with an honest exit code."""

from __future__ import annotations

import json

import pytest
from servers import HttpScript, MailScript, refused_port

from briefgen.cli import run


@pytest.fixture
def briefs(tmp_path, monkeypatch):
    monkeypatch.setenv("HOOK_SECRET", "s3cret")
    (tmp_path / "share").mkdir()

    def write(mail_port, hook_url):
        path = tmp_path / "briefs.yaml"
        path.write_text(
            "channels:\n"
            "  share: {folder: share}\n"
            f"  mail: {{email: {{host: 127.0.0.1, port: {mail_port}, tls: none, from: a@example.org, to: [b@example.org]}}}}\n"
            f"  hook: {{webhook: {{url: '{hook_url}', secret: '${{HOOK_SECRET}}', formats: [pdf]}}}}\n"
            "briefs: {a: {title: T, sources: [x]}}\n"
        )
        return str(path)

    return write


def test_every_channel_gets_a_message_that_says_it_is_a_test(tmp_path, briefs, capsys):
    with MailScript() as mail, HttpScript() as hook:
        assert run(["deliver", "test", "--config", briefs(mail.port, hook.url)]) == 0
    assert b"\r\nSubject: TEST of the channel mail\r\n" in mail.messages[0]
    assert json.loads(hook.requests[0][2])["kind"] == "test"
    assert list((tmp_path / "share").iterdir()) == []
    out, err = capsys.readouterr()
    assert [line.split(":")[:2] for line in out.splitlines()] == [
        ["share", " delivered"],
        ["mail", " delivered"],
        ["hook", " delivered"],
    ]
    assert err == ""


def test_one_that_fails_is_told_and_the_others_are_tried(briefs, capsys):
    with HttpScript() as hook:
        assert run(["deliver", "test", "mail", "hook", "--config", briefs(refused_port(), hook.url)]) == 1
    assert len(hook.requests) == 1
    assert capsys.readouterr().err == "mail: failed, may pass: connecting: Connection refused\n"


def test_a_name_that_is_none_is_usage(briefs, capsys):
    assert run(["deliver", "test", "male", "--config", briefs(25, "http://localhost/")]) == 2
    assert "No channel 'male'" in capsys.readouterr().err


def test_check_warns_of_what_is_not_there_yet(briefs, capsys, monkeypatch):
    monkeypatch.delenv("HOOK_SECRET")
    run(["check", "--config", briefs(25, "http://localhost/")])
    assert "warning BG113: the environment variable HOOK_SECRET is not set" in capsys.readouterr().err
