import pytest

from briefgen.readers.sniffing import EML, FEED, HTML, JSON_LINES, MARKDOWN, PDF, PLAIN, media_type

PAGE = b"<!DOCTYPE html><html><body><p>Text.</p></body></html>"
XHTML = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet href="a.css"?>\n<!-- saved -->\n'
    b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
    b'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text.</p></body></html>'
)
MAIL = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Gates\r\n\r\nText.\r\n"
RSS = b'<?xml version="1.0"?>\n<rss version="2.0"><channel><item/></channel></rss>'
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>'
RDF = b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'
LINES = b'{"text": "One."}\n{"text": "Two."}\n'
SUFFIXES = (".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".xml", ".jsonl", ".png", "")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PAGE, HTML),
        (b"\n\n  <html lang=en>", HTML),
        (b"\xef\xbb\xbf" + PAGE, HTML),
        (PAGE.decode().encode("utf-16"), HTML),
        (XHTML, HTML),
        (b"<!-- saved from url=(0022)https://courier.example -->\n<html>", HTML),
        (b"%PDF-1.7\n%\xe2\xe3", PDF),
        (b"junk before\n%PDF-1.4\n", PDF),
        (RSS, FEED),
        (ATOM, FEED),
        (RDF, FEED),
        (b'<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"></atom:feed>', FEED),
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss/>', FEED),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    ],
)
def test_the_bytes_tell_the_kind_whatever_the_name(data, kind, suffix):
    assert media_type(data, suffix) == kind


@pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf", ".xml", ".eml", ".jsonl", ""])
@pytest.mark.parametrize(("data", "kind"), [(MAIL, EML), (LINES, JSON_LINES), (b"<p>Text.</p>", HTML)])
def test_text_that_shows_its_kind_is_of_it_but_in_markdown(data, kind, suffix):
    assert media_type(data, suffix) == kind
    assert media_type(data, ".md") == MARKDOWN


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"Plain words.", ".txt", PLAIN),
        (b"Plain words.", ".md", MARKDOWN),
        (b"Plain words.", ".HTML", HTML),
        (b"Plain words.", ".jsonl", JSON_LINES),
        (b"Plain words.", ".pdf", PLAIN),
        (b"{not json", "", PLAIN),
        (b"To: be or not to be\nis asked.", "", PLAIN),
        (b"a < b and <html> is a tag", "", PLAIN),
        ("Ein Satz.".encode("utf-16"), ".txt", PLAIN),
        (b'{"text": "' + b"x" * 2_000_000 + b'"}', "", JSON_LINES),
        (b"PK\x03\x04 no archive", ".docx", "a damaged ZIP file"),
        (b"# Head\n\n<div>HTML in Markdown</div>", ".md", MARKDOWN),
        (b"<div>HTML first in Markdown</div>\n\n# Head", ".md", MARKDOWN),
        (PAGE, ".md", HTML),
    ],
)
def test_the_name_counts_only_between_kinds_of_text(data, suffix, kind):
    assert media_type(data, suffix) == kind


@pytest.mark.parametrize("piece", [b"<!-- -->", b"<?a?>", b"<!---->\n", b"<!", b"<", b"A:\r\n ", b" "])
def test_a_head_of_pieces_is_looked_at_once(piece):
    assert media_type(piece * 2_000 + b"x", "") in (PLAIN, HTML, EML)
