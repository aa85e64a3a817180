import os

import pytest

from briefgen.errors import InputError
from briefgen.store import publish, publish_all


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
