"""From files to documents: one reader a format, chosen by what the bytes are."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path, PurePath

from briefgen import markings
from briefgen.errors import Problem
from briefgen.model import Document, Known, Published
from briefgen.readers import docx, feed, html, json_lines, mail, markdown, pdf, plain
from briefgen.readers.guarded import Guarded, Limits
from briefgen.readers.reading import Metadata, Raw, Reader, Reading, Stated
from briefgen.readers.sniffing import DOCX, EML, FEED, HTML, JSON_LINES, MARKDOWN, PDF, PLAIN, media_type
from briefgen.text import sentences

MAX_BYTES = 64_000_000
_HEAD = 4_000  # characters in which a dateline may stand
_MOST_NESTED = 3  # a file in a mail in a mail
_MOST_DOCUMENTS = 1_000
_LARGE_PAGE = 1_000_000  # bytes; a smaller page is read in less time than a process takes to start

READERS: dict[str, Reader] = {
    DOCX: Guarded(docx.read),
    EML: Guarded(mail.read, above_bytes=_LARGE_PAGE),
    HTML: Guarded(html.read, above_bytes=_LARGE_PAGE),
    FEED: Guarded(feed.read, above_bytes=_LARGE_PAGE),
    JSON_LINES: json_lines.read,
    MARKDOWN: markdown.read,
    PDF: Guarded(pdf.read, Limits(cpu_s=120, wall_s=280.0)),
    PLAIN: plain.read,
}


def read(path: Path, *, name: str | None = None, metadata: Metadata | None = None) -> Reading:
    """Read one file, which may hold several documents and files inside it.

    name is how the file is called in messages and in the brief; metadata is what the operator
    knows, and wins over what the file says of itself.
    """
    shown = name or str(path)
    data, problem = _bytes(path, shown)
    if data is None:
        return Reading(problems=(problem,) if problem else ())
    return read_bytes(data, shown, suffix=path.suffix, metadata=metadata)


def read_bytes(data: bytes, name: str, *, suffix: str, metadata: Metadata | None = None) -> Reading:
    """Read what a file holds. The suffix counts only between kinds of text that look alike."""
    raw = Raw(data, name, hashlib.sha256(data).hexdigest())
    return _read(raw, suffix, metadata or Metadata(), Stated(), depth=1)


def _read(raw: Raw, suffix: str, known: Metadata, stated: Stated, depth: int) -> Reading:
    kind = media_type(raw.data, suffix)
    reader = READERS.get(kind)
    if reader is None:
        what = f"looks like {kind}" if kind.startswith(("a ", "an ")) else f"is {kind}"
        unread = Problem("BG203", f"{what}, which is not read", file=raw.name, hint="convert it to text first")
        return Reading(problems=(_placed(unread, raw.part),))
    reading = reader(raw, known, stated)
    documents = tuple(_dated(_marked(document)) for document in reading.documents)
    own = (*reading.problems, *(p for document in documents for p in _stricter(document, known, stated)))
    inside: list[Problem] = []
    marking = markings.strictest((stated.marking, *(document.marking for document in documents)))
    for part in reading.parts:
        inner = Raw(part.data, raw.name, raw.sha256, f"{raw.part}, {part.label}" if raw.part else part.label)
        if depth == _MOST_NESTED:
            message = f"files nested more than {depth} deep are not read"
            inside.append(_placed(Problem("BG217", message, "warning", raw.name), inner.part))
            continue
        says = replace(part.stated, marking=markings.strictest((part.stated.marking, marking)))
        found = _read(inner, PurePath(part.name).suffix, known, says, depth + 1)
        documents += found.documents
        inside.extend(found.problems)
    problems = (*(_placed(problem, raw.part) for problem in own), *_weighed(inside, raw, spare=bool(documents)))
    return Reading(documents, problems)


def _placed(problem: Problem, part: str | None) -> Problem:
    """The problem of a part, which names the part."""
    if not part or problem.message.startswith(f"{part}: "):
        return problem
    return replace(problem, message=f"{part}: {problem.message}")


def _weighed(inside: list[Problem], raw: Raw, *, spare: bool) -> tuple[Problem, ...]:
    """The problems of the files in a file. Where there is something else to read, none of them stops the brief."""
    if spare:
        return tuple(replace(p, severity="warning") if p.severity == "error" else p for p in inside)
    if inside and all(problem.severity != "error" for problem in inside):
        return (*inside, Problem("BG202", "nothing in it can be read", file=raw.name))
    return tuple(inside)


def _marked(document: Document) -> Document:
    return replace(document, marking=markings.strictest((document.marking, markings.stated_in(document.text))))


def _stricter(document: Document, known: Metadata, stated: Stated) -> tuple[Problem, ...]:
    """A word where the file marks itself more strictly than the operator, or the mail around it, does; the stricter counts."""
    if document.marking in (known.marking, stated.marking):
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
    from briefgen.language.times.dateline import find_dateline  # not wanted in the child that only reads

    if document.published.date is not None:
        return document
    dateline = find_dateline(document.text, sentences(document.text[:_HEAD]))
    if dateline is None:
        return document
    published = Published(dateline.date, "stated")
    return replace(document, published=published, known=(*document.known, Known("published", "stated", "dateline")))


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
