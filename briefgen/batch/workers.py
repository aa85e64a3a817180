"""Many briefs at once on all cores, each guarded: one that fails, hangs, eats memory or is killed loses only itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from briefgen import publications
from briefgen.batch import machine
from briefgen.batch.crew import Crew
from briefgen.batch.guard import Limits
from briefgen.batch.serving import Job
from briefgen.config import BriefConfig, Config
from briefgen.errors import EnvironmentFault
from briefgen.formats import Format
from briefgen.pipeline import BuildResult, load_config, refuse_clashes, selected, unchanged
from briefgen.publications import Order

TIMEOUT_S = 300.0
MEMORY_MB = 2_048


def build_guarded(
    config: Config | str | Path,
    name: str,
    *,
    formats: Sequence[Format] | None = None,
    out: Path | None = None,
    as_of: dt.date | None = None,
    at: dt.datetime | None = None,
    parameters: Mapping[str, str] | None = None,
    slot: dt.datetime | None = None,
    timeout_s: float | None = TIMEOUT_S,
    memory_mb: int | None = MEMORY_MB,
    force: bool = False,
) -> BuildResult:
    """Build one brief in a child process of its own.

    The child's death, its limits and its faults come back as Problems (BG601 to BG604), never as
    an exception. Raises InputError for a faulty briefs.yaml, BriefgenError for a name that is not in it.
    """
    order = Order(tuple(formats) if formats else None, out, as_of, at, dict(parameters or {}), slot)
    (result,) = build_many(config, (name,), order, workers=1, limits=Limits(timeout_s, memory_mb), force=force)
    return result


def build_many(
    config: Config | str | Path,
    names: Sequence[str] = (),
    order: Order | None = None,
    *,
    workers: int | None = None,
    limits: Limits | None = None,
    force: bool = False,
    on_done: Callable[[BuildResult], None] = lambda _: None,
) -> tuple[BuildResult, ...]:
    """Build the briefs of a briefs.yaml, all or those named, on some workers (one a core when None).

    What stands already is left as it is, unless force. on_done hears of each brief as it is done;
    the results come in the order of the file. Raises what pipeline.build raises, and
    EnvironmentFault when no worker can be started.
    """
    loaded = load_config(config) if isinstance(config, (str, Path)) else config
    asked = order or Order()
    briefs = selected(loaded, names)
    refuse_clashes(loaded, asked)
    results: dict[str, BuildResult] = {}

    def done(result: BuildResult) -> None:
        results[result.name] = result
        on_done(result)

    common = publications.common_ingredients(loaded)
    allowed = limits or Limits(TIMEOUT_S, MEMORY_MB)
    _check(allowed)
    stale = _stale(loaded, briefs, asked, common, force, done)
    jobs = (_job(loaded, brief, asked, common, allowed) for brief in stale)
    with Crew(min(workers or machine.cores(), len(briefs)), allowed) as crew:
        crew.work(jobs, done)
    return tuple(results[brief.name] for brief in briefs)


def _check(allowed: Limits) -> None:
    if allowed.memory_mb is not None and not machine.MEMORY_CAN_BE_WATCHED:
        raise EnvironmentFault("Memory can be limited on Linux only; leave --memory out.")


def _stale(config: Config, briefs: Sequence[BriefConfig], order: Order, common: str, force: bool,
           done: Callable[[BuildResult], None]) -> Iterator[BriefConfig]:  # fmt: skip
    """The briefs that must be built; of the others it is said that they are done."""
    for brief in briefs:
        standing = None if force else unchanged(config, brief, order, common)
        if standing is None:
            yield brief
        else:
            done(standing)


def _job(config: Config, brief: BriefConfig, order: Order, common: str, allowed: Limits) -> Job:
    """What a worker needs to know, and no channel that it has no use for."""
    alone = config.model_copy(update={"briefs": (brief,), "channels": {}})
    return Job(alone, brief, order, common, str(Path.cwd()), allowed.memory_mb)
