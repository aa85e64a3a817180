"""A brief as one run asks for it: where its files go, what they are made from, and whether they stand already.

Building one is the pipeline's.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import __version__, markings, naming, rendering, wire
from briefgen.errors import InputError, Problem
from briefgen.formats import Format
from briefgen.model import Document
from briefgen.sourcing import located
from briefgen.store import Manifest, Parameter, Predecessor, UsedSource, described, read_manifest

if TYPE_CHECKING:
    from briefgen.config import BriefConfig, Config

TOOL = f"briefgen {__version__}"

CORRECTIONS = "facts"
"""The folder beside briefs.yaml in which a person corrects facts."""

# What a brief is delivered by, and when, says nothing about what is in it.
_NOT_IN_THE_BRIEF = {"name", "schedule", "deliver", "on_failure", "ping", "editions"}
_LIBRARIES = ("jinja2", "markdown", "markdown-it-py", "nh3", "rendercv-fonts", "weasyprint", "pydyf", "fonttools")


@dataclass(frozen=True, slots=True)
class Order:
    """What one run asks of every brief, beyond what briefs.yaml says.

    at is the instant that embargoes are held against; slot, where a schedule asked, is local time with its zone.
    """

    formats: tuple[Format, ...] | None = None
    out: Path | None = None
    as_of: dt.date | None = None
    at: dt.datetime | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    slot: dt.datetime | None = None

    def slot_utc(self) -> str | None:
        """The slot as it is written down: ISO 8601 in UTC."""
        if self.slot is None:
            return None
        return self.slot.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


_AS_WRITTEN = Order()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a publication goes: a folder below root, the name of each format's file in it, and the manifest's."""

    root: Path
    folder: str
    files: Mapping[Format, str]
    manifest: str

    def relative(self, name: str) -> str:
        """The path of a file below root."""
        return f"{self.folder}/{name}" if self.folder else name

    def path(self, name: str) -> Path:
        """The whole path of a file."""
        return self.root / self.relative(name)


def corrections(config: Config, brief: BriefConfig) -> Path:
    """Where a person's corrections to a brief are; those of an edition are those of its brief."""
    return config.root / CORRECTIONS / f"{brief.edition_of or brief.name}.yaml"


def formats_of(brief: BriefConfig, order: Order) -> tuple[Format, ...]:
    """The formats that are wanted: the run's, or else the brief's."""
    return tuple(dict.fromkeys(order.formats or brief.formats))


def place(config: Config, brief: BriefConfig, order: Order) -> Place:
    """Where the publication goes. Raises InputError (BG504) when its name asks for what is not given."""
    names = naming.parse(config.naming)
    values: dict[str, naming.Value] = {
        "brief": brief.name,
        "title": brief.title,
        "template": brief.template,
        "language": brief.language,
        "marking": brief.marking,
        "as_of": order.as_of or brief.as_of,
        "slot": order.slot,
        **{naming.PARAMETERS + name: value for name, value in order.parameters.items()},
    }
    try:
        paths = {to: names.path({**values, "ext": to}) for to in formats_of(brief, order)}
        manifest = names.manifest_path({**values, "ext": "manifest.json"})
    except naming.NamingFault as fault:
        hint = "give it, or change naming: in briefs.yaml"
        raise InputError((Problem("BG504", str(fault), file=brief.name, hint=hint),)) from None
    folder = manifest.rpartition("/")[0]
    files: dict[Format, str] = {to: path.rpartition("/")[2] for to, path in paths.items()}
    return Place(config.output if order.out is None else order.out, folder, files, manifest.rpartition("/")[2])


def clashes(config: Config, order: Order = _AS_WRITTEN) -> tuple[Problem, ...]:
    """Briefs of the file, wanted now or not, whose results would have one path, also where case does not count."""
    taken: dict[str, str] = {}
    problems: dict[tuple[str, str], Problem] = {}
    for brief in config.briefs:
        for path in _paths(config, brief, order):
            first = taken.get(path.casefold())
            if first is not None:
                message = f"would write {path}, which {first if first != brief.name else 'it'} writes, too"
                hint = "tell them apart in naming: of briefs.yaml, for instance by {brief}"
                problems.setdefault((first, brief.name), Problem("BG505", message, file=brief.name, hint=hint))
            taken[path.casefold()] = brief.name
    return tuple(problems.values())


def _paths(config: Config, brief: BriefConfig, order: Order) -> Iterator[str]:
    try:
        where = place(config, brief, order)
    except InputError:  # said when the brief is built
        return
    yield from (where.relative(name) for name in (*where.files.values(), where.manifest))


# Fingerprints ----------------------------------------------------------------------------------


def common_ingredients(config: Config) -> str:
    """A digest of what all briefs of a briefs.yaml are made with: this version, its libraries, all templates in reach."""
    own = config.root / "templates"
    folders = [folder for folder in (own, rendering.builtin_folder()) if folder.is_dir()]
    return wire.canonical([_program(), [_digest_of_folder(folder) for folder in folders]])


def fingerprint(config: Config, brief: BriefConfig, order: Order, common: str) -> str:
    """The sha256 of all that a publication is made from; the same fingerprint, the same bytes.

    The slot is not in it: the same brief at another hour is the same brief, unless an embargo has ended meanwhile.
    """
    handling = markings.Handling(embargo=brief.embargo, expires=brief.expires, at=order.at)
    written = brief.model_dump(mode="json", exclude=_NOT_IN_THE_BRIEF)
    ingredients = {
        "common": common,
        "name": brief.name,
        "brief": written,
        "corrections": _digest(corrections(config, brief)),
        "files": _files_named(config.root, written),
        "sources": [[one.name, str(one.retrieved), _digest(one.path)] for one in located(config, brief)[0]],
        "extractor": _extractor(config, brief),
        "formats": formats_of(brief, order),
        "as_of": order.as_of,
        "notice": markings.notice(handling, order.as_of or brief.as_of),
        "parameters": dict(order.parameters),
        "theme": hashlib.sha256(repr(config.theme(brief)).encode()).hexdigest(),
    }
    return hashlib.sha256(wire.canonical(ingredients).encode(errors="backslashreplace")).hexdigest()


def following(mark: str, since: Predecessor | None) -> str:
    """The fingerprint of a publication that is also made from the edition before it."""
    return mark if since is None else hashlib.sha256(wire.canonical([mark, since]).encode()).hexdigest()


def manifest(brief: BriefConfig, order: Order, where: Place, mark: str, rendered: Mapping[Format, bytes],
             documents: Iterable[Document], withheld: Iterable[Document], problems: Sequence[Problem],
             *, edition: str = "", facts: str | None = None, since: Predecessor | None = None) -> Manifest:  # fmt: skip
    """The manifest of what is about to be published. It goes where the files go, so it does not name what they withhold."""
    secret = [document.name for document in withheld]
    tellable = tuple(p for p in problems if not any(name in f"{p.file} {p.message}" for name in secret))
    return Manifest(
        brief=brief.name,
        title=brief.title,
        tool=TOOL,
        fingerprint=mark,
        as_of=order.as_of or brief.as_of,
        slot=order.slot_utc(),
        parameters=tuple(Parameter(name, order.parameters[name]) for name in sorted(order.parameters)),
        files=tuple(described(where.files[to], to, data) for to, data in rendered.items()),
        sources=tuple(UsedSource(document.name, document.sha256) for document in documents),
        problems=tellable,
        tells_all=len(tellable) == len(problems),
        edition=edition,
        facts=facts,
        since=since,
    )


def standing(where: Place, mark: str) -> Manifest | None:
    """The manifest in its place, when it was made from the same, all its files are as they were, and it knows all problems."""
    try:
        manifest = read_manifest(where.path(where.manifest))
    except InputError:
        return None
    wanted = sorted(where.files.values())
    same = manifest.fingerprint == mark and sorted(file.name for file in manifest.files) == wanted
    return manifest if same and manifest.tells_all and manifest.stands_in(where.path("")) else None


@functools.cache
def _program() -> str:
    """The code, lists and weights that are running, and the versions of what they stand on."""
    from importlib import metadata

    def version(library: str) -> str:
        try:
            return metadata.version(library)
        except metadata.PackageNotFoundError:
            return "none"

    libraries = [f"{library} {version(library)}" for library in _LIBRARIES]
    return wire.canonical([TOOL, _digest_of_folder(Path(__file__).parent), libraries])


def _extractor(config: Config, brief: BriefConfig) -> str | None:
    """A user's pipeline: the files of its folder, or the version of its package."""
    from importlib import metadata

    if brief.extractor is None:
        return None
    folder = config.root / brief.extractor.spacy
    if folder.is_dir():
        return _digest_of_folder(folder)
    try:
        return metadata.version(brief.extractor.spacy)
    except metadata.PackageNotFoundError:
        return "none"


def _files_named(root: Path, written: object) -> list[str]:
    """The digests of all files that a brief's part of briefs.yaml names, be it as source or as logo."""
    if isinstance(written, str):
        return [_digest(root / written)] if written else []
    inner = written.values() if isinstance(written, Mapping) else written if isinstance(written, list) else ()
    return [digest for value in inner for digest in _files_named(root, value)]


def _digest_of_folder(folder: Path) -> str:
    """The sha256 over names and bytes of all files below a folder, but for what Python compiles."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return _joined((path.relative_to(folder).as_posix(), _digest(path)) for path in files)


def _joined(parts: Iterable[Sequence[str]]) -> str:
    return hashlib.sha256(wire.canonical([list(part) for part in parts]).encode(errors="backslashreplace")).hexdigest()


def _digest(path: Path) -> str:
    """The sha256 of a file's bytes; "none" for what cannot be read as a file."""
    try:
        if not path.is_file():
            return "none"
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return "none"
