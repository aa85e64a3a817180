"""What a PDF says of itself is taken where it is fit to be shown; the day it was made is no publication date."""

import datetime as dt
import hashlib

import pytest
from pdf_making import drawn, edited, made, reading

from briefgen.readers import pdf
from briefgen.readers.reading import Metadata, Raw, Stated

PAGE = drawn(b"BT /F1 12 Tf 20 200 Td (Text) Tj ET")


def informed(**information):
    def inform(pdf_):
        for key, value in information.items():
            pdf_.docinfo[f"/{key}"] = value

    (one,) = reading(edited(PAGE, inform)).documents
    return one


@pytest.mark.parametrize(
    "title",
    [
        "Bridges of the north",
        "Annual report 2022",
        "Microsoft and the law",
        "Bericht",
        "中国报告书",
        "The document 4",
        "Notes: a study",
    ],
)
def test_a_title_is_taken(title):
    one = informed(Title=title)
    assert one.title == title
    assert [(known.what, known.basis, known.where) for known in one.known] == [
        ("title", "metadata", "document information")
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - draft3.doc", "Microsoft PowerPoint - Folien", "PowerPoint Presentation", "report_final_v2.docx",
        "final-report.pdf", "C:\\Users\\x\\My report.indd", "untitled", "Untitled document", "Document1", "Slide 1", "  ", "12345",
        "rpt2022_final", "2024-05-06", "(anonymous)", "Layout 1", "Print", "main.tex", "Adobe Photoshop PDF",
    ],
)  # fmt: skip
def test_a_title_that_a_program_left_is_not_taken(title):
    assert informed(Title=title).title is None


def test_the_operators_title_wins():
    (one,) = reading(edited(PAGE, lambda p: p.docinfo.__setitem__("/Title", "Theirs, in full")), title="Ours").documents
    assert one.title == "Ours"


@pytest.mark.parametrize(("author", "expected"), [("Jane Smith", "Jane Smith"), ("Administrator", None), ("user 1", None), ("--", None)])  # fmt: skip
def test_an_author_is_a_name(author, expected):
    assert informed(Author=author).author == expected


def test_what_steers_a_terminal_is_left_out_of_a_title():
    assert informed(Title="Bridges\x07 of\u202e the\n north").title == "Bridges of the north"


def test_the_day_a_file_was_made_is_no_publication_date():
    one = informed(CreationDate="D:20240506120000Z", ModDate="D:20240507120000Z")
    assert (one.published.date, one.published.basis) == (None, "unknown")


def with_xmp(body):
    packet = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:xmp="http://ns.adobe.com/xap/1.0/">{body}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )

    def add(pdf_):
        pdf_.Root.Metadata = pdf_.make_stream(packet.encode(), Type="/Metadata", Subtype="/XML")

    return reading(edited(PAGE, add, compress_streams=False))


def test_a_publication_date_in_the_metadata_is_taken():
    found = with_xmp("<prism:publicationDate>2023-05-06T00:00:00Z</prism:publicationDate>")
    assert found.documents[0].published.date == dt.date(2023, 5, 6)
    assert found.documents[0].published.basis == "metadata"
    assert found.problems == ()


def test_other_dates_in_the_metadata_are_not_taken():
    body = (
        "<xmp:CreateDate>2023-05-06</xmp:CreateDate><dc:date><rdf:Seq><rdf:li>2023-05-06</rdf:li></rdf:Seq></dc:date>"
    )
    assert with_xmp(body).documents[0].published.date is None


def test_two_publication_dates_are_a_problem():
    body = "<prism:publicationDate>2023-05-06</prism:publicationDate><prism:publicationDate>2022-05-06</prism:publicationDate>"
    found = with_xmp(body)
    assert [problem.rule for problem in found.problems] == ["BG216"]


def test_a_day_that_is_none_is_left_out():
    assert with_xmp("<prism:publicationDate>2023-15-06</prism:publicationDate>").documents[0].published.date is None


@pytest.mark.parametrize(("language", "expected"), [("en-GB", "en-GB"), ("de", "de"), ("not a language!", None)])
def test_the_language_is_that_of_the_catalogue(language, expected):
    found = reading(edited(PAGE, lambda p: setattr(p.Root, "Lang", language)))
    assert found.documents[0].language == expected


def test_weasyprints_metadata_are_read():
    head = '<title>Bridges of the north</title><meta name="author" content="Jane Smith"><meta name="dcterms.created" content="2023-05-06">'
    (one,) = reading(made("<p>Text.</p>", head=head)).documents
    assert (one.title, one.author, one.published.date) == ("Bridges of the north", "Jane Smith", None)


def test_what_the_file_around_a_pdf_says_stays():
    raw = Raw(PAGE, "mail.eml", hashlib.sha256(PAGE).hexdigest(), "attachment a.pdf")
    around = Stated(author="B", dates=((dt.date(2024, 1, 2), "Date"),), where={"author": "From"})
    (one,) = pdf.read(raw, Metadata(), around).documents
    assert (one.author, one.published.date, one.part) == ("B", dt.date(2024, 1, 2), "attachment a.pdf")
