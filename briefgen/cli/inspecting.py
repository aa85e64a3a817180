"""The commands that look inside: facts, explain and selftest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.output import clean, json_text, show_problems
from briefgen.errors import BriefgenError, InputError
from briefgen.model import Brief, Conflict, Document, Evidence, Fact, Facts, Line, Span, Stakeholder, Tension

if TYPE_CHECKING:
    from briefgen.config import BriefConfig, Config
    from briefgen.material import Material

_CONFIG = click.option("--config", "config_path", default="briefs.yaml", metavar="FILE", help="The briefs.yaml to use.")
_LEAST_CAUGHT = 0.95


def _extracted(targets: Sequence[str], config_path: str) -> Facts:
    """The facts of the briefs or files that the command names; of every brief when it names none.

    A brief's own extractor is used; briefs with different ones are to be asked for one at a time. The facts of one
    brief alone are as a person corrects them, what is rejected marked so.
    """
    from briefgen import pipeline
    from briefgen.language.annotation import Annotator
    from briefgen.language.reading import TRAINED

    files = [target for target in targets if Path(target).is_file()]
    names = [target for target in targets if target not in files]
    config = pipeline.load_config(config_path) if names or not files else None
    briefs = [(config, brief) for brief in pipeline.selected(config, names)] if config else []
    if len(briefs) == 1 and not files:
        return _corrected(*briefs[0])
    documents = [pipeline.read(file) for file in files]
    annotators: list[Annotator] = [TRAINED for _ in files]
    rules = pipeline.name_rules(*(brief for _, brief in briefs))
    show_problems([problem for document in documents for problem in pipeline.reading_problems(document)])
    for named in briefs:
        documents.extend(_material(*named).documents)
        annotators.append(pipeline.annotator(*named))
    if len(set(annotators)) > 1:
        raise BriefgenError("The briefs named use different extractors; ask for one at a time.")
    unique = {document.id: document for document in documents}
    return pipeline.extract(*unique.values(), annotator=annotators[0] if annotators else TRAINED, rules=rules)


def _corrected(config: Config, brief: BriefConfig) -> Facts:
    """The facts of one brief as a person corrects them."""
    from briefgen import pipeline

    material = _material(config, brief)
    reader, rules = pipeline.annotator(config, brief), pipeline.name_rules(brief)
    found = pipeline.extract(*material.documents, annotator=reader, rules=rules)
    corrected = pipeline.corrected(config, brief, found, material.withheld)
    show_problems(corrected.problems)
    return corrected.facts


def _material(config: Config, brief: BriefConfig) -> Material:
    """The sources of a brief. Raises InputError when one cannot be read; warnings are shown."""
    from briefgen.material import gather

    material = gather(config, brief)
    errors = tuple(problem for problem in material.problems if problem.severity == "error")
    if errors:
        raise InputError(errors)
    show_problems([problem for problem in material.problems if problem.severity == "warning"])
    return material


@click.command()
@click.argument("targets", nargs=-1)
@click.option("--format", "style", type=click.Choice(["json", "yaml"]), default="json", help="How to print.")
@click.option("--edit", "editing", is_flag=True, help="Write facts/<brief>.yaml to correct them in; add what is new.")
@_CONFIG
def facts(targets: Sequence[str], style: str, editing: bool, config_path: str) -> int:
    """Print the facts of briefs (by name) or of source files (by path).

    With --edit, write each brief's file of corrections instead; what stands in it is never changed.
    """
    from briefgen.marked_yaml import dump

    if editing:
        from briefgen.cli.correcting import edit

        return edit(targets, config_path)
    found = _extracted(targets, config_path)
    click.echo(json_text(found.to_json()) if style == "json" else clean(dump(found.to_json())).rstrip("\n"))
    return 0


@click.command()
@click.argument("target", required=False)
@click.argument("what", required=False)
@_CONFIG
def explain(target: str | None, what: str | None, config_path: str) -> int:
    """Explain a fact (by its id) or a source sentence (by its label, S4) of TARGET, a brief's name or a file.

    TARGET can be left out when briefs.yaml holds one brief. Without WHAT, lists every sentence and
    what became of it.
    """
    from briefgen import pipeline
    from briefgen.corrections import standing

    target, what = _target(target, what, config_path)
    found = _extracted([target], config_path)
    brief = pipeline.compose(standing(found), title=target)
    sentences = {e.label: (source.document, e) for source in brief.sources for e in source.evidence}
    if what is None:
        for label, (_, evidence) in sentences.items():
            click.echo(
                clean(f"{label:5} {'used ' if evidence.cited_by else 'left '} {' '.join(evidence.text.split())[:100]}")
            )
        return 0
    if what.upper() in sentences:
        lines = _explain_sentence(found, brief, *sentences[what.upper()])
    elif (fact := next((f for f in _all(found) if f.id == what or f.id.startswith(what)), None)) is not None:
        lines = _explain_fact(brief, fact)
    else:
        raise BriefgenError(
            f"Neither a sentence nor a fact {what!r} in {target}; 'briefgen explain {target}' lists the sentences."
        )
    for line in lines:
        click.echo(clean(line))
    return 0


def _target(target: str | None, what: str | None, config_path: str) -> tuple[str, str | None]:
    """Which brief or file, and what of it: a lone word that names neither is looked for in the only brief."""
    from briefgen import pipeline

    if target is not None and (what is not None or Path(target).is_file()):
        return target, what
    names = [brief.name for brief in pipeline.load_config(config_path).briefs]
    if target in names:
        return str(target), None
    if len(names) == 1:
        return names[0], target
    raise BriefgenError(f"Say which brief or file to explain; {config_path} holds: {', '.join(names)}.")


def _all(facts: Facts) -> Iterator[Fact]:
    for shelf in (
        facts.key_points,
        facts.stakeholders,
        facts.statements,
        facts.events,
        facts.figures,
        facts.open_questions,
        facts.tensions,
        facts.conflicts,
    ):
        yield from shelf


def _explain_sentence(facts: Facts, brief: Brief, document: Document, evidence: Evidence) -> Iterator[str]:
    yield f"{evidence.label}  {document.name}, characters {evidence.start}..{evidence.end}{', ' + evidence.place if evidence.place else ''}"
    yield f"  {' '.join(evidence.text.split())}"
    yield f"Cited by: {', '.join(evidence.cited_by) or 'no line of the brief'}"
    shown = _texts(brief)
    yield from (f"  {anchor:5} {' '.join(shown.get(anchor, '').split())[:110]}" for anchor in evidence.cited_by)
    yield "Found in it:"
    here = []
    for fact in _all(facts):
        inside = [s for s in fact.spans if s.document_id == document.id and _overlap(s, evidence)]
        if inside:
            here.append(fact)
            yield f"  {fact.id}  {fact.rule}  {inside[0].start}..{inside[0].end} “{' '.join(inside[0].quote.split())[:80]}”"
    if not here:
        yield "  nothing; no rule sees in it a statement, a time, a figure, an open question or a ranked point"
    refused = {r.fact_id: r for r in brief.refusals}
    for fact in here:
        if fact.id in refused:
            yield f"  Kept out: {fact.id} ({refused[fact.id].check}: {refused[fact.id].reason})"


def _overlap(span: Span, evidence: Evidence) -> bool:
    return span.start < evidence.end and evidence.start < span.end


def _texts(brief: Brief) -> dict[str, str]:
    """What stands at each anchor of the brief."""
    texts = {line.anchor: line.text for line in _single_lines(brief)}
    for who in brief.stakeholders:
        texts[who.anchor] = who.name
        texts.update((line.anchor, f"{who.name}: {line.text}") for line in (*who.roles, *who.position, *who.did))
    for tension in brief.tensions:
        texts[tension.anchor] = tension.title
        texts.update((side.anchor, f"{tension.title}: {side.text}") for side in tension.sides)
    for conflict in brief.conflicts:
        texts[conflict.anchor] = conflict.subject
    return texts


def _explain_fact(brief: Brief, fact: Fact) -> Iterator[str]:
    yield f"{fact.id}  {type(fact).__name__}"
    yield f"Rule: {fact.rule} (right in about {fact.confidence:.0%} of cases), basis {fact.basis}"
    for span in fact.spans:
        yield f"Rests on {span.start}..{span.end}: “{' '.join(span.quote.split())}”"
    if fact.attribution.speaker:
        yield f"Attributed to {fact.attribution.speaker} by “{fact.attribution.cue}” ({fact.attribution.basis})"
    if isinstance(fact, Conflict):
        yield f"At issue: {fact.subject}" + ("; the later may be news" if fact.updated else "")
        for side in fact.sides:
            said = ", ".join(filter(None, (side.speaker, f"published {side.published}" if side.published else None)))
            yield f"  {side.value}" + (f" ({said})" if said else "")
    for part in getattr(fact, "score", ()):
        yield f"  {part.name:9} {part.value:+.2f}"
    if hasattr(fact, "why"):
        yield f"Why: {fact.why}"
    refused = [r for r in brief.refusals if r.fact_id == fact.id]
    if fact.polarity == "negated" or fact.hedges:
        yield f"Polarity: {fact.polarity}; hedges: {', '.join(fact.hedges) or 'none'}"
    cited, shown = _lines_of(brief, fact), _texts(brief)
    yield f"Brief lines: {', '.join(cited) or 'none'}"
    yield from (f"  {anchor:5} {' '.join(shown.get(anchor, '').split())[:110]}" for anchor in cited)
    for refusal in refused:
        yield f"Kept out by the check {refusal.check!r}: {refusal.reason}"
    if fact.review == "rejected":
        yield "Left out: a person rejected it."
    elif not cited and not refused:
        yield "Left out: it ranks below what the brief has room for, or another fact says the same."


def _lines_of(brief: Brief, fact: Fact) -> list[str]:
    """The anchors of the lines that a fact became: k1 is the first key point, t2 the second row of the timeline."""
    if isinstance(fact, Stakeholder):
        return [entry.anchor for entry in brief.stakeholders if entry.name == fact.name]
    if isinstance(fact, Tension):
        return [entry.anchor for entry in brief.tensions if (entry.title, entry.rule) == (fact.title, fact.rule)]
    return [line.anchor for line in _single_lines(brief) if line.fact_id == fact.id]


def _single_lines(brief: Brief) -> Iterator[Line]:
    yield from (*brief.bluf, *brief.key_points, *brief.stated_questions, *brief.gaps)
    yield from (entry.line for entry in brief.statements)
    yield from (entry.line for entry in brief.timeline)
    yield from (dating.line for entry in brief.timeline for dating in entry.also_dated)
    yield from (entry.line for entry in brief.figures)
    yield from (side.line for conflict in brief.conflicts for side in conflict.sides)
    yield from (line for closed in brief.answered for line in (closed.question, *closed.answers))


@click.command()
@click.argument("targets", nargs=-1)
@_CONFIG
def selftest(targets: Sequence[str], config_path: str) -> int:
    """Alter numbers, names, negations, hedges, dates and speakers of extracted facts and count what the checks catch.

    Exit code 1 when less than 95 % are caught.
    """
    from briefgen import grounding

    report = grounding.selftest(_extracted(targets, config_path))
    for tally in report.tallies:
        click.echo(f"{tally.kind:12} {tally.caught:5} of {tally.made:5} caught")
        for text in tally.missed:
            click.echo(clean(f"    missed: {text[:120]}"), err=True)
    click.echo(f"{'all':12} {report.caught:.1%}; {len(report.false_alarms)} unaltered line(s) refused")
    return 0 if report.caught >= _LEAST_CAUGHT else 1
