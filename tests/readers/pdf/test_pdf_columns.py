"""Columns are read one after the other, tables row by row."""

import pytest
from pdf_making import BRIDGES, COSTS, CROSSING, blocks, drawn, made, placed

TEXTS = [BRIDGES, COSTS, CROSSING, CROSSING, f"{BRIDGES} {COSTS}", CROSSING, BRIDGES, COSTS]


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("align", ["justify", "left"])
def test_columns_are_not_read_across(columns, align):
    style = (
        f"div {{ columns: {columns}; column-gap: 6mm; hyphens: auto; text-align: {align} }} body {{ font-size: 9pt }}"
    )
    assert blocks(made(f"<div>{paragraphs(TEXTS)}</div>", style)) == TEXTS


def test_a_title_over_two_columns_comes_first_and_what_follows_comes_last():
    body = f'<h1>Bridges of the north: what the commission found</h1><div class="two">{paragraphs(TEXTS[:3])}</div>'
    assert blocks(made(f"{body}<p>{COSTS}</p>")) == [
        "Bridges of the north: what the commission found",
        *TEXTS[:3],
        COSTS,
    ]


def test_a_short_heading_between_two_parts_in_columns_stands_between_them():
    part = f'<div class="two">{paragraphs(TEXTS[:3])}</div>'
    data = made(f"<h2>First part</h2>{part}<h2>Second part</h2>{part}")
    assert blocks(data) == ["First part", *TEXTS[:3], "Second part", *TEXTS[:3]]


def test_a_short_last_line_above_columns_belongs_to_its_paragraph():
    data = made(f'<p>{BRIDGES} It stays so.</p><div class="two">{paragraphs(TEXTS[:3])}</div>')
    assert blocks(data) == [f"{BRIDGES} It stays so.", *TEXTS[:3]]


def test_columns_with_lines_at_other_heights_are_not_read_across():
    left, right = paragraphs([BRIDGES, COSTS]), f"<p style='font-size: 9pt; line-height: 1.5'>{CROSSING} {COSTS}</p>"
    style = ".l { float: left; width: 47% } .r { float: right; width: 47%; margin-top: 5pt }"
    data = made(f'<div class="l">{left}</div><div class="r">{right}</div>', style)
    assert blocks(data) == [BRIDGES, COSTS, f"{CROSSING} {COSTS}"]


def test_columns_drawn_line_by_line_across_are_read_one_after_the_other():
    left = ["The left column opens here and goes", "on over several lines of words, each", "about as long as the others are, to", "its end in the fifth line of it, and", "then it ends."]  # fmt: skip
    right = ["The right column stands beside it and", "has lines of its own, which are drawn", "by the writer between those of the", "left, as some programs do when they", "write a page."]  # fmt: skip
    lines = b"".join(
        f"BT /F1 10 Tf {x} {250 - 12 * i} Td ({text}) Tj ET\n".encode()
        for i, pair in enumerate(zip(left, right, strict=True))
        for x, text in zip((20, 215), pair, strict=True)
    )
    assert blocks(drawn(lines)) == [" ".join(left), " ".join(right)]


TABLE = """<table><tr><th>District</th><th class="n">Bridges</th><th class="n">Not inspected</th><th>Body</th></tr>
<tr><td>Nordvik</td><td class="n">84</td><td class="n">17</td><td>Regional road authority</td></tr>
<tr><td>Halvorsen</td><td class="n">61</td><td class="n">15</td><td>District administration, together with the regional
road authority, the port and the railway, and whoever else was asked at the time</td></tr>
<tr><td>Eastmark</td><td class="n">1,067</td><td class="n">9</td><td>Regional road authority</td></tr></table>"""
ROWS = [
    "District | Bridges | Not inspected | Body",
    "Nordvik | 84 | 17 | Regional road authority",
    "Halvorsen | 61 | 15 | District administration, together with the regional road authority, the port and the railway, "
    "and whoever else was asked at the time",
    "Eastmark | 1,067 | 9 | Regional road authority",
]


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
@pytest.mark.parametrize("lines", ["", "border-bottom: .5pt solid black"])
def test_a_table_is_read_row_by_row(align, lines):
    style = f".n {{ text-align: right }} td, th {{ vertical-align: {align}; {lines} }}"
    data = made(f"<p>{BRIDGES}</p>{TABLE}<p>{COSTS}</p>", style)
    assert blocks(data) == [BRIDGES, *ROWS, COSTS]


def test_the_rows_of_a_table_are_numbered_in_their_places():
    data = made(f"<p>{BRIDGES}</p>{TABLE}<p>{COSTS}</p>")
    assert [place for place, _ in placed(data)] == [
        "p. 1, ¶ 1",
        *(f"p. 1, ¶ 2, row {i}" for i in range(1, 5)),
        "p. 1, ¶ 3",
    ]


def test_a_table_of_figures_keeps_its_rows():
    rows = [["Year", "Tonnes", "Share"], ["2019", "1,204", "12.5 %"], ["2020", "998", "11 %"], ["2021", "1,310", "–"]]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert blocks(made(f"<table style='width: 60%'>{body}</table>")) == [" | ".join(row) for row in rows]


def test_cells_of_running_text_are_read_row_by_row():
    cells = [
        ("The ministry should publish the register by the end of 2025, and keep it up to date afterwards.",
         "The ministry agreed. It will publish the register, though not before the new law has been passed by parliament."),
        ("The regions should inspect each bridge at least once a year, whatever its age and condition.",
         "The regions agreed in part. They will inspect old bridges yearly and the others every third year."),
        ("The audit office should report on both to parliament, and the report should be public.",
         "The audit office agreed and will report on both of them for the first time in the spring of 2026."),
    ]  # fmt: skip
    body = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in cells)
    data = made(f"<table>{body}</table>", "td { width: 50%; vertical-align: top; padding: 5pt 8pt }")
    assert blocks(data) == [f"{a} | {b}" for a, b in cells]


def test_a_table_within_a_column_stays_in_it():
    small = "<table><tr><td>Nordvik</td><td>84</td></tr><tr><td>Eastmark</td><td>67</td></tr><tr><td>Sum</td><td>151</td></tr></table>"
    data = made(f'<div class="two"><p>{BRIDGES}</p>{small}<p>{COSTS}</p><p>{CROSSING}</p></div>')
    assert blocks(data) == [BRIDGES, "Nordvik | 84", "Eastmark | 67", "Sum | 151", COSTS, CROSSING]


def test_bullets_are_no_column():
    items = [f"The {word} recommendation of the commission to the government." for word in ("first", "second", "third", "last")]  # fmt: skip
    data = made("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
    assert blocks(data) == [f"• {item}" for item in items]


def test_a_paragraph_may_go_on_behind_a_table_at_the_head_of_the_next_page():
    style = "@page { size: A5 } table { break-before: page }"
    words = BRIDGES.split()
    data = made(f"<p>{' '.join(words[:33])}</p>{TABLE}"
                f"<p>{' '.join(words[33:])}</p>", style + "td { vertical-align: top }")  # fmt: skip
    assert blocks(data)[0] == BRIDGES
