"""Copies into a folder: their names, their faults, and that a second try changes nothing."""

from __future__ import annotations

import os
import resource
from dataclasses import replace

import pytest
from parcels import NOW, channel, make_parcel, with_file

from briefgen.batch.delivery import deliver


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def share(tmp_path):
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def parcel(tmp_path):
    return make_parcel(tmp_path)


def test_every_file_is_copied_under_the_brief_and_its_day(tmp_path, share, parcel):
    receipt = deliver(channel(tmp_path, "{folder: share}"), parcel, now=NOW)
    assert receipt.status == "delivered"
    assert names(share) == ["water-plan/2026-01-05/water-plan.md", "water-plan/2026-01-05/water-plan.pdf"]
    assert (share / "water-plan/2026-01-05/water-plan.pdf").read_bytes() == b"%PDF-1.7\n\x00\xff"


def test_a_second_try_ends_in_the_same_files(tmp_path, share, parcel):
    copies = channel(tmp_path, "{folder: share}")
    assert deliver(copies, parcel, now=NOW) == deliver(copies, parcel, now=NOW)
    assert len(names(share)) == 2


def test_names_follow_the_template_and_formats_are_chosen(tmp_path, share, parcel):
    copies = channel(tmp_path, "{folder: {path: share, name: '{as_of:%Y/%m}/{title} {slot}.{ext}', formats: [pdf]}}")
    assert deliver(copies, parcel, now=NOW).status == "delivered"
    assert names(share) == ["2026/01/The national water plan 2026-01-05T0600Z.pdf"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("a/b\\c\x00d\r\ne", "a-b-c-d e.pdf"),
        ("...", "_.pdf"),
        ("Größe 東京", "Größe 東京.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
        ("half \ud800 a letter", "half - a letter.pdf"),
    ],
)
def test_a_title_is_one_part_of_a_path_and_no_more(tmp_path, share, parcel, title, name):
    copies = channel(tmp_path, "{folder: {path: share, name: '{title}.{ext}', formats: [pdf]}}")
    assert deliver(copies, replace(parcel, title=title), now=NOW).status == "delivered"
    assert names(share) == [name]


def test_two_files_of_one_name_are_refused_and_nothing_is_written(tmp_path, share, parcel):
    receipt = deliver(channel(tmp_path, "{folder: {path: share, name: '{brief}'}}"), parcel, now=NOW)
    assert receipt.status == "permanent"
    assert "{ext}" in receipt.detail
    assert names(share) == []


def test_a_format_that_was_not_built_is_said(tmp_path, share, parcel):
    receipt = deliver(channel(tmp_path, "{folder: {path: share, formats: [pdf, html]}}"), parcel, now=NOW)
    assert (receipt.status, names(share)) == ("permanent", [])
    assert "html" in receipt.detail


def test_a_share_that_is_not_mounted_is_tried_again_and_not_made(tmp_path, parcel):
    receipt = deliver(channel(tmp_path, "{folder: nowhere}"), parcel, now=NOW)
    assert receipt.status == "temporary"
    assert not (tmp_path / "nowhere").exists()


def test_a_file_built_anew_since_is_not_passed_off_as_this_edition(tmp_path, share, parcel):
    parcel.files[0].path.write_bytes(b"%PDF of another day")
    receipt = deliver(channel(tmp_path, "{folder: share}"), parcel, now=NOW)
    assert receipt.status == "permanent"
    assert "no longer the file" in receipt.detail
    assert names(share) == []


def test_a_file_that_is_gone_is_said(tmp_path, share, parcel):
    parcel.files[0].path.unlink()
    receipt = deliver(channel(tmp_path, "{folder: share}"), parcel, now=NOW)
    assert receipt.status == "permanent"
    assert "water-plan.pdf cannot be read" in receipt.detail


def test_a_link_in_the_folder_is_not_followed(tmp_path, share, parcel):
    (tmp_path / "elsewhere").mkdir()
    (share / "water-plan").symlink_to(tmp_path / "elsewhere")
    assert deliver(channel(tmp_path, "{folder: share}"), parcel, now=NOW).status == "permanent"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_disk_without_room_is_tried_again_and_keeps_the_old_files(tmp_path, share, parcel):
    copies = channel(tmp_path, "{folder: share}")
    deliver(copies, parcel, now=NOW)
    larger = with_file(parcel, "water-plan.html", b"x" * 200_000)
    child = os.fork()
    if child == 0:  # the limit cannot be lifted again, so it is set in a process of its own
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        os._exit(0 if deliver(copies, larger, now=NOW).status == "temporary" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert names(share) == ["water-plan/2026-01-05/water-plan.md", "water-plan/2026-01-05/water-plan.pdf"]
