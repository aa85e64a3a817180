"""HTML to PDF. The one door to WeasyPrint; nothing is fetched, fonts come from the package, complaints become Problems."""

from __future__ import annotations

import ctypes.util
import functools
import gc
import hashlib
import io
import logging
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.errors import EnvironmentFault, Problem
from briefgen.rendering import closed_tags, standards, svg_text
from briefgen.rendering.attachments import Attachment
from briefgen.themes import FONTS

INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_MAX_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF: its bytes, how many pages it has, how many of them come before the annex, the complaints, and the HTML it shows."""

    data: bytes
    pages: int
    body_pages: int
    problems: tuple[Problem, ...]
    page: str = ""


def typeset(page: str, attachments: Sequence[Attachment] = ()) -> Typeset:
    """One HTML page as a PDF that is both PDF/A-3a and PDF/UA-1, with files inside it.

    No address is fetched and no file opened for the page. Raises EnvironmentFault when the library
    or its system libraries are missing.
    """
    weasyprint, fonts, fetcher = _typesetter()

    def finish(_: object, pdf: object) -> None:
        standards.finish(pdf, attachments)

    with _listening() as records, _uncollected():
        try:
            document = _document(page, weasyprint, fetcher).render(font_config=fonts)
            document.color_profiles["srgb"] = _srgb()
            data = document.write_pdf(pdf_variant=standards.VARIANT, output_intent="", finisher=finish)
        except RecursionError:
            raise EnvironmentFault(
                "The page nests too deeply to be typeset; flatten the template's lists or tables."
            ) from None
    return Typeset(data, len(document.pages), _pages_before(document, "evidence"), _problems(records))


def _document(page: str, weasyprint: Any, fetcher: Any) -> Any:
    """The page as the typesetter takes it."""
    tree = closed_tags.tree(page)
    if tree is None:
        return weasyprint.HTML(string=page, url_fetcher=fetcher)
    document = weasyprint.HTML(string="", url_fetcher=fetcher)
    document.wrapper_element = type(document.wrapper_element).from_html_root(tree, content_language=None)
    document.etree_element = tree
    return document


def _pages_before(document: Any, anchor: str) -> int:
    """How many pages come before the one with this anchor; all of them when there is none."""
    pages = [i for i, page in enumerate(document.pages) if anchor in page.anchors]
    return pages[0] if pages else len(document.pages)


@functools.cache
def _typesetter() -> tuple[Any, Any, Any]:
    """WeasyPrint, one font configuration for the process, and a fetcher that refuses everything but inline data."""
    _use_bundled_fonts()
    load_library()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    return weasyprint, FontConfiguration(), URLFetcher(allowed_protocols={"data"})


def load_library() -> None:
    """Import WeasyPrint and the system's libraries under it, without any font. Raises EnvironmentFault when one is missing."""
    try:
        with _quick_library_search():
            import weasyprint.text.fonts
            import weasyprint.urls  # noqa: F401
    except (ImportError, OSError) as error:
        raise EnvironmentFault(
            f"PDF needs WeasyPrint and Pango ({str(error).splitlines()[0]}); install them: {INSTALL}"
        ) from error
    svg_text.set_by_line()


def _srgb() -> Any:
    """The colour space of the pages. Asked for by name, the typesetter would leave the file of the profile open."""
    from weasyprint.css import ColorProfile

    return ColorProfile(io.BytesIO(_srgb_file()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


@functools.cache
def _srgb_file() -> bytes:
    from importlib import resources

    return (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


@contextmanager
def _quick_library_search() -> Iterator[None]:
    """Answer the search for shared libraries by their usual names; asking the system starts dozens of processes."""
    names = {
        "gobject-2.0-0": "libgobject-2.0.so.0", "gobject-2.0": "libgobject-2.0.so.0", "libgobject-2.0-0": "libgobject-2.0.so.0",
        "pango-1.0-0": "libpango-1.0.so.0", "pango-1.0": "libpango-1.0.so.0", "libpango-1.0-0": "libpango-1.0.so.0",
        "pangoft2-1.0-0": "libpangoft2-1.0.so.0", "pangoft2-1.0": "libpangoft2-1.0.so.0", "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
        "harfbuzz": "libharfbuzz.so.0", "harfbuzz-0.0": "libharfbuzz.so.0", "harfbuzz-subset": "libharfbuzz-subset.so.0",
        "fontconfig": "libfontconfig.so.1", "fontconfig-1": "libfontconfig.so.1",
    }  # fmt: skip
    search = ctypes.util.find_library
    if os.name != "posix" or os.uname().sysname != "Linux":
        yield
        return

    def quick(name: str) -> str | None:
        return names.get(name) or search(name)

    ctypes.util.find_library = quick
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _use_bundled_fonts() -> None:
    """Point fontconfig at the bundled fonts alone, so that every machine sets the same page."""
    os.environ["FONTCONFIG_FILE"] = str(_font_configuration())


def _font_configuration() -> Path:
    import rendercv_fonts

    root = Path(str(rendercv_fonts.__file__)).parent
    folders = "".join(f"<dir>{root / family}</dir>" for family in FONTS)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "briefgen"
    if not _writable(cache):
        cache = Path(tempfile.mkdtemp(prefix="briefgen-fonts-"))
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig>{folders}<cachedir>{cache / 'fontconfig'}</cachedir></fontconfig>\n"
    )
    path = cache / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.exists():
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    return path


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without collections of garbage while the block runs.

    The boxes of a page all live until it is written, so a collection walks over every one of them and frees next to
    nothing; without, a page takes a fifth less time and no more memory (docs/decisions.md).
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """What the typesetter logs while the block runs; nothing of it reaches the terminal."""
    records: list[logging.LogRecord] = []

    class _Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    logger, handler = logging.getLogger("weasyprint"), _Handler(logging.WARNING)
    before = logger.handlers[:], logger.propagate, logger.level
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    try:
        yield records
    finally:
        logger.handlers, logger.propagate = before[0], before[1]
        logger.setLevel(before[2])


_GLYPH = re.compile(r"\.notdef|glyph", re.IGNORECASE)
_REFUSED = re.compile(r"Failed to load|fetch|not allowed|URL", re.IGNORECASE)


def _problems(records: list[logging.LogRecord]) -> tuple[Problem, ...]:
    """One Problem for each different complaint, in the order in which they came."""
    problems: dict[Problem, None] = {}
    for record in records:
        message = " ".join(record.getMessage().split())
        if _GLYPH.search(message):
            found = Problem("BG401", f"the bundled fonts lack a character: {message}", "warning")
        elif _REFUSED.search(message):
            found = Problem("BG403", f"refused to load something for the page: {message}", "error")
        else:
            found = Problem("BG402", f"the typesetter: {message}", "warning")
        problems[found] = None
    return tuple(problems)[:_MAX_PROBLEMS]
