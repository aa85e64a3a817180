"""What many tests share: the seed, its facts, its brief, cases from files, a record of runs, the flag that rewrites goldens."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from briefgen.batch.runs.opening import Store, opened
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.model import Brief, Document, Facts
from briefgen.readers import read

settings.register_profile("any machine", deadline=None)  # how long an example takes is no property of the code
settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "ecuador-us-deployment.txt"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")


def make_document(text: str, **known: object) -> Document:
    """A document of some text, named test.txt."""
    return Document(text=text, name="test.txt", sha256="0" * 64, **known)  # type: ignore[arg-type]


def cases(name: str) -> list[Any]:
    """The cases of tests/fixtures/<name>.txt as parameters (text, expected), with their line numbers as ids.

    A case is a block of lines: its title, one line of text (⏎ is a line break in it, ¶ a paragraph's end),
    and what is expected, one a line, a lone "-" for nothing. Blocks that open with "#" are comments.
    """
    return [pytest.param(text, expected, id=id_) for id_, _, text, expected in _blocks(name)]


def dated_cases(name: str) -> list[Any]:
    """The same as (text, published, expected); published is what follows " @ " in the title, "" where nothing does."""
    return [pytest.param(text, published, expected, id=id_) for id_, published, text, expected in _blocks(name)]


def _blocks(name: str) -> Iterator[tuple[str, str, str, list[str]]]:
    lines = (ROOT / "tests" / "fixtures" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    for full, numbered in itertools.groupby(enumerate(lines, start=1), key=lambda pair: bool(pair[1])):
        (number, first), *rest = numbered
        if full and not first.startswith("#"):
            title, _, published = first.partition(" @ ")
            text, *expected = (line for _, line in rest)
            text = text.replace("⏎", "\n").replace(" ¶ ", "\n\n")
            yield f"{number}: {title}", published, text, [] if expected == ["-"] else expected


@pytest.fixture(scope="session")
def seed() -> Document:
    reading = read(SEED, name="seeds/ecuador-us-deployment.txt")
    (document,) = reading.documents
    assert reading.problems == ()
    return document


@pytest.fixture(scope="session")
def seed_facts(seed: Document) -> Facts:
    return extract((seed,))


@pytest.fixture(scope="session")
def seed_brief(seed_facts: Facts) -> Brief:
    return compose(seed_facts, title="US military deployment to Ecuador", marking="TLP:CLEAR")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare a text with the golden file of a name, or write it under --update-goldens."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "goldens" / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Where a record of runs may be made."""
    return tmp_path / "state" / "runs.sqlite"


@pytest.fixture
def store(record: Path) -> Iterator[Store]:
    """An open record of runs, empty."""
    with opened(record) as store:
        yield store
