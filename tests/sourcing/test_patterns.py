"""Folders and patterns as sources: which files they stand for, and which never."""

from __future__ import annotations

import pytest

from briefgen.sourcing import patterns
from briefgen.sourcing.patterns import expand, is_pattern

FILES = """
briefs.yaml news/a.html news/b.txt news/c.draft.txt news/.hidden.txt news/d.txt~ news/~$e.docx news/old/f.html
news/old/deep/g.html build/a/a.md notes/x.txt notes/[1].txt
""".split()


@pytest.fixture
def root(tmp_path):
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.", encoding="utf-8")
    return tmp_path


def names(root, path, *exclude):
    return list(expand(root, path, exclude, (root / "build", root / "briefs.yaml")).names)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("news", ["news/a.html", "news/b.txt", "news/c.draft.txt", "news/old/deep/g.html", "news/old/f.html"]),
        ("news/", ["news/a.html", "news/b.txt", "news/c.draft.txt", "news/old/deep/g.html", "news/old/f.html"]),
        ("news/*.html", ["news/a.html"]),
        ("news/**/*.html", ["news/a.html", "news/old/deep/g.html", "news/old/f.html"]),
        ("**/*.html", ["news/a.html", "news/old/deep/g.html", "news/old/f.html"]),
        ("news/*/*.html", ["news/old/f.html"]),
        ("news/?.txt", ["news/b.txt"]),
        ("news/[ab].*", ["news/a.html", "news/b.txt"]),
        ("*/x.txt", ["notes/x.txt"]),
        ("**/*.md", []),  # what briefgen wrote itself
        ("*.yaml", []),
        ("news/*.pdf", []),
        ("nowhere/*.txt", []),
    ],
)
def test_a_pattern_stands_for_its_files_in_order(root, path, expected):
    assert names(root, path) == expected


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        ("*.draft.txt", ["news/a.html", "news/b.txt", "news/old/deep/g.html", "news/old/f.html"]),
        ("old/**/*", ["news/a.html", "news/b.txt", "news/c.draft.txt"]),
        ("old/*", ["news/a.html", "news/b.txt", "news/c.draft.txt", "news/old/deep/g.html"]),
        ("*.html", ["news/b.txt", "news/c.draft.txt"]),
    ],
)
def test_what_is_excluded_is_left_out(root, exclude, left):
    assert names(root, "news", exclude) == left


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(root):
    assert not is_pattern(root, "notes/[1].txt")
    assert is_pattern(root, "notes/[2].txt")
    assert is_pattern(root, "notes")
    assert not is_pattern(root, "news/a.html")
    assert not is_pattern(root, "bad\0name")


def test_no_link_leads_out_of_the_folder(root, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("Secret.", encoding="utf-8")
    (root / "notes/link.txt").symlink_to(outside / "secret.txt")
    (root / "notes/inner.txt").symlink_to(root / "notes/x.txt")
    (root / "notes/folder").symlink_to(outside)
    found = expand(root, "notes", (), ())
    assert found.links == ("notes/link.txt",)
    assert found.names == ("notes/[1].txt", "notes/inner.txt", "notes/x.txt")


def test_too_many_files_are_said(root, monkeypatch):
    monkeypatch.setattr(patterns, "MOST_FILES", 2)
    found = expand(root, "news", (), ())
    assert found.too_many
    assert len(found.names) == 2
