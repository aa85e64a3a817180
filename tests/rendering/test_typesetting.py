import datetime as dt
import hashlib
import io
import os
import subprocess
import sys

import pikepdf
import pypdfium2
import pytest
from conftest import SEED, make_document

from briefgen import rendering
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.rendering.typesetting import typeset


@pytest.fixture(scope="module")
def pdf(seed_brief):
    return rendering.pdf(seed_brief)


@pytest.fixture(scope="module")
def opened(pdf):
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        yield document


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_the_seed_brief_has_two_pages_and_an_annex(pdf):
    assert pdf.body_pages <= 2
    assert pdf.pages == pdf.body_pages + 1
    assert pdf.problems == ()


def test_it_is_tagged_and_says_language_and_title(opened):
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) == "en"
    assert str(opened.docinfo["/Title"]) == "US military deployment to Ecuador"
    assert "/StructTreeRoot" in opened.Root


def test_it_has_bookmarks_for_its_sections(opened):
    with opened.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "US military deployment to Ecuador"
        assert [item.title for item in title.children][:3] == ["Bottom line", "Key points", "What is not known"]


def test_every_link_stays_inside(opened):
    links = [a for page in opened.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    assert len(links) > 100
    assert all("/A" not in a or "/URI" not in a.A for a in links)


def test_the_fonts_are_embedded_and_none_but_the_bundled_ones(opened):
    names = {str(f.BaseFont).split("+")[-1] for page in opened.pages for f in page.Resources.Font.values()}
    assert names
    assert all(name.startswith(("Source-Sans-3", "SourceSans3", "XCharter")) for name in names)


def test_it_carries_no_date_of_its_own(opened):
    assert "/CreationDate" not in opened.docinfo


def test_a_given_day_is_its_date(seed_facts):
    brief = compose(seed_facts, title="T", as_of=dt.date(2025, 12, 17))
    with pikepdf.open(io.BytesIO(rendering.pdf(brief).data)) as document:
        assert "20251217" in str(document.docinfo["/CreationDate"])


def test_the_text_can_be_read_back(pdf):
    text = " ".join(text_of(pdf.data).split())
    assert "at least 95 deaths" in text
    assert "How many troops are involved?" in text
    assert "TLP:CLEAR" in text
    assert "Page 1 of 3" in text


def test_two_renders_give_the_same_bytes_in_every_process(seed_brief, pdf):
    assert rendering.pdf(seed_brief).data == pdf.data
    code = (
        "import briefgen, hashlib, sys; d = briefgen.read(sys.argv[1]);"
        "b = briefgen.compose(briefgen.extract(d), title='T'); print(hashlib.sha256(briefgen.render(b, 'pdf')).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(SEED)],
            env={**os.environ, "PYTHONHASHSEED": s},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for s in ("0", "99")
    }
    assert len(runs) == 1
    assert len(runs.pop().strip()) == len(hashlib.sha256().hexdigest())


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "https://example.org/x.png", "../../etc/passwd"]
)
def test_nothing_is_fetched_for_a_page(address):
    page = f'<html lang=en><title>T</title><p>x<img src="{address}" alt=""></p></html>'
    result = typeset(page)
    assert [p.rule for p in result.problems] == ["BG403"] or address.startswith("..")


def test_a_style_sheet_or_an_attachment_from_a_file_is_refused():
    page = '<html lang=en><title>T</title><link rel=stylesheet href="file:///etc/passwd"><link rel=attachment href="file:///etc/passwd"><p>x</html>'
    result = typeset(page)
    assert {p.rule for p in result.problems} == {"BG403"}
    assert b"root:" not in result.data


@pytest.mark.parametrize("title", ["مرحبا بالعالم", "日本語の題", "Ünïcödé Ελληνικά Кириллица", "words" * 60])
def test_titles_of_many_scripts_are_set(title):
    brief = compose(extract((make_document("A short text that says little."),)), title=title)
    assert rendering.pdf(brief).pages >= 1


def test_a_character_that_no_bundled_font_has_is_a_problem():
    brief = compose(extract((make_document("A short text that says little."),)), title="Emoji 🦩 here")
    assert [p.rule for p in rendering.pdf(brief).problems] == ["BG401"]


def test_letter_pages_are_letter(seed_brief):
    with pikepdf.open(io.BytesIO(rendering.pdf(seed_brief, theme=rendering.Theme(page="Letter")).data)) as document:
        assert [round(float(v)) for v in document.pages[0].MediaBox] == [0, 0, 612, 792]
