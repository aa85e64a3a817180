"""From files to documents: one reader a format, chosen by the file's name after a look at its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from briefgen import markings
from briefgen.errors import Problem
from briefgen.language.times.dateline import find_dateline
from briefgen.model import Document, Published
from briefgen.readers import markdown, plain
from briefgen.readers.decoding import Metadata, Raw, decode
from briefgen.text import sentences

MAX_BYTES = 64_000_000
_HEAD = 4_000  # characters in which a dateline may stand

Reader = Callable[[Raw, Metadata], tuple[Document | None, tuple[Problem, ...]]]

READERS: tuple[tuple[tuple[str, ...], Reader], ...] = (
    ((".md", ".markdown"), markdown.read),
    ((".txt", ".text", ""), plain.read),
)


def read(
    path: Path, *, name: str | None = None, metadata: Metadata | None = None
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read one file; (None, problems) when it cannot be a source.

    name is how the file is called in messages and in the brief; metadata is what the operator
    knows, and wins over what the file says of itself.
    """
    shown = name or str(path)
    data, problem = _bytes(path, shown)
    if data is None:
        return None, (problem,) if problem else ()
    return read_bytes(data, shown, suffix=path.suffix, metadata=metadata)


def read_bytes(
    data: bytes, name: str, *, suffix: str, metadata: Metadata | None = None
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read what a file holds; the suffix says which reader is asked."""
    text, problem = decode(data, name)
    if text is None:
        return None, (problem,) if problem else ()
    reader = next((r for suffixes, r in READERS if suffix.lower() in suffixes), plain.read)
    known = metadata or Metadata()
    document, problems = reader(Raw(text, name, hashlib.sha256(data).hexdigest()), known)
    if document is None:
        return None, problems
    marked = replace(document, marking=markings.strictest((document.marking, markings.stated_in(document.text))))
    return _dated(marked), (*problems, *_stricter(marked, known))


def _stricter(document: Document, known: Metadata) -> tuple[Problem, ...]:
    """A word where the file marks itself more strictly than the operator does; the stricter counts."""
    if document.marking == known.marking:
        return ()
    message = f"says {document.marking} of itself; it counts as so marked"
    if known.marking is None:
        return (Problem("BG211", message, "note", document.name),)
    return (Problem("BG211", f"{message}, not {known.marking}", "warning", document.name, hint="mark it so"),)


def original(path: Path, document: Document) -> tuple[bytes | None, Problem | None]:
    """The bytes of the file that a document was read from; a Problem when they are no longer the same."""
    data, problem = _bytes(path, document.name)
    if data is None:
        return None, problem
    if hashlib.sha256(data).hexdigest() != document.sha256:
        message = "changed while the brief was built"
        return None, Problem("BG209", message, file=document.name, hint="build again")
    return data, None


def _dated(document: Document) -> Document:
    """The document with the date of its own dateline, where nobody else gives one."""
    if document.published.date is not None:
        return document
    dateline = find_dateline(document.text, sentences(document.text[:_HEAD]))
    return document if dateline is None else replace(document, published=Published(dateline.date, "stated"))


def _bytes(path: Path, shown: str) -> tuple[bytes | None, Problem | None]:
    try:
        if path.is_dir():
            return None, Problem("BG201", "is a folder, not a file", file=shown)
        if path.exists() and not path.is_file():
            return None, Problem("BG201", "is no ordinary file", file=shown)
        if path.stat().st_size > MAX_BYTES:
            return None, Problem("BG207", f"larger than {MAX_BYTES // 1_000_000} MB", file=shown, hint="split it")
        data = path.read_bytes()
    except FileNotFoundError:
        return None, Problem("BG201", "no such file", file=shown, hint="paths are relative to briefs.yaml")
    except OSError as error:
        return None, Problem("BG201", f"cannot be read: {error.strerror or error}", file=shown)
    except ValueError as error:
        return None, Problem("BG201", f"not a file name: {error}", file=shown)
    if not data.strip():
        return None, Problem("BG202", "the file is empty", file=shown)
    return data, None
