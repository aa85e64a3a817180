import datetime as dt

import pytest

from briefgen.readers import read_bytes
from briefgen.readers.reading import Metadata

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Northport Courier</title><link>https://courier.example</link><language>en-gb</language>
<image><title>Logo</title><url>https://courier.example/l.png</url></image>
<item><title>Bridge &amp; ferry closed</title><link>https://courier.example/1</link><dc:creator>Mara Lindqvist</dc:creator>
 <pubDate>Fri, 03 May 2024 08:00:00 GMT</pubDate><description>Short.</description>
 <content:encoded><![CDATA[<p>The bridge was closed.</p><script>x()</script><ul><li>Buses end at Quay Street.</li></ul><table><tr><td>2019</td><td>4</td></tr></table>]]></content:encoded></item>
<item><title>Only a headline</title><link>https://courier.example/2</link></item>
<item><description>The council &lt;b&gt;voted&lt;/b&gt; 6 to 3. &lt;a href="x"&gt;Read more&lt;/a&gt;</description>
 <guid>https://courier.example/3</guid><author>ann@courier.example (Ann Lee)</author><pubDate>soon</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Upstream Notes</title>
<link href="https://up.example/"/><author><name>Nobody</name></author>
<entry><title type="html">Dam &lt;i&gt;fails&lt;/i&gt;</title><link rel="edit" href="https://up.example/e"/><link href="https://up.example/1"/>
 <author><name>Ana Duval</name></author><published>2021-02-09T20:00:00-05:00</published><updated>2021-03-01T00:00:00Z</updated>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It met <b>four</b> times.</p><p>Nobody came.</p></div></content></entry>
<entry><title>Second</title><updated>2021-03-01T00:00:00Z</updated><summary>A plain text with a &lt; sign.</summary></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://r.example"><title>River News</title></channel>
<item rdf:about="https://r.example/1"><title>Gates opened</title><link>https://r.example/1</link><description>Two gates were opened.</description><dc:date>2004-11-24T09:00:00Z</dc:date></item></rdf:RDF>"""


def of(text, **given):
    return read_bytes(text if isinstance(text, bytes) else text.encode(), "feed.xml", suffix=".xml", **given)


def blocks(document):
    return [document.text[origin.start : origin.end] for origin in document.origins]


def test_an_rss_feed_is_a_document_an_entry():
    first, third = of(RSS).documents
    assert (first.part, first.title, first.publisher) == ("entry 1", "Bridge & ferry closed", "The Northport Courier")
    assert (first.author, first.url, first.language) == ("Mara Lindqvist", "https://courier.example/1", "en-gb")
    assert (first.published.date, first.published.basis) == (dt.date(2024, 5, 3), "metadata")
    assert blocks(first) == ["The bridge was closed.", "Buses end at Quay Street.", "2019 | 4"]
    assert (third.part, third.title, third.author, third.url) == (
        "entry 3",
        None,
        "Ann Lee",
        "https://courier.example/3",
    )
    assert third.published.date is None
    assert third.text.startswith("The council voted 6 to 3.")
    assert {known.what: known.where for known in first.known} == {
        "title": "title",
        "publisher": "title of the feed",
        "author": "author",
        "published": "pubDate",
        "url": "link",
    }


def test_entries_without_text_are_noted():
    (problem,) = of(RSS).problems
    assert (problem.rule, problem.severity) == ("BG225", "note")
    assert problem.message == "1 of 3 entries hold no text and are left out: 2"


def test_an_atom_feed_with_xhtml_and_plain_text():
    first, second = of(ATOM).documents
    assert (first.title, first.publisher, first.author, first.url) == (
        "Dam fails",
        "Upstream Notes",
        "Ana Duval",
        "https://up.example/1",
    )
    assert first.published.date == dt.date(2021, 2, 9)
    assert blocks(first) == ["It met four times.", "Nobody came."]
    assert second.text == "A plain text with a < sign.\n"
    assert second.published.date is None  # "updated" is the day of a change


def test_an_rdf_feed_has_its_items_beside_the_channel():
    (document,) = of(RDF).documents
    assert (document.publisher, document.url, document.published.date) == (
        "River News",
        "https://r.example/1",
        dt.date(2004, 11, 24),
    )
    assert document.text == "Two gates were opened.\n"


def test_an_old_feed_with_a_document_type_and_letters_of_its_own():
    old = '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd"><rss version="0.91"><channel><title>Café</title><item><description>Naïve text.</description></item></channel></rss>'
    reading = of(old.encode("latin-1"))
    assert reading.problems == ()
    assert (reading.documents[0].publisher, reading.documents[0].text) == ("Café", "Naïve text.\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;',
    ],
)
def test_entities_of_its_own_are_refused(subset, encoding):
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [{subset}]><rss><channel><item><description>&a;&b;</description></item></channel></rss>'
    reading = of(bomb.encode(encoding))
    assert reading.documents == ()
    assert [problem.rule for problem in reading.problems] == ["BG224"]


def test_an_article_about_entities_is_no_bomb():
    (document,) = of(
        "<rss><channel><item><description><![CDATA[<p>He wrote &lt;!ENTITY a SYSTEM and <!ENTITY b> there.</p>]]></description></item></channel></rss>"
    ).documents
    assert document.text.startswith("He wrote <!ENTITY a SYSTEM")


def test_a_feed_cut_short_is_read_as_far_as_it_goes():
    reading = of(RSS[: RSS.index("<item><description>") + 60])
    assert [document.part for document in reading.documents][:1] == ["entry 1"]
    assert reading.problems[0].rule == "BG224"
    assert reading.problems[0].severity == "warning"
    assert reading.problems[0].line is not None


@pytest.mark.parametrize(
    "text",
    ["<rss></rss>", "<rss><channel><title>x</title></channel></rss>", "<feed><entry><title>x</title></entry></feed>"],
)
def test_a_feed_without_text_is_said(text):
    reading = of(text)
    assert reading.documents == ()
    assert [problem.rule for problem in reading.problems] == ["BG202"]


def test_too_many_entries_are_capped():
    items = "".join(f"<item><description>Number {i} of them.</description></item>" for i in range(1_001))
    reading = of(f"<rss><channel>{items}</channel></rss>")
    assert len(reading.documents) == 1_000
    assert [problem.rule for problem in reading.problems] == ["BG226"]


@pytest.mark.parametrize("piece", ["<item>", "<a>", "&x;", "<item><description>", "<![CDATA[", "<!--", "<item a='"])
def test_any_piece_repeated_is_survived(piece):
    reading = of("<rss><channel>" + piece * 3_000)
    assert reading.documents or reading.problems


def test_the_operator_wins_over_every_entry():
    documents = of(RSS, metadata=Metadata(publisher="Ours", published=dt.date(2024, 6, 1))).documents
    assert {(d.publisher, d.published.date) for d in documents} == {("Ours", dt.date(2024, 6, 1))}


def test_what_a_blog_adds_to_each_entry_is_left_out():
    entry = (
        "<figure><img src='a.jpg'><figcaption>The dam in 2019.</figcaption></figure><p>It voted 6 to 3.<sup><a href='#f'>1</a></sup></p>"
        "<blockquote><p>The spillway could fail.</p></blockquote><h3>Share this:</h3>"
        "<p>The post <a href='x'>Why I left</a> appeared first on <a href='y'>Upstream Notes</a>.</p>"
    )
    (document,) = of(
        f"<rss><channel><item><description><![CDATA[{entry}]]></description></item></channel></rss>"
    ).documents
    assert blocks(document) == ["It voted 6 to 3.", "“The spillway could fail.”"]
