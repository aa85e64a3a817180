"""Running heads, feet and page numbers are no part of the text; titles and notes are."""

import pytest
from pdf_making import BRIDGES, COSTS, CROSSING, blocks, made

TEXTS = [BRIDGES, COSTS, CROSSING]


def pages(count, style, *, title=""):
    body = "".join(f'<p style="break-before: page">{TEXTS[i % 3]} ({i})</p>' for i in range(count))
    return made(title + body, style)


def expected(count):
    return [f"{TEXTS[i % 3]} ({i})" for i in range(count)]


@pytest.mark.parametrize("count", [2, 3, 4, 7])
@pytest.mark.parametrize(
    "margins",
    [
        '@top-center { content: "Bridges of the north" }',
        '@bottom-right { content: counter(page) }',
        '@bottom-center { content: "Page " counter(page) " of " counter(pages) }',
        '@bottom-center { content: "– " counter(page) " –" }',
        '@top-left { content: "Commission of Inquiry" } @top-right { content: counter(page) } @bottom-left { content: "Nordvik, 2024" }',
        '@top-center { content: "Bridges of the north"; font-size: 7pt } @bottom-center { content: "Draft, " counter(page, lower-roman); font-size: 7pt }',
    ],
)  # fmt: skip
def test_what_stands_on_every_page_is_left_out(margins, count):
    assert blocks(pages(count, f"@page {{ {margins} }}")) == expected(count)


def test_heads_that_alternate_are_left_out():
    style = """@page :left { @top-left { content: counter(page) "  Report of the Commission" } }
    @page :right { @top-right { content: "Bridges of the north  " counter(page) } }"""
    assert blocks(pages(6, style)) == expected(6)


def test_heads_that_change_from_part_to_part_are_left_out():
    style = "@page { @top-left { content: string(part); font-size: 8pt } } h2 { string-set: part content(); break-before: page }"
    body = "".join(
        f"<h2>Part {word}</h2><p>{text}</p>" for word, text in zip(("one", "two", "three"), TEXTS, strict=True)
    )
    assert blocks(made(body, style)) == ["Part one", BRIDGES, "Part two", COSTS, "Part three", CROSSING]


def test_the_title_survives_though_the_head_repeats_it():
    style = '@page { @top-center { content: "Bridges of the north" } } @page :first { @top-center { content: none } } h1 { margin-top: -20mm }'
    data = pages(4, style, title="<h1>Bridges of the north</h1>")
    assert blocks(data) == ["Bridges of the north", *expected(4)]


def test_a_page_number_on_the_only_page_is_left_out():
    data = made(f"<p>{BRIDGES}</p>", '@page { @bottom-center { content: "Page " counter(page) " of 1" } }')
    assert blocks(data) == [BRIDGES]


def test_a_number_that_is_no_page_number_stays():
    data = made(f"<p>{BRIDGES}</p><p>{COSTS}</p><p>1947</p>")
    assert blocks(data) == [BRIDGES, COSTS, "1947"]


def test_what_two_of_many_pages_begin_with_stays():
    body = "".join(f'<p style="break-before: page">{t}</p><p>{i}: {BRIDGES}</p>'
                   for i, t in enumerate(["It is so.", "Not at all.", "It is so.", "Perhaps.", "We do not know.", "Yes.", "No."]))  # fmt: skip
    found = blocks(made(body))
    assert [block for block in found if BRIDGES not in block] == [
        "It is so.", "Not at all.", "It is so.", "Perhaps.", "We do not know.", "Yes.", "No.",
    ]  # fmt: skip


def test_footnotes_at_the_same_place_of_every_page_stay():
    notes = ["Audit Office, Report 2022, p. 14.", "Ministry of Transport, letter of 3 May.", "Interview, 9 June 2023."]
    body = "".join(
        f'<p style="break-before: page">{text}<span class="note">{note}</span></p>'
        for text, note in zip(TEXTS, notes, strict=True)
    )
    found = blocks(made(body, "@page { @bottom-center { content: counter(page) } }"))
    assert [block.partition(". ")[2] for block in found[1::2]] == notes


def test_numbers_that_count_from_another_page_are_left_out():
    assert blocks(
        pages(3, "@page { @bottom-center { content: counter(page) } } html { counter-reset: page 40 }")
    ) == expected(3)
