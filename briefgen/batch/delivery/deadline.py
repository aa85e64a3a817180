"""A limit for a whole conversation: timeouts of sockets begin anew with every byte, so a slow sender outlasts them."""

from __future__ import annotations

import os
import socket
import threading
from types import TracebackType
from typing import Self


class Deadline:
    """Ends the connections that it watches once its time is over; whoever waits on one gets an error."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.over = False
        self._watched: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def watch(self, connection: socket.socket) -> None:
        """Watch a connection, also after TLS has wrapped it."""
        # TLS moves the descriptor into a new object; a duplicate stays valid and ends the same connection.
        duplicate = socket.socket(fileno=os.dup(connection.fileno()))
        with self._lock:
            self._watched.append(duplicate)
            if self.over:
                _shut(duplicate)

    def _end(self) -> None:
        with self._lock:
            self.over = True
            for connection in self._watched:
                _shut(connection)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for connection in self._watched:
                connection.close()
            self._watched.clear()


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended on its own
