"""What many tests share: the seed document, its facts, its brief, and the flag that rewrites goldens."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.model import Brief, Document, Facts
from briefgen.readers import read

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "ecuador-us-deployment.txt"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")


def make_document(text: str, **known: object) -> Document:
    """A document of some text, named test.txt."""
    return Document(text=text, name="test.txt", sha256="0" * 64, **known)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def seed() -> Document:
    document, problems = read(SEED, name="seeds/ecuador-us-deployment.txt")
    assert document is not None
    assert problems == ()
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
