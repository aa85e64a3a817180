import datetime as dt
import io
import zipfile

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import W, box, core, field, note, p, r, reference, table, word_file, zipped

from briefgen.readers import docx, read_bytes
from briefgen.readers.docx import archive as bounds
from briefgen.readers.docx import markup
from briefgen.readers.reading import Metadata, Raw, Stated


def reading_of(data):
    """Read in this process, where limits can be changed; test_a_file_of_python_docx_is_read has the child."""
    return docx.read(Raw(data, "a.docx", "0" * 64), Metadata(), Stated())


def one(data):
    reading = reading_of(data)
    (document,) = reading.documents
    return document


def lines(*body, **parts):
    return one(word_file(*body, **parts)).text.rstrip("\n").split("\n\n")


def fault(data):
    reading = reading_of(data)
    assert reading.documents == ()
    assert reading.problems[0].severity == "error"
    return reading.problems[0]


def places(document):
    return {document.text[o.start : o.end]: o.place for o in document.origins}


BODY = [
    ("a paragraph of several runs is one line", [p("The har", "bour ", "closed.")], ["The harbour closed."]),
    ("order of paragraphs and tables", [p("One."), table(("a", "b")), p("Two.")], ["One.", "a | b", "Two."]),
    ("headings stand alone", [p("Report", style="H1"), p("It closed.")], ["Report", "It closed."]),
    ("empty paragraphs are none", [p(""), p("One."), p(" ")], ["One."]),
    ("a line break is a line end", [p("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r>")], ["One\ntwo"]),
    ("a tab is a tab", [p("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r>")], ["One\ttwo"]),
    ("stops of tabs are no tabs", ["<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>" + r("One") + "</w:p>"], ["One"]),
    ("a hyphen that does not break", [p("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>")], ["co-op"]),
    ("a soft hyphen is nothing", [p("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r>")], ["coop"]),
    ("a line end in the XML is a space", [p("One\ntwo")], ["One two"]),
    ("what was deleted is not said", [p("It ", "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>", "closed.")], ["It closed."]),
    ("deleted runs that kept their text", [p("It ", f"<w:del>{r('never ')}</w:del>", "closed.")], ["It closed."]),
    ("what was inserted is said", [p("It ", f"<w:ins>{r('never ')}</w:ins>", "closed.")], ["It never closed."]),
    ("inserted and deleted is deleted", [p("It ", f"<w:ins><w:del>{r('never ')}</w:del></w:ins>", "closed.")], ["It closed."]),
    ("moved text stands where it is now", [p(f"<w:moveFrom>{r('Old.')}</w:moveFrom>"), p(f"<w:moveTo>{r('Old.')}</w:moveTo>")], ["Old."]),
    ("a deleted paragraph's end joins two", [p("It was ", mark="<w:del/>"), p("closed.")], ["It was closed."]),
    ("a deleted end with nothing behind it", [p("It was.", mark="<w:del/>")], ["It was."]),
    ("an inserted paragraph's end stays", [p("One.", mark="<w:ins/>"), p("Two.")], ["One.", "Two."]),
    ("a former format hides nothing", [p(r("One.", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"))], ["One."]),
    ("a deleted row", [table(("a", "b")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>"), p("One.")], ["One."]),
    ("a deleted cell", [table(("a", "b")).replace("<w:tcPr/>", "<w:tcPr><w:cellDel/></w:tcPr>", 1)], ["b"]),
    ("hidden text is not read", [p("One.", r(" Two.", "<w:vanish/>"))], ["One."]),
    ("hidden switched off is read", [p("One.", r(" Two.", '<w:vanish w:val="0"/>'))], ["One. Two."]),
    ("hidden by a style", [p("One.", r(" Two.", '<w:rStyle w:val="Secret"/>'))], ["One."]),
    ("shown against its style", [p("One.", r(" Two.", '<w:rStyle w:val="Secret"/><w:vanish w:val="false"/>'))], ["One. Two."]),
    ("struck text is not read", [p("It ", r("never ", "<w:strike/>"), r("ever ", "<w:dstrike/>"), "closed.")], ["It closed."]),
    ("a hyperlink is its text", [p("See ", f"<w:hyperlink>{r('the list')}</w:hyperlink>", ".")], ["See the list."]),
    ("a field is its result", [p("Page ", field("PAGE", "7"), ".")], ["Page 7."]),
    ("a simple field is its result", [p("On ", f'<w:fldSimple w:instr="DATE">{r("3 May")}</w:fldSimple>', ".")], ["On 3 May."]),
    ("a field in a field's code is not read", [p("Is ", "<w:r><w:fldChar w:fldCharType='begin'/></w:r>", field("X", "code"), "<w:r><w:fldChar w:fldCharType='separate'/></w:r>", "said", "<w:r><w:fldChar w:fldCharType='end'/></w:r>")], ["Is said"]),
    ("content controls are read", [f"<w:sdt><w:sdtPr/><w:sdtContent>{p('One.')}</w:sdtContent></w:sdt>"], ["One."]),
    ("placeholders are not", [f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here')}</w:sdtContent></w:sdt>", p("One.")], ["One."]),
    ("a text box once, behind its paragraph", [p("One", box(p("Boxed."), p("More.")), "."), p("Two.")], ["One.", "Boxed.", "More.", "Two."]),
    ("a table of contents is left out", [p("Scope\t3", style="TOC1"), p("Scope", style="H1")], ["Scope"]),
    ("how a word is pronounced", [p(f"<w:r><w:ruby><w:rt>{r('tokyo')}</w:rt><w:rubyBase>{r('東京')}</w:rubyBase></w:ruby></w:r>")], ["東京"]),
    ("raised figures are no part of a number", [p("95", r("3", '<w:vertAlign w:val="superscript"/>'), " died.")], ["95³ died."]),
    ("raised letters stay", [p("the 1", r("st", '<w:vertAlign w:val="superscript"/>'), " day")], ["the 1st day"]),
    ("a comparator of the Symbol font", [p("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>", " 95 died")], ["≥ 95 died"]),
    ("the same as a letter of that font", [p(r("\uf0b3", '<w:rFonts w:ascii="Symbol"/>'), " 95 died")], ["≥ 95 died"]),
    ("a picture of a font is shown as unknown", [p("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", " done")], ["� done"]),
    ("a formula is shown as unknown", [p("Is ", "<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", " long")], ["Is � long"]),
    ("empty cells keep their columns", [table(("Port", "", "3"), ("", "x", ""))], ["Port |  | 3", "x"]),
    ("prose in cells does not run together", [table(("He left.", "She stayed."))], ["He left.", "She stayed."]),
    ("long cells are lines", [table(("word " * 20 + "end", "b"))], [("word " * 20 + "end"), "b"]),
    ("several paragraphs in a cell are lines", [table((p("a") + p("b"), "c"))], ["a", "b", "c"]),
    ("a table in a table", [table((p("a") + table(("x", "y")) + p("b"), "c"))], ["a", "x | y", "b", "c"]),
    ("styles made after each other in a circle", [p("One.", style="A")], ["One."]),
    ("a style that is not there", [p("One.", style="Gone")], ["One."]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [pytest.param(*case[1:], id=case[0]) for case in BODY])
def test_the_text_is_what_a_reader_sees(body, expected):
    assert lines(*body) == expected


def test_paragraphs_and_rows_have_their_places():
    inner = table(("x", "y"))
    document = one(
        word_file(
            p("One."), p(""), table(("a", "b"), ("c", "d")), p("Two.", box(p("Boxed."))), table((p("e") + inner,))
        )
    )
    assert places(document) == {
        "One.": "¶ 1",
        "a | b": "table 1, row 1",
        "c | d": "table 1, row 2",
        "Two.": "¶ 2",
        "Boxed.": "text box 1",
        "e": "table 2, row 1",
        "x | y": "table 3, row 1",
    }


def test_notes_follow_the_text_with_their_numbers():
    body = [
        p("One.", reference("footnote", 7), " Two.", reference("endnote", 2)),
        p("Three.", reference("footnote", 5)),
    ]
    notes = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    notes += note("footnote", 5, "Fifth.") + note("footnote", 7, "Seventh.") + note("footnote", 9, "Never called.")
    document = one(word_file(*body, footnotes=notes, endnotes=note("endnote", 2, "At the end.")))
    assert document.text == "One. Two.\n\nThree.\n\nSeventh.\n\nFifth.\n\nAt the end.\n"
    assert [o.place for o in document.origins] == ["¶ 1", "¶ 2", "footnote 1", "footnote 2", "endnote 1"]


def test_a_note_called_in_deleted_text_is_not_read():
    body = p("One.", f"<w:del>{reference('footnote', 1)}</w:del>")
    assert lines(body, footnotes=note("footnote", 1, "Withdrawn.")) == ["One."]


@pytest.mark.parametrize(
    "footer",
    [p("TLP:AMBER"), p("<w:r><w:t>Office</w:t><w:tab/><w:t>TLP:AMBER</w:t></w:r>"), table(("Page 1", "TLP:AMBER"))],
)
def test_headers_and_footers_are_left_out_but_their_marking_counts(footer):
    document = one(word_file(p("One."), header1=p("Draft of the office"), footer1=footer))
    assert document.text == "One.\n"
    assert document.marking == "TLP:AMBER"


def test_what_is_not_read_is_noted():
    data = word_file(
        p("One.", f"<w:del>{r('x')}</w:del>", f"<w:del>{r('y')}</w:del>", r("z", "<w:vanish/>")),
        p("Two.", "<w:r><w:commentReference w:id='1'/></w:r>", f"<w:ins>{r('new')}</w:ins>"),
        p("Three", "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"),
    )
    told = [(problem.rule, problem.severity, problem.message) for problem in reading_of(data).problems]
    assert told == [
        ("BG242", "note", "not read: 2 deletions, 1 hidden stretch, 1 comment"),
        ("BG242", "note", "has tracked changes; read as changed (1 insertion)"),
        ("BG243", "warning", "1 formula or symbol shown as �"),
    ]


def test_a_plain_file_leaves_nothing_to_note():
    assert reading_of(word_file(p("One."))).problems == ()


@pytest.mark.parametrize(
    ("body", "kept", "title"),
    [
        ([p("One.")], "Harbour report", "Harbour report"),
        ([p("One.")], "Microsoft Word - final.doc", None),
        ([p("One.")], "Document1", None),
        ([p("One.")], "final_v2.docx", None),
        ([p("One.")], "  ", None),
        ([p("Shown", style="Title")], "Kept", "Shown"),
        ([p("Shown", style="H1")], "Kept", "Kept"),
        ([p("Shown", style="H1")], "", "Shown"),
        ([p("Shown", style="Mine")], "", "Shown"),
        ([p("One.")], "Line\nof \u202etitle", "Line of title"),
    ],
)
def test_the_title_is_the_one_shown_or_a_sane_one_kept(body, kept, title):
    assert one(word_file(*body, core=core(title=kept))).title == title


@pytest.mark.parametrize(
    ("creator", "author"),
    [("Ana Ruiz", "Ana Ruiz"), ("python-docx", None), ("Microsoft Office User", None), ("Admin", None), ("", None)],
)
def test_the_author_is_the_creator_unless_that_is_a_program(creator, author):
    assert one(word_file(p("One."), core=core(creator=creator))).author == author


def test_the_day_of_creation_is_no_day_of_publication():
    document = one(word_file(p("One."), core=core(title="T", creator="Ana Ruiz", language="en-GB")))
    assert (document.published.date, document.language) == (None, "en-GB")
    assert [(known.what, known.where) for known in document.known] == [
        ("title", "core properties"),
        ("author", "core properties"),
    ]


def test_the_operator_wins():
    known = Metadata(title="Ours", published=dt.date(2024, 5, 6))
    (document,) = read_bytes(word_file(p("One.")), "a.docx", suffix=".docx", metadata=known).documents
    assert (document.title, document.published.date) == ("Ours", dt.date(2024, 5, 6))


def test_a_file_of_python_docx_is_read():
    made = python_docx.Document()
    made.add_heading("Harbour report", 0)
    made.add_paragraph("closed on Monday", style="List Bullet")
    made.add_paragraph("open on Friday", style="List Number")
    data = io.BytesIO()
    made.save(data)
    (document,) = read_bytes(data.getvalue(), "a.docx", suffix=".docx").documents
    assert document.text == "Harbour report\n\nclosed on Monday\n\nopen on Friday\n"
    assert (document.title, document.author) == ("Harbour report", None)


def test_the_main_part_is_the_one_that_the_relationships_name():
    assert one(word_file(p("One."), main="word/document2.xml")).text == "One.\n"


def test_strict_files_are_read():
    strict = word_file(p("One."))
    with zipfile.ZipFile(io.BytesIO(strict)) as archive:
        files = {
            name: archive.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            for name in archive.namelist()
        }
    assert one(zipped(files)).text == "One.\n"


# Bombs and junk -------------------------------------------------------------------------------


def with_main(xml: str | bytes) -> bytes:
    return zipped({"word/document.xml": xml})


def test_a_part_that_unpacks_to_thousands_of_times_its_size_is_not_unpacked():
    problem = fault(with_main(b"<w:document>" + b" " * 30_000_000 + b"</w:document>"))
    assert problem.rule == "BG241"
    assert "times its size" in problem.message


def test_a_part_that_is_too_large_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(bounds, "MAX_PART_BYTES", 1_000)
    assert "unpacks to more than" in fault(word_file(*[p("One.")] * 100)).message


def test_an_archive_that_would_unpack_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(bounds, "MAX_TOTAL_BYTES", 1_000)
    assert fault(word_file(p("One."))).rule == "BG241"


def test_an_archive_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(bounds, "MAX_PARTS", 3)
    assert fault(word_file(p("One."))).rule == "BG241"


def test_sizes_that_lie_do_not_help():
    data = bytearray(with_main("<w:document>" + "a" * 500_000 + "</w:document>"))
    size = (500_000 + len("<w:document></w:document>")).to_bytes(4, "little")
    lie = bytes(data).replace(size, (100).to_bytes(4, "little"))
    assert lie != bytes(data)
    assert fault(lie).rule == "BG240"


def test_archives_inside_are_not_opened():
    inner = zipped({"a": b"\0" * 10_000_000})
    files = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{p("One.")}</w:body></w:document>',
        "word/embeddings/a.zip": inner,
    }
    assert one(zipped(files)).text == "One.\n"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document SYSTEM "http://example.org/x.dtd">',
    ],
)
def test_entities_are_refused(declaration):
    problem = fault(
        with_main(f'{declaration}<w:document xmlns:w="{W}"><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>')
    )
    assert "declares a document type" in problem.message


def test_two_hundred_tables_in_one_another_are_read():
    nested = p("innermost")
    for _ in range(200):
        nested = table((nested,))
    document = one(word_file(nested))
    assert document.text == "innermost\n"
    assert document.origins[0].place == "table 200, row 1"


def test_thousands_of_tables_are_read():
    assert one(word_file(*[table(("a", "b"))] * 5_000)).origins[-1].place == "table 5000, row 1"


def test_too_many_or_too_deep_elements_are_refused(monkeypatch):
    monkeypatch.setattr(markup, "_MAX_ELEMENTS", 100)
    assert fault(word_file(*[p("One.")] * 100)).rule == "BG241"
    monkeypatch.undo()
    assert fault(with_main("<a>" * 6_000 + "</a>" * 6_000)).rule == "BG241"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"xl/workbook.xml": "<a/>"}, "looks like an Excel file"),
        ({"ppt/presentation.xml": "<a/>"}, "looks like a PowerPoint file"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"},
            "looks like an OpenDocument file",
        ),
        ({"META-INF/container.xml": "<a/>"}, "looks like an EPUB file"),
        ({"a.txt": "x"}, "looks like a ZIP file"),
    ],
)
def test_another_archive_named_docx_is_told(files, message):
    assert message in read_bytes(zipped(files), "a.docx", suffix=".docx").problems[0].message


def test_old_and_encrypted_files_are_told_apart():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    locked = old + "EncryptedPackage".encode("utf-16-le")
    told = [read_bytes(data, "a.docx", suffix=".docx").problems[0].message for data in (old, locked)]
    assert told == [
        "looks like an old Office file, which is not read",
        "looks like an encrypted Office file, which is not read",
    ]


def test_a_part_that_stands_twice_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}">{p("One.")}</w:document>')
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}">{p("Two.")}</w:document>')
    assert "twice" in fault(data.getvalue()).message


def test_a_locked_part_is_refused():
    data = bytearray(with_main("<a/>"))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert "is encrypted" in fault(bytes(data)).message


@pytest.mark.parametrize(
    "xml", ["", "<w:document", "<a></b>", "\x00\x01", "<a>\x01</a>", "<?xml version='1.0' encoding='klingon'?><a/>"]
)
def test_xml_that_is_none_is_a_problem(xml):
    assert fault(with_main(xml)).rule == "BG240"


def test_a_file_without_text_says_so():
    assert fault(word_file(p(""))).rule == "BG202"


ELEMENTS = (
    "p r t tbl tr tc txbxContent footnote endnote sdt sdtPr sdtContent showingPlcHdr pPr rPr trPr tcPr del ins moveFrom "
    "cellDel vanish strike pStyle rStyle fldChar instrText br tab sym footnoteReference hyperlink ruby rt sectPr"
).split()
TREES = st.recursive(
    st.sampled_from(["One.", "", "2"]),
    lambda inner: st.builds(
        lambda name, kind, children: (
            f'<w:{name} w:val="{kind}" w:fldCharType="{kind}" w:id="1">{"".join(children)}</w:{name}>'
        ),
        st.sampled_from(ELEMENTS),
        st.sampled_from(["begin", "separate", "end", "Title", "TOC1", "0"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=6))
def test_elements_where_they_do_not_belong(trees):
    reading = reading_of(word_file(*trees, footnotes="".join(trees)))
    assert reading.documents or reading.problems[0].rule == "BG202"
    for document in reading.documents:
        assert all(
            document.text[o.start : o.end] == document.text[o.start : o.end].strip() != "" for o in document.origins
        )
