"""Taking, keeping and ending runs: one holder at a time, in order, and nothing lost with a dead process."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from runs_at_hand import ELSEWHERE, HERE, MINUTE, NINE, slot

from briefgen.batch.runs import claims, postings, queries, standing
from briefgen.batch.runs.enrolling import enrol
from briefgen.batch.runs.opening import opened
from briefgen.batch.runs.owners import Owner
from briefgen.batch.runs.records import Edition, LostClaimError, NewRun
from briefgen.batch.runs.states import (
    DELIVERY_TRANSITIONS,
    STATES,
    TRANSITIONS,
    IllegalTransitionError,
    require,
)
from briefgen.errors import Problem

BRIEFS = {"one", "two"}
DEAD = Owner(HERE.host, HERE.place, HERE.pid, HERE.began - 1)  # had this number before
FILE = Edition("one/one.md", "ab" * 32, 10)
FAULT = (Problem("BG201", "no such file", file="a.txt"),)


def take(store, now=NINE, owner=HERE):
    return claims.claim_next(store, owner, now, BRIEFS)


def state(store, run_id):
    return queries.find(store, run_id).state


def render(store, held, channels=()):
    claims.rendered(store, held, NINE, files=[FILE], manifest="m.json", problems=(), channels=channels)


def test_a_slot_has_one_row_whoever_writes_it(store, record):
    first = slot(store)
    with opened(record) as other:
        assert enrol(other, [NewRun("one", NINE, "daily", origin="hand")], NINE) == ()
        assert enrol(other, [NewRun("one", NINE.astimezone(dt.timezone(2 * 60 * MINUTE)), "another")], NINE) == ()
    (run,) = queries.history(store)
    assert (run.id, run.state, run.origin, run.slot) == (first, "queued", "schedule", NINE)


def test_a_skipped_slot_has_its_reason_and_is_never_claimed(store):
    run_id = slot(store, reason="missed by 3 h")
    assert take(store) is None
    assert (queries.find(store, run_id).state, queries.find(store, run_id).reason) == ("skipped", "missed by 3 h")


def test_a_run_has_one_holder(store, record):
    run_id = slot(store)
    held = take(store)
    with opened(record) as other:
        assert take(other, owner=ELSEWHERE) is None
        assert claims.claim(other, run_id, ELSEWHERE, NINE) is None
    assert (held.run.id, held.run.state, held.run.attempts, held.run.owner) == (run_id, "running", 1, HERE)


def test_slots_are_taken_in_order_and_those_of_one_brief_one_after_the_other(store):
    later, other, first = slot(store, minutes=5), slot(store, "two", minutes=1), slot(store)
    assert [take(store).run.id, take(store).run.id] == [first, other]
    assert take(store) is None
    render(store, claims.Claim(queries.find(store, first), HERE))
    assert take(store).run.id == later


def test_a_run_that_waits_for_its_next_attempt_keeps_later_slots_waiting(store):
    first, _ = slot(store), slot(store, minutes=1)
    claims.failed(store, take(store), NINE, problems=FAULT, again_at=NINE + 5 * MINUTE)
    assert (state(store, first), queries.find(store, first).problems) == ("failed", FAULT)
    assert take(store, NINE + 4 * MINUTE) is None
    assert take(store, NINE + 5 * MINUTE).run.attempts == 2


def test_a_dead_run_lets_later_slots_pass(store):
    first, second = slot(store), slot(store, minutes=1)
    claims.failed(store, take(store), NINE, problems=FAULT, again_at=None)
    assert state(store, first) == "dead"
    assert {take(store).run.id, take(store).run.id} == {first, second}  # the dead one for its notices


def test_what_a_process_does_not_know_how_to_run_it_leaves(store):
    slot(store, "other")
    assert take(store) is None


@pytest.mark.parametrize("name", ["daily", "one", "*"])
def test_what_is_paused_waits_and_runs_by_hand_all_the_same(store, name):
    run_id = slot(store)
    standing.pause(store, name, NINE)
    assert take(store) is None
    held = claims.claim(store, run_id, HERE, NINE)
    claims.released(store, held, NINE, "stopped")
    standing.resume(store, name, NINE)
    assert take(store).run.id == run_id


def test_without_channels_a_rendered_run_is_delivered(store):
    run_id = slot(store)
    held = take(store)
    render(store, held)
    assert (state(store, run_id), queries.files(store, run_id)) == ("rendered", (FILE,))
    assert claims.dispatched(store, held, NINE) == "delivered"
    run = queries.find(store, run_id)
    assert (run.state, run.owner, run.lease_until, run.finished_at) == ("delivered", None, None, NINE)
    assert take(store) is None


def test_each_channel_is_tried_again_on_its_own(store):
    run_id = slot(store)
    held = take(store)
    render(store, held, [("mail", "k1"), ("folder", "k2")])
    folder, mail = postings.due(store, held, "delivery", NINE)
    for delivery in (folder, mail):
        postings.sending(store, held, delivery, NINE)
    postings.sent(store, held, folder, NINE, detail="copied")
    postings.not_sent(store, held, mail, NINE, detail="451 later", again_at=NINE + MINUTE)
    assert claims.dispatched(store, held, NINE) == "rendered"
    assert take(store, NINE) is None
    again = take(store, NINE + MINUTE)
    assert (again.run.state, again.run.attempts) == ("rendered", 1)
    (mail,) = postings.due(store, again, "delivery", NINE + MINUTE)
    postings.sending(store, again, mail, NINE + MINUTE)
    postings.sent(store, again, mail, NINE + MINUTE, detail="250 taken", receipt="q1")
    assert claims.dispatched(store, again, NINE + MINUTE) == "delivered"
    assert [(d.channel, d.status, d.attempts) for d in queries.deliveries(store, run_id)] == [
        ("folder", "delivered", 1),
        ("mail", "delivered", 2),
    ]


@pytest.mark.parametrize("channels", [[], [("folder", "k")]])
def test_a_run_that_sent_all_and_died_before_saying_so_is_brought_to_its_end(store, channels):
    run_id = slot(store)
    held = take(store, owner=DEAD)
    render(store, held, channels)
    for delivery in postings.due(store, held, "delivery", NINE):
        postings.sending(store, held, delivery, NINE)
        postings.sent(store, held, delivery, NINE, detail="copied")
    claims.recover(store, HERE, NINE)
    again = take(store)
    assert (again.run.id, postings.due(store, again, "delivery", NINE)) == (run_id, ())
    assert claims.dispatched(store, again, NINE) == "delivered"


def test_a_channel_that_gave_up_makes_the_run_dead_though_another_delivered(store):
    run_id = slot(store)
    held = take(store)
    render(store, held, [("folder", "k2"), ("mail", "k1")])
    folder, mail = postings.due(store, held, "delivery", NINE)
    for delivery in (folder, mail):
        postings.sending(store, held, delivery, NINE)
    postings.sent(store, held, folder, NINE, detail="copied")
    postings.not_sent(store, held, mail, NINE, detail="550 no such user", again_at=None)
    assert claims.dispatched(store, held, NINE) == "dead"
    assert queries.find(store, run_id).reason == "not delivered: mail"


def test_a_dead_run_is_told_of_once(store):
    slot(store)
    claims.failed(store, take(store), NINE, problems=FAULT, again_at=None)
    held = take(store)
    assert held.run.state == "dead"
    postings.announce(store, held, (("mail", "k1"),), NINE)
    (notice,) = postings.due(store, held, "notice", NINE)
    postings.sending(store, held, notice, NINE)
    postings.not_sent(store, held, notice, NINE, detail="refused", again_at=NINE + MINUTE)
    claims.told(store, held, NINE)
    assert take(store) is None
    held = take(store, NINE + MINUTE)
    (notice,) = postings.due(store, held, "notice", NINE + MINUTE)
    postings.sending(store, held, notice, NINE + MINUTE)
    postings.sent(store, held, notice, NINE + MINUTE, detail="taken")
    claims.told(store, held, NINE + MINUTE)
    assert take(store, NINE + 60 * MINUTE) is None


def test_what_is_broken_off_goes_back_and_does_not_count(store):
    run_id = slot(store)
    claims.released(store, take(store), NINE, "stopped")
    run = queries.find(store, run_id)
    assert (run.state, run.attempts, run.owner) == ("queued", 0, None)


# Dead processes --------------------------------------------------------------------------------


def test_what_a_dead_process_here_held_is_free_at_once(store):
    run_id = slot(store)
    take(store, owner=DEAD)
    assert claims.recover(store, HERE, NINE) == (run_id,)
    run = queries.find(store, run_id)
    assert (run.state, run.attempts, run.losses) == ("queued", 0, 1)
    assert take(store).run.id == run_id


def test_what_a_living_process_here_holds_stays_with_it_whatever_the_clock_says(store):
    slot(store)
    take(store)
    assert claims.recover(store, HERE, NINE + dt.timedelta(days=3)) == ()


def test_what_a_process_elsewhere_holds_is_free_when_its_lease_is_over(store):
    run_id = slot(store)
    take(store, owner=ELSEWHERE)
    assert claims.recover(store, HERE, NINE + claims.LEASE) == ()
    claims.renew(store, ELSEWHERE, NINE + MINUTE)
    assert claims.recover(store, HERE, NINE + claims.LEASE + MINUTE) == ()
    assert claims.recover(store, HERE, NINE + claims.LEASE + 2 * MINUTE) == (run_id,)


def test_a_holder_that_was_thought_dead_can_write_nothing_more(store):
    run_id = slot(store)
    late = take(store, owner=ELSEWHERE)
    claims.recover(store, HERE, NINE + 2 * claims.LEASE)
    held = take(store)
    render_late = {"files": [FILE], "manifest": "late.json", "problems": (), "channels": [("mail", "k")]}
    with pytest.raises(LostClaimError):
        claims.rendered(store, late, NINE, **render_late)
    with pytest.raises(LostClaimError):
        claims.failed(store, late, NINE, problems=FAULT, again_at=None)
    with pytest.raises(LostClaimError):
        claims.released(store, late, NINE, "stopped")
    run = queries.find(store, run_id)
    assert (run.state, run.owner, run.manifest) == ("running", HERE, None)
    assert (queries.files(store, run_id), queries.deliveries(store, run_id)) == ((), ())
    render(store, held)


def test_the_same_process_cannot_write_under_an_earlier_claim_either(store):
    slot(store)
    earlier = take(store)
    claims.released(store, earlier, NINE, "stopped")
    take(store)
    with pytest.raises(LostClaimError):
        render(store, earlier)


def test_a_run_that_takes_its_process_with_it_three_times_is_dead(store):
    run_id = slot(store)
    for _ in range(claims.MOST_LOSSES):
        assert state(store, run_id) == "queued"
        take(store, owner=DEAD)
        claims.recover(store, HERE, NINE)
    run = queries.find(store, run_id)
    assert (run.state, [problem.rule for problem in run.problems]) == ("dead", ["BG613"])
    assert take(store).run.state == "dead"  # to be told of


def test_a_delivery_cut_off_by_death_is_sent_again_and_says_that_it_may_have_arrived(store):
    run_id = slot(store)
    held = take(store, owner=DEAD)
    render(store, held, [("folder", "k2"), ("mail", "k1")])
    folder, mail = postings.due(store, held, "delivery", NINE)
    postings.sending(store, held, folder, NINE)
    postings.sent(store, held, folder, NINE, detail="copied")
    postings.sending(store, held, mail, NINE)
    claims.recover(store, HERE, NINE)
    again = take(store)
    assert (again.run.state, again.run.attempts) == ("rendered", 1)
    (due,) = postings.due(store, again, "delivery", NINE)
    assert (due.channel, due.key, due.attempts) == ("mail", "k1", 1)
    assert "may have arrived" in due.detail
    assert [d.status for d in queries.deliveries(store, run_id)] == ["delivered", "pending"]


# The tables ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new"), list(itertools.product(STATES, repeat=2)))
def test_a_state_follows_another_only_as_the_table_has_it(old, new):
    if new in TRANSITIONS[old]:
        require(TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransitionError):
            require(TRANSITIONS, old, new)


@pytest.mark.parametrize("table", [TRANSITIONS, DELIVERY_TRANSITIONS])
def test_the_tables_name_no_state_that_they_do_not_have(table):
    assert {new for followers in table.values() for new in followers} <= set(table)


def test_a_delivered_run_cannot_be_ended_again(store):
    slot(store)
    held = take(store)
    render(store, held)
    claims.dispatched(store, held, NINE)
    with pytest.raises(LostClaimError):
        claims.dispatched(store, held, NINE)
