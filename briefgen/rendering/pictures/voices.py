"""The voice balance: who is reported to speak in the sources and how often, and who is not heard."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Brief, Voice
from briefgen.rendering.pictures.picture import Palette, Picture, more_in_table
from briefgen.rendering.pictures.svg import SIZE, Sheet, Words, box, runs_width
from briefgen.rendering.speech import ENGLISH, Speech

MOST_HEARD, MOST_SILENT = 16, 24
_ROW = 10.0
_BAR = 6.0
_WIDEST_REPORT = 22.0
_MOST_CELLS = 40  # more reports than that are one bar, not to be counted


def voices(brief: Brief, *, width: float, palette: Palette, anchor: str, speech: Speech = ENGLISH) -> Picture | None:
    """Draw the balance; None when nobody is heard or only one name is known."""
    heard = [voice for voice in brief.voices if voice.statements]
    silent = [voice for voice in brief.voices if not voice.statements]
    if not heard or len(brief.voices) < 2:
        return None
    sheet = Sheet(width, palette, speech)
    y = _heard(sheet, heard[:MOST_HEARD], 0.0)
    y = _silent(sheet, silent[:MOST_SILENT], y)
    more = len(heard[MOST_HEARD:]) + len(silent[MOST_SILENT:])
    if more:
        sheet.words(0, y + 9, Words(more_in_table(more, speech), colour="muted"))
        y += 12
    alt = _alt(heard, silent, speech)
    return Picture(
        name="voices",
        title=speech.gettext("Who speaks, and how often"),
        alt=alt,
        svg=sheet.element(y, anchor=anchor, alt=alt),
        columns=(speech.pgettext("column", "Who"), speech.gettext("What they are"), speech.gettext("Reports")),
        rows=tuple(
            (v.name, _kind(v, speech), speech.number(v.statements) if v.statements else speech.gettext("not heard"))
            for v in brief.voices
        ),
    )


def _kind(voice: Voice, speech: Speech) -> str:
    kind = speech.gettext(voice.kind)
    return f"{kind}, {voice.country}" if voice.country else kind


def _alt(heard: Sequence[Voice], silent: Sequence[Voice], speech: Speech) -> str:
    parts = [_most_heard(heard, speech)]
    if len(heard) > 1:
        parts.append(speech.ngettext("%(num)s other voice heard", "%(num)s other voices heard", len(heard) - 1))
    if silent:
        names, more = ", ".join(voice.name for voice in silent[:8]), len(silent) - 8
        if more > 0:
            names = speech.ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=names)
        parts.append(speech.gettext("not heard: %(names)s", names=names))
    return speech.gettext("Who speaks in the sources: %(told)s.", told=speech.gettext("; ").join(parts))


def _most_heard(heard: Sequence[Voice], speech: Speech) -> str:
    first, total = heard[0], sum(voice.statements for voice in heard)
    if len(heard) == 1:
        return speech.gettext("only %(name)s is heard", name=first.name)
    count = speech.number(first.statements)
    return speech.ngettext(
        "%(name)s %(count)s of %(num)s report",
        "%(name)s %(count)s of %(num)s reports",
        total,
        name=first.name,
        count=count,
    )


def _heard(sheet: Sheet, heard: Sequence[Voice], y: float) -> float:
    """One row a speaker: name, a bar of one cell a report, the number."""
    most = max(voice.statements for voice in heard)
    names = min(sheet.width * 0.42, max(runs_width([Words(voice.name, bold=True)]) for voice in heard) + 1)
    room = sheet.width - names - 8 - runs_width([Words(sheet.speech.number(most), bold=True)]) - 5
    unit = min(_WIDEST_REPORT, room / most)
    cells = []
    for voice in heard:
        middle = y + _ROW / 2
        sheet.words(0, middle + 2.6, Words(voice.name, bold=True), room=names)
        gap = 1.0 if voice.statements <= _MOST_CELLS and unit > 3 else 0.0
        width = unit * voice.statements
        x = names + 8
        if gap:
            cells += [box(x + i * unit, middle - _BAR / 2, unit - gap, _BAR) for i in range(voice.statements)]
        else:
            cells.append(box(x, middle - _BAR / 2, width, _BAR))
        sheet.words(x + width + 3, middle + 2.6, Words(sheet.speech.number(voice.statements), bold=True))
        y += _ROW
    sheet.shape("".join(cells), fill="accent")
    sheet.shape(
        f"M{names + 8 - 1:.2f} {y - _ROW * len(heard):.2f}V{y:.2f}",
        stroke="ink",
        weight=0.6,
    )
    return y


def _silent(sheet: Sheet, silent: Sequence[Voice], y: float) -> float:
    """The names of those who are never heard, each with an empty cell."""
    if not silent:
        return y
    y += 3 + SIZE
    x = sheet.words(0, y, Words(sheet.speech.gettext("Not heard"), bold=True)) + 9
    indent = x
    cells = []
    for voice in silent:
        wide = min(8 + runs_width([Words(voice.name)]), sheet.width - indent)
        if x > indent and x + wide > sheet.width:
            x, y = indent, y + _ROW
        cells.append(box(x + 0.5, y - 5, 5, 5))
        sheet.words(x + 8, y, voice.name, room=wide - 8)
        x += wide + 8
    sheet.shape("".join(cells), stroke="accent", weight=0.8)
    return y + 3
