"""Templates read as an editor would, without data: names that are not there, claims without marks, sections that nobody prints.

Includes, parents and macros are followed, macros with the types of what they are given. What is found
is what would go wrong on some brief, also in a branch that this brief does not take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, nodes

from briefgen.errors import Problem
from briefgen.markings import Banner
from briefgen.model import Brief, Line
from briefgen.rendering.shapes import ABSENT, UNKNOWN, attribute, element, many, names
from briefgen.rendering.templates import builtin_folder, environment, find, kind_of
from briefgen.themes import Theme

_VARIABLES: dict[str, dict[str, Any]] = {  # what rendering gives to each file of a set
    "brief.md.j2": {"brief": Brief, "picture": UNKNOWN, "parameters": UNKNOWN},
    "page.html.j2": {
        "brief": Brief,
        "banners": tuple[Banner, ...],
        "body": str,
        "style": str,
        "script": str,
        "policy": str,
        "rtl": bool,
        "logo": str,
        "looks": str,
        "theme": Theme,
        "parameters": UNKNOWN,
    },
    "brief.txt.j2": {"brief": Brief, "banners": tuple[Banner, ...], "notice": str, "parameters": UNKNOWN},
}
_JINJAS_OWN = ("loop", "self", "super", "caller", "varargs", "kwargs")
_SECTIONS = (
    "bluf",
    "key_points",
    "stated_questions",
    "gaps",
    "stakeholders",
    "statements",
    "timeline",
    "figures",
    "tensions",
    "conflicts",
    "answered",
    "sources",
)
_SAME_ITEMS = frozenset(
    {"grouped", "list", "sort", "unique", "reverse", "selectattr", "rejectattr", "select", "reject"}
)
_BY_ATTRIBUTE = frozenset({"selectattr", "rejectattr"})
_MOST_CALLS = 40  # how deep macros and includes are followed


def problems(template: str, search_path: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """What is odd in the files of a set that can be loaded, in the order of the files and of their lines."""
    found: dict[Problem, None] = {}
    for file, variables in _VARIABLES.items():
        name = f"{template}/{file}"
        path = find(name, search_path)
        if path is None:
            continue
        reading = _Reading(environment(search_path, kind_of(file)), dict(variables))
        try:
            reading.template(name)
        except (TemplateError, RecursionError):
            continue  # loading it tells more
        if file.endswith(".md.j2") and not path.is_relative_to(builtin_folder()):
            reading.tell_unshown(name)
        found.update(dict.fromkeys(sorted(reading.found, key=lambda p: (p.file or "", p.line or 0))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Macro:
    """A macro with the file that it stands in."""

    node: nodes.Macro
    file: str


@dataclass(slots=True)
class _Scope:
    """A stretch of a template in which a text and its mark belong together."""

    is_loop: bool
    texts: list[tuple[str, str, int]] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Reading:
    """One template being read: what names stand for, which blocks win, what was found."""

    env: Environment
    known: dict[str, Any]
    found: list[Problem] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    file: str = ""
    blocks: dict[str, list[tuple[nodes.Block, str]]] = field(default_factory=dict)
    around: list[tuple[str, int]] = field(default_factory=list)
    scopes: list[_Scope] = field(default_factory=list)
    walked: set[tuple[int, str]] = field(default_factory=set)
    depth: int = 0

    # Files -------------------------------------------------------------------------------------

    def template(self, name: str) -> None:
        """Read a template and all that it extends; blocks are read as they win."""
        tree, self.file = self._parsed(name)
        chain = [(tree, self.file)]
        while (parent := _parent(chain[-1][0])) is not None and len(chain) < _MOST_CALLS:
            chain.append(self._parsed(parent))
        for tree, file in chain:
            for block in tree.find_all(nodes.Block):
                self.blocks.setdefault(block.name, []).append((block, file))
        for tree, file in chain:
            self.file = file
            for node in tree.body:
                if isinstance(node, (nodes.Macro, nodes.Import, nodes.FromImport, nodes.Assign)):
                    self.see(node)
        tree, self.file = chain[-1]
        self._within(tree.body, is_loop=False)

    def _parsed(self, name: str) -> tuple[nodes.Template, str]:
        assert self.env.loader is not None
        source, filename, _ = self.env.loader.get_source(self.env, name)
        return self.env.parse(source, name, filename), filename or name

    def tell_unshown(self, name: str) -> None:
        """Name the sections of a brief that nothing in the template looks at."""
        missing = [section for section in _SECTIONS if section not in self.shown]
        if missing:
            listed = ", ".join(f"brief.{section}" for section in missing)
            self.found.append(Problem("BG307", f"{name}: no block prints {listed}", "note", self.file_of(name)))

    def file_of(self, name: str) -> str:
        """The path of a template's file."""
        return self._parsed(name)[1]

    def _tell(self, rule: str, message: str, node: nodes.Node, hint: str | None = None) -> None:
        severity: Any = "error" if rule == "BG303" else "warning"
        self.found.append(Problem(rule, message, severity, self.file, node.lineno, None, hint))

    # Statements --------------------------------------------------------------------------------

    def see(self, node: nodes.Node) -> Any:
        """Read a node and what is in it; the type of what it stands for, where it is an expression."""
        reader = getattr(self, f"_{type(node).__name__.lower()}", None)
        if reader is not None:
            return reader(node)
        for child in node.iter_child_nodes():
            self.see(child)
        return UNKNOWN

    def _within(self, body: list[nodes.Node], *, is_loop: bool) -> None:
        """Read a stretch; texts whose mark is not in it are left to the stretch around it."""
        self.scopes.append(_Scope(is_loop))
        for node in body:
            self.see(node)
        scope = self.scopes.pop()
        left = [] if is_loop and scope.marks else [t for t in scope.texts if t[0] not in scope.marks]
        if self.scopes:
            self.scopes[-1].texts.extend(left)
            return
        for _, file, line in dict.fromkeys(left):
            message = "prints the text of a line without its marks near it"
            self.found.append(Problem("BG306", message, "warning", file, line, None, "add {{ line | marks }}"))

    def _block(self, node: nodes.Block) -> None:
        ranks = self.blocks.get(node.name, [])
        self._block_at(node.name, 0) if ranks else self._within(node.body, is_loop=False)

    def _block_at(self, name: str, rank: int) -> None:
        """Read the definition of a block that stands at a place of its line of parents."""
        ranks = self.blocks.get(name, [])
        if rank >= len(ranks) or len(self.around) > _MOST_CALLS:
            return
        block, file = ranks[rank]
        before, self.file = self.file, file
        kept = dict(self.known)
        self.around.append((name, rank))
        self._within(block.body, is_loop=False)
        self.around.pop()
        self.known, self.file = kept, before

    def _for(self, node: nodes.For) -> None:
        kind = element(self.see(node.iter))
        kept = dict(self.known)
        self._bind(node.target, kind)
        self.known["loop"] = UNKNOWN
        if node.test is not None:
            self.see(node.test)
        self._within(node.body, is_loop=True)
        self.known = kept
        self._within(node.else_, is_loop=False)

    def _bind(self, target: nodes.Node, kind: Any) -> None:
        if isinstance(target, nodes.Name):
            self.known[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(item, UNKNOWN)

    def _assign(self, node: nodes.Assign) -> None:
        self._bind(node.target, self.see(node.node))

    def _assignblock(self, node: nodes.AssignBlock) -> None:
        self._within(node.body, is_loop=False)
        self._bind(node.target, UNKNOWN)

    def _with(self, node: nodes.With) -> None:
        kept = dict(self.known)
        for target, value in zip(node.targets, node.values, strict=True):
            self._bind(target, self.see(value))
        for child in node.body:
            self.see(child)
        self.known = kept

    def _macro(self, node: nodes.Macro) -> None:
        self.known[node.name] = _Macro(node, self.file)

    def _callblock(self, node: nodes.CallBlock) -> None:
        self.see(node.call)
        self._within(node.body, is_loop=False)

    def _include(self, node: nodes.Include) -> None:
        for tree, file in self._others(node.template):
            before, self.file = self.file, file
            for child in tree.body:
                self.see(child)
            self.file = before

    def _import(self, node: nodes.Import) -> None:
        macros = {
            m.name: _Macro(m, file) for tree, file in self._others(node.template) for m in tree.find_all(nodes.Macro)
        }
        self.known[node.target] = macros or UNKNOWN

    def _fromimport(self, node: nodes.FromImport) -> None:
        macros = {
            m.name: _Macro(m, file) for tree, file in self._others(node.template) for m in tree.find_all(nodes.Macro)
        }
        for name in node.names:
            own, called = name if isinstance(name, tuple) else (name, name)
            self.known[called] = macros.get(own, UNKNOWN)

    def _others(self, name: nodes.Expr) -> Iterator[tuple[nodes.Template, str]]:
        """The template of an include or import, where its name is written out and it can be read."""
        if not (isinstance(name, nodes.Const) and isinstance(name.value, str)) or self.depth > _MOST_CALLS:
            return
        try:
            found = self._parsed(name.value)
        except TemplateError:
            return  # loading the set tells
        self.depth += 1
        yield found
        self.depth -= 1

    # Expressions -------------------------------------------------------------------------------

    def _output(self, node: nodes.Output) -> None:
        for part in node.nodes:
            self._print(part)

    def _print(self, part: nodes.Node) -> None:
        """Read what is printed; the text of a line wants its marks."""
        if isinstance(part, (nodes.CondExpr, nodes.Concat)):
            for child in part.iter_child_nodes():
                self._print(child)
            return
        self.see(part)
        if isinstance(part, nodes.Getattr) and part.attr == "text" and self._kind(part.node) is Line:
            self.scopes[-1].texts.append((_path(part.node), self.file, part.lineno))

    def _kind(self, node: nodes.Node) -> Any:
        """The type of an expression that was read already."""
        count = len(self.found)
        kind = self.see(node)
        del self.found[count:]
        return kind

    def _name(self, node: nodes.Name) -> Any:
        if node.name in self.known:
            return self.known[node.name]
        if node.name not in self.env.globals and node.name not in _JINJAS_OWN:
            self._tell("BG303", f"no variable {node.name!r}", node, _did_you_mean(node.name, tuple(self.known)))
            self.known[node.name] = UNKNOWN  # said once
        return UNKNOWN

    def _getattr(self, node: nodes.Getattr) -> Any:
        return self._member(node.node, node.attr, node)

    def _getitem(self, node: nodes.Getitem) -> Any:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(node.node, node.arg.value, node)
        kind = self.see(node.node)
        self.see(node.arg)
        return kind if isinstance(node.arg, nodes.Slice) else element(kind)

    def _member(self, of: nodes.Node, name: str, node: nodes.Node) -> Any:
        kind = self.see(of)
        if isinstance(kind, Mapping):
            return kind.get(name, UNKNOWN)
        if kind is Brief:
            self.shown.add(name)
        if name == "marks":
            self.scopes[-1].marks.add(_path(of)) if self.scopes else None
        found = attribute(kind, name)
        if found is ABSENT:
            self._tell("BG303", f"{_path(of)} has no {name!r}", node, _did_you_mean(name, names(kind)))
            return UNKNOWN
        return found

    def _filter(self, node: nodes.Filter) -> Any:
        kind = self.see(node.node) if node.node is not None else UNKNOWN
        for child in (*node.args, *node.kwargs):
            self.see(child)
        if node.name == "marks" and node.node is not None and self.scopes:
            self.scopes[-1].marks.add(_path(node.node).removesuffix(".marks"))
        named = _attribute_of(node)
        given = self._path_on(element(kind), named, node) if named else UNKNOWN
        if node.name == "map":
            return many(given)
        if node.name in ("first", "last", "random"):
            return element(kind)
        return kind if node.name in _SAME_ITEMS else UNKNOWN

    def _path_on(self, kind: Any, path: str, node: nodes.Node) -> Any:
        for name in path.split("."):
            found = attribute(kind, name)
            if found is ABSENT:
                self._tell("BG303", f"nothing here has {name!r}", node, _did_you_mean(name, names(kind)))
                return UNKNOWN
            kind = found
        return kind

    def _test(self, node: nodes.Test) -> Any:
        if node.name in ("defined", "undefined") and isinstance(node.node, nodes.Name):
            return UNKNOWN
        for child in node.iter_child_nodes():
            self.see(child)
        return UNKNOWN

    def _call(self, node: nodes.Call) -> Any:
        if isinstance(node.node, nodes.Name) and node.node.name == "super" and self.around:
            name, rank = self.around[-1]
            self._block_at(name, rank + 1)
            return UNKNOWN
        macro = self.see(node.node)
        given = [self.see(argument) for argument in node.args]
        named = {keyword.key: self.see(keyword.value) for keyword in node.kwargs}
        if isinstance(macro, _Macro):
            self._run(macro, given, named)
        return UNKNOWN

    def _run(self, macro: _Macro, given: list[Any], named: dict[str, Any]) -> None:
        """Read a macro with the types that it is called with, each combination once."""
        arguments = [argument.name for argument in macro.node.args]
        bound = {**dict.fromkeys(arguments, UNKNOWN), **dict(zip(arguments, given, strict=False)), **named}
        call = (id(macro.node), repr(bound))
        if call in self.walked or self.depth > _MOST_CALLS:
            return
        self.walked.add(call)
        kept, before = dict(self.known), self.file
        self.known.update(bound)
        self.file, self.depth = macro.file, self.depth + 1
        self._within(macro.node.body, is_loop=False)
        self.known, self.file, self.depth = kept, before, self.depth - 1


def _parent(tree: nodes.Template) -> str | None:
    extends = tree.find(nodes.Extends)
    if extends is not None and isinstance(extends.template, nodes.Const) and isinstance(extends.template.value, str):
        return extends.template.value
    return None


def _attribute_of(node: nodes.Filter) -> str:
    """The attribute that a filter looks at, where it is written out."""
    wanted = node.args[0] if node.name in _BY_ATTRIBUTE and node.args else None
    for keyword in node.kwargs:
        wanted = keyword.value if keyword.key == "attribute" else wanted
    return wanted.value if isinstance(wanted, nodes.Const) and isinstance(wanted.value, str) else ""


def _path(node: nodes.Node) -> str:
    """An expression as it is written: "said.line"."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return f"{_path(node.node)}[…]" if isinstance(node, nodes.Getitem) else "…"


def _did_you_mean(word: str, known: tuple[str, ...]) -> str | None:
    from rapidfuzz import process

    best = process.extractOne(word, known, score_cutoff=60)
    return f"did you mean {best[0]!r}?" if best else None
