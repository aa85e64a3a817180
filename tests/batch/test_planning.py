"""Slots become rows: queued or skipped with a reason, once, and never more for a clock that jumps."""

from __future__ import annotations

import datetime as dt

import pytest
from runs_at_hand import NINE, agenda_of

from briefgen.batch import planning
from briefgen.batch.runs import claims, queries, standing
from briefgen.batch.runs.owners import this_process

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def states(store) -> list[tuple[str, str]]:
    """Hour and state of each row, oldest first."""
    return [(f"{run.slot:%d %H:%M}", run.state) for run in reversed(queries.history(store))]


def test_a_new_schedule_runs_from_now_on_and_not_before(store, tmp_path):
    agenda = agenda_of(tmp_path)
    planning.tick(store, agenda, NINE + HOUR / 2)
    assert states(store) == []
    planning.tick(store, agenda, NINE + HOUR)
    assert states(store) == [("24 10:00", "queued")]


def test_a_slot_is_written_once_however_often_the_clock_is_looked_at(store, tmp_path):
    agenda = agenda_of(tmp_path)
    for minutes in (0, 60, 60, 61, 90):
        planning.tick(store, agenda, NINE + HOUR * minutes / 60)
    assert states(store) == [("24 10:00", "queued")]
    (run,) = queries.history(store)
    assert (run.schedule, run.local, run.day) == ("hourly", "2026-11-24T10:00:00+00:00", dt.date(2026, 11, 24))


def test_the_clock_back_two_hours_runs_nothing_again(store, tmp_path):
    agenda = agenda_of(tmp_path, "overlap: queue")
    planning.tick(store, agenda, NINE)
    planning.tick(store, agenda, NINE + HOUR)
    (due,) = planning.tick(store, agenda, NINE - HOUR)
    assert [problem.rule for problem in due.problems] == ["BG614"]
    planning.tick(store, agenda, NINE + HOUR)
    assert states(store) == [("24 10:00", "queued")]
    planning.tick(store, agenda, NINE + 2 * HOUR)
    assert states(store) == [("24 10:00", "queued"), ("24 11:00", "queued")]


@pytest.mark.parametrize(
    ("policy", "queued"), [("catch_up: none", 1), ("catch_up: latest", 1), ("catch_up: all\nmax_catch_up: 5", 6)]
)
def test_the_clock_forward_three_days_leaves_a_row_for_every_hour(store, tmp_path, policy, queued):
    agenda = agenda_of(tmp_path, f"misfire_grace: 5m\n{policy}")
    planning.tick(store, agenda, NINE)
    planning.tick(store, agenda, NINE + 3 * DAY)
    found = states(store)
    assert len(found) == 72
    assert [state for _, state in found].count("queued") == queued
    assert found[-1] == ("27 09:00", "queued")
    assert all(run.reason for run in queries.history(store, states=["skipped"]))


def test_a_paused_schedule_leaves_a_row_that_says_so_even_when_looked_at_after_the_pause(store, tmp_path):
    agenda = agenda_of(tmp_path, "catch_up: all\noverlap: queue")
    planning.tick(store, agenda, NINE)
    standing.pause(store, "hourly", NINE + HOUR / 2)
    standing.resume(store, "hourly", NINE + HOUR * 2.5)
    planning.tick(store, agenda, NINE + 3 * HOUR)
    assert states(store) == [("24 10:00", "skipped"), ("24 11:00", "skipped"), ("24 12:00", "queued")]
    assert queries.history(store)[-1].reason == "paused since 2026-11-24 09:30 UTC"


def test_a_schedule_that_is_not_enabled_leaves_rows_too(store, tmp_path):
    agenda = agenda_of(tmp_path, "enabled: false")
    planning.tick(store, agenda, NINE)
    planning.tick(store, agenda, NINE + HOUR)
    (run,) = queries.history(store)
    assert (run.state, run.reason) == ("skipped", "the schedule is not enabled")


def begin(store):
    return claims.claim_next(store, this_process(), NINE, {"one"})


def test_with_overlap_skip_a_slot_gives_way_to_a_run_that_is_not_done(store, tmp_path):
    agenda = agenda_of(tmp_path, "overlap: skip")
    planning.tick(store, agenda, NINE)
    planning.tick(store, agenda, NINE + HOUR)
    begin(store)
    planning.tick(store, agenda, NINE + 2 * HOUR)
    assert states(store) == [("24 10:00", "running"), ("24 11:00", "skipped")]
    assert "is still running (overlap: skip)" in queries.history(store)[0].reason


def test_with_overlap_queue_it_waits(store, tmp_path):
    agenda = agenda_of(tmp_path, "overlap: queue")
    for hours in range(3):
        planning.tick(store, agenda, NINE + hours * HOUR)
        begin(store)
    assert states(store) == [("24 10:00", "running"), ("24 11:00", "queued")]


def test_a_delivery_that_takes_its_time_keeps_no_slot_from_running(store, tmp_path):
    agenda = agenda_of(tmp_path, "overlap: skip")
    planning.tick(store, agenda, NINE)
    planning.tick(store, agenda, NINE + HOUR)
    claims.rendered(store, begin(store), NINE, files=(), manifest=None, problems=(), channels=[("desk", "k")])
    planning.tick(store, agenda, NINE + 2 * HOUR)
    assert states(store) == [("24 10:00", "rendered"), ("24 11:00", "queued")]


def test_slots_caught_up_together_do_not_overlap(store, tmp_path):
    agenda = agenda_of(tmp_path, "overlap: skip\ncatch_up: all")
    planning.tick(store, agenda, NINE)
    planning.tick(store, agenda, NINE + 3 * HOUR)
    assert [state for _, state in states(store)] == ["queued"] * 3


def test_what_waits_for_a_brief_that_is_gone_is_ended_with_a_word(store, tmp_path):
    before = agenda_of(tmp_path)
    planning.tick(store, before, NINE)
    planning.tick(store, before, NINE + HOUR)
    after = agenda_of(tmp_path, config="briefs:\n  two: {title: T, sources: [one.txt]}\n")
    planning.tick(store, after, NINE + HOUR)
    (run,) = queries.history(store)
    assert (run.state, run.reason) == ("skipped", "the brief is no longer in briefs.yaml")


def test_what_waits_for_a_schedule_that_is_gone_is_ended_too(store, tmp_path):
    before = agenda_of(tmp_path)
    planning.tick(store, before, NINE)
    planning.tick(store, before, NINE + HOUR)
    after = agenda_of(tmp_path, config="briefs:\n  one: {title: T, sources: [one.txt]}\n")
    planning.tick(store, after, NINE + HOUR)
    assert queries.history(store)[0].reason == "the brief has no schedule any more"


def test_another_time_of_day_makes_up_for_no_slot_that_was_never_promised(store, tmp_path):
    before = agenda_of(tmp_path, "catch_up: all")
    planning.tick(store, before, NINE)
    config = (tmp_path / "briefs.yaml").read_text(encoding="utf-8").replace("0 * * * *", "*/10 * * * *")
    changed = agenda_of(tmp_path, config=config)
    planning.tick(store, changed, NINE + HOUR * 0.9)
    assert states(store) == []
    planning.tick(store, changed, NINE + HOUR)
    assert states(store) == [("24 10:00", "queued")]


def test_looking_ahead_of_time_writes_nothing(store, tmp_path):
    agenda = agenda_of(tmp_path)
    planning.tick(store, agenda, NINE)
    (due,) = planning.look(store, agenda, NINE + HOUR)
    assert [(row.brief, row.slot) for row in due.rows] == [("one", NINE + HOUR)]
    assert states(store) == []
