"""The stakeholder map: who acts on whom, each arrow in the words of the source. It reads from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Brief, Relation
from briefgen.rendering.pictures.picture import Palette, Picture, more_in_table
from briefgen.rendering.pictures.svg import SIZE, Sheet, Words, arrow, line, number, runs_width
from briefgen.rendering.speech import ENGLISH, Speech

MOST_RELATIONS = 15
_ROW, _GROUP_GAP = 12.0, 4.0
_NAMES = 0.27  # of the width, at most, for the names on each side
_BEND, _ARROW = 16.0, 26.0
_SMALL = 6.6
_DASH = "2.4 1.6"


def stakeholder_map(
    brief: Brief, *, width: float, palette: Palette, anchor: str, speech: Speech = ENGLISH
) -> Picture | None:
    """Draw the map; None when fewer than two relations are stated."""
    if len(brief.relations) < 2:
        return None
    shown = _grouped(brief.relations)[:MOST_RELATIONS]
    sheet = Sheet(width, palette, speech)
    y = _legend(sheet, shown)
    y = _draw(sheet, shown, y)
    if len(brief.relations) > MOST_RELATIONS:
        more = more_in_table(len(brief.relations) - MOST_RELATIONS, speech)
        sheet.words(0, y + 9, Words(more, colour="muted"))
        y += 12
    alt = _alt(brief.relations, speech)
    return Picture(
        name="map",
        title=speech.gettext("Who acts on whom, in the words of the source"),
        alt=alt,
        svg=sheet.element(y, anchor=anchor, alt=alt),
        columns=(
            speech.pgettext("column", "Who"),
            speech.gettext("Does"),
            speech.gettext("To whom"),
            speech.gettext("Said by"),
            speech.gettext("Source"),
        ),
        rows=tuple(
            (r.actor, r.action, r.target, r.speaker or speech.gettext("the text itself"), r.mark)
            for r in brief.relations
        ),
    )


def _grouped(relations: Sequence[Relation]) -> list[Relation]:
    """The relations with those of one actor together, the actor with most of them first."""
    actors = list(dict.fromkeys(r.actor for r in relations))
    count = {actor: sum(r.actor == actor for r in relations) for actor in actors}
    order = {actor: i for i, actor in enumerate(sorted(actors, key=lambda a: -count[a]))}
    return sorted(relations, key=lambda r: order[r.actor])


def _alt(relations: Sequence[Relation], speech: Speech) -> str:
    told = speech.gettext("; ").join(f"{r.actor} {r.action} {r.target}" for r in relations[:6])
    if len(relations) > 6:
        told = speech.ngettext("%(told)s; %(num)s more", "%(told)s; %(num)s more", len(relations) - 6, told=told)
    return speech.gettext("Who acts on whom, as stated: %(told)s.", told=told)


def _draw(sheet: Sheet, shown: Sequence[Relation], y: float) -> float:
    """Actors on the left, each once; targets on the right, each once; one row for each relation between."""
    rows: list[float] = []
    for i, relation in enumerate(shown):
        y += _ROW + (_GROUP_GAP if i and relation.actor != shown[i - 1].actor else 0)
        rows.append(y - _ROW / 2)
    actors = _middles(shown, rows, of="actor")
    targets = _spread(_middles(shown, rows, of="target"), rows[0])
    left = _column(sheet, list(actors))
    acts = max(runs_width(_told(relation, sheet.speech)) for relation in shown)
    right = min(sheet.width - _column(sheet, list(targets)), left + acts + 2 * _BEND + _ARROW)
    for name, middle in actors.items():
        sheet.words(0, middle + 2.6, Words(name, bold=True), room=left)
    for name, middle in targets.items():
        sheet.words(right, middle + 2.6, Words(name, bold=True), room=sheet.width - right)
    paths: dict[bool, list[str]] = {True: [], False: []}
    heads = []
    for relation, row in zip(shown, rows, strict=True):
        start, end = left + 3 + _BEND, right - 5 - _BEND
        taken = sheet.words(start + 2, row + 2.5, _told(relation, sheet.speech), room=end - start - 8)
        tip, target = right - 3, targets[relation.target]
        paths[relation.speaker is not None].append(
            _curve(left + 3, actors[relation.actor], start, row)
            + line(start + taken + 4, row, end, row)
            + _curve(end, row, tip - 2.5, target)
        )
        heads.append(arrow(tip, target))
    sheet.shape("".join(paths[False]), stroke="line", weight=0.8)
    sheet.shape("".join(paths[True]), stroke="line", weight=0.8, dash=_DASH)
    sheet.shape("".join(dict.fromkeys(heads)), fill="line")
    return max(y, *(middle + _ROW / 2 for middle in targets.values())) + 2


def _told(relation: Relation, speech: Speech) -> list[Words]:
    """The act, who is reported to say so, and the mark of the sentence."""
    said = [Words(speech.gettext("says %(name)s", name=relation.speaker), colour="muted")] if relation.speaker else []
    return [Words(relation.action), *said, Words(relation.mark, colour="accent")]


def _middles(shown: Sequence[Relation], rows: Sequence[float], *, of: str) -> dict[str, float]:
    """Each name at the middle of its rows."""
    found: dict[str, list[float]] = {}
    for relation, row in zip(shown, rows, strict=True):
        found.setdefault(getattr(relation, of), []).append(row)
    return {name: sum(its) / len(its) for name, its in found.items()}


def _spread(middles: dict[str, float], top: float) -> dict[str, float]:
    """The same names from top to bottom, pushed apart where they would touch."""
    spread: dict[str, float] = {}
    free = top
    for name, middle in sorted(middles.items(), key=lambda item: item[1]):
        spread[name] = max(middle, free)
        free = spread[name] + _ROW
    return spread


def _column(sheet: Sheet, names: Sequence[str]) -> float:
    return min(sheet.width * _NAMES, max(runs_width([Words(name, bold=True)]) for name in names))


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    """A line that leaves and arrives level."""
    if abs(y2 - y1) < 0.05:
        return line(x1, y1, x2, y2)
    middle = number((x1 + x2) / 2)
    return f"M{number(x1)} {number(y1)}C{middle} {number(y1)} {middle} {number(y2)} {number(x2)} {number(y2)}"


def _legend(sheet: Sheet, shown: Sequence[Relation]) -> float:
    """Said only where both kinds of line, or the dashed one, occur."""
    if not any(r.speaker for r in shown):
        return 0.0
    x = 0.0
    kinds = (
        (None, sheet.speech.gettext("the text says so")),
        (_DASH, sheet.speech.gettext("somebody is reported to say so")),
    )
    for dash, words in kinds:
        sheet.shape(line(x, 5, x + 14, 5), stroke="line", weight=0.8, dash=dash)
        x += 17
        x += sheet.words(x, 5 + 2.2, Words(words, colour="muted"), size=_SMALL, room=sheet.width - x) + 10
    return 9.0 + SIZE / 4
