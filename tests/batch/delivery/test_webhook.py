"""Signed requests over real connections: what arrives, what each answer is taken for, and what is never followed."""

from __future__ import annotations

import base64
import datetime as dt
import email.utils
import http.server
import json
import re
import ssl
import threading
from dataclasses import replace

import pytest
from conftest import ROOT
from parcels import NOW, channel, make_parcel, with_file
from servers import CONTINUE, DROP, ENDLESS, SILENT, SLOW, HttpScript, full_backlog, make_certificate, refused_port

from briefgen.batch.delivery import deliver


@pytest.fixture
def parcel(tmp_path):
    return make_parcel(tmp_path)


@pytest.fixture(autouse=True)
def shared_secret(monkeypatch):
    monkeypatch.setenv("HOOK_SECRET", "correct horse")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def hook(tmp_path, url, more="", timeout_s=5):
    return channel(tmp_path, f"{{webhook: {{url: '{url}', secret: '${{HOOK_SECRET}}', timeout_s: {timeout_s}{more}}}}}")


def sent(tmp_path, parcel, answer, more="", timeout_s=5):
    with HttpScript(answer) as server:
        return deliver(hook(tmp_path, server.url, more, timeout_s), parcel, now=NOW), server


def answer(status, *headers, body=""):
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body.encode())}", "", body]
    return "\r\n".join(lines).encode()


def receiver():
    """The check that docs/delivery.md gives to receivers, as it stands there."""
    page = (ROOT / "docs" / "delivery.md").read_text(encoding="utf-8")
    (snippet,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names = {}
    exec(snippet, names)
    return names["verified"]


# What arrives ----------------------------------------------------------------------------------


def test_a_request_holds_the_edition_and_its_files(tmp_path, parcel):
    receipt, server = sent(tmp_path, parcel, answer("200 OK", "X-Request-Id: r-1"))
    assert (receipt.status, receipt.remote_id) == ("delivered", "r-1")
    ((first, headers, data),) = server.requests
    assert first == b"POST /hook HTTP/1.1"
    assert headers["content-type"] == "application/json"
    assert headers["idempotency-key"] == parcel.key
    value = json.loads(data)
    assert (value["brief"], value["slot"], value["as_of"]) == ("water-plan", "2026-01-05T06:00:00+00:00", None)
    assert (value["kind"], value["version"], value["key"]) == ("brief", 1, parcel.key)
    assert [file["format"] for file in value["files"]] == ["pdf", "md"]
    assert base64.b64decode(value["files"][0]["content_base64"]) == parcel.files[0].path.read_bytes()
    assert value["files"][0]["sha256"] == parcel.files[0].sha256


def test_a_receiver_can_tell_it_from_any_other(tmp_path, parcel):
    _, server = sent(tmp_path, parcel, answer("204 No Content"))
    ((_, headers, data),) = server.requests
    stamp, signature = headers["x-briefgen-timestamp"], headers["x-briefgen-signature"]
    assert stamp == str(int(NOW.timestamp()))
    verified = receiver()
    now = NOW.timestamp() + 60
    assert verified(b"correct horse", stamp, signature, data, now)
    assert not verified(b"another", stamp, signature, data, now)
    assert not verified(b"correct horse", stamp, signature, data + b" ", now)
    assert not verified(b"correct horse", str(int(stamp) + 1), signature, data, now)
    assert not verified(b"correct horse", stamp, signature, data, now + 3600)
    assert not verified(b"correct horse", "soon", signature, data, now)


def test_two_tries_send_the_same_bytes_and_key(tmp_path, parcel):
    with HttpScript() as server:
        for minutes in (0, 5):
            deliver(hook(tmp_path, server.url), parcel, now=NOW + dt.timedelta(minutes=minutes))
    (_, first, one), (_, second, two) = server.requests
    assert one == two
    assert first["idempotency-key"] == second["idempotency-key"]
    assert first["x-briefgen-signature"] != second["x-briefgen-signature"]


def test_own_headers_and_formats_are_sent(tmp_path, parcel, monkeypatch):
    monkeypatch.setenv("TOKEN", "t0ken")
    more = ", formats: [md], headers: {Authorization: 'Bearer ${TOKEN}', X-Team: desk}"
    _, server = sent(tmp_path, parcel, answer("200 OK"), more)
    ((_, headers, data),) = server.requests
    assert (headers["authorization"], headers["x-team"]) == ("Bearer t0ken", "desk")
    assert [file["format"] for file in json.loads(data)["files"]] == ["md"]


def test_any_title_arrives_as_it_is(tmp_path, parcel):
    title = 'a"b\r\nX-Forged: 1\r\n\r\n\x00 Größe 東京 \ud800' + "x" * 300
    receipt, server = sent(tmp_path, replace(parcel, title=title), answer("200 OK"))
    assert receipt.status == "delivered"
    ((_, headers, data),) = server.requests
    assert "x-forged" not in headers
    assert json.loads(data)["title"] == title


def test_what_is_too_large_is_not_sent(tmp_path, parcel):
    receipt, server = sent(tmp_path, with_file(parcel, "big.pdf", bytes(900_000)), answer("200 OK"), ", max_mb: 1")
    assert receipt.status == "permanent"
    assert "max_mb allows" in receipt.detail
    assert server.requests == []


# What answers mean -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", [200, 201, 202, 204])
def test_taken(tmp_path, parcel, code):
    receipt, _ = sent(tmp_path, parcel, answer(f"{code} Yes"))
    assert (receipt.status, receipt.detail) == ("delivered", str(code))


@pytest.mark.parametrize("code", [408, 425, 429, 500, 502, 503, 504])
def test_later(tmp_path, parcel, code):
    receipt, _ = sent(tmp_path, parcel, answer(f"{code} No", body="try later\n"))
    assert (receipt.status, receipt.detail, receipt.uncertain) == ("temporary", f"{code}: try later", False)


@pytest.mark.parametrize("code", [400, 401, 403, 404, 409, 410, 413, 415, 422])
def test_never(tmp_path, parcel, code):
    receipt, _ = sent(tmp_path, parcel, answer(f"{code} No"))
    assert (receipt.status, receipt.detail) == ("permanent", f"{code} No")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (email.utils.format_datetime(NOW + dt.timedelta(minutes=3), usegmt=True), 180),
        (email.utils.format_datetime(NOW - dt.timedelta(minutes=3), usegmt=True), 0),
        ("99999999999999999999999", 86_400),
        ("-5", None),
        ("soon", None),
        ("Mon, 99 Foo 9999 99:99:99 GMT", None),
        ("٣", None),
    ],
)
def test_the_wait_that_is_asked_for_is_kept(tmp_path, parcel, value, seconds):
    receipt, _ = sent(tmp_path, parcel, answer("429 Slow down", f"Retry-After: {value}"))
    assert (receipt.status, receipt.retry_after_s) == ("temporary", seconds)


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(tmp_path, parcel, code):
    with HttpScript() as other:
        receipt, _ = sent(tmp_path, parcel, answer(f"{code} There", f"Location: {other.url}"))
    assert receipt.status == "permanent"
    assert "not followed" in receipt.detail
    assert other.requests == []


def test_an_answer_without_end_is_read_no_further_than_is_worth_it(tmp_path, parcel):
    receipt, server = sent(tmp_path, parcel, ENDLESS, timeout_s=60)
    assert receipt.status == "temporary"
    assert len(receipt.detail) < 400
    assert server.sent < 20_000_000


@pytest.mark.parametrize(
    ("way", "why"),
    [
        (DROP, "Server disconnected"),
        (SILENT, "time"),
        (SLOW, "time"),
        (CONTINUE, "time"),
        (b"no http at all\r\n\r\n", "illegal"),
    ],
)
def test_a_request_without_an_answer_may_have_been_taken(tmp_path, parcel, way, why):
    receipt, _ = sent(tmp_path, parcel, way, timeout_s=0.3)
    assert (receipt.status, receipt.uncertain) == ("temporary", True)
    assert "may have taken it" in receipt.detail
    assert why in receipt.detail


def test_an_answer_that_breaks_off_after_its_status_counts(tmp_path, parcel):
    receipt, _ = sent(tmp_path, parcel, b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    assert receipt.status == "delivered"
    receipt, _ = sent(tmp_path, parcel, b"HTTP/1.1 403 No\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf")
    assert receipt.status == "permanent"


def test_nobody_at_the_port_is_temporary_and_sure(tmp_path, parcel):
    receipt = deliver(hook(tmp_path, f"http://127.0.0.1:{refused_port()}/"), parcel, now=NOW)
    assert (receipt.status, receipt.uncertain) == ("temporary", False)
    assert receipt.detail == "not sent: [Errno 111] Connection refused"


def test_a_kernel_that_answers_for_a_dead_server_is_left_in_time(tmp_path, parcel):
    with full_backlog() as port:
        receipt = deliver(hook(tmp_path, f"http://127.0.0.1:{port}/", timeout_s=0.2), parcel, now=NOW)
    assert receipt.status == "temporary"


# TLS and secrets -------------------------------------------------------------------------------


class _Quiet(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def test_a_certificate_must_be_trusted(tmp_path, parcel):
    certificate = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = http.server.HTTPServer(("127.0.0.1", 0), _Quiet)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    url = f"https://localhost:{server.server_port}/"
    try:
        trusted = deliver(hook(tmp_path, url, f", ca_file: {certificate}"), parcel, now=NOW)
        unknown = deliver(hook(tmp_path, url), parcel, now=NOW)
    finally:
        server.shutdown()
        server.server_close()
    assert trusted.status == "delivered"
    assert (unknown.status, unknown.detail) == (
        "permanent",
        "the certificate is not trusted (self-signed certificate)",
    )


def test_a_file_of_certificates_that_cannot_be_used_is_said(tmp_path, parcel):
    for name, reason in (("gone.pem", "No such file"), ("briefs.yaml", "no certificate")):
        receipt = deliver(hook(tmp_path, "https://localhost/", f", ca_file: {name}"), parcel, now=NOW)
        assert receipt.status == "permanent"
        assert reason in receipt.detail


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/s3cret",
        "s3cret",
        "https:///s3cret",
        "https://[s3cret/",
        "file:///s3cret",
        "https://x.org/\ns3cret",
    ],
)
def test_an_address_from_a_variable_is_checked_and_not_shown(tmp_path, parcel, monkeypatch, url):
    monkeypatch.setenv("HOOK_URL", url)
    receipt = deliver(hook(tmp_path, "${HOOK_URL}"), parcel, now=NOW)
    assert receipt.status == "permanent"
    assert "HOOK_URL" in receipt.detail
    assert "s3cret" not in repr(receipt)


def test_an_answer_that_repeats_the_secrets_is_not_quoted(tmp_path, parcel, monkeypatch):
    monkeypatch.setenv("TOKEN", "t0ken")
    body = "no: t0ken \x1b[31m correct horse\nnext"
    more = ", headers: {Authorization: 'Bearer ${TOKEN}'}"
    receipt, _ = sent(tmp_path, parcel, answer("401 No", body=body), more)
    assert receipt.detail == "401: no: ••• �[31m ••• next"


def test_a_header_that_would_break_the_request_is_refused_without_showing_it(tmp_path, parcel, monkeypatch):
    monkeypatch.setenv("TOKEN", "t0ken\r\nX-Forged: 1")
    receipt, server = sent(tmp_path, parcel, answer("200 OK"), ", headers: {Authorization: '${TOKEN}'}")
    assert receipt.status == "permanent"
    assert "TOKEN" in receipt.detail
    assert "t0ken" not in repr(receipt)
    assert server.requests == []
