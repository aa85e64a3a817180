"""A record of runs made anew from the manifests of the editions, when the old one is damaged or gone."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen import store as published
from briefgen.batch.agenda import Agenda
from briefgen.batch.runs.enrolling import reinstate
from briefgen.batch.runs.opening import opened, put_aside
from briefgen.batch.runs.records import Edition, NewRun
from briefgen.errors import BriefgenError, InputError, Problem

_REASON = "rebuilt from its manifest; whether it was delivered is not known"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: where the old record lies now, how many runs are in the new one, which manifests are no use."""

    aside: Path | None
    runs: int
    problems: tuple[Problem, ...]


def editions(output: Path) -> Iterator[tuple[Path, published.Manifest | InputError]]:
    """Every manifest below the output folder, in the order of their paths; links are not followed."""
    for folder, folders, names in os.walk(output):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if name.endswith("manifest.json") and not path.is_symlink():
                try:
                    yield path, published.read_manifest(path)
                except InputError as error:
                    yield path, error


def refuse_lost_record(path: Path, output: Path) -> None:
    """Raise InputError (BG610) when there is no record though there are editions of scheduled runs: it was lost."""
    if path.exists():
        return
    known = sum(isinstance(found, published.Manifest) and found.slot is not None for _, found in editions(output))
    if known:
        message = f"is missing, though {known} edition(s) of runs are in {output}"
        hint = "'briefgen doctor --rebuild' makes it anew from their manifests; or point --record to where it is"
        raise InputError((Problem("BG610", message, file=str(path), hint=hint),))


def rebuild(path: Path, agenda: Agenda, now: dt.datetime) -> Rebuilt:
    """Put the record aside, whatever it is, and make one from the manifests: a delivered run for each edition with a slot.

    Deliveries, skipped slots and pauses cannot be told from them; they stay in what was put aside.
    Raises BriefgenError while a process has the record open.
    """
    _refuse_open(path)
    aside = put_aside(path, now.strftime("%Y%m%dT%H%M%SZ")) if _exists(path) else None
    problems: list[Problem] = []
    runs = 0
    with opened(path) as store, store.writing() as connection:
        for place, found in editions(agenda.output):
            if isinstance(found, InputError):
                problems.extend(found.problems)
            elif found.slot is not None:
                files = [
                    Edition((place.parent / file.name).relative_to(agenda.output).as_posix(), file.sha256, file.size)
                    for file in found.files
                ]
                manifest = place.relative_to(agenda.output).as_posix()
                runs += reinstate(connection, _run(agenda, found), files, manifest, found.problems, _REASON, now)
    return Rebuilt(aside, runs, tuple(problems))


def _run(agenda: Agenda, manifest: published.Manifest) -> NewRun:
    slot = dt.datetime.fromisoformat(str(manifest.slot)).astimezone(dt.UTC)
    terms = agenda.terms.get(manifest.brief)
    schedule = terms.schedule.name if terms and terms.schedule else ""
    local = slot.astimezone(terms.zone) if terms else slot
    return NewRun(manifest.brief, slot, schedule, local.isoformat(), local.date(), origin="rebuilt")


def _exists(path: Path) -> bool:
    return any(path.with_name(path.name + end).exists() for end in ("", "-wal", "-shm"))


def _refuse_open(path: Path) -> None:
    """A record that a living process has open is not to be moved from under it; told where the system tells."""
    try:
        wanted = path.stat()
    except OSError:
        return
    for process in Path("/proc").glob("[0-9]*"):
        try:
            held = any((s := handle.stat()).st_ino == wanted.st_ino and s.st_dev == wanted.st_dev
                       for handle in (process / "fd").iterdir())  # fmt: skip
        except OSError:
            continue
        if held and process.name != str(os.getpid()):
            raise BriefgenError(f"Process {process.name} has {path} open; stop it first, then rebuild.")
