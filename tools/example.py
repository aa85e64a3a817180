"""Writes the sources of the example project: six short documents about an event that never happened, each in another format.

Run it after a change here; the files are committed, so that a wheel has them. The same run gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).resolve().parent.parent / "briefgen" / "examples" / "harbour" / "sources"
INVENTED = "Invented for briefgen; none of this happened."

WIRE = (
    "A cargo crane collapsed onto the ferry terminal in Saltmere on Tuesday, injuring at least 11 people, "
    "the Saltmere Port Authority said.",
    "The crane fell across the roof of the terminal at about 7:40 a.m. while two ferries were boarding. "
    "Four of the injured were taken to hospital, the port authority said.",
    "The port authority did not say when the terminal will reopen. Nordline Ferries cancelled all its crossings until Thursday.",
    "The crane was five months overdue for inspection, said Ellen Voss, secretary of the dockworkers' union. "
    '"We warned the port authority in October," Voss said.',
    "Saltmere is the only ferry port on the island of Lorn, where about 6,000 people live.",
)
POST = (
    "The collapse of a cargo crane onto the ferry terminal in Saltmere on Tuesday injured 14 people, "
    "the county hospital said on Wednesday.",
    "Two of them, a deckhand and a passenger, were in intensive care, the hospital said.",
    "Saltmere Mayor Ruth Calder said the town would ask for an independent inquiry. "
    '"People want to know who signed off that crane," Calder said.',
    "Nordline Ferries cancelled all its crossings and said it was looking for another port. "
    "The company did not say what the closure will cost.",
    "Passengers said they heard no alarm before the crane fell. The port authority declined to comment on the alarm.",
)
AUTHORITY = (
    "The Saltmere Port Authority denied that the crane was overdue for inspection. "
    "The crane was inspected in September, chief executive Martin Hale said.",
    "The ferry terminal will reopen on 16 March, the port authority said. Until then passengers can use the fishing quay.",
    "A cargo crane collapsed onto the ferry terminal in Saltmere on 3 March, injuring 11 people.",
    "Hale said the port authority would support any inquiry. He did not say how old the crane was.",
)
MINISTRY = (
    "Transport Minister Paul Ames has ordered an inquiry into the collapse of a cargo crane at the ferry terminal in Saltmere. "
    "The inquiry will be led by Judge Helen Brandt and will report by June, the ministry said.",
    "The collapse of the crane at the ferry terminal in Saltmere on Tuesday injured 14 people, the ministry said. "
    "One of them, a deckhand, died in hospital on Thursday.",
    "The crane was built in 1998, according to the ministry. The ministry did not disclose who inspected it.",
)
COUNCIL = (
    "The town council of Saltmere voted 9 to 4 on Friday to ask for an independent inquiry into the collapse of the crane.",
    "Nordline Ferries told the council that the closure of the ferry terminal costs it about 60,000 pounds a day.",
    "Councillor Amir Khan said the town should not pay for a bus to the fishing quay. "
    "Mayor Ruth Calder said the council would decide on the bus next week.",
    "The terminal will reopen on 23 March, Martin Hale told the council.",
)


def wire() -> bytes:
    """Plain text: nothing but what is printed; who sent it and when is known to whoever writes briefs.yaml."""
    return ("\n\n".join(("SALTMERE, March 3 (Coast Wire) — " + WIRE[0], *WIRE[1:])) + "\n").encode()


def chronicle() -> bytes:
    """A web page: the wire report, taken over without its last paragraph."""
    paragraphs = "\n".join(f"<p>{escape(text)}</p>" for text in WIRE[:-1])
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="description" content="{INVENTED}">
<title>Crane falls on ferry terminal</title>
<meta property="og:site_name" content="Saltmere Chronicle">
<meta property="article:published_time" content="2026-03-03T11:20:00+00:00">
</head>
<body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article>
<h1>Crane falls on ferry terminal</h1>
{paragraphs}
</article>
<footer><p>Saltmere Chronicle</p></footer>
</body>
</html>
""".encode()


def post() -> bytes:
    """Markdown with front matter."""
    head = f"# {INVENTED}\ntitle: Fourteen injured, two in intensive care\npublisher: Harbour Post\npublished: 2026-03-04\n"
    return f"---\n{head}---\n\n{chr(10).join(f'{text}{chr(10)}' for text in POST)}".encode()


def ministry() -> bytes:
    """A mail."""
    mail = EmailMessage()
    mail["From"] = "Press office, Ministry of Transport <press@transport.example>"
    mail["To"] = "desk@example.org"
    mail["Subject"] = "Inquiry into the crane collapse in Saltmere"
    mail["Date"] = "Fri, 06 Mar 2026 10:00:00 +0000"
    mail["Message-ID"] = "<inquiry@transport.example>"
    mail["Comments"] = INVENTED
    mail.set_content("\n\n".join(MINISTRY) + "\n")
    return bytes(mail)


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STORED = dt.datetime(2026, 3, 6).timetuple()[:6]


def council() -> bytes:
    """A Word file with the least that one has."""
    paragraphs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in COUNCIL)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Minutes of the town council</dc:title><dc:description>{INVENTED}</dc:description></cp:coreProperties>",
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, _STORED), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text
            )
    return file.getvalue()


def authority() -> bytes:
    """A PDF of one page in a font that every reader has."""
    lines = [line for paragraph in AUTHORITY for line in (*_wrapped(paragraph, 86), "")]
    shown = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T*\n" for line in lines)
    page = f"BT /F1 11 Tf 15 TL 72 740 Td\n{shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        f"<< /Title (Statement on the crane) /Author (Saltmere Port Authority) /Subject ({INVENTED}) "
        "/CreationDate (D:20260304120000Z) >>".encode("latin-1"),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _wrapped(paragraph: str, most: int) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


SOURCES = {
    "authority.pdf": authority,
    "chronicle.html": chronicle,
    "council.docx": council,
    "ministry.eml": ministry,
    "post.md": post,
    "wire.txt": wire,
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in SOURCES.items():
        (FOLDER / name).write_bytes(make())


if __name__ == "__main__":
    main()
