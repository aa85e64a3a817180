"""The Word document, read back with python-docx and as the XML that it is."""

import datetime as dt
import io
import re
import zipfile
from collections import Counter

import docx
import pytest
from conftest import make_document

from briefgen import rendering
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.themes import Theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def data(seed_brief):
    return rendering.docx(seed_brief)


@pytest.fixture(scope="module")
def document(data):
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def notes(data):
    """The footnotes by number, the rules between them left out."""
    from lxml import etree

    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml"))
    return {n.get(f"{W}id"): "".join(n.itertext()) for n in root if n.get(f"{W}type") is None}


def test_headings_are_headings_and_leave_no_level_out(document):
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert headings[0] == ("Title", "US military deployment to Ecuador")
    assert [text for style, text in headings if style == "Heading 1"] == [
        "Bottom line", "Key points", "What is not known", "Stakeholders", "Who said what", "Timeline", "Figures",
        "Side by side", "Voice balance", "Sources",
    ]  # fmt: skip
    assert {style for style, _ in headings} == {"Title", "Heading 1", "Heading 2"}


def test_lists_are_lists(document, seed_brief):
    styles = Counter(paragraph.style.name for paragraph in document.paragraphs)
    assert styles["List Number"] == len(seed_brief.key_points)
    assert styles["List Bullet"] == len(seed_brief.stated_questions) + len(seed_brief.gaps) + len(seed_brief.tensions)


def test_tables_repeat_their_header_and_keep_rows_whole(document):
    assert len(document.tables) == 6
    for table in document.tables:
        first, *rest = table.rows
        assert first._tr.trPr.find(f"{W}tblHeader") is not None
        assert all(row._tr.trPr.find(f"{W}tblHeader") is None for row in rest)
        assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)
        assert len({len(row.cells) for row in table.rows}) == 1


def test_each_cited_sentence_is_one_footnote(document, notes, seed_brief):
    references = [e.get(f"{W}id") for e in document.element.iter(f"{W}footnoteReference")]
    assert references == [str(number) for number in range(1, len(references) + 1)]
    assert list(notes) == references
    sentences = {e.label: e.text for source in seed_brief.sources for e in source.evidence}
    labels = {mark for line in seed_brief.lines() for mark in line.marks}
    assert {text.split()[0] for text in notes.values()} == labels
    assert all(sentences[text.split()[0]] in text for text in notes.values())


def test_later_marks_lead_to_the_first(document, notes):
    places = {e.get(f"{W}name"): e.get(f"{W}id") for e in document.element.iter(f"{W}bookmarkStart")}
    links = list(document.element.iter(f"{W}hyperlink"))
    assert len(links) > 40
    for link in links:
        number = "".join(t.text for t in link.iter(f"{W}t"))
        assert places[link.get(f"{W}anchor")] == number
        assert notes[number].split()[0] == link.get(f"{W}anchor").removeprefix("mark-")


def test_the_package_names_its_footnotes(data):
    package = zipfile.ZipFile(io.BytesIO(data))
    types = package.read("[Content_Types].xml").decode()
    assert 'PartName="/word/footnotes.xml"' in types
    assert "relationships/footnotes" in package.read("word/_rels/document.xml.rels").decode()
    settings = package.read("word/settings.xml").decode()
    assert re.search(
        r'<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>\s*<w:compat>', settings
    )


def test_the_marking_stands_in_header_and_footer(document):
    (section,) = document.sections
    assert section.header.paragraphs[0].text.strip() == "TLP:CLEAR"
    assert section.footer.paragraphs[0].text.split()[:2] == ["TLP:CLEAR", "Page"]


def test_properties_come_from_the_brief(seed_facts):
    brief = compose(seed_facts, title="A title", as_of=dt.date(2025, 12, 17), marking="TLP:RED")
    properties = docx.Document(io.BytesIO(rendering.docx(brief))).core_properties
    assert (properties.title, properties.category, properties.language) == ("A title", "TLP:RED", "en")
    assert properties.created == properties.modified == dt.datetime(2025, 12, 17, tzinfo=dt.UTC)


def test_the_archive_holds_no_time_and_no_picture_of_another_page(data):
    entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert not any("thumbnail" in entry.filename or "WithEffects" in entry.filename for entry in entries)
    assert len(data) < 50_000


def test_a_brief_without_anything_says_so():
    brief = compose(extract((make_document("Heading"),)), title="T")
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(rendering.docx(brief))).paragraphs)
    assert text.count("None found in the source.") >= 6


def test_letter_pages_are_letter(seed_brief):
    (section,) = docx.Document(io.BytesIO(rendering.docx(seed_brief, theme=Theme(page="Letter")))).sections
    assert (round(section.page_width.inches, 2), round(section.page_height.inches, 2)) == (8.5, 11.0)
