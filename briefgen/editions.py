"""The editions of a brief that were published, what they said, and which one another follows. Publishes nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import naming
from briefgen.errors import InputError, Problem
from briefgen.model import Facts
from briefgen.publications import Order, Place
from briefgen.rendering import facts_json
from briefgen.store import Manifest, Predecessor, kept, read_manifest

if TYPE_CHECKING:
    from briefgen.config import BriefConfig, Config

_AS_WRITTEN = Order()


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition that lies below the output folder: where its manifest is, and what it says."""

    root: Path
    path: Path
    manifest: Manifest

    @property
    def moment(self) -> tuple[str, str]:
        """By what editions are ordered: the day, then the slot, where they have any."""
        return _moment(self.manifest.as_of, self.manifest.slot)


def published(config: Config, brief: BriefConfig, order: Order = _AS_WRITTEN) -> tuple[Publication, ...]:
    """All editions of a brief that are found by their manifests, the earliest first. Those with other parameters are others."""
    root = config.output if order.out is None else order.out
    pattern = naming.parse(config.naming).manifest_pattern(brief.name)
    found = (publication for path in sorted(root.glob(pattern)) for publication in _read(root, path))
    wanted = dict(order.parameters)
    mine = (p for p in found if p.manifest.brief == brief.name and _parameters(p.manifest) == wanted)
    return tuple(sorted(mine, key=lambda p: (p.moment, p.path)))


def facts_of(publication: Publication) -> Facts:
    """The facts of an edition: those that were kept, or else those that its PDF carries.

    Raises InputError (BG271) when there are none, or another version of briefgen wrote them.
    """
    manifest = publication.manifest
    if manifest.facts is not None:
        return kept_facts(publication.root, manifest.brief, manifest.facts)
    pdf = next((file.name for file in manifest.files if file.format == "pdf"), None)
    if pdf is None:
        message = "no facts were kept of this edition, and it has no PDF that carries them"
        raise InputError((Problem("BG271", message, "warning", str(publication.path), hint="build the brief again"),))
    from briefgen.verification import envelope

    try:
        facts = envelope.read(publication.path.parent / pdf).facts
    except InputError as fault:
        raise _unusable(str(publication.path.parent / pdf), fault.problems[0].message) from fault
    if facts is None:
        raise _unusable(str(publication.path.parent / pdf), "holds no facts")
    return facts


def kept_facts(root: Path, brief: str, digest: str) -> Facts:
    """The facts that were kept under a sha256. Raises InputError (BG271)."""
    shown = str(root / kept.name(brief, digest))
    text = kept.read(root, brief, digest)
    if text is None:
        raise _unusable(shown, "missing or damaged")
    try:
        return Facts.from_json(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise _unusable(shown, f"not readable by this version: {error}") from error


def digest(facts: Facts) -> str:
    """The sha256 of some facts as text, under which they are kept."""
    return kept.digest(facts_json(facts))


# Which edition another follows -----------------------------------------------------------------


def expected(config: Config, brief: BriefConfig, order: Order, where: Place) -> Predecessor | None:
    """The edition that the one to be built follows, as far as can be told before its sources are read.

    Where the day or the slot is in the names, that is the latest of an earlier day or slot. Where every
    edition takes the place of the one before, it is the one that the standing edition of the same day
    followed, or else the standing one.
    """
    if naming.parse(config.naming).tells_time:
        earlier = [p for p in published(config, brief, order) if p.moment < _own_moment(brief, order)]
        return _as_predecessor(earlier[-1]) if earlier else None
    standing = _standing(brief, order, where)
    if standing is None:
        return None
    return standing.manifest.since if _same_day(standing, brief, order) else _as_predecessor(standing)


def followed(config: Config, brief: BriefConfig, order: Order, where: Place, facts: Facts) -> Predecessor | None:
    """The edition that the one with these facts follows.

    As expected says, but what stands in the place of a new edition, with other facts, is the one before it.
    """
    standing = None if naming.parse(config.naming).tells_time else _standing(brief, order, where)
    if standing is not None and _same_day(standing, brief, order) and _digest_of(standing) != digest(facts):
        return _as_predecessor(standing)
    return expected(config, brief, order, where)


def previous(root: Path, brief: str, since: Predecessor, where: Place) -> Facts:
    """The facts of the edition that another follows. Raises InputError (BG271)."""
    if kept.read(root, brief, since.facts) is not None:
        return kept_facts(root, brief, since.facts)
    standing = next(_read(root, where.path(where.manifest)), None)
    if standing is not None and standing.manifest.facts is None:
        facts = facts_of(standing)
        if digest(facts) == since.facts:
            return facts
    return kept_facts(root, brief, since.facts)


def needed(config: Config, brief: BriefConfig, order: Order) -> tuple[str, ...]:
    """The sha256 of all facts that an edition of the brief still needs, whatever its parameters."""
    root = config.output if order.out is None else order.out
    pattern = naming.parse(config.naming).manifest_pattern(brief.name)
    manifests = [p.manifest for path in sorted(root.glob(pattern)) for p in _read(root, path)]
    own = [manifest.facts for manifest in manifests]
    followed = [manifest.since.facts for manifest in manifests if manifest.since is not None]
    return tuple(facts for facts in (*own, *followed) if facts is not None)


def _standing(brief: BriefConfig, order: Order, where: Place) -> Publication | None:
    found = next(_read(where.root, where.path(where.manifest)), None)
    own = found is not None and found.manifest.brief == brief.name
    return found if own and found and _parameters(found.manifest) == dict(order.parameters) else None


def _same_day(publication: Publication, brief: BriefConfig, order: Order) -> bool:
    return publication.manifest.as_of == (order.as_of or brief.as_of)


def _as_predecessor(publication: Publication) -> Predecessor | None:
    facts, manifest = _digest_of(publication), publication.manifest
    return Predecessor(facts, manifest.edition, manifest.as_of) if facts is not None else None


def _digest_of(publication: Publication) -> str | None:
    if publication.manifest.facts is not None:
        return publication.manifest.facts
    try:
        return digest(facts_of(publication))
    except InputError:
        return None


def _own_moment(brief: BriefConfig, order: Order) -> tuple[str, str]:
    return _moment(order.as_of or brief.as_of, order.slot_utc())


def _moment(as_of: dt.date | None, slot: str | None) -> tuple[str, str]:
    return (as_of.isoformat() if as_of else (slot or "")[:10], slot or "")


def _parameters(manifest: Manifest) -> dict[str, str]:
    return {parameter.name: parameter.value for parameter in manifest.parameters}


def _read(root: Path, path: Path) -> Iterator[Publication]:
    """The publication of a manifest, or nothing where it cannot be used."""
    if path.is_symlink():
        return
    try:
        yield Publication(root, path, read_manifest(path))
    except InputError:
        return


def _unusable(file: str, reason: str) -> InputError:
    message = f"the facts of an earlier edition cannot be used: {reason}"
    return InputError((Problem("BG271", message, "warning", file, hint="build the brief again"),))
