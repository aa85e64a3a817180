"""What a brief tells, section by section in the order of the page; how it looks on paper is paper's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from briefgen.model import Brief, FigureEntry, Line, SourceEntry, StakeholderEntry, StatementEntry, TimelineEntry
from briefgen.rendering.edtf import edtf
from briefgen.rendering.filters import instant, label, long_date, publication_dates
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
        speech.ngettext("single source", "%(num)s sources", len(brief.sources)),
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
    noted = ("contested", "non-disclosure")
    _items(
        paper,
        ([line, *([quiet(f" {_label(paper, line)}")] if line.kind in noted else [])] for line in brief.key_points),
        _NUMBER,
    )


def _questions(paper: Paper, brief: Brief) -> None:
    paper.heading(paper.speech.gettext("What is not known"), 1)
    paper.heading(paper.speech.gettext("Left open by the source"), 2)
    _items(paper, ([line, quiet(f" {_label(paper, line)}")] for line in brief.stated_questions))
    paper.heading(paper.speech.gettext("Not addressed in the source"), 2)
    _items(
        paper, ([line, quiet(f" {line.note or ''}")] for line in brief.gaps), none=paper.speech.gettext("None found.")
    )


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
    content: list[Piece] = [Words(f"{marks[0]}{said.line.text}{marks[1]}"), said.line.marks]
    return [[strong(said.speaker)], [Words(how)], [*content, *(quiet(f" {note}") for note in said.notes)]]


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
        fixed.append(quiet(f" {entry.reason}"))
    return [[Words(entry.as_stated)], fixed, [entry.line, *(quiet(f" {note}") for note in entry.notes)]]


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
    _items(paper, ([strong(f"{t.title}. "), *_joined([[side] for side in t.sides], " — ")] for t in brief.tensions))


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
    unknown = speech.gettext("not in the source")
    rows = (
        [
            [Words(source.document.title or source.document.name)],
            [Words(source.document.publisher or unknown)],
            [Words(long_date(source.document.published.date, speech=speech) or unknown)],
            [Words(source.document.reliability)],
            [Words(f"{source.document.sha256[:16]}…")],
            [Words(_used(source, speech))],
        ]
        for source in brief.sources
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
    paper: Paper, headers: Sequence[str], rows: Iterable[Sequence[Sequence[Piece]]], widths: Sequence[int]
) -> None:
    filled = list(rows)
    if filled:
        paper.table(headers, filled, widths)
    else:
        paper.paragraph(_none(paper))


def _joined(groups: Sequence[Sequence[Piece]], between: str) -> list[Piece]:
    """The pieces of all groups with some words between each two groups."""
    return list(_alternating(groups, between))


def _alternating(groups: Sequence[Sequence[Piece | Line]], between: str) -> Iterator[Piece]:
    for number, group in enumerate(groups):
        if number:
            yield Words(between)
        yield from group
