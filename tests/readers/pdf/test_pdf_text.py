"""Text, places and boxes of paragraphs, headings, items and notes."""

import pytest
from pdf_making import BRIDGES, COSTS, CROSSING, blocks, document, drawn, edited, in_box, letters, made, placed

from briefgen.readers.pdf.hyphens import joiner

REPORT = f"""
<h1>Bridges of the north: the final report of the commission</h1><p>{BRIDGES}</p><p>{COSTS}</p>
<h2>What was known</h2><p>{CROSSING}</p><ul><li>Inspections were late in all three districts, and in one of them no
report could be found for four years.</li><li>No register existed.</li></ul><ol><li>The ministry answers.</li>
<li>The regions answer.</li></ol><blockquote>“We told them in writing, more than once, and we never had an answer
from anybody in the administration,” said the engineer who led the inspection of the crossing.</blockquote>"""


def test_each_paragraph_heading_and_item_is_a_block():
    assert blocks(made(REPORT)) == [
        "Bridges of the north: the final report of the commission",
        BRIDGES,
        COSTS,
        "What was known",
        CROSSING,
        "• Inspections were late in all three districts, and in one of them no report could be found for four years.",
        "• No register existed.",
        "1. The ministry answers.",
        "2. The regions answer.",
        "“We told them in writing, more than once, and we never had an answer from anybody in the administration,” "
        "said the engineer who led the inspection of the crossing.",
    ]


def test_places_count_the_paragraphs_of_each_page():
    data = made(f'<p>{BRIDGES}</p><p>{COSTS}</p><p style="break-before: page">{CROSSING}</p>')
    assert placed(data) == [("p. 1, ¶ 1", BRIDGES), ("p. 1, ¶ 2", COSTS), ("p. 2, ¶ 1", CROSSING)]
    assert [origin.page for origin in document(data).origins] == [1, 1, 2]


def test_origins_cover_the_text_but_for_the_blank_lines_between():
    one = document(made(REPORT))
    gaps = [one.text[a.end : b.start] for a, b in zip(one.origins, one.origins[1:], strict=False)]
    assert (one.origins[0].start, set(gaps), one.text[one.origins[-1].end :]) == (0, {"\n\n"}, "\n")


@pytest.mark.parametrize("style", ["", "body { columns: 2; hyphens: auto; text-align: justify }"])
def test_a_box_holds_the_words_of_its_paragraph_and_no_others(style):
    data = made(REPORT, style)
    one = document(data)
    found = [(in_box(data, o.page, o.box), letters(one.text[o.start : o.end])) for o in one.origins]
    assert len(found) >= 10
    assert all(sorted(inside) == sorted(text) for inside, text in found)  # a bullet may be drawn after its item


def test_words_parted_at_line_ends_are_whole():
    body = "".join(f"<p>{text}</p>" for text in (BRIDGES, COSTS, CROSSING))
    data = made(body, "body { width: 150pt; hyphens: auto; text-align: justify } html { hyphenate-limit-chars: 5 }")
    assert blocks(data) == [BRIDGES, COSTS, CROSSING]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["the govern-", "ment said"], "the government said"),
        (["a long-", "term plan"], "a long-term plan"),
        (["the infra-", "structure of"], "the infrastructure of"),
        (["the reclassi-", "fication of"], "the reclassification of"),
        (["an Anglo-", "American bank"], "an Anglo-American bank"),
        (["in 2019-", "2020 it"], "in 2019-2020 it"),
        (["a COVID-", "19 ward"], "a COVID-19 ward"),
        (["state-of-the-", "art bridge"], "state-of-the-art bridge"),
        (["non-govern-", "mental bodies"], "non-governmental bodies"),
        (["a soft\u00adly parted infra\u00ad", "structure"], "a softly parted infrastructure"),
        (["a true‐hyphen, a govern‐", "ment"], "a true‐hyphen, a government"),
        (["an automatic Non‐", "executive hyphen-ated"], "an automatic Nonexecutive hyphen-ated"),
        (["it - we", "mean"], "it - we mean"),
        (["it rose -", "slowly"], "it rose - slowly"),
        (["the bank—", "the first"], "the bank—the first"),
        (["see https://example.org/long-", "path/to"], "see https://example.org/long-path/to"),
        (["see https://example.org/a", "and that"], "see https://example.org/a and that"),
        (["and/", "or"], "and/or"),
        (["ends with-"], "ends with-"),
    ],
)
def test_a_hyphen_at_a_lines_end_goes_or_stays(lines, expected):
    assert joiner(lines)(lines) == expected


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [("the micro-grid works", "a micro-grid"), ("the microgrid works", "a microgrid"), ("nothing", "a micro-grid")],
)
def test_the_document_itself_decides_about_a_hyphen_first(elsewhere, expected):
    assert joiner([elsewhere])(["a micro-", "grid"]) == expected


def test_ligatures_are_letters():
    assert blocks(drawn(b"BT /F1 12 Tf 20 200 Td (plain) Tj ET")) == ["plain"]
    data = made("<p>The official office filed an efficient, baffling flow.</p>", "p { font-family: 'DejaVu Sans' }")
    assert blocks(data) == ["The official office filed an efficient, baffling flow."]


def test_soft_hyphens_are_not_in_the_text():
    data = made("<p>An infra&shy;struc&shy;ture of re&shy;spon&shy;si&shy;bi&shy;li&shy;ties and plain words.</p>",
                "p { width: 90pt }")  # fmt: skip
    assert blocks(data) == ["An infrastructure of responsibilities and plain words."]


def test_words_that_no_space_parts_but_their_places_do_are_words():
    assert blocks(drawn(b"BT /F1 12 Tf 20 200 Td [(Two) -300 (words) -20 (here)] TJ ET")) == ["Two wordshere"]


def test_a_letter_drawn_twice_to_look_bold_is_read_once():
    twice = b"BT /F1 12 Tf 20 200 Td (Bold) Tj ET BT /F1 12 Tf 20.2 200 Td (Bold) Tj ET"
    assert blocks(drawn(twice)) == ["Bold"]


def test_indented_first_lines_part_paragraphs_without_a_gap():
    data = made(f"<p>{BRIDGES}</p><p>{COSTS}</p><p>{CROSSING}</p>", "p { margin: 0; text-indent: 1.5em }")
    assert blocks(data) == [BRIDGES, COSTS, CROSSING]


def test_a_short_last_line_parts_paragraphs_without_gap_or_indent():
    data = made(f"<p>{BRIDGES}</p><p>{COSTS}</p><p>{CROSSING}</p>", "p { margin: 0 }")
    assert blocks(data) == [BRIDGES, COSTS, CROSSING]


def test_double_spaced_lines_are_one_paragraph():
    data = made(f"<p>{BRIDGES}</p><p>{COSTS}</p>", "p { line-height: 2.2; margin: 0 0 16pt }")
    assert blocks(data) == [BRIDGES, COSTS]


def test_a_block_quote_is_one_paragraph_whatever_its_lines_begin_with():
    text = (
        "The Ministry of Transport and the Office of Public Works and the Institute of Bridges and Roads agreed. " * 3
    )
    data = made(f"<p>{BRIDGES}</p><blockquote style='margin: 6pt 140pt 6pt 60pt'>{text}</blockquote><p>{COSTS}</p>")
    assert blocks(data) == [BRIDGES, text.strip(), COSTS]


def test_a_bold_line_above_a_paragraph_is_a_heading_of_its_own():
    data = made(f"<p><b>Findings</b><br>{CROSSING}</p>")
    assert blocks(data) == ["Findings", CROSSING]


def test_a_bold_word_within_a_line_parts_nothing():
    data = made(f"<p><b>Findings.</b> {CROSSING}</p>")
    assert blocks(data) == [f"Findings. {CROSSING}"]


def test_lines_of_an_address_are_lines():
    data = made("<p>Commission of Inquiry<br>12 Harbour Street<br>Nordvik</p>" + f"<p>{BRIDGES}</p>")
    assert blocks(data) == ["Commission of Inquiry", "12 Harbour Street", "Nordvik", BRIDGES]


def test_items_with_hanging_lines_are_whole():
    item = "Inspections were late in all of the districts, and in one no report could be found for four years"
    data = made(f"<ol>{''.join(f'<li>{item} ({i}).</li>' for i in range(9, 12))}</ol>", "ol { width: 200pt }")
    assert blocks(data) == [f"{i + 1}. {item} ({n})." for i, n in enumerate(range(9, 12))]


def test_a_number_at_the_head_of_a_line_may_end_a_sentence():
    first, second = (
        "It is told in the report of the audit office, p.",
        "14. The rest is not told there and will not be.",
    )
    data = made(f"<p>{first}<br>{second}</p>", "p { width: 300pt; text-align-last: justify }")
    assert blocks(data) == [f"{first} {second}"]


def test_a_sentence_over_a_page_break_is_one():
    data = made(f'<p style="margin-top: 655pt">{BRIDGES}</p><p>{COSTS}</p>', "p { orphans: 2; widows: 2 }")
    one = document(data)
    assert one.text == f"{BRIDGES}\n\n{COSTS}\n"
    first, second, third = one.origins
    assert (first.place, first.page) == ("p. 1, ¶ 1", 1)
    assert (second.place, second.page) == ("p. 2, ¶ 1", 2)
    assert (third.place, third.page) == ("p. 2, ¶ 2", 2)
    assert first.end == second.start
    assert in_box(data, 2, second.box) == letters(one.text[second.start : second.end])


def test_paragraphs_that_end_with_their_page_stay_apart():
    data = made(f'<p>{BRIDGES}</p><p style="break-before: page">{COSTS}</p>')
    assert blocks(data) == [BRIDGES, COSTS]


def test_a_heading_at_the_head_of_a_page_is_not_joined_to_what_is_above():
    data = made(f'<p>The list is</p><h2 style="break-before: page">Unfinished matters</h2><p>{COSTS}</p>')
    assert blocks(data) == ["The list is", "Unfinished matters", COSTS]


def test_footnotes_follow_the_text_of_their_page():
    note = '<span class="note">Audit Office, Annual report 2022, p. 14.</span>'
    data = made(f'<p>{BRIDGES}{note}</p><p>{COSTS}</p><p style="break-before: page">{CROSSING}</p>')
    assert blocks(data) == [f"{BRIDGES}¹", COSTS, "1. Audit Office, Annual report 2022, p. 14.", CROSSING]


def test_a_sentence_over_a_page_break_is_not_cut_by_footnotes():
    note = '<span class="note">Audit Office, Annual report 2022, p. 14.</span>'
    first, second = BRIDGES[: BRIDGES.index("inspected")], BRIDGES[BRIDGES.index("inspected") :]
    data = made(f'<p>{CROSSING}{note}</p><p>{first}</p><p style="break-before: page">{second}</p><p>{COSTS}</p>')
    assert blocks(data) == [f"{CROSSING}¹", BRIDGES, "1. Audit Office, Annual report 2022, p. 14.", COSTS]
    assert [place for place, _ in placed(data)] == ["p. 1, ¶ 1", "p. 1, ¶ 2", "p. 2, ¶ 1", "p. 1, ¶ 3", "p. 2, ¶ 2"]


def test_raised_marks_are_written_so_and_lowered_ones_plain():
    data = made(
        "<p>The load<sup>12</sup> on 5 km<sup>2</sup> of road, the CO<sub>2</sub> of it, on the 19<sup>th</sup>.</p>"
    )
    assert blocks(data) == ["The load¹² on 5 km² of road, the CO2 of it, on the 19th."]


def test_an_initial_over_several_lines_begins_its_word():
    initial = "<span style='float: left; font-size: 31pt; line-height: 1; margin-right: 2pt'>T</span>"
    data = made(f"<p>{initial}{BRIDGES[1:]}</p><p>{COSTS}</p>")
    assert blocks(data) == [BRIDGES, COSTS]


def test_dots_that_lead_the_eye_are_one_mark():
    style = "li::after { content: leader('.') ' 7' } ol { list-style: none; padding: 0 }"
    assert blocks(made("<ol><li>Introduction</li><li>Findings of the commission</li></ol>", style)) == [
        "Introduction … 7",
        "Findings of the commission … 7",
    ]


def test_right_to_left_text_is_read_in_its_own_order():
    one = document(made('<p dir="rtl">שלום עולם</p><p dir="rtl">مرحبا بالعالم</p>', language="he"))
    assert "שלום עולם" in one.text


def test_a_turned_page_is_read_as_it_is_shown():
    def turn(pdf):
        pdf.pages[0].Rotate = 270

    upright = made(f"<div style='transform: rotate(90deg); transform-origin: 0 0; position: absolute; left: 300pt; "
                   f"width: 500pt'><p>{BRIDGES}</p><p>{COSTS}</p></div>")  # fmt: skip
    for data, turned in ((upright, False), (edited(upright, turn), True)):
        one = document(data)
        assert one.text == f"{BRIDGES}\n\n{COSTS}\n"
        left, bottom, right, top = one.origins[0].box
        assert (right - left > top - bottom) is turned


def test_a_box_counts_from_the_corner_of_the_page_that_is_shown():
    data = drawn(b"BT /F1 12 Tf 120 150 Td (Here) Tj ET")

    def crop(pdf):
        pdf.pages[0].CropBox = [100, 50, 400, 300]

    (whole,), (cropped,) = document(data).origins, document(edited(data, crop)).origins
    assert [round(a - b) for a, b in zip(whole.box, cropped.box, strict=True)] == [100, 50, 100, 50]


def test_what_lies_off_the_page_is_not_read():
    content = b"BT /F1 12 Tf 20 200 Td (Seen) Tj ET BT /F1 12 Tf 900 200 Td (Unseen) Tj ET"
    assert blocks(drawn(content)) == ["Seen"]


def test_the_same_bytes_give_the_same_document():
    data = made(REPORT)
    assert document(data) == document(data)
