"""What results are called: templates like "{brief}/{as_of:%Y-%m-%d}/{brief}.{ext}", checked when read, filled in safely."""

from __future__ import annotations

import datetime as dt
import glob
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

DEFAULT = "{brief}/{brief}.{ext}"
TEXTS = ("brief", "ext", "title", "template", "marking", "language")
MOMENTS = ("as_of", "slot")
PARAMETERS = "parameters."

Value = str | dt.date | None

_DIRECTIVES = {"as_of": "YymdjGVu", "slot": "YymdjGVuHMSz"}
_ANY = "any-value"  # stands for what differs between the publications of a brief
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_NOT_IN_NAMES = re.compile(r"[^\w.+-]+")
_LONGEST_VALUE, _LONGEST_NAME = 80, 180  # bytes; file systems stop at 255, and temporary files have longer names


class NamingFault(ValueError):
    """A template of names that cannot be used, or cannot be filled in; the message is a fragment that says why."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Literal text, and the field that follows it; the last piece of a template may have none."""

    literal: str
    field: str | None = None
    spec: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """A checked template; its names always have a "/" between folders and end in the format's extension."""

    pieces: tuple[Piece, ...]

    def path(self, values: Mapping[str, Value]) -> str:
        """The path below the output folder for these values. Raises NamingFault where one is missing."""
        filled = "".join(piece.literal + _filled(piece, values) for piece in self.pieces)
        _check_path(filled)
        return filled

    def manifest_path(self, values: Mapping[str, Value]) -> str:
        """Where the manifest goes: manifest.json in a folder that is one publication's own, <name>.manifest.json in a shared one."""
        folder, _, name = self.path({**values, "ext": "manifest.json"}).rpartition("/")
        return f"{folder}/manifest.json" if folder and self._folder_is_own else f"{folder}/{name}".lstrip("/")

    def manifest_pattern(self, brief: str) -> str:
        """The manifests of all publications of a brief as a glob below the output folder; it may find those of others, too."""
        told: dict[str, Value] = {piece.field: _ANY for piece in self.pieces if piece.field}
        path = self.manifest_path({**told, "brief": brief})
        return "*".join(glob.escape(part) for part in path.split(_ANY))

    @property
    def tells_time(self) -> bool:
        """True when the day or the slot is in the names, so that each edition has a place of its own."""
        return any(piece.field in MOMENTS for piece in self.pieces)

    @property
    def _folder_is_own(self) -> bool:
        """True when nothing varies in the name that does not vary in the folder, too."""
        at = max((i for i, piece in enumerate(self.pieces) if "/" in piece.literal), default=0)
        before = {(piece.field, piece.spec) for piece in self.pieces[:at]}
        after = {(piece.field, piece.spec) for piece in self.pieces[at:] if piece.field not in (None, "ext")}
        return after <= before


def parse(template: str) -> Naming:
    """The template checked. Raises NamingFault for an unknown field, a bad format, and a path that leaves its folder."""
    naming = Naming(tuple(_pieces(template)))
    if not template.endswith(".{ext}") or [piece.field for piece in naming.pieces].count("ext") != 1:
        raise NamingFault("must end in '.{ext}', and have {ext} only there")
    day = dt.datetime(2000, 1, 1)
    naming.path({piece.field: day if piece.field in MOMENTS else "x" for piece in naming.pieces if piece.field})
    return naming


def _pieces(template: str) -> Iterator[Piece]:
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError as error:
        raise NamingFault(f"{error}; a brace that is no field is not allowed") from None
    for literal, field, spec, conversion in parsed:
        if "{" in literal or "}" in literal:
            raise NamingFault("a brace that is no field is not allowed")
        if field is not None:
            _check_field(field, spec or "", conversion)
        yield Piece(literal, field, spec or "")


def _check_field(field: str, spec: str, conversion: str | None) -> None:
    if conversion is not None:
        raise NamingFault(f"{{{field}!{conversion}}}: a conversion is not allowed")
    if field in MOMENTS:
        _check_directives(field, spec)
        return
    parameter = field.removeprefix(PARAMETERS)
    if field not in TEXTS and not (parameter != field and parameter.isidentifier()):
        raise NamingFault(f"unknown field {{{field}}}{_did_you_mean(field)}")
    if spec:
        raise NamingFault(f"{{{field}:{spec}}}: only {' and '.join(MOMENTS)} take a format")


def _check_directives(field: str, spec: str) -> None:
    allowed = _DIRECTIVES[field]
    if not re.fullmatch(rf"(%[{allowed}]|[\w .+-])*", spec):
        known = " ".join(f"%{letter}" for letter in allowed)
        raise NamingFault(f"{{{field}:{spec}}}: the format may have {known}, letters, digits, '-', '_', '.' and '+'")


def _did_you_mean(field: str) -> str:
    from rapidfuzz import process

    best = process.extractOne(field, (*TEXTS, *MOMENTS), score_cutoff=60)
    return (
        f" (did you mean {{{best[0]}}}?)" if best else f"; known are {', '.join((*TEXTS, *MOMENTS))}, parameters.NAME"
    )


def _filled(piece: Piece, values: Mapping[str, Value]) -> str:
    if piece.field is None:
        return ""
    value = values.get(piece.field)
    if value is None:
        raise NamingFault(f"the name asks for {{{piece.field}}}, which is not given")
    if isinstance(value, dt.datetime):
        return sanitised(value.strftime(piece.spec or "%Y-%m-%dT%H%M%z"))
    if isinstance(value, dt.date):
        return sanitised(value.strftime(piece.spec or "%Y-%m-%d"))
    return value if _PLAIN.fullmatch(value) else sanitised(value)


def sanitised(value: str) -> str:
    """A value as part of a file name: letters and digits of any script, '-', '_', '.' and '+'; never empty, never long."""
    text = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", value)).strip("-.")
    short = text.encode(errors="ignore")[:_LONGEST_VALUE].decode(errors="ignore").strip("-.")
    return short or "untitled"


def _check_path(path: str) -> None:
    """Every folder and the name must be plain: they come from the template's own text as well as from values."""
    for part in path.split("/"):
        if not part or part.startswith(".") or part.endswith((".", " ")):
            raise NamingFault(f"{path!r}: a folder or name may not be empty, begin with '.' or end in '.' or a blank")
        if re.search(r'[\\:*?"<>|\x00-\x1f\x7f]', part):
            raise NamingFault(f"{path!r}: {part!r} cannot be the name of a file on every system")
        if len(part.encode()) > _LONGEST_NAME:
            raise NamingFault(f"{path!r}: a name of more than {_LONGEST_NAME} bytes")
