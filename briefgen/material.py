"""The sources of a brief as documents: read, dated, marked, and sorted into those that go in and those that its release keeps out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import markings, redaction
from briefgen.errors import Problem
from briefgen.markings import Handling
from briefgen.model import Document, Facts, Published
from briefgen.readers import read
from briefgen.readers.reading import Metadata
from briefgen.sourcing import Located, located

if TYPE_CHECKING:
    from briefgen.config import BriefConfig, Config, SourceConfig


@dataclass(frozen=True, slots=True)
class Material:
    """The documents of a brief, each content once, and what was found on the way.

    withheld are those that the brief's release does not admit. What is said about them alone is in
    asides: it names them, so it must not stand beside the brief. paths has the file of each document, by its id.
    """

    documents: tuple[Document, ...]
    withheld: tuple[Document, ...]
    problems: tuple[Problem, ...]
    asides: tuple[Problem, ...]
    paths: Mapping[str, Path]


def gather(
    config: Config, brief: BriefConfig, *, as_of: dt.date | None = None, today: dt.date | None = None
) -> Material:
    """Read the sources of a brief.

    as_of, where given, dates the sources that have no publication date of their own. A source that
    cannot be read is a problem of level error; one published after as_of, or without that after
    today, is a warning.
    """
    documents: dict[str, Document] = {}
    paths: dict[str, Path] = {}
    said: list[tuple[str, Problem]] = []
    anchor = as_of or brief.as_of
    files, missing = located(config, brief)
    said.extend(("", problem) for problem in missing)
    for file in files:
        shown = file.name if file.retrieved else as_typed(file.path)
        reading = read(file.path, name=file.name, metadata=_metadata(file.source))
        about = reading.documents[0].id if len(reading.documents) == 1 else ""
        said.extend((about, replace(_softened(problem, file), file=shown)) for problem in reading.problems)
        for read_one in reading.documents:
            document = replace(_dated(read_one, anchor), retrieved=file.retrieved)
            paths.setdefault(document.id, file.path)
            if (first := documents.get(document.id)) is not None:
                documents[document.id] = _as_strict(first, document)
                message = f"has the same text as {first.name}; counted once"
                said.append((document.id, Problem("BG208", message, "warning", shown)))
                continue
            documents[document.id] = document
            found = (*reading_problems(document), *_from_the_future(document, anchor, today))
            said.extend((document.id, replace(problem, file=shown)) for problem in found)
    kept, withheld = redaction.admitted(tuple(documents.values()), brief.may_carry)
    hidden = {document.id for document in withheld}
    problems = tuple(problem for about, problem in said if about not in hidden)
    asides = tuple(problem for about, problem in said if about in hidden)
    if not documents and not any(problem.severity == "error" for problem in problems):
        problems = (*problems, Problem("BG288", "no source could be read", file=brief.name))
    return Material(kept, withheld, problems, asides, paths)


def _softened(problem: Problem, file: Located) -> Problem:
    """One bad file of a folder does not stop the others; it is said all the same."""
    if not file.gathered or problem.severity != "error":
        return problem
    return replace(problem, severity="warning", message=f"{problem.message}; left out")


def _dated(document: Document, anchor: dt.date | None) -> Document:
    """The document, dated by the operator's day where it has no publication date of its own."""
    if anchor is None or document.published.date is not None:
        return document
    return replace(document, published=Published(anchor, "operator"))


def _from_the_future(document: Document, as_of: dt.date | None, today: dt.date | None) -> tuple[Problem, ...]:
    """A warning when a document came out after the day on which the brief is written."""
    published, latest = document.published.date, as_of or today
    if as_of is None and today is not None and today < dt.date.max:
        latest = today + dt.timedelta(days=1)  # it is tomorrow already elsewhere
    if published is None or latest is None or published <= latest:
        return ()
    told = next((known.where for known in document.known if known.what == "published"), None)
    where = f" ({told or document.published.basis})"
    before = f"as of {as_of}" if as_of else f"today, {today}"
    message = f"{document.part + ': ' if document.part else ''}published {published}{where}, after {before}"
    return (Problem("BG219", message, "warning", document.name, hint="see whether the date is right"),)


def marked_as_now(facts: Facts, documents: Sequence[Document]) -> Facts:
    """Earlier facts with their documents marked at least as strictly as the same documents are now, by text or by name."""
    strict: dict[str, Document] = {}
    for document in documents:
        for key in (document.id, document.name):
            strict[key] = _as_strict(document, strict.get(key, document))
    now = ((old, strict.get(old.id) or strict.get(old.name)) for old in facts.documents)
    return replace(facts, documents=tuple(_as_strict(old, new) if new else old for old, new in now))


def handling(brief: BriefConfig, *, at: dt.datetime | None = None) -> Handling:
    """What briefs.yaml says about passing the brief on, at an instant."""
    own = brief.classification.value if brief.classification else None
    return Handling(classification=own, embargo=brief.embargo, expires=brief.expires, at=at)


def marking_problems(brief: BriefConfig, material: Material, *, named: bool = False) -> tuple[Problem, ...]:
    """What the markings of its sources do to a brief: some left out, nothing left, marked above what it declares.

    Sources that were left out are counted, and named only where named is true.
    """
    kept, withheld, release = material.documents, material.withheld, brief.may_carry
    found = []
    unmarked = [d.name for d in withheld if d.marking is None and d.classification is None]
    above = [d.name for d in withheld if d.name not in unmarked]
    if unmarked:
        message = f"{_counted(unmarked, named)} left out: no marking, and the brief may carry {release} at most"
        hint = "mark them, or the brief" if named else "'briefgen check' names them"
        found.append(Problem("BG212", message, "warning", brief.name, hint=hint))
    if above:
        message = f"{_counted(above, named)} left out: marked above {release}"
        found.append(Problem("BG213", message, "note", brief.name))
    if withheld and not kept:
        found.append(
            Problem("BG214", f"no source may go into a brief that carries {release} at most", "error", brief.name)
        )
    return (*found, *_declared_too_low(brief, kept))


def _counted(names: Sequence[str], named: bool) -> str:
    count = f"{len(names)} source{'s' if len(names) > 1 else ''}"
    return f"{count} ({', '.join(names)})" if named else count


def _declared_too_low(brief: BriefConfig, kept: Sequence[Document]) -> Iterator[Problem]:
    needed, own = markings.strictest(d.marking for d in kept), brief.marking
    if needed and own and markings.rank(needed) > markings.rank(own):
        because = ", ".join(d.name for d in kept if d.marking == needed)
        hint = f"write 'marking: {needed}', or 'release: {own}' to leave such sources out"
        yield Problem(
            "BG215", f"declared {own}, marked {needed} because of {because}", "warning", brief.name, hint=hint
        )
    top, level = markings.highest(d.classification for d in kept), brief.classification
    if top and level and top.level > level.level:
        message = f"declared {level.text!r}, classified {top.text!r} because of its sources"
        yield Problem("BG215", message, "warning", brief.name)


def _as_strict(document: Document, other: Document) -> Document:
    """The document, marked as strictly as another of the same text."""
    return replace(
        document,
        marking=markings.strictest((document.marking, other.marking)),
        classification=markings.highest((document.classification, other.classification)),
    )


def as_typed(path: Path) -> str:
    """The path as the user can type it: relative to where they stand, when it lies below."""
    here, whole = Path.cwd(), path.absolute()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)


def _metadata(source: SourceConfig) -> Metadata:
    return Metadata(
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        published=source.published,
        url=source.url,
        reliability=source.reliability,
        marking=source.marking,
        classification=source.classification.value if source.classification else None,
    )


def reading_problems(document: Document) -> tuple[Problem, ...]:
    """What makes a readable document poor material: no sentence in it, parts in a language that is not read."""
    from briefgen.language.detection import languages, only_partly_read, tongues
    from briefgen.text import SENTENCE_ENDS, paragraphs, sentences

    foreign = languages(document.text).foreign
    if foreign and len(foreign) == len(paragraphs(document.text)):
        message = f"reads as {tongues(foreign)}; only English is read, so nothing is extracted from it"
        return (Problem("BG405", message, "warning", document.name),)
    problems = []
    if foreign:
        line = document.text.count("\n", 0, foreign[0].start) + 1
        problems.append(Problem("BG408", only_partly_read(foreign), "note", document.name, line))
    if not any(document.text[s.end - 1] in SENTENCE_ENDS for s in sentences(document.text)):
        problems.append(Problem("BG206", "holds no full sentence; little can be extracted", "warning", document.name))
    return tuple(problems)
