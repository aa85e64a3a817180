"""Is a finished brief still what its sources say? Reads the file alone, offline, and trusts nothing that it can check."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence, Sized
from dataclasses import dataclass
from pathlib import Path, PurePath

from briefgen.errors import InputError, Problem
from briefgen.model import Document
from briefgen.verification import envelope
from briefgen.verification.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and holds, one line each, and what does not."""

    held: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def verified(self) -> bool:
        """True when nothing that could be checked failed; a source that is not at hand is a warning."""
        return not any(problem.severity == "error" for problem in self.problems)


def verify(path: Path, sources: Sequence[Path] = ()) -> Report:
    """Check a PDF, a facts.json or a brief.json against itself, its attached sources and those given.

    Checked: that every id fits its content and every quote its document, that each source has the SHA-256 and the
    text that the facts tell, that each line of the brief follows from the facts, and that the pages show these lines.
    """
    try:
        opened = envelope.read(path)
    except InputError as error:
        return Report((), error.problems)
    held: list[str] = []
    problems: list[Problem] = []
    for step in (_records, _sources, _lines, _pages):
        good, bad = step(opened, str(path), sources)
        held.extend(good)
        problems.extend(bad)
    return Report(tuple(held), tuple(problems))


_Outcome = tuple[list[str], list[Problem]]


def _documents(opened: Envelope) -> tuple[Document, ...]:
    if opened.facts is not None:
        return opened.facts.documents
    return tuple(source.document for source in opened.brief.sources) if opened.brief is not None else ()


def _records(opened: Envelope, shown: str, sources: Sequence[Path]) -> _Outcome:  # noqa: ARG001
    """Decoding has checked ids and quotes already; here it is said, and what is missing."""
    held, problems = [], []
    if opened.facts is not None:
        held.append(f"facts: {_number(opened.facts.documents, 'document')}, every id and every quote holds")
    if opened.brief is not None:
        held.append("brief: every quote holds")
    if opened.pages is not None and opened.brief is None:
        problems.append(Problem("BG802", f"holds no {envelope.BRIEF}; its pages cannot be checked", file=shown))
    if opened.brief is not None and opened.facts is None:
        message = "no facts are given, so whether the lines follow from them was not checked"
        problems.append(Problem("BG808", message, "warning", shown, hint="verify the PDF, which carries them"))
    return held, problems


def _sources(opened: Envelope, shown: str, sources: Sequence[Path]) -> _Outcome:
    """Each document against the file that it was read from: the bytes by SHA-256, then the text by reading them again."""
    held, problems = [], []
    given = {str(source): envelope.contents(source) for source in sources}
    inside = {f"{shown}#{name}": data for name, data in opened.sources.items()}
    by_hash = {hashlib.sha256(data).hexdigest(): (name, data) for name, data in {**inside, **given}.items()}
    documents = _documents(opened)
    for document in documents:
        if document.sha256 not in by_hash:
            message = f"{document.name} is not at hand; its quotes were checked against the text in the file alone"
            problems.append(Problem("BG808", message, "warning", shown, hint="give the source as a further argument"))
            continue
        name, data = by_hash[document.sha256]
        problem = _text_problem(document, data, name)
        if problem is None:
            held.append(f"source {document.name}: SHA-256 and text as in {name}")
        else:
            problems.append(problem)
    expected = {document.sha256 for document in documents}
    for digest, (name, _) in by_hash.items():
        if digest not in expected:
            wanted = ", ".join(f"{d.name} {d.sha256[:12]}…" for d in documents)
            problems.append(
                Problem("BG804", f"is none of the sources: SHA-256 {digest[:12]}…, not {wanted}", file=name)
            )
    return held, problems


def _text_problem(document: Document, data: bytes, name: str) -> Problem | None:
    from briefgen.readers import read_bytes

    again = read_bytes(data, name, suffix=PurePath(document.name).suffix)
    if not again.documents:
        return again.problems[0]
    if document.text not in (one.text for one in again.documents):
        return Problem("BG805", f"does not read as the text that the facts give for {document.name}", file=name)
    return None


def _lines(opened: Envelope, shown: str, sources: Sequence[Path]) -> _Outcome:  # noqa: ARG001
    from briefgen.verification.lines import brief_problems

    if opened.brief is None or opened.facts is None:
        return [], []
    problems = list(brief_problems(opened.brief, opened.facts, shown))
    return (
        [] if problems else [f"{_number(opened.brief.lines(), 'line')} of the brief follow from the facts"]
    ), problems


def _pages(opened: Envelope, shown: str, sources: Sequence[Path]) -> _Outcome:  # noqa: ARG001
    from briefgen.verification.lines import page_problems

    if opened.brief is None or opened.pages is None:
        return [], []
    problems, found = page_problems(opened.brief, opened.pages, shown)
    return [f"{found} of {_number(opened.brief.lines(), 'line')} found word for word on the pages"], list(problems)


def _number(things: Sized, noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"
