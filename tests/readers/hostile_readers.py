"""Readers that do what a reader of a hostile file may do, by what the file says. To be run in a child."""

import ctypes
import os
import sys
import time
from pathlib import Path

from briefgen.errors import Problem
from briefgen.model import Origin
from briefgen.readers.reading import Part, Reading, Stated, document

_KEPT = []


def read(raw, metadata, stated):
    _DOES[raw.data.partition(b" ")[0]](raw)
    return _plain(raw, metadata, stated)


def _plain(raw, metadata, stated):
    text = raw.data.decode("utf-8", "surrogatepass")
    origins = (Origin(0, len(text), "p. 1, ¶ 1", 1, (1.0, 2.5, 3.0, 4.0)),)
    part = Part("attachment b.bin", bytes(range(256)), "b.bin", Stated(author="B", where={"author": "header"}))
    note = Problem("BG203", "a note", "note", raw.name, 1, 2, "a hint")
    return Reading((document(raw, metadata, stated, text=text, origins=origins, media_type="x/y"),), (note,), (part,))


def huge_answer(raw, metadata, stated):
    return _plain(type(raw)(b"x" * 3_000_000, raw.name, raw.sha256), metadata, stated)


def false_answer(raw, metadata, stated):
    return {"documents": [{"text": 1}]}


def _well(raw):
    return None


def _sleep(raw):
    time.sleep(60)


def _sleep_beside(raw):
    Path(raw.data.decode().partition(" ")[2]).write_text(str(os.getpid()))
    time.sleep(60)


def _spin(raw):
    while True:
        pass


def _eat(raw):
    _KEPT.append(bytearray(3_000_000_000))


def _eat_slowly(raw):
    while True:
        _KEPT.append(bytearray(10_000_000))


def _crash(raw):
    ctypes.string_at(0)


def _leave(raw):
    os._exit(3)


def _raise(raw):
    raise KeyError("Root")


def _print(raw):
    print("noise")
    os.write(1, b"noise")
    os.write(2, b"noise")
    sys.stdout.flush()


def _look_around(raw):
    assert os.environ.get("SECRET_OF_A_TEST") is None


_DOES = {
    b"well": _well,
    b"sleep": _sleep,
    b"sleep-beside": _sleep_beside,
    b"spin": _spin,
    b"eat": _eat,
    b"eat-slowly": _eat_slowly,
    b"crash": _crash,
    b"leave": _leave,
    b"raise": _raise,
    b"print": _print,
    b"look": _look_around,
}
