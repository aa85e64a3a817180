import base64
import datetime as dt
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import p, word_file

from briefgen.readers import read_bytes

HEAD = "From: Ana Ruiz <ana@example.org>\nTo: desk@example.org\nSubject: Harbour closed\nDate: Tue, 3 Mar 2026 09:00:00 +0000\n"


def reading_of(data):
    data = data.as_bytes() if isinstance(data, EmailMessage) else data
    return read_bytes(data.encode() if isinstance(data, str) else data, "a.eml", suffix=".eml")


def one(data):
    (document,) = reading_of(data).documents
    return document


def told(reading):
    return [(problem.rule, problem.severity, problem.message) for problem in reading.problems]


def letter(text="The harbour closed.", **headers):
    mail = EmailMessage()
    given = {"From": "Ana Ruiz <ana@example.org>", "To": "desk@example.org", "Subject": "Harbour closed"}
    for name, value in {**given, "Date": "Tue, 3 Mar 2026 09:00:00 +0000", **headers}.items():
        mail[name.replace("_", "-")] = value
    if text is not None:
        mail.set_content(text)
    return mail


# Headers --------------------------------------------------------------------------------------


def test_the_headers_are_metadata():
    document = one(letter())
    assert (document.title, document.author, document.publisher) == ("Harbour closed", "Ana Ruiz", None)
    assert (document.published.date, document.published.basis) == (dt.date(2026, 3, 3), "metadata")
    assert {known.what: known.where for known in document.known} == {
        "title": "Subject header",
        "author": "From header",
        "published": "Date header",
    }
    assert (document.text, document.media_type, document.part) == ("The harbour closed.\n", "message/rfc822", None)


@pytest.mark.parametrize(
    ("line", "what", "expected"),
    [
        ("Date: Tue, 3 Mar 2026 23:30:00 -1100", "day", dt.date(2026, 3, 3)),
        ("Date: 3 Mar 2026 00:10 +1400 (a comment)", "day", dt.date(2026, 3, 3)),
        ("Date: Tue, 32 Mar 2026 09:00:00 +0000", "day", None),
        ("Date: soon", "day", None),
        ("Date: \udcff\udcfe", "day", None),
        ("X-Date: Tue, 3 Mar 2026 09:00:00 +0000", "day", None),
        ("From: ana@example.org", "author", "ana@example.org"),
        ('From: "Ruiz, Ana" <ana@example.org>', "author", "Ruiz, Ana"),
        ("From: =?utf-8?q?=C3=81na?= Ruiz <a@b.org>", "author", "Ána Ruiz"),
        ("From: =?iso-8859-1?b?w6FuYQ==?= <a@b.org>", "author", "ána"),
        ("From: A <a@b.org>, B <b@b.org>", "author", "A, B"),
        ("From: <", "author", None),
        ('From: "', "author", None),
        ("Subject: =?utf-8?b?SGFyYm91?= =?utf-8?b?ciBjbG9zZWQ=?=", "title", "Harbour closed"),
        ("Subject: Harbour\n closed\n today", "title", "Harbour closed today"),
        ("Subject: =?utf-8?b?a?= x", "title", "=?utf-8?b?a?= x"),
        ("Subject: =?klingon?q?a=20b?=", "title", "a b"),
        ("Subject: =?idna?q?xn--a?=", "title", "xn--a"),
        ("Subject: caf\udce9", "title", "café"),
        ("Subject: safe\u202egnp.exe", "title", "safe gnp.exe"),
        ("Organization: Port Office", "publisher", "Port Office"),
        ('List-Id: "Port News" <news.example.org>', "publisher", "Port News"),
        ("List-Id: <news.example.org>", "publisher", "news.example.org"),
        ("Archived-At: <https://example.org/m/1>", "url", "https://example.org/m/1"),
        ("Archived-At: <javascript:alert(1)>", "url", None),
        ("Content-Language: en-GB", "language", "en-GB"),
    ],
)
def test_a_header_says(line, what, expected):
    head = "To: desk@example.org\nMessage-ID: <1@example.org>\n"
    document = one((head + line + "\n\nThe harbour closed.\n").encode("utf-8", "surrogateescape"))
    assert (document.published.date if what == "day" else getattr(document, what)) == expected


def test_several_dates_are_told():
    reading = reading_of(HEAD + "Date: Wed, 4 Mar 2026 09:00:00 +0000\n\nText.\n")
    assert reading.documents[0].published.date == dt.date(2026, 3, 3)
    assert [problem.rule for problem in reading.problems] == ["BG216"]


def test_a_label_in_the_subject_marks_the_mail_and_what_is_attached():
    mail = letter(Subject="[TLP:AMBER] Harbour closed")
    mail.add_attachment("It was closed at noon.\n", filename="log.txt")
    assert [document.marking for document in reading_of(mail).documents] == ["TLP:AMBER", "TLP:AMBER"]


# Bodies ---------------------------------------------------------------------------------------

BODIES = [
    ("quoted lines and what introduces them", "Yes.\n\nOn Mon, 2 Mar 2026 at 10:12, Bo <bo@example.org> wrote:\n> Is it closed?\n> Bo\n", "Yes."),
    ("an introduction over two lines", "Yes.\n\nOn Mon, 2 Mar 2026 at 10:12, Bo Example\n<bo@example.org> wrote:\n\n> Is it closed?\n", "Yes."),
    ("answers between quotations", "> Closed?\nYes.\n> When?\nAt noon.\n", "Yes.\nAt noon."),
    ("quotations in quotations", "Yes.\n>> A\n> > B\n", "Yes."),
    ("an introduction without marks behind it", "Yes.\n\nOn Mon, 2 Mar 2026 at 10:12, Bo <bo@example.org> wrote:\nIs it closed?\nPlease tell.\n", "Yes."),
    ("a sentence that only looks so", "On Monday the minister wrote:\nthe port is closed.\n", "On Monday the minister wrote:\nthe port is closed."),
    ("a minister's words in quotation marks stay", "The minister wrote:\n\n> It is closed.\n\nThat is all.\n", "The minister wrote:\n\n\nThat is all."),
    ("an answered mail with headers", "Yes.\n\n-----Original Message-----\nFrom: Bo\nSent: Monday\nTo: Ana\nSubject: Port\n\nIs it?\n", "Yes."),
    ("the same without a line before it", "Yes.\n\nFrom: Bo <bo@example.org>\nSent: Monday, March 2, 2026 10:12 AM\nTo: Ana\nSubject: Port\n\nIs it?\n", "Yes."),
    ("a sender in running text", "From: the north.\nIt closed.\n", "From: the north.\nIt closed."),
    ("a signature", "It closed.\n\n-- \nAna Ruiz\nPort Office\n", "It closed."),
    ("a signature whose space was lost", "It closed.\n--\nAna Ruiz\n", "It closed."),
    ("a rule in a long text is no signature", "One.\n--\n" + "Two.\n" * 20, "One.\n--\n" + "\n".join(["Two."] * 20)),
    ("line ends of all kinds", "One.\r\n\r\nTwo.\rThree.\n", "One.\n\nTwo.\nThree."),
    ("a NUL is shown as unknown", "One\x00.\n", "One�."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case[1:], id=case[0]) for case in BODIES])
def test_the_text_is_what_its_sender_wrote(text, expected):
    assert one(HEAD + "Content-Type: text/plain; charset=utf-8\n\n" + text).text == expected + "\n"


def test_what_is_left_out_is_counted():
    reading = reading_of(HEAD + "\nYes.\n> One.\n> Two.\n-- \nAna\n")
    assert told(reading) == [("BG244", "note", "not read: 2 quoted lines and 1 line of the signature")]


def test_only_quoted_text_is_no_document():
    reading = reading_of(HEAD + "\n> One.\n")
    assert (reading.documents, reading.problems[-1].rule) == ((), "BG202")


def test_lines_broken_to_fit_are_joined():
    head = HEAD + "Content-Type: text/plain; format=flowed\n\n"
    assert (
        one(head + "The harbour \nwas closed \non Monday.\n\n From here.\n-- \nAna\n").text
        == "The harbour was closed on Monday.\n\nFrom here.\n"
    )
    assert one(head.replace("flowed", "flowed; delsp=yes") + "The har \nbour.\n").text == "The harbour.\n"


def test_paragraphs_have_their_numbers():
    document = one(HEAD + "\nOne.\n\n> quoted\n\nTwo.\n")
    assert [(document.text[o.start : o.end], o.place) for o in document.origins] == [("One.", "¶ 1"), ("Two.", "¶ 2")]


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ("Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8", b"caf=C3=A9 =\nopen", "café open"),
        ("Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8", base64.b64encode("café".encode()), "café"),
        ("Content-Transfer-Encoding: base64\nContent-Type: text/plain", b"Y2Fm?w==!", None),
        ("Content-Type: text/plain; charset=iso-8859-1", b"caf\xe9 \x93open\x94", "café “open”"),
        ("Content-Type: text/plain; charset=utf-16", "café".encode("utf-16").replace(b"\n", b""), "café"),
        ("Content-Type: text/plain; charset=iso-2022-jp", "東京".encode("iso-2022-jp"), "東京"),
        ("Content-Type: text/plain", "café".encode(), "café"),
        ("Content-Type: text/plain; charset=klingon", "café".encode(), "café"),
        ("Content-Type: text/plain; charset=zip", b"open", "open"),
    ],
)  # fmt: skip
def test_encodings(headers, body, expected):
    document = one(f"{HEAD}{headers}\n\n".encode() + body)
    assert expected is None or document.text == expected + "\n"


@pytest.mark.parametrize(
    ("charset", "body", "text", "said"),
    [
        ("utf-8", b"caf\xe9", "caf�", ("BG246", "warning", "1 character cannot be told, shown as �")),
        ("iso-8859-1", "café".encode(), "café", ("BG246", "note", "is not encoded as it says; read as UTF-8")),
        ("klingon", b"caf\xe9", "café", ("BG246", "note", "is not encoded as it says; read as windows-1252")),
    ],
)
def test_a_charset_that_does_not_fit_is_said(charset, body, text, said):
    reading = reading_of(f"{HEAD}Content-Type: text/plain; charset={charset}\n\n".encode() + body)
    assert reading.documents[0].text == text + "\n"
    assert told(reading) == [said]


def test_of_alternatives_the_plain_text_is_read():
    mail = letter("Plain.")
    mail.add_alternative("<p>Rich.</p>", subtype="html")
    reading = reading_of(mail)
    assert [document.text for document in reading.documents] == ["Plain.\n"]
    assert reading.problems == ()


def test_files_within_the_alternative_that_is_not_read_are_not_lost():
    inner = EmailMessage()
    inner.set_content("<p>Rich.</p>", subtype="html")
    inner.add_attachment("It was closed at noon.\n", filename="log.txt")
    mail = letter("Plain.")
    mail.make_alternative()
    mail.attach(inner)
    assert [document.part for document in reading_of(mail).documents] == [None, "attachment log.txt"]


def test_text_around_a_picture_is_one_document():
    mail = letter("Before.")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", disposition="inline", filename="a.png", cid="<1>")
    mail.attach(letter_part("Behind."))
    reading = reading_of(mail)
    assert [document.text for document in reading.documents] == ["Before.\n\nBehind.\n"]
    assert reading.problems == ()


def letter_part(text):
    part = EmailMessage()
    part.set_content(text)
    return part


# Attachments ----------------------------------------------------------------------------------


def test_attachments_of_known_kinds_are_documents_and_others_are_named():
    mail = letter()
    mail.add_attachment("It was closed at noon.\n", filename="log.txt")
    mail.add_attachment(
        word_file(p("One."), p("Two.")), maintype="application", subtype="octet-stream", filename="r.docx"
    )
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    mail.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="numbers.csv")
    reading = reading_of(mail)
    assert [(document.part, document.text) for document in reading.documents] == [
        (None, "The harbour closed.\n"),
        ("attachment log.txt", "It was closed at noon.\n"),
        ("attachment r.docx", "One.\n\nTwo.\n"),
    ]
    assert told(reading) == [("BG245", "warning", "attachments that are not read: map.png, numbers.csv")]
    assert len({document.sha256 for document in reading.documents}) == 1
    assert reading.documents[1].published.date is None
    assert reading.documents[1].author is None


def test_a_large_mail_is_read_in_a_child_and_loses_nothing():
    mail = letter()
    mail.add_attachment("It was closed at noon.\n" * 60_000, filename="log.txt")
    mail.add_attachment(word_file(p("One.")), maintype="application", subtype="octet-stream", filename="r.docx")
    reading = reading_of(mail)
    assert [len(document.text) for document in reading.documents] == [20, 23 * 60_000, 5]
    assert reading.problems == ()


def test_html_alone_is_read_as_a_page():
    mail = letter(None)
    mail.set_content(
        "<p>The harbour closed, the café said.</p><p>It opens again on Friday, it said.</p>", subtype="html"
    )
    (document,) = reading_of(mail).documents
    assert (document.part, document.title, document.author) == ("body", "Harbour closed", "Ana Ruiz")
    assert document.published.date == dt.date(2026, 3, 3)
    assert "The harbour closed, the café said." in document.text


def test_a_broken_attachment_does_not_stop_the_mail():
    mail = letter()
    mail.add_attachment(word_file(p("One."))[:-60], maintype="application", subtype="octet-stream", filename="r.docx")
    reading = reading_of(mail)
    assert [document.part for document in reading.documents] == [None]
    ((rule, severity, message),) = told(reading)
    assert (rule, severity, message.partition(":")[0]) == ("BG240", "warning", "attachment r.docx")


def test_a_mail_of_which_nothing_can_be_read_is_an_error():
    mail = letter("> quoted\n")
    mail.add_attachment(word_file(p("One."))[:-60], maintype="application", subtype="octet-stream", filename="r.docx")
    reading = reading_of(mail)
    assert reading.documents == ()
    assert "error" in {problem.severity for problem in reading.problems}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('filename="../../etc/log.txt"', "log.txt"),
        ('filename="C:\\\\temp\\\\log.txt"', "log.txt"),
        ("filename*=utf-8''caf%C3%A9.txt", "café.txt"),
        ("filename*0=lo; filename*1=g.txt", "log.txt"),
        ('filename="=?utf-8?q?caf=C3=A9.txt?="', "café.txt"),
        ("filename*=utf-8''a%00b.txt", "a b.txt"),
        ("filename*=utf-8''a%E2%80%AEb.txt", "a b.txt"),
        ('filename="' + "x" * 300 + '.txt"', "x" * 96 + ".txt"),
        ('filename=".."', "without a name"),
        ("filename*" + "9" * 5_000 + "=x; filename=a.txt", "without a name"),
    ],
)
def test_names_of_attachments_are_plain(name, shown):
    text = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne.\n--b\nContent-Disposition: attachment; {name}\n\nTwo.\n--b--\n"
    assert [document.part for document in reading_of(text).documents] == [None, f"attachment {shown}"]


def test_a_mail_that_is_nothing_but_a_file():
    data = base64.encodebytes(word_file(p("One."))).decode()
    head = "Content-Type: application/octet-stream; name=a.docx\nContent-Transfer-Encoding: base64\n\n"
    assert [(document.part, document.text) for document in reading_of(HEAD + head + data).documents] == [
        ("attachment a.docx", "One.\n")
    ]


def test_a_mail_that_is_nothing_but_a_mail():
    assert [
        document.part
        for document in reading_of(HEAD + "Content-Type: message/rfc822\n\n" + HEAD + "\nOne.\n").documents
    ] == ["attached mail"]


def test_a_byte_order_mark_hides_no_header():
    assert one(b"\xef\xbb\xbf" + HEAD.encode() + b"\nOne.\n").author == "Ana Ruiz"


def test_two_attachments_of_one_name_are_told_apart():
    mail = letter()
    mail.add_attachment("Two.\n", filename="log.txt")
    mail.add_attachment("Three.\n", filename="log.txt")
    assert [document.part for document in reading_of(mail).documents][1:] == [
        "attachment log.txt",
        "attachment log.txt (2)",
    ]


def test_an_attached_mail_is_a_document_with_its_own_headers():
    mail = letter("See below.")
    mail.add_attachment(letter("It closed at noon.", Date="Mon, 2 Mar 2026 09:00:00 +0000", From="Bo <bo@example.org>"))
    _, inner = reading_of(mail).documents
    assert (inner.part, inner.author, inner.published.date) == ("attached mail", "Bo", dt.date(2026, 3, 2))
    assert inner.text == "It closed at noon.\n"


def test_an_attached_mail_that_was_encoded_is_read():
    data = base64.encodebytes(letter("It closed at noon.").as_bytes()).decode()
    text = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne.\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{data}\n--b--\n"
    assert [document.text for document in reading_of(text).documents] == ["One.\n", "It closed at noon.\n"]


def test_a_mail_forwarded_in_the_text_is_a_document_of_its_own():
    text = "See below.\n\n---------- Forwarded message ---------\nFrom: Bo <bo@example.org>\nDate: Mon, 2 Mar 2026 at 10:12\nSubject: Port\nTo: Ana <ana@example.org>\n\nThe café closed.\n"
    own, forwarded = reading_of(HEAD + "\n" + text).documents
    assert own.text == "See below.\n"
    assert (forwarded.part, forwarded.author, forwarded.title) == ("forwarded mail", "Bo", "Port")
    assert (forwarded.published.date, forwarded.text) == (dt.date(2026, 3, 2), "The café closed.\n")


def test_the_same_with_the_headers_of_outlook():
    head = HEAD.replace("Subject: ", "Subject: FW: ")
    text = "From: Bo <bo@example.org>\nSent: Monday, March 2, 2026 10:12 AM\nTo: Ana\nSubject: Port\n\nIt closed.\n"
    (document,) = reading_of(head + "\n" + text).documents
    assert (document.part, document.author, document.published.date) == ("forwarded mail", "Bo", dt.date(2026, 3, 2))


def test_mails_in_mails_end_somewhere():
    mail = letter("One.")
    for _ in range(5):
        outer = letter("Around.")
        outer.add_attachment(mail)
        mail = outer
    reading = reading_of(mail)
    assert len(reading.documents) == 3
    assert [problem.rule for problem in reading.problems] == ["BG217"]


# Bombs and junk -------------------------------------------------------------------------------


def test_a_thousand_parts_are_read_or_named():
    parts = "".join(f"--b\nContent-Disposition: attachment; filename=a{i}.txt\n\nText {i}.\n" for i in range(1_000))
    reading = reading_of(f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n")
    assert len(reading.documents) == 100
    ((rule, _, message),) = told(reading)
    assert rule == "BG245"
    assert message.endswith("and 890 more")


def nested(depth):
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n' for i in range(depth))
    return f"{HEAD}{opened}\nInnermost.\n"


def test_a_hundred_groups_in_one_another_are_read():
    assert one(nested(100)).text == "Innermost.\n"


@pytest.mark.parametrize("depth", [300, 3_000])
def test_more_are_refused(depth):
    reading = reading_of(nested(depth))
    assert (reading.documents, reading.problems[0].rule) == ((), "BG247")


@pytest.mark.parametrize("name", ["Subject", "From", "Date", "Content-Type", "Content-Disposition", "List-Id", "X-Any"])
@pytest.mark.parametrize(
    "value", ["a" * 2_000_000, ";a=b" * 500_000, "=?utf-8?q?a?= " * 150_000, "<a@b.c>, " * 200_000, "(" * 1_000_000]
)
def test_a_header_without_end_is_cut(name, value):
    assert one(f"To: a@example.org\nMessage-ID: <1@example.org>\n{name}: {value}\n\nOne.\n").text == "One.\n"


def test_a_hundred_thousand_headers():
    assert one(HEAD + "X-Any: a\n" * 100_000 + "\nOne.\n").text == "One.\n"


def test_lines_without_end_are_refused():
    assert reading_of(HEAD + "\n" * 31_000_000).problems[0].rule == "BG247"


def test_an_encrypted_mail_says_so():
    text = f"{HEAD}Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n"
    reading = reading_of(text)
    assert told(reading) == [("BG247", "error", "is encrypted")]


@pytest.mark.parametrize(
    "text",
    [
        "Content-Type: multipart/mixed; boundary=b\n\nNo part at all.\n",
        "Content-Type: multipart/mixed\n\nNo boundary at all.\n",
        "Content-Type: text/plain; charset=\udcff\n\nOne.\n",
        "Content-Type: \n\nOne.\n",
        "Content-Type: message/rfc822\n\nOne.\n",
        "Content-Transfer-Encoding: klingon\n\nOne.\n",
        "Content-Transfer-Encoding: x-uuencode\n\nOne.\n",
        "",
        "\n",
    ],
)
def test_a_broken_mail_is_read_or_a_problem(text):
    reading = reading_of((HEAD + text).encode("utf-8", "surrogateescape"))
    assert reading.documents or reading.problems[-1].severity == "error"


TOKENS = st.sampled_from(
    ["\n", "\n\n", " ", ";", "=", '"', "<", ">", "@", "--b", "--b--", "b", "=?utf-8?q?", "?=", "Content-Type: ", "multipart/mixed; boundary=b",
     "message/rfc822", "text/html", "Content-Transfer-Encoding: base64", "Content-Disposition: attachment; filename", "*0*=", "From: ", "Date: ", "\udcff", "\x00",
     "> ", "-- ", "On 2026 a@b.c wrote:", "---------- Forwarded message ---------"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=40))
def test_no_mail_raises(tokens):
    data = (HEAD + "".join(tokens)).encode("utf-8", "surrogateescape")
    reading = read_bytes(data, "a.eml", suffix=".eml")
    assert reading.documents or any(problem.severity == "error" for problem in reading.problems)
