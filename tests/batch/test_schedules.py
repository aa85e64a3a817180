import datetime as dt
import functools
import itertools
from dataclasses import replace
from zoneinfo import ZoneInfo, available_timezones

import pytest
from conftest import cases
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen import cron
from briefgen.batch.schedules import MOST_ROWS, Plan, Schedule, count, moments, plan, slots

EXPRESSIONS = (
    "* * * * *|*/15 * * * *|0 * * * *|30 2 * * *|0 0 * * *|59 23 * * *|0 7 * * 1-5|15,45 1-3 * * *|0 0 L * *|0 */8 * * *"
).split("|")
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
DAY = dt.timedelta(days=1)
NOW = dt.datetime(2026, 11, 24, 18, 0, 30, tzinfo=dt.UTC)
WEEKDAYS = Schedule("morning", cron.parse("0 7 * * 1-5"), ZoneInfo("Europe/Berlin"))
HOURLY = Schedule("hourly", cron.parse("0 * * * *"), ZoneInfo("Europe/Berlin"))
NIGHTLY = Schedule("nightly", cron.parse("30 2 * * *"), ZoneInfo("Europe/Berlin"))
MINUTELY = Schedule("minutely", cron.parse("* * * * *"), ZoneInfo("America/New_York"))


def instant(text):
    return dt.datetime.fromisoformat(text)


def table(schedule, after, until):
    for moment in moments(schedule, after, until):
        slot = moment.slot
        remark = f"! {moment.lost}" if moment.lost else f"({slot.note})" if slot.note else ""
        day = f"→ {slot.day}" if slot.day != slot.local.date() else ""
        yield " ".join(filter(None, (f"{slot.local:%m-%d %H:%M %z} = {slot.utc:%m-%d %H:%M}Z", remark, day)))


@pytest.mark.parametrize(("text", "expected"), cases("schedules"))
def test_slots_on_days_when_the_clock_changes(text, expected):
    zone, expression, dst, interval = text.split(" | ")
    gap, fold = dst.split()
    after, until = map(instant, interval.split(" .. "))
    schedule = Schedule("x", cron.parse(expression), ZoneInfo(zone), gap=gap, fold=fold)
    assert list(table(schedule, after, until)) == expected


@functools.cache
def changes(zone):
    """Days of which a zone's clock changes within the next twenty, far back and far ahead."""
    days = [dt.datetime(1880, 1, 1, tzinfo=dt.UTC) + n * 20 * DAY for n in range(220 * 365 // 20)]
    offsets = [day.astimezone(zone).utcoffset() for day in days]
    return [day for day, before, after in zip(days, offsets, offsets[1:], strict=False) if before != after]


@st.composite
def schedules_and_starts(draw):
    """A schedule, and an instant a few days before its clock changes, where it ever does."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    expression = draw(st.sampled_from(EXPRESSIONS))
    gap, fold = draw(st.sampled_from(["run_after", "skip"])), draw(st.sampled_from(["first", "both"]))
    begin = draw(st.sampled_from(changes(zone) or [NOW]))
    offsets = [(begin + n * DAY).astimezone(zone).utcoffset() for n in range(21)]
    days_until = sum(offset == offsets[0] for offset in offsets)
    start = begin + days_until * DAY - dt.timedelta(seconds=draw(st.integers(0, 3 * 86_400)))
    return Schedule("x", cron.parse(expression), zone, gap=gap, fold=fold), start


somewhere = schedules_and_starts()
few = settings(deadline=None, max_examples=40)


@few
@given(somewhere, st.integers(1, 5 * 86_400))
def test_instants_strictly_increase(place, length_s):
    schedule, after = place
    found = [moment.slot.utc for moment in moments(schedule, after, after + dt.timedelta(seconds=length_s))]
    assert all(earlier < later for earlier, later in itertools.pairwise(found))


@few
@given(somewhere, st.lists(st.integers(0, 5 * 86_400), min_size=2, max_size=6))
@example(
    (NIGHTLY, instant("2026-03-29T00:00Z")), [0, 3599, 3599.999999, 3600, 9000]
)  # cut at the change and just before
@example((HOURLY, instant("2026-10-25T00:00Z")), [0, 3599, 3599.999999, 3600, 9000])
def test_a_time_split_anywhere_has_the_same_slots(place, cuts_s):
    schedule, start = place
    cuts = [start + dt.timedelta(seconds=second) for second in sorted(cuts_s)]
    pieces = [list(moments(schedule, a, b)) for a, b in itertools.pairwise(cuts)]
    assert list(itertools.chain.from_iterable(pieces)) == list(moments(schedule, cuts[0], cuts[-1]))


@few
@given(somewhere, st.integers(1, 20 * 86_400))
@example((HOURLY, instant("2026-03-28T12:00Z")), 86_400)  # 02:00 does not exist, and 03:00 stands for it
@example((NIGHTLY, instant("2026-03-28T12:00Z")), 86_400)
def test_counting_agrees_with_going_through(place, length_s):
    schedule, after = place
    until = after + dt.timedelta(seconds=length_s)
    assert count(schedule, after, until) == len(list(moments(schedule, after, until)))


@few
@given(somewhere, st.times())
def test_a_daily_schedule_fires_once_on_each_local_day_that_exists(place, time):
    schedule, start = place
    schedule = replace(schedule, cron=cron.parse(f"{time.minute} {time.hour} * * *"))
    end = start + 10 * DAY
    quarters = (start + dt.timedelta(minutes=15 * n) for n in range(10 * 24 * 4))
    days = sorted({quarter.astimezone(schedule.zone).date() for quarter in quarters})[2:-2]
    found = [slot for slot in slots(schedule, start, end) if days[0] <= slot.day <= days[-1]]
    skipped = [m.slot.day for m in moments(schedule, start, end) if m.lost and "gap is skip" in m.lost]
    skipped = [day for day in skipped if days[0] <= day <= days[-1]]
    assert sorted([slot.day for slot in found if not slot.local.fold] + skipped) == days
    assert schedule.fold == "both" or not any(slot.local.fold for slot in found)


@settings(few, max_examples=15)
@given(somewhere)
def test_what_fires_is_what_the_clock_on_the_wall_shows(place):
    """Every minute of two days is asked for its time on the wall, which needs no thought about gaps and repeats."""
    schedule, start = place
    start = start.replace(second=0, microsecond=0)
    seconds = {start.astimezone(schedule.zone).second, (start + 2 * DAY).astimezone(schedule.zone).second}
    if seconds != {0}:  # zones had offsets with odd seconds once
        return
    minutes = [start + dt.timedelta(minutes=n) for n in range(1, 2 * 24 * 60 + 1)]
    walls = {minute: minute.astimezone(schedule.zone).replace(tzinfo=None) for minute in minutes}
    matches = {m for m, wall in walls.items() if schedule.cron.count(wall, wall + dt.timedelta(minutes=1))}
    found = [moment.slot for moment in moments(schedule, start, minutes[-1])]
    assert {slot.utc for slot in found if slot.planned is None} == matches


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no instant"):
        list(slots(HOURLY, dt.datetime(2026, 1, 1), NOW))


# What was missed --------------------------------------------------------------------------------


def hours(*numbers):
    return tuple(dt.datetime(2026, 11, 24, number, tzinfo=dt.UTC) for number in numbers)


def run(found):
    return tuple(slot.utc for slot in found.run)


def reasons(found):
    return {slot.utc: why for slot, why in found.skipped}


def test_a_new_schedule_has_nothing_due():
    assert plan(MINUTELY, None, NOW) == Plan()


def test_a_slot_found_within_its_grace_is_on_time():
    assert run(plan(replace(HOURLY, catch_up="none"), NOW - dt.timedelta(minutes=2), NOW)) == hours(18)
    late = NOW + dt.timedelta(minutes=14, seconds=30)  # 15 minutes after the slot
    assert run(plan(replace(HOURLY, catch_up="none"), NOW - dt.timedelta(minutes=2), late)) == hours(18)
    later = late + dt.timedelta(microseconds=1)
    found = plan(replace(HOURLY, catch_up="none"), NOW - dt.timedelta(minutes=2), later)
    assert run(found) == ()
    assert reasons(found) == {hours(18)[0]: "missed by more than misfire_grace, and catch_up is none"}


def test_catch_up_none_leaves_what_was_missed_with_a_reason_each():
    found = plan(replace(HOURLY, catch_up="none"), hours(14)[0], NOW)
    assert run(found) == hours(18)
    assert tuple(reasons(found)) == hours(15, 16, 17)


def test_catch_up_latest_runs_the_newest_missed_slot_only():
    found = plan(HOURLY, hours(14)[0], NOW + dt.timedelta(minutes=30))
    assert run(found) == hours(18)
    assert tuple(reasons(found)) == hours(15, 16, 17)


def test_catch_up_latest_runs_no_missed_slot_when_one_is_on_time():
    found = plan(HOURLY, hours(14)[0], NOW)
    assert run(found) == hours(18)
    assert set(reasons(found).values()) == {"missed, and a newer slot runs instead (catch_up: latest)"}


def test_catch_up_all_runs_the_newest_up_to_its_maximum_oldest_first():
    found = plan(replace(HOURLY, catch_up="all", max_catch_up=2), hours(13)[0], NOW)
    assert run(found) == hours(16, 17, 18)
    assert reasons(found) == dict.fromkeys(hours(14, 15), "missed, and more than 2 were (max_catch_up)")


def test_a_clock_set_back_runs_nothing_again():
    before = plan(HOURLY, hours(17)[0], NOW)
    assert run(before) == hours(18)
    back = NOW - dt.timedelta(hours=2)
    assert plan(HOURLY, NOW, back) == Plan()
    assert plan(HOURLY, NOW, NOW) == Plan()


def test_a_clock_set_forward_by_three_days_follows_the_policy():
    forward = NOW + 3 * DAY
    assert [
        len(plan(replace(WEEKDAYS, catch_up=policy), NOW, forward).run) for policy in ("none", "latest", "all")
    ] == [0, 1, 3]
    assert [
        len(plan(replace(WEEKDAYS, catch_up=policy), NOW, forward).skipped) for policy in ("none", "latest", "all")
    ] == [3, 2, 0]


def test_every_slot_is_planned_once_however_often_is_asked():
    ticks = [hours(6)[0] + dt.timedelta(minutes=7 * n) for n in range(100)]
    plans = [plan(MINUTELY, last, now) for last, now in itertools.pairwise(ticks)]
    planned = [slot.utc for found in plans for slot in (*found.run, *(slot for slot, _ in found.skipped))]
    assert planned == [slot.utc for slot in slots(MINUTELY, ticks[0], ticks[-1])]


def test_nothing_of_a_disabled_schedule_runs_and_each_slot_says_so():
    disabled = plan(replace(HOURLY, enabled=False), hours(16)[0], NOW)
    assert (run(disabled), reasons(disabled)) == ((), dict.fromkeys(hours(17, 18), "the schedule is not enabled"))


def test_what_the_clock_takes_away_is_skipped_with_its_reason():
    skip = replace(HOURLY, cron=cron.parse("30 2 * * *"), gap="skip")
    found = plan(skip, instant("2026-03-28T12:00Z"), instant("2026-03-29T01:10Z"))
    assert run(found) == ()
    assert reasons(found) == {instant("2026-03-29T01:00Z"): "2026-03-29 02:30 does not exist, and dst.gap is skip"}


def test_catch_up_passes_over_what_the_clock_took_away():
    autumn = instant("2026-10-25T01:59Z")  # the newest moment, 02:30 for the second time, is no slot
    found = plan(replace(HOURLY, cron=cron.parse("30 2 * * *")), instant("2026-10-24T12:00Z"), autumn)
    assert run(found) == (instant("2026-10-25T00:30Z"),)
    lost = "02:30 comes a second time on this day, and dst.fold is first"
    assert reasons(found) == {instant("2026-10-25T01:30Z"): lost}


def test_catch_up_finds_a_slot_before_two_hours_that_come_twice():
    troll = replace(MINUTELY, zone=ZoneInfo("Antarctica/Troll"))  # 03:00 becomes 01:00: 120 minutes come twice
    found = plan(troll, instant("2026-10-24T22:00Z"), instant("2026-10-25T02:59:30Z"))
    assert run(found) == (instant("2026-10-25T00:59Z"),)
    assert len(found.skipped) == MOST_ROWS + 120 + 1
    assert "this row stands for 78 slots" in found.skipped[0][1]


def test_a_slot_missed_within_its_day_is_told_as_missed_and_one_taken_away_as_taken_away():
    nightly = replace(HOURLY, cron=cron.parse("30 2 * * *"), catch_up="none")
    found = plan(nightly, instant("2026-10-24T12:00Z"), instant("2026-10-26T00:00Z"))
    assert reasons(found) == {
        instant("2026-10-25T00:30Z"): "missed by more than misfire_grace, and catch_up is none",
        instant("2026-10-25T01:30Z"): "02:30 comes a second time on this day, and dst.fold is first",
    }


def test_the_newest_are_found_however_unevenly_slots_lie():
    new_year = replace(MINUTELY, cron=cron.parse("* * 1 1 *"), zone=ZoneInfo("UTC"), catch_up="none")
    found = plan(new_year, instant("2020-01-15T00:00Z"), NOW)
    assert len(found.skipped) == MOST_ROWS + 1
    assert found.skipped[1][0].utc == instant("2026-01-01T22:20Z")
    assert found.skipped[-1][0].utc == instant("2026-01-01T23:59Z")
    assert f"{6 * 24 * 60 - MOST_ROWS:,} slots" in found.skipped[0][1]


def test_five_years_of_minutes_cost_little_and_end_in_one_counting_row():
    begin = NOW - 5 * 365 * DAY
    found = plan(replace(MINUTELY, catch_up="all", max_catch_up=20, fold="both"), begin, NOW)
    assert len(found.run) == 20 + 15  # within the grace of 15 minutes
    assert len(found.skipped) == MOST_ROWS + 1
    first, why = found.skipped[0]
    assert first == next(slots(MINUTELY, begin, NOW))
    older = count(replace(MINUTELY, fold="both"), begin, NOW) - 35 - MOST_ROWS
    assert f"this row stands for {older:,} slots" in why
    assert older > 2_600_000
