"""Makes the PDFs of the tests, and reads them in the process of the test."""

import hashlib
import io
import re

import pikepdf
import pypdfium2
import weasyprint

from briefgen.readers import pdf
from briefgen.readers.reading import Metadata, Raw, Stated

STYLE = """
@page { size: A4; margin: 25mm 20mm }
body { font: 10pt/1.35 "DejaVu Serif", serif; margin: 0 }
p { margin: 0 0 6pt }
h1 { font-size: 20pt; margin: 0 0 8pt } h2 { font-size: 13pt; margin: 12pt 0 4pt }
.two { columns: 2; column-gap: 8mm; text-align: justify; hyphens: auto }
.note { float: footnote; font-size: 8pt }
table { border-collapse: collapse; width: 100% } td, th { padding: 2pt 4pt; text-align: left }
"""
BRIDGES = (
    "The commission reviewed the maintenance of bridges in the northern districts between 2015 and 2023. It found that "
    "at least 41 of 212 bridges had not been inspected within the prescribed interval, and that long-term planning was, "
    "in its words, “largely absent”. The ministry did not dispute the finding, but said that staffing had been reduced "
    "in 2018 and that responsibilities had shifted to the regional governments."
)
COSTS = (
    "Several officials, speaking on condition of anonymity, described the arrangement as unsustainable. According to "
    "the audit office, an additional 12.4 million crowns would be required each year; the regional governments put the "
    "figure at 15 million. Neither the ministry nor the regions published their calculations."
)
CROSSING = (
    "In October 2021, engineers warned that the crossing at Halvorsen could not carry heavy goods vehicles. The warning "
    "was passed on to the district administration, which closed one lane. It remained open to traffic until the partial "
    "collapse of 14 March 2022, in which two people were injured."
)


def made(body, style="", *, head="", language="en"):
    """A PDF of some HTML, as bytes."""
    page = f'<html lang="{language}"><head>{head}<style>{STYLE}{style}</style></head><body>{body}</body></html>'
    return weasyprint.HTML(string=page).write_pdf()


def reading(data, **known):
    """What the reader gives for some bytes, without a child."""
    raw = Raw(data, "report.pdf", hashlib.sha256(data).hexdigest())
    return pdf.read(raw, Metadata(**known), Stated())


def document(data, *, rules=()):
    """The one document of some bytes; the problems must be of these rules."""
    found = reading(data)
    assert [problem.rule for problem in found.problems] == list(rules)
    (one,) = found.documents
    return one


def blocks(data, *, rules=()):
    """The blocks of the text of some bytes."""
    return document(data, rules=rules).text.rstrip("\n").split("\n\n")


def placed(data):
    """The stretches of the text with their places: (place, text)."""
    one = document(data)
    return [(origin.place, one.text[origin.start : origin.end]) for origin in one.origins]


def letters(text):
    """A text without what a line's end may change: white space, hyphens."""
    return re.sub(r"[\s\-‐\xad\x02]", "", text).translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))


def in_box(data, page, box):
    """The letters that pdfium finds in a box of a page (from its lower left corner as it is shown, in points)."""
    text_page = pypdfium2.PdfDocument(data)[page - 1].get_textpage()
    left, bottom, right, top = box
    return letters(text_page.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1))


def edited(data, change, **how):
    """A PDF after change(pdf) was done to it."""
    with pikepdf.open(io.BytesIO(data)) as pdf_:
        change(pdf_)
        out = io.BytesIO()
        pdf_.save(out, deterministic_id=not how, **how)
    return out.getvalue()


def drawn(content, *, width=400, height=300, resources=None, pages=1):
    """A PDF with a page of drawing operators, in Helvetica as /F1 and Helvetica-Bold as /F2."""
    out = pikepdf.Pdf.new()
    fonts = {
        f"/F{i}": pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(name))
        for i, name in enumerate(("/Helvetica", "/Helvetica-Bold"), start=1)
    }
    for _ in range(pages):
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, width, height],
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts), **(resources or {})),
            Contents=out.make_stream(content),
        )
        out.pages.append(pikepdf.Page(out.make_indirect(page)))
    saved = io.BytesIO()
    out.save(saved, deterministic_id=True)
    return saved.getvalue()
