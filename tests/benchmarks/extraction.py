"""Extraction against public gold data, where it lies beside the checkout; prints one table and writes it to docs/extraction.md.

Set BRIEFGEN_GOLD to another folder that holds data/<set>/dev.jsonl and the scorers.

The gold sets count what the product keeps apart, so two things are put together here. Names: countries in front
of a noun ("US markets") count with the others, and a country that acts is an organisation, as all three sets have
it. Salience: places are no stakeholders of a brief, but both sets rank them, so the places of the text are ranked
among the stakeholders by the salience that the analysis gives to every entity.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import timelines
import who_is_who

from briefgen.extractors import extract, stakeholders
from briefgen.language import gazetteer
from briefgen.language.analysis import Analysis, Mention
from briefgen.language.reading import analyse
from briefgen.language.times import iter_single, tei_value, timex_value
from briefgen.model import Document, Facts, Figure, Published

ROOT = Path(__file__).resolve().parents[2]
GOLD = Path(os.environ.get("BRIEFGEN_GOLD") or ROOT.parent / "shared" / "eval")


class Measure(NamedTuple):
    """One row of the table: which figure of which scorer on which set, the simple baseline and the aim."""

    what: str
    data: str
    scorer: str
    options: str
    figure: str
    baseline: str
    aim: str


MEASURES = (
    Measure("names, typed overlap F1", "GUM news", "entities", "--genre=news", "overlap.f1", ".59", "≥ .75"),
    Measure("names, exact F1", "GUM news", "entities", "--genre=news", "exact.f1", ".44", ""),
    Measure("names, typed overlap F1", "MEANTIME", "entities", "", "overlap.f1", ".53", "≥ .70"),
    Measure("names, exact F1", "MEANTIME", "entities", "", "exact.f1", ".32", ""),
    Measure("names, typed overlap F1", "re3d", "entities", "", "overlap.f1", ".55", "≥ .70"),
    Measure("names, exact F1", "re3d", "entities", "", "exact.f1", ".30", ""),
    Measure("stakeholders, recall@10", "GUM news", "salience", "--genre=news", "recall@10", ".72", "≥ .85"),
    Measure("stakeholders, nDCG@10", "GUM news", "salience", "--genre=news", "ndcg@10", ".68", "≥ .80"),
    Measure("stakeholders, R-precision", "GUM news", "salience", "--genre=news", "r_precision", ".38", ""),
    Measure("stakeholders, duplicate rate", "GUM news", "salience", "--genre=news", "dup_rate", ".09", "≤ .04"),
    Measure("stakeholders, recall@10", "wnsal", "salience", "", "recall@10", ".84", ""),
    Measure("stakeholders, nDCG@10", "wnsal", "salience", "", "ndcg@10", ".73", ""),
    Measure("stakeholders, R-precision", "wnsal", "salience", "", "r_precision", ".59", ""),
    Measure("stakeholders, duplicate rate", "wnsal", "salience", "", "dup_rate", ".15", "≤ .04"),
    Measure("key points, ROUGE-1, k = 3", "GUM news", "summaries", "--genre=news", "rouge1_f", ".402", "> .402"),
    Measure("key points, ROUGE-2, k = 3", "GUM news", "summaries", "--genre=news", "rouge2_f", ".184", ""),
    Measure("key points, ROUGE-L, k = 3", "GUM news", "summaries", "--genre=news", "rougeL_f", ".276", ""),
    Measure("statements, cue found F1", "GUM news", "attribution", "--genre=news", "detect.f1", ".73", ""),
    Measure("statements, full F1", "GUM news", "attribution", "--genre=news", "full.f1", ".59", "≥ .75"),
    Measure(
        "statements, indirect recall", "GUM news", "attribution", "--genre=news", "indirect_recall", ".42", "≥ .65"
    ),
    Measure("times, relaxed F1", "GUM news", "timex", "--genre=news", "relaxed.f1", ".83", ""),
    Measure("times, value F1", "GUM news", "timex", "--genre=news", "value_f1", ".75", "≥ .88"),
    Measure("times, relaxed F1", "MEANTIME", "timex", "--types=DATE,TIME", "relaxed.f1", ".92", ""),
    Measure("times, value F1", "MEANTIME", "timex", "--types=DATE,TIME", "value_f1", ".84", "≥ .88"),
    Measure("times of all types, value F1", "MEANTIME", "timex", "", "value_f1", "", ""),
    Measure("timelines, dates F1", "MEANTIME", "timeline", "", "dates.f1", ".49", "≥ .60"),
    Measure("timelines, events F1", "MEANTIME", "timeline", "", "events.f1", ".30", "≥ .45"),
    Measure("figures, overlap F1", "MEANTIME", "figures", "", "overlap.f1", ".48", "≥ .75"),
    Measure("figures, overlap F1", "re3d", "figures", "", "overlap.f1", ".50", "≥ .75"),
)
_FILES = {"GUM news": "gum", "MEANTIME": "meantime", "re3d": "re3d", "wnsal": "wnsal"}
_TYPES = {"person": "PER", "place": "LOC"}


def predict(gold: dict[str, Any]) -> dict[str, Any]:
    """What is extracted from one gold document, in the scorers' form."""
    document = document_of(gold)
    analysis, facts = analyse(document), extract((document,))
    return {
        "id": gold["id"],
        "entities": [
            {"start": m.start, "end": m.end, "type": _type(analysis.entities[m.entity].kind, m.sense)}
            for m in analysis.mentions
            if _is_name(analysis, m)
        ],
        "stakeholders": _ranked(analysis, facts),
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
        "values": [_stated(figure) for figure in facts.figures if figure.status != "undisclosed"],
    }


def _is_name(analysis: Analysis, mention: Mention) -> bool:
    form = analysis.document.text[mention.start : mention.end]
    modifier = mention.form == "adjective" and gazetteer.country_of_name(form) is not None
    return analysis.entities[mention.entity].named and (mention.form == "name" or modifier)


def _type(kind: str, sense: str) -> str:
    return ("ORG" if sense == "government" else "LOC") if kind == "government" else _TYPES.get(kind, "ORG")


def _ranked(analysis: Analysis, facts: Facts) -> list[dict[str, Any]]:
    """Stakeholders and places, the most salient first."""
    text, ranked = analysis.document.text, []
    for s in facts.stakeholders:
        aliases = [a.name for a in s.aliases if a.sense in ("name", "government")]
        ranked.append((s.salience, {"name": s.name, "aliases": aliases, "type": _type(s.kind, "name")}))
    for entity, salience in zip(analysis.entities, stakeholders.weigh(analysis, facts), strict=True):
        if entity.kind == "place":
            names = [m for m in (analysis.mentions[i] for i in entity.mentions) if m.form == "name"]
            aliases = sorted({text[m.start : m.end] for m in names})
            ranked.append((salience, {"name": entity.name, "aliases": aliases, "type": "LOC"}))
    return [entry for _, entry in sorted(ranked, key=lambda pair: -pair[0])]


def _stated(figure: Figure) -> dict[str, int]:
    """The figure itself, "more than 3,000" of "more than 3,000 troops": the gold sets leave the counted noun out."""
    span = figure.spans[0]
    start = span.start + span.quote.index(figure.as_stated)
    return {"start": start, "end": start + len(figure.as_stated)}


def _place(span: Any) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


def _timexes(analysis: Analysis, *, tei: bool) -> list[dict[str, Any]]:
    """The expressions of time as a gold set writes them: GUM marks dates in TEI, MEANTIME TIMEX3 of every type."""
    found = []
    for mention in iter_single(analysis.times):
        value = tei_value(mention.time) if tei else timex_value(mention.time)
        if value is not None or not tei:
            found.append({"start": mention.start, "end": mention.end, "value": value})
    return found


def document_of(gold: dict[str, Any]) -> Document:
    """One gold document; its date is what an operator would enter."""
    try:
        published = Published(dt.date.fromisoformat(gold["date"]), "operator")
    except (KeyError, TypeError, ValueError):
        published = Published()
    return Document(text=gold["text"], name=gold["id"], sha256="0", published=published)


@functools.cache
def predictions(name: str) -> str:
    """What is extracted from every document of a set, as JSON lines."""
    return "\n".join(json.dumps(predict(row)) for row in _rows(GOLD / "data" / name / "dev.jsonl"))


@functools.cache
def predicted_timelines(name: str) -> str:
    """The timeline of every target of a set over the documents of its topic, as JSON lines."""
    topics: dict[str, list[Analysis]] = {}
    for row in _rows(GOLD / "data" / name / "dev.jsonl"):
        topics.setdefault(row["topic"], []).append(analyse(document_of(row)))
    wanted = _rows(GOLD / "data" / name / "timelines_dev.jsonl")
    return "\n".join(json.dumps(timelines.predict(row, topics.get(row["topic"], []))) for row in wanted)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@functools.cache
def score(scorer: str, name: str, options: str, predicted: str) -> dict[str, Any]:
    """The figures of one scorer; empty when it cannot run (rouge-score is needed for summaries)."""
    gold = GOLD / "data" / name / ("timelines_dev.jsonl" if scorer == "timeline" else "dev.jsonl")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write(predicted)
        file.flush()
        command = [sys.executable, str(GOLD / f"score_{scorer}.py"), str(gold), file.name]
        done = subprocess.run([*command, *options.split()], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"score_{scorer}.py: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return {}
    return dict(json.loads(done.stdout))


def measured(measure: Measure) -> str:
    """The figure of one row, three decimals, or a dash."""
    name = _FILES[measure.data]
    predicted = predicted_timelines(name) if measure.scorer == "timeline" else predictions(name)
    value: Any = score(measure.scorer, name, measure.options, predicted)
    for key in measure.figure.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return "–" if value is None else f"{value:.3f}".lstrip("0")


def table(measures: Sequence[Measure]) -> str:
    """The table in Markdown."""
    rows = [f"| {m.what} | {m.data} | {m.baseline} | {m.aim} | **{measured(m)}** |" for m in measures]
    return "\n".join(["| What | Set | Baseline | Aim | briefgen |", "|---|---|---|---|---|", *rows]) + "\n"


PREFACE = """# How often the extraction is right

Measured on the development halves of public gold data, by `make bench-extraction`, which writes this page.
No document measured here was trained on. The baselines are simple ones: capitalised spans, counts with a
bonus for the lead, the first three sentences, eight patterns of speech, one list of patterns for times.

"""


JOINING = """## Joining

Actors of several documents, held against joining by equal names. B³: of those joined with an actor how many are
the same, and of the same how many are joined with it. Merged rate: actors of several documents that end as one;
mixed rate: stakeholders made of several that hold two without a common actor, many of them since the gold set
tells apart what a brief does not (a country and a part of it).

"""


def main() -> None:
    """Score every set that is there."""
    if not GOLD.is_dir():
        print(f"no gold data in {GOLD}; set BRIEFGEN_GOLD")
        return
    text = f"{table(MEASURES)}\n{JOINING}{who_is_who.table(GOLD)}"
    print(text, end="")
    (ROOT / "docs" / "extraction.md").write_text(PREFACE + text, encoding="utf-8")


if __name__ == "__main__":
    main()
