"""What a brief tells, section by section in the order of the page; how it looks on paper is paper's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from briefgen.model import Brief, FigureEntry, Line, StakeholderEntry, StatementEntry, TimelineEntry
from briefgen.rendering.edtf import edtf
from briefgen.rendering.filters import instant, long_date, publication_dates
from briefgen.rendering.word.paper import Paper, Piece, Words, quiet, strong

_NONE = "None found in the source."
_BULLET, _NUMBER = "List Bullet", "List Number"


def _title(paper: Paper, brief: Brief) -> None:
    paper.heading(brief.title, 0)
    banners = [brief.classification.text if brief.classification else "", brief.marking or ""]
    marking = ", ".join(filter(None, banners)) or "none"
    sources = "single source" if len(brief.sources) == 1 else f"{len(brief.sources)} sources"
    values = (
        long_date(brief.as_of) or "not given",
        brief.edition or "none",
        sources,
        str(publication_dates(brief.sources)),
        marking,
    )
    headers = ("As of", "Edition", "Sources", "Published", "Marking")
    paper.table(headers, [[[Words(value)] for value in values]], (3, 2, 3, 4, 3))
    handling = [
        f"Not to be passed on before {instant(brief.embargo)}." if brief.embargo else "",
        f"{'Expired' if brief.notice == 'expired' else 'Expires'} {instant(brief.expires)}." if brief.expires else "",
        f"Facts withheld by marking: {brief.withheld}." if brief.withheld else "",
    ]
    if any(handling):
        paper.paragraph(strong(" ".join(filter(None, handling))))


def _bottom_line(paper: Paper, brief: Brief) -> None:
    paper.heading("Bottom line", 1)
    paper.paragraph(*(_joined([[line] for line in brief.bluf], " ") or [Words(_NONE)]))


def _key_points(paper: Paper, brief: Brief) -> None:
    paper.heading("Key points", 1)
    noted = ("contested", "non-disclosure")
    _items(
        paper, ([line, *([quiet(f" {line.kind}")] if line.kind in noted else [])] for line in brief.key_points), _NUMBER
    )


def _questions(paper: Paper, brief: Brief) -> None:
    paper.heading("What is not known", 1)
    paper.heading("Left open by the source", 2)
    _items(paper, ([line, quiet(f" {line.kind}")] for line in brief.stated_questions))
    paper.heading("Not addressed in the source", 2)
    _items(paper, ([line, quiet(f" {line.note or ''}")] for line in brief.gaps), none="None found.")


def _stakeholders(paper: Paper, brief: Brief) -> None:
    paper.heading("Stakeholders", 1)
    active = [who for who in brief.stakeholders if who.is_active]
    _table(paper, ("Who", "What they are", "As reported", "Voice"), map(_stakeholder, active), (3, 2, 6, 2))
    passive = [who for who in brief.stakeholders if not who.is_active]
    if passive:
        named = _joined([[Words(who.name), who.marks] for who in passive], ", ")
        paper.paragraph(quiet("Named, neither acting nor heard: "), *named)


def _stakeholder(who: StakeholderEntry) -> list[list[Piece]]:
    kind = f"{who.kind}{f', {who.country}' if who.country else ''}"
    reports = "1 report" if who.statements == 1 else f"{who.statements} reports"
    voice = f"{reports}, {who.voice}" if who.statements else "not heard"
    reported = _joined([[line] for line in (*who.roles, *who.did)], "; ") or [quiet("speaks; see below")]
    return [[strong(who.name), who.marks], [Words(kind)], reported, [Words(voice)]]


def _statements(paper: Paper, brief: Brief) -> None:
    paper.heading("Who said what", 1)
    _table(paper, ("Speaker", "How", "Content"), map(_statement, brief.statements), (3, 2, 8))


def _statement(said: StatementEntry) -> list[list[Piece]]:
    how = f"{said.cue or 'quoted'}{' (withheld)' if said.mode == 'non_disclosure' else ''}"
    marks = ("“", "”") if said.mode == "direct" else ("", "")
    content: list[Piece] = [Words(f"{marks[0]}{said.line.text}{marks[1]}"), said.line.marks]
    return [[strong(said.speaker)], [Words(how)], [*content, *(quiet(f" {note}") for note in said.notes)]]


def _timeline(paper: Paper, brief: Brief) -> None:
    paper.heading("Timeline", 1)
    _table(paper, ("As stated", "Fixed to", "What"), map(_moment, brief.timeline), (3, 4, 7))
    if brief.undated:
        would = f"No publication date is known. With one, {len(brief.undated)} of these times would firm up."
        paper.paragraph(quiet(would))


def _moment(entry: TimelineEntry) -> list[list[Piece]]:
    derived = " (derived)" if entry.basis == "derived" and entry.value else ""
    fixed: list[Piece] = [Words(f"{edtf(entry.value)}{derived}")]
    if entry.reason:
        fixed.append(quiet(f" {entry.reason}"))
    return [[Words(entry.as_stated)], fixed, [entry.line, *(quiet(f" {note}") for note in entry.notes)]]


def _figures(paper: Paper, brief: Brief) -> None:
    paper.heading("Figures", 1)
    _table(paper, ("Figure", "Period", "Source named"), map(_figure, brief.figures), (6, 3, 3))


def _figure(figure: FigureEntry) -> list[list[Piece]]:
    status: list[Piece] = [quiet(f" {figure.status}")] if figure.status != "given" else []
    return [[figure.line, *status], [Words(figure.period or "not stated")], [Words(figure.source or "none")]]


def _tensions(paper: Paper, brief: Brief) -> None:
    paper.heading("Side by side", 1)
    _items(paper, ([strong(f"{t.title}. "), *_joined([[side] for side in t.sides], " — ")] for t in brief.tensions))


def _voices(paper: Paper, brief: Brief) -> None:
    paper.heading("Voice balance", 1)
    heard = ", ".join(f"{voice.name} ({voice.statements})" for voice in brief.voices if voice.statements)
    silent = ", ".join(voice.name for voice in brief.voices if not voice.statements)
    paper.paragraph(strong("Heard: "), Words(f"{heard or 'nobody'}."))
    paper.paragraph(strong("Not heard: "), Words(f"{silent or 'nobody'}."))


def _sources(paper: Paper, brief: Brief) -> None:
    paper.heading("Sources", 1)
    rows = (
        [
            [Words(source.document.title or source.document.name)],
            [Words(source.document.publisher or "not in the source")],
            [Words(long_date(source.document.published.date) or "not in the source")],
            [Words(source.document.reliability)],
            [Words(f"{source.document.sha256[:16]}…")],
            [Words(f"{source.used} of {len(source.evidence)}")],
        ]
        for source in brief.sources
    )
    headers = ("Source", "Publisher", "Published", "Reliability", "SHA-256", "Sentences cited")
    _table(paper, headers, rows, (5, 3, 3, 2, 4, 2))
    if brief.left_out:
        paper.heading("Left out", 2)
        paper.paragraph(quiet("To keep to the number of pages asked for, these were left out:"))
        _items(paper, ([quiet(f"{line.kind} "), line] for line in brief.left_out))


SECTIONS: tuple[Callable[[Paper, Brief], None], ...] = (
    _title,
    _bottom_line,
    _key_points,
    _questions,
    _stakeholders,
    _statements,
    _timeline,
    _figures,
    _tensions,
    _voices,
    _sources,
)


def _items(paper: Paper, items: Iterable[Sequence[Piece]], style: str = _BULLET, *, none: str = _NONE) -> None:
    """A list, or the words that there is nothing to list."""
    written = 0
    for pieces in items:
        paper.paragraph(*pieces, style=style)
        written += 1
    if not written:
        paper.paragraph(Words(none))


def _table(
    paper: Paper, headers: Sequence[str], rows: Iterable[Sequence[Sequence[Piece]]], widths: Sequence[int]
) -> None:
    filled = list(rows)
    if filled:
        paper.table(headers, filled, widths)
    else:
        paper.paragraph(Words(_NONE))


def _joined(groups: Sequence[Sequence[Piece]], between: str) -> list[Piece]:
    """The pieces of all groups with some words between each two groups."""
    return list(_alternating(groups, between))


def _alternating(groups: Sequence[Sequence[Piece | Line]], between: str) -> Iterator[Piece]:
    for number, group in enumerate(groups):
        if number:
            yield Words(between)
        yield from group
