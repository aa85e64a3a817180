"""Which sources of a published brief have changed or gone since it was built, and which of its facts rest on them."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import editions
from briefgen.composition.evidence import EvidenceBook
from briefgen.editions import Publication
from briefgen.errors import InputError, Problem
from briefgen.material import as_typed
from briefgen.model import Fact, Facts, Span
from briefgen.sourcing import file_of, is_page

if TYPE_CHECKING:
    from briefgen.config import BriefConfig, Config

_NAMED = 6  # facts that a problem names by their marks


@dataclass(frozen=True, slots=True)
class Suspects:
    """The facts that rest on a source which is no longer what it was.

    count is how many there are, gone how many of them have words that the source no longer says; None where that
    cannot be told. marks are those of the sentences of the latter, or of all where gone is None.
    """

    count: int
    gone: int | None
    marks: tuple[str, ...]


def problems(config: Config, brief: BriefConfig, *, every: bool = False) -> tuple[Problem, ...]:
    """A warning for each source that the last published edition rests on and that is no longer as it was.

    With every, all suspect facts are named by their marks, not only the first.
    """
    published = editions.published(config, brief)
    if not published:
        return ()
    changed = [
        (name, now) for name, digest in _sources(published[-1]) for now in _changed(file_of(config, name), digest)
    ]
    if not changed:
        return ()
    try:
        facts = editions.facts_of(published[-1])
    except InputError as fault:
        return (*(_told(brief, name, now, None) for name, now in changed), *fault.problems)
    found = []
    for name, now in changed:
        suspects = suspect(facts, name, _text(file_of(config, name)) if now else None)
        found.append(_told(brief, name, now, suspects, every=every))
    return tuple(_as_typed(problem, config) for problem in found)


def _as_typed(problem: Problem, config: Config) -> Problem:
    """The problem with its source as the user can type it."""
    name = str(problem.file)
    return problem if is_page(name) else dataclasses.replace(problem, file=as_typed(config.root / name))


def suspect(facts: Facts, name: str, text: str | None) -> Suspects:
    """The facts that rest on the documents of a name; text is what the source says now, where it can be read."""
    ids = {document.id for document in facts.documents if document.name == name}
    cited = {fact.id: [span for span in fact.spans if span.document_id in ids] for fact in _all(facts)}
    resting = {fact: spans for fact, spans in cited.items() if spans}
    if text is None:
        return Suspects(len(resting), None, _marks(facts, (span for spans in resting.values() for span in spans)))
    stands = {span.quote: span.quote in text for spans in resting.values() for span in spans}
    lost = [[span for span in spans if not stands[span.quote]] for spans in resting.values()]
    return Suspects(len(resting), sum(map(bool, lost)), _marks(facts, (span for spans in lost for span in spans)))


def _marks(facts: Facts, spans: Iterable[Span]) -> tuple[str, ...]:
    """The marks of the sentences in which spans begin, in the order of the sources."""
    order = {document.id: number for number, document in enumerate(facts.documents)}
    places = sorted({(order[span.document_id], span.sentence) for span in spans})
    book = EvidenceBook(facts.documents)
    return tuple(book.label(facts.documents[number].id, sentence) for number, sentence in places)


def _all(facts: Facts) -> Iterator[Fact]:
    for shelf in dataclasses.fields(facts)[1:]:
        yield from getattr(facts, shelf.name)


def _sources(publication: Publication) -> Iterator[tuple[str, str]]:
    return iter(dict.fromkeys((source.name, source.sha256) for source in publication.manifest.sources))


def _changed(path: Path, digest: str) -> Iterator[bool]:
    """Nothing for a file that is as it was; else whether it is still there."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        yield False
        return
    if hashlib.sha256(data).hexdigest() != digest:
        yield True


def _text(path: Path) -> str | None:
    """What a source says now, all its documents one after the other; None when it can no longer be read."""
    from briefgen.readers import read

    texts = [document.text for document in read(path).documents]
    return "\n".join(texts) if texts else None


def _told(brief: BriefConfig, name: str, there: bool, suspects: Suspects | None, *, every: bool = False) -> Problem:
    message = f"has {'changed' if there else 'gone'} since {brief.name} was built{_resting(suspects, every=every)}"
    hint = f"'briefgen diff {brief.name}' says what changes" if there else "put it back, or build the brief again"
    return Problem("BG270", message, "warning", name, hint=hint)


def _resting(suspects: Suspects | None, *, every: bool) -> str:
    if suspects is None:
        return ""
    marks = _listed(suspects.marks, len(suspects.marks) if every else _NAMED)
    shown = f" ({marks})" if marks else ""
    resting = f"; {suspects.count} fact{' rests' if suspects.count == 1 else 's rest'} on it"
    return (
        f"{resting}{shown}"
        if suspects.gone is None
        else f"{resting}, it no longer has the words of {suspects.gone}{shown}"
    )


def _listed(marks: Sequence[str], most: int) -> str:
    more = len(marks) - most
    return ", ".join(marks[:most]) + (f" and {more} more" if more > 0 else "")
