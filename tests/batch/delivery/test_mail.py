"""Mail over real connections: what each answer, drop and silence of a server is taken for, and who gets it again."""

from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parcels import NOW, TEXT, channel, make_parcel, with_file
from servers import DROP, ENDLESS, SILENT, SLOW, MailScript, full_backlog, make_certificate, refused_port

from briefgen.batch.delivery import deliver, letter


@pytest.fixture
def parcel(tmp_path):
    return make_parcel(tmp_path)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("tls"))


def mail(tmp_path, port, more="", timeout_s=5):
    """A mail channel to a port of this machine, without TLS."""
    return channel(
        tmp_path,
        f"{{email: {{host: 127.0.0.1, port: {port}, tls: none, from: Desk <desk@example.org>, "
        f"to: [chief@example.org, aide@example.org], timeout_s: {timeout_s}{more}}}}}",
    )


def sent(tmp_path, parcel, server, more="", timeout_s=5, **given):
    with server:
        return deliver(mail(tmp_path, server.port, more, timeout_s), parcel, now=NOW, **given)


def outcomes(receipt):
    return [(r.address.partition("@")[0], r.status) for r in receipt.recipients]


# What is sent ----------------------------------------------------------------------------------


class Inbox:
    """An aiosmtpd handler that keeps every message with its envelope."""

    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, _server, _session, envelope):
        self.envelopes.append(envelope)
        return "250 kept"

    def message(self):
        (envelope,) = self.envelopes
        return email.message_from_bytes(envelope.content, policy=email.policy.default)


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def server(request, inbox):
    """A real mail server on this machine; its keywords come as the parameter."""
    asyncio.set_event_loop(None)
    controller = Controller(inbox, hostname="localhost", port=refused_port(), **getattr(request, "param", {}))
    controller.start()
    yield controller
    controller.stop()


def test_the_markdown_is_the_text_and_the_pdf_is_attached(tmp_path, parcel, server, inbox):
    receipt = deliver(mail(tmp_path, server.port), parcel, now=NOW)
    assert (receipt.status, receipt.remote_id) == ("delivered", parcel.key)
    assert outcomes(receipt) == [("chief", "taken"), ("aide", "taken")]
    message = inbox.message()
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == TEXT
    (pdf,) = message.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content_type()) == ("water-plan.pdf", "application/pdf")
    assert pdf.get_content() == parcel.files[0].path.read_bytes()


def test_the_headers_say_who_when_and_which_delivery(tmp_path, parcel, server, inbox):
    deliver(mail(tmp_path, server.port, ", cc: [c@example.org], bcc: [hidden@example.org]"), parcel, now=NOW)
    message = inbox.message()
    assert message["From"] == "Desk <desk@example.org>"
    assert (message["To"], message["Cc"], message["Bcc"]) == (
        "chief@example.org, aide@example.org",
        "c@example.org",
        None,
    )
    assert message["Subject"] == "The national water plan"
    assert message["Date"].datetime == NOW
    assert message["Message-ID"] == f"<{parcel.key}@example.org>"
    assert message["X-Briefgen-Delivery"] == parcel.key
    assert message["Auto-Submitted"] == "auto-generated"
    assert inbox.envelopes[0].rcpt_tos[-1] == "hidden@example.org"


def test_html_that_was_built_is_the_other_form_of_the_text(tmp_path, parcel, server, inbox):
    deliver(mail(tmp_path, server.port), with_file(parcel, "water-plan.html", b"<p>At least 95</p>\n"), now=NOW)
    message = inbox.message()
    assert message.get_body(("html",)).get_content().strip() == "<p>At least 95</p>"
    assert message.get_body(("plain",)).get_content().startswith("# The national")
    assert [part.get_filename() for part in message.iter_attachments()] == ["water-plan.pdf"]


def test_plain_text_that_was_built_is_the_text(tmp_path, parcel, server, inbox):
    deliver(mail(tmp_path, server.port), with_file(parcel, "water-plan.txt", b"At least 95 [1]\n"), now=NOW)
    assert inbox.message().get_body(("plain",)).get_content().strip() == "At least 95 [1]"


def test_two_tries_send_the_same_bytes(tmp_path, parcel, server, inbox):
    for _ in range(2):
        deliver(mail(tmp_path, server.port), parcel, now=NOW)
    first, second = (envelope.content for envelope in inbox.envelopes)
    assert first == second


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Plan\r\nBcc: spy@example.org\r\n\r\nbody", "Plan Bcc: spy@example.org body"),
        ("Plan\x1b[31m\x00\u2028x", "Plan [31m x"),
        ("می\u200cخواهم 5\xa0km", "می\u200cخواهم 5 km"),
        ("Größe: 東京, القاهرة", "Größe: 東京, القاهرة"),
        ("=?utf-8?q?Bcc=3A_x?=", "Bcc: x"),
        ("", ""),
    ],
)
def test_a_title_is_one_line_and_adds_no_header(tmp_path, parcel, server, inbox, title, subject):
    assert deliver(mail(tmp_path, server.port), replace(parcel, title=title), now=NOW).status == "delivered"
    message = inbox.message()
    assert message["Subject"] == subject
    assert message["Bcc"] is None
    assert message.get_body(("plain",)).get_content().startswith("# The national")


def test_a_title_of_300_characters_is_cut_and_says_so(tmp_path, parcel, server, inbox):
    deliver(mail(tmp_path, server.port), replace(parcel, title="Wörter " * 43), now=NOW)
    subject = inbox.message()["Subject"]
    assert len(subject) <= 200
    assert subject.endswith("…")


def test_a_subject_follows_its_template(tmp_path, parcel, server, inbox):
    deliver(mail(tmp_path, server.port, ", subject: '{brief}: {title} ({as_of:%d %B %Y})'"), parcel, now=NOW)
    assert inbox.message()["Subject"] == "water-plan: The national water plan (05 January 2026)"


def test_half_a_character_in_a_text_does_not_stop_it(tmp_path, parcel, server, inbox):
    assert (
        deliver(mail(tmp_path, server.port), replace(parcel, text="a \ud800\x00\xa0\xadb\n"), now=NOW).status
        == "delivered"
    )
    assert inbox.message().get_body(("plain",)).get_content().strip() == "a ��\xa0\xadb"


@pytest.mark.parametrize("server", [{"enable_SMTPUTF8": True}], indirect=True)
def test_addresses_of_any_script_arrive_where_the_server_takes_them(tmp_path, parcel, server, inbox):
    more = ', cc: [\'"Größe, Dr. \\"G\\"" <größe@exämple.org>\']'.replace("'", "'")
    receipt = deliver(mail(tmp_path, server.port, more), parcel, now=NOW)
    assert receipt.status == "delivered"
    assert inbox.envelopes[0].rcpt_tos[-1] == "größe@xn--exmple-cua.org"
    assert "größe@xn--exmple-cua.org" in inbox.message()["Cc"]


@pytest.mark.parametrize("server", [{"enable_SMTPUTF8": False}], indirect=True)
def test_addresses_that_the_server_cannot_take_are_said(tmp_path, parcel, server):
    receipt = deliver(mail(tmp_path, server.port, ", cc: [größe@example.org]"), parcel, now=NOW)
    assert receipt.status == "permanent"
    assert "SMTPUTF8" in receipt.detail


def test_a_domain_of_any_script_needs_nothing_of_the_server(tmp_path, parcel, server, inbox):
    assert deliver(mail(tmp_path, server.port, ", cc: [g@exämple.org]"), parcel, now=NOW).status == "delivered"
    assert inbox.message()["Cc"] == "g@xn--exmple-cua.org"


@pytest.fixture
def frame(tmp_path, parcel):
    """A mail with any title and text, made without loading the channel again."""
    config = mail(tmp_path, 25).settings
    return lambda title, text: letter.written(config, replace(parcel, title=title, text=text), now=NOW)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=300), text=st.text(max_size=300))
def test_no_title_and_no_text_changes_the_frame_of_a_mail(frame, title, text):
    data = frame(title, text)
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert message.defects == []
    assert message["To"] == "chief@example.org, aide@example.org"
    assert [part.get_content_type() for part in message.walk()] == ["multipart/mixed", "text/plain", "application/pdf"]
    assert message.keys() == [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "X-Briefgen-Delivery",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
    ]
    assert all(len(line) <= 998 and b"\n" not in line and b"\r" not in line for line in data.split(b"\r\n"))


def test_a_pdf_of_30_mb_is_refused_before_anything_is_sent(tmp_path, parcel):
    large = replace(parcel, files=())
    large = with_file(replace(large, files=parcel.files[1:]), "large.pdf", bytes(30_000_000))
    with MailScript() as script:
        receipt = deliver(mail(tmp_path, script.port), large, now=NOW)
    assert receipt.status == "permanent"
    assert "30.0 MB" in receipt.detail
    assert "max_mb" in receipt.detail
    assert script.asked == []


def test_a_server_that_takes_less_is_asked_no_further(tmp_path, parcel):
    script = MailScript(EHLO="250-test\r\n250 SIZE 1000")
    receipt = sent(tmp_path, with_file(parcel, "water-plan.html", b"x" * 2_000), script)
    assert receipt.status == "permanent"
    assert "allows 0.0 MB" in receipt.detail
    assert [line[:4] for line in script.asked] == ["ehlo"]


# What answers mean -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script",
    [
        {"greeting": "421 too busy"},
        {"MAIL": "451 later"},
        {"RCPT": "450 mailbox busy"},
        {"RCPT": "421 closing"},
        {"DATA": "451 later"},
        {"end": "452 no room"},
        {"greeting": DROP},
        {"EHLO": DROP},
        {"MAIL": DROP},
        {"RCPT": DROP},
        {"DATA": DROP},
        {"greeting": "this is no mail server"},
    ],
    ids=lambda script: " ".join(script),
)
def test_what_may_pass_is_temporary_and_sure(tmp_path, parcel, script):
    receipt = sent(tmp_path, parcel, MailScript(**script))
    assert (receipt.status, receipt.uncertain) == ("temporary", False)
    assert receipt.taken == frozenset()
    assert len(receipt.detail) < 900


@pytest.mark.parametrize(
    "script",
    [
        {"greeting": "554 no service"},
        {"EHLO": "502 what?", "HELO": "550 go away"},
        {"MAIL": "550 sender unknown"},
        {"RCPT": "550 no such user"},
        {"DATA": "554 no valid recipients"},
        {"end": "550 looks like spam"},
    ],
    ids=lambda script: " ".join(script),
)
def test_what_a_server_refuses_for_good_is_permanent_and_says_its_words(tmp_path, parcel, script):
    receipt = sent(tmp_path, parcel, MailScript(**script))
    assert (receipt.status, receipt.uncertain) == ("permanent", False)
    assert list(script.values())[-1] in receipt.detail


def test_a_line_without_end_is_no_mail_server(tmp_path, parcel):
    receipt = sent(tmp_path, parcel, MailScript(greeting="220 " + "x" * 10_000))
    assert (receipt.status, receipt.detail) == ("permanent", "greeting: 500 Line too long.")


def test_an_old_server_that_knows_no_ehlo_is_served(tmp_path, parcel):
    script = MailScript(EHLO="502 what?")
    assert sent(tmp_path, parcel, script).status == "delivered"
    assert TEXT.splitlines()[0].encode() in script.messages[0]


def test_a_dot_that_opens_a_line_is_doubled_on_the_way(tmp_path, parcel):
    script = MailScript()
    sent(tmp_path, parcel, script)
    assert b"\r\n..\r\n..a line with a dot\r\n" in script.messages[0]


def test_nobody_at_the_port_is_temporary(tmp_path, parcel):
    receipt = deliver(mail(tmp_path, refused_port()), parcel, now=NOW)
    assert (receipt.status, receipt.detail) == ("temporary", "connecting: Connection refused")


def test_a_name_that_nobody_knows_is_temporary(tmp_path, parcel):
    flow = "{email: {host: smtp.invalid, from: a@example.org, to: [b@example.org]}}"
    receipt = deliver(channel(tmp_path, flow), parcel, now=NOW)
    assert receipt.status == "temporary"
    assert "looked up" in receipt.detail


def test_a_kernel_that_answers_for_a_dead_server_is_temporary(tmp_path, parcel):
    with full_backlog() as port:
        receipt = deliver(mail(tmp_path, port, timeout_s=0.2), parcel, now=NOW)
    assert receipt.status == "temporary"


@pytest.mark.parametrize(
    ("stage", "way"),
    [(stage, SILENT) for stage in ("greeting", "EHLO", "MAIL", "RCPT", "DATA")]
    + [(stage, way) for stage in ("greeting", "RCPT") for way in (ENDLESS, SLOW)],
)
def test_a_server_that_never_ends_its_answer_is_left_in_time(tmp_path, parcel, stage, way):
    receipt = sent(tmp_path, parcel, MailScript(**{stage: way}), timeout_s=0.2)
    assert (receipt.status, receipt.uncertain) == ("temporary", False)
    assert "time" in receipt.detail


@pytest.mark.parametrize("way", [DROP, SILENT, ENDLESS])
def test_after_the_message_a_drop_or_silence_leaves_it_unknown(tmp_path, parcel, way):
    receipt = sent(tmp_path, parcel, MailScript(end=way), timeout_s=0.2)
    assert (receipt.status, receipt.uncertain, receipt.remote_id) == ("temporary", True, parcel.key)
    assert "may have taken the message" in receipt.detail
    assert outcomes(receipt) == [("chief", "unknown"), ("aide", "unknown")]


def test_a_drop_while_parting_changes_nothing(tmp_path, parcel):
    assert sent(tmp_path, parcel, MailScript(QUIT=DROP)).status == "delivered"


# Several recipients ----------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "status"), [("550 no such user", "permanent"), ("450 busy", "temporary")])
def test_each_recipient_has_an_own_outcome(tmp_path, parcel, code, status):
    receipt = sent(tmp_path, parcel, MailScript(RCPT=["250 ok", code]))
    assert receipt.status == status
    assert outcomes(receipt) == [("chief", "taken"), ("aide", status)]
    assert f"aide@example.org: {code}" in receipt.detail
    assert "taken for 1 of 2" in receipt.detail


def test_another_try_goes_to_those_alone_who_do_not_have_it(tmp_path, parcel):
    first = sent(tmp_path, parcel, MailScript(RCPT=["250 ok", "450 busy"]))
    script = MailScript()
    second = sent(tmp_path, parcel, script, earlier=first)
    assert second.status == "delivered"
    assert script.asked[2] == "rcpt TO:<aide@example.org>"
    assert len(script.asked) == 5
    assert sorted(outcomes(second)) == [("aide", "taken"), ("chief", "taken")]


def test_a_try_that_fails_early_forgets_nobody_who_has_it(tmp_path, parcel):
    first = sent(tmp_path, parcel, MailScript(RCPT=["250 ok", "450 busy"]))
    second = deliver(mail(tmp_path, refused_port()), parcel, now=NOW, earlier=first)
    assert second.status == "temporary"
    assert second.taken == {"chief@example.org"}
    parcel.files[0].path.unlink()
    third = deliver(mail(tmp_path, refused_port()), parcel, now=NOW, earlier=second)
    assert (third.status, third.taken) == ("permanent", {"chief@example.org"})


def test_when_everybody_has_it_nothing_is_sent(tmp_path, parcel):
    first = sent(tmp_path, parcel, MailScript())
    assert deliver(mail(tmp_path, refused_port()), parcel, now=NOW, earlier=first).status == "delivered"


# TLS and names ---------------------------------------------------------------------------------


def tls_mail(tmp_path, port, kind, more=""):
    return channel(
        tmp_path,
        f"{{email: {{host: localhost, port: {port}, tls: {kind}, from: desk@example.org, to: [chief@example.org], "
        f"timeout_s: 5{more}}}}}",
    )


def served(inbox, certificate, *, implicit=False, **more):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    where = {"hostname": "127.0.0.1", "port": refused_port()}
    if implicit:
        return Controller(inbox, ssl_context=context, **where, **more)
    return Controller(inbox, tls_context=context, **where, **more)


@pytest.mark.parametrize("kind", ["implicit", "starttls"])
def test_a_certificate_that_is_trusted_lets_it_through(tmp_path, parcel, inbox, certificate, kind):
    controller = served(inbox, certificate, implicit=kind == "implicit")
    controller.start()
    try:
        receipt = deliver(tls_mail(tmp_path, controller.port, kind, f", ca_file: {certificate}"), parcel, now=NOW)
    finally:
        controller.stop()
    assert receipt.status == "delivered"
    assert inbox.message()["To"] == "chief@example.org"


@pytest.mark.parametrize("kind", ["implicit", "starttls"])
def test_a_certificate_that_signs_itself_is_refused_and_nothing_is_sent(tmp_path, parcel, inbox, certificate, kind):
    controller = served(inbox, certificate, implicit=kind == "implicit")
    controller.start()
    try:
        receipt = deliver(tls_mail(tmp_path, controller.port, kind), parcel, now=NOW)
    finally:
        controller.stop()
    assert receipt.status == "permanent"
    assert "certificate is not trusted (self-signed certificate)" in receipt.detail
    assert inbox.envelopes == []


def test_a_server_without_starttls_gets_nothing(tmp_path, parcel):
    with MailScript() as script:
        receipt = deliver(tls_mail(tmp_path, script.port, "starttls"), parcel, now=NOW)
    assert receipt.status == "permanent"
    assert "does not offer STARTTLS" in receipt.detail
    assert script.messages == []


def test_tls_to_a_port_that_speaks_none_waits_for_a_person(tmp_path, parcel):
    with MailScript() as script:
        receipt = deliver(tls_mail(tmp_path, script.port, "implicit"), parcel, now=NOW)
    assert receipt.status == "permanent"
    assert receipt.detail.startswith("TLS: ")


LOGIN = ", username: desk, password: '${SMTP_PASSWORD}'"


def check(server, session, envelope, mechanism, data):
    return AuthResult(handled=False, success=(data.login, data.password) == (b"desk", "pässword".encode()))


@pytest.mark.parametrize("excluded", [[], ["PLAIN"]])
@pytest.mark.parametrize(("password", "status"), [("pässword", "delivered"), ("wrong", "permanent")])
def test_a_name_and_its_password(tmp_path, parcel, inbox, certificate, monkeypatch, excluded, password, status):
    monkeypatch.setenv("SMTP_PASSWORD", password)
    controller = served(inbox, certificate, authenticator=check, auth_required=True, auth_exclude_mechanism=excluded)
    controller.start()
    try:
        receipt = deliver(
            tls_mail(tmp_path, controller.port, "starttls", f", ca_file: {certificate}{LOGIN}"), parcel, now=NOW
        )
    finally:
        controller.stop()
    assert receipt.status == status
    assert len(inbox.envelopes) == (status == "delivered")


@pytest.mark.parametrize(
    ("script", "status"),
    [
        ({"AUTH": "454 not now"}, "temporary"),
        ({"AUTH": "535 wrong"}, "permanent"),
        ({"EHLO": "250-test\r\n250 AUTH CRAM-MD5"}, "permanent"),
        ({"EHLO": "250 test"}, "permanent"),
        ({"AUTH": DROP}, "temporary"),
    ],
)
def test_what_is_said_of_a_login(tmp_path, parcel, monkeypatch, script, status):
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")
    receipt = sent(tmp_path, parcel, MailScript(**{"EHLO": "250-test\r\n250 AUTH PLAIN", **script}), LOGIN)
    assert receipt.status == status
    assert "hunter2" not in repr(receipt)


def test_a_server_that_repeats_the_password_is_not_quoted(tmp_path, parcel, monkeypatch):
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")
    script = MailScript(EHLO="250-test\r\n250 AUTH PLAIN", AUTH="535 hunter2 is wrong\x1b[2J for desk")
    receipt = sent(tmp_path, parcel, script, LOGIN)
    assert receipt.detail == "login: 535 ••• is wrong�[2J for desk"


def test_a_variable_that_is_not_set_is_named(tmp_path, parcel, monkeypatch):
    monkeypatch.delenv("SMTP_PASSWORD", raising=False)
    receipt = deliver(mail(tmp_path, refused_port(), LOGIN), parcel, now=NOW)
    assert (receipt.status, receipt.detail) == ("permanent", "The environment variable SMTP_PASSWORD is not set.")
