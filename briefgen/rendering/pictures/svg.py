"""A sheet to draw on: paths and lines of words in named colours, written as one accessible SVG element.

Shapes of one look go into one path: each element costs the typesetter a third of a millisecond.
Coordinates are points; text is escaped here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from briefgen.rendering.pictures.measures import fitted, plain, text_width
from briefgen.rendering.pictures.picture import Palette
from briefgen.rendering.speech import ENGLISH, Speech

Colour = Literal["ink", "muted", "accent", "line", "grid", "tint", "paper"]
FAMILY = "Source Sans 3, Noto Sans, sans-serif"
SIZE = 7.4


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words in one look."""

    text: str
    bold: bool = False
    colour: Colour = "ink"


@dataclass(slots=True)
class Sheet:
    """An SVG in the making, its labels in one language. What is drawn later lies on top."""

    width: float
    palette: Palette
    speech: Speech = ENGLISH
    elements: list[str] = field(default_factory=list)

    def shape(
        self,
        path: str,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        weight: float = 0.8,
        dash: str | None = None,
    ) -> None:
        """Draw a path; several shapes of one look may stand in it."""
        if not path:
            return
        look = [f'd="{path}"', self._paint("fill", fill)]
        if stroke:
            look += [self._paint("stroke", stroke), f'stroke-width="{number(weight)}"']
            look += [f'stroke-dasharray="{dash}"'] if dash else []
        classes = " ".join(f"{kind}-{colour}" for kind, colour in (("fill", fill), ("stroke", stroke)) if colour)
        self.elements.append(f'<path class="{classes}" {" ".join(look)}/>')

    def words(
        self,
        x: float,
        y: float,
        words: str | Words | Sequence[Words],
        *,
        room: float | None = None,
        size: float = SIZE,
        anchor: Literal["start", "middle", "end"] = "start",
    ) -> float:
        """Set one line of words on the baseline y, cut to room; the width that it takes.

        Where something had to be cut, the whole line is kept as the title of the group.
        """
        runs = [words] if isinstance(words, Words) else [Words(words)] if isinstance(words, str) else list(words)
        shown, width = _in_room([Words(plain(r.text), r.bold, r.colour) for r in runs], room, size)
        if not shown:
            return 0.0
        body = "".join(self._run(run) for run in _spaced(shown)) if len(shown) > 1 else None
        look = f' x="{number(x)}" y="{number(y)}"'
        look += f' font-size="{number(size)}"' if size != SIZE else ""
        look += f' text-anchor="{anchor}"' if anchor != "start" else ""
        text = (
            f"<text{look}>{body}</text>" if body else f"<text{look}{self._look(shown[0])}>{_xml(shown[0].text)}</text>"
        )
        if [run.text for run in shown] != [plain(run.text) for run in runs]:
            whole = " ".join(plain(run.text) for run in runs)
            text = f"<g><title>{_xml(whole)}</title>{text}</g>"
        self.elements.append(text)
        return width

    def element(self, height: float, *, anchor: str, alt: str) -> str:
        """The whole SVG element, anchor being its id on the page."""
        width, tall = number(self.width), number(height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {tall}" width="{width}pt" height="{tall}pt" '
            f'role="img" aria-labelledby="{anchor}-title" font-family="{FAMILY}" font-size="{number(SIZE)}" '
            f'fill="{self.palette.ink}" class="fill-ink">'
            f'<title id="{anchor}-title">{_xml(plain(alt))}</title>{"".join(self.elements)}</svg>'
        )

    def _run(self, run: Words) -> str:
        return f"<tspan{self._look(run)}>{_xml(run.text)}</tspan>"

    def _look(self, run: Words) -> str:
        look = ' font-weight="700"' if run.bold else ""
        if run.colour != "ink":
            look += f' class="fill-{run.colour}" {self._paint("fill", run.colour)}'
        return look

    def _paint(self, attribute: str, colour: Colour | None) -> str:
        return f'{attribute}="{getattr(self.palette, colour) if colour else "none"}"'


def runs_width(runs: Sequence[Words], size: float = SIZE) -> float:
    """The width of runs set one behind the other with spaces between."""
    gaps = text_width(" ", size) * max(0, len(runs) - 1)
    return sum(text_width(plain(run.text), size, bold=run.bold) for run in runs) + gaps


_ROUNDING = 0.01


def _in_room(runs: list[Words], room: float | None, size: float) -> tuple[list[Words], float]:
    """The runs that fit; the longest one gives way, so that a date before it and a mark behind it stay."""
    runs = [run for run in runs if run.text]
    width = runs_width(runs, size)
    if room is None or width <= room + _ROUNDING or not runs:
        return runs, width
    longest = max(range(len(runs)), key=lambda i: len(runs[i].text))
    rest = [run for i, run in enumerate(runs) if i != longest]
    left = room - runs_width(rest, size) - (text_width(" ", size) if rest else 0)
    text = fitted(runs[longest].text, left, size, bold=runs[longest].bold)
    if not text and rest:
        return _in_room(rest, room, size)
    runs[longest] = Words(text, runs[longest].bold, runs[longest].colour)
    runs = [run for run in runs if run.text]
    return runs, runs_width(runs, size)


def _spaced(runs: Sequence[Words]) -> list[Words]:
    return [Words(run.text + (" " if i < len(runs) - 1 else ""), run.bold, run.colour) for i, run in enumerate(runs)]


def _xml(text: str) -> str:
    return escape(text, quote=True)


# Paths -----------------------------------------------------------------------------------------


def number(value: float) -> str:
    """A coordinate with at most two decimals and no needless zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line."""
    return f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle by its upper left corner."""
    w = number(width)
    return f"M{number(x)} {number(y)}h{w}v{number(height)}h{number(-width)}z"


def disc(x: float, y: float, radius: float) -> str:
    """A circle by its centre, as four curves: the typesetter makes a hexagon of small arcs."""
    r, k = radius, radius * 0.5523
    curves = ((k, -r, r, -k, r, 0), (r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r))
    start = f"M{number(x)} {number(y - r)}"
    return start + "".join("C" + _points(x, y, curve) for curve in curves) + "z"


def _points(x: float, y: float, curve: Sequence[float]) -> str:
    return " ".join(number((x, y)[i % 2] + value) for i, value in enumerate(curve))


def diamond(x: float, y: float, radius: float) -> str:
    """A square on its corner by its centre."""
    r = number(radius)
    return f"M{number(x - radius)} {number(y)}l{r} -{r}l{r} {r}l-{r} {r}z"


def wave(x1: float, x2: float, y: float, *, height: float = 1.3, length: float = 4.0) -> str:
    """A wavy line from x1 to x2, for what is only about so."""
    count = max(2, round((x2 - x1) / (length / 2)))
    step = number((x2 - x1) / count)
    half = number((x2 - x1) / count / 2)
    arcs = "".join(f"q{half} {number(-2 * height if i % 2 == 0 else 2 * height)} {step} 0" for i in range(count))
    return f"M{number(x1)} {number(y)}{arcs}"


def arrow(x: float, y: float, *, to_the_left: bool = False, size: float = 3.0) -> str:
    """A filled arrowhead whose point is at x, y."""
    back = size if to_the_left else -size
    return f"M{number(x)} {number(y)}l{number(back)} {number(-size * 0.62)}v{number(size * 1.24)}z"
