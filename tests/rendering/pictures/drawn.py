"""What the tests of pictures share: invented entries of a brief, and what stands where in a drawn SVG."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from itertools import combinations

from hypothesis import strategies as st

from briefgen.model import Brief, Line, TimelineEntry, Voice
from briefgen.rendering.pictures import draw
from briefgen.rendering.pictures.measures import plain, text_width
from briefgen.rendering.pictures.svg import SIZE

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>", "</text></svg><script>", "&amp; & &#x0;", "\x00\x01\x0b\x1b[31m", "]]><!--", "\u202eevil\u2066",
    "\ud800\udfff\ufffe", "W" * 300, "a " * 200, "مرحبا بالعالم", "日本語の題名はとても長い", "e\u0301\u0302\u0303" * 20, "\"'><rect/>", "{{ 7*7 }}", "", " ",
]  # fmt: skip

names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
widths = st.sampled_from([220.0, 250.0, 340.0, 510.0])


def line(text="Something happened", marks=("S1",), anchor="t1", **known):
    return Line(text=text, spans=(), marks=tuple(marks), anchor=anchor, **known)


def event(
    as_stated,
    value=None,
    earliest=None,
    latest=None,
    *,
    precision="day",
    basis="stated",
    reason=None,
    what="Something happened",
    marks=("S1",),
):
    day = dt.date.fromisoformat
    return TimelineEntry(
        as_stated=as_stated,
        value=value,
        reason=reason,
        precision=precision,
        basis=basis,
        line=line(what, marks),
        earliest=day(earliest) if earliest else None,
        latest=day(latest) if latest else None,
    )


def on(day, what="Something happened", **known):
    return event(f"on {day}", day, day, day, what=what, **known)


def voice(name, statements=0, kind="person", country=None):
    return Voice(name=name, kind=kind, country=country, statements=statements)


@st.composite
def events(draw_):
    """An event of any kind of time, its words hostile."""
    day = draw_(st.dates())
    days = draw_(st.sampled_from([0, 0, 1, 6, 30, 364, 3652, 36523]))
    last = dt.date.fromordinal(min(dt.date.max.toordinal(), day.toordinal() + days))
    kind = draw_(st.sampled_from(["exact", "interval", "since", "until", "undated"]))
    value = {
        "exact": day.isoformat(), "interval": f"{day}/{last}", "since": f"{day}/..", "until": f"../{day}", "undated": None,
    }[kind]  # fmt: skip
    return TimelineEntry(
        as_stated=draw_(names),
        value=value,
        reason=draw_(st.one_of(st.none(), names)),
        precision=draw_(st.sampled_from(["day", "week", "month", "year", "century"])),
        basis=draw_(st.sampled_from(["stated", "derived"])),
        line=line(draw_(names), ("S1", "S200")[: draw_(st.integers(0, 2))]),
        earliest=day if kind in ("exact", "interval", "since") else None,
        latest={"exact": last, "interval": last, "until": last}.get(kind),
    )


# Reading a drawing back ------------------------------------------------------------------------


def parsed(svg):
    return ET.fromstring(svg)


def texts(svg):
    """Each line of words as (text, left, top, right, bottom), by our own measure."""
    found = []
    for element in parsed(svg).iter(f"{SVG}text"):
        size = float(element.get("font-size", SIZE))
        runs = list(element.iter(f"{SVG}tspan")) or [element]
        width = sum(text_width(run.text or "", size, bold=run.get("font-weight") == "700") for run in runs)
        x, y = float(element.get("x")), float(element.get("y"))
        left = {"start": x, "middle": x - width / 2, "end": x - width}[element.get("text-anchor", "start")]
        found.append(("".join(run.text or "" for run in runs), left, y - 0.72 * size, left + width, y + 0.2 * size))
    return found


def overlaps(svg):
    """The pairs of labels whose boxes share more than a hair."""
    hair = 0.05
    return [
        (a[0], b[0])
        for a, b in combinations(texts(svg), 2)
        if a[1] < b[3] - hair and b[1] < a[3] - hair and a[2] < b[4] - hair and b[2] < a[4] - hair
    ]


def outside(svg, slack=1.0):
    """What reaches over the edge of the view box: labels, and points of paths."""
    root = parsed(svg)
    _, _, width, height = (float(v) for v in root.get("viewBox").split())
    inside = lambda x, y: -slack <= x <= width + slack and -slack <= y <= height + slack  # noqa: E731
    labels = [t[0] for t in texts(svg) if not (inside(t[1], t[2]) and inside(t[3], t[4]))]
    points = [p for path in root.iter(f"{SVG}path") for p in path_points(path.get("d"))]
    return labels + [p for p in points if not inside(*p)]


def path_points(path):
    """The points that a path visits, its control points among them."""
    x = y = x0 = y0 = 0.0
    points = []
    for command, rest in re.findall(r"([MLHVhvlqCz])([^MLHVhvlqCz]*)", path):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        if command == "z":
            x, y = x0, y0
        elif command in "Hh":
            x = numbers[0] if command == "H" else x + numbers[0]
        elif command in "Vv":
            y = numbers[0] if command == "V" else y + numbers[0]
        else:
            base = (x, y) if command.islower() else (0.0, 0.0)
            pairs = [(base[0] + a, base[1] + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
            points += pairs
            x, y = pairs[-1]
            if command == "M":
                x0, y0 = x, y
        points.append((x, y))
    return points


def check(name, brief, width=510.0):
    """The picture of a brief; it is well formed, its labels are apart, nothing is outside, and the twin holds its words."""
    picture = draw(name, brief, width=width)
    if picture is None:
        return None
    assert overlaps(picture.svg) == []
    assert outside(picture.svg) == []
    root = parsed(picture.svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == plain(picture.alt)
    assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")
    assert {len(row) for row in picture.rows} == {len(picture.columns)}
    return picture


def brief(**known):
    return Brief(title="T", **known)
