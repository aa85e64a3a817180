"""Bring the catalogues of messages up to date with templates and code: new messages come in untranslated, old ones go.

Run it after a label was added or changed, then translate what is empty; tests/rendering/test_catalogues.py tells what is missing.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "briefgen" / "rendering" / "locale"
Place = tuple[str, int]  # a file and a line of it
Message = tuple[Place, str | None, tuple[str, ...]]  # where it is said, its context, itself and its plural

_CONTEXTS = frozenset({"pgettext", "npgettext"})
_MESSAGES = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2, "pgettext": 1, "npgettext": 2}
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_JINJA = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def template() -> Catalog:
    """All messages of the templates and of the code that renders, in the order of the files."""
    catalogue = Catalog(project="briefgen", charset="utf-8")
    for place, context, said in (*_in_templates(), *_in_code()):
        catalogue.add(said if len(said) > 1 else said[0], locations=[place], context=context)
    return catalogue


def _in_templates() -> Iterator[Message]:
    for path in sorted((ROOT / "templates").rglob("*.j2")):
        found = extract_from_file("jinja2.ext:babel_extract", path, keywords=_KEYWORDS, options=_JINJA)
        for line, said, _, context in found:
            yield (_short(path), line), context, said if isinstance(said, tuple) else (said,)


def _in_code() -> Iterator[Message]:
    """Calls with messages written out; babel's own collector does not look into f-strings."""
    for path in sorted((ROOT / "briefgen" / "rendering").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = _called(node)
            if not isinstance(node, ast.Call) or name not in _MESSAGES:
                continue
            words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            context = words.pop(0) if name in _CONTEXTS and words else None
            if len(words) == _MESSAGES[name]:
                yield (_short(path), node.lineno), context, tuple(words)


def _called(node: ast.AST) -> str:
    called = node.func if isinstance(node, ast.Call) else None
    return getattr(called, "attr", getattr(called, "id", ""))


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def updated(path: Path) -> Catalog:
    """The catalogue of a file with the messages of now; what is no longer said is dropped, nothing is guessed."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> str:
    """A catalogue as text, without the headers that change from day to day or tell nothing."""
    out = io.BytesIO()
    write_po(out, catalogue, width=0, no_location=True, ignore_obsolete=True)
    kept = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-")
    head, _, rest = out.getvalue().decode().partition("\n\n")
    lines = [line for line in head.split("\n") if not line.startswith('"') or line[1:].startswith(kept)]
    return "\n".join(lines) + "\n\n" + rest.rstrip("\n") + "\n"


def main() -> None:
    """Write every catalogue anew and say what it lacks."""
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/briefgen.po")):
        catalogue = updated(path)
        path.write_text(written(catalogue), encoding="utf-8")
        missing = sum(1 for message in catalogue if message.id and (message.fuzzy or not message.string))
        print(f"{_short(path)}: {len(catalogue)} messages, {missing} to translate", file=sys.stderr)


if __name__ == "__main__":
    main()
