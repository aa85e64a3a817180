import datetime as dt

import pytest

from briefgen import config

BRIEFS = "briefs:\n  a:\n    title: T\n    sources: [x.txt]\n  b:\n    title: T\n    sources: [x.txt]\n"
DAILY = "cron: 0 7 * * *, timezone: Europe/Berlin"


def read(tmp_path, text):
    path = tmp_path / "briefs.yaml"
    path.write_text(text, encoding="utf-8")
    return config.load(path)


def schedule(tmp_path, content):
    """The one schedule of a file in which it has this content."""
    loaded, found = read(tmp_path, f"{BRIEFS}schedules:\n  morning: {{briefs: [a], {content}}}\n")
    assert found == ()
    return loaded.schedules[0]


def faults(tmp_path, text):
    loaded, found = read(tmp_path, text)
    assert loaded is None
    return [(p.rule, p.line, p.column, p.message, p.hint) for p in found]


def fault(tmp_path, content):
    """The one fault of a schedule with this content."""
    ((rule, line, _, message, hint),) = faults(tmp_path, f"{BRIEFS}schedules:\n  morning: {{briefs: [a], {content}}}\n")
    assert line == 9
    return rule, message, hint


def test_a_schedule_of_a_brief_and_one_of_a_group_come_in_one_list(tmp_path):
    own = BRIEFS.replace("sources: [x.txt]\n  b", f"sources: [x.txt]\n    schedule: {{{DAILY}, formats: [pdf]}}\n  b")
    loaded, found = read(tmp_path, f"{own}schedules:\n  rest: {{{DAILY}, briefs: [b]}}\n")
    assert found == ()
    assert [(s.name, s.briefs, s.formats) for s in loaded.schedules] == [
        ("a", ("a",), ("pdf",)),
        ("rest", ("b",), None),
    ]


def test_what_is_left_out_has_sound_defaults(tmp_path):
    found = schedule(tmp_path, DAILY)
    assert (found.dst.gap, found.dst.fold, found.catch_up, found.overlap) == ("run_after", "first", "latest", "skip")
    assert found.misfire_grace == dt.timedelta(minutes=15)
    assert (found.retries.attempts, found.retries.backoff) == (3, dt.timedelta(minutes=1))
    assert (found.as_of, found.parameters, found.memory, found.enabled) == (None, {}, None, True)


@pytest.mark.parametrize(
    ("written", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86_400), ("1h30m", 5400), ("0s", 0)]
)
def test_durations_have_units(tmp_path, written, seconds):
    assert schedule(tmp_path, f"{DAILY}, misfire_grace: {written}").misfire_grace.total_seconds() == seconds


@pytest.mark.parametrize("written", ["15", "1.5h", "2 h", "15 minutes", "30m1h", "PT15M", "-5m", "''", "h", "٣m"])
def test_what_is_no_duration_is_refused(tmp_path, written):
    rule, message, _ = fault(tmp_path, f"{DAILY}, misfire_grace: {written}")
    assert rule == "BG105"
    assert "is no duration; write a number with its unit" in message


def test_a_duration_beyond_a_year_or_of_nothing_is_refused(tmp_path):
    assert "longer than 366 days" in fault(tmp_path, f"{DAILY}, timeout: 367d")[1]
    assert "longer than nothing" in fault(tmp_path, f"{DAILY}, timeout: 0s")[1]


def test_memory_is_in_megabytes(tmp_path):
    assert schedule(tmp_path, f"{DAILY}, memory: 512MB").memory == 512
    assert schedule(tmp_path, f"{DAILY}, memory: 2GB").memory == 2048
    assert "is no size" in fault(tmp_path, f"{DAILY}, memory: 512")[1]
    assert "too little" in fault(tmp_path, f"{DAILY}, memory: 16MB")[1]


def test_a_bad_cron_says_which_field_and_why(tmp_path):
    rule, message, _ = fault(tmp_path, "cron: 0 25 * * *, timezone: UTC")
    assert (rule, message) == ("BG105", "cron: the hour '25': 25 is not between 0 and 23")
    assert "never fires" in fault(tmp_path, "cron: 0 0 30 2 *, timezone: UTC")[1]


def test_an_unknown_zone_gets_a_suggestion(tmp_path):
    rule, message, hint = fault(tmp_path, "cron: 0 7 * * *, timezone: Europe/Berln")
    assert (rule, hint) == ("BG105", "did you mean 'Europe/Berlin'?")
    assert message.startswith("timezone: 'Europe/Berln' is no time zone")


@pytest.mark.parametrize(
    "zone", ["localtime", "Factory", "../Europe/Berlin", "/etc/localtime", "europe/berlin", "+01:00"]
)
def test_what_is_no_place_is_no_zone(tmp_path, zone):
    assert "is no time zone" in fault(tmp_path, f"cron: 0 7 * * *, timezone: {zone}")[1]


def test_a_zone_must_be_said(tmp_path):
    assert fault(tmp_path, "cron: 0 7 * * *")[:2] == ("BG106", "'timezone' is missing")


def test_a_maximum_without_effect_is_refused(tmp_path):
    assert "counts only with catch_up: all" in fault(tmp_path, f"{DAILY}, max_catch_up: 3")[1]
    assert schedule(tmp_path, f"{DAILY}, catch_up: all, max_catch_up: 3").max_catch_up == 3


def test_a_typo_deep_in_a_schedule_gets_a_suggestion(tmp_path):
    assert fault(tmp_path, f"{DAILY}, retries: {{backof: 1m}}") == (
        "BG104",
        "unknown key 'backof'",
        "did you mean 'backoff'?",
    )
    assert fault(tmp_path, f"{DAILY}, dst: {{gap: skp}}")[2] == "did you mean 'skip'?"


def test_a_group_that_names_no_brief_gets_a_suggestion_and_the_place_of_the_name(tmp_path):
    text = f"{BRIEFS.replace('  b:', '  water-plan:')}schedules:\n  morning: {{briefs: [a, watter-plan], {DAILY}}}\n"
    assert faults(tmp_path, text) == [("BG110", 9, 25, "no brief 'watter-plan'", "did you mean 'water-plan'?")]


def test_a_brief_has_one_schedule(tmp_path):
    text = f"{BRIEFS}schedules:\n  one: {{briefs: [a, b], {DAILY}}}\n  two: {{briefs: [b], {DAILY}}}\n"
    ((rule, line, column, message, _),) = faults(tmp_path, text)
    assert (rule, line, column) == ("BG111", 10, 18)
    assert message == "'b' has a schedule already, in schedules.one; both would write the same files"


def test_a_schedule_is_not_named_like_a_brief(tmp_path):
    ((rule, *_),) = faults(tmp_path, f"{BRIEFS}schedules:\n  b: {{briefs: [a], {DAILY}}}\n")
    assert rule == "BG111"


def test_a_schedule_has_a_plain_name(tmp_path):
    ((rule, _, _, message, _),) = faults(tmp_path, f"{BRIEFS}schedules:\n  a b: {{briefs: [a], {DAILY}}}\n")
    assert (rule, message) == ("BG105", "'a b' cannot be a schedule's name: use letters, digits, - and _")


def test_both_day_fields_are_allowed_with_a_note(tmp_path):
    loaded, found = read(tmp_path, f"{BRIEFS}schedules:\n  m: {{briefs: [a], cron: 0 7 1 * MON, timezone: UTC}}\n")
    assert loaded is not None
    assert [(p.rule, p.severity, p.line, p.column) for p in found] == [("BG112", "note", 9, 26)]


@pytest.mark.parametrize("name", ["Edition", "a-b", "1st", "_x", "items"])
def test_a_parameter_has_a_name_that_a_template_can_write(tmp_path, name):
    assert "cannot be a parameter's name" in fault(tmp_path, f"{DAILY}, parameters: {{{name}: x}}")[1]


def test_retention_says_something(tmp_path):
    assert schedule(tmp_path, f"{DAILY}, retention: {{keep: 30}}").retention.keep == 30
    assert "says neither keep nor days" in fault(tmp_path, f"{DAILY}, retention: {{}}")[1]
