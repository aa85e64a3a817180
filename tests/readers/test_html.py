import datetime as dt
import os
import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.readers import html, read, read_bytes
from briefgen.readers.reading import Metadata, Raw, Stated

PAGES = Path(__file__).parent / "pages"
FILL = "The river authority said on Monday that the gates had been opened in time, and that no village was flooded."
MORE = "It added that two of the gates could not be closed again, and that engineers were looking for the cause."


def page(name, **given):
    reading = read(PAGES / f"{name}.html", **given)
    (document,) = reading.documents
    return document, reading.problems


def of(markup, **given):
    data = markup if isinstance(markup, bytes) else markup.encode()
    return read_bytes(data, "a.html", suffix=".html", **given)


def article(inner, head="", title="<h1>Gates opened</h1>"):
    """A small page with an article that is long enough to be found."""
    return of(
        f"<html><head><meta charset=utf-8>{head}</head><body><article>{title}<p>{FILL}</p>{inner}<p>{MORE}</p></article></body></html>"
    )


def blocks(reading):
    (document,) = reading.documents
    return [document.text[origin.start : origin.end] for origin in document.origins]


def within(inner):
    """The blocks that a piece of HTML in an article becomes."""
    found = blocks(article(inner))
    return found[found.index(FILL) + 1 : found.index(MORE)]


def dates(head="", inner="", title="<h1>Gates opened</h1>"):
    reading = article(inner, head, title)
    (document,) = reading.documents
    where = next((known.where for known in document.known if known.what == "published"), None)
    return document.published.date, where, [problem.rule for problem in reading.problems]


# Whole pages --------------------------------------------------------------------------------------


def test_a_news_page_is_its_article():
    document, problems = page("news")
    assert problems == ()
    for left_out in (
        "cookies",
        "Subscribe",
        "Share on",
        "Ferry operator",
        "newsletter",
        "About time",
        "©",
        "Read more",
        "dataLayer",
        "Advertisement",
    ):
        assert left_out not in document.text
    assert [document.text[o.start : o.end] for o in document.origins][:4] == [
        "Harbour bridge closed after inspectors find cracks",
        "Drivers face a 40-minute detour while engineers check the span.",
        "The Northport harbour bridge was closed to all traffic on Friday night after inspectors found cracks in two of its hangers, the city’s transport department said.",
        "“We will not reopen it until we know that it is safe,” said Elena Marsh, the department’s director. She did not say how long the work would take.",
    ]


def test_what_a_news_page_says_of_itself_has_its_place():
    document, _ = page("news")
    assert (document.title, document.publisher) == (
        "Harbour bridge closed after inspectors find cracks",
        "The Northport Courier",
    )
    assert (document.author, document.language) == ("Mara Lindqvist, Tom Okafor", "en-GB")
    assert document.url == "https://courier.example/local/harbour-bridge-closed"
    assert (document.published.date, document.published.basis) == (dt.date(2024, 5, 3), "metadata")
    assert {known.what: known.where for known in document.known} == {
        "title": "og:title",
        "publisher": "JSON-LD publisher",
        "author": "JSON-LD author",
        "published": "article:published_time",
        "url": "canonical link",
    }


def test_a_table_is_read_row_by_row_with_its_place():
    document, _ = page("news")
    rows = {o.place: document.text[o.start : o.end] for o in document.origins if "row" in o.place}
    assert rows == {
        "¶ 11, row 1": "Closures of the bridge",
        "¶ 11, row 2": "Year | Days closed | Reason",
        "¶ 11, row 3": "2019 | 4 | Storm damage",
        "¶ 11, row 4": "2022 | 11 | Resurfacing",
    }


def test_a_government_release_keeps_quotation_list_and_notes():
    document, problems = page("release")
    assert problems == ()
    assert "“People have a right to know what is in the river in front of their door.”" in document.text
    assert "\n\nThe regulator reviews them.\n\n" in document.text
    assert "discharges in 2022.\n" in document.text  # and not "2022.1": the mark of a footnote is no digit
    assert (document.publisher, document.published.date) == ("Ministry of Waterways", dt.date(2023, 11, 14))
    assert document.title == "New rules on river discharges announced"


def test_a_page_that_contradicts_itself_is_read_and_told():
    document, (problem,) = page("contradiction")
    assert problem.rule == "BG216"
    assert (document.author, document.published.date) == ("Ann Lee", dt.date(2024, 5, 3))
    assert "He did not disclose how much water was let out." in document.text


def test_an_old_blog_is_read_by_its_declared_encoding():
    document, problems = page("blog")
    assert problems == ()
    assert document.author == "René Duval"
    assert document.title == "Why I left the dam committee"
    assert document.published.date == dt.date(2021, 2, 9)
    assert "I joined the committee in 2018" in document.text.split("\n\n")[0]
    assert "Good for you" not in document.text


def test_the_places_of_a_page_cover_its_text():
    for name in ("news", "release", "blog"):
        document, _ = page(name)
        assert "\n\n".join(document.text[o.start : o.end] for o in document.origins) + "\n" == document.text
        assert all(o.place.startswith("¶ ") for o in document.origins)


def test_two_processes_read_a_page_alike():
    code = "import sys, pathlib; from briefgen.readers import read; print(read(pathlib.Path(sys.argv[1]), name='x'))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(PAGES / "news.html")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_no_page_touches_the_network(monkeypatch):
    def refuse(*arguments, **more):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    reading = article(
        "<img src=http://h.example/a.png><iframe src=http://h.example/b></iframe>",
        "<base href=http://h.example/><link rel=stylesheet href=http://h.example/c.css><meta http-equiv=refresh content='0;url=http://h.example'>",
    )
    assert blocks(reading)[1:] == [FILL, MORE]


# What becomes of elements -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>On <time datetime=2024-05-03>3 May</time> the gates were opened by hand.</p>", ["On 3 May the gates were opened by hand."]),
        ("<p>The toll is <del>95</del> <ins>97</ins>, he said on Monday.</p>", ["The toll is 97, he said on Monday."]),
        ("<p>It grew by 10<sup>6</sup> in a year, he said.</p>", ["It grew by 10⁶ in a year, he said."]),
        ("<p>It is the 3<sup>rd</sup> flood of the year.</p>", ["It is the 3rd flood of the year."]),
        ("<p>They counted 95 dead.<sup><a href='#n1'>1</a></sup> More are missing.</p>", ["They counted 95 dead. More are missing."]),
        ("<p>They counted 95 dead.<a href='#n1'><sup>12</sup></a> More are missing.</p>", ["They counted 95 dead. More are missing."]),
        ("<p>They counted 95 dead.<sup>[2]</sup> More are missing.</p>", ["They counted 95 dead. More are missing."]),
        ("<p>He said <q>we will not wait</q> and left the room.</p>", ["He said “we will not wait” and left the room."]),
        ("<blockquote><p>Nobody told us.</p><footer>Jo Pereira, shop owner</footer></blockquote>", ["“Nobody told us.”", "Jo Pereira, shop owner"]),
        ("<blockquote><p>“Nobody told us.”</p></blockquote>", ["“Nobody told us.”"]),
        ("<p>Quay Street 4<br>Northport<br/>Tel. 5550</p>", ["Quay Street 4\nNorthport\nTel. 5550"]),
        ("<ul><li>First the gates.<ul><li>Then the locks.</li></ul></li><li>Last the dam.</li></ul>", ["First the gates.", "Then the locks.", "Last the dam."]),
        ("<dl><dt>Opened</dt><dd>Two gates out of nine</dd></dl>", ["Opened", "Two gates out of nine"]),
        ("<h2>What comes next</h2><p>Engineers will look at the lower gates.</p>", ["What comes next", "Engineers will look at the lower gates."]),
        ("<pre>gate  state\n4     open</pre>", ["gate state\n4 open"]),
        ("<p hidden>Hidden from all readers, for machines only.</p>", []),
        ("<p style='color:red;display: none'>Hidden from all readers, for machines only.</p>", []),
        ("<p>Seen.<span style='visibility:hidden'> Not seen.</span> Seen again by all.</p>", ["Seen. Seen again by all."]),
        ("<script>document.write('never')</script><style>p{}</style><noscript>Enable it</noscript>", []),
        ("<p>Read more: <a href=/x>Dam closed after storm</a></p><p>Share this:</p>", []),
        ("<table><tr><td></td><th>2023</th></tr><tr><th>Dead</th><td>14</td></tr></table>", ["| 2023", "Dead | 14"]),
        ("<table><tr><td><p>One.</p><p>Two.</p></td><td><ul><li>x</li><li>y</li></ul></td></tr></table>", ["One. Two. | x y"]),
        ("<p>Unclosed and <b>bold <i>both<p>A second one without an end", ["Unclosed and bold both", "A second one without an end"]),
        ("<p>Fish &amp; chips &lt;cheap&gt; cost &euro;5&nbsp;a head.</p>", ["Fish & chips <cheap> cost €5 a head."]),
    ],
)  # fmt: skip
def test_elements_become_text(markup, expected):
    assert [block.replace("\u00a0", " ") for block in within(markup)] == expected


def test_a_time_that_stands_alone_is_no_text():
    assert "Updated" not in blocks(article("", title="<h1>Gates opened</h1><p>Updated <time>3 May</time></p>"))


NOTICE = "<p>We and our 214 partners store and access information on a device, such as cookies, and process personal data, such as unique identifiers, for content measurement, and audience insights.</p>"


@pytest.mark.parametrize(
    "mark", ["id=onetrust-consent-sdk", "class='cookie-banner js'", "class=cc_cookie-notice", "id=CybotCookiebotDialog"]
)
def test_a_notice_on_cookies_is_no_text_however_short_the_page(mark):
    reading = of(
        f"<html><body><div {mark}>{NOTICE}</div><h1>Street closed</h1><p>Bridge Street is closed until 9 June.</p></body></html>"
    )
    assert blocks(reading) == ["Street closed", "Bridge Street is closed until 9 June."]


def test_a_page_under_a_mark_of_consent_is_read():
    reading = of(
        f"<html class=cookie-banner><body class=gdpr><div class='cookie-banner'><main><h1>Cookies</h1><p>{FILL}</p></main></div></body></html>"
    )
    assert blocks(reading) == ["Cookies", FILL]


def test_a_layout_made_of_tables_is_read_as_paragraphs():
    links = "<a href=a>Home</a><br><a href=b>Press</a>"
    reading = of(
        f"<html><body><table><tr><td colspan=2><b>HARBOUR BOARD</b></td></tr><tr><td>{links}</td><td><p>March 3, 2001<p>{FILL}<p>{MORE}<p>He declined to say more.</td></tr></table></body></html>"
    )
    assert blocks(reading)[-4:] == ["March 3, 2001", FILL, MORE, "He declined to say more."]
    assert reading.documents[0].published.date == dt.date(2001, 3, 3)


def test_a_page_of_boxes_keeps_them_apart():
    boxes = "".join(
        f"<div><span>{text}</span></div>"
        for text in (
            "Ministry denies leak",
            "By Ann Lee · May 3, 2024 · 4 min read",
            "The ministry denied it.",
            "Two people said otherwise.",
        )
    )
    reading = of(f"<html><body><div><div>{boxes}</div></div></body></html>")
    assert blocks(reading)[2:] == ["The ministry denied it.", "Two people said otherwise."]
    document = reading.documents[0]
    assert (document.author, document.published.date) == ("Ann Lee", dt.date(2024, 5, 3))


def test_a_list_of_articles_has_no_date_of_one_of_them():
    entry = "<article><h2 class=entry-title>Road {0}</h2><time class=published datetime=2024-0{0}-02>x</time><p>Road {0} is closed until further notice, the council said.</p></article>"
    reading = of(f"<html><body><h1>News</h1>{entry.format(1)}{entry.format(2)}</body></html>")
    assert reading.documents[0].published.date is None
    assert reading.documents[0].title == "News"
    assert reading.problems == ()


# Dates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ("<meta property='article:published_time' content='2024-05-03T10:00:00+02:00'>", "article:published_time"),
        ("<meta property='og:published_time' content='2024-05-03'>", "og:published_time"),
        ("<meta name='date' content='3 May 2024'>", "date"),
        ("<meta name='DCTERMS.issued' content='2024-05-03'>", "dcterms.issued"),
        ("<meta itemprop='datePublished' content='2024-05-03'>", "itemprop=datePublished"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-03"}</script>', "JSON-LD datePublished"),
        ('<script type="application/ld+json">[{"@type":"WebSite"},{"@graph":[{"@type":["Thing","BlogPosting"],"datePublished":"2024-05-03"}]}]</script>', "JSON-LD datePublished"),
    ],
)  # fmt: skip
def test_a_date_in_the_head_is_taken_with_its_place(head, where):
    assert dates(head) == (dt.date(2024, 5, 3), where, [])


@pytest.mark.parametrize(
    ("below", "where"),
    [
        ("<time datetime='2024-05-03'>Friday</time>", "time"),
        ("<p>By Ann Lee</p><p>Published: 3 May 2024</p>", "printed under the headline"),
        ("<dl><dt>Published</dt><dd>3 May 2024</dd><dt>Last updated</dt><dd>9 May 2024</dd></dl>", "printed under the headline"),
        ("<span class='entry-date published'>May 3, 2024</span>", "span class=entry-date"),
        ("<p>3 May 2024</p>", "printed under the headline"),
        ("<time class='updated' datetime='2024-06-01'>1 June</time><time pubdate datetime='2024-05-03'>3 May</time>", "time pubdate"),
    ],
)  # fmt: skip
def test_a_date_on_the_page_is_taken_with_its_place(below, where):
    found = dates(title=f"<h1>Gates opened</h1>{below}")
    assert found == (dt.date(2024, 5, 3), where, [])


@pytest.mark.parametrize(
    ("head", "inner"),
    [
        ("<meta property='article:modified_time' content='2024-05-03'>", ""),
        ("<meta name='last-modified' content='2024-05-03'>", ""),
        ("<link rel=canonical href='https://h.example/2024/05/03/gates'>", ""),
        ('<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2024-05-03"}</script>', ""),
        ("", "<p>The gates were opened on 3 May 2024, as the river rose.</p>"),
        ("", "<aside class=related><time datetime='2024-05-03'>3 May</time> Another report</aside>"),
        ("", "<div class='related-posts'><p>Another report <span class=published>2024-05-03</span></p></div>"),
        ("", "<footer>© 2024 The Courier</footer>"),
    ],
)
def test_no_other_date_is_a_publication_date(head, inner):
    assert dates(head, inner) == (None, None, [])


def test_a_change_under_the_headline_is_no_publication():
    assert dates(title="<h1>Gates opened</h1><p>Last updated: 3 May 2024</p>")[1] != "printed under the headline"


def test_two_dates_are_a_problem_that_names_both():
    reading = article(
        "",
        "<meta property='article:published_time' content='2024-05-03'><meta name=date content='2024-05-07'>",
    )
    (problem,) = reading.problems
    assert (problem.rule, problem.severity) == ("BG216", "warning")
    assert "2024-05-03 (article:published_time), 2024-05-07 (date)" in problem.message


def test_one_instant_in_two_time_zones_is_one_date():
    head = (
        "<meta property='article:published_time' content='2024-05-03T23:30:00-04:00'>"
        '<script type="application/ld+json">{"@type":"Article","datePublished":"2024-05-04T03:30:00Z"}</script>'
    )
    assert dates(head) == (dt.date(2024, 5, 3), "article:published_time", [])


def test_a_date_that_reads_two_ways_is_not_used_and_said():
    assert dates("<meta name=date content='05/04/2024'>") == (None, None, ["BG223"])


def test_the_operators_date_settles_a_contradiction():
    known = Metadata(published=dt.date(2024, 5, 7))
    head = "<meta property='article:published_time' content='2024-05-03'><meta name=date content='2024-05-07'>"
    reading = of(f"<html><head>{head}</head><body><h1>A</h1><p>{FILL}</p></body></html>", metadata=known)
    assert reading.problems == ()
    assert reading.documents[0].published.basis == "operator"


def test_an_operators_date_that_the_page_does_not_give_is_a_note():
    known = Metadata(published=dt.date(2024, 5, 9))
    reading = of(
        f"<html><head><meta name=date content=2024-05-07></head><body><p>{FILL}</p></body></html>", metadata=known
    )
    (problem,) = reading.problems
    assert (problem.rule, problem.severity) == ("BG220", "note")
    assert "2024-05-09" in problem.message
    assert "2024-05-07 (date)" in problem.message


# Who and where ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "below", "author"),
    [
        ("<meta name=author content='Ann Lee'><meta name=author content='Bo Ray'>", "", "Ann Lee, Bo Ray"),
        ("<meta property='article:author' content='https://social.example/ann'>", "<p class=byline>By Ann Lee and Bo Ray, 3 May 2024</p>", "Ann Lee and Bo Ray"),
        ("", "<a rel=author href=/ann>Ann Lee</a>", "Ann Lee"),
        ('<script type="application/ld+json">{"@type":"Article","author":{"@id":"#a"}}</script><script type="application/ld+json">{"@id":"#a","@type":"Person","name":"Ann Lee"}</script>', "", "Ann Lee"),
        ("<meta name=author content='By Ann Lee'>", "", "Ann Lee"),
        ("<meta name=author content=''>", "", None),
    ],
)  # fmt: skip
def test_authors(head, below, author):
    assert article("", head, f"<h1>Gates opened</h1>{below}").documents[0].author == author


def test_a_title_loses_the_name_of_its_site():
    head = "<meta property=og:title content='Gates opened - The Courier'><meta property=og:site_name content='The Courier'>"
    document = article("", head).documents[0]
    assert (document.title, document.publisher) == ("Gates opened", "The Courier")


@pytest.mark.parametrize("href", ["/relative", "javascript:alert(1)", "file:///etc/passwd", ""])
def test_only_a_web_address_is_an_address(href):
    assert article("", f"<link rel=canonical href='{href}'>").documents[0].url is None


# Encodings ----------------------------------------------------------------------------------------

CAFE = f"<html><head>{{}}</head><body><h1>Café</h1><p>{FILL} “Yes”</p></body></html>"


@pytest.mark.parametrize(
    ("data", "rules"),
    [
        (CAFE.format("").encode(), []),
        (b"\xef\xbb\xbf" + CAFE.format("").encode(), []),
        (CAFE.format("").encode("utf-16"), []),
        (CAFE.format("<meta charset=windows-1252>").encode("cp1252"), []),
        (CAFE.format("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>").encode("cp1252"), []),
        (CAFE.format("<meta charset='utf-16'>").encode(), []),
        (CAFE.format("<meta charset=base64>").encode(), []),
        (CAFE.format("<meta charset=nonsense>").encode(), []),
        (CAFE.format("").encode("cp1252"), ["BG221"]),
        (('<?xml version="1.0" encoding="windows-1252"?>' + CAFE.format("")).encode("cp1252"), []),
    ],
)
def test_letters_are_read_as_they_were_written(data, rules):
    reading = of(data)
    assert [problem.rule for problem in reading.problems] == rules
    assert "Café" in reading.documents[0].text
    assert "“Yes”" in reading.documents[0].text


def test_one_wrong_byte_does_not_turn_the_page_into_another_alphabet():
    reading = of(CAFE.format("<meta charset=utf-8>").encode().replace(b"gates", b"g\xe4tes"))
    assert [problem.rule for problem in reading.problems] == ["BG221"]
    assert "Café" in reading.documents[0].text
    assert "g�tes" in reading.documents[0].text


# Broken and hostile pages -------------------------------------------------------------------------


@pytest.mark.parametrize("markup", ["<html></html>", "<html><body><script>var a = 1</script></body></html>", "<!doctype html><title>Only a title</title>", "<p> </p>"])  # fmt: skip
def test_a_page_without_text_is_said(markup):
    reading = of(markup)
    assert reading.documents == ()
    assert [problem.rule for problem in reading.problems] == ["BG202"]


def test_a_page_cut_short_is_read_as_far_as_it_goes():
    data = (PAGES / "news.html").read_bytes()
    reading = of(data[: data.index(b"A report seen by")])
    assert "She did not say how long" in reading.documents[0].text


def test_nested_without_end_all_text_is_kept():
    reading = of(
        "<html><body>" + "<div>" * 5_000 + f"<p>{FILL}</p>" + "</div>" * 5_000 + f"<p>{MORE}</p></body></html>"
    )
    assert blocks(reading) == [FILL, MORE]


@pytest.mark.parametrize(
    "piece",
    ["<b>x ", "<foo>x ", "<q>x ", "<table><tr><td>x ", "<blockquote>x. ", "<ul><li>x ", "<a href='", "<!--", "<svg>", "<p a=1 ", "&amp;", "<sup>2</sup>", "<p>On <time>x</time> and on ", "<title>", "\x00<", "<h1>x "],
)  # fmt: skip
def test_any_piece_repeated_is_survived(piece):
    reading = of(f"<html><body><p>{FILL}</p>" + piece * 4_000)
    assert reading.documents or reading.problems


def test_monstrous_pages_are_cut_with_a_warning():
    reading = of("<html><body>" + "<i>a</i> " * 130_000 + f"<p>{FILL}</p>")
    assert {problem.rule for problem in reading.problems} == {"BG222", "BG229"}


def test_an_image_in_its_own_address_costs_nothing():
    reading = of(f"<html><body><article><img src='data:image/png;base64,{'A' * 900_000}'><p>{FILL}</p><p>{MORE}</p></article></body></html>")  # fmt: skip
    assert blocks(reading) == [FILL, MORE]


def test_a_large_page_reads_the_same_in_a_child(monkeypatch):
    markup = (
        f"<html><body><article><h1>A</h1><p>{FILL}</p><p>{MORE}</p></article><!--{'x' * 1_100_000}--></body></html>"
    )
    here = html.read(Raw(markup.encode(), "a.html", sha256(markup.encode()).hexdigest()), Metadata(), Stated())
    monkeypatch.setattr(html, "parse_page", None)  # the child does not see this
    assert of(markup) == here
    assert blocks(here) == ["A", FILL, MORE]


def test_broken_structured_data_is_passed_over():
    for script in (
        "{",
        "[" * 50_000,
        '{"@type": 5, "author": [[]], "datePublished": {"a": 1}}',
        '{"@graph": 7, "@type": "Article", "publisher": true}',
    ):
        reading = article("", f'<script type="application/ld+json">{script}</script>')
        assert blocks(reading)[1:] == [FILL, MORE]
        assert reading.problems == ()


# A brief of a page --------------------------------------------------------------------------------


def test_every_citation_of_a_brief_leads_to_its_paragraph():
    import briefgen

    document = briefgen.read(PAGES / "news.html")
    brief = briefgen.compose(briefgen.extract(document), title="Bridge")
    places = {origin.place: document.text[origin.start : origin.end] for origin in document.origins}
    (source,) = brief.sources
    assert len(source.evidence) > 15
    assert all(sentence.text in places[sentence.place] for sentence in source.evidence)
    assert source.used > 8
    page = briefgen.render(brief).decode()
    assert "publisher The Northport Courier (JSON-LD publisher)" in page
    assert r"published 3 May 2024 (article:published\_time)" in page
    assert "| ¶ 6, characters" in page
    assert all(unwanted not in page for unwanted in ("cookies", "newsletter", "Read more"))
