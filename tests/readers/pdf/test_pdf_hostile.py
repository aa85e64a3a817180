"""Files that hold no text, cannot be read, or are made to hurt: each is a Problem that says which and what to do."""

import io
import time
import zlib

import pikepdf
import pytest
from pdf_making import BRIDGES, COSTS, blocks, drawn, edited, made, reading
from pikepdf import Array, Dictionary, Name

from briefgen.readers import read, read_bytes
from briefgen.readers.pdf import MOST_PAGES

PICTURE = b"q 300 0 0 200 50 50 cm /Im0 Do Q"


def fault(found):
    assert found.documents == ()
    (problem,) = found.problems
    assert (problem.severity, problem.file) == ("error", "report.pdf")
    return problem


def guarded(data):
    """What comes of bytes in a child, as everything is read that a user names."""
    return read_bytes(data, "report.pdf", suffix=".pdf")


def _unchanged(pdf):
    return None


def pictured(data, pages):
    """A PDF with some of its pages (from 0) made pictures without text."""

    def change(pdf):
        image = pdf.make_stream(b"\x80" * 100, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10,
                                ColorSpace=Name.DeviceGray, BitsPerComponent=8)  # fmt: skip
        for i in pages:
            pdf.pages[i].Contents = pdf.make_stream(PICTURE)
            pdf.pages[i].Resources = Dictionary(XObject=Dictionary(Im0=image))

    return edited(data, change)


def pages(count):
    return made("".join(f'<p style="break-before: page">Page {i} says: {BRIDGES}</p>' for i in range(1, count + 1)))


def test_a_scan_without_text_says_so():
    problem = fault(reading(pictured(pages(2), (0, 1))))
    assert (problem.rule, problem.message) == ("BG233", "its pages are pictures: it holds no text")
    assert "text recognition" in problem.hint


def test_pages_without_text_are_named():
    found = reading(pictured(pages(7), (1, 4, 5, 6)))
    assert [p.message for p in found.problems] == ["pages 2, 5–7 without text: pictures are not read"]
    assert [(p.rule, p.severity) for p in found.problems] == [("BG234", "warning")]
    assert [origin.page for origin in found.documents[0].origins] == [1, 3, 4]


def test_letters_drawn_as_outlines_are_a_picture():
    outlines = b"".join(f"{x} {y} m {x + 3} {y + 9} l {x + 5} {y} l f\n".encode() for x in range(20, 300, 9) for y in (50, 90))  # fmt: skip
    assert fault(reading(drawn(outlines))).rule == "BG233"


def test_a_blank_page_is_no_fault():
    assert blocks(
        made(f'<p>{BRIDGES}</p><p style="break-before: page"></p><p style="break-before: page">{COSTS}</p>')
    ) == [BRIDGES, COSTS]


def test_a_file_with_nothing_on_its_pages_holds_no_text():
    assert fault(reading(drawn(b""))).rule == "BG202"


def test_fonts_that_name_no_letters_are_said():
    def forget(pdf):
        for item in pdf.objects:
            if isinstance(item, Dictionary) and item.get("/Type") == Name.Font and "/ToUnicode" in item:
                unit = b"beginbfrange\n<0000> <ffff> <e000>\nendbfrange"
                item.ToUnicode = pdf.make_stream(
                    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
                    b"1 begincodespacerange <0000> <ffff> endcodespacerange\n1 " + unit + b"\nendcmap end end"
                )

    problem = fault(reading(edited(pages(1), forget)))
    assert problem.rule == "BG233"
    assert "fonts" in problem.message


def test_text_set_sideways_beside_the_text_is_noted():
    content = b"BT /F1 12 Tf 20 200 Td (The text that is read) Tj ET BT /F1 9 Tf 0 1 -1 0 390 20 Tm (Stamp) Tj ET"
    found = reading(drawn(content))
    assert found.documents[0].text == "The text that is read\n"
    assert [(p.rule, p.severity) for p in found.problems] == [("BG238", "note")]
    assert found.problems[0].message == "text set sideways on page 1 is not read"


def test_a_password_is_wanted():
    data = edited(pages(1), _unchanged, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    problem = fault(reading(data))
    assert (problem.rule, problem.message) == ("BG235", "encrypted: it wants a password")


def test_a_file_that_only_forbids_changes_is_read():
    data = edited(pages(1), _unchanged, encryption=pikepdf.Encryption(user="", owner="secret"))
    assert blocks(data) == [f"Page 1 says: {BRIDGES}"]


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"%PDF-1.7\n" + bytes(range(256)) * 40, b"%PDF-1.4\n%%EOF"])
def test_what_only_looks_like_a_pdf_is_damaged(data):
    problem = fault(guarded(data))
    assert (problem.rule, problem.message) == ("BG236", "damaged: no PDF reader could open it")


def test_a_file_cut_short_is_never_read_in_silence():
    data = pages(6)
    seen = []
    for tenths in range(1, 10):
        found = guarded(data[: len(data) * tenths // 10])
        assert "BG236" in [problem.rule for problem in found.problems]
        seen.extend(found.documents)
    whole = guarded(data)
    assert whole.problems == ()
    assert all(document.text != whole.documents[0].text for document in seen)


def test_more_pages_than_are_read_is_said():
    data = drawn(b"BT /F1 12 Tf 20 200 Td (Text) Tj ET", pages=MOST_PAGES + 1)
    found = reading(data)
    assert [(p.rule, p.severity, p.message) for p in found.problems] == [
        ("BG237", "warning", "has 1,001 pages; the first 1,000 are read")
    ]
    assert max(origin.page for origin in found.documents[0].origins) == MOST_PAGES


def test_a_lying_page_count_costs_nothing():
    def lie(pdf):
        pdf.Root.Pages.Count = 2_000_000_000

    (one,) = guarded(edited(pages(1), lie)).documents
    assert one.text == f"Page 1 says: {BRIDGES}\n"


def test_a_circle_of_pages_ends():
    def circle(pdf):
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        pdf.Root.Pages.Count = 50

    found = guarded(edited(pages(1), circle))
    assert found.documents or found.problems[0].severity == "error"


def test_a_deep_tree_of_pages_ends():
    def deepen(pdf):
        node = pdf.make_indirect(pdf.pages[0].obj)
        for _ in range(5_000):
            node = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=1))
        pdf.Root.Pages = node

    found = guarded(_written(deepen))
    assert found.documents or found.problems[0].rule in ("BG232", "BG236")


def _written(change):
    pdf = pikepdf.open(io.BytesIO(drawn(b"BT /F1 12 Tf 20 200 Td (Text) Tj ET")))
    change(pdf)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _with_content(stream, **entries):
    return _written(lambda pdf: setattr(pdf.pages[0], "Contents", _flate(pdf, stream, entries)))


def _flate(pdf, packed, entries):
    stream = pikepdf.Stream(pdf, b"")
    stream.write(packed, filter=Name.FlateDecode)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream


@pytest.mark.parametrize("unit", [b" ", b"(x) Tj ", b"0 0 m "])
def test_a_stream_that_unpacks_to_gigabytes_costs_bounded_time_and_memory(unit):
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(unit * (8_000_000 // len(unit))) for _ in range(20)) + packer.flush()
    before = time.monotonic()
    found = guarded(_with_content(packed))
    assert time.monotonic() - before < 170
    assert found.documents or {p.rule for p in found.problems} <= {"BG202", "BG230", "BG231", "BG232", "BG233", "BG236"}


def test_a_form_that_draws_itself_ends():
    def circle(pdf):
        form = pdf.make_stream(b"/Fm0 Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 400, 300])
        form.Resources = Dictionary(XObject=Dictionary(Fm0=form))
        pdf.pages[0].Resources.XObject = Dictionary(Fm0=form)
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 20 200 Td (Text) Tj ET /Fm0 Do")

    assert guarded(_written(circle)).documents[0].text == "Text\n"


def test_a_page_of_a_hundred_thousand_letters_is_read():
    line = b"(" + b"word " * 40 + b") Tj 0 -0.05 Td\n"
    found = guarded(drawn(b"BT /F1 0.04 Tf 20 290 Td " + line * 600 + b"ET"))
    assert len(found.documents[0].text) > 110_000


def test_a_page_of_no_size_and_one_of_no_end_are_read():
    for box in ([0, 0, 0, 0], [0, 0, 1e9, 1e9], [400, 300, 0, 0]):
        data = edited(
            drawn(b"BT /F1 12 Tf 20 200 Td (Text) Tj ET"), lambda pdf, box=box: setattr(pdf.pages[0], "MediaBox", box)
        )
        found = guarded(data)
        assert found.documents or found.problems[0].severity == "error"


def test_the_name_does_not_decide(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(pages(1))
    (one,) = read(path).documents
    assert (one.text, one.media_type) == (f"Page 1 says: {BRIDGES}\n", "application/pdf")
