"""Trains the weights in briefgen/language/weights anew: `make weights`. The same data gives the same bytes.

The data (see MODEL_CARD.md) is not part of the project; BRIEFGEN_TRAINING names its folder, and
BRIEFGEN_GOLD that of the documents on which extraction is measured: none of them is trained on.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from briefgen.language.recognition import LABELS, stretches
from briefgen.language.recognition import features as name_features
from briefgen.language.tagging import Tagger, features, shipped, tag, word_forms

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("BRIEFGEN_TRAINING") or ROOT.parent / "shared" / "train")
LISTS = ROOT / "briefgen" / "language" / "lists"
WEIGHTS = ROOT / "briefgen" / "language" / "weights"
GOLD = Path(os.environ.get("BRIEFGEN_GOLD") or ROOT.parent / "shared" / "eval")
SCALE = 100
_LEAST = 100  # a tag's weight below this changes one word in 300 and doubles the file
Row = dict[str, Any]


def rows(*names: str) -> list[Row]:
    """The sentences of some training files, without those of documents that extraction is measured on."""
    measured = {
        json.loads(line)["id"] for path in sorted(GOLD.glob("data/*/dev.jsonl")) for line in path.open(encoding="utf-8")
    }
    found: list[Row] = []
    for name in names:
        with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            found.extend(row for line in file if (row := json.loads(line))["source"] not in measured)
    return found


def publish(name: str, plain: object) -> None:
    """Write one weights file and note its SHA-256."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    packed = gzip.compress(text.encode(), 9, mtime=0)
    (WEIGHTS / f"{name}.json.gz").write_bytes(packed)
    listed = WEIGHTS / "sha256.json"
    known = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}
    known[name] = hashlib.sha256(packed).hexdigest()
    listed.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{name}: {len(packed) / 1e6:.2f} MB")


class Perceptron:
    """Weights with their running sums, so that the average costs nothing until the end."""

    def __init__(self, classes: int) -> None:
        self.classes = classes
        self.now: dict[str, list[int]] = {}
        self.total: dict[str, list[int]] = {}
        self.step = 0

    def score(self, its_features: Iterable[str]) -> list[int]:
        """The sum of the weights of some features, one for each class."""
        scores = [0] * self.classes
        for feature in its_features:
            row = self.now.get(feature)
            if row is not None:
                scores = [a + b for a, b in zip(scores, row, strict=True)]
        return scores

    def update(self, feature: str, index: int, by: int) -> None:
        """Change one weight; total counts it as if it had been zero before this step."""
        self.now.setdefault(feature, [0] * self.classes)[index] += by
        self.total.setdefault(feature, [0] * self.classes)[index] += by * self.step

    def average(self) -> dict[str, list[int]]:
        """The weights averaged over all steps, times SCALE, rounded."""
        steps = max(1, self.step)
        return {
            feature: [round((n * steps - t) * SCALE / steps) for n, t in zip(row, self.total[feature], strict=True)]
            for feature, row in sorted(self.now.items())
        }


# Parts of speech -------------------------------------------------------------------------------


def train_tagger(sentences: Sequence[Row], *, epochs: int = 8, seed: int = 7) -> Tagger:
    """Train the tagger; words of one tag in at least 30 places need no weights."""
    names = tuple(sorted({tag_ for row in sentences for tag_ in row["xpos"]}))
    number = {name: i for i, name in enumerate(names)}
    certain = _certain(sentences, number)
    model = Perceptron(len(names))
    order = list(range(len(sentences)))
    shuffled = random.Random(seed)
    for epoch in range(epochs):
        shuffled.shuffle(order)
        wrong = 0
        for which in order:
            wrong += _tagger_step(model, sentences[which], number, names, certain)
        print(f"tagger: pass {epoch + 1}, {wrong} wrong", file=sys.stderr)
    sparse = {}
    for feature, row in model.average().items():
        pairs = [x for i, weight in enumerate(row) if abs(weight) >= _LEAST for x in (i, weight)]
        if pairs:
            sparse[feature] = pairs
    return Tagger(names, certain, sparse)


def _certain(sentences: Sequence[Row], number: dict[str, int]) -> dict[str, int]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sentences:
        for word, its_tag in zip(row["forms"], row["xpos"], strict=True):
            counts[word][its_tag] += 1
    found = {}
    for word, its_tags in sorted(counts.items()):
        best, often = max(its_tags.items(), key=lambda pair: (pair[1], pair[0]))
        total = sum(its_tags.values())
        if total >= 30 and often / total >= 0.995:
            found[word] = number[best]
    return found


def _tagger_step(
    model: Perceptron, row: Row, number: dict[str, int], names: tuple[str, ...], certain: dict[str, int]
) -> int:
    shapes = [word_forms(word) for word in row["forms"]]
    before, before_that = "^", "^"
    wrong = 0
    for i, word in enumerate(row["forms"]):
        index = certain.get(word, -1)
        if index < 0:
            model.step += 1
            its = list(features(shapes, i, before, before_that))
            scores = model.score(its)
            index, gold = scores.index(max(scores)), number[row["xpos"][i]]
            if index != gold:
                wrong += 1
                for feature in its:
                    model.update(feature, gold, 1)
                    model.update(feature, index, -1)
        before_that, before = before, names[index]
    return wrong


def accuracy(tagger: Tagger, sentences: Sequence[Row]) -> float:
    """The share of words with the right tag."""
    right = total = 0
    for row in sentences:
        found = tag(row["forms"], tagger)
        right += sum(a == b for a, b in zip(found, row["xpos"], strict=True))
        total += len(found)
    return right / total


def shouted(sentences: Sequence[Row]) -> list[Row]:
    """Every twenty-fifth sentence once more in capitals and once in Title Case, as headlines are written."""
    more = []
    for row in sentences[::25]:
        more.append({**row, "forms": [word.upper() for word in row["forms"]]})
        more.append({**row, "forms": [word[:1].upper() + word[1:] for word in row["forms"]]})
    return more


# Names -----------------------------------------------------------------------------------------


def train_names(sentences: Sequence[Row], tagger: Tagger) -> dict[str, Any]:
    """Train the name model by CRFsuite (L-BFGS, elastic net) and round its weights to integers."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.3, "max_iterations": 150, "feature.possible_transitions": True})
    for rows_, labels in _stretches(sentences, tagger):
        trainer.append(rows_, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "names.crfsuite")
        trainer.train(path)
        model = pycrfsuite.Tagger()
        model.open(path)
        info = model.info()
    found: dict[str, list[int]] = {}
    for (feature, label), weight in info.state_features.items():
        if rounded := round(weight * SCALE):
            found.setdefault(feature, [0] * len(LABELS))[LABELS.index(label)] = rounded
    moves = [[round(info.transitions.get((a, b), 0.0) * SCALE) for b in LABELS] for a in LABELS]
    return {"weights": found, "moves": moves}


def _stretches(sentences: Sequence[Row], tagger: Tagger) -> Iterator[tuple[list[list[str]], list[str]]]:
    for row in sentences:
        where = stretches(row["forms"])
        seen = name_features(row["forms"], tag(row["forms"], tagger), where)
        for start, stop in where:
            yield seen[start:stop], row["ner"][start:stop]


def with_other_names(sentences: Sequence[Row], *, copies: int = 2, seed: int = 3) -> list[Row]:
    """The sentences, and those with names again with other names of the same type: what surrounds a name is to count."""
    shuffled = random.Random(seed)
    pool: dict[str, list[list[str]]] = defaultdict(list)
    for row in sentences:
        for start, stop, kind in _mentions(row["ner"]):
            pool[kind].append(row["forms"][start:stop])
    named = [row for row in sentences if any(label != "O" for label in row["ner"])]
    return [*sentences, *(_renamed(row, pool, shuffled) for row in named for _ in range(copies))]


def _mentions(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I"):
            yield start, i, labels[start][2:]
            start = -1
        if label.startswith("B"):
            start = i


def _renamed(row: Row, pool: dict[str, list[list[str]]], shuffled: random.Random) -> Row:
    forms: list[str] = []
    labels: list[str] = []
    done = 0
    for start, stop, kind in _mentions(row["ner"]):
        name = _other_name(kind, stop - start, pool, shuffled) if shuffled.random() < 0.7 else row["forms"][start:stop]
        forms += row["forms"][done:start] + name
        labels += row["ner"][done:start] + [f"B-{kind}"] + [f"I-{kind}"] * (len(name) - 1)
        done = stop
    return {"forms": forms + row["forms"][done:], "ner": labels + row["ner"][done:]}


def _other_name(kind: str, length: int, pool: dict[str, list[list[str]]], shuffled: random.Random) -> list[str]:
    if kind == "PER":
        given, surname = (
            shuffled.choice(_listed("given_names", "census_given")),
            shuffled.choice(_listed("census_surnames")),
        )
        return [given, surname] if length > 1 else [shuffled.choice([given, surname])]
    if kind == "LOC" and shuffled.random() < 0.5:
        return shuffled.choice(_cities()).split()
    return shuffled.choice(pool[kind])


@functools.cache
def _listed(*lists: str) -> list[str]:
    texts = [(LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in lists]
    return sorted({word for lines in texts for line in lines if not line.startswith("#") for word in line.split()})


@functools.cache
def _cities() -> list[str]:
    lines = (LISTS / "cities.tsv").read_text(encoding="utf-8").splitlines()
    return sorted({city for line in lines if not line.startswith("#") for city in line.split("\t")[1].split("|")})


def main() -> None:
    """Measure the tagger on a tenth that is held out, then train on everything and publish; "names" trains only these."""
    if sys.argv[1:] == ["names"]:
        return publish("names", train_names(with_other_names(rows("ner", "gum")), shipped()))
    tagged = rows("ewt", "gum")
    held_out = tagged[::10]
    rest = [row for i, row in enumerate(tagged) if i % 10]
    trial = train_tagger(rest + shouted(rest))
    print(f"tagger: {accuracy(trial, held_out):.4f} of words right on the held-out tenth")
    tagger = train_tagger(tagged + shouted(tagged))
    publish("tagger", {"tags": tagger.tags, "certain": tagger.certain, "weights": tagger.weights})
    return publish("names", train_names(with_other_names(rows("ner", "gum")), tagger))


if __name__ == "__main__":
    main()
