"""Word files made in the tests: from XML as Word writes it, part by part, so that each oddity can be had."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="House heading"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    "</w:styles>"
)


def p(*runs: str, style: str | None = None, mark: str = "") -> str:
    """A paragraph; what is no XML becomes a run. mark is XML in the properties of the paragraph's mark."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(one if one.startswith('<') else r(one) for one in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell that is no XML becomes a paragraph."""
    cell = "<w:tc><w:tcPr/>{}</w:tc>".format
    return f"<w:tbl><w:tblPr/>{''.join('<w:tr>' + ''.join(cell(c if c.startswith('<') else p(c)) for c in row) + '</w:tr>' for row in rows)}</w:tbl>"


def note(kind: str, number: int, text: str) -> str:
    """A footnote or an endnote."""
    return f'<w:{kind} w:id="{number}">{p(text)}</w:{kind}>'


def reference(kind: str, number: int) -> str:
    """The mark of a note in the text."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def field(code: str, result: str) -> str:
    """A field of several runs."""
    parts = ['<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{code}</w:instrText>"]
    parts += ['<w:fldChar w:fldCharType="separate"/>', f"<w:t>{result}</w:t>", '<w:fldChar w:fldCharType="end"/>']
    return "".join(f"<w:r>{part}</w:r>" for part in parts)


def box(*paragraphs: str) -> str:
    """A run with a box of text, as Word writes it: once for itself, once for programs of old."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{content}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def core(*, title: str = "", creator: str = "", language: str = "") -> str:
    """The part of the core properties."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><dc:language>{language}</dc:language>"
        "<dcterms:created>2019-01-02T03:04:05Z</dcterms:created></cp:coreProperties>"
    )


def word_file(*body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """The bytes of a Word file with a body and further parts (footnotes, endnotes, header1, core), styles included."""
    relations = {
        "styles": "styles",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "header1": "header",
        "footer1": "footer",
    }
    files = {
        "[Content_Types].xml": _content_types(main),
        "_rels/.rels": _relationships({f"/{main}": "officeDocument"}),
        main: f"<w:document {_NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": STYLES,
    }
    if "core" in parts:
        files["docProps/core.xml"] = parts.pop("core")
    for name, content in parts.items():
        tag = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{tag} {_NAMESPACES}>{content}</w:{tag}>"
    folder, _, file = main.rpartition("/")
    files[f"{folder}/_rels/{file}.rels"] = _relationships(
        {f"{name}.xml": relations[name] for name in ("styles", *parts)}
    )
    return zipped(files)


def _content_types(main: str) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )


def _relationships(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (target, kind) in enumerate(targets.items())
    )
    outside = f'<Relationship Id="x" Type="{_OFFICE}/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/>'
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}{outside}</Relationships>'


def zipped(files: dict[str, str | bytes], *, level: int = 6) -> bytes:
    """A ZIP archive of some files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()
