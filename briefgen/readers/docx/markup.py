"""The XML of a Word file, element by element, in memory that does not grow. No entity is put in, nothing outside is opened."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from briefgen.readers.docx.archive import Archive, damaged, too_large

_MAX_ELEMENTS = 5_000_000
_MAX_DEPTH = 5_000
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def walk(archive: Archive, part: str, *, start: Start, end: End | None = None, text: Text | None = None) -> bool:
    """Tell the elements of a part in the order in which they stand; False where there is no such part.

    Names have short prefixes and those of WordprocessingML none ("p", "mc:Choice"); elements of other
    vocabularies are called "". Attributes go by their local names. Raises InputError where the XML is
    damaged, declares a document type (which may hold entities; Word's own never does), or has too much in it.
    """
    data = archive.part(part)
    if data is None:
        return False
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names = _Names()
    count = depth = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if count > _MAX_ELEMENTS or depth > _MAX_DEPTH:
            raise too_large(archive.name, f"{part} holds too many elements, or nests them too deep")
        start(names[name], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(names[name])

    def declared(*_: object) -> None:
        raise damaged(archive.name, f"{part} declares a document type, as no Word file does")

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise damaged(archive.name, f"{part}: {error}") from None
    return True


class _Names(dict[str, str]):
    """Short names of elements, made when they are first met."""

    def __missing__(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        prefix = _PREFIXES.get(namespace)
        short = "" if prefix is None else prefix + local
        if len(self) < 10_000:
            self[name] = short
        return short


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a switch such as <w:vanish/> is on."""
    return attributes.get("val", "true") not in ("0", "false", "off", "none")
