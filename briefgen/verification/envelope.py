"""What a file to verify holds: facts, brief, sources, words on pages. Judges none of it; a hostile file costs bounded time and memory."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from briefgen.errors import InputError, Problem
from briefgen.model import Brief, Facts
from briefgen.rendering.web_annotations import web_annotations

FACTS = "facts.json"
BRIEF = "brief.json"
MOST_BYTES = 64_000_000
_MOST_PAGES = 2_000
_MOST_ATTACHMENTS = 1_000
_MOST_UNPACKED = 128_000_000  # of one stream in a PDF

Record = TypeVar("Record", Facts, Brief)


@dataclass(frozen=True, slots=True)
class Envelope:
    """The contents of a file. pages is None where there are no pages; sources are attached files by name."""

    facts: Facts | None = None
    brief: Brief | None = None
    sources: dict[str, bytes] = field(default_factory=dict)
    pages: str | None = None


def read(path: Path) -> Envelope:
    """Open a PDF that briefgen made, or a facts.json or brief.json.

    Raises InputError: BG801 for a file that is none of these or damaged, BG802 for a PDF without facts, BG803 for
    records that contradict themselves, BG809 for one that is too large.
    """
    data = contents(path)
    if data.startswith(b"%PDF-"):
        return _from_pdf(data, str(path))
    return _from_json(data, str(path))


def contents(path: Path) -> bytes:
    """The bytes of a file of bounded size. Raises InputError."""
    shown = str(path)
    try:
        if not path.is_file():
            raise _fault("BG801", "no such file" if not path.exists() else "no ordinary file", shown)
        if path.stat().st_size > MOST_BYTES:
            raise _fault("BG809", f"larger than {MOST_BYTES // 1_000_000} MB", shown)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise _fault("BG801", f"cannot be read: {getattr(error, 'strerror', None) or error}", shown) from error


def _fault(rule: str, message: str, file: str, hint: str | None = None) -> InputError:
    return InputError((Problem(rule, message, file=file, hint=hint),))


# JSON ------------------------------------------------------------------------------------------


def _from_json(data: bytes, shown: str) -> Envelope:
    plain = _parsed(data, shown)
    if isinstance(plain, dict) and "documents" in plain:
        return Envelope(facts=_record(Facts.from_json, plain, shown))
    if isinstance(plain, dict) and "bluf" in plain:
        brief = _record(Brief.from_json, {key: plain[key] for key in plain if key != "annotations"}, shown)
        if plain.get("annotations", web_annotations(brief)) != web_annotations(brief):
            raise _fault("BG803", "altered: its annotations are not those of its lines", shown)
        return Envelope(brief=brief)
    raise _fault("BG801", "holds neither facts nor a brief", shown, "give a PDF, a facts.json or a brief.json")


def _parsed(data: bytes, shown: str) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _fault(
            "BG801", f"neither a PDF nor JSON: {_reason(error)}", shown, "give a PDF, a facts.json or a brief.json"
        ) from error


def _record(decode: Callable[[object], Record], plain: object, shown: str) -> Record:
    """A record whose ids and quotes hold; decoding asks for both."""
    try:
        return decode(plain)
    except (ValueError, RecursionError) as error:
        raise _fault("BG803", f"altered or damaged: {_reason(error)}", shown) from error


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


# PDF -------------------------------------------------------------------------------------------


def _from_pdf(data: bytes, shown: str) -> Envelope:
    import pikepdf

    try:
        with _bounded(), pikepdf.open(io.BytesIO(data)) as pdf:
            files, pages = _contents(pdf)
    except pikepdf.PasswordError as error:
        raise _fault("BG801", "encrypted; nothing in it can be read without the password", shown) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        message = str(error).replace("<_io.BytesIO object>", "").strip()
        if "limit" in message or "memory" in message:
            raise _fault("BG809", "unpacks to more than is reasonable", shown) from error
        raise _fault("BG801", f"damaged: {message or type(error).__name__}", shown) from error
    if FACTS not in files:
        raise _fault("BG802", f"holds no {FACTS}", shown, "only a PDF built by briefgen carries its facts")
    inside = {name: _parsed(files[name], f"{shown}#{name}") for name in (FACTS, BRIEF) if name in files}
    return Envelope(
        facts=_record(Facts.from_json, inside[FACTS], f"{shown}#{FACTS}"),
        brief=_record(Brief.from_json, inside[BRIEF], f"{shown}#{BRIEF}") if BRIEF in inside else None,
        sources={name: content for name, content in files.items() if name not in inside},
        pages=pages,
    )


def _contents(pdf: Any) -> tuple[dict[str, bytes], str]:
    from briefgen.verification.pages import characters

    if len(pdf.pages) > _MOST_PAGES:
        raise ValueError(f"more than {_MOST_PAGES} pages")
    files: dict[str, bytes] = {}
    for number, specification in enumerate(pdf.Root.get("/AF", [])):
        if number == _MOST_ATTACHMENTS:
            raise ValueError(f"more than {_MOST_ATTACHMENTS} attachments")
        files.setdefault(str(specification.UF), specification.EF.F.read_bytes())
    return files, characters(pdf) if "/StructTreeRoot" in pdf.Root else ""


@contextmanager
def _bounded() -> Iterator[None]:
    """Unpack no stream beyond the bound, and none that is packed more than once."""
    from pikepdf import settings

    before: dict[str, Any] = settings.set_qpdf_limits(
        max_stream_filters=1,
        flate_max_memory=_MOST_UNPACKED,
        png_max_memory=_MOST_UNPACKED,
        run_length_max_memory=_MOST_UNPACKED,
        tiff_max_memory=_MOST_UNPACKED,
        dct_max_memory=_MOST_UNPACKED,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)
