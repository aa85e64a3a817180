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

import timelines

from briefgen.extractors import extract
from briefgen.language.analysis import Analysis
from briefgen.language.reading import analyse
from briefgen.language.times import iter_single, tei_value, timex_value
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
    document = document_of(gold)
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
        "timexes": _timexes(analysis, tei=gold["set"] == "gum"),
        "values": [
            {"start": f.spans[0].start, "end": f.spans[0].end} for f in facts.figures if f.status != "undisclosed"
        ],
    }


def _place(span: Any) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


def _timexes(analysis: Analysis, *, tei: bool) -> list[dict[str, Any]]:
    """The expressions of time as a gold set writes them: GUM marks dates in TEI, the others TIMEX3 of every type."""
    found = []
    for mention in iter_single(analysis.times):
        value = tei_value(mention.time) if tei else timex_value(mention.time)
        if value is not None or not tei:
            found.append({"start": mention.start, "end": mention.end, "value": value})
    return found


def read(gold: dict[str, Any]) -> Analysis:
    """One gold document with what is known about it, analysed."""
    return analyse(document_of(gold))


def document_of(gold: dict[str, Any]) -> Document:
    """One gold document; its date is what an operator would enter."""
    try:
        published = Published(dt.date.fromisoformat(gold["date"]), "operator")
    except (KeyError, TypeError, ValueError):
        published = Published()
    return Document(text=gold["text"], name=gold["id"], sha256="0", published=published)


def predict_timelines(documents: list[dict[str, Any]], gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The timeline of every target, over the documents of its topic."""
    topics: dict[str, list[Analysis]] = {}
    for document in documents:
        topics.setdefault(document["topic"], []).append(read(document))
    return [timelines.predict(timeline, topics.get(timeline["topic"], [])) for timeline in gold]


def main() -> None:
    """Score every set that is there."""
    if not GOLD.is_dir():
        print(f"no gold data in {GOLD}; set BRIEFGEN_GOLD")
        return
    for name, (scorers, options) in SETS.items():
        gold = GOLD / "data" / name / "dev.jsonl"
        predictions = [predict(row) for row in _rows(gold)]
        for scorer in scorers:
            print(f"{name:9} {scorer:12} {_score(scorer, gold, predictions, options)}")
    gold = GOLD / "data" / "meantime" / "timelines_dev.jsonl"
    predictions = predict_timelines(_rows(gold.with_name("dev.jsonl")), _rows(gold))
    print(f"{'meantime':9} {'timeline':12} {_score('timeline', gold, predictions, [])}")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _score(scorer: str, gold: Path, predictions: list[dict[str, Any]], options: list[str]) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write("\n".join(json.dumps(p) for p in predictions))
        file.flush()
        command = [sys.executable, str(GOLD / f"score_{scorer}.py"), str(gold), file.name, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


if __name__ == "__main__":
    main()
