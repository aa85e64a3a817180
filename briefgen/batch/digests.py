"""The digest of a batch: what became of each brief, taken from the editions that stand. How a digest looks is rendering's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from briefgen import rendering, store
from briefgen.config import BriefConfig, Config
from briefgen.errors import InputError, Problem
from briefgen.model import Brief
from briefgen.pipeline import BuildResult, as_typed
from briefgen.rendering.digests import Digest, Leaf
from briefgen.verification.envelope import read

DigestFormat = Literal["md", "html", "pdf"]
NAME = "digest"
_READABLE = (".pdf", ".json")  # the editions that carry their brief as data


def digest(
    config: Config, results: Sequence[BuildResult], *, title: str = "Digest", as_of: dt.date | None = None
) -> Digest:
    """What became of each brief of a batch, in the order of the results.

    Its cover is in the language of the first brief.
    A brief under embargo or out of date is skipped; one without an edition that carries it as data has failed.
    """
    briefs = {brief.name: brief for brief in config.briefs}
    leaves = tuple(_leaf(f"b{i}", briefs[result.name], result) for i, result in enumerate(results, start=1))
    return Digest(title=title, leaves=leaves, as_of=as_of, language=config.briefs[0].language)


def _leaf(anchor: str, config: BriefConfig, result: BuildResult) -> Leaf:
    def told(status: Literal["skipped", "failed"], reason: str) -> Leaf:
        return Leaf(name=config.name, title=config.title, status=status, anchor=anchor, reason=reason)

    if not result.built:
        errors = [str(problem) for problem in result.problems if problem.severity == "error"]
        return told("failed", "; ".join(errors) or "no reason is on record")
    path = next((path for suffix in _READABLE for path in result.paths if path.suffix == suffix), None)
    if path is None:
        return told("failed", "it has neither a PDF nor a JSON edition to be taken from; add one to its formats")
    try:
        brief = read(path).brief
    except InputError as fault:
        return told("failed", "; ".join(map(str, fault.problems)))
    if brief is None:
        return told("failed", f"{as_typed(path)} does not carry the brief as data")
    if brief.notice in ("embargoed", "expired"):
        return told("skipped", _notice(brief))
    reason = "unchanged since the last run" if result.status == "unchanged" else None
    return Leaf(
        name=config.name,
        title=brief.title,
        status="produced",
        anchor=anchor,
        reason=reason,
        brief=brief,
        path=as_typed(path),
    )


def _notice(brief: Brief) -> str:
    embargoed = brief.notice == "embargoed"
    moment = brief.embargo if embargoed else brief.expires
    return f"{'under embargo until' if embargoed else 'out of date since'} {moment:%d %B %Y, %H:%M}" if moment else ""


def publish(
    config: Config, made: Digest, formats: Sequence[DigestFormat], *, out: Path | None = None
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Write a digest as digest/digest.md, .html or .pdf below out or the output folder; the paths and the complaints.

    It looks as the first brief of the file does.
    Raises TemplateFault, EnvironmentFault without Pango, and InputError where the folder refuses.
    """
    own, first = config.root / "templates", config.briefs[0]
    rendered = {
        to: rendering.digest(made, to, search_path=(own,) if own.is_dir() else (), theme=config.theme(first))
        for to in dict.fromkeys(formats)
    }
    files = {f"{NAME}/{NAME}.{to}": data for to, (data, _) in rendered.items()}
    problems = tuple(problem for _, found in rendered.values() for problem in found)
    return store.publish_all(config.output if out is None else out, files), problems
