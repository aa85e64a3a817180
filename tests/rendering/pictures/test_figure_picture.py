from decimal import Decimal

import pytest
from drawn import SVG, brief, check, line, names, parsed, texts, widths
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import FigureEntry
from briefgen.rendering.pictures import draw
from briefgen.rendering.pictures.figures import MOST_BARS, MOST_GROUPS, groups


def figure(
    as_stated,
    value=None,
    *,
    low=None,
    high=None,
    comparator="=",
    unit="workers",
    counts="workers",
    source=None,
    status="given",
    change=None,
    period=None,
):
    number = lambda n: None if n is None else Decimal(n)  # noqa: E731
    return FigureEntry(
        as_stated=as_stated, status=status, line=line(as_stated, ("S1",)), counts=counts, unit=unit, source=source, period=period,
        value=number(value), low=number(low), high=number(high), comparator=comparator, change=change,
    )  # fmt: skip


UNION = figure("between 900 and 1,100", low=900, high=1100, comparator="range", source="FNV")
POLICE = figure("750", 750, source="police")
PORT = figure("up to 800", 800, comparator="<=")
COURT = figure("at least 700", 700, comparator=">=", period="in March")
ABOUT = figure("about 720", 720, comparator="~")


@pytest.mark.parametrize(
    "others",
    [
        (),
        (figure("750", 750),),
        (figure("3", 3, counts="ships", unit="ships"),),
        (figure("800", 800, unit="EUR"),),
        (figure("80%", 80, unit="%"),),
        (figure("800", 800, counts=None),),
        (figure("many", status="vague"),),
        (figure("800 more", 800, change="up"),),
        (figure("-5", -5),),
    ],
    ids="alone same other-things money share uncounted vague change negative".split(),
)
def test_only_different_values_of_one_unit_that_count_the_same_are_compared(others):
    assert draw("figures", brief(figures=(POLICE, *others))) is None


def test_ages_are_not_compared():
    assert groups((figure("40", 40, counts="age", unit="years"), figure("80", 80, counts="age", unit="years"))) == ()


def test_what_counts_the_same_is_one_group_whatever_its_case():
    (group,) = groups((POLICE, figure("800", 800, counts="Workers")))
    assert [f.as_stated for f in group.figures] == ["750", "800"]


def look(entry):
    """The bars of one figure beside a plain one: how many are full, hollow, torn, and go on."""
    paths = list(parsed(draw("figures", brief(figures=(POLICE, entry))).svg).iter(f"{SVG}path"))
    bars = {p.get("fill"): p.get("d") for p in paths if p.get("stroke") and p.get("fill") != "none"}
    arrows = [p for p in paths if p.get("fill") != "none" and not p.get("stroke")]
    full, hollow = bars.get("#1f5a8c", ""), bars.get("#ffffff", "")
    return full.count("M"), hollow.count("M"), full.count("l") // 4, bool(arrows)


def test_how_sure_a_figure_is_shows_in_the_form_of_its_bar():
    assert look(figure("800", 800)) == (2, 0, 0, False)
    assert look(COURT) == (2, 0, 0, True)
    assert look(PORT) == (1, 1, 0, False)
    assert look(UNION)[:2] == (2, 1)
    assert look(ABOUT)[2] > 0


def test_bars_are_as_long_as_their_figures():
    svg = draw("figures", brief(figures=(figure("100", 100), figure("50", 50)))).svg
    full = next(p.get("d") for p in parsed(svg).iter(f"{SVG}path") if p.get("stroke") and p.get("fill") != "none")
    long, short = (float(part.split("h")[1].split("v")[0]) for part in full.split("z")[:2])
    assert long == pytest.approx(2 * short, abs=0.02)


def test_the_twin_has_all_that_is_drawn_with_its_source():
    picture = check("figures", brief(figures=(UNION, POLICE, COURT)))
    assert picture.rows[0] == ("workers", "between 900 and 1,100", "range", "not stated", "FNV", "", "S1")
    assert picture.rows[2] == ("workers", "at least 700", "at least", "in March", "none", "", "S1")


def test_two_hundred_figures_are_bounded_and_the_rest_is_counted():
    its = tuple(figure(str(i), i, counts=f"things {i % 10}") for i in range(1, 201))
    picture = check("figures", brief(figures=its))
    assert texts(picture.svg)[-1][0] == f"{200 - MOST_GROUPS * MOST_BARS} more in the table"


def test_a_small_chart_is_the_golden_one(golden):
    golden("pictures/figures.svg", check("figures", brief(figures=(UNION, POLICE, PORT, COURT, ABOUT))).svg + "\n")


some = st.builds(
    figure,
    names,
    st.one_of(st.none(), st.decimals(0, 10**15, allow_nan=False)),
    low=st.one_of(st.none(), st.decimals(0, 10**6)),
    high=st.one_of(st.none(), st.decimals(0, 10**6)),
    comparator=st.sampled_from(["=", "~", ">=", "<", "<=", ">", "range"]),
    counts=st.sampled_from(["people", "ships", "W" * 200, "<b>"]),
    source=st.one_of(st.none(), names),
)


@given(st.lists(some, max_size=25), widths)
@settings(max_examples=40, deadline=None)
def test_any_figures_make_a_chart_without_touching_labels(its, width):
    check("figures", brief(figures=tuple(its)), width)
