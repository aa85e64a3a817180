"""facts --edit: the file in which a person corrects the facts of a brief, written anew or added to."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.output import clean, show_problems
from briefgen.corrections import writing
from briefgen.errors import BriefgenError, InputError
from briefgen.model import Facts

if TYPE_CHECKING:
    from briefgen.config import BriefConfig, Config


def edit(names: Sequence[str], config_path: str) -> int:
    """Write the files of corrections for the briefs named, or for all; prints the path of each."""
    from briefgen import pipeline, publications

    config = pipeline.load_config(config_path)
    chosen = pipeline.selected(config, names)
    for whole, briefs in itertools.groupby(chosen, key=lambda brief: brief.edition_of or brief.name):
        found = [_extracted(config, brief) for brief in briefs]
        facts = max(found, key=lambda facts: len(facts.documents))  # the edition that holds most back the least
        path = publications.corrections(config, next(b for b in chosen if whole in (b.edition_of, b.name)))
        if _write(whole, facts, path):
            click.echo(f"{clean(whole)}: nothing is new", err=True)
        click.echo(clean(pipeline.as_typed(path)))
    return 0


def _extracted(config: Config, brief: BriefConfig) -> Facts:
    """The facts of a brief before anybody corrected them."""
    from briefgen import pipeline

    documents, problems = pipeline.sources(config, brief)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if errors:
        raise InputError(errors)
    show_problems([problem for problem in problems if problem.severity == "warning"])
    reader, rules = pipeline.annotator(config, brief), pipeline.name_rules(brief)
    return pipeline.extract(*documents, annotator=reader, rules=rules)


def _write(name: str, facts: Facts, path: Path) -> bool:
    """Write the file, or add to it; True when there was nothing to add."""
    from briefgen import pipeline, store

    brief = pipeline.compose(facts, title=name)
    shown = [line.fact_id for line in brief.lines() if line.fact_id]
    people = {who.name: who.id for who in facts.stakeholders}
    tensions = {(tension.title, tension.rule): tension.id for tension in facts.tensions}
    shown += [people[entry.name] for entry in brief.stakeholders]
    shown += [tensions[entry.title, entry.rule] for entry in brief.tensions]
    text = _added(facts, path, shown) if path.is_file() else writing.blank(name, facts, shown)
    if text:
        store.publish(path.parent.parent, f"{path.parent.name}/{path.name}", text.encode())
    return not text


def _added(facts: Facts, path: Path, shown: Sequence[str]) -> str:
    """The text of a file with the entries that it lacks; "" when it lacks none."""
    from briefgen.config import overlays
    from briefgen.pipeline import as_typed

    overlay, problems = overlays.load(path)
    if overlay is None:
        raise InputError(tuple(replace(problem, file=as_typed(path)) for problem in problems))
    text = path.read_bytes().decode("utf-8-sig")
    if not overlays.has_facts(text):
        text += "\nfacts:\n"
    indent, line = overlays.end_of_facts(text)
    entries = writing.missing(facts, overlay, shown, indent)
    if not entries:
        return ""
    whole = writing.inserted(text, entries, line)
    if not overlays.extends(whole, text):
        raise BriefgenError(
            f"Nothing can be added to {as_typed(path)}: write its 'facts' as a list, one '- fact:' below the other."
        )
    return whole
