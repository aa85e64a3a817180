"""The finished document as bytes that do not change: properties from the brief, no thumbnail, no time in the archive."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.model import Brief
from briefgen.rendering.attachments import NO_DATE
from briefgen.rendering.word.paper import Paper
from briefgen.text import printable

_STYLES_TWICE = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def packed(paper: Paper, brief: Brief) -> bytes:
    """The document with its footnotes and properties."""
    document = paper.document
    paper.footnotes.attach(document)
    _describe(document.core_properties, brief)
    _drop(document.part.package.rels, RELATIONSHIP_TYPE.THUMBNAIL)  # of the template's empty page
    _drop(document.part.rels, _STYLES_TWICE)
    written = io.BytesIO()
    document.save(written)
    return _timeless(written)


def _describe(properties: Any, brief: Brief) -> None:
    day = dt.datetime.combine(brief.as_of or NO_DATE, dt.time())
    properties.title = printable(brief.title)[:255]
    properties.author = properties.last_modified_by = "briefgen"
    properties.comments = ""
    properties.category = printable(brief.marking or "")
    properties.language = brief.language
    properties.version = brief.edition
    properties.created = properties.modified = day


def _drop(relationships: Any, kind: str) -> None:
    for key in [key for key, relationship in relationships.items() if relationship.reltype == kind]:
        del relationships[key]


def _timeless(written: io.BytesIO) -> bytes:
    """The same archive with one date on every file: python-docx stamps them with the clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
