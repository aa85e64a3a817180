"""What a Word file says of itself: title, author and language of its core properties, where they are more than defaults."""

from __future__ import annotations

import re

from briefgen.readers.docx.archive import Archive
from briefgen.readers.docx.markup import walk
from briefgen.text import printable

PART = "docProps/core.xml"
_MAX_LENGTH = 500
_NO_TITLE = re.compile(
    r"(?:microsoft word - .*|.*\.(?:docx?|docm|dotx?|rtf|odt|txt|pdf)|(?:word )?(?:document|template|untitled)\W*\d*|"
    r"(?:new|blank) document|powerpoint presentation|title|\W*)",
    re.IGNORECASE | re.DOTALL,
)
_NO_AUTHOR = re.compile(
    r"(?:python-docx|microsoft(?: office)?(?: user)?|windows(?: user)?|user|owner|admin(?:istrator)?|author|unknown|"
    r"default|apache poi|un-named|\W*)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def core_properties(archive: Archive) -> dict[str, str]:
    """title, author and language, as far as the file gives them and they are no default of a program.

    The days of creation and change are left: neither is a day of publication.
    """
    pieces: dict[str, list[str]] = {}
    open_elements: list[str] = []

    def text(piece: str) -> None:
        if open_elements and open_elements[-1].startswith("dc:"):
            pieces.setdefault(open_elements[-1], []).append(piece)

    def start(element: str, _: dict[str, str]) -> None:
        open_elements.append(element)

    def end(_: str) -> None:
        open_elements.pop()

    walk(archive, PART, start=start, end=end, text=text)
    said = {name: " ".join(printable("".join(piece)).split())[:_MAX_LENGTH] for name, piece in pieces.items()}
    title, author, language = (said.get(name, "") for name in ("dc:title", "dc:creator", "dc:language"))
    found = {}
    if not _NO_TITLE.fullmatch(title):
        found["title"] = title
    if not _NO_AUTHOR.fullmatch(author):
        found["author"] = author
    if _LANGUAGE.fullmatch(language):
        found["language"] = language
    return found
