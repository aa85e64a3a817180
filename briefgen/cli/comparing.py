"""The command that sets two editions side by side: diff."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.building import day
from briefgen.cli.output import clean, json_text, show_problems
from briefgen.errors import BriefgenError
from briefgen.model import Facts

if TYPE_CHECKING:
    from briefgen.comparison import Comparison, Difference
    from briefgen.editions import Publication

_SIGNS = {"contradicted": "!", "answered": "?", "changed": "~", "new": "+", "withdrawn": "-"}
_TITLES = {
    "contradicted": "Newly contradicted",
    "answered": "Answered",
    "changed": "Changed",
    "new": "New",
    "withdrawn": "Withdrawn",
}


@dataclasses.dataclass(frozen=True, slots=True)
class _Pair:
    """Two sets of facts and what they are called."""

    before: Facts
    after: Facts
    names: tuple[str, str]


@click.command()
@click.argument("before", metavar="NAME or FILE")
@click.argument("after", required=False, metavar="[FILE]")
@click.option("--published", is_flag=True, help="Compare the last published edition with the one before it.")
@click.option("--as-of", callback=day, metavar="DATE", help="The day of what would be built; that of the edition else.")
@click.option("--exit-code", "telling", is_flag=True, help="Exit with 1 when something changed, as git does.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml to use.")
def diff(before: str, after: str | None, published: bool, as_of: dt.date | None, telling: bool, style: str,
         config_path: str) -> int:  # fmt: skip
    """Say what changed, by facts: of a brief NAME since its last edition, or between two FILES.

    A file is a PDF, a facts.json or a brief.json. Exit code 0, also when something changed; --exit-code
    makes it 1.
    """
    from briefgen.comparison import compare

    pair = _files(Path(before), Path(after)) if after is not None else _of_brief(before, published, as_of, config_path)
    found = compare(pair.before, pair.after)
    if style == "json":
        click.echo(json_text(_plain(found, pair)))
    else:
        for line in _told(found, pair):
            click.echo(clean(line))
    return 1 if telling and found.differences else 0


# What is compared ------------------------------------------------------------------------------


def _files(before: Path, after: Path) -> _Pair:
    """Both as facts; where one holds only the lines of a brief, both by their lines."""
    from briefgen.comparison.lines import facts_of
    from briefgen.verification import envelope

    one, two = envelope.read(before), envelope.read(after)
    names = (str(before), str(after))
    if one.facts is not None and two.facts is not None:
        return _Pair(one.facts, two.facts, names)
    if one.brief is None or two.brief is None:
        raise BriefgenError(
            f"{before} and {after} cannot be compared: one holds facts, the other only lines; give two of a kind."
        )
    return _Pair(facts_of(one.brief), facts_of(two.brief), names)


def _of_brief(name: str, published: bool, as_of: dt.date | None, config_path: str) -> _Pair:
    from briefgen import editions, pipeline
    from briefgen.publications import Order

    config = pipeline.load_config(config_path)
    briefs = pipeline.selected(config, [name])
    if len(briefs) > 1:
        raise BriefgenError(f"{name!r} has editions; compare one of: {', '.join(brief.name for brief in briefs)}.")
    (brief,) = briefs
    known = editions.published(config, brief)
    if not known:
        raise BriefgenError(
            f"No edition of {name!r} is published in {config.output}; 'briefgen build {name}' makes one."
        )
    last = known[-1]
    facts, called = editions.facts_of(last), _called(last)
    if published:
        return _before_last(known, facts, name)
    order = Order(as_of=as_of or brief.as_of or last.manifest.as_of)
    now, problems = pipeline.facts_now(config, brief, order)
    show_problems([problem for problem in problems if problem.severity == "warning"])
    return _Pair(facts, now, (called, "what a build would give now"))


def _before_last(known: tuple[Publication, ...], facts: Facts, name: str) -> _Pair:
    from briefgen import editions

    last = known[-1]
    since = last.manifest.since
    if since is not None:
        before = editions.kept_facts(last.root, last.manifest.brief, since.facts)
        return _Pair(before, facts, (f"edition {since.edition}", _called(last)))
    if len(known) < 2:
        raise BriefgenError(
            f"Only one edition of {name!r} is kept; write 'since: last' in briefs.yaml, or a day into 'naming'."
        )
    return _Pair(editions.facts_of(known[-2]), facts, (_called(known[-2]), _called(last)))


def _called(publication: Publication) -> str:
    from briefgen.pipeline import as_typed

    return f"edition {publication.manifest.edition or 'unknown'} ({as_typed(publication.path.parent)})"


# How it is told --------------------------------------------------------------------------------


def _told(found: Comparison, pair: _Pair) -> Iterator[str]:
    marks = _Marks(pair)
    yield f"before: {pair.names[0]}"
    yield f"after:  {pair.names[1]}"
    for kind, count in found.counts.items():
        yield ""
        yield f"{_TITLES[kind]} ({count})"
        for difference in found.differences:
            if difference.kind == kind:
                yield from _lines(difference, marks)
    yield ""
    counts = ", ".join(f"{count} {kind}" for kind, count in found.counts.items()) or "nothing changed"
    yield f"{counts}; {found.same} the same"


def _lines(difference: Difference, marks: _Marks) -> Iterator[str]:
    before, now = marks.before(difference), marks.now(difference)
    first, second = (now, None) if difference.before is None else (before, now)
    yield f"  {_SIGNS[difference.kind]} {difference.section}: {first}"
    if second is not None:
        yield f"      → {second}"


class _Marks:
    """The words of a difference with the marks of their sentences in either edition."""

    def __init__(self, pair: _Pair) -> None:
        from briefgen.composition.evidence import EvidenceBook

        self.books = (EvidenceBook(pair.before.documents), EvidenceBook(pair.after.documents))

    def before(self, difference: Difference) -> str | None:
        stood = difference.was if difference.was is not None else None
        return self._marked(difference.before, stood, 0)

    def now(self, difference: Difference) -> str | None:
        return self._marked(difference.now, difference.fact, 1)

    def _marked(self, text: str | None, fact: object, side: int) -> str | None:
        if text is None:
            return None
        spans = getattr(fact, "answers", ()) or getattr(fact, "spans", ())
        labels = dict.fromkeys(self.books[side].label(span.document_id, span.sentence) for span in spans)
        return f"{text} [{', '.join(labels)}]" if labels else text


def _plain(found: Comparison, pair: _Pair) -> dict[str, object]:
    return {
        "before": pair.names[0],
        "after": pair.names[1],
        "same": found.same,
        "counts": dict(found.counts),
        "differences": [
            {
                "kind": d.kind,
                "section": d.section,
                "before": d.before,
                "now": d.now,
                "before_id": d.was.id if d.was else None,
                "now_id": d.fact.id if d.fact else None,
            }
            for d in found.differences
        ],
    }
