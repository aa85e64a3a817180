"""briefs.yaml as checked values; the one door to pydantic. Every fault has its line and column, all in one pass."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from briefgen.errors import Problem
from briefgen.marked_yaml import Tree
from briefgen.marked_yaml import load as load_yaml

Format = Literal["md", "pdf", "html", "json"]
Marking = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


def _date(value: object) -> object:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a date; write YYYY-MM-DD") from None
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value


Date = Annotated[dt.date, BeforeValidator(_date)]
Text = Annotated[str, AfterValidator(_not_blank)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class SourceConfig(_Strict):
    """One source of a brief; what is given here wins over what the file says."""

    path: Text = Field(description="The file, relative to briefs.yaml.")
    title: Text | None = Field(None, description="Headline of the source.")
    publisher: Text | None = Field(None, description="Who published it.")
    author: Text | None = Field(None, description="Who wrote it.")
    published: Date | None = Field(None, description="Publication date, YYYY-MM-DD; never guessed when left out.")
    url: Text | None = Field(None, description="Where it was published.")
    reliability: Literal["A", "B", "C", "D", "E", "F"] = Field(
        "F", description="Admiralty grade, set by a person; F: cannot be judged."
    )
    marking: Marking | None = Field(None, description="TLP 2.0 label of the source.")


def _as_source(value: object) -> object:
    return {"path": value} if isinstance(value, str) else value


class ExtractorConfig(_Strict):
    """What tells words and names instead of the models that come with briefgen."""

    spacy: Text = Field(description="An installed spaCy pipeline, or the folder of one.")


class BriefConfig(_Strict):
    """One brief: a title, its sources, and how it is to look."""

    name: str = Field("", exclude=True, json_schema_extra={"deprecated": True})
    title: Text = Field(description="What the brief is about.")
    sources: tuple[Annotated[SourceConfig, BeforeValidator(_as_source)], ...] = Field(
        min_length=1, description="The files it rests on.", strict=False
    )
    template: Text = Field("brief", description="Name of a template set.")
    formats: tuple[Format, ...] = Field(("md", "pdf"), min_length=1, description="What to write.", strict=False)
    language: Literal["en"] = Field("en", description="Language of labels and dates; en only so far.")
    page: Literal["A4", "Letter"] = Field("A4", description="Page size.")
    marking: Marking | None = Field(None, description="TLP 2.0 label, printed on every page.")
    max_pages: int | None = Field(
        None, ge=1, le=50, description="Most pages before the evidence annex; the lowest-ranked items give way."
    )
    as_of: Date | None = Field(None, description="The day for which the brief is written.")
    extractor: ExtractorConfig | None = Field(None, description="A spaCy pipeline in place of the shipped models.")


class Defaults(_Strict):
    """What every brief has unless it says otherwise."""

    template: Text = Field("brief", description="Name of a template set.")
    formats: tuple[Format, ...] = Field(("md", "pdf"), min_length=1, description="What to write.", strict=False)
    language: Literal["en"] = Field("en", description="Language of labels and dates; en only so far.")
    page: Literal["A4", "Letter"] = Field("A4", description="Page size.")
    marking: Marking | None = Field(None, description="TLP 2.0 label, printed on every page.")
    max_pages: int | None = Field(None, ge=1, le=50, description="Most pages before the evidence annex.")
    extractor: ExtractorConfig | None = Field(None, description="A spaCy pipeline in place of the shipped models.")


class File(_Strict):
    """The whole of briefs.yaml."""

    defaults: Defaults = Field(
        default_factory=lambda: Defaults.model_validate({}),
        description="What every brief has unless it says otherwise.",
    )
    output: Text = Field("build", description="Folder for the results, relative to briefs.yaml.")
    briefs: dict[str, BriefConfig] = Field(
        description="The briefs by name; the name becomes the file name.", min_length=1
    )


class Config(BaseModel):
    """A checked briefs.yaml: the folder it lies in, where results go, and its briefs in order with all defaults filled in."""

    model_config = ConfigDict(frozen=True)
    root: Path
    output: Path
    briefs: tuple[BriefConfig, ...]


def load(path: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read and check a briefs.yaml; (None, problems) when anything in it is wrong."""
    source, problem = _read(path)
    if source is None:
        return None, (problem,) if problem else ()
    tree, problems = load_yaml(source, file=str(path))
    if tree is None:
        return None, problems
    if tree.value is None:
        return None, (
            Problem(
                "BG101", "the file is empty", file=str(path), line=1, column=1, hint="'briefgen init' writes a starter"
            ),
        )
    if not isinstance(tree.value, dict):
        return None, (
            Problem("BG105", "the file must be a mapping with the key 'briefs'", file=str(path), line=1, column=1),
        )
    faults = [*_bad_names(tree, str(path)), *_validation_problems(_with_defaults(tree.value), tree, str(path))]
    if faults:
        return None, tuple(sorted(faults, key=lambda p: (p.line or 0, p.column or 0)))
    file = File.model_validate(_with_defaults(tree.value))
    briefs = tuple(brief.model_copy(update={"name": name}) for name, brief in file.briefs.items())
    root = path.resolve().parent
    return Config(root=root, output=root / file.output, briefs=briefs), ()


def _read(path: Path) -> tuple[str | None, Problem | None]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None, Problem("BG101", "no such file", file=str(path), hint="'briefgen init' writes a starter")
    except OSError as error:
        return None, Problem("BG101", f"cannot be read: {error.strerror}", file=str(path))
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, Problem("BG102", f"not UTF-8 at byte {error.start}", file=str(path), line=line)


def _with_defaults(value: dict[str, Any]) -> dict[str, Any]:
    """The same file with the defaults written into each brief that leaves them out."""
    defaults, briefs = value.get("defaults"), value.get("briefs")
    if not isinstance(defaults, dict) or not isinstance(briefs, dict):
        return value
    known = {key: defaults[key] for key in Defaults.model_fields if key in defaults}
    filled = {name: {**known, **brief} if isinstance(brief, dict) else brief for name, brief in briefs.items()}
    return {**value, "briefs": filled}


def _bad_names(tree: Tree, file: str) -> list[Problem]:
    briefs = tree.value.get("briefs")
    names = briefs if isinstance(briefs, dict) else {}
    return [
        _problem(
            "BG105",
            f"{name!r} cannot be a brief's name: use letters, digits, - and _",
            file,
            tree.place(("briefs", name), of_key=True),
        )
        for name in names
        if not _NAME.fullmatch(name)
    ]


def _problem(rule: str, message: str, file: str, place: tuple[int, int], hint: str | None = None) -> Problem:
    return Problem(rule, message, file=file, line=place[0], column=place[1], hint=hint)


def _validation_problems(value: dict[str, Any], tree: Tree, file: str) -> list[Problem]:
    try:
        File.model_validate(value)
    except ValidationError as error:
        faults = [
            fault
            for fault in error.errors(include_url=False)
            if not _echoes(fault, tree, error.errors(include_url=False))
        ]
        return list(dict.fromkeys(_from_pydantic(fault, tree, file) for fault in faults))
    return []


def _echoes(fault: Any, tree: Tree, faults: Sequence[Any]) -> bool:
    """True for a fault that only repeats another: a default written into each brief, a list empty for its bad items."""
    path = fault["loc"]
    inherited = (
        len(path) > 2 and path[0] == "briefs" and path[2] in Defaults.model_fields and path[:3] not in tree.values
    )
    emptied = fault["type"] == "too_short" and any(
        other["loc"][: len(path)] == path and len(other["loc"]) > len(path) for other in faults
    )
    return (inherited and fault["type"] != "missing") or emptied


def _from_pydantic(fault: Any, tree: Tree, file: str) -> Problem:
    path = tuple(part for part in fault["loc"] if isinstance(part, (str, int)))
    name = str(path[-1]) if path else ""
    if fault["type"] == "extra_forbidden":
        return _problem(
            "BG104",
            f"unknown key {name!r}",
            file,
            tree.place(path, of_key=True),
            _did_you_mean(name, _known_keys(path)),
        )
    if fault["type"] == "missing":
        return _problem("BG106", f"{name!r} is missing", file, tree.place(path[:-1], of_key=True), "add it")
    if fault["type"] == "literal_error":
        expected = re.findall(r"'([^']+)'", fault["ctx"]["expected"])
        shown = f"{fault['input']!r} is none of {', '.join(expected)}"
        return _problem("BG105", shown, file, tree.place(path), _did_you_mean(str(fault["input"]), expected))
    message = fault["msg"].removeprefix("Value error, ")
    return _problem("BG105", f"{name}: {message[:1].lower()}{message[1:]}", file, tree.place(path))


def _known_keys(path: Sequence[str | int]) -> list[str]:
    if len(path) == 1:
        return list(File.model_fields)
    if path[-2] == "extractor":
        return list(ExtractorConfig.model_fields)
    if path[0] == "defaults":
        return list(Defaults.model_fields)
    model: type[BaseModel] = SourceConfig if "sources" in path[2:-1] else BriefConfig
    return [key for key in model.model_fields if key != "name"]


def _did_you_mean(word: str, known: Sequence[str]) -> str | None:
    from rapidfuzz import process

    best = process.extractOne(word, known, score_cutoff=60)
    return f"did you mean {best[0]!r}?" if best else None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of briefs.yaml, for editors."""
    schema = File.model_json_schema()
    brief = schema["$defs"]["BriefConfig"]
    brief["properties"].pop("name", None)
    source = brief["properties"]["sources"]
    source["items"] = {"anyOf": [source["items"], {"type": "string"}]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "briefs.yaml", **schema}
