"""JSON lines of documents: one object a line, with its text and what is known about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeGuard

from briefgen import markings
from briefgen.errors import Problem
from briefgen.model import Document, Origin
from briefgen.readers.days import read_stamp
from briefgen.readers.decoding import decode
from briefgen.readers.reading import Metadata, Raw, Reading, Stated, date_problems, document
from briefgen.readers.sniffing import JSON_LINES
from briefgen.text import paragraphs

_MOST_DOCUMENTS = 1_000
_MOST_SAID = 20  # bad lines that are named one by one
_LONGEST_NUMBER = 400  # digits; Python itself refuses longer ones at 4,300
_TEXTS = ("text", "body", "content")
_STATED = ("title", "publisher", "author", "url", "language")
_DATES = ("published", "date", "published_at")
_HALF = re.compile(r"[\ud800-\udfff]")  # of a character; no text can hold it


def read(raw: Raw, metadata: Metadata, stated: Stated) -> Reading:
    """The objects of a file that have text, in its order; part is "line 3".

    A line that cannot be used is a warning with its number, and the others are read; it is an error
    where none can be.
    """
    whole, problem = decode(raw.data, raw.name)
    if whole is None:
        return Reading(problems=(problem,) if problem else ())
    documents: list[Document] = []
    problems: list[Problem] = []
    for number, line in enumerate(whole.split("\n"), 1):
        if not line.strip():
            continue
        if len(documents) == _MOST_DOCUMENTS:
            message = f"holds more than {_MOST_DOCUMENTS} documents; the rest is not read"
            problems.append(Problem("BG226", message, "warning", raw.name, number, hint="split it"))
            break
        found, faults = _document(replace(raw, part=_part(raw, number)), metadata, stated, line, number)
        documents.extend((found,) if found else ())
        problems.extend(faults)
    if not documents:
        problems = [replace(p, severity="error") if p.rule == "BG227" else p for p in problems]
    return Reading(tuple(documents), _in_short(problems))


def _part(raw: Raw, number: int) -> str:
    return f"{raw.part}, line {number}" if raw.part else f"line {number}"


def _in_short(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems, those beyond the first few counted."""
    if len(problems) <= _MOST_SAID:
        return tuple(problems)
    last = problems[_MOST_SAID]
    message = f"{len(problems) - _MOST_SAID} more such lines"
    return (*problems[:_MOST_SAID], Problem(last.rule, message, last.severity, last.file, last.line))


def _document(
    raw: Raw, metadata: Metadata, stated: Stated, line: str, number: int
) -> tuple[Document | None, list[Problem]]:
    """The document of a line and what cannot be used in it."""
    try:
        record = json.loads(line, parse_int=_number, parse_float=_number, parse_constant=_number)
    except json.JSONDecodeError as error:
        fault = f"no JSON: {error.msg}"
        return None, [Problem("BG227", fault, "warning", raw.name, number, error.colno)]
    except RecursionError:
        return None, [Problem("BG227", "nested too deep", "warning", raw.name, number)]
    if not isinstance(record, dict):
        return None, [Problem("BG227", "not an object with a text", "warning", raw.name, number)]
    text = next((record[key] for key in _TEXTS if _is_text(record.get(key))), None)
    if text is None:
        fault = f"holds no text under {', '.join(_TEXTS)}"
        return None, [Problem("BG227", fault, "warning", raw.name, number)]
    text = _HALF.sub("�", text)
    says, faults = _stated(record, stated)
    origins = tuple(Origin(start, end, f"¶ {i}") for i, (start, end) in enumerate(paragraphs(text), start=1))
    found = document(raw, metadata, says, text=text, origins=origins, media_type=JSON_LINES)
    unused = [Problem("BG228", fault, "warning", raw.name, number) for fault in faults]
    return found, [*unused, *date_problems(raw, says, metadata)]


class _Number(str):
    """A number as it is written: none is used, and a huge one costs nothing."""

    __slots__ = ()


def _number(digits: str) -> _Number:
    return _Number(digits[:_LONGEST_NUMBER])


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and not isinstance(value, _Number) and bool(value.strip())


def _stated(record: dict[str, Any], stated: Stated) -> tuple[Stated, list[str]]:
    """What an object says of its text, and what in it cannot be used."""
    faults = []
    told: dict[str, Any] = {}
    for key in _STATED:
        value = record.get(key)
        if isinstance(value, list) and key == "author":
            value = ", ".join(name for name in value if _is_text(name)) or None
        if _is_text(value):
            told[key] = " ".join(_HALF.sub("�", value[:500]).split())
        elif value not in (None, ""):
            faults.append(f"{key!r} is no text and is not used")
    dates = tuple(_dates(record, faults))
    marking = record.get("marking")
    if marking is not None and marking not in markings.TLP:
        faults.append(f"marking: {str(marking)[:40]!r} is none of {', '.join(markings.TLP)}")
        marking = None
    where = {**stated.where, **{key: f"key {key!r}" for key in told}}
    says = replace(stated, **told, dates=(*dates, *stated.dates), where=where)
    return replace(says, marking=markings.strictest((stated.marking, marking))), faults


def _dates(record: dict[str, Any], faults: list[str]) -> Iterator[tuple[Any, str]]:
    for key in _DATES:
        value = record.get(key)
        if value in (None, ""):
            continue
        stamp = read_stamp(value) if _is_text(value) else None
        if stamp is None:
            faults.append(f"{key}: {str(value)[:40]!r} is not a date; write YYYY-MM-DD")
        else:
            yield stamp.day, f"key {key!r}"
