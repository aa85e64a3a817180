"""What retention removes and, above all, what it never removes."""

from __future__ import annotations

import datetime as dt

import pytest
from runs_at_hand import NINE, Clock, Hands, agenda_of, failure

from briefgen.batch import retention, scheduler
from briefgen.batch.execution import Outcome
from briefgen.batch.runs import queries
from briefgen.batch.runs.opening import opened

DAY = dt.timedelta(days=1)
CONFIG = """\
briefs:
  one:
    title: The first
    sources: [one.txt]
    schedule:
      cron: "0 10 * * *"
      timezone: UTC
      retries: {attempts: 1}
      retention: %s
"""


def days(tmp_path, record, keeping: str, outcomes: list[Outcome | None]):
    """An agenda, and the record of one run a day: good where None is given, else what came of it."""
    agenda, clock, hands = agenda_of(tmp_path / "project", keeping, CONFIG), Clock(NINE), Hands()
    scheduler.run_due(record, agenda, hands.actions, now=clock)
    for outcome in outcomes:
        clock.forward(days=1) if clock.at != NINE else clock.forward(hours=1)
        hands.outcomes = [outcome] if outcome else []
        scheduler.run_due(record, agenda, hands.actions, now=clock)
    return agenda, clock.at


def left(store) -> list[str]:
    return [f"{run.slot:%d} {run.state}" for run in reversed(queries.history(store))]


def files(agenda) -> list[str]:
    return sorted(path.parent.name[8:10] for path in agenda.output.rglob("*.md"))


def test_the_newest_editions_are_kept_and_the_others_go_with_their_rows_and_folders(tmp_path, record):
    agenda, now = days(tmp_path, record, "{keep: 2}", [None] * 4)
    with opened(record) as store:
        assert [removal.run.slot.day for removal in retention.prune(store, agenda, now)] == [24, 25]
        assert left(store) == ["26 delivered", "27 delivered"]
    assert files(agenda) == ["26", "27"]
    assert len([path for path in agenda.output.rglob("*") if path.is_dir()]) == 3


def test_days_are_counted_from_now(tmp_path, record):
    agenda, now = days(tmp_path, record, "{days: 2}", [None] * 4)
    with opened(record) as store:
        retention.prune(store, agenda, now)
        assert left(store) == ["25 delivered", "26 delivered", "27 delivered"]


def test_what_either_key_keeps_is_kept(tmp_path, record):
    agenda, now = days(tmp_path, record, "{keep: 3, days: 1}", [None] * 4)
    with opened(record) as store:
        retention.prune(store, agenda, now)
        assert left(store) == ["25 delivered", "26 delivered", "27 delivered"]


def test_the_latest_good_edition_stays_however_old_it_is(tmp_path, record):
    agenda, now = days(tmp_path, record, "{days: 1}", [None, None, failure(), failure()])
    with opened(record) as store:
        retention.prune(store, agenda, now + 90 * DAY)
        assert left(store) == ["25 delivered", "26 dead", "27 dead"]
    assert files(agenda) == ["25"]


def test_a_bad_run_is_no_edition_that_could_take_the_place_of_a_good_one(tmp_path, record):
    agenda, now = days(tmp_path, record, "{keep: 1}", [failure(), None, failure(), failure()])
    with opened(record) as store:
        retention.prune(store, agenda, now)
        assert left(store) == ["25 delivered", "26 dead", "27 dead"]


def test_without_retention_all_is_kept(tmp_path, record):
    agenda, now = days(tmp_path, record, "null", [None] * 3)
    with opened(record) as store:
        assert retention.prune(store, agenda, now + 900 * DAY) == ()
        assert len(left(store)) == 3


def test_a_file_that_a_newer_run_has_too_stays(tmp_path, record):
    agenda, now = days(tmp_path, record, "{keep: 1}", [None, None])
    with opened(record) as store:
        newest, oldest = queries.history(store)
        shared = queries.files(store, newest.id)[0].path
        with store.writing() as connection:
            connection.execute("UPDATE files SET path = ? WHERE run_id = ?", (shared, oldest.id))
        (removal,) = retention.prune(store, agenda, now)
        assert [why for _, why in removal.kept] == ["a newer run has it, too"]
        assert (agenda.output / shared).exists()


def test_a_file_that_somebody_changed_stays_and_is_said(tmp_path, record):
    agenda, now = days(tmp_path, record, "{keep: 1}", [None, None])
    (mine,) = [path for path in agenda.output.rglob("*.md") if "24" in path.parent.name]
    mine.write_text("my notes", encoding="utf-8")
    with opened(record) as store:
        (removal,) = retention.prune(store, agenda, now)
        assert removal.kept == ((mine, "it was changed since"),)
    assert mine.read_text(encoding="utf-8") == "my notes"


@pytest.mark.parametrize("how", ["link", "way out"])
def test_nothing_outside_the_output_folder_is_removed(tmp_path, record, how):
    agenda, now = days(tmp_path, record, "{keep: 1}", [None, None])
    (old,) = [path for path in agenda.output.rglob("*.md") if "24" in path.parent.name]
    outside = tmp_path / "outside"
    outside.mkdir()
    old.rename(outside / "one.md")
    with opened(record) as store:
        if how == "link":
            old.parent.rmdir()
            old.parent.symlink_to(outside)
        else:
            with store.writing() as connection:
                connection.execute("UPDATE files SET path = '../../outside/one.md' WHERE path LIKE '%-24T%'")
        (removal,) = retention.prune(store, agenda, now)
        assert [why for _, why in removal.kept] == ["it is reached through a link"]
    assert (outside / "one.md").exists()


def test_a_file_that_is_gone_already_does_not_keep_its_row(tmp_path, record):
    agenda, now = days(tmp_path, record, "{keep: 1}", [None, None])
    for path in agenda.output.rglob("*.md"):
        path.unlink()
    with opened(record) as store:
        retention.prune(store, agenda, now)
        assert left(store) == ["25 delivered"]


def test_asking_removes_nothing(tmp_path, record):
    agenda, now = days(tmp_path, record, "{keep: 1}", [None, None])
    with opened(record) as store:
        assert len(retention.removals(store, agenda, now)) == 1
        assert len(left(store)) == 2
    assert files(agenda) == ["24", "25"]


def test_pruned_slots_do_not_run_again(tmp_path, record):
    agenda, now = days(tmp_path, record, "{keep: 1}", [None, None, None])
    with opened(record) as store:
        retention.prune(store, agenda, now)
    hands = Hands()
    scheduler.run_due(record, agenda, hands.actions, now=Clock(now))
    assert hands.done == []
