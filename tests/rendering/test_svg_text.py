import io

import pikepdf
import pypdfium2

from briefgen.rendering.typesetting import typeset

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 40" width="300pt" height="40pt" font-family="Source Sans 3" font-size="8">{}</svg>'


def pdf(body, font="Source Sans 3"):
    page = (
        f'<html lang="en"><title>T</title><body><p>x</p>{SVG.format("<title>A picture</title>" + body)}</body></html>'
    )
    result = typeset(page)
    assert result.problems == ()
    return result.data


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return text


def placements(data):
    """How many times text is placed on the first page."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return document.pages[0].Contents.read_bytes().count(b" Tm")


def test_words_in_svg_are_placed_once_a_line_not_once_a_letter():
    assert placements(pdf('<text x="5" y="20">Twenty letters of it</text>')) == placements(pdf("")) + 1


def test_runs_in_one_line_follow_each_other_with_their_spaces():
    data = pdf(
        '<text x="5" y="20"><tspan font-weight="700">2023 </tspan><tspan>signed </tspan><tspan>S4</tspan></text>'
    )
    assert "2023 signed S4" in text_of(data)


def test_lines_that_end_at_a_place_are_placed_by_their_whole_width():
    data = pdf('<text x="200" y="20" text-anchor="end">Right</text>')
    document = pypdfium2.PdfDocument(data)
    page = document[0].get_textpage()
    start = page.get_text_range().index("Right")
    boxes = [page.get_charbox(start + i) for i in range(5)]
    document.close()
    assert boxes[-1][2] - boxes[0][0] < 25
    assert boxes[0][0] < boxes[-1][0]


def test_what_asks_for_single_letters_is_still_set_by_letter():
    data = pdf('<text x="5 15 25" y="20">abc</text><text x="5" y="35" letter-spacing="2">wide</text>')
    assert placements(data) == placements(pdf("")) + 7
