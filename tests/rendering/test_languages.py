"""A brief in each language: labels and dates in it, sources as they are and marked as English, in every format."""

import datetime as dt
import html
import io
import re
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pikepdf
import pypdfium2
import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from conftest import ROOT

from briefgen import rendering
from briefgen.rendering import bilingual, filters
from briefgen.rendering.digests import Digest, Leaf
from briefgen.rendering.edtf import edtf
from briefgen.rendering.locales import builtin_folder
from briefgen.rendering.mirroring import mirrored
from briefgen.rendering.pictures import draw
from briefgen.rendering.speech import ENGLISH, speech_of
from briefgen.rendering.templates import environment, messages, template_names
from briefgen.themes import Theme

sys.path.insert(0, str(ROOT / "tools"))
from messages import template as read_template

LANGUAGES = ("de", "es", "fr")
WORD = re.compile(r"[^\W\d_]{4,}")


@pytest.fixture(params=LANGUAGES)
def brief(request, seed_brief):
    return replace(seed_brief, language=request.param)


class _Own(HTMLParser):
    """The words of a page that are not marked as English, and how many stretches are."""

    def __init__(self):
        super().__init__()
        self.open, self.words, self.english = [], [], 0

    def handle_starttag(self, tag, attributes):
        if tag in ("br", "hr", "img", "meta", "link", "path"):
            return
        marked = dict(attributes).get("lang") == "en"
        self.english += marked
        self.open.append((tag, marked or tag in ("style", "script", "svg", "code")))

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, text):
        if not any(apart for _, apart in self.open):
            self.words += WORD.findall(text)


def _catalogue(language):
    with (builtin_folder() / language / "LC_MESSAGES" / "briefgen.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def _words(texts):
    return {
        word.lower()
        for text in texts
        for one in ((text,) if isinstance(text, str) else text)
        for word in WORD.findall(one)
    }


# Pages -----------------------------------------------------------------------------------------


def test_the_seed_brief_is_the_golden_one(brief, golden):
    golden(f"ecuador/brief.{brief.language}.md", rendering.markdown(brief))


@pytest.mark.parametrize("template", template_names())
def test_no_english_label_is_left_on_a_page(brief, template):
    said = _catalogue(brief.language)
    labels = _words(message.id for message in said) - _words(message.string for message in said)
    source = _words(s.text for source in brief.sources for s in source.evidence) | _words([brief.title])
    reader = _Own()
    reader.feed(rendering.html(brief, template=template))
    assert len(reader.words) > 30
    assert sorted({word.lower() for word in reader.words} & labels - source) == []


@pytest.mark.parametrize("template", template_names())
def test_mail_and_markdown_have_no_english_label_either(brief, template):
    said = _catalogue(brief.language)
    labels = [
        m.id for m in said if isinstance(m.id, str) and m.id != m.string and m.id.endswith(":") and "%" not in m.id
    ]
    assert labels
    for text in (rendering.markdown(brief, template=template), rendering.txt(brief, template=template)):
        assert [label for label in labels if re.search(rf"\b{re.escape(label)}", text)] == []


def test_a_page_tells_its_language_and_that_of_its_sources(brief):
    page = rendering.html(brief)
    assert f'<html lang="{brief.language}"' in page
    for sentence in brief.sources[0].evidence:
        assert f'<td lang="en">{html.escape(sentence.text, quote=False)}</td>' in page.replace("&#39;", "'")
    assert re.search(r'<section class="bottom-line"[^>]*>\s*<h2[^>]*>[^<]*</h2>\s*<p lang="en">', page)
    assert "data-annex=" in page
    assert "Close" not in page


def test_an_english_page_marks_nothing(seed_brief):
    assert 'lang="en"' not in rendering.html(seed_brief).replace('<html lang="en"', "")
    assert "dir=" not in rendering.html(seed_brief)


def test_dates_on_a_page_are_those_of_its_language(brief):
    dated = replace(brief, as_of=dt.date(2023, 11, 7))
    words = {"de": "7. November 2023", "es": "7 de noviembre de 2023", "fr": "7 novembre 2023"}[brief.language]
    assert all(
        words in text
        for text in (rendering.markdown(dated).replace("\\", ""), rendering.html(dated), rendering.txt(dated))
    )


def test_a_digest_speaks_the_language_of_its_cover_and_of_its_briefs(brief):
    leaf = Leaf(name="a", title="A", status="produced", anchor="b1", brief=brief, path="a.pdf")
    gone = Leaf(name="b", title="B", status="failed", anchor="b2", reason="no such file")
    made = Digest(title="T", leaves=(leaf, gone), language=brief.language)
    page = rendering.digest(made, "html")[0].decode()
    reader = _Own()
    reader.feed(page)
    assert '<em lang="en">no such file</em>' in page
    said = _catalogue(brief.language)
    labels = _words(m.id for m in said) - _words(m.string for m in said)
    assert sorted({w.lower() for w in reader.words} & labels - _words(s.text for s in brief.sources[0].evidence)) == []


# PDF and Word ----------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["brief", "one-pager"])
def test_a_pdf_has_its_language_all_glyphs_and_the_pages_of_the_english_one(brief, template, seed_brief):
    made = rendering.pdf(brief, template=template)
    assert made.problems == ()
    assert made.pages == rendering.pdf(seed_brief, template=template).pages
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        assert str(opened.Root.Lang) == brief.language
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.data))
    foot = {"de": "Seite 1 von", "es": "Página 1 de", "fr": "Page 1 sur"}[brief.language]
    assert foot in text
    assert "Page 1 of" not in text


def test_french_spaces_are_in_every_theme(seed_brief):
    french = replace(seed_brief, language="fr")
    for font in ("EB Garamond", "Lato", "Open Sans"):
        assert rendering.pdf(french, theme=Theme(text_font=font, label_font=font)).problems == ()


def test_a_word_document_is_in_the_language_and_its_sources_in_english(brief):
    data = rendering.docx(brief)
    archive = zipfile.ZipFile(io.BytesIO(data))
    document, notes = (archive.read(f"word/{part}.xml").decode() for part in ("document", "footnotes"))
    said = {m.id: m.string for m in _catalogue(brief.language)}
    for label in ("Key points", "What is not known", "Who said what", "Sources"):
        assert f">{said[label]}<" in document
    assert f'w:val="{brief.language}"' in archive.read("word/styles.xml").decode()
    assert document.count('<w:lang w:val="en"/>') > 40
    assert '<w:lang w:val="en"/>' in notes


def test_an_english_word_document_marks_nothing(seed_brief):
    archive = zipfile.ZipFile(io.BytesIO(rendering.docx(seed_brief)))
    assert "<w:lang " not in archive.read("word/document.xml").decode()


# Dates, numbers, pictures ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("de", "2004-11-24", "24. November 2004"),
        ("es", "2004-11-24", "24 de noviembre de 2004"),
        ("fr", "2004-11-01", "1er novembre 2004"),
        ("de", "2004-11", "November 2004"),
        ("es", "2004-11", "noviembre de 2004"),
        ("fr", "XXXX-11", "novembre, année non précisée"),
        ("de", "XXXX-11-05", "5. November, Jahr nicht genannt"),
        ("de", "XXXX-09/..", "seit September, Jahr nicht genannt"),
        ("fr", "../2009", "jusqu’en 2009"),
        ("fr", "../2009-03-01", "jusqu’au 1er mars 2009"),
        ("es", "../2009-03-02", "hasta el 2 de marzo de 2009"),
        ("de", "1999~/2009", "etwa 1999 – 2009"),
        ("es", "2019-22", "verano de 2019"),
        ("fr", "2020-35", "troisième trimestre 2020"),
        ("de", "2009-41", "2. Halbjahr 2009"),
        ("de", "199X", "1990er-Jahre"),
        ("es", "199X", "década de 1990"),
        ("fr", "199X", "années 1990"),
        ("de", None, "nicht bestimmt"),
        ("de", "2009-12-15T18:00Z", "15. Dezember 2009, 18:00 UTC"),
    ],
)
def test_a_value_is_put_in_the_words_of_a_language(language, value, words):
    assert edtf(value, speech=speech_of(language)) == words


def test_short_dates_have_short_months():
    assert [edtf("2004-11-24", speech=speech_of(lang), short=True) for lang in ("en", "de", "es", "fr")] == [
        "24 Nov 2004", "24. Nov. 2004", "24 nov 2004", "24 nov. 2004",
    ]  # fmt: skip


def test_numbers_that_the_tool_counts_are_grouped_as_the_language_does():
    assert [speech_of(lang).number(12345) for lang in ("en", "de", "es", "fr")] == [
        "12345", "12.345", "12.345", "12\u202f345",
    ]  # fmt: skip


def test_an_instant_keeps_its_offset():
    moment = dt.datetime(2026, 12, 1, 6, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert filters.instant(moment, speech=speech_of("fr")) == "1er décembre 2026, 06:00 (UTC+01:00)"


def test_pictures_speak_the_language(brief):
    for name in ("voices", "coverage", "map"):
        drawn, english = draw(name, brief, width=510), draw(name, replace(brief, language="en"), width=510)
        assert drawn.alt != english.alt
        assert drawn.title != english.title
        assert all(a != b for a, b in zip(drawn.columns, english.columns, strict=True) if b not in ("Source",))


def test_a_watermark_speaks_the_language_and_fits(brief):
    moment = dt.datetime(2026, 12, 1, 6, 0, tzinfo=dt.UTC)
    page = rendering.html(replace(brief, notice="embargoed", embargo=moment))
    head = {"de": "GESPERRT", "es": "EMBARGADO", "fr": "SOUS%20EMBARGO"}[brief.language]
    assert head in page
    assert "EMBARGOED" not in page


# Templates and catalogues of one's own ---------------------------------------------------------


def test_messages_of_a_template_are_escaped_and_so_are_their_values():
    env = environment((), "md", "de")
    text = '{{ _("not heard: %(names)s", names=name) }} {% trans who=name %}Says {{ who }} *now*{% endtrans %}'
    printed = env.from_string(text).render(name="[a](b) <i>")
    assert printed == r"nicht zu Wort gekommen: \[a\](b) &lt;i&gt; Says \[a\](b) &lt;i&gt; \*now\*"


def test_a_value_that_is_marked_up_stays_so_within_an_escaped_message():
    from markupsafe import Markup

    said = messages(ENGLISH, html.escape)
    assert said["_"]("<%(a)s & %(b)s> 5 %%", a=Markup("<b>x</b>"), b="<") == "&lt;<b>x</b> &amp; &lt;&gt; 5 %"


def test_a_plural_follows_the_language():
    text = '{{ ngettext("%(num)s report", "%(num)s reports", n) }}'
    assert environment((), "txt", "fr").from_string(text).render(n=0) == "0 propos"
    assert environment((), "txt", "de").from_string(text).render(n=1) == "1 Äußerung"
    assert environment((), "txt", "de").from_string(text).render(n=2000) == "2.000 Äußerungen"


CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Key points"
msgstr "{0}"
"""


@pytest.fixture
def own(tmp_path):
    """Make a folder of template sets with a catalogue in it."""

    def make(language, translation):
        path = tmp_path / "locale" / language / "LC_MESSAGES" / "briefgen.po"
        path.parent.mkdir(parents=True)
        path.write_text(CATALOGUE.format(translation), encoding="utf-8")
        return (tmp_path,)

    return make


def test_a_catalogue_beside_ones_own_templates_replaces_messages_and_leaves_the_rest(own, seed_brief):
    text = rendering.markdown(replace(seed_brief, language="de"), search_path=own("de", "Kernbotschaften"))
    assert "## Kernbotschaften" in text
    assert "## Offene Fragen" in text


def test_even_english_can_be_worded_otherwise(own, seed_brief):
    assert "## Key judgements" in rendering.markdown(seed_brief, search_path=own("en", "Key judgements"))


def test_a_language_that_is_not_shipped_has_its_dates_and_the_messages_it_is_given(own, seed_brief):
    brief = replace(seed_brief, language="nl", as_of=dt.date(2023, 3, 7))
    text = rendering.markdown(brief, search_path=own("nl", "Hoofdpunten"))
    assert "## Hoofdpunten" in text
    assert "7 maart 2023" in text


# Stretches -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "before", "after"),
    [
        ("a block of one stretch", '<li><span lang="en">A <a href="#x">S1</a></span></li>', '<li lang="en">A <a href="#x">S1</a></li>'),
        ("an anchor within", '<p><span lang="en"><span id="k1"></span>A</span> </p>', '<p lang="en"><span id="k1"></span>A</p>'),
        ("two neighbours", '<p><span lang="en">A</span> <span lang="en">B</span></p>', '<p lang="en">A B</p>'),
        ("a label behind it", '<li><span lang="en">A</span> <em>x</em></li>', '<li><span lang="en">A</span> <em>x</em></li>'),
        ("a note", '<em><span lang="en">A</span></em>', '<em lang="en">A</em>'),
        ("a row", '<td id="e"><span lang="en">A</span></td><td>b</td>', '<td id="e" lang="en">A</td><td>b</td>'),
        ("a span that ends elsewhere", '<p><span lang="en">A</span> b <span id="x">c</span></p>', '<p><span lang="en">A</span> b <span id="x">c</span></p>'),
        ("an anchor before it", '<p><span id="x"></span><span lang="en">A</span></p>', '<p><span id="x"></span><span lang="en">A</span></p>'),
    ],
)  # fmt: skip
def test_a_block_that_is_english_as_a_whole_says_so_itself(title, before, after):
    assert bilingual.lifted(before) == after


def test_docs_name_every_language():
    told = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    assert all(f"`{language}`" in told for language in ("en", *LANGUAGES))


# Right to left ---------------------------------------------------------------------------------

LETTERS = "אבגדהוזחטיכלמנסעפצקרשת"
HEBREW_TITLE = "פריסת צבא באקוודור"
HEBREW = Theme(text_font="Open Sans", label_font="Open Sans")


def _pseudo(text):
    """A message in letters that run from right to left, its places kept."""
    parts = re.split(r"(%\(\w+\)s)", text)
    shown = (
        p if i % 2 else "".join(LETTERS[ord(c) % 22] if c.isascii() and c.isalpha() else c for c in p)
        for i, p in enumerate(parts)
    )
    return "".join(shown)


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory):
    """A folder of template sets with a made-up catalogue for Hebrew."""
    folder = tmp_path_factory.mktemp("own")
    made = Catalog(locale="he", charset="utf-8", fuzzy=False)
    for message in (m for m in read_template() if m.id):
        several = isinstance(message.id, tuple)
        said = (
            tuple(_pseudo(message.id[min(i, 1)]) for i in range(made.num_plurals)) if several else _pseudo(message.id)
        )
        made.add(message.id, said, context=message.context)
    path = folder / "locale" / "he" / "LC_MESSAGES" / "briefgen.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, made)
    return (folder,)


@pytest.fixture
def hebrew_brief(seed_brief):
    return replace(seed_brief, language="he", title=HEBREW_TITLE, as_of=dt.date(2023, 11, 7))


@pytest.mark.parametrize("template", template_names())
def test_a_page_from_right_to_left_says_so_and_isolates_what_is_english(hebrew, hebrew_brief, template):
    page = rendering.html(hebrew_brief, template=template, search_path=hebrew)
    assert '<html lang="he" dir="rtl"' in page
    assert page.count('<span lang="en" dir="ltr">') > 10
    assert re.search(r'<h1 [^>]*dir="ltr"', page) is None
    assert '<span lang="en">' not in page


def test_the_layout_is_mirrored(hebrew, hebrew_brief, seed_brief):
    """Words stand where they stood, seen in a mirror: the marking and the side column on the left."""

    def places(brief, **look):
        page = pypdfium2.PdfDocument(rendering.pdf(brief, **look).data)[0]
        text = page.get_textpage()
        width = page.get_width()
        marking = text.search("TLP:CLEAR").get_next()
        question = text.search("How many troops").get_next()
        return [text.get_charbox(found[0])[0] / width for found in (marking, question)]

    english = places(seed_brief)
    mirrored = places(hebrew_brief, search_path=hebrew, theme=HEBREW)
    assert all(place > 0.5 for place in english)
    assert all(place < 0.5 for place in mirrored)


def test_a_pdf_from_right_to_left_has_all_glyphs_where_the_font_does(hebrew, hebrew_brief):
    made = rendering.pdf(hebrew_brief, search_path=hebrew, theme=HEBREW)
    assert made.problems == ()
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        assert str(opened.Root.Lang) == "he"


def test_letters_that_no_bundled_font_has_are_told(seed_brief):
    problems = rendering.pdf(replace(seed_brief, title="نشر قوات")).problems
    assert {problem.rule for problem in problems} == {"BG401"}


def test_a_title_that_runs_against_the_page_has_its_own_direction(hebrew, hebrew_brief, seed_brief):
    in_english = rendering.html(replace(seed_brief, title=HEBREW_TITLE))
    in_hebrew = rendering.html(replace(hebrew_brief, title="US deployment"), search_path=hebrew)
    assert re.search(r'<h1 [^>]*dir="rtl"', in_english)
    assert '<html lang="en">' in in_english or '<html lang="en" data' in in_english
    assert re.search(r'<h1 [^>]*dir="ltr"', in_hebrew)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("p { margin-left: 1rem; text-align: right }", "p { margin-right: 1rem; text-align: left }"),
        (".left { float: left; padding: 0 1px 2px 3px }", ".left { float: right; padding: 0 3px 2px 1px }"),
        ("@page { @top-left { left: 2mm } }", "@page { @top-right { right: 2mm } }"),
        ("a { border-left-color: red; margin: 0 1px 2px }", "a { border-right-color: red; margin: 0 1px 2px }"),
        ("/* left: 1 */ b { left-of: 1; margin: 0 0 0 1em}", " b { left-of: 1; margin: 0 1em 0 0}"),
    ],
)
def test_a_style_is_mirrored(before, after):
    assert mirrored(before) == after


@pytest.mark.parametrize(
    ("text", "direction"), [("12 Abc", "ltr"), ("« שלום abc", "rtl"), ("12…", "ltr"), ("سلام", "rtl")]
)
def test_a_text_runs_as_its_first_letter_does(text, direction):
    assert bilingual.direction_of(text) == direction
