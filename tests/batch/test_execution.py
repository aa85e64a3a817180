"""A run from its slot to its end: built, handed over channel by channel, tried again, given up, told of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from runs_at_hand import NINE, Clock, Hands, agenda_of, edition, failure

from briefgen.batch import scheduler
from briefgen.batch.delivery import Receipt, Recipient
from briefgen.batch.execution import Outcome
from briefgen.batch.runs import claims, queries
from briefgen.batch.runs.opening import opened
from briefgen.errors import BriefgenError, Problem

TEN = NINE + dt.timedelta(hours=1)
DELIVER = "deliver: [archive, desk]\non_failure: [chief]\nping: https://switch.example/1"
LATER = Receipt("temporary", "451 try later")
NEVER = Receipt("permanent", "550 no such mailbox")


class Desk:
    """A folder with a schedule that is due at ten, a clock, hands, and the record."""

    def __init__(self, folder, record, more=""):
        self.agenda, self.record, self.clock, self.hands = agenda_of(folder, more), record, Clock(), Hands()
        self.look()
        self.clock.at = TEN

    def look(self):
        runs, _ = scheduler.run_due(self.record, self.agenda, self.hands.actions, now=self.clock)
        return runs

    def run(self):
        with opened(self.record) as store:
            (run,) = queries.history(store)
            return run

    def deliveries(self):
        with opened(self.record) as store:
            return {d.channel: (d.status, d.attempts) for d in queries.deliveries(store, self.run().id)}

    def wait_for_retry(self):
        with opened(self.record) as store:
            due = queries.next_attempt(store, self.clock())
        assert due is not None
        self.clock.at = due


@pytest.fixture
def desk(tmp_path, record):
    return lambda more=DELIVER: Desk(tmp_path / "project", record, more)


def test_a_good_run_is_built_once_delivered_once_and_the_switch_is_called(desk):
    desk = desk()
    (run,) = desk.look()
    assert run.state == "delivered"
    assert desk.hands.names() == ["ping start", "build", "archive", "desk", "ping success"]
    assert desk.look() == ()
    assert len(desk.hands.done) == 5


def test_the_parcel_holds_the_edition_with_its_hashes_and_the_markdown_as_text(desk):
    desk = desk()
    desk.look()
    first, second = desk.hands.parcels
    (file,) = first.files
    assert (file.path.read_text(encoding="utf-8"), first.text) == ("# An edition\n", "# An edition\n")
    assert (first.brief, first.title, first.slot, first.as_of) == ("one", "The first", TEN, dt.date(2026, 11, 24))
    assert first.key != second.key


def test_without_channels_the_edition_in_its_folder_is_the_delivery(desk):
    desk = desk("")
    assert [run.state for run in desk.look()] == ["delivered"]
    assert desk.hands.names() == ["build"]


def test_a_build_that_fails_is_tried_again_after_a_pause_and_only_then(desk):
    desk = desk(DELIVER + "\nretries: {attempts: 3, backoff: 10m, jitter: 0}")
    desk.hands.outcomes = [failure(), failure()]
    desk.look()
    run = desk.run()
    assert (run.state, run.attempts, run.next_attempt_at) == ("failed", 1, TEN + dt.timedelta(minutes=10))
    assert [problem.rule for problem in run.problems] == ["BG201"]
    desk.clock.forward(minutes=9)
    assert desk.look() == ()
    desk.clock.forward(minutes=1)
    desk.look()
    assert desk.run().next_attempt_at == desk.clock() + dt.timedelta(minutes=20)
    desk.clock.forward(minutes=20)
    desk.look()
    assert (desk.run().state, desk.run().attempts, desk.run().problems) == ("delivered", 3, ())
    assert desk.hands.names().count("archive") == 1


def test_a_run_that_fails_for_good_is_dead_and_a_person_is_told_once(desk):
    desk = desk(DELIVER + "\nretries: {attempts: 1}")
    desk.hands.outcomes = [failure("no such file")]
    (run,) = desk.look()
    assert (run.state, run.reason) == ("dead", "one.txt: error BG201: no such file")
    assert desk.hands.names() == ["ping start", "build", "ping fail", "chief"]
    (parcel,) = desk.hands.parcels
    assert (parcel.kind, parcel.title, parcel.files) == ("failure", "FAILED: The first", ())
    assert "one.txt: error BG201: no such file" in parcel.text
    assert f"briefgen retry {run.id}" in parcel.text
    desk.clock.forward(days=1)
    desk.look()
    assert desk.hands.names().count("chief") == 1


def test_a_notice_that_does_not_get_through_is_tried_again(desk):
    desk = desk(DELIVER + "\nretries: {attempts: 2}")
    desk.hands.outcomes = [failure(), failure()]
    desk.hands.receipts = {"chief": [LATER]}
    desk.look()
    desk.wait_for_retry()
    desk.look()
    assert desk.deliveries() == {"chief": ("pending", 1)}
    desk.wait_for_retry()
    desk.look()
    assert desk.deliveries() == {"chief": ("delivered", 2)}
    assert desk.hands.names().count("ping fail") == 1


def test_a_brief_with_an_error_is_no_success_even_if_a_file_was_written(desk, tmp_path):
    desk = desk("deliver: [desk]\nretries: {attempts: 1}")
    good = Outcome(problems=(Problem("BG403", "asked for an address", file="one"),))
    desk.hands.outcomes = [good]
    assert [run.state for run in desk.look()] == ["dead"]
    assert desk.hands.names() == ["build"]


def test_a_build_that_gives_neither_file_nor_reason_has_a_reason_all_the_same(desk):
    desk = desk("retries: {attempts: 1}")
    desk.hands.outcomes = [Outcome(built=False)]
    assert [problem.rule for run in desk.look() for problem in run.problems] == ["BG615"]


def test_warnings_are_kept_and_stop_nothing(desk):
    desk = desk("")
    warning = Problem("BG206", "no sentence", "warning", "one.txt")
    desk.hands.outcomes = [replace(Outcome(), problems=(warning,))]
    assert [(run.state, run.problems) for run in desk.look()] == [("delivered", (warning,))]


def test_a_channel_that_fails_is_tried_again_on_its_own_with_the_same_key(desk):
    desk = desk(DELIVER + "\nretries: {attempts: 3, backoff: 1m, jitter: 0}")
    desk.hands.receipts = {"archive": [LATER]}
    desk.look()
    assert desk.deliveries() == {"archive": ("pending", 1), "desk": ("delivered", 1)}
    assert desk.run().state == "rendered"
    desk.clock.forward(minutes=1)
    desk.look()
    assert desk.deliveries() == {"archive": ("delivered", 2), "desk": ("delivered", 1)}
    assert desk.run().state == "delivered"
    assert desk.hands.names() == ["ping start", "build", "archive", "desk", "archive", "ping success"]
    assert desk.hands.parcels[0].key == desk.hands.parcels[2].key


def test_the_next_try_knows_who_has_it_already(desk):
    desk = desk("deliver: [desk]\nretries: {attempts: 3}")
    partly = replace(LATER, recipients=(Recipient("a@example.org", "taken"), Recipient("b@example.org", "temporary")))
    desk.hands.receipts = {"desk": [partly]}
    desk.look()
    desk.wait_for_retry()
    desk.look()
    assert [receipt and receipt.taken for receipt in desk.hands.earlier] == [None, {"a@example.org"}]


def test_a_far_side_that_asks_for_time_gets_it(desk):
    desk = desk("deliver: [desk]\nretries: {attempts: 3, backoff: 1m}")
    desk.hands.receipts = {"desk": [replace(LATER, retry_after_s=3600)]}
    desk.look()
    desk.wait_for_retry()
    assert desk.clock() == TEN + dt.timedelta(hours=1)


def test_a_permanent_refusal_is_not_tried_again_and_a_person_is_told(desk):
    desk = desk(DELIVER)
    desk.hands.receipts = {"archive": [NEVER]}
    (run,) = desk.look()
    assert (run.state, run.reason) == ("dead", "not delivered: archive")
    assert desk.hands.names() == ["ping start", "build", "archive", "desk", "ping fail", "chief"]
    assert "not delivered: archive" in desk.hands.parcels[-1].text


def test_a_channel_that_keeps_failing_gives_up_at_last(desk):
    desk = desk("deliver: [desk]\nretries: {attempts: 2}")
    desk.hands.receipts = {"desk": [LATER, LATER]}
    desk.look()
    desk.wait_for_retry()
    (run,) = desk.look()
    assert (run.state, desk.deliveries()) == ("dead", {"desk": ("failed", 2)})


def test_a_dead_run_taken_up_again_sends_only_what_did_not_arrive(desk):
    desk = desk(DELIVER)
    desk.hands.receipts = {"archive": [NEVER]}
    desk.look()
    with opened(desk.record) as store:
        assert claims.revive(store, desk.run(), TEN) == "rendered"
    desk.hands.done.clear()
    (run,) = desk.look()
    assert run.state == "delivered"
    assert desk.hands.names() == ["archive", "ping success"]


def test_a_dead_build_taken_up_again_is_built_again_and_told_of_again(desk):
    desk = desk(DELIVER + "\nretries: {attempts: 1}")
    desk.hands.outcomes = [failure(), failure()]
    desk.look()
    with opened(desk.record) as store:
        assert claims.revive(store, desk.run(), TEN) == "queued"
    desk.look()
    assert desk.hands.names().count("chief") == 2
    assert desk.run().state == "dead"


def test_a_channel_that_left_briefs_yaml_is_said(desk, tmp_path):
    desk = desk("deliver: [desk]\nretries: {attempts: 3}")
    desk.hands.receipts = {"desk": [LATER]}
    desk.look()
    desk.agenda = agenda_of(tmp_path / "project", "deliver: [archive]")
    desk.wait_for_retry()
    desk.look()
    with opened(desk.record) as store:
        (delivery,) = queries.deliveries(store, desk.run().id)
    assert (delivery.status, delivery.detail) == ("failed", "desk is no longer a channel of this brief in briefs.yaml")
    assert desk.run().state == "dead"


def test_a_build_broken_off_goes_back_into_the_queue(desk):
    desk = desk("")
    desk.hands.outcomes = [Outcome(built=False, broken_off=True)]
    desk.look()
    with opened(desk.record) as store:
        assert [line.event for line in queries.log(store, desk.run().id)][-3:] == ["running", "rendered", "delivered"]
        assert "broken off" in " ".join(line.detail for line in queries.log(store, desk.run().id))
    assert desk.run().attempts == 1


def test_the_pause_before_an_attempt_hangs_on_the_run_and_nothing_else(tmp_path):
    terms = agenda_of(tmp_path, "retries: {backoff: 10m, factor: 2, max: 30m, jitter: 0.5}").terms["one"]
    pauses = [terms.pause("a1b2c3", attempt).total_seconds() for attempt in (1, 2, 3, 4)]
    assert pauses == [terms.pause("a1b2c3", attempt).total_seconds() for attempt in (1, 2, 3, 4)]
    assert [lower <= pause <= 2 * lower for lower, pause in zip([300, 600, 900, 900], pauses, strict=True)] == [
        True
    ] * 4
    assert len({terms.pause(f"{number:012x}", 1) for number in range(50)}) == 50


# By hand ---------------------------------------------------------------------------------------


def by_hand(desk, brief="one", slot=TEN):
    return scheduler.run_by_hand(desk.record, desk.agenda, desk.hands.actions, brief, slot, now=desk.clock)


def test_what_ran_by_hand_the_clock_does_not_run_again(desk):
    desk = desk()
    assert by_hand(desk).state == "delivered"
    assert desk.look() == ()
    assert desk.hands.names().count("build") == 1
    assert desk.run().origin == "hand"


def test_what_the_clock_ran_is_not_run_again_by_hand(desk):
    desk = desk()
    desk.look()
    assert by_hand(desk).state == "delivered"
    assert desk.hands.names().count("build") == 1


def test_a_skipped_slot_can_be_run_by_hand(desk):
    desk = desk("enabled: false")
    desk.look()
    assert desk.run().state == "skipped"
    assert by_hand(desk).state == "delivered"


def test_a_brief_without_a_schedule_is_run_by_hand_once_and_then_dead(desk):
    desk = desk()
    desk.hands.outcomes = [failure()]
    run = by_hand(desk, "two")
    assert (run.state, run.schedule, run.origin) == ("dead", "", "hand")


def test_a_person_cannot_take_what_a_living_process_holds(desk):
    desk = desk()
    with opened(desk.record) as store:
        scheduler.planning.tick(store, desk.agenda, TEN)
        claims.claim_next(store, replace(scheduler.this_process(), host="elsewhere"), TEN, {"one"})
    with pytest.raises(BriefgenError, match="is held by process"):
        by_hand(desk)
    assert desk.hands.done == []


def test_each_edition_stays_what_its_run_made(desk):
    desk = desk("")
    desk.look()
    with opened(desk.record) as store:
        (file,) = queries.files(store, desk.run().id)
    made = edition(desk.agenda.output, desk.run())
    assert (file,) == made.files
