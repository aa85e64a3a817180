"""Reading briefs.yaml and telling what is wrong in it, all in one pass, each fault with its line and column."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Union

from pydantic import BaseModel, ValidationError

from briefgen.config.briefs import BriefConfig, Config, Defaults, File
from briefgen.config.delivery import channels, misnamed
from briefgen.config.fields import Misspelt
from briefgen.config.handling import built, written_out
from briefgen.config.schedules import Finding, misplaced, remarks, schedules
from briefgen.config.secrets import WRITTEN_OUT
from briefgen.config.themes import ThemeConfig, ThemeFault, Themes
from briefgen.errors import Problem, Severity
from briefgen.marked_yaml import Tree
from briefgen.marked_yaml import load as load_yaml
from briefgen.themes import Theme

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_NOT_WRITTEN = frozenset(
    {"name", "edition_of"}
)  # a brief's name is its key; an edition knows its brief by where it stands


def load(path: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read and check a briefs.yaml; (None, problems) when anything in it is wrong, else it and notes at most."""
    source, problem = read_text(path)
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
    file, unfit = _validated(_with_defaults(tree.value), tree, str(path))
    faults = [
        *_bad_names(tree, str(path)),
        *unfit,
        *_unknown_channels(tree, str(path)),
        *(_found(finding, tree, str(path)) for finding in misplaced(tree.value)),
    ]
    if file is None or faults:
        return None, tuple(sorted(faults, key=lambda p: (p.line or 0, p.column or 0)))
    named = (brief.model_copy(update={"name": name}) for name, brief in file.briefs.items())
    briefs = tuple(edition for brief in named for edition in written_out(brief))
    clash = _clash(briefs, tree, str(path))
    if clash is not None:
        return None, (clash,)
    if offline := _offline(file, tree, str(path)):
        return None, offline
    root = path.resolve().parent
    themes, faults = _themed(file, briefs, root, tree, str(path))
    if faults:
        return None, tuple(faults)
    own = {brief.name: brief.schedule for brief in briefs}
    groups = {
        name: group.model_copy(update={"briefs": built(group.briefs, briefs)}) for name, group in file.schedules.items()
    }
    loaded = Config(
        root=root,
        output=root / file.output,
        naming=file.naming,
        state=root / file.state,
        network=file.network,
        briefs=briefs,
        channels=channels(file.channels, root),
        schedules=schedules(own, groups),
        themes=themes,
    )
    written = {name: brief.schedule for name, brief in file.briefs.items()}
    return loaded, tuple(_found(remark, tree, str(path), "note") for remark in remarks(written, file.schedules))


def read_text(path: Path) -> tuple[str | None, Problem | None]:
    """The text of a file of the user, without its byte order mark; (None, the problem) when it cannot be read."""
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
    return [
        _problem(
            "BG105",
            f"{name!r} cannot be {what}'s name: use letters, digits, - and _",
            file,
            tree.place((key, name), of_key=True),
        )
        for key, what in (
            ("briefs", "a brief"),
            ("channels", "a channel"),
            ("schedules", "a schedule"),
            ("themes", "a theme"),
        )
        for name in (tree.value[key] if isinstance(tree.value.get(key), dict) else ())
        if not _NAME.fullmatch(name)
    ]


def _unknown_channels(tree: Tree, file: str) -> list[Problem]:
    return [
        _problem("BG105", fault, file, tree.place(place), _did_you_mean(name, fit) or _others(fit))
        for place, name, fault, fit in misnamed(tree.value)
    ]


def _others(fit: Sequence[str]) -> str:
    return f"there are: {', '.join(fit)}" if fit else "describe it under channels:"


def _found(finding: Finding, tree: Tree, file: str, severity: Severity = "error") -> Problem:
    line, column = tree.place(finding.path)
    hint = _did_you_mean(finding.word, finding.known)
    return Problem(finding.rule, finding.message, severity, file, line, column, hint)


def _themed(
    file: File, briefs: Sequence[BriefConfig], root: Path, tree: Tree, name: str
) -> tuple[dict[str, Theme], list[Problem]]:
    """The theme of each brief that has one, and what is wrong with them, each fault once."""
    themes, found = Themes(file.themes, root, _theme_file), list[Problem]()
    resolved = {}
    for key, config in file.themes.items():
        _, faults = themes.resolve(config)
        found.extend(_theme_problems(faults, ("themes", key), tree, name))
    for brief in briefs:
        if brief.theme is not None:
            resolved[brief.name], faults = themes.resolve(brief.theme)
            found.extend(_theme_problems(faults, _theme_place(brief, tree), tree, name))
    return resolved, list(dict.fromkeys(found))


def _theme_place(brief: BriefConfig, tree: Tree) -> tuple[str, ...]:
    """Where the theme of a brief is written: in its edition, in the brief, or in the defaults."""
    whole, edition = brief.edition_of or brief.name, brief.name.removeprefix(f"{brief.edition_of}-")
    places = (("briefs", whole, "editions", edition, "theme"), ("briefs", whole, "theme"))
    return next((place for place in places if place in tree.values), ("defaults", "theme"))


def _theme_problems(faults: Sequence[ThemeFault], path: tuple[str, ...], tree: Tree, name: str) -> Iterator[Problem]:
    for fault in faults:
        hint = _did_you_mean(fault.word, fault.known) if fault.word else None
        if fault.problems:
            yield from fault.problems
        elif fault.file is not None:
            yield Problem(fault.rule, fault.message, file=str(fault.file), hint=hint)
        else:
            yield _problem(fault.rule, fault.message, name, tree.place((*path, fault.key)), hint)


def _theme_file(path: Path) -> tuple[ThemeConfig | None, tuple[Problem, ...]]:
    """A theme file, checked like a mapping under themes:."""
    source, problem = read_text(path)
    if source is None:
        return None, (replace(problem, hint="a theme file is looked for beside briefs.yaml"),) if problem else ()
    tree, problems = load_yaml(source, file=str(path))
    if tree is None:
        return None, problems
    try:
        return ThemeConfig.model_validate(tree.value), ()
    except ValidationError as error:
        faults = error.errors(include_url=False)
        return None, tuple(dict.fromkeys(from_pydantic(fault, tree, str(path), ThemeConfig) for fault in faults))


def _clash(briefs: Sequence[BriefConfig], tree: Tree, file: str) -> Problem | None:
    """The first edition that has the name of another brief."""
    for brief in briefs:
        if brief.edition_of and [other.name for other in briefs].count(brief.name) > 1:
            edition = brief.name.removeprefix(f"{brief.edition_of}-")
            place = tree.place(("briefs", brief.edition_of, "editions", edition), of_key=True)
            return _problem("BG105", f"the edition is called {brief.name!r}, like another brief", file, place)
    return None


def _offline(file: File, tree: Tree, name: str) -> tuple[Problem, ...]:
    """The sources that are on the web, where the file does not allow the network."""
    if file.network == "allow":
        return ()
    hint = "write 'network: allow' at the top level, or save the page and give its path"
    return tuple(
        _problem("BG280", f"{source.url} is on the web, which this file does not allow", name, tree.place(place), hint)
        for brief_name, brief in file.briefs.items()
        for number, source in enumerate(brief.sources)
        if source.path is None and (place := ("briefs", brief_name, "sources", number, "url"))
    )


def _problem(rule: str, message: str, file: str, place: tuple[int, int], hint: str | None = None) -> Problem:
    return Problem(rule, message, file=file, line=place[0], column=place[1], hint=hint)


def _validated(value: dict[str, Any], tree: Tree, file: str) -> tuple[File | None, list[Problem]]:
    try:
        return File.model_validate(value), []
    except ValidationError as error:
        faults = error.errors(include_url=False)
        told = [fault for fault in faults if not _echoes(fault, tree, faults)]
        return None, list(dict.fromkeys(from_pydantic(fault, tree, file) for fault in told))


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


def from_pydantic(fault: Any, tree: Tree, file: str, model: type[BaseModel] = File) -> Problem:
    """A fault that pydantic found in a file of some model, with the place of the value and what was meant."""
    path = tuple(part for part in fault["loc"] if isinstance(part, (str, int)) and part != "[key]")
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    if fault["type"] == "extra_forbidden":
        return _problem(
            "BG104",
            f"unknown key {name!r}",
            file,
            tree.place(path, of_key=True),
            _did_you_mean(name, _known_keys(path, model)),
        )
    if fault["type"] == "missing":
        return _problem("BG106", f"{name!r} is missing", file, tree.place(path[:-1], of_key=True), "add it")
    if fault["type"] == "literal_error":
        expected = re.findall(r"'([^']+)'", fault["ctx"]["expected"])
        shown = f"{fault['input']!r} is none of {', '.join(expected)}"
        return _problem("BG105", shown, file, tree.place(path), _did_you_mean(str(fault["input"]), expected))
    if fault["type"] == WRITTEN_OUT:
        hint = "put it into an environment variable and write ${NAME}, or name a file that holds it"
        return _problem("BG109", f"{name}: {fault['msg']}", file, tree.place(path), hint)
    message = fault["msg"].removeprefix("Value error, ")
    cause = fault.get("ctx", {}).get("error")
    meant = _did_you_mean(cause.word, cause.known) if isinstance(cause, Misspelt) else None
    return _problem("BG105", f"{name}: {message[:1].lower()}{message[1:]}", file, tree.place(path), meant)


def _known_keys(path: Sequence[str | int], model: type[BaseModel]) -> list[str]:
    """The keys that may stand where the last one of path does, in a file of this model."""
    kinds: list[Any] = [model]
    for part in path[:-1]:
        kinds = [inner for kind in kinds for inner in _below(kind, part)]
    models = [kind for kind in kinds if _is_model(kind)]
    keys = [field.alias or key for model in models for key, field in model.model_fields.items()]
    return [key for key in keys if key not in _NOT_WRITTEN]


def _below(kind: Any, part: str | int) -> Iterator[Any]:
    """What may stand under a key of a model or of a mapping, or as an item of a list; unions give each of their kinds."""
    if _is_model(kind):
        fields = {field.alias or key: field for key, field in kind.model_fields.items()}
        yield from _kinds(fields[part].annotation) if part in fields else ()
    elif typing.get_origin(kind) in (dict, tuple):
        yield from _kinds(typing.get_args(kind)[1 if typing.get_origin(kind) is dict else 0])


def _kinds(annotation: Any) -> Iterator[Any]:
    if typing.get_origin(annotation) is Annotated:
        yield from _kinds(typing.get_args(annotation)[0])
    elif typing.get_origin(annotation) in (Union, types.UnionType):
        for argument in typing.get_args(annotation):
            yield from _kinds(argument)
    else:
        yield annotation


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _did_you_mean(word: str, known: Sequence[str]) -> str | None:
    from rapidfuzz import process

    best = process.extractOne(word, known, score_cutoff=60)
    return f"did you mean {best[0]!r}?" if best else None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of briefs.yaml, for editors."""
    schema = File.model_json_schema()
    brief = schema["$defs"]["BriefConfig"]
    for key in _NOT_WRITTEN:
        brief["properties"].pop(key, None)
    source = brief["properties"]["sources"]
    source["items"] = {"anyOf": [source["items"], {"type": "string"}]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "briefs.yaml", **schema}
