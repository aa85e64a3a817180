"""The formats of a brief by the names that briefs.yaml uses, and their media types. How each is made is rendering's."""

from __future__ import annotations

from typing import Literal, get_args

Format = Literal["md", "pdf", "html", "json", "docx", "txt"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA_TYPES: dict[str, str] = {
    "md": "text/markdown",
    "pdf": "application/pdf",
    "html": "text/html",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain",
}
