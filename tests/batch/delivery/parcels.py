"""What the tests of delivery share: a clock that stands still, an edition of two files, channels from YAML. No tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from briefgen import config
from briefgen.batch.delivery import Channel, Parcel, delivery_key, file_of

NOW = dt.datetime(2026, 1, 5, 6, 0, 7, tzinfo=dt.UTC)
SLOT = dt.datetime(2026, 1, 5, 6, 0, tzinfo=dt.UTC)
TEXT = "# The national water plan\n\nAt least 95 people were displaced. [S1]\n.\n.a line with a dot\n"


def make_parcel(folder: Path) -> Parcel:
    """A small edition of two files below a folder."""
    edition = folder / "build"
    edition.mkdir(exist_ok=True)
    (edition / "water-plan.pdf").write_bytes(b"%PDF-1.7\n\x00\xff")
    (edition / "water-plan.md").write_text(TEXT, encoding="utf-8")
    files = tuple(file_of(edition / f"water-plan.{to}") for to in ("pdf", "md"))
    key = delivery_key("water-plan", SLOT, "c", "0" * 64)
    return Parcel("water-plan", "The national water plan", SLOT, None, files, "0" * 64, key, TEXT)


def with_file(parcel: Parcel, name: str, data: bytes) -> Parcel:
    """The parcel with one more file beside the others."""
    path = parcel.files[0].path.parent / name
    path.write_bytes(data)
    return replace(parcel, files=(*parcel.files, file_of(path)))


def channel(folder: Path, flow: str) -> Channel:
    """A channel as a briefs.yaml in the folder has it; what is given is YAML in one line."""
    path = folder / "briefs.yaml"
    path.write_text(f"channels:\n  c: {flow}\nbriefs: {{a: {{title: T, sources: [x]}}}}\n", encoding="utf-8")
    loaded, problems = config.load(path)
    assert problems == ()
    assert loaded is not None
    return loaded.channels["c"]
