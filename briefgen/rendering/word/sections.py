"""What a brief tells, section by section in the order of the page; how it looks on paper is paper's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from briefgen.model import (
    Brief,
    Change,
    ConflictEntry,
    DatingEntry,
    FigureEntry,
    Line,
    SourceEntry,
    StakeholderEntry,
    StatementEntry,
    TimelineEntry,
)
from briefgen.rendering.edtf import edtf
from briefgen.rendering.filters import carried_by, grouped, instant, label, long_date, publication_dates, source_count
from briefgen.rendering.speech import Speech
from briefgen.rendering.terms import N_
from briefgen.rendering.word.paper import Paper, Piece, Words, quiet, strong

_TITLE_BLOCK = (N_("As of"), N_("Edition"), N_("Sources"), N_("Published"), N_("Marking"))
_BULLET, _NUMBER = "List Bullet", "List Number"


def _title(paper: Paper, brief: Brief) -> None:
    paper.heading(brief.title, 0)
    banners = [brief.classification.text if brief.classification else "", brief.marking or ""]
    speech = paper.speech
    headers = [speech.gettext(name) for name in _TITLE_BLOCK]
    values = (
        long_date(brief.as_of, speech=speech) or speech.pgettext("date", "not given"),
        brief.edition or speech.pgettext("edition", "none"),
        source_count(brief.sources, speech=speech),
        publication_dates(brief.sources, speech=speech),
        ", ".join(filter(None, banners)) or speech.pgettext("marking", "none"),
    )
    paper.table(headers, [[[Words(value)] for value in values]], (3, 2, 3, 4, 3))
    handling = list(_handling(speech, brief))
    if handling:
        paper.paragraph(strong(" ".join(handling)))


def _handling(speech: Speech, brief: Brief) -> Iterator[str]:
    """From when on and until when the brief is good, and what was taken out of it."""
    if brief.embargo:
        yield speech.gettext("Not to be passed on before %(moment)s.", moment=instant(brief.embargo, speech=speech))
    if brief.expires:
        moment = instant(brief.expires, speech=speech)
        expired = brief.notice == "expired"
        yield f"{speech.gettext('Expired') if expired else speech.gettext('Expires')} {moment}."
    if brief.withheld:
        yield speech.gettext("Facts withheld by marking: %(count)s.", count=speech.number(brief.withheld))


def _bottom_line(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("Bottom line"), 1)
    paper.paragraph(*(_joined([[line] for line in brief.bluf], " ") or [_none(paper)]))


def _key_points(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("Key points"), 1)
    disputed = frozenset(brief.disputed)
    _items(paper, ([line, *_point_notes(paper, line, disputed)] for line in brief.key_points), _NUMBER)


def _point_notes(paper: Paper, line: Line, disputed: frozenset[str]) -> Iterator[Piece]:
    """What stands small behind a key point: its kind, how many sources carry it, whether they differ."""
    if line.kind in ("contested", "non-disclosure"):
        yield quiet(f" {_label(paper, line)}")
    if carried := carried_by(line.support, speech=paper.speech):
        yield quiet(f" {carried}")
    if line.anchor in disputed:
        yield quiet(f" {paper.speech.gettext('sources differ')}")


def _differences(paper: Paper, brief: Brief) -> None:
    """Sides by side; a brief of one source has no such section."""
    if not brief.conflicts and len(brief.sources) < 2:
        return
    speech = paper.speech
    paper.heading(speech.gettext("Where the sources differ"), 1)
    headers = (
        speech.gettext("What"),
        speech.gettext("What is said"),
        speech.gettext("Who says so"),
        speech.gettext("Published"),
    )
    rows = [row for conflict in brief.conflicts for row in _conflict(conflict, speech)]
    _table(paper, headers, rows, (3, 6, 3, 3), none=speech.gettext("None found."))


def _conflict(conflict: ConflictEntry, speech: Speech) -> Iterator[list[list[Piece]]]:
    """A row for each side; what is at issue stands in the first."""
    update = f"{speech.gettext('; ')}{speech.gettext('may be an update')}" if conflict.updated else ""
    what: list[Piece] = [strong(conflict.subject), quiet(f" {label(conflict.kind, speech=speech)}{update}")]
    for number, side in enumerate(conflict.sides):
        shown = side.line.text.lower()
        extent = [e for e in (side.unit, side.period) if e and e.lower() not in f"{side.value.lower()} {shown}"]
        told = side.speaker or speech.gettext("the source itself")
        when = long_date(side.published, speech=speech) or speech.pgettext("date", "not given")
        later = f"{speech.gettext('; ')}{speech.gettext('later report')}" if side.is_later else ""
        value = [] if side.value.lower() in shown else [strong(f"{side.value} ")]
        said: list[Piece] = [*value, side.line, *([quiet(f" {', '.join(extent)}")] if extent else [])]
        yield [what if not number else [Words("")], said, [Words(told)], [Words(f"{when}{later}")]]


def _questions(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("What is not known"), 1)
    count = len(brief.sources)
    left_open = paper.speech.ngettext("Left open by the source", "Left open by the sources", count)
    paper.heading(left_open, 2)
    _items(paper, ([line, quiet(f" {_label(paper, line)}")] for line in brief.stated_questions))
    paper.heading(paper.speech.ngettext("Not addressed in the source", "Not addressed in the sources", count), 2)
    _items(
        paper,
        ([line, quiet(f" {line.note or ''}", english=True)] for line in brief.gaps),
        none=paper.speech.gettext("None found."),
    )
    if brief.answered:
        paper.heading(paper.speech.gettext("Answered since"), 2)
        between = paper.speech.gettext("; ")
        _items(
            paper,
            ([c.question, strong(" → "), *_joined([[line] for line in c.answers], between)] for c in brief.answered),
        )


def _since(paper: Paper, brief: Brief) -> None:
    if brief.since is None:
        return
    speech = paper.speech
    paper.heading(speech.gettext("Since the last edition"), 1)
    none = speech.gettext("Nothing changed.") if brief.since.facts else speech.gettext("No earlier edition is at hand.")
    _items(paper, (list(_changed(speech, change)) for change in brief.since.changes), none=none)


def _changed(speech: Speech, change: Change) -> Iterator[Piece]:
    yield strong(f"{label(change.kind, speech=speech)}: ")
    yield Words(" → ".join(filter(None, (change.before, change.text))))
    yield change.marks


def _stakeholders(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("Stakeholders"), 1)
    active = [who for who in brief.stakeholders if who.is_active]
    speech = paper.speech
    headers = (
        speech.pgettext("column", "Who"),
        speech.gettext("What they are"),
        speech.gettext("As reported"),
        speech.gettext("Voice"),
    )
    _table(paper, headers, (_stakeholder(who, speech) for who in active), (3, 2, 6, 2))
    passive = [who for who in brief.stakeholders if not who.is_active]
    if passive:
        named = _joined([[Words(who.name), who.marks] for who in passive], ", ")
        paper.paragraph(quiet(f"{speech.gettext('Named, neither acting nor heard:')} "), *named)


def _stakeholder(who: StakeholderEntry, speech: Speech) -> list[list[Piece]]:
    kind = f"{label(who.kind, speech=speech)}{f', {who.country}' if who.country else ''}"
    reports = speech.ngettext("%(num)s report", "%(num)s reports", who.statements)
    voice = f"{reports}, {label(who.voice, speech=speech)}" if who.statements else speech.gettext("not heard")
    reported = _joined([[line] for line in (*who.roles, *who.did)], speech.gettext("; ")) or [
        quiet(speech.gettext("speaks; see below"))
    ]
    return [[strong(who.name), who.marks], [Words(kind)], reported, [Words(voice)]]


def _statements(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("Who said what"), 1)
    speech = paper.speech
    headers = (speech.gettext("Speaker"), speech.gettext("How"), speech.gettext("Content"))
    _table(paper, headers, (_statement(said, speech) for said in brief.statements), (3, 2, 8))


def _statement(said: StatementEntry, speech: Speech) -> list[list[Piece]]:
    withheld = f" {speech.gettext('(withheld)')}" if said.mode == "non_disclosure" else ""
    how = f"{said.cue or speech.gettext('quoted')}{withheld}"
    quotes = speech.pgettext("opening quotation mark", "“"), speech.pgettext("closing quotation mark", "”")
    marks = quotes if said.mode == "direct" else ("", "")
    content: list[Piece] = [Words(f"{marks[0]}{said.line.text}{marks[1]}", english=True), said.line.marks]
    return [[strong(said.speaker)], [Words(how)], [*content, *(quiet(f" {note}", english=True) for note in said.notes)]]


def _timeline(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("Timeline"), 1)
    speech = paper.speech
    headers = (speech.gettext("As stated"), speech.gettext("Fixed to"), speech.gettext("What"))
    _table(paper, headers, (_moment(entry, speech) for entry in brief.timeline), (3, 4, 7))
    if brief.undated:
        would = speech.ngettext(
            "No publication date is known. With one, %(num)s of these times would firm up.",
            "No publication date is known. With one, %(num)s of these times would firm up.",
            len(brief.undated),
        )
        paper.paragraph(quiet(would))


def _moment(entry: TimelineEntry, speech: Speech) -> list[list[Piece]]:
    derived = f" {speech.gettext('(derived)')}" if entry.basis == "derived" and entry.value else ""
    fixed: list[Piece] = [Words(f"{edtf(entry.value, speech=speech)}{derived}")]
    if entry.reason:
        fixed.append(quiet(f" {entry.reason}", english=True))
    notes = (quiet(f" {note}", english=True) for note in entry.notes)
    others = (piece for other in entry.also_dated for piece in _dating(other, speech))
    return [[Words(entry.as_stated, english=True)], fixed, [entry.line, *notes, *others]]


def _dating(other: DatingEntry, speech: Speech) -> Iterator[Piece]:
    yield quiet(f"{speech.gettext('; ')}{speech.gettext('dated otherwise:')} ")
    yield Words(f"{other.as_stated} ({edtf(other.value, speech=speech)})")
    yield other.line.marks


def _figures(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("Figures"), 1)
    speech = paper.speech
    headers = (speech.gettext("Figure"), speech.gettext("Period"), speech.gettext("Source named"))
    _table(paper, headers, (_figure(figure, speech) for figure in brief.figures), (6, 3, 3))


def _figure(figure: FigureEntry, speech: Speech) -> list[list[Piece]]:
    status: list[Piece] = [quiet(f" {label(figure.status, speech=speech)}")] if figure.status != "given" else []
    period = figure.period or speech.pgettext("period", "not stated")
    source = figure.source or speech.pgettext("source", "none")
    return [[figure.line, *status], [Words(period)], [Words(source)]]


def _tensions(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("Side by side"), 1)
    _items(
        paper,
        ([strong(f"{t.title}. ", english=True), *_joined([[side] for side in t.sides], " — ")] for t in brief.tensions),
    )


def _voices(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("Voice balance"), 1)
    speech = paper.speech
    heard = ", ".join(f"{voice.name} ({voice.statements})" for voice in brief.voices if voice.statements)
    silent = ", ".join(voice.name for voice in brief.voices if not voice.statements)
    nobody = speech.gettext("nobody")
    paper.paragraph(strong(f"{speech.gettext('Heard:')} "), Words(f"{heard or nobody}."))
    paper.paragraph(strong(f"{speech.gettext('Not heard:')} "), Words(f"{silent or nobody}."))


def _sources(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("Sources"), 1)
    speech = paper.speech
    unknown, several = speech.gettext("not in the source"), len(brief.sources) > 1
    rows = (
        [
            [strong(f"{source.label}. ") if several else Words(""), Words(_titled(source, speech))],
            [Words(source.document.publisher or unknown)],
            [Words(long_date(source.document.published.date, speech=speech) or unknown)],
            [Words(source.document.reliability)],
            [Words(f"{source.document.sha256[:16]}…")],
            [Words(_used(source, speech))],
        ]
        for source in grouped(brief.sources)
    )
    headers = (
        speech.gettext("Source"),
        speech.gettext("Publisher"),
        speech.gettext("Published"),
        speech.gettext("Reliability"),
        "SHA-256",
        speech.gettext("Sentences cited"),
    )
    _table(paper, headers, rows, (5, 3, 3, 2, 4, 2))
    if brief.left_out:
        paper.heading(paper.speech.gettext("Left out"), 2)
        paper.paragraph(quiet(speech.gettext("To keep to the number of pages asked for, these were left out:")))
        _items(paper, ([quiet(f"{_label(paper, line)} "), line] for line in brief.left_out))


def _titled(source: SourceEntry, speech: Speech) -> str:
    title = source.document.called
    copy = speech.gettext("copy of %(source)s", source=source.copy_of) if source.copy_of else ""
    return f"{title} ({copy})" if copy else title


def _used(source: SourceEntry, speech: Speech) -> str:
    count, total = speech.number(source.used), speech.number(len(source.evidence))
    return speech.gettext("%(count)s of %(total)s", count=count, total=total)


def _label(paper: Paper, line: Line) -> str:
    return label(line.kind, speech=paper.speech)


def _none(paper: Paper) -> Words:
    return Words(paper.speech.gettext("None found in the source."))


SECTIONS: tuple[Callable[[Paper, Brief], None], ...] = (
    _title,
    _bottom_line,
    _key_points,
    _differences,
    _since,
    _questions,
    _stakeholders,
    _statements,
    _timeline,
    _figures,
    _tensions,
    _voices,
    _sources,
)


def _items(paper: Paper, items: Iterable[Sequence[Piece]], style: str = _BULLET, *, none: str = "") -> None:
    """A list, or the words that there is nothing to list."""
    written = 0
    for pieces in items:
        paper.paragraph(*pieces, style=style)
        written += 1
    if not written:
        paper.paragraph(Words(none) if none else _none(paper))


def _table(
    paper: Paper,
    headers: Sequence[str],
    rows: Iterable[Sequence[Sequence[Piece]]],
    widths: Sequence[int],
    *,
    none: str | None = None,
) -> None:
    filled = list(rows)
    if filled:
        paper.table(headers, filled, widths)
    else:
        paper.paragraph(Words(none) if none else _none(paper))


def _joined(groups: Sequence[Sequence[Piece]], between: str) -> list[Piece]:
    """The pieces of all groups with some words between each two groups."""
    return list(_alternating(groups, between))


def _alternating(groups: Sequence[Sequence[Piece | Line]], between: str) -> Iterator[Piece]:
    for number, group in enumerate(groups):
        if number:
            yield Words(between)
        yield from group
