"""Briefs and facts as JSON: the records themselves, and the export that ties a brief's lines to other vocabularies."""

from __future__ import annotations

import json
from typing import Any

from briefgen import wire
from briefgen.model import Brief, Facts
from briefgen.rendering import web_annotations


def text(record: Brief | Facts) -> str:
    """A record as JSON, keys in a fixed order, ending in a line break."""
    return _dumped(record.to_json())


def export(brief: Brief) -> str:
    """A brief as JSON with one Web Annotation for each line beside the record itself."""
    return _dumped({**brief.to_json(), "annotations": web_annotations.web_annotations(brief)})


def export_schema() -> dict[str, object]:
    """The JSON Schema of an export."""
    schema: dict[str, Any] = wire.schema(Brief)
    definitions = schema["$defs"]
    definitions["SpecificResource"] = web_annotations.TARGET_SCHEMA
    definitions["Brief"]["properties"]["annotations"] = web_annotations.SCHEMA
    definitions["Brief"]["required"].append("annotations")
    return schema


def _dumped(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
