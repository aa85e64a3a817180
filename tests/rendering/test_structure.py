"""What PDF/A-3a and PDF/UA-1 ask for, read back from the bytes. Checked by hand with outside validators as well; see docs/formats.md."""

import datetime as dt
import io
import itertools
import json
import xml.etree.ElementTree as ET
from collections import Counter

import pikepdf
import pytest
from conftest import make_document

from briefgen import rendering
from briefgen.composition import compose
from briefgen.extractors import extract
from briefgen.model import Facts
from briefgen.rendering.attachments import Attachment, embedded, safe_name, unique
from briefgen.rendering.typesetting import typeset

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
}
PAINTING = set("f F f* B B* b b* S s sh Do Tj TJ ' \" EI".split())


@pytest.fixture(scope="module")
def pdf(seed_brief, seed_facts):
    return rendering.pdf(seed_brief, attachments=embedded(seed_brief, seed_facts))


@pytest.fixture(scope="module")
def opened(pdf):
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        yield document


def kids(element):
    inside = element.get("/K", [])
    return list(inside) if isinstance(inside, pikepdf.Array) else [inside]


def elements(document):
    """Every element of the tag tree in reading order, with its parent."""
    waiting = [(kid, None) for kid in kids(document.Root.StructTreeRoot)]
    while waiting:
        element, parent = waiting.pop(0)
        yield element, parent
        waiting = [(kid, element) for kid in kids(element) if is_element(kid)] + waiting


def is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"


def of_kind(document, *kinds):
    return [element for element, _ in elements(document) if str(element.S) in kinds]


def marked_content(page):
    """Each painting operator of a page, with the tag and the number (None without) of the content it stands in."""
    open_marks = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            open_marks.append((str(operands[0]), int(properties["/MCID"]) if "/MCID" in properties else None))
        elif str(operator) == "EMC":
            open_marks.pop()
        elif str(operator) in PAINTING:
            yield str(operator), tuple(open_marks)


# What the file says of itself -------------------------------------------------------------------


def test_it_says_that_it_is_pdf_a_3a_and_pdf_ua_1_in_one_block_of_metadata(opened):
    packet = ET.fromstring(opened.Root.Metadata.read_bytes())
    (block,) = packet.findall("rdf:RDF", NAMES)
    described = block.findall("rdf:Description", NAMES)
    attributes = {key: value for d in described for key, value in d.attrib.items()}
    assert attributes[f"{{{NAMES['pdfaid']}}}part"] == "3"
    assert attributes[f"{{{NAMES['pdfaid']}}}conformance"] == "A"
    assert [e.text for e in block.iterfind(".//pdfuaid:part", NAMES)] == ["1"]
    assert [e.text for e in block.iterfind(".//schema:prefix", NAMES)] == ["pdfuaid"]


def test_metadata_and_information_agree_on_the_title(opened):
    packet = ET.fromstring(opened.Root.Metadata.read_bytes())
    assert [e.text for e in packet.iterfind(".//dc:title//rdf:li", NAMES)] == [str(opened.docinfo["/Title"])]


def test_a_title_with_signs_of_xml_and_controls_stays_readable_metadata():
    brief = compose(extract((make_document("A short text that says little."),)), title="</rdf:RDF> & <b>\x0c\x01 ]]>")
    with pikepdf.open(io.BytesIO(rendering.pdf(brief).data)) as document:
        packet = ET.fromstring(document.Root.Metadata.read_bytes())
    (title,) = packet.iterfind(".//dc:title//rdf:li", NAMES)
    assert " ".join(title.text.split()).startswith("</rdf:RDF> & <b>")


def test_the_title_is_shown_and_the_language_said(opened):
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert str(opened.Root.Lang) == "en"


def test_colours_have_a_profile(opened):
    (intent,) = opened.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_it_has_an_identifier_and_nothing_that_runs_or_leads_out(opened):
    assert len(opened.trailer.ID) == 2
    assert not {"/OpenAction", "/AA", "/AcroForm", "/JavaScript"} & set(opened.Root.keys())
    assert {str(a.Subtype) for page in opened.pages for a in page.Annots} == {"/Link"}


# Content and tags ------------------------------------------------------------------------------


def test_everything_painted_is_either_tagged_once_or_an_artifact(opened):
    painted = [marks for page in opened.pages for _, marks in marked_content(page)]
    assert len(painted) > 400
    tagged = [[tag for tag, mcid in marks if mcid is not None] for marks in painted]
    artifact = [any(tag == "/Artifact" for tag, _ in marks) for marks in painted]
    assert all(len(tags) == (0 if is_artifact else 1) for tags, is_artifact in zip(tagged, artifact, strict=True))


def test_every_tagged_content_belongs_to_the_element_that_the_parent_tree_names(opened):
    owners = {}
    for element, _ in elements(opened):
        for kid in kids(element):
            if isinstance(kid, int):
                owners[element.Pg.objgen, kid] = element.objgen
    rows = opened.Root.StructTreeRoot.ParentTree.Nums
    numbers = {int(rows[i]): rows[i + 1] for i in range(0, len(rows), 2)}
    for page in opened.pages:
        used = {marks[-1][1] for _, marks in marked_content(page)} - {None}
        assert used
        named = {mcid: owner.objgen for mcid, owner in enumerate(numbers[page.StructParents]) if owner is not None}
        assert {mcid: named.get(mcid) for mcid in used} == {mcid: owners.get((page.objgen, mcid)) for mcid in used}
        assert None not in named.values()


def test_the_margins_are_artifacts(opened, pdf):
    for page in opened.pages:
        pagination = [marks for _, marks in marked_content(page) if marks[0] == ("/Artifact", None)]
        assert len(pagination) > 3


def test_no_element_is_empty(opened):
    assert [str(e.S) for e, _ in elements(opened) if not kids(e) and str(e.S) not in ("/TD", "/TH")] == []


def test_a_paragraph_holds_its_text_itself(opened):
    """A span stands where text has a language or a role of its own, not around every line of a paragraph."""
    plain = {"/Type", "/S", "/P", "/Pg", "/K"}
    assert [
        e for e in of_kind(opened, "/Span") if set(e.keys()) <= plain and str(e.P.S) in ("/P", "/LBody", "/TD")
    ] == []
    assert sum(isinstance(kid, int) for e in of_kind(opened, "/LBody") for kid in kids(e)) > 100
    assert all(kid.P.objgen == e.objgen for e, _ in elements(opened) for kid in kids(e) if is_element(kid))


def test_headings_start_at_one_and_leave_no_level_out(opened):
    levels = [int(str(e.S)[2]) for e in of_kind(opened, *(f"/H{n}" for n in range(1, 7)))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_are_regular_and_each_header_cell_has_its_scope(opened):
    tables = of_kind(opened, "/Table")
    assert len(tables) >= 3
    for table in tables:
        rows = [row for group in kids(table) for row in ([group] if str(group.S) == "/TR" else kids(group))]
        assert {str(row.S) for row in rows} == {"/TR"}
        assert len({len(kids(row)) for row in rows}) == 1
        assert {str(cell.S) for row in rows for cell in kids(row)} <= {"/TH", "/TD"}
    headers = of_kind(opened, "/TH")
    assert {str(cell.A.Scope) for cell in headers} == {"/Column"}


def test_the_headers_that_cells_name_are_in_the_index(opened):
    names = opened.Root.StructTreeRoot.IDTree.Kids[0].Names
    index = {bytes(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    assert list(index) == sorted(index)
    cells = of_kind(opened, "/TD")
    assert len(cells) > 60
    assert all(str(index[bytes(header)].S) == "/TH" for cell in cells for header in cell.A.Headers)
    assert all(len(cell.A.Headers) == 1 for cell in cells)


def test_lists_hold_items_and_items_a_label_and_a_body(opened):
    lists = of_kind(opened, "/L")
    assert len(lists) >= 4
    assert {str(kid.S) for each in lists for kid in kids(each)} <= {"/LI", "/L"}
    items = [[str(kid.S) for kid in kids(item)] for item in of_kind(opened, "/LI")]
    assert len(items) > 25
    assert all(item in (["/Lbl", "/LBody"], ["/LBody"]) for item in items)


def test_a_row_header_heads_its_row():
    page = "<html lang=en><title>T</title><table><tr><th scope=row>Who<td>The mayor</table></html>"
    with pikepdf.open(io.BytesIO(typeset(page).data)) as document:
        (header,) = of_kind(document, "/TH")
        assert header.A.Scope == "/Row"


def test_a_picture_has_its_title_as_text_and_its_place_on_the_page():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><title>A bar</title><rect width="96" height="48"/></svg>'
    page = f"<html lang=en><title>T</title><style>@page {{ size: 400px 200px; margin: 20px }} body {{ margin: 0 }} svg {{ display: block }}</style><h1>T</h1>{svg}"
    with pikepdf.open(io.BytesIO(typeset(page).data)) as document:
        (figure,) = of_kind(document, "/Figure")
        assert str(figure.Alt) == "A bar"
        left, bottom, right, top = (round(float(value)) for value in figure.A.BBox)
        assert (left, right - left, top - bottom) == (15, 72, 36)
        assert 0 < bottom < top < 150


# Links, outline, fonts -------------------------------------------------------------------------


def test_each_link_is_printed_described_and_tied_to_its_tag(opened):
    rows = opened.Root.StructTreeRoot.ParentTree.Nums
    numbers = {int(rows[i]): rows[i + 1] for i in range(0, len(rows), 2)}
    links = [annotation for page in opened.pages for annotation in page.Annots]
    assert len(links) > 100
    for link in links:
        assert int(link.F) == 4
        assert str(link.Contents).startswith(("Evidence S", "Line "))
        owner = numbers[int(link.StructParent)]
        assert owner.S == "/Link"
        assert link.objgen in {kid.Obj.objgen for kid in kids(owner) if isinstance(kid, pikepdf.Dictionary)}
    assert all(page.Tabs == "/S" for page in opened.pages)


def test_lines_and_sentences_link_to_each_other(opened):
    names = opened.Root.Names.Dests.Names
    places = [str(names[i]) for i in range(0, len(names), 2)]
    assert places == sorted(places)
    targets = Counter(str(annotation.Dest) for page in opened.pages for annotation in page.Annots)
    assert set(targets) <= set(places)
    assert {"evidence-s1", "k1", "b1"} <= set(targets)


def test_fonts_are_embedded_and_their_glyphs_have_text(opened):
    fonts = {font.objgen: font for page in opened.pages for font in page.Resources.Font.values()}
    assert len(fonts) >= 2
    for font in fonts.values():
        (inner,) = font.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
        assert b"beginbf" in font.ToUnicode.read_bytes()
        assert "+" in str(font.BaseFont)


def test_the_file_stays_small(seed_brief, seed_facts):
    assert len(rendering.pdf(seed_brief).data) < 150_000
    assert len(rendering.pdf(seed_brief, attachments=embedded(seed_brief, seed_facts)).data) < 180_000


# Attachments -----------------------------------------------------------------------------------


def test_the_facts_are_attached_as_the_data_of_the_document(opened, seed_facts):
    names = opened.Root.Names.EmbeddedFiles.Names
    assert [str(names[i]) for i in range(0, len(names), 2)] == ["brief.json", "facts.json"]
    files = {str(file.UF): file for file in opened.Root.AF}
    assert list(files) == ["facts.json", "brief.json"]
    facts = files["facts.json"]
    assert (str(facts.AFRelationship), str(facts.EF.F.Subtype)) == ("/Data", "/application/json")
    assert str(facts.Desc) == "The facts and quotes behind “US military deployment to Ecuador”"
    assert Facts.from_json(json.loads(facts.EF.F.read_bytes())) == seed_facts


def test_an_attachment_has_the_day_of_the_brief_or_a_fixed_one(seed_facts):
    for as_of, expected in ((dt.date(2025, 12, 17), "D:20251217000000Z"), (None, "D:19800101000000Z")):
        brief = compose(seed_facts, title="T", as_of=as_of)
        data = rendering.pdf(brief, attachments=embedded(brief)).data
        with pikepdf.open(io.BytesIO(data)) as document:
            (file,) = document.Root.AF
            assert str(file.EF.F.Params.ModDate) == expected


def test_attachments_do_not_change_from_run_to_run(seed_brief, seed_facts, pdf):
    again = rendering.pdf(seed_brief, attachments=embedded(seed_brief, seed_facts))
    assert again.data == pdf.data


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("seeds/a b.txt", "a-b.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\x.md", "x.md"),
        (".hidden", "hidden"),
        ("CON.txt", "file-CON.txt"),
        ("\u202egpj.exe", "gpj.exe"),
        ("a\nb\x00.txt", "a-b-.txt"),
        ("日本語", "file"),
        ("n" * 300 + ".txt", "n" * 76 + ".txt"),
    ],
)
def test_the_name_of_an_attachment_cannot_mislead(name, safe):
    assert safe_name(name) == safe


def test_no_two_attachments_have_one_name():
    files = [Attachment(name, b"", "text/plain", "Source", "") for name in ("x/a.txt", "y/A.txt", "a.txt", "a-2.txt")]
    assert [file.name for file in unique(files)] == ["a.txt", "A-2.txt", "a-3.txt", "a-2-2.txt"]
