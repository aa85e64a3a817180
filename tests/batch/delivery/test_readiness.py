"""What is not there yet is told before the night, each with its place, and nothing of what is there is shown."""

from __future__ import annotations

import pytest

from briefgen import config
from briefgen.batch.delivery import readiness

FILE = """\
channels:
  archive: {folder: share}
  mail:
    email:
      host: smtp.example.org
      from: a@example.org
      to: [b@example.org]
      username: desk
      password: ${SMTP_PASSWORD}
  hook:
    webhook:
      url: https://example.org/${HOOK_PATH}
      secret_file: hook.secret
briefs:
  a:
    title: What ${NOTHING} means
    sources: [x.txt]
    ping: ${PING_URL}
"""


@pytest.fixture
def found(tmp_path, monkeypatch):
    path = tmp_path / "briefs.yaml"
    path.write_text(FILE)
    for name in ("SMTP_PASSWORD", "SMTP_PASSWORD_FILE", "HOOK_PATH", "PING_URL"):
        monkeypatch.delenv(name, raising=False)
    loaded, problems = config.load(path)
    assert problems == ()
    return lambda: [(p.severity, p.line, p.column, p.message) for p in readiness.missing(path, loaded)]


def test_each_thing_that_is_missing_has_its_place(tmp_path, found):
    assert sorted(found(), key=lambda fault: fault[1]) == [
        ("warning", 2, 21, f"there is no folder {tmp_path}/share"),
        ("warning", 9, 17, "the environment variable SMTP_PASSWORD is not set"),
        ("warning", 12, 12, "the environment variable HOOK_PATH is not set"),
        ("warning", 13, 20, f"{tmp_path}/hook.secret cannot be read"),
        ("warning", 18, 11, "the environment variable PING_URL is not set"),
    ]


def test_what_is_there_is_not_told(tmp_path, found, monkeypatch):
    (tmp_path / "share").mkdir()
    (tmp_path / "hook.secret").write_text("s")
    monkeypatch.setenv("SMTP_PASSWORD_FILE", "/run/secrets/smtp")
    monkeypatch.setenv("HOOK_PATH", "p")
    monkeypatch.setenv("PING_URL", "https://example.org/")
    assert found() == []


def test_a_format_that_a_channel_sends_and_a_brief_lacks_is_an_error(tmp_path):
    path = tmp_path / "briefs.yaml"
    path.write_text(
        "channels: {mail: {email: {host: h, from: a@b.org, to: [a@b.org]}}, hook: {webhook: {url: '${U}', secret: '${U}'}}}\n"
        "defaults: {formats: [md], deliver: [mail, hook]}\n"
        "briefs:\n"
        "  a: {title: T, sources: [x]}\n"
        "  b: {title: T, sources: [x], formats: [pdf]}\n"
        "  c: {title: T, sources: [x], deliver: [hook]}\n"
        "  d: {title: T, sources: [x], schedule: {cron: '@daily', timezone: UTC, formats: [pdf]}}\n"
    )
    loaded, _ = config.load(path)
    errors = [p for p in readiness.missing(path, loaded) if p.severity == "error"]
    assert [(p.rule, p.line, p.message) for p in errors] == [
        ("BG114", 4, "the channel 'mail' sends pdf, which a is not built as")
    ]
