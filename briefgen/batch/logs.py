"""The log of batch runs: lines for people on a terminal, JSON lines elsewhere, on standard error. The one door to structlog.

Each line has the time in UTC and, inside bind(), the run, its brief and its slot. What a source, a file name or a
far server says is data in it: it cannot begin a line of its own, steer the terminal, or carry a secret out.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import math
import re
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any, Literal, TextIO

import structlog

from briefgen.batch.delivery.secrets import HIDDEN, Secret, redacted
from briefgen.errors import clean

Style = Literal["auto", "human", "json"]
Level = Literal["debug", "info", "warning", "error"]

_FIRST = ("time", "level", "event", "run", "brief", "slot")
_TELLING = re.compile(r"authorization|cookie|credential|passw|secret|token", re.IGNORECASE)
_COLOURS = {"warning": "\x1b[33m", "error": "\x1b[31m", "critical": "\x1b[31m"}
_NO_COLOUR = "\x1b[0m"
_PLAIN_WORD = re.compile(r"[^\s\"=]+")


def setup(
    style: Style = "auto", *, level: Level = "info", secrets: Iterable[Secret] = (), stream: TextIO | None = None
) -> None:
    """Log to stream, standard error otherwise. auto: for people where it is a terminal, JSON where it is not.

    secrets are taken out of every line, wherever in it they stand. What libraries log by Python's own
    logging comes out in the same form, from warnings up.
    """
    out = stream if stream is not None else sys.stderr
    for_people = style == "human" or (style == "auto" and out.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            structlog.processors.format_exc_info,
            _cleansing(tuple(secrets)),
            _line(colours=out.isatty()) if for_people else _json,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=lambda *_: _Sink(out),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Foreign()], level=logging.WARNING, force=True)


def log(level: Level, event: str, **details: object) -> None:
    """One line: what happened in a few fixed words, and the details by name."""
    structlog.get_logger().log(getattr(logging, level.upper()), event, **details)


def log_error(event: str, **details: object) -> None:
    """One line on the exception that is being handled, with its traceback."""
    structlog.get_logger().error(event, exc_info=True, **details)


def bind(run_id: str, brief: str, slot: dt.datetime) -> AbstractContextManager[Any]:
    """Put a run, its brief and its slot (in UTC) on each line that this thread logs inside the with block."""
    return structlog.contextvars.bound_contextvars(run=run_id, brief=brief, slot=slot.astimezone(dt.UTC).isoformat())


class _Sink:
    """Where finished lines go. A stream that takes no more, on a full disk or a closed pipe, never breaks a run."""

    _lock = threading.Lock()  # one for all: two loggers may share a stream

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def msg(self, line: str) -> None:
        """Write one line, whole."""
        try:
            with self._lock:
                self.stream.write(f"{line}\n")
                self.stream.flush()
        except (OSError, ValueError):
            return

    debug = info = warning = error = critical = msg


class _Foreign(logging.Handler):
    """What libraries log, as lines of this log."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass one record on."""
        exc_info = record.exc_info if record.exc_info and record.exc_info[0] else None
        structlog.get_logger().log(record.levelno, record.getMessage(), logger=record.name, exc_info=exc_info)


# What is in a line -----------------------------------------------------------------------------

_Processor = Callable[[Any, str, MutableMapping[str, Any]], MutableMapping[str, Any]]


def _cleansing(secrets: tuple[Secret, ...]) -> _Processor:
    """Every text of a line without secrets and controls."""

    def cleansed(name: str, value: object) -> object:
        if _TELLING.search(name) or isinstance(value, Secret):
            return HIDDEN
        if isinstance(value, Mapping):
            return {clean(str(key)): cleansed(str(key), inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [cleansed(name, inner) for inner in value]
        if value is None or isinstance(value, (bool, int)) or (isinstance(value, float) and math.isfinite(value)):
            return value
        return clean(redacted(str(value), secrets))

    def process(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {clean(name): cleansed(name, value) for name, value in event.items()}

    return process


def _ordered(event: Mapping[str, Any]) -> dict[str, Any]:
    names = [name for name in _FIRST if name in event] + sorted(name for name in event if name not in _FIRST)
    return {name: event[name] for name in names}


def _json(_: Any, __: str, event: MutableMapping[str, Any]) -> str:
    line = json.dumps(_ordered(event), ensure_ascii=False, allow_nan=False, default=str)
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # some readers end a line there


def _line(*, colours: bool) -> Callable[[Any, str, MutableMapping[str, Any]], str]:
    """A line for people; a traceback follows it, indented, so that no line of it passes for a line of the log."""

    def line(_: Any, __: str, event: MutableMapping[str, Any]) -> str:
        details = _ordered(event)
        time, level, said = details.pop("time")[:19] + "Z", details.pop("level"), details.pop("event")
        trace = details.pop("exception", None)
        shown = " ".join(f"{_word(name)}={_word(value)}" for name, value in details.items())
        grave = colours and level in _COLOURS
        told = f"{_COLOURS[level]}{level:<7}{_NO_COLOUR}" if grave else f"{level:<7}"
        first = f"{time} {told} {_one_line(said)}  {shown}".rstrip()
        return first if trace is None else "\n".join([first, *(f"    {row}" for row in trace.splitlines())])

    return line


def _word(value: object) -> str:
    """A value as one word, in quotes where it has blanks or could be taken for another detail."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    quoted = text if not isinstance(value, str) or _PLAIN_WORD.fullmatch(text) else json.dumps(text, ensure_ascii=False)
    return _one_line(quoted)


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
