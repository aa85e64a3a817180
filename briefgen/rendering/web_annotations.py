"""The lines of a brief as W3C Web Annotations: each line says something about exact stretches of its sources."""

from __future__ import annotations

from briefgen.model import Brief, Document, Line, Span

_CONTEXT = 32  # characters of prefix and suffix, as much as tells most repeated quotes apart


def web_annotations(brief: Brief) -> list[dict[str, object]]:
    """One annotation for each line that cites something, in the order of the brief.

    Offsets count code points of the source's text; prefix and suffix find the quote again where offsets have moved.
    """
    documents = {source.document.id: source.document for source in brief.sources}
    return [_annotation(line, documents) for line in brief.lines() if line.spans]


def _annotation(line: Line, documents: dict[str, Document]) -> dict[str, object]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"#{line.anchor}",
        "type": "Annotation",
        "motivation": "questioning" if line.text.endswith("?") else "describing",
        "body": {"type": "TextualBody", "value": line.text, "format": "text/plain"},
        "target": [_target(span, documents[span.document_id]) for span in line.spans],
    }


def _target(span: Span, document: Document) -> dict[str, object]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.quote,
        "prefix": document.text[max(0, span.start - _CONTEXT) : span.start],
        "suffix": document.text[span.end : span.end + _CONTEXT],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    source = document.url or f"urn:briefgen:{document.id}"
    return {"type": "SpecificResource", "source": source, "selector": [quote, position]}


SCHEMA: dict[str, object] = {
    "type": "array",
    "items": {
        "type": "object",
        "description": "A W3C Web Annotation: what a line says about stretches of the sources.",
        "required": ["@context", "id", "type", "motivation", "body", "target"],
        "properties": {
            "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
            "id": {"type": "string"},
            "type": {"const": "Annotation"},
            "motivation": {"enum": ["describing", "questioning"]},
            "body": {
                "type": "object",
                "required": ["type", "value", "format"],
                "properties": {
                    "type": {"const": "TextualBody"},
                    "value": {"type": "string"},
                    "format": {"const": "text/plain"},
                },
            },
            "target": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/SpecificResource"}},
        },
    },
}
TARGET_SCHEMA: dict[str, object] = {
    "type": "object",
    "description": "A stretch of a source: by its words, and by its offsets in code points.",
    "required": ["type", "source", "selector"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "string", "description": "The address of the source, or urn:briefgen: and its document id."},
        "selector": {
            "type": "array",
            "prefixItems": [
                {
                    "type": "object",
                    "required": ["type", "exact", "prefix", "suffix"],
                    "properties": {
                        "type": {"const": "TextQuoteSelector"},
                        "exact": {"type": "string"},
                        "prefix": {"type": "string"},
                        "suffix": {"type": "string"},
                    },
                },
                {
                    "type": "object",
                    "required": ["type", "start", "end"],
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"type": "integer"},
                        "end": {"type": "integer"},
                    },
                },
            ],
            "items": False,
        },
    },
}
