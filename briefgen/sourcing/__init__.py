"""Where the sources of a brief lie: files as they are named, folders and patterns as lists of files, web pages as what was kept of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import Problem
from briefgen.sourcing import keeping, patterns
from briefgen.sourcing.fetching import FetchFault, Network, fetch
from briefgen.sourcing.keeping import Kept
from briefgen.sourcing.links import led_outside

if TYPE_CHECKING:
    from briefgen.config import BriefConfig, Config, SourceConfig


@dataclass(frozen=True, slots=True)
class Located:
    """One file to be read: where it lies, how it is called in the brief, and what briefs.yaml says of it.

    gathered is true for what a folder or a pattern found: one such file that cannot be read does not
    stop the others. retrieved is the day on which a web page was fetched.
    """

    path: Path
    name: str
    source: SourceConfig
    gathered: bool = False
    retrieved: dt.date | None = None


def located(config: Config, brief: BriefConfig) -> tuple[tuple[Located, ...], tuple[Problem, ...]]:
    """The files of a brief in the order of its sources, each once, and what is wrong with those that have none.

    A file that is named by itself is not found again by a pattern. Reads no file but the records of what was fetched.
    """
    claimed = {s.path for s in brief.sources if s.path is not None and not patterns.is_pattern(config.root, s.path)}
    found: list[Located] = []
    problems: list[Problem] = []
    for source in brief.sources:
        for one in _of_source(config, brief, source, claimed):
            if isinstance(one, Problem):
                problems.append(one)
                continue
            found.append(one)
            if one.gathered:
                claimed.add(one.name)
    return tuple(found), tuple(problems)


def _of_source(
    config: Config, brief: BriefConfig, source: SourceConfig, claimed: set[str]
) -> Iterator[Located | Problem]:
    if source.path is None:
        yield _kept_page(config, source)
    elif patterns.is_pattern(config.root, source.path):
        yield from _gathered(config, brief, source, source.path, claimed)
    else:
        path = config.root / source.path
        yield led_outside(path, config.root, source.path) or Located(path, source.path, source)


def _gathered(
    config: Config, brief: BriefConfig, source: SourceConfig, path: str, claimed: set[str]
) -> Iterator[Located | Problem]:
    """The files of a folder or pattern, never what briefgen itself writes there."""
    avoid = (config.output, config.state.parent, config.root / "templates", config.root / "briefs.yaml")
    files = patterns.expand(config.root, path, source.exclude, avoid)
    if files.too_many:
        hint = "name a narrower pattern, or exclude some"
        yield Problem("BG283", f"{path}: more than {patterns.MOST_FILES} files", file=brief.name, hint=hint)
        return
    for link in files.links:
        yield Problem("BG282", "is a link that leads out of its folder, and is left out", "warning", link)
    names = [name for name in files.names if name not in claimed]
    if not files.names:
        hint = "paths are relative to briefs.yaml; hidden files do not count"
        yield Problem("BG281", f"{path}: no file found", file=brief.name, hint=hint)
    yield from (Located(config.root / name, name, source, gathered=True) for name in names)


def _kept_page(config: Config, source: SourceConfig) -> Located | Problem:
    url = source.url or ""
    try:
        last = keeping.latest(config.output, url)
    except ValueError as error:
        hint = "'briefgen fetch' fetches it anew"
        return Problem("BG285", f"what was kept of it is damaged: {error}", file=url, hint=hint)
    if last is None:
        return Problem("BG284", "has not been fetched", file=url, hint="'briefgen fetch' does it")
    kept, path = last
    return Located(path, url, source, retrieved=kept.at().date())


def is_page(name: str) -> bool:
    """True for the name of a source that was fetched."""
    return name.startswith("https://")


def file_of(config: Config, name: str) -> Path:
    """The file of a source by its name in a brief: the latest copy of a page; else the path from briefs.yaml."""
    if not is_page(name):
        return config.root / name
    try:
        last = keeping.latest(config.output, name)
    except ValueError:
        last = None
    return last[1] if last else config.output / keeping.folder_of(name)


# Fetching ---------------------------------------------------------------------------------------


def fetch_due(
    config: Config,
    sources: Sequence[SourceConfig],
    *,
    now: dt.datetime,
    again: bool = False,
    network: Network | None = None,
    told: Callable[[str, Kept], None] | None = None,
) -> tuple[Problem, ...]:
    """Fetch the pages among some sources that were never fetched or are older than their max_age; all of them, if again.

    A page that cannot be had is a problem: a warning where an earlier copy stands in for it, which the
    warning dates. told hears of each page that came. Raises InputError when the copy cannot be written.
    """
    problems: list[Problem] = []
    for source in sources:
        if source.path is not None or source.url is None:
            continue
        earlier = _earlier(config, source.url)
        if earlier is not None and not again and not _is_old(earlier, source, now):
            continue
        try:
            kept = keeping.keep(config.output, source.url, fetch(source.url, network), now)
        except FetchFault as fault:
            problems.append(_not_had(source.url, str(fault), earlier))
        except ValueError as error:
            problems.append(Problem("BG285", f"its record is damaged: {error}", file=source.url, hint="remove it"))
        else:
            if told is not None:
                told(source.url, kept)
    return tuple(problems)


def _earlier(config: Config, url: str) -> Kept | None:
    try:
        last = keeping.latest(config.output, url)
    except ValueError:
        return None
    return None if last is None else last[0]


def _is_old(kept: Kept, source: SourceConfig, now: dt.datetime) -> bool:
    return source.max_age is not None and now - kept.at() > source.max_age


def _not_had(url: str, reason: str, earlier: Kept | None) -> Problem:
    if earlier is None:
        return Problem("BG284", f"cannot be fetched: {reason}", file=url, hint="or save the page and give its path")
    return Problem("BG286", f"{reason}; the copy of {earlier.fetched} is used", "warning", url)
