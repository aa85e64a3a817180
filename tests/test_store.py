import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from briefgen.errors import InputError, Problem
from briefgen.store import Manifest, Parameter, UsedSource, described, publish, publish_all, read_manifest, sweep


def test_a_published_file_is_whole_and_leaves_nothing_beside_it(tmp_path):
    path = publish(tmp_path, "a/b.md", b"text")
    assert path.read_bytes() == b"text"
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.md"]


def test_a_file_is_replaced(tmp_path):
    publish(tmp_path, "b.md", b"old")
    assert publish(tmp_path, "b.md", b"new").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["../out.md", "/etc/out.md", "a/../../out.md"])
def test_nothing_is_written_outside_the_folder(tmp_path, name):
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(InputError, match="BG501"):
        publish(root, name, b"x")
    assert not (tmp_path / "out.md").exists()


def test_a_link_is_not_followed(tmp_path):
    target = tmp_path / "target.md"
    target.write_bytes(b"mine")
    root = tmp_path / "root"
    root.mkdir()
    (root / "b.md").symlink_to(target)
    with pytest.raises(InputError, match="BG501"):
        publish(root, "b.md", b"x")
    assert target.read_bytes() == b"mine"


def test_a_file_in_the_way_of_a_folder_is_said(tmp_path):
    (tmp_path / "a").write_text("a file")
    with pytest.raises(InputError, match="cannot be written"):
        publish(tmp_path, "a/b.md", b"x")
    assert (tmp_path / "a").read_text() == "a file"


def test_the_old_file_stands_when_the_disk_refuses(tmp_path, monkeypatch):
    path = publish(tmp_path, "b.md", b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        publish(tmp_path, "b.md", b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["b.md"]


def test_files_that_belong_together_are_all_written_or_none(tmp_path):
    publish_all(tmp_path, {"b.md": b"old", "b.pdf": b"old"})
    (tmp_path / "c.md").mkdir()
    with pytest.raises(InputError, match=r"c\.md: error BG501: cannot be written: a folder"):
        publish_all(tmp_path, {"b.md": b"new", "b.pdf": b"new", "c.md": b"new"})
    assert (tmp_path / "b.md").read_bytes() == b"old"
    assert (tmp_path / "b.pdf").read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.md", "b.pdf", "c.md"]


def test_a_linked_folder_on_the_way_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "root"
    root.mkdir()
    (root / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="follow a link"):
        publish(root, "a/b.md", b"x")
    assert list((tmp_path / "elsewhere").iterdir()) == []


# Killed, full, in the way -----------------------------------------------------------------------

PUBLISHES_FOR_EVER = """
import itertools, sys
from pathlib import Path
from briefgen.store import publish_all
for number in itertools.count():
    line = b"%09d\\n" % number
    publish_all(Path(sys.argv[1]), {"b/b.md": line * 40_000, "b/b.json": line * 3}, seal={"b/manifest.json": line})
    print(number, flush=True)
"""


def killed_while_publishing(folder, dice) -> None:
    """Let a process publish one version after the other, and kill it with -9 at some moment after the first."""
    command = [sys.executable, "-c", PUBLISHES_FOR_EVER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        time.sleep(dice.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)


def version(path, lines: int) -> int:
    """The version that a whole file is of."""
    first = path.read_bytes()[:10]
    assert path.read_bytes() == first * lines
    return int(first)


def test_killed_with_9_at_any_moment_no_file_is_torn_and_none_is_newer_than_its_seal_can_be(tmp_path):
    dice = random.Random(5)
    for _ in range(10):
        killed_while_publishing(tmp_path, dice)
        markdown, json_file = version(tmp_path / "b/b.md", 40_000), version(tmp_path / "b/b.json", 3)
        assert markdown - json_file in (0, 1)  # files take their places one after the other
        assert json_file - version(tmp_path / "b/manifest.json", 1) in (0, 1)
    publish(tmp_path, "b/b.md", b"next")
    assert sorted(p.name for p in (tmp_path / "b").iterdir()) == ["b.json", "b.md", "manifest.json"]


def test_what_a_dead_publisher_left_is_swept_away_but_not_what_a_living_one_writes(tmp_path):
    import fcntl

    left = tmp_path / ".b.md.briefgen-0123abcd"
    left.write_bytes(b"half")
    mine = tmp_path / ".b.md.mine"
    mine.write_bytes(b"mine")
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    sweep(tmp_path, "")
    assert left.exists()
    os.close(handle)
    sweep(tmp_path, "")
    assert [p.name for p in tmp_path.iterdir()] == [".b.md.mine"]


def test_a_full_disk_is_a_clear_failure_and_the_earlier_files_stand(tmp_path):
    publish_all(tmp_path, {"b.md": b"old", "b.pdf": b"old"}, seal={"manifest.json": b"old"})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails, as on a disk without room
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(InputError, match=r"b\.pdf: error BG501: cannot be written: File too large"):
            publish_all(tmp_path, {"b.md": b"new", "b.pdf": b"n" * 200_000}, seal={"manifest.json": b"new"})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == dict.fromkeys(
        ("b.md", "b.pdf", "manifest.json"), b"old"
    )


def test_a_folder_that_becomes_a_link_while_it_is_written_to_leads_nowhere_else(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    flush = os.fsync

    def swap(handle):
        if not (root / "a").is_symlink():
            (root / "a").rename(root / "was-a")
            (root / "a").symlink_to(tmp_path / "elsewhere")
        flush(handle)

    monkeypatch.setattr(os, "fsync", swap)
    publish(root, "a/b.md", b"x")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (root / "was-a/b.md").read_bytes() == b"x"


# Manifests --------------------------------------------------------------------------------------

MANIFEST = Manifest(
    brief="x",
    title="T",
    tool="briefgen 0",
    fingerprint="f",
    as_of=None,
    slot="2025-01-01T05:30:00Z",
    parameters=(Parameter("region", "EU"),),
    files=(described("x.md", "md", b"text"),),
    sources=(UsedSource("a.txt", "0" * 64),),
    problems=(Problem("BG208", "half a character: \udcff", "warning", "a.txt"),),
)


def test_a_manifest_reads_back_as_it_was_written(tmp_path):
    path = publish(tmp_path, "manifest.json", MANIFEST.to_bytes())
    assert read_manifest(path) == MANIFEST
    assert json.loads(path.read_text(encoding="utf-8"))["files"][0]["size"] == 4


def test_files_stand_only_with_the_bytes_that_they_had(tmp_path):
    assert not MANIFEST.stands_in(tmp_path)
    (tmp_path / "x.md").write_bytes(b"text")
    assert MANIFEST.stands_in(tmp_path)
    (tmp_path / "x.md").write_bytes(b"tExt")
    assert not MANIFEST.stands_in(tmp_path)
    (tmp_path / "x.md").rename(tmp_path / "y.md")
    (tmp_path / "y.md").write_bytes(b"text")
    (tmp_path / "x.md").symlink_to(tmp_path / "y.md")
    assert not MANIFEST.stands_in(tmp_path)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "No such file"),
        (b"", "Expecting value"),
        (b"[]", "expected an object"),
        (b"{}", "expected an object with 'layout'"),
        (b'{"layout": 2}', "layout 2 is not known"),
        (MANIFEST.to_bytes()[:-40], "manifest cannot be used"),
        (MANIFEST.to_bytes().replace(b"x.md", b"../x.md"), "is not the name of a file"),
        (b"[" * 100_000, "recursion"),
    ],
    ids=["missing", "empty", "list", "no layout", "another layout", "cut short", "leads out", "deep"],
)
def test_a_manifest_that_cannot_be_used_says_why(tmp_path, data, reason):
    path = tmp_path / "manifest.json"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=f"BG503.*{reason}"):
        read_manifest(path)


def test_equal_publications_have_equal_manifests_and_others_not():
    assert MANIFEST.to_bytes() == replace(MANIFEST).to_bytes()
    assert MANIFEST.to_bytes() != replace(MANIFEST, slot=None).to_bytes()
