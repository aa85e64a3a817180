"""Damaged or missing weights are refused with a sentence that says what to do."""

import json
from importlib import resources

import pytest

from briefgen.errors import EnvironmentFault
from briefgen.language import weights


def test_weights_that_were_changed_are_refused(tmp_path, monkeypatch):
    folder = resources.files("briefgen.language.weights")
    (tmp_path / "sha256.json").write_bytes(folder.joinpath("sha256.json").read_bytes())
    (tmp_path / "tagger.json.gz").write_bytes(folder.joinpath("tagger.json.gz").read_bytes()[:-1] + b"x")
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    with pytest.raises(EnvironmentFault, match="damaged"):
        weights.load("tagger")


def test_missing_weights_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    with pytest.raises(EnvironmentFault, match="'tagger' are missing"):
        weights.load("tagger")


def test_every_shipped_file_has_its_checksum():
    folder = resources.files("briefgen.language.weights")
    listed = json.loads(folder.joinpath("sha256.json").read_text())
    assert sorted(listed) == sorted(p.name.removesuffix(".json.gz") for p in folder.iterdir() if p.name.endswith(".gz"))
