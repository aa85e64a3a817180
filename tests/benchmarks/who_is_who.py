"""Joining over documents against public gold data: who is the same as whom, held against a baseline of equal names.

MEANTIME tells actors by ids that hold over its documents, wnsal by the article of an encyclopedia that they are
linked to. A gold actor of a document is looked for among the stakeholders by the place of its names; those that
the extraction did not find, or that are no stakeholders (places), are left out, since nothing was to be joined.
All documents of a topic are joined at once; for wnsal all there are, 186 on every subject.

    score          what it is
    B³             of the actors joined with one, how many are the same (precision); of the same, how many are
                   joined with it (recall); their F1
    merged rate    share of the actors named in several documents that end as one stakeholder
    mixed rate     share of the stakeholders made of several that hold two without a common actor
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from briefgen.extractors import extract
from briefgen.joining.entities import merge
from briefgen.model import Document, Facts, Span, Stakeholder

Node = tuple[str, str]  # a document and a gold actor in it


class Scores(NamedTuple):
    """The figures of one way to join, each 0..1."""

    precision: float
    recall: float
    f1: float
    merged: float
    mixed: float


def gold_of(row: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    """The places of the names of each gold actor of a document, by an id that holds over the documents."""
    found: dict[str, list[tuple[int, int]]] = {}
    for entity in row.get("entities", ()):
        if entity["name"] and entity["type"] in ("PER", "ORG", "LOC") and len(entity["cluster_id"] or "") > 8:
            found.setdefault(entity["cluster_id"], []).append(tuple(entity["name"]))
    for linked in row.get("linked", ()):
        found.setdefault(linked["title"], []).extend(tuple(place) for place in linked["mentions"])
    return found


def joined(facts: Facts) -> dict[str, Hashable]:
    """The stakeholder of all documents that each one of a document goes into."""
    owner = {span: s.id for s in merge(facts).stakeholders for span in s.spans}
    return {s.id: owner[s.spans[0]] for s in facts.stakeholders}


def by_name(facts: Facts) -> dict[str, Hashable]:
    """The baseline: who has the same name is the same."""
    return {s.id: s.name for s in facts.stakeholders}


def aligned(facts: Facts, rows: Sequence[Mapping[str, Any]]) -> dict[Node, str]:
    """The id of the stakeholder of its own document that each gold actor is."""
    by_document: dict[str, list[Stakeholder]] = {}
    for s in facts.stakeholders:
        by_document.setdefault(s.spans[0].document_id, []).append(s)
    found: dict[Node, str] = {}
    for row, document in zip(rows, facts.documents, strict=True):
        places = gold_of(row)
        for id_, its in places.items():
            votes = {s.id: sum(_fits(span, place) for span in _names(s) for place in its)
                     for s in by_document.get(document.id, ())}  # fmt: skip
            best = max(votes, key=lambda s: votes[s], default=None)
            if best is not None and votes[best]:
                found[document.name, id_] = best
    return found


def _names(stakeholder: Stakeholder) -> Iterable[Span]:
    return (s for a in stakeholder.aliases if a.sense in ("name", "government") for s in a.spans)


def _fits(span: Span, place: tuple[int, int]) -> bool:
    """True when a name ends with the gold one, or takes up most of it."""
    shared = min(span.end, place[1]) - max(span.start, place[0])
    return shared > 0.6 * max(place[1] - place[0], span.end - span.start)


def scores(nodes: Mapping[Node, str], way: Mapping[str, Hashable]) -> Scores:
    """B³ over the gold actors of the documents, and the two rates."""
    gold: dict[str, list[Node]] = {}
    system: dict[Hashable, list[Node]] = {}
    for node, stakeholder in nodes.items():
        gold.setdefault(node[1], []).append(node)
        system.setdefault(way[stakeholder], []).append(node)
    precision = recall = 0.0
    for node, stakeholder in nodes.items():
        right = sum(other[1] == node[1] for other in system[way[stakeholder]])
        precision += right / len(system[way[stakeholder]])
        recall += right / len(gold[node[1]])
    precision, recall = precision / len(nodes), recall / len(nodes)
    several = [its for its in gold.values() if len(its) > 1]
    together = [its for its in system.values() if len({nodes[node] for node in its}) > 1]
    merged = sum(len({way[nodes[node]] for node in its}) == 1 for its in several) / len(several)
    mixed = sum(_is_mixed(its, nodes) for its in together) / max(1, len(together))
    return Scores(precision, recall, 2 * precision * recall / (precision + recall), merged, mixed)


def _is_mixed(its: Sequence[Node], nodes: Mapping[Node, str]) -> bool:
    """True when two stakeholders of documents were joined that have no gold actor in common."""
    actors: dict[str, set[str]] = {}
    for node in its:
        actors.setdefault(nodes[node], set()).add(node[1])
    return any(one.isdisjoint(other) for one, other in combinations(actors.values(), 2))


WAYS: tuple[tuple[str, Callable[[Facts], dict[str, Hashable]]], ...] = (("equal names", by_name), ("briefgen", joined))


def topics(gold: Path) -> list[tuple[str, list[dict[str, Any]]]]:
    """The sets of documents to join: MEANTIME by topic, wnsal as a whole."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, shown in (("meantime", "MEANTIME"), ("wnsal", "wnsal")):
        path = gold / "data" / name / "dev.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            row = json.loads(line)
            found.setdefault(f"{shown} {row.get('topic', '')}".strip(), []).append(row)
    return list(found.items())


def facts_of(rows: Sequence[Mapping[str, Any]]) -> Facts:
    """The facts of each document, not joined."""
    return extract([Document(text=row["text"], name=row["id"], sha256="0") for row in rows])


def table(gold: Path) -> str:
    """The figures in Markdown; "" where there is no gold data."""
    lines = []
    for name, rows in topics(gold):
        facts = facts_of(rows)
        nodes = aligned(facts, rows)
        for way, join in WAYS:
            s = scores(nodes, join(facts))
            figures = (f"{value:.3f}".lstrip("0") for value in s)
            lines.append(f"| {name}, {len(rows)} documents, {len(nodes)} actors | {way} | {' | '.join(figures)} |")
    head = (
        "| Set | Joined by | B³ precision | B³ recall | B³ F1 | merged rate | mixed rate |",
        "|---|---|---|---|---|---|---|",
    )
    return "\n".join((*head, *lines)) + "\n" if lines else ""
