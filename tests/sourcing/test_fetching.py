"""Fetching one page: a real server on this machine, and every way in which the far side can be wrong."""

from __future__ import annotations

import gzip
import socket
import ssl

import pytest
from servers import ENDLESS, SILENT, SLOW, HttpScript, make_certificate, refused_port

from briefgen.sourcing import addresses
from briefgen.sourcing.fetching import FetchFault, Network, fetch

PAGE = b"<!doctype html><title>Bridge</title><p>The bridge opened on Monday.</p>"


def answer(body=PAGE, status="200 OK", **headers):
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{lines}Connection: close\r\n\r\n".encode() + body


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def serve(certificate):
    """A server with TLS that gives these answers, as (server, network): a network on which "localhost" may be asked."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    running = []

    def start(answers, **limits):
        server = HttpScript(answers, tls=context)
        running.append(server)
        server.__enter__()
        network = Network(
            resolve=lambda *_: ("127.0.0.1",),
            may_ask=lambda address: address == "127.0.0.1",
            tls=ssl.create_default_context(cafile=str(certificate)),
            **limits,
        )
        return server, network

    yield start
    for server in running:
        server.__exit__()


def refusal(url, network=None):
    with pytest.raises(FetchFault) as caught:
        fetch(url, network)
    return str(caught.value)


def test_a_page_comes_with_its_address_and_type(serve):
    server, network = serve(answer())
    fetched = fetch(f"https://localhost:{server.port}/news?id=1#top", network)
    assert (fetched.data, fetched.media_type) == (PAGE, "text/html")
    ((first, headers, _),) = server.requests
    assert first == b"GET /news?id=1 HTTP/1.1"
    assert headers["host"] == f"localhost:{server.port}"
    assert headers["user-agent"].startswith("briefgen/")
    assert "cookie" not in headers


def test_a_packed_page_is_unpacked(serve):
    server, network = serve(answer(gzip.compress(PAGE), Content_Encoding="gzip"))
    assert fetch(f"https://localhost:{server.port}/", network).data == PAGE


def test_redirects_are_followed_and_named(serve):
    server, network = serve(
        {
            "/a": answer(b"", "302 Found", Location="/b"),
            "/b": answer(b"", "301 Moved Permanently", Location="c"),
            "/c": answer(),
        }
    )
    assert fetch(f"https://localhost:{server.port}/a", network).url == f"https://localhost:{server.port}/c"


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("http://localhost/", "only https:// is fetched"),
        ("file:///etc/passwd", "only https:// is fetched"),
        ("https://user:pw@localhost/", "user name or a password"),
        ("https://inside.example/", "not of the public internet (10.0.0.1)"),
        ("https://both.example/", "not of the public internet (169.254.169.254)"),
        ("//[::1", "Invalid"),
    ],
)
def test_each_redirect_is_checked_anew(serve, where, says):
    server, network = serve(answer(b"", "302 Found", Location=where))
    hosts = {
        "localhost": ("127.0.0.1",),
        "inside.example": ("10.0.0.1",),
        "both.example": ("127.0.0.1", "169.254.169.254"),
    }
    network = Network(resolve=lambda host, _: hosts[host], may_ask=network.may_ask, tls=network.tls)
    assert says in refusal(f"https://localhost:{server.port}/", network)
    assert len(server.requests) == 1


@pytest.mark.parametrize("url", ["https://", "https:///x", "https://:443/"])
def test_an_address_without_a_host_is_refused(url):
    assert "names no host" in refusal(url)


def test_a_circle_of_redirects_ends(serve):
    server, network = serve(answer(b"", "302 Found", Location="/"))
    assert "more than 5 times" in refusal(f"https://localhost:{server.port}/", network)
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://169.254.169.254/",
        "https://2130706433/",
        "https://0x7f.1/",
    ],
)
def test_this_machine_and_its_neighbours_are_never_asked(url):
    assert "not of the public internet" in refusal(url)


def test_the_address_that_was_checked_is_the_one_that_is_asked(serve, monkeypatch):
    server, network = serve(answer())

    def poisoned(*_: object, **__: object) -> object:
        raise AssertionError("the name was looked up a second time")

    asked = []

    def once(host, port):
        asked.append(host)
        return ("127.0.0.1",)

    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *more, **named: real(host, *more, **named) if host == "127.0.0.1" else poisoned(),
    )
    network = Network(resolve=once, may_ask=network.may_ask, tls=network.tls)
    assert fetch(f"https://localhost:{server.port}/", network).data == PAGE
    assert asked == ["localhost"]


def test_a_certificate_for_another_name_is_not_believed(serve):
    server, network = serve(answer())
    assert "certificate that is not trusted" in refusal(f"https://example.org:{server.port}/", network)
    untrusting = Network(resolve=network.resolve, may_ask=network.may_ask)
    assert "certificate that is not trusted" in refusal(f"https://localhost:{server.port}/", untrusting)


def test_no_proxy_of_the_environment_is_used(serve, monkeypatch):
    server, network = serve(answer())
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{refused_port()}")
    assert fetch(f"https://localhost:{server.port}/", network).data == PAGE


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (answer(b"", "404 Not Found"), "answered 404 Not Found"),
        (answer(b"", "503 Service Unavailable"), "answered 503"),
        (answer(b"  \n"), "answered with nothing"),
        (answer(b"", "302 Found"), "without saying where to"),
        (answer(b"x" * 2_000_000), "larger than 1 MB"),
        (answer(gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip"), "larger than 1 MB"),
        (answer(gzip.compress(PAGE)[:-12], Content_Encoding="gzip"), "ends too soon"),
        (answer(PAGE, Content_Encoding="gzip"), "packed in a way"),
        (answer(PAGE, Content_Encoding="br"), "not asked for (br)"),
        (answer(PAGE, Content_Encoding="gzip, gzip"), "not asked for"),
        (answer(PAGE, Content_Length="5000"), "cannot be reached"),
        (b"SSH-2.0-OpenSSH\r\n", "cannot be reached"),
        (b"", "cannot be reached"),
    ],
)
def test_a_bad_answer_is_said(serve, given, says):
    server, network = serve(given, most_bytes=1_000_000)
    assert says in refusal(f"https://localhost:{server.port}/", network)


@pytest.mark.parametrize("far_side", [SILENT, SLOW, ENDLESS])
def test_a_slow_or_endless_answer_is_left(serve, far_side):
    server, network = serve(far_side, most_seconds=0.4, most_bytes=1_000_000)
    refusal(f"https://localhost:{server.port}/", network)


def test_nobody_at_home_may_be_tried_again(serve):
    _, network = serve(answer())
    with pytest.raises(FetchFault) as caught:
        fetch(f"https://localhost:{refused_port()}/", network)
    assert caught.value.later


def test_a_host_that_does_not_exist_is_said():
    def nowhere(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    assert "its host nowhere.example cannot be found" in refusal("https://nowhere.example/", Network(resolve=nowhere))


def test_the_system_is_asked_for_all_addresses():
    assert "127.0.0.1" in addresses.resolve("localhost", 443)
