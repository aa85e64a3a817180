"""Which runs and editions have served their time, and their removal. What is kept is said per schedule, in briefs.yaml."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.batch.agenda import Agenda
from briefgen.batch.rebuilding import editions
from briefgen.batch.runs import queries
from briefgen.batch.runs.opening import Store
from briefgen.batch.runs.pruning import forget, named_elsewhere
from briefgen.batch.runs.records import Edition, Run
from briefgen.config.schedules import RetentionConfig
from briefgen.store import Manifest, kept

_ENDED = ("delivered", "dead", "skipped")


@dataclass(frozen=True, slots=True)
class Removal:
    """A run that goes, the files that go with it, and those that stay, each with the reason."""

    run: Run
    files: tuple[Path, ...]
    kept: tuple[tuple[Path, str], ...]


def removals(store: Store, agenda: Agenda, now: dt.datetime) -> tuple[Removal, ...]:
    """What has served its time, oldest first; nothing is touched."""
    found: list[Removal] = []
    for name, terms in agenda.terms.items():
        retention = terms.schedule.retention if terms.schedule else None
        if retention is None:
            continue
        gone = expired(queries.history(store, briefs=[name]), retention, now)
        for run in reversed(gone):
            found.append(_removal(store, agenda.output, run, {run.id for run in gone}))
    return tuple(found)


def expired(runs: Sequence[Run], retention: RetentionConfig, now: dt.datetime) -> tuple[Run, ...]:
    """The runs of one brief that go, out of all of its runs, newest slot first.

    Kept is what either key keeps, and always: the newest good edition, and whatever is newer than the
    oldest edition that is kept. What is not ended never goes.
    """
    good = [run for run in runs if run.state == "delivered"]
    since = now - dt.timedelta(days=retention.days) if retention.days is not None else None
    kept = [run for at, run in enumerate(good) if at < max(retention.keep or 0, 1) or (since and run.slot >= since)]
    if not kept and since is None:
        return ()
    oldest = min([*(run.slot for run in kept), *([since] if since else [])])
    return tuple(run for run in runs if run.state in _ENDED and run.slot < oldest)


def _removal(store: Store, output: Path, run: Run, gone: set[str]) -> Removal:
    files, kept = [], []
    for file in queries.files(store, run.id):
        path = output / file.path
        why = _why_kept(store, output, path, file, gone)
        if why:
            kept.append((path, why))
        elif path.exists():
            files.append(path)
    if run.manifest is not None and not kept:
        manifest = output / run.manifest
        if (
            manifest.exists()
            and not _why_out_of_reach(output, run.manifest)
            and not named_elsewhere(store, run.manifest, gone)
        ):
            files.append(manifest)
    return Removal(run, tuple(files), tuple(kept))


def _why_kept(store: Store, output: Path, path: Path, file: Edition, gone: set[str]) -> str:
    """Why a file of a run that goes stays: it is another run's, too, or it is not what that run wrote."""
    if named_elsewhere(store, file.path, gone):
        return "a newer run has it, too"
    if why := _why_out_of_reach(output, file.path):
        return why
    try:
        with path.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"it cannot be read: {error.strerror}"
    return "" if same else "it was changed since"


def _why_out_of_reach(output: Path, relative: str) -> str:
    path = output / relative
    on_the_way = [p for p in (path, *path.parents) if p != output and p.is_relative_to(output)]
    if ".." in Path(relative).parts or not on_the_way or any(p.is_symlink() for p in on_the_way):
        return "it is reached through a link"
    return ""


def prune(store: Store, agenda: Agenda, now: dt.datetime) -> tuple[Removal, ...]:
    """Remove what has served its time: first the files, then the row, so that a row without files can be pruned again."""
    done = removals(store, agenda, now)
    for removal in done:
        for path in removal.files:
            path.unlink(missing_ok=True)
            _remove_empty(path.parent, agenda.output)
        forget(store, removal.run)
    if done:
        _forget_facts(agenda.output)
    return done


def _forget_facts(output: Path) -> None:
    """Remove the kept facts that no edition needs any more, of whatever brief."""
    wanted: dict[str, set[str]] = {}
    for _, found in editions(output):
        if isinstance(found, Manifest):
            since = (found.since.facts,) if found.since else ()
            wanted.setdefault(found.brief, set()).update(facts for facts in (found.facts, *since) if facts)
    for folder in sorted((output / kept.FOLDER).glob("*")):
        kept.forget(output, folder.name, wanted.get(folder.name, ()))


def _remove_empty(folder: Path, output: Path) -> None:
    while folder != output and folder.is_relative_to(output):
        with contextlib.suppress(OSError):
            folder.rmdir()
        if folder.exists():
            return
        folder = folder.parent
