"""What kind of file some bytes are: told from the bytes, from the name only where text could be either."""

from __future__ import annotations

import io
import json
import re
import zipfile

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
EML = "message/rfc822"
FEED = "application/feed+xml"  # RSS or Atom
JSON_LINES = "application/jsonl"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "an RTF file"),
)
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = re.compile(r"word/document\d*\.xml")
_IN_ZIPS = (("xl/", "an Excel file"), ("ppt/", "a PowerPoint file"), ("META-INF/container.xml", "an EPUB file"))
_HEAD = 4_096
_LONGEST_LINE = 1_000_000
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PROLOG = rb"(?>\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*)"  # atomic: a run of comments is looked at once
_FEED = re.compile(
    _PROLOG
    + rb"(?:<!DOCTYPE\s+(?:rss|feed|rdf:RDF)\b|(?:<!DOCTYPE[^>]*>\s*)?<(?:rss|(?:\w{1,20}:)?feed|rdf:RDF)[\s>])",
    re.DOTALL,
)
_PAGE = re.compile(_PROLOG + rb"<(?:!doctype\s+html|html|head)[\s>]", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(
    _PROLOG
    + rb"<(?:body|article|main|section|header|div|p|h[1-6]|ul|ol|table|blockquote|meta|title|script|style)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_BY_NAME = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".jsonl": JSON_LINES, ".ndjson": JSON_LINES}
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL_HEADERS = frozenset(
    b"from to subject date received return-path message-id mime-version delivered-to dkim-signature".split()
)


def media_type(data: bytes, suffix: str) -> str:
    """The media type of a file, or, opening with "a" or "an", what it is where no reader knows it ("a PNG image")."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(data)
    if head.startswith(_OLE):
        return "an encrypted Office file" if _ENCRYPTED in data else "an old Office file"
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    return _of_text(_without_mark(head), data, suffix.lower())


def _without_mark(head: bytes) -> bytes:
    """The head of a text without a byte order mark, UTF-16 thinned to what is ASCII in it."""
    mark = next((mark for mark in _BOMS if head.startswith(mark)), b"")
    head = head[len(mark) :]
    return head.replace(b"\0", b"") if len(mark) == 2 else head


def _of_text(head: bytes, data: bytes, suffix: str) -> str:
    if _FEED.match(head):
        return FEED
    if _PAGE.match(head):
        return HTML
    if suffix in (".md", ".markdown"):
        return MARKDOWN
    if _HTML.match(head):
        return HTML
    if _is_mail(head):
        return EML
    if _is_json_line(data):
        return JSON_LINES
    return _BY_NAME.get(suffix, PLAIN)


def _in_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return DOCX if b"word/" in data[:_HEAD] else "a damaged ZIP file"
    if any(_WORD.fullmatch(name) for name in names):
        return DOCX
    for start, what in _IN_ZIPS:
        if any(name.startswith(start) for name in names):
            return what
    return "an OpenDocument file" if "content.xml" in names else "a ZIP file"


def _is_mail(head: bytes) -> bool:
    """True for text that opens with the header of a mail: two header fields in a row, at least two of them a mail's own."""
    seen, at = set(), 0
    while (field := _HEADER.match(head, at)) is not None:
        seen.add(field.group().partition(b":")[0].lower())
        at = field.end()
    return len(seen & _MAIL_HEADERS) >= 2 and at > 0


def _is_json_line(data: bytes) -> bool:
    start = len(data) - len(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if data[start : start + 1] != b"{":
        return False
    line = data[start : start + _LONGEST_LINE].partition(b"\n")[0]
    if len(line) == _LONGEST_LINE:
        return b'"' in line[:20]  # too long to be tried here, and nothing else opens so
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
