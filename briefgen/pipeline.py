"""The whole journey on one page, and the Python API: read, extract, compose, render, build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefgen import editions, publications, redaction, rendering, sourcing, store
from briefgen.comparison import lacking
from briefgen.composition import Limits, budget
from briefgen.composition import compose as _compose
from briefgen.composition.changes import Earlier
from briefgen.corrections import Corrected, Overlay, correct, rejected, standing
from briefgen.errors import BriefgenError, EnvironmentFault, InputError, Problem
from briefgen.extractors import EXTRACTORS, Extractor
from briefgen.extractors import extract as _extract
from briefgen.formats import Format
from briefgen.joining import entities, join
from briefgen.joining.entities import NO_RULES, NameRules
from briefgen.language.annotation import Annotator
from briefgen.language.reading import TRAINED
from briefgen.lint import lint
from briefgen.markings import Handling
from briefgen.material import Material, gather, handling, marked_as_now, marking_problems
from briefgen.material import as_typed as as_typed
from briefgen.material import reading_problems as reading_problems
from briefgen.model import Brief, Document, Facts, Reviewed
from briefgen.publications import Order, Place
from briefgen.readers import original, read_bytes
from briefgen.readers import read as _read
from briefgen.readers.reading import Metadata
from briefgen.readers.sniffing import media_type
from briefgen.rendering import Look, TemplateFault, Theme
from briefgen.rendering.attachments import NO_DATE, Attachment, embedded
from briefgen.store import Predecessor

if TYPE_CHECKING:
    from briefgen.config import BriefConfig, Config
    from briefgen.rendering.typesetting import Typeset

_THEME = Theme()
_AS_WRITTEN = Order()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one brief: its files, what was found on the way, and whether they are new or stood already.

    manifest is the path of the file that says what they are; None for a brief that failed.
    """

    name: str
    paths: tuple[Path, ...]
    problems: tuple[Problem, ...]
    status: Literal["built", "unchanged", "failed"]
    manifest: Path | None = None

    @property
    def built(self) -> bool:
        """True when the files are there, whether made now or found as they should be."""
        return self.status != "failed"


def read(path: str | Path, *, title: str | None = None, publisher: str | None = None, author: str | None = None,
         published: dt.date | None = None, url: str | None = None) -> Document:  # fmt: skip
    """Read one source file; what is given here wins over what the file says.

    Raises InputError when it cannot be used or holds several documents, as a feed does: read_all gives those.
    """
    documents = read_all(path, title=title, publisher=publisher, author=author, published=published, url=url)
    if len(documents) > 1:
        message = f"holds {len(documents)} documents"
        raise InputError((Problem("BG218", message, file=str(path), hint="read_all gives them all"),))
    return documents[0]


def read_all(path: str | Path, *, title: str | None = None, publisher: str | None = None, author: str | None = None,
             published: dt.date | None = None, url: str | None = None) -> tuple[Document, ...]:  # fmt: skip
    """Read all documents of one file, at least one. Raises InputError when it cannot be used."""
    metadata = Metadata(title=title, publisher=publisher, author=author, published=published, url=url)
    reading = _read(Path(path), metadata=metadata)
    if not reading.documents:
        raise InputError(reading.problems)
    return reading.documents


def extract(
    *documents: Document,
    extractors: Sequence[Extractor] = EXTRACTORS,
    annotator: Annotator = TRAINED,
    rules: NameRules = NO_RULES,
) -> Facts:
    """The facts of one or more documents, each tied to the characters it rests on; those of several are joined.

    annotator tells words and names; a spaCy pipeline can stand in for the shipped models
    (briefgen.language.spacy_annotator). rules tell who is the same as whom where the joining does not see it.
    """
    return join(_extract(documents, extractors=extractors, annotator=annotator), rules)


def compose(
    facts: Facts,
    *,
    title: str,
    as_of: dt.date | None = None,
    marking: str | None = None,
    language: str = "en",
    limits: Limits | None = None,
    handling: Handling | None = None,
) -> Brief:
    """The brief of some facts: ranked, cited, and checked line by line against its citations.

    It is marked as strictly as its strictest source, whatever marking says.
    """
    return _compose(
        facts, title=title, as_of=as_of, marking=marking, language=language, limits=limits, handling=handling
    )


def render(
    brief: Brief,
    to: Format = "md",
    *,
    template: str = "brief",
    search_path: tuple[Path, ...] = (),
    theme: Theme = _THEME,
    parameters: Mapping[str, str] | None = None,
    facts: Facts | None = None,
) -> bytes:
    """The brief in one format, text as UTF-8. Raises TemplateFault, and EnvironmentFault for a PDF without Pango.

    parameters are texts that the template may ask for by name.
    A PDF carries the brief as JSON and, where they are given, its facts; "briefgen verify" reads both.
    """
    inside = embedded(brief, facts) if to == "pdf" else ()
    return rendering.RENDERERS[to](brief, Look(template, search_path, parameters or {}, theme, inside))


def facts_text(facts: Facts) -> str:
    """The facts as JSON text, keys in a fixed order."""
    return rendering.facts_json(facts)


# Building from briefs.yaml ---------------------------------------------------------------------


def load_config(path: str | Path = "briefs.yaml") -> Config:
    """A checked briefs.yaml. Raises InputError with every fault in it."""
    from briefgen import config

    loaded, problems = config.load(Path(path))
    if loaded is None:
        raise InputError(problems)
    return loaded


def build(
    config: Config | str | Path = "briefs.yaml", names: Sequence[str] = (), *, formats: Sequence[Format] | None = None,
    out: Path | None = None, as_of: dt.date | None = None, at: dt.datetime | None = None, force: bool = False,
) -> tuple[BuildResult, ...]:  # fmt: skip
    """Build the briefs of a briefs.yaml, all or those named, each as well as it can be.

    A brief with an error writes nothing, and what it wrote earlier stays. A brief made from the same
    as before is left as it is, unless force. at is the instant against which embargoes are held;
    without it they hold. Raises InputError when briefs.yaml is faulty or two briefs would write one
    file, and BriefgenError for a name that is not in it.
    """
    loaded = load_config(config) if isinstance(config, (str, Path)) else config
    order = Order(tuple(formats) if formats else None, out, as_of, at)
    briefs = selected(loaded, names)
    refuse_clashes(loaded, order)
    return tuple(build_one(loaded, brief, order, force=force) for brief in briefs)


def selected(config: Config, names: Sequence[str]) -> tuple[BriefConfig, ...]:
    """The briefs with these names, in the order of the file; all when no name is given.

    The name of a brief with editions stands for all of them.
    """
    known = [brief.name for brief in config.briefs]
    missing = [n for n in names if n not in known and n not in {brief.edition_of for brief in config.briefs}]
    if missing:
        raise BriefgenError(f"No brief {missing[0]!r} in briefs.yaml; found: {', '.join(known)}.")
    return tuple(brief for brief in config.briefs if not names or {brief.name, brief.edition_of} & set(names))


def refuse_clashes(config: Config, order: Order) -> None:
    """Raise InputError when two briefs of the file would write one path."""
    problems = publications.clashes(config, order)
    if problems:
        raise InputError(problems)


def build_one(
    config: Config, brief: BriefConfig, order: Order = _AS_WRITTEN, *, force: bool = False, common: str | None = None
) -> BuildResult:
    """Read, extract, compose, render and publish one brief; every fault comes back in the result.

    A brief that stands already is left as it is, unless force. common is what
    publications.common_ingredients says of config, where somebody has asked already.
    """
    try:
        fetched = _fetched(config, brief)
        if _stops(fetched):
            return _failed(brief, fetched)
        where = publications.place(config, brief, order)
        # Taken before anything is read: what changes meanwhile is built again next time.
        mark = publications.fingerprint(config, brief, order, common or publications.common_ingredients(config))
        standing = None if force else _standing(config, brief, where, mark, order)
    except InputError as fault:
        return _failed(brief, fault.problems)
    result = standing or _build(config, brief, order, where, mark)
    if result.status == "built":
        store.kept.forget(where.root, brief.name, editions.needed(config, brief, order))
    return replace(result, problems=(*fetched, *result.problems))


def unchanged(config: Config, brief: BriefConfig, order: Order, common: str) -> BuildResult | None:
    """The result of a brief that stands as it would be built, with what was found when it was; None for one to be built."""
    try:
        fetched = _fetched(config, brief)
        if _stops(fetched):
            return _failed(brief, fetched)
        where = publications.place(config, brief, order)
        mark = publications.fingerprint(config, brief, order, common)
        standing = _standing(config, brief, where, mark, order)
    except InputError as fault:
        return _failed(brief, fault.problems)
    return standing and replace(standing, problems=(*fetched, *standing.problems))


def _fetched(config: Config, brief: BriefConfig) -> tuple[Problem, ...]:
    """Fetch the web pages of a brief that are due. The only step that looks at the clock: a fetch happens now."""
    if config.network != "allow":
        return ()
    return sourcing.fetch_due(config, brief.sources, now=dt.datetime.now(dt.UTC))


def _standing(config: Config, brief: BriefConfig, where: Place, mark: str, order: Order) -> BuildResult | None:
    since = editions.expected(config, brief, order, where) if brief.since else None
    manifest = publications.standing(where, publications.following(mark, since))
    if manifest is None:
        return None
    if manifest.slot != order.slot_utc():  # the same brief at another hour: only the manifest says so
        manifest = replace(manifest, slot=order.slot_utc())
        store.publish(where.root, where.relative(where.manifest), manifest.to_bytes())
    problems = tuple(replace(p, file=_from_root(config, p.file)) for p in manifest.problems)
    paths = tuple(where.path(name) for name in where.files.values())
    return BuildResult(manifest.brief, paths, problems, "unchanged", where.path(where.manifest))


def _build(config: Config, brief: BriefConfig, order: Order, where: Place, mark: str) -> BuildResult:
    material = gather(config, brief, as_of=order.as_of, today=_today(order))
    problems = (*material.problems, *marking_problems(brief, material))
    if _stops(problems):
        return _failed(brief, problems)
    try:
        facts, passing, misfits = _facts(annotator(config, brief), brief, material, order.at)
        found, more = _reviewed(config, brief, facts, material)
        facts = standing(found.facts)
        earlier, since, lost = _earlier(config, brief, order, where, found, material)
        problems = (*problems, *misfits, *more, *lost)
        if _stops(problems):
            return _failed(brief, problems)
        formats = publications.formats_of(brief, order)
        basis = _Basis(material, facts, passing, earlier, found.tally)
        rendered, more, edition = _rendered(config, brief, basis, formats, order)
        problems = (*problems, *more)
        if _stops(problems):
            return _failed(brief, problems)
        noted = tuple(replace(problem, file=_to_root(config, problem.file)) for problem in problems)
        text = facts_text(facts)
        kept = store.kept.digest(text)
        manifest = publications.manifest(
            brief, order, where, publications.following(mark, since), rendered, material.documents, material.withheld,
            noted, edition=edition, facts=kept, since=since,
        )  # fmt: skip
        files = {where.relative(where.files[to]): data for to, data in rendered.items()}
        texts = {kept: text, **({since.facts: facts_text(earlier.whole)} if since and earlier else {})}
        packed = {store.kept.name(brief.name, name): store.kept.packed(text) for name, text in texts.items()}
        *paths, seal = store.publish_all(
            where.root, {**files, **packed}, seal={where.relative(where.manifest): manifest.to_bytes()}
        )
        paths = paths[: len(files)]
    except TemplateFault as fault:
        return _failed(brief, (*problems, fault.problem))
    except EnvironmentFault as fault:
        return _failed(brief, (*problems, Problem("BG502", str(fault))))
    except InputError as fault:
        return _failed(brief, (*problems, *fault.problems))
    return BuildResult(brief.name, tuple(paths), problems, "built", seal)


def _today(order: Order) -> dt.date | None:
    """The day on which a run takes place; None where nobody says."""
    return order.at.date() if order.at else None


def _stops(problems: Sequence[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _failed(brief: BriefConfig, problems: tuple[Problem, ...]) -> BuildResult:
    return BuildResult(brief.name, (), problems, "failed")


def _to_root(config: Config, file: str | None) -> str | None:
    """A problem's file as briefs.yaml would name it, so that a manifest does not tell where somebody stood."""
    whole = Path(file).absolute() if file is not None else None
    return whole.relative_to(config.root).as_posix() if whole and whole.is_relative_to(config.root) else file


def _from_root(config: Config, file: str | None) -> str | None:
    """The same file as the user can type it."""
    return as_typed(config.root / file) if file is not None and (config.root / file).exists() else file


def review(
    config: Config, brief: BriefConfig, order: Order = _AS_WRITTEN, *, composed: bool = False
) -> tuple[Problem, ...]:
    """What a build of the brief would find in its sources, and which of them are left out by name. Writes nothing.

    With composed, also what it would find in the brief and on its page; only the PDF is not made.
    """
    material = gather(config, brief, as_of=order.as_of, today=_today(order))
    softened = tuple(replace(p, severity="note") if p.rule == "BG284" else p for p in material.problems)
    problems = (*softened, *material.asides, *marking_problems(brief, material, named=True))
    try:
        reader = annotator(config, brief)
        if not composed or _stops(problems):
            return (*problems, *_overlay(config, brief)[1])
        facts, passing, misfits = _facts(reader, brief, material, order.at)
        found, more = _reviewed(config, brief, facts, material)
        problems = (*problems, *misfits, *more)
        if _stops(problems):
            return problems
        basis = _Basis(material, standing(found.facts), passing, reviewed=found.tally)
        return (*problems, *_rendered(config, brief, basis, ("md", "html"), order)[1])
    except TemplateFault as fault:
        return (*problems, fault.problem)
    except EnvironmentFault as fault:
        return (*problems, Problem("BG502", str(fault), file=brief.name))


def facts_now(config: Config, brief: BriefConfig, order: Order = _AS_WRITTEN) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts that a build of the brief would give now, and what was found on the way. Raises InputError as build does."""
    material = gather(config, brief, as_of=order.as_of)
    problems = (*material.problems, *marking_problems(brief, material))
    if _stops(problems):
        raise InputError(problems)
    facts, _, misfits = _facts(annotator(config, brief), brief, material, order.at)
    found, more = _reviewed(config, brief, facts, material)
    if _stops(more):
        raise InputError(more)
    return standing(found.facts), (*problems, *misfits, *more)


def sources(
    config: Config, brief: BriefConfig, *, as_of: dt.date | None = None
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The documents that go into a brief, each content once, and what was found on the way."""
    material = gather(config, brief, as_of=as_of)
    return material.documents, material.problems


def _facts(
    reader: Annotator, brief: BriefConfig, material: Material, at: dt.datetime | None
) -> tuple[Facts, Handling, tuple[Problem, ...]]:
    """The facts of the documents that go in, joined, and which aliases fit none; those of the others are only counted."""
    withheld = redaction.count(_extract(material.withheld, annotator=reader)) if material.withheld else 0
    found, rules = _extract(material.documents, annotator=reader), name_rules(brief)
    problems = tuple(replace(problem, file=brief.name) for problem in entities.check(found, rules))
    return join(found, rules), replace(handling(brief, at=at), withheld=withheld), problems


def name_rules(*briefs: BriefConfig) -> NameRules:
    """What some briefs say under aliases and not_same, put together."""
    return NameRules(
        same=tuple(item for brief in briefs for item in brief.aliases.items()),
        different=tuple(names for brief in briefs for names in brief.not_same),
    )


def corrected(config: Config, brief: BriefConfig, facts: Facts, withheld: Sequence[Document] = ()) -> Corrected:
    """The facts of a brief as a person corrects them in facts/<brief>.yaml. Raises InputError when that file is faulty.

    Of withheld documents nothing is said.
    """
    overlay, problems = _overlay(config, brief)
    if overlay is None:
        raise InputError(problems)
    return correct(facts, overlay, hidden=[document.name for document in withheld])


def _overlay(config: Config, brief: BriefConfig) -> tuple[Overlay | None, tuple[Problem, ...]]:
    """What a person says about the facts of a brief; (None, problems) when the file is faulty."""
    from briefgen.config import overlays

    path = publications.corrections(config, brief)
    shown = as_typed(path)
    overlay, problems = overlays.load(path)
    return overlay and replace(overlay, file=shown), tuple(replace(problem, file=shown) for problem in problems)


def stray_corrections(config: Config) -> tuple[Problem, ...]:
    """A warning for each file of corrections that belongs to no brief, be it renamed or misspelt."""
    known = {publications.corrections(config, brief) for brief in config.briefs}
    folder = config.root / publications.CORRECTIONS
    stray = (path for path in sorted(folder.glob("*.y*ml")) if path not in known)
    hint = "call it as the brief is called, with the ending .yaml"
    return tuple(
        Problem("BG268", "corrects no brief of this name", "warning", as_typed(path), hint=hint) for path in stray
    )


def _reviewed(
    config: Config, brief: BriefConfig, facts: Facts, material: Material
) -> tuple[Corrected, tuple[Problem, ...]]:
    """The facts as a person judges them, and where their corrections no longer fit or cannot be read."""
    try:
        found = corrected(config, brief, facts, material.withheld)
    except InputError as fault:
        return Corrected(facts), fault.problems
    return found, found.problems


def _earlier(config: Config, brief: BriefConfig, order: Order, where: Place, found: Corrected, material: Material
             ) -> tuple[_Followed | None, Predecessor | None, tuple[Problem, ...]]:  # fmt: skip
    """The edition before, where its changes are to be told: what may be told of it, and which it was.

    What a person rejects is not told once more as withdrawn, and nothing that the release withholds.
    """
    if not brief.since:
        return None, None, ()
    since = editions.followed(config, brief, order, where, standing(found.facts))
    if since is None:
        return None, None, ()
    try:
        whole = editions.previous(where.root, brief.name, since, where)
    except InputError as fault:
        return None, None, fault.problems
    shown = marked_as_now(lacking(whole, rejected(found.facts)), (*material.documents, *material.withheld))
    if brief.may_carry is not None:
        shown = redaction.redact(shown, brief.may_carry).facts
    return _Followed(whole, Earlier(shown, since.edition, since.as_of, since.facts)), since, ()


def annotator(config: Config, brief: BriefConfig) -> Annotator:
    """The annotator that a brief asks for, or the shipped one; a folder is looked for beside briefs.yaml.

    Raises EnvironmentFault when it is missing.
    """
    if brief.extractor is None:
        return TRAINED
    from briefgen.language import spacy_annotator

    folder = config.root / brief.extractor.spacy
    return spacy_annotator.load(str(folder) if folder.is_dir() else brief.extractor.spacy)


@dataclass(frozen=True, slots=True)
class _Followed:
    """The edition before: all its facts, and those that may be told."""

    whole: Facts
    told: Earlier


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a brief is composed from."""

    material: Material
    facts: Facts
    handling: Handling
    earlier: _Followed | None = None
    reviewed: Reviewed | None = None


def _rendered(
    config: Config, brief: BriefConfig, basis: _Basis, formats: Sequence[Format], order: Order
) -> tuple[dict[Format, bytes], tuple[Problem, ...], str]:
    """Every format of a brief in memory, what the gate refused and what gave way to the page budget, and its edition."""
    facts = basis.facts
    search_path = (config.root / "templates",) if (config.root / "templates").is_dir() else ()
    archived, problems = _archived(basis.material.paths, facts) if brief.archive and "pdf" in formats else ((), ())
    look: dict[str, Any] = {
        "template": brief.template,
        "search_path": search_path,
        "theme": config.theme(brief),
        "parameters": order.parameters,
    }
    composed = _compose(
        facts,
        title=brief.title,
        as_of=order.as_of or brief.as_of,
        marking=brief.marking,
        language=brief.language,
        handling=basis.handling,
        earlier=_told_of(brief, basis.earlier),
        reviewed=basis.reviewed,
    )
    pdf, page = b"", ""
    if "pdf" in formats:
        fitted = budget.meet(
            composed,
            lambda shorter: rendering.pdf(
                shorter, **look, max_pages=brief.max_pages, attachments=(*embedded(shorter, facts), *archived)
            ),
            brief.max_pages,
        )
        composed, pdf, page = fitted.brief, fitted.rendered.data, fitted.rendered.page
        problems = (*problems, *fitted.rendered.problems, *_budget_problems(brief, fitted))
    refused = (
        Problem("BG404", f"a line was kept out ({r.check}: {r.reason}): {r.text[:80]}", "note")
        for r in composed.refusals
    )
    files: dict[Format, bytes] = {to: pdf if to == "pdf" else render(composed, to, **look) for to in formats}
    if "html" in formats or "md" in formats:
        page = page or (files["html"].decode() if "html" in formats else rendering.html(composed, **look))
    seen = lint(composed, markdown=files.get("md", b"").decode(), html=page, ignore=brief.lint.ignore)
    return files, tuple(replace(p, file=p.file or brief.name) for p in (*problems, *refused, *seen)), composed.edition


def _told_of(brief: BriefConfig, earlier: _Followed | None) -> Earlier | None:
    """The edition whose changes are told; an empty one where there is none yet, None where nobody asks."""
    if not brief.since:
        return None
    return earlier.told if earlier else Earlier()


def _archived(paths: Mapping[str, Path], facts: Facts) -> tuple[tuple[Attachment, ...], tuple[Problem, ...]]:
    """The files that the facts were read from, each once and byte for byte; a Problem for each that is not archived.

    A file that has changed since is not, nor is one that also holds what the brief does not carry: a mail
    whose attachment its release keeps out.
    """
    attachments: list[Attachment] = []
    problems: list[Problem] = []
    carried = {document.id for document in facts.documents}
    files = {paths[document.id]: document for document in reversed(facts.documents)}
    for path, document in reversed(files.items()):
        data, problem = original(path, document)
        if data is None:
            problems.extend((problem,) if problem else ())
            continue
        inside = read_bytes(data, document.name, suffix=path.suffix).documents
        if any(one.id not in carried for one in inside):
            message = "holds more than the brief may carry, so it is not archived"
            problems.append(Problem("BG249", message, "warning", document.name))
            continue
        attachments.append(_source(data, document, path))
    return tuple(attachments), tuple(problems)


def _source(data: bytes, document: Document, path: Path) -> Attachment:
    """A source file as an attachment; of a file with several documents the first names it."""
    name = path.name if document.retrieved else document.name
    about = f"Source: {document.title or document.name}"
    kind = media_type(data, path.suffix)
    return Attachment(name, data, kind, "Source", about, document.published.date or NO_DATE)


def _budget_problems(brief: BriefConfig, fitted: budget.Fitted[Typeset]) -> tuple[Problem, ...]:
    """What was left out, item by item, and a warning when that was not enough."""
    most, pages = brief.max_pages, fitted.rendered.body_pages
    notes = tuple(
        Problem("BG406", f"left out to meet max_pages {most}: {item.section}, {_told_in_short(item)}", "note")
        for item in fitted.left_out
    )
    if most is None or pages <= most:
        return notes
    return (*notes, Problem("BG407", f"{pages} pages before the annex, though max_pages is {most}", "warning"))


def _told_in_short(item: budget.Item) -> str:
    line = item.lines[0]
    text = line.text if len(line.text) <= 80 else line.text[:79].rstrip() + "…"
    return f"{text} ({', '.join(line.marks)})" if line.marks else text
