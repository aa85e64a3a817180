"""Servers on this machine that behave as far sides do on bad days; real sockets, no mocks. No tests."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

DROP = "<drop>"
SILENT = "<silent>"
ENDLESS = "<endless>"
SLOW = "<slow>"
CONTINUE = "<continue>"


GOOD = {
    "greeting": "220 ready",
    "EHLO": "250-test\r\n250 SIZE 0",
    "HELO": "250 test",
    "DATA": "354 go on",
    "QUIT": "221 bye",
    ".": "250 2.0.0 queued as 4711",
}


class MailScript:
    """A mail server that answers each command with what its script says, and keeps what it was told.

    The script maps the first word of a command ("RCPT"), "greeting", or "." for the end of a message to a
    reply, or to one for each time it is asked. What it does not name is answered as a good server would.
    """

    def __init__(self, **script: str | list[str]) -> None:
        self.script = {"." if key == "end" else key: value for key, value in script.items()}
        self.asked: list[str] = []
        self.messages: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.02)
        self.port = self.listener.getsockname()[1]
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> MailScript:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.listener.close()
        self.thread.join(5)

    def _serve(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self.listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        with connection.makefile("rb") as lines:
            self._converse(connection, lines)

    def _converse(self, connection: socket.socket, lines: BinaryIO) -> None:
        if not self._answer(connection, "greeting"):
            return
        while line := lines.readline():
            word = line.split()[0].decode(errors="replace").upper() if line.split() else ""
            self.asked.append(line.decode(errors="replace").rstrip("\r\n"))
            reply = self._answer(connection, word)
            if not reply or word == "QUIT":
                return
            if word == "DATA" and reply.startswith("354"):
                self.messages.append(_until_dot(lines))
                if not self._answer(connection, "."):
                    return

    def _answer(self, connection: socket.socket, word: str) -> str:
        """Send the reply to a command; "" when the conversation is over."""
        scripted = self.script.get(word, GOOD.get(word, "250 ok"))
        reply = scripted if isinstance(scripted, str) else scripted.pop(0)
        if reply == DROP:
            return ""
        if reply == SILENT:
            self.over.wait(5)
            return ""
        while reply in (ENDLESS, SLOW) and not self.over.is_set():
            connection.sendall(b"250-" + b"x" * 60 + b"\r\n" if reply == ENDLESS else b"2")
            time.sleep(0.001 if reply == ENDLESS else 0.05)
        connection.sendall(reply.encode() + b"\r\n")
        return reply


def _until_dot(lines: BinaryIO) -> bytes:
    message = b""
    while (line := lines.readline()) not in (b".\r\n", b""):
        message += line
    return message


class HttpScript:
    """An HTTP server that answers every request with the bytes it was given, for any path or each its own; keeps the requests."""

    def __init__(
        self,
        answer: bytes | str | dict[str, bytes] = b"HTTP/1.1 204 No Content\r\n\r\n",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.answer = answer
        self.tls = tls
        self.requests: list[tuple[bytes, dict[str, str], bytes]] = []
        self.sent = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.02)
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/hook"
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> HttpScript:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.listener.close()
        self.thread.join(5)

    def _serve(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self.listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with connection, contextlib.suppress(OSError), self._greeted(connection) as greeted:
                self._talk(greeted)

    def _greeted(self, connection: socket.socket) -> socket.socket:
        connection.settimeout(5)
        return connection if self.tls is None else self.tls.wrap_socket(connection, server_side=True)

    def _talk(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            first = stream.readline().rstrip()
            headers = {}
            while line := stream.readline().decode().rstrip("\r\n"):
                name, _, value = line.partition(": ")
                headers[name.lower()] = value
            self.requests.append((first, headers, stream.read(int(headers.get("content-length", "0")))))
        if self.answer == SILENT:
            self.over.wait(5)
        elif self.answer == SLOW:
            for _ in range(100):
                connection.sendall(b"H")
                self.over.wait(0.05)
        elif self.answer == CONTINUE:
            while not self.over.is_set():
                connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")
                self.over.wait(0.01)
        elif self.answer == ENDLESS:
            connection.sendall(b"HTTP/1.1 500 Oh\r\n\r\n")
            while not self.over.is_set():
                connection.sendall(b"x" * 10_000)
                self.sent += 10_000
        elif isinstance(self.answer, bytes):
            connection.sendall(self.answer)
        elif isinstance(self.answer, dict):
            connection.sendall(self.answer[first.split()[1].decode()])


def refused_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def full_backlog() -> Iterator[int]:
    """A port whose connections are taken by the kernel and never answered."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def make_certificate(folder: Path) -> Path:
    """A certificate for localhost that signs itself, made in the folder, with its key in the same file."""
    path = folder / "localhost.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    key = folder / "key.pem"
    subprocess.run([*command.split(), *names, "-keyout", str(key), "-out", str(path)], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + key.read_bytes())
    assert re.search(r"BEGIN (EC )?PRIVATE KEY", path.read_text())
    return path
