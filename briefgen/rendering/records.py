"""Briefs and facts as JSON text: the records themselves, with nothing added. What links them to other vocabularies is elsewhere."""

from __future__ import annotations

import json

from briefgen.model import Brief, Facts


def text(record: Brief | Facts) -> str:
    """JSON, keys in a fixed order, ending in a line break."""
    return json.dumps(record.to_json(), ensure_ascii=False, indent=2) + "\n"
