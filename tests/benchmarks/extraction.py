"""Extraction against public gold data, where it lies beside the checkout; writes the predictions, prints the scores.

Set BRIEFGEN_GOLD to another folder that holds data/<set>/dev.jsonl and the scorers.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from briefgen.extractors import extract
from briefgen.language.reading import analyse
from briefgen.model import Document, Published

GOLD = Path(os.environ.get("BRIEFGEN_GOLD") or Path(__file__).resolve().parents[3] / "shared" / "eval")
SETS: dict[str, tuple[list[str], list[str]]] = {
    "gum": (["entities", "salience", "attribution", "timex", "summaries"], ["--genre=news"]),
    "meantime": (["entities", "timex", "figures"], []),
    "re3d": (["entities", "figures"], []),
    "wnsal": (["salience"], []),
}
_TYPES = {"person": "PER", "place": "LOC", "government": "LOC"}


def predict(gold: dict[str, Any]) -> dict[str, Any]:
    """What is extracted from one gold document, in the scorers' form."""
    try:
        published = Published(dt.date.fromisoformat(gold["date"]), "operator")
    except (KeyError, TypeError, ValueError):
        published = Published()
    document = Document(text=gold["text"], name=gold["id"], sha256="0", published=published)
    analysis, facts = analyse(document), extract((document,))
    named = [m for m in analysis.mentions if m.form == "name" and analysis.entities[m.entity].named]
    return {
        "id": gold["id"],
        "entities": [
            {"start": m.start, "end": m.end, "type": _TYPES.get(analysis.entities[m.entity].kind, "ORG")} for m in named
        ],
        "stakeholders": [
            {
                "name": s.name,
                "aliases": [a.name for a in s.aliases if a.sense in ("name", "government")],
                "type": _TYPES.get(s.kind, "ORG"),
            }
            for s in facts.stakeholders
        ],
        "key_points": [k.text for k in facts.key_points],
        "statements": [
            {
                "source": _place(s.attribution.speaker_span),
                "cue": _place(s.attribution.cue_span),
                "content": [_place(span) for span in s.spans],
            }
            for s in facts.statements
        ],
        "timexes": [{"start": t.start, "end": t.end, "value": _timex(t.time.value)} for t in analysis.times],
        "values": [
            {"start": f.spans[0].start, "end": f.spans[0].end} for f in facts.figures if f.status != "undisclosed"
        ],
    }


def _place(span: Any) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


def _timex(value: str | None) -> str | None:
    return value.removesuffix("/..").removeprefix("../") if value else None


def main() -> None:
    """Score every set that is there."""
    if not GOLD.is_dir():
        print(f"no gold data in {GOLD}; set BRIEFGEN_GOLD")
        return
    for name, (scorers, options) in SETS.items():
        gold = GOLD / "data" / name / "dev.jsonl"
        predictions = [predict(json.loads(line)) for line in gold.read_text(encoding="utf-8").splitlines()]
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write("\n".join(json.dumps(p) for p in predictions))
            file.flush()
            for scorer in scorers:
                command = [sys.executable, str(GOLD / f"score_{scorer}.py"), str(gold), file.name, *options]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                print(f"{name:9} {scorer:12} {done.stdout.strip() or done.stderr.strip().splitlines()[-1]}")


if __name__ == "__main__":
    main()
