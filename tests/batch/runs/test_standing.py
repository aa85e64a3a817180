"""How far schedules are planned, and pauses."""

from __future__ import annotations

import pytest
from runs_at_hand import MINUTE, NINE, slot

from briefgen.batch.runs import queries, standing
from briefgen.batch.runs.records import NewRun
from briefgen.batch.runs.standing import Pause


def reached(store, definition="a", now=NINE):
    return standing.planned_until(store.connection, "daily", definition, now)


def test_a_new_schedule_begins_now(store):
    assert reached(store) == NINE


def test_a_plan_and_how_far_it_reaches_are_written_together(store):
    runs = [NewRun("one", NINE, "daily"), NewRun("two", NINE, "daily", reason="missed")]
    written = standing.plan_written(store, "daily", "a", NINE, runs, NINE)
    assert {run.id for run in queries.history(store)} == set(written)
    assert reached(store, now=NINE + 60 * MINUTE) == NINE
    with pytest.raises(ZeroDivisionError):
        standing.plan_written(store, "daily", "a", NINE + MINUTE, (1 / 0 for _ in "x"), NINE)
    assert reached(store) == NINE


def test_a_schedule_is_never_planned_backwards(store):
    standing.plan_written(store, "daily", "a", NINE, [], NINE)
    standing.plan_written(store, "daily", "a", NINE - MINUTE, [], NINE - MINUTE)
    assert reached(store, now=NINE - MINUTE) == NINE


def test_a_changed_schedule_begins_anew_so_that_it_does_not_catch_up_on_what_it_never_said(store):
    standing.plan_written(store, "daily", "a", NINE, [], NINE)
    assert reached(store, "b", NINE + 60 * MINUTE) == NINE + 60 * MINUTE
    assert reached(store, "b", NINE - 60 * MINUTE) == NINE


def test_a_schedule_known_by_its_runs_alone_goes_on_after_the_last_of_them(store):
    slot(store, minutes=-30)
    slot(store, minutes=-10)
    assert reached(store) == NINE - 10 * MINUTE


def test_a_pause_is_on_once_and_over_once(store):
    assert [standing.pause(store, "daily", NINE), standing.pause(store, "daily", NINE + MINUTE)] == [True, False]
    assert standing.resume(store, "daily", NINE + 2 * MINUTE)
    assert not standing.resume(store, "daily", NINE + 3 * MINUTE)
    assert standing.pauses(store) == (Pause("daily", NINE, NINE + 2 * MINUTE),)
    assert standing.pause(store, "daily", NINE + 4 * MINUTE)


@pytest.mark.parametrize(
    ("name", "minutes", "covered"),
    [
        ("daily", 0, True),
        ("one", 4, True),
        ("*", 0, True),
        ("two", 0, False),
        ("daily", 5, False),
        ("daily", -1, False),
    ],
)
def test_a_pause_covers_the_slots_that_fall_into_it(name, minutes, covered):
    assert Pause(name, NINE, NINE + 5 * MINUTE).covers("daily", "one", NINE + minutes * MINUTE) is covered


def test_a_pause_that_lasts_has_no_end():
    assert Pause("*", NINE, None).covers("daily", "one", NINE + 10_000 * MINUTE)
