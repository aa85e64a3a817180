"""Channels, secrets and who is told, as briefs.yaml has them."""

from __future__ import annotations

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from briefgen import config
from briefgen.cli import main
from briefgen.config.delivery import over

BRIEF = "briefs:\n  a:\n    title: T\n    sources: [x.txt]\n"
MAIL = "    email: {host: smtp.example.org, from: Desk <desk@example.org>, to: [chief@example.org]}\n"
CHANNELS = f"channels:\n  archive: {{folder: out}}\n  mail:\n{MAIL}"


@pytest.fixture(scope="module")
def schema():
    return jsonschema.Draft202012Validator(config.json_schema())


def load(tmp_path, text):
    path = tmp_path / "briefs.yaml"
    path.write_text(text, encoding="utf-8")
    return config.load(path)


def faults(tmp_path, text):
    loaded, found = load(tmp_path, text)
    assert loaded is None
    return [(p.rule, p.line, p.column, p.message) for p in found]


def email(more):
    return f"channels:\n  m:\n    email:\n      host: smtp.example.org\n      from: a@example.org\n      to: [b@example.org]\n      {more}\n{BRIEF}"


def hook(more):
    return f"channels:\n  h:\n    webhook:\n      url: https://example.org/hook\n      secret: ${{S}}\n      {more}\n{BRIEF}"


def test_briefs_name_channels_and_the_defaults_reach_each(tmp_path):
    loaded, found = load(tmp_path, f"{CHANNELS}defaults: {{deliver: [archive, mail], on_failure: [mail]}}\n{BRIEF}")
    assert found == ()
    assert loaded.briefs[0].deliver == ("archive", "mail")
    assert loaded.briefs[0].on_failure == ("mail",)
    assert [(c.name, c.kind, c.root) for c in loaded.channels.values()] == [
        ("archive", "folder", tmp_path),
        ("mail", "email", tmp_path),
    ]
    assert loaded.channels["mail"].settings.effective_port == 465


def test_a_brief_that_says_nothing_of_delivery_is_delivered_to_nobody(tmp_path):
    brief = load(tmp_path, BRIEF)[0].briefs[0]
    assert (brief.deliver, brief.on_failure, brief.ping) == (None, None, None)


def test_an_unknown_channel_is_named_with_its_place_and_what_was_meant(tmp_path):
    _, found = load(tmp_path, f"{CHANNELS}{BRIEF}    deliver: [archive, mial]\n")
    assert [(p.rule, p.line, p.column, p.message, p.hint) for p in found] == [
        ("BG105", 9, 24, "'mial' is no channel", "did you mean 'mail'?")
    ]


def test_a_folder_cannot_tell_a_person(tmp_path):
    assert faults(tmp_path, f"{CHANNELS}{BRIEF}    on_failure: [archive]\n") == [
        ("BG105", 9, 18, "'archive' is a folder, which tells nobody")
    ]


def test_a_key_in_a_channel_gets_a_suggestion(tmp_path):
    _, found = load(tmp_path, email("frm: x@example.org"))
    assert [(p.rule, p.hint) for p in found] == [("BG104", "did you mean 'from'?")]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (email("password: hunter2"), 17),
        (email("password: ${A}hunter2"), 17),
        (hook("headers: {Authorization: Bearer hunter2}"), 16),
        (hook("headers: {X-Api-Key: hunter2}"), 16),
        (BRIEF + "    ping: https://me:hunter2@example.org/\n", 11),
        (BRIEF + "    ping: https://example.org/?token=hunter2\n", 11),
    ],
)
def test_a_secret_that_is_written_out_is_refused_and_not_repeated(tmp_path, text, column):
    (fault, *others) = faults(tmp_path, text)
    assert fault[0] == "BG109"
    assert fault[2] == column
    assert "hunter2" not in str([fault, *others])
    shown = CliRunner().invoke(main, ["check", "--config", str(tmp_path / "briefs.yaml")], standalone_mode=False)
    assert "BG109" in shown.output
    assert "hunter2" not in shown.output


@pytest.mark.parametrize(
    "line", ["password: hunter2, hst: x", "passwort: hunter2", "'secret' : hunter2", "api_key: hunter2"]
)
def test_the_line_shown_for_another_fault_keeps_a_secret_back(tmp_path, line):
    path = tmp_path / "briefs.yaml"
    path.write_text(
        email("attach: [pdff]")
        .replace("host: smtp.example.org", "host: [x]")
        .replace("email:\n", f"email: {{{line}}}\n  n:\n    email:\n")
    )
    shown = CliRunner().invoke(main, ["check", "--config", str(path)], standalone_mode=False)
    assert "BG10" in shown.output
    assert "hunter2" not in shown.output


@pytest.mark.parametrize(
    "text",
    [
        email("to: [nobody]").replace("      to: [b@example.org]\n", ""),
        email("cc: ['a@b.org\\nBcc: c@d.org']".replace("'", '"')),
        email("subject: '{titel}'"),
        email("subject: '{title.__class__}'"),
        email("subject: '{title:>999999999}'"),
        email("subject: '{as_of'"),
        email("tls: none"),
        email("ca_file: '${HOME}/ca.pem'"),
        email("").replace("smtp.example.org", "${SMTP_HOST}"),
        email("").replace("smtp.example.org", "smtp.example.org:25"),
        email("").replace("smtp.example.org", "smtps://smtp.example.org"),
        "channels:\n  a: {folder: '${HOME}/x'}\n" + BRIEF,
        email("username: me"),
        email("password: ${A}"),
        email("port: 70000"),
        hook("secret_file: x"),
        hook("headers: {'X Y': z}"),
        hook("headers: {Host: z}"),
        hook("headers: {X-Briefgen-Signature: 'v1=${S}'}"),
        hook("").replace("https://example", "http://example"),
        hook("").replace("https://example.org", "ftp://example.org"),
        hook("").replace("https://example.org/hook", "https:///hook"),
        hook("").replace("https://example.org/hook", "https://[::1/hook"),
        "channels:\n  both: {folder: x, webhook: {url: 'https://x.org/', secret: '${S}'}}\n" + BRIEF,
        "channels:\n  none: {}\n" + BRIEF,
        "channels:\n  a b: {folder: x}\n" + BRIEF,
        BRIEF + "    ping: {}\n",
        BRIEF + "    ping: {url: 'https://a.org/', fail: 'https://b.org/'}\n",
    ],
)
def test_what_cannot_work_is_refused_when_it_is_read(tmp_path, text):
    assert [fault[0] for fault in faults(tmp_path, text)] == ["BG105"]


@pytest.mark.parametrize(
    "text",
    [
        email("password_file: ${CREDENTIALS_DIRECTORY}/smtp\n      username: ${WHO}"),
        email("subject: '{brief} {{x}}: {title} ({as_of:%d %B %Y}, {slot:%H%M})'"),
        email("cc: ['Größe, Dr. <größe@exämple.org>']".replace("Größe, Dr.", '"Größe, Dr."')),
        email("port: 2525").replace("host: smtp.example.org", "host: 127.0.0.1\n      tls: none"),
        hook("headers: {Authorization: 'Bearer ${T}', X-Author: desk}"),
        hook("").replace("https://example.org/hook", "http://localhost:8080/hook"),
        hook("").replace("https://example.org/hook", "${URL}"),
        BRIEF + "    ping: ${PING}\n",
        BRIEF + "    ping: {success: 'https://a.org/', fail: 'https://b.org/'}\n",
    ],
)
def test_what_works_is_taken_and_fits_the_schema(tmp_path, schema, text):
    loaded, found = load(tmp_path, text)
    assert found == ()
    assert loaded is not None
    assert list(schema.iter_errors(yaml.safe_load(text))) == []


def test_an_edition_and_a_group_name_channels_too(tmp_path):
    text = f"{CHANNELS}{BRIEF}    editions: {{press: {{marking: TLP:CLEAR, deliver: [male]}}}}\nschedules:\n  g: {{cron: '@daily', timezone: UTC, briefs: [a], on_failure: [archive]}}\n"
    assert [(line, message) for _, line, _, message in faults(tmp_path, text)] == [
        (9, "'male' is no channel"),
        (11, "'archive' is a folder, which tells nobody"),
    ]


def test_what_a_schedule_says_holds_and_where_it_is_silent_the_brief(tmp_path):
    text = f"{CHANNELS}{BRIEF}    deliver: [archive]\n    on_failure: [mail]\n    schedule: {{cron: '@daily', timezone: UTC, deliver: []}}\n"
    brief = load(tmp_path, text)[0].briefs[0]
    both = over(brief.schedule, brief)
    assert (both.deliver, both.on_failure, both.ping) == ((), ("mail",), None)
    assert over(None, brief).deliver == ("archive",)
