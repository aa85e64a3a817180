"""Bring the catalogues of messages up to date with templates and code: new messages come in untranslated, old ones go.

Run it after a label was added or changed, then translate what is empty; tests/rendering/test_catalogues.py tells what is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "briefgen" / "rendering" / "locale"
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def template() -> Catalog:
    """All messages of the templates and of the code that renders, each with the files that say it."""
    catalogue = Catalog(project="briefgen", charset="utf-8")
    for path, line, message, comments, context in _messages():
        catalogue.add(message, locations=[(path, line)], auto_comments=comments, context=context)
    return catalogue


def _messages() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    sources = [("python", path) for path in sorted((ROOT / "briefgen" / "rendering").rglob("*.py"))]
    sources += [("jinja2.ext:babel_extract", path) for path in sorted((ROOT / "templates").rglob("*.j2"))]
    options = {
        "newstyle_gettext": "true",
        "trimmed": "true",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "silent": "false",
    }
    for method, path in sources:
        found = extract_from_file(method, path, keywords=KEYWORDS, comment_tags=("Translators:",), options=options)
        for line, message, comments, context in found:
            yield str(path.relative_to(ROOT)), line, message, comments, context


def updated(path: Path) -> Catalog:
    """The catalogue of a file with the messages of now; what is no longer said is dropped, nothing is guessed."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def main() -> None:
    """Write every catalogue anew and say what it lacks."""
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/briefgen.po")):
        catalogue = updated(path)
        with path.open("wb") as file:
            write_po(file, catalogue, width=0, no_location=True, sort_output=False, ignore_obsolete=True)
        missing = sum(1 for message in catalogue if message.id and not message.string or message.fuzzy and message.id)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {missing} to translate", file=sys.stderr)


if __name__ == "__main__":
    main()
