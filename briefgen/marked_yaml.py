"""YAML with the place of every key and value; the one door to PyYAML. Hostile input is a Problem, never a hang.

Aliases, tabs, deep nesting, huge files, duplicate keys and several documents are refused. Only true
and false are booleans and only plain decimal numbers are numbers, so that NO and 12:30 stay text.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from briefgen.errors import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 40

Path = tuple[str | int, ...]
_INTEGER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})$")
_FLOAT = re.compile(r"[-+]?\d{1,17}\.\d{1,17}$")


@dataclass(frozen=True, slots=True)
class Tree:
    """Plain values with their places: for each path the line and column of its key and of its value, from 1."""

    value: Any
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path, *, of_key: bool = False) -> tuple[int, int]:
        """The line and column of a value, or of its key; of the nearest thing around it when it is not there."""
        for length in range(len(path), -1, -1):
            where = (self.keys if of_key else self.values).get(path[:length]) or self.values.get(path[:length])
            if where:
                return where
        return 1, 1


def load(source: str, *, file: str, first_line: int = 1) -> tuple[Tree | None, tuple[Problem, ...]]:
    """Read one YAML document; (None, problems) when it cannot be read. An empty one has the value None.

    first_line is the number of the source's first line in its file (front matter begins in line 2).
    """
    if len(source) > MAX_BYTES:
        return None, (
            Problem("BG108", f"the file is larger than {MAX_BYTES:,} characters", file=file, line=1, column=1),
        )
    node, problem = _composed(source, file, first_line)
    if problem is not None:
        return None, (problem,)
    tree = Tree(None)
    problems: list[Problem] = []
    value = _build(node, (), tree, problems, file, first_line - 1) if node is not None else None
    if problems:
        return None, tuple(problems)
    return Tree(value, tree.keys, tree.values), ()


def _composed(source: str, file: str, first_line: int) -> tuple[Any, Problem | None]:
    """The nodes of the document. The C reader is quicker; what it refuses is read again in Python, for its messages and places."""
    import yaml

    quick = getattr(yaml, "CSafeLoader", None)
    if quick is not None:
        with suppress(yaml.YAMLError, ValueError):
            if _survey(source, file, first_line, quick) is None:
                return yaml.compose(source, Loader=quick), None
    try:
        problem = _survey(source, file, first_line, yaml.SafeLoader)
        return (None, problem) if problem is not None else (yaml.compose(source, Loader=yaml.SafeLoader), None)
    except yaml.MarkedYAMLError as error:
        return None, _syntax_problem(error, source, file, first_line)
    except yaml.YAMLError as error:
        return None, Problem("BG102", f"not YAML: {error}", file=file, line=first_line, column=1)


def _survey(source: str, file: str, first_line: int, loader: Any) -> Problem | None:
    """Walk the events, which need no memory for nesting, and stop at the first thing that is refused."""
    import yaml

    depth = documents = 0
    for event in yaml.parse(source, Loader=loader):
        mark: Any = event.start_mark
        line, column = mark.line + first_line, mark.column + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return Problem(
                "BG107",
                "anchors and aliases (& and *) are not allowed",
                file=file,
                line=line,
                column=column,
                hint="write the value out",
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > MAX_DEPTH:
            return Problem("BG108", f"nested more than {MAX_DEPTH} levels deep", file=file, line=line, column=column)
        if documents > 1:
            return Problem(
                "BG102",
                "more than one YAML document in the file",
                file=file,
                line=line,
                column=column,
                hint="remove the second ---",
            )
    return None


def _syntax_problem(error: Any, source: str, file: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    lines = source.splitlines()
    shown = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in shown[: (mark.column if mark else 0) + 1]:
        return Problem(
            "BG102",
            "a tab where YAML wants spaces",
            file=file,
            line=line,
            column=shown.index("\t") + 1,
            hint="indent with spaces",
        )
    message = f"not YAML: {error.problem or error.context}"
    hint = "quote a text that begins with * or @" if _begins_with_a_sign(shown, mark) else None
    return Problem("BG102", message, file=file, line=line, column=column, hint=hint)


def _begins_with_a_sign(line: str, mark: Any) -> bool:
    """True for */15 and @daily: * opens an alias, and @ is kept for later versions of YAML."""
    return mark is not None and line[: mark.column + 1].rstrip("/ ")[-1:] in ("*", "@")


def _build(node: Any, path: Path, tree: Tree, problems: list[Problem], file: str, shift: int) -> Any:
    import yaml

    tree.values[path] = (node.start_mark.line + 1 + shift, node.start_mark.column + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, i), tree, problems, file, shift) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, path, tree, problems, file, shift)
    return _scalar(node)


def _build_mapping(node: Any, path: Path, tree: Tree, problems: list[Problem], file: str, shift: int) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1 + shift, key_node.start_mark.column + 1
        key = getattr(key_node, "value", None)
        if not isinstance(key, str):
            problems.append(Problem("BG105", "a key must be plain text", file=file, line=line, column=column))
            continue
        if key in built:
            first = tree.keys[(*path, key)][0]
            problems.append(
                Problem("BG103", f"duplicate key {key!r}, first in line {first}", file=file, line=line, column=column)
            )
            continue
        tree.keys[(*path, key)] = (line, column)
        built[key] = _build(value_node, (*path, key), tree, problems, file, shift)
    return built


def _scalar(node: Any) -> Any:
    if node.style:  # none of its own: plain
        return node.value
    text = node.value
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def dump(value: object) -> str:
    """Plain values as YAML, keys in their order, text readable."""
    import yaml

    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
